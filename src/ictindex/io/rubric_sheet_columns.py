"""The sheets of a rubric and their columns: what each is called, which keys it holds, how its cells are written."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Any, TypeAlias

from attrs import frozen

from ictindex.codec.place import Refused
from ictindex.codec.syntax import parse_toml
from ictindex.codec.toml_text import value_to_toml
from ictindex.io.rubric_sheet_notation import HOW_KEYS, how_of, how_text
from ictindex.io.rubric_sheet_numbers import listed, number_of, number_text, pieces
from ictindex.model.problems import RubricError
from ictindex.model.text import fold

__all__ = ["HEAD", "LISTS", "PARTS", "REST", "TOTAL", "Column", "Form", "Keys", "rest_of", "rest_text"]

Keys: TypeAlias = dict[str, Any]

# The row of the sheet of nodes that is the total.
TOTAL = "total"


@frozen(kw_only=True)
class Column:
    """A column: its titles in Vietnamese and English, the keys that its cells hold, and how they are read and written.

    `write` takes the record and the language, and gives "" where the cell cannot hold the keys; they then stand in the
    last column.
    """

    vi: str
    en: str
    keys: tuple[str, ...]
    read: Callable[[str], Keys]
    write: Callable[[Mapping[str, Any], str], str]
    number: bool = False

    def title(self, code: str) -> str:
        """The title in a language."""
        return self.vi if code == "vi" else self.en

    def is_called(self, title: str) -> bool:
        """Whether a heading means this column: by a title, or by the key of the file."""
        return fold(title) in {fold(self.vi), fold(self.en), self.keys[0]}


@frozen(kw_only=True)
class Form:
    """A sheet: its key in the file, its names, its columns, and which of them tell it from other sheets."""

    key: str
    vi: str
    en: str
    columns: Sequence[Column]

    def title(self, code: str) -> str:
        """The name of the sheet in a language."""
        return self.vi if code == "vi" else self.en

    def is_called(self, name: str) -> bool:
        """Whether a sheet of this name is this one."""
        return fold(name) in {fold(self.vi), fold(self.en), self.key}


def _text(key: str, vi: str, en: str) -> Column:
    return Column(
        vi=vi, en=en, keys=(key,), read=lambda text: {key: text}, write=lambda record, _: str(record.get(key, ""))
    )


def _number(key: str, vi: str, en: str) -> Column:
    def write(record: Mapping[str, Any], code: str) -> str:
        del code
        return number_text(record[key]) if isinstance(record.get(key), int | Decimal) else ""

    return Column(vi=vi, en=en, keys=(key,), read=lambda text: {key: number_of(text)}, write=write, number=True)


def _list(key: str, vi: str, en: str) -> Column:
    def write(record: Mapping[str, Any], code: str) -> str:
        del code
        return listed(record[key]) if isinstance(record.get(key), list) else str(record.get(key, ""))

    return Column(vi=vi, en=en, keys=(key,), read=lambda text: {key: pieces(text)}, write=write)


def _read_max(text: str) -> Keys:
    """One maximum, or several by part: ``20; xa: 15``."""
    entries = pieces(text)
    if len(entries) == 1 and ":" not in text:
        return {"max": number_of(text)}
    found: Keys = {}
    for place, entry in enumerate(entries):
        name, colon, number = entry.rpartition(":")
        if place and not colon:
            raise Refused(f'"{entry}" names no part', expected="20; xa: 15")
        found[name.strip() if colon else "default"] = number_of(number)
    return {"max": found}


def _write_max(record: Mapping[str, Any], code: str) -> str:
    del code
    value = record.get("max")
    if isinstance(value, Mapping):
        rest = [f"{part}: {number_text(number)}" for part, number in value.items() if part != "default"]
        return listed([*([number_text(value["default"])] if "default" in value else []), *rest])
    return "" if value is None else number_text(value)


def _write_how(record: Mapping[str, Any], code: str) -> str:
    return how_text(record, code, is_group=bool(record.get("children")))


_BOUND = re.compile(r"(>=|≥|>|từ\b|trên\b|at least\b|more than\b)?\s*(.+?)\s*(%?)", re.IGNORECASE)


def _read_bound(text: str) -> Keys:
    found = _BOUND.fullmatch(text.strip())
    if found is None or found[1] is None:
        raise Refused(f'"{text}" does not say which side it means', expected=">=80%, or >75")
    number = number_of(found[2])
    key = "above" if found[1].casefold() in (">", "trên", "more than") else "from"
    return {key: f"{number}%" if found[3] else number}


def _write_bound(record: Mapping[str, Any], code: str) -> str:
    del code
    for key, sign in (("from", ">="), ("above", ">")):
        if key in record:
            value = record[key]
            return sign + (value if isinstance(value, str) else number_text(value))
    return ""


def _read_quota(text: str) -> Keys:
    share = text.strip().endswith("%")
    number = number_of(text.strip().removesuffix("%"))
    return {"share": f"{number}%"} if share else {"count": number}


def _write_quota(record: Mapping[str, Any], code: str) -> str:
    del code
    return str(record.get("share", record.get("count", "")))


def _read_over(text: str) -> Keys:
    entries = [entry.rpartition(":") for entry in pieces(text)]
    if not any(colon for _, colon, _ in entries):
        return {"over": [name for _, _, name in entries]}
    return {"over": {name.strip() or number: number_of(number) if name else 1 for name, _, number in entries}}


def _write_over(record: Mapping[str, Any], code: str) -> str:
    del code
    over = record.get("over", [])
    if isinstance(over, Mapping):
        return listed(f"{name}: {number_text(number)}" for name, number in over.items())
    return listed(over)


def rest_text(keys: Mapping[str, Any]) -> str:
    """Keys as the TOML that the file would hold, a line each.

    >>> print(rest_text({"zero": "zero", "only": {"block": ["so"]}}))
    zero = "zero"
    only = { block = ["so"] }
    """
    return "\n".join(f"{key} = {value_to_toml(value)}" for key, value in keys.items())


def rest_of(text: str) -> Keys:
    """The keys that such a text holds.

    Raises
    ------
    Refused
        If it is no TOML.
    """
    try:
        return parse_toml(text)
    except RubricError as error:
        problem = error.problems[0]
        expected = 'keys as in a file, a line each: zero = "zero"'
        raise Refused(f"{problem.message} ({problem.where})", code="syntax", expected=expected) from None


_ID, _VI, _EN = _text("id", "Mã", "Id"), _text("vi", "Tên", "Name"), _text("en", "Tên tiếng Anh", "English name")
_HOW = Column(vi="Cách chấm", en="How it scores", keys=HOW_KEYS, read=how_of, write=_write_how)
_MAX = Column(vi="Điểm tối đa", en="Maximum", keys=("max",), read=_read_max, write=_write_max, number=True)
# What no other column of a row can hold; its cells are read and written as a whole.
REST = _text("rest", "Khác", "Other keys")

_NODES = (
    _ID,
    _text("in", "Thuộc", "In"),
    _VI,
    _EN,
    _MAX,
    _number("weight", "Trọng số", "Weight"),
    _text("read", "Số liệu", "Reading"),
    _HOW,
)
_VIEWS = (
    _ID,
    _VI,
    _EN,
    Column(vi="Gồm", en="Over", keys=("over",), read=_read_over, write=_write_over),
    _text("aggregate", "Cách gộp", "Aggregate"),
)
_TIERS = (
    _ID,
    _VI,
    _EN,
    Column(vi="Mức điểm", en="Bound", keys=("from", "above"), read=_read_bound, write=_write_bound),
    Column(vi="Tỷ lệ hoặc số lượng", en="Quota", keys=("share", "count"), read=_read_quota, write=_write_quota),
)
_DOWNGRADES = (_ID, _VI, _EN, _number("tiers", "Số bậc", "Tiers"))
_AWARDS = (
    _ID,
    _VI,
    _EN,
    _text("per", "Trong từng", "Per"),
    _list("prizes", "Giải", "Prizes"),
    _list("to", "Người nhận", "To"),
    _list("by", "Xếp theo", "By"),
    _text("tie", "Khi bằng nhau", "Tie"),
)

# The lists of a rubric, in the order of its file.
LISTS: Mapping[str, Form] = MappingProxyType(
    {
        "node": Form(key="node", vi="Chỉ tiêu", en="Nodes", columns=_NODES),
        "view": Form(key="view", vi="Góc nhìn", en="Views", columns=_VIEWS),
        "tier": Form(key="tier", vi="Xếp loại", en="Tiers", columns=_TIERS),
        "downgrade": Form(key="downgrade", vi="Hạ bậc", en="Downgrades", columns=_DOWNGRADES),
        "award": Form(key="award", vi="Khen thưởng", en="Awards", columns=_AWARDS),
    }
)
PARTS = Form(
    key="partition",
    vi="Khối",
    en="Partitions",
    columns=(_text("partition", "Cách chia", "Partition"), _text("part", "Mã", "Id"), _VI, _EN),
)
HEAD = Form(
    key="rubric",
    vi="Bộ chỉ số",
    en="Rubric",
    columns=(_text("key", "Mục", "Key"), _text("value", "Nội dung", "Value")),
)
