"""A template with a sheet for each unit: one answer below the other, with its rule beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from attrs import frozen

from ictindex.io.template_answers import Answer
from ictindex.io.template_book import TemplateBook, write_value
from ictindex.io.template_layout import FORM_COLUMNS, FORM_MARK
from ictindex.io.template_units import TemplateUnit
from ictindex.io.template_values import label_of, value_of
from ictindex.io.workbook_writing_cells import sheet_names
from ictindex.model.dataset import Dataset
from ictindex.model.units import BLOCK, Partition

__all__ = ["write_forms"]

_NUMBER, _NAME, _RULE, _LARGEST = 3, 4, 5, 6
_FILLED = dict(zip(("", "Tự chấm", "Thẩm định", "Minh chứng"), (7, 7, 8, 9), strict=True))
_NAMED = {filled: named for named, filled in FORM_COLUMNS}
_WIDTHS = {_NUMBER: 6, _NAME: 44, _RULE: 52, _LARGEST: 10, 7: 22, 8: 22, 9: 30}
_UNIT_TITLES = {"id": "Mã đơn vị", "name": "Tên đơn vị", BLOCK: "Khối", "tags": "Nhãn"}


def write_forms(
    book: TemplateBook, answers: Sequence[Answer], units: Sequence[TemplateUnit], dataset: Dataset | None
) -> None:
    """Write the sheets; without units one form in which id, name and parts are filled in too."""
    filled: Sequence[TemplateUnit | None] = units or (None,)
    names = sheet_names("Phiếu" if it is None else it.unit.name or it.unit.id for it in filled)
    for unit, name in zip(filled, names, strict=True):
        _Form(book=book, page=book.page(name), unit=unit, dataset=dataset).write(answers)


@frozen(kw_only=True, eq=False)
class _Form:
    """The sheet of one unit, or of one that is not known yet."""

    book: TemplateBook
    page: Any
    unit: TemplateUnit | None
    dataset: Dataset | None

    def write(self, answers: Sequence[Answer]) -> None:
        """Write everything from the top to the bottom."""
        self.page.set_column(0, 2, None, None, {"hidden": True})
        for place, width in _WIDTHS.items():
            self.page.set_column(place, place, width)
        self.page.write_string(0, 0, FORM_MARK)
        self.page.write_string(0, _NUMBER, self.book.title, self.book.format(bold=True, font_size=14))
        self.page.write_string(1, _NUMBER, self.book.rubric.id, self.book.format(font_color="#546E7A"))
        labels = dict(self._labels())
        row = 3
        for name, partition in labels.items():
            self._write_label(row, name, partition)
            row += 1
        asked = [it for it in answers if it.column not in labels]
        self._write_answers(row + 1, asked)

    def _labels(self) -> Iterator[tuple[str, Partition | None]]:
        yield from (("id", None), ("name", None))
        named = {it.name: it for it in self.book.rubric.partitions if not it.is_derived}
        yield from named.items()
        if self.unit is not None and self.unit.unit.part(BLOCK) and BLOCK not in named:
            yield BLOCK, None
        if self.unit is not None and self.unit.unit.tags:
            yield "tags", None

    def _write_label(self, row: int, name: str, partition: Partition | None) -> None:
        place = _FILLED[""]
        self.page.write_string(row, _NAMED[place], name)
        self.page.merge_range(row, _NUMBER, row, _LARGEST, _UNIT_TITLES.get(name, name), self.book.head(align="left"))
        if partition is not None and self.unit is None:
            words = [part.vi or part.id for part in partition.parts]
            self.book.labels(self.page, (row, place, row, place), words)
        look = self.book.label(is_open=self.unit is None)
        write_value(self.page, row, place, self._label(name), look)

    def _label(self, name: str) -> str | None:
        return None if self.unit is None else label_of(self.unit.labels.get(name, "")) or None

    def _write_answers(self, row: int, answers: Sequence[Answer]) -> None:
        roles = {answer.role for answer in answers}
        heads = {_NUMBER: "STT", _NAME: "Tiêu chí", _RULE: "Cách tính", _LARGEST: "Tối đa", 7: "Trả lời"}
        if roles != {""}:
            heads |= {7: "Tự chấm", 8: "Thẩm định", 9: "Minh chứng"}
        for place, text in heads.items():
            self.page.write_string(row, place, text, self.book.head())
        self.page.freeze_panes(row + 1, 0)
        self.page.repeat_rows(row)
        last, number = max(heads), 0
        for group, held in groupby(answers, key=lambda it: it.title[0] if len(_alone(it)) > 1 else ""):
            if group:
                row += 1
                self.page.merge_range(row, _NUMBER, row, last, group, self.book.head(align="left", bg_color="#ECEFF1"))
            for _, line in groupby(held, key=_alone):
                row, number = row + 1, number + 1
                self._write_line(row, number, list(line), bool(group), last)

    def _write_line(self, row: int, number: int, line: Sequence[Answer], grouped: bool, last: int) -> None:  # noqa: FBT001
        first = line[0]
        path = _alone(first)[1:] if grouped else _alone(first)
        text = self.book.format(text_wrap=True, border=1, border_color="#B0BEC5")
        small = self.book.format(text_wrap=True, border=1, border_color="#B0BEC5", font_size=9)
        self.page.write_number(row, _NUMBER, number, text)
        self.page.write_string(row, _NAME, ": ".join(path), text)
        self.page.write_string(row, _RULE, first.rule, small)
        self.page.write_string(row, _LARGEST, first.largest, text)
        lines = max(-(-len(": ".join(path)) // _WIDTHS[_NAME]), -(-len(first.rule) // _WIDTHS[_RULE]), 1)
        self.page.set_row(row, 15 * min(lines, 20) + 3)
        for place in range(_LARGEST + 1, last + 1):
            self.page.write_blank(row, place, None, self.book.cell("text", is_open=False))
        for answer in line:
            self._write_answer(row, answer)

    def _write_answer(self, row: int, answer: Answer) -> None:
        place = _FILLED[answer.role]
        self.page.write_string(row, _NAMED[place], answer.column)
        is_open = self.unit is None or self.unit.is_asked(answer.nodes)
        look = self.book.cell(answer.kind, is_open=is_open, role=answer.role, date_format=answer.date_format)
        column = None if self.dataset is None else self.dataset.column(answer.column)
        value = None if self.unit is None else value_of(column, self.unit.row, answer.kind, answer.date_format)
        write_value(self.page, row, place, value, look)
        parts = frozenset() if self.unit is None else self.unit.parts
        self.book.validate(self.page, (row, place, row, place), answer, parts)


def _alone(answer: Answer) -> tuple[str, ...]:
    """The heading without the role, which stands at the head of the column."""
    return answer.title[:-1] if answer.role else answer.title
