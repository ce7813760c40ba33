"""A rubric as sheets for review: what a cell can say in words stands there, all else as keys of the file beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ictindex.codec import rubric_to_dict
from ictindex.codec.place import Refused
from ictindex.codec.toml_text import value_to_toml
from ictindex.io.rubric_sheet_columns import HEAD, LISTS, PARTS, REST, TOTAL, Column, Form, Keys, rest_text
from ictindex.io.workbook_writing_cells import Head, Sheet, Value
from ictindex.language import Language
from ictindex.model.nodes import ROOT
from ictindex.model.rubric import RubricDraft
from ictindex.wording.heading import status_line, title_of

__all__ = ["HEAD_TEXTS", "rubric_sheets"]

# Keys of the head whose value is a plain text.
HEAD_TEXTS = ("id", "status", "follows", "title.vi", "title.en")
_ELSEWHERE = ("schema", "partition", TOTAL, *LISTS)
# The sheet to sign: its name, what the digest is called, who signs, and its headings.
_SIGNATURE = {
    "vi": (
        "Ký duyệt",
        "Luật (SHA-256)",
        ("Người lập", "Người thẩm định", "Người phê duyệt"),
        ("", "Họ và tên", "Ngày", "Ký"),
    ),
    "en": ("Sign-off", "Law (SHA-256)", ("Made by", "Checked by", "Approved by"), ("", "Name", "Date", "Signature")),
}


def rubric_sheets(rubric: RubricDraft, language: Language, *, law: str = "") -> Iterator[Sheet]:
    """The sheets: head, parts, nodes with the total, views, tiers, downgrades, awards, and one to sign."""
    table, code = rubric_to_dict(rubric), language.code
    top = _Top(rubric, language)
    yield top.sheet(HEAD, _head_rows(table), rest=False)
    if table.get("partition"):
        yield top.sheet(PARTS, _part_rows(table["partition"]))
    parents = {node.get("in", ROOT) for node in table.get("node", [])}
    total = {"id": TOTAL, "children": True, **table.get(TOTAL, {})}
    nodes = [{**node, "children": node["id"] in parents} for node in table.get("node", [])]
    yield top.sheet(LISTS["node"], [_row(it, LISTS["node"], code) for it in (total, *nodes)], fixed=1)
    for key, form in LISTS.items():
        if key != "node" and table.get(key):
            yield top.sheet(form, [_row(it, form, code) for it in table[key]], fixed=1)
    yield top.signature(law)


class _Top:
    """What stands above every sheet."""

    def __init__(self, rubric: RubricDraft, language: Language) -> None:
        self._language, self._id = language, rubric.id
        title = title_of(rubric, language).strip() or rubric.id
        self._above = [title, status_line(rubric, language), rubric.id]

    def sheet(self, form: Form, rows: Sequence[Sequence[Value]], *, rest: bool = True, fixed: int = 0) -> Sheet:
        """A sheet of a form."""
        columns = [*form.columns, *([REST] if rest else [])]
        heads = [Head.of(it.title(self._language.code), right=it.number) for it in columns]
        name = form.title(self._language.code)
        return Sheet(name=name, above=self._above, heads=heads, rows=rows, fixed=fixed, footer=self._id)

    def signature(self, law: str) -> Sheet:
        """A sheet that nobody reads back: which law it is, and room for names."""
        name, digest, who, heads = _SIGNATURE[self._language.code]
        rows: list[list[Value]] = [[digest, law, None, None]]
        rows += [[line, None, None, None] for line in who]
        return Sheet(name=name, above=self._above, heads=[Head.of(it) for it in heads], rows=rows)


def _head_rows(table: Mapping[str, Any]) -> list[list[Value]]:
    """The head of the file, a row for each key; tables of tables and lists of tables a row for each item."""
    rows: list[list[Value]] = []
    for key, value in table.items():
        if key in _ELSEWHERE:
            continue
        if key in ("title", "source", "printed", "column"):
            rows += [[f"{key}.{name}", _head_value(f"{key}.{name}", it)] for name, it in value.items()]
        elif key in ("exclude", "step"):
            rows += [[key, value_to_toml(it)] for it in value]
        else:
            rows.append([key, _head_value(key, value)])
    return rows


def _head_value(key: str, value: object) -> str:
    return str(value) if key in HEAD_TEXTS else value_to_toml(value)


def _part_rows(partitions: Mapping[str, Mapping[str, Any]]) -> list[list[Value]]:
    rows: list[list[Value]] = []
    for name, parts in partitions.items():
        for part, said in parts.items():
            table: Keys = {"vi": said} if isinstance(said, str) else dict(said)
            record = {"partition": name, "part": part, **{key: it for key, it in table.items() if key in ("vi", "en")}}
            rest = {key: it for key, it in table.items() if key not in ("vi", "en")}
            rows.append([*(str(record.get(it.keys[0], "")) for it in PARTS.columns), rest_text(rest)])
    return rows


def _row(record: Mapping[str, Any], form: Form, code: str) -> list[Value]:
    """The cells of a record; what a cell would not give back as it was stands in the last one."""
    left = {key: it for key, it in record.items() if key != "children"}
    cells: list[Value] = []
    for column in form.columns:
        text = column.write(record, code)
        held = {key: left[key] for key in column.keys if key in left and (key != "read" or len(column.keys) == 1)}
        if text and _given_back(column, text, held):
            cells.append(_cell(text, column))
            left = {key: it for key, it in left.items() if key not in held}
        else:
            cells.append("")
    return [*cells, rest_text(left)]


def _given_back(column: Column, text: str, held: Keys) -> bool:
    if text != text.strip():
        return False
    try:
        found = column.read(text)
    except Refused:
        return False
    return found == held or (not held and found == {"aggregate": "sum"})  # spelled for the reader, and the default


def _cell(text: str, column: Column) -> Value:
    """The number itself where the cell is nothing else."""
    if not column.number or ":" in text or ";" in text:
        return text
    return Decimal(text)
