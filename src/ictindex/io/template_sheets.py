"""A template with a sheet for each block: units below each other, answers side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from attrs import frozen

from ictindex.io.template_answers import Answer
from ictindex.io.template_book import TemplateBook, write_value
from ictindex.io.template_units import TemplateUnit
from ictindex.io.template_values import label_of, value_of
from ictindex.io.workbook_writing_cells import sheet_names
from ictindex.model.dataset import Dataset
from ictindex.model.units import BLOCK, Partition

__all__ = ["write_block_sheets"]

_UNIT_TITLES = {"id": "Mã đơn vị", "name": "Tên đơn vị", BLOCK: "Khối", "tags": "Nhãn"}
_WIDTHS = {"id": 16, "name": 36}
_ANSWER_WIDTH, _WIDEST = 17, 60
_LINE, _TALLEST = 15, 260  # points, of one line of text and of a row
_TITLE, _LEVELS, _RULE, _NAMES = 0, 2, 5, 6
_FIRST = _NAMES + 1


@frozen(kw_only=True, eq=False)
class _Sheet:
    """One sheet: the units of a block, or open rows where none are known."""

    title: str
    units: tuple[TemplateUnit, ...]
    empty_rows: int

    @property
    def parts(self) -> frozenset[str]:
        """The parts that all of its units are in."""
        held = [it.parts for it in self.units]
        return frozenset.intersection(*held) if held else frozenset()

    @property
    def last(self) -> int:
        """The last row to fill in."""
        return _FIRST + (len(self.units) or self.empty_rows) - 1


def write_block_sheets(
    book: TemplateBook,
    answers: Sequence[Answer],
    units: Sequence[TemplateUnit],
    dataset: Dataset | None,
    empty_rows: int,
) -> None:
    """Write the sheets; without units one sheet of open rows, in which ids, names and parts are filled in too."""
    sheets = list(_sheets(book, units, empty_rows))
    columns = _unit_columns(book, units)
    for sheet, name in zip(sheets, sheet_names(it.title for it in sheets), strict=True):
        page = book.page(name)
        _write_top(book, page, sheet)
        _write_units(book, page, sheet, columns)
        shown = [it for it in answers if it.column not in columns]
        _write_heads(book, page, shown, len(columns))
        for place, answer in enumerate(shown, start=len(columns)):
            _write_answer(book, page, sheet, answer, place, dataset)
        page.freeze_panes(_FIRST, min(len(columns), 2))
        page.repeat_rows(_LEVELS, _RULE)


def _sheets(book: TemplateBook, units: Sequence[TemplateUnit], empty_rows: int) -> Iterator[_Sheet]:
    block = book.rubric.partition(BLOCK)
    if not units or block is None or block.is_derived:
        yield _Sheet(title="Số liệu", units=tuple(units), empty_rows=empty_rows)
        return
    named = {part.id: part.vi or part.en or part.id for part in block.parts} | {"": "Chưa rõ khối"}
    for part, title in named.items():
        held = tuple(it for it in units if it.block == part)
        if held:
            yield _Sheet(title=title, units=held, empty_rows=0)


def _unit_columns(book: TemplateBook, units: Sequence[TemplateUnit]) -> dict[str, Partition | None]:
    """The columns that describe units, with the partition of each that is one."""
    found: dict[str, Partition | None] = {"id": None, "name": None}
    found |= {it.name: it for it in book.rubric.partitions if not it.is_derived}
    if BLOCK not in found and any(it.unit.part(BLOCK) for it in units):
        found[BLOCK] = None
    if any(it.unit.tags for it in units):
        found["tags"] = None
    return found


def _write_top(book: TemplateBook, page: Any, sheet: _Sheet) -> None:
    page.write_string(_TITLE, 0, f"{book.title}: {sheet.title}", book.format(bold=True, font_size=14))
    page.write_string(_TITLE + 1, 0, book.rubric.id, book.format(font_color="#546E7A"))


def _write_units(book: TemplateBook, page: Any, sheet: _Sheet, columns: dict[str, Partition | None]) -> None:
    for place, (name, partition) in enumerate(columns.items()):
        page.set_column(place, place, _width(sheet, name))
        page.merge_range(_LEVELS, place, _RULE, place, _UNIT_TITLES.get(name, name), book.head())
        page.write_string(_NAMES, place, name)
        look = book.label(is_open=not sheet.units)
        if partition is not None and not sheet.units:
            words = [part.vi or part.id for part in partition.parts]
            book.labels(page, (_FIRST, place, sheet.last, place), words)
        for row in range(_FIRST, sheet.last + 1):
            text = sheet.units[row - _FIRST].labels.get(name, "") if sheet.units else ""
            write_value(page, row, place, label_of(text) or None, look)


def _width(sheet: _Sheet, name: str) -> int:
    """Wide enough for what describes the units, which stands on one line."""
    longest = max((len(it.labels.get(name, "")) for it in sheet.units), default=0)
    return min(_WIDEST, max(_WIDTHS.get(name, 18), longest + 2))


def _write_heads(book: TemplateBook, page: Any, answers: Sequence[Answer], first: int) -> None:
    """Three levels of headings, the rule below them, and the names of the columns in a hidden row."""
    paths = [_three(answer.title) for answer in answers]
    for level in range(3):
        _write_level(book, page, paths, first, level)
    rules = [_rule_text(answer) for answer in answers]
    for place, (answer, rule) in enumerate(zip(answers, rules, strict=True), start=first):
        page.set_column(place, place, _ANSWER_WIDTH)
        page.write_string(_RULE, place, rule, book.head(bold=False, font_size=9, valign="top", bg_color="#ECEFF1"))
        page.write_string(_NAMES, place, answer.column)
    for level in range(3):
        longest = max((len(path[level]) for path in paths), default=0)
        page.set_row(_LEVELS + level, _LINE * max(1, min(4, -(-longest // _ANSWER_WIDTH))))
    lines = max((-(-len(rule) // (_ANSWER_WIDTH + 2)) + rule.count("\n") for rule in rules), default=1)
    page.set_row(_RULE, min(_TALLEST, 13 * (lines + 1)))
    page.set_row(_NAMES, None, None, {"hidden": True})


def _write_level(book: TemplateBook, page: Any, paths: Sequence[tuple[str, str, str]], first: int, level: int) -> None:
    """One level of the headings: a text over all columns below it, and down to the next text below it."""
    place = first
    for _, equal in groupby(paths, key=itemgetter(slice(level + 1))):
        held = list(equal)
        text, end = held[0][level], place + len(held) - 1
        if text:
            bottom = level
            while bottom < 2 and not any(path[bottom + 1] for path in held):
                bottom += 1
            span = (_LEVELS + level, place, _LEVELS + bottom, end)
            if span[:2] == span[2:]:
                page.write_string(*span[:2], text, book.head())
            else:
                page.merge_range(*span, text, book.head())
        place = end + 1


def _three(title: tuple[str, ...]) -> tuple[str, str, str]:
    """The levels of a heading as group, node and detail; what is more is put together in the last."""
    group, node, *rest = (*title, "")
    return group, node, ": ".join(filter(None, rest))


def _rule_text(answer: Answer) -> str:
    largest = f"\nTối đa: {answer.largest}" if answer.largest and answer.role != "Minh chứng" else ""
    return answer.rule + largest


def _write_answer(
    book: TemplateBook, page: Any, sheet: _Sheet, answer: Answer, place: int, dataset: Dataset | None
) -> None:
    column = None if dataset is None else dataset.column(answer.column)
    book.validate(page, (_FIRST, place, sheet.last, place), answer, sheet.parts)
    for row in range(_FIRST, sheet.last + 1):
        unit = sheet.units[row - _FIRST] if sheet.units else None
        is_open = unit is None or unit.is_asked(answer.nodes)
        look = book.cell(answer.kind, is_open=is_open, role=answer.role, date_format=answer.date_format)
        value = None if unit is None else value_of(column, unit.row, answer.kind, answer.date_format)
        write_value(page, row, place, value, look)
