"""How a node scores, as a person writes it in a cell: ``có = 35``, ``đủ: 20; chưa: 0``, ``>=4: 15; còn lại: 0``."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, TypeAlias

from attrs import frozen

from ictindex.codec.place import Refused
from ictindex.io.rubric_sheet_numbers import listed, number_of, number_text, pieces
from ictindex.model.text import fold, near_hint

__all__ = ["EXAMPLES", "HOW_KEYS", "how_of", "how_text"]

Keys: TypeAlias = dict[str, Any]

# The keys of a node that the cell can say.
HOW_KEYS = ("levels", "yes", "steps", "else", "curve", "against", "shape", "aggregate", "read")
EXAMPLES = "có = 35 | đủ: 20; một phần: 10; chưa: 0 | >=4: 15; >=3: 10; còn lại: 0 | 0 → 0; 50 → 40 | a / b | tổng"

_GIVEN = ("nguyên giá trị", "as given")
_SHARE = ("tỷ lệ × điểm tối đa", "share × maximum")
_OTHERWISE = ("còn lại", "otherwise", "else")
_YES = ("có", "yes")
_ENTRY = re.compile(r"(.+)[:=](.+)", re.DOTALL)  # the last sign divides, so a name may hold one
_ARROW = re.compile(r"\s*(?:→|->)\s*")
_BOUND = re.compile(r"(>=|≥|>|từ\b|trên\b|at least\b|more than\b)\s*(.+)", re.IGNORECASE)
_MORE = (">", "trên", "more than")
_READING = re.compile(r".*\s[/+-]\s.*|(?:log10|ln)\s.+")
_PLUGIN = re.compile(r"[a-z0-9-]+/[a-z0-9-]+")

_AGGREGATES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "sum": ("tổng", "sum"),
        "mean": ("trung bình cộng", "mean"),
        "geometric": ("trung bình nhân", "geometric mean"),
        "harmonic": ("trung bình điều hòa", "harmonic mean"),
        "power": ("trung bình lũy thừa", "power mean"),
        "least": ("thấp nhất", "least"),
        "best": ("cao nhất", "best"),
    }
)
_AGAINST: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "best": ("so với đơn vị tốt nhất", "against the best"),
        "minmax": ("so với nhỏ nhất và lớn nhất", "against least and greatest"),
        "zscore": ("chuẩn hóa z", "z-score"),
        "rank": ("thứ bậc", "rank"),
        "percentile": ("phân vị", "percentile"),
        "borda": ("điểm Borda", "Borda"),
    }
)


def how_text(node: Mapping[str, Any], code: str, *, is_group: bool) -> str:
    """What the cell says of a node's table, in Vietnamese or English; "" where it cannot say it.

    >>> how_text({"steps": [[4, 15], [">1", 5]], "else": 0}, "vi", is_group=False)
    '>=4: 15; >1: 5; còn lại: 0'
    >>> how_text({}, "en", is_group=True), how_text({"read": "a / b", "max": 5}, "vi", is_group=False)
    ('sum', 'tỷ lệ × điểm tối đa')
    """
    place = 0 if code == "vi" else 1
    for notation in _NOTATIONS:
        if notation.key in node:
            return notation.write(node, place)
    if is_group:
        return _AGGREGATES[str(node.get("aggregate", "sum"))][place]
    is_share = " / " in str(node.get("read", "")) and "max" in node
    return (_SHARE if is_share else _GIVEN)[place]


def how_of(text: str) -> Keys:
    """The keys that the cell says.

    Raises
    ------
    Refused
        If it is in none of the notations.

    >>> how_of("có = 35"), how_of("đủ: 20; chưa: 0"), how_of("Tổng")
    ({'yes': 35}, {'levels': [['đủ', 20], ['chưa', 0]]}, {'aggregate': 'sum'})
    """
    words = fold(text)
    if words in _WORDS:
        return dict(_WORDS[words])
    for notation in _NOTATIONS:
        found = notation.read(text)
        if found is not None:
            return found
    raise Refused(f'"{text}" says no way to score', expected=EXAMPLES, hint=near_hint(words, _WORDS))


@frozen(kw_only=True)
class _Notation:
    """One way to write a shape: the key that it stands for, its text, and the keys of a text (None: another way).

    The text is made from a node and the place of the language in pairs of words.
    """

    key: str
    write: Callable[[Mapping[str, Any], int], str]
    read: Callable[[str], Keys | None]


def _write_yes(node: Mapping[str, Any], language: int) -> str:
    return f"{_YES[language]} = {number_text(node['yes'])}"


def _read_yes(text: str) -> Keys | None:
    entry = _ENTRY.fullmatch(text)
    if entry is None or len(pieces(text)) > 1 or fold(entry[1]) not in _YES:
        return None
    return {"yes": number_of(entry[2])}


def _write_steps(node: Mapping[str, Any], language: int) -> str:
    entries = [f"{_bound_text(bound)}: {number_text(points)}" for bound, points in node["steps"]]
    return listed([*entries, f"{_OTHERWISE[language]}: {number_text(node['else'])}"])


def _bound_text(bound: str | int | Decimal) -> str:
    if isinstance(bound, str):
        return f">{number_text(Decimal(bound[1:]))}" if bound.startswith(">") and "%" not in bound else bound
    return f">={number_text(bound)}"


def _read_steps(text: str) -> Keys | None:
    entries = [_ENTRY.fullmatch(piece) for piece in pieces(text)]
    if not any(entry is not None and _BOUND.fullmatch(entry[1].strip()) for entry in entries):
        return None
    found: Keys = {"steps": []}
    for entry, piece in zip(entries, pieces(text), strict=True):
        bound = None if entry is None else _BOUND.fullmatch(entry[1].strip())
        if entry is not None and bound is not None:
            number = number_of(bound[2])
            step = f">{number}" if bound[1].casefold() in _MORE else number
            found["steps"].append([step, number_of(entry[2])])
        elif entry is not None and fold(entry[1]) in _OTHERWISE and "else" not in found:
            found["else"] = number_of(entry[2])
        else:
            raise Refused(f'"{piece}" is no step', expected=">=4: 15, >1: 5, or once còn lại: 0")
    if "else" not in found:
        raise Refused("nothing says the points below all steps", expected="; còn lại: 0 at the end")
    return found


def _write_curve(node: Mapping[str, Any], language: int) -> str:
    del language
    return listed(f"{number_text(x)} → {number_text(points)}" for x, points in node["curve"])


def _read_curve(text: str) -> Keys | None:
    if not _ARROW.search(text):
        return None
    knots = []
    for piece in pieces(text):
        ends = _ARROW.split(piece)
        if len(ends) != 2:
            raise Refused(f'"{piece}" is no point of a curve', expected="x → points, such as 50 → 40")
        knots.append([number_of(ends[0]), number_of(ends[1])])
    return {"curve": knots}


def _write_levels(node: Mapping[str, Any], language: int) -> str:
    del language
    return listed(f"{name}: {number_text(points)}" for name, points in node["levels"])


def _read_levels(text: str) -> Keys | None:
    entries = [_ENTRY.fullmatch(piece) for piece in pieces(text)]
    if not any(entries):
        return None
    table = []
    for entry, piece in zip(entries, pieces(text), strict=True):
        if entry is None:
            raise Refused(f'"{piece}" is no level', expected="a name and its points, such as đủ: 20")
        name = entry[1].strip()
        if re.fullmatch(r"[+-]?\d+(?:[.,]\d+)?%?", name):
            raise Refused(f'"{name}" is a number and no name', expected=f"for a step >={name}: {entry[2].strip()}")
        table.append([name, number_of(entry[2])])
    return {"levels": table}


def _write_against(node: Mapping[str, Any], language: int) -> str:
    return _AGAINST[str(node["against"])][language] if node["against"] in _AGAINST else ""


def _only_words(text: str) -> Keys | None:
    del text  # the words of this notation are looked up before
    return None


def _read_plugin(text: str) -> Keys | None:
    return {"shape": text.strip()} if _PLUGIN.fullmatch(text.strip()) else None


def _read_reading(text: str) -> Keys | None:
    return {"read": text.strip()} if _READING.fullmatch(text.strip()) else None


# The first that understands a text speaks: steps before levels, because a step is an entry too.
_NOTATIONS = (
    _Notation(key="yes", write=_write_yes, read=_read_yes),
    _Notation(key="steps", write=_write_steps, read=_read_steps),
    _Notation(key="curve", write=_write_curve, read=_read_curve),
    _Notation(key="levels", write=_write_levels, read=_read_levels),
    _Notation(key="against", write=_write_against, read=_only_words),
    _Notation(key="shape", write=lambda node, _: str(node["shape"]), read=_read_plugin),
    # Written in the column of readings; understood here too.
    _Notation(key="no key", write=lambda _, __: "", read=_read_reading),
)
_WORDS: Mapping[str, Keys] = MappingProxyType(
    {
        **{fold(word): {} for word in (*_GIVEN, *_SHARE)},
        **{fold(word): {"aggregate": key} for key, words in _AGGREGATES.items() for word in (*words, key)},
        **{fold(word): {"against": key} for key, words in _AGAINST.items() for word in words},
    }
)
