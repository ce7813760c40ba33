"""Templates that come back filled in: for which law they were made, and the sheets of single units as one table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ictindex.codec import law_digest
from ictindex.io.sheet_table import SheetTable
from ictindex.io.template_layout import FORM_COLUMNS, FORM_MARK, FORMAT, RECORD
from ictindex.io.workbook_file import Sheet, Workbook
from ictindex.model.problems import Cell, DataError, Problem
from ictindex.model.rubric import Rubric
from ictindex.model.text import normalise

__all__ = ["check_edition", "form_table"]


def check_edition(book: Workbook, rubric: Rubric | None) -> None:
    """Refuse a template that was made for another rubric, another edition, or a law that has changed since.

    Raises
    ------
    DataError
        With what it was made for.
    """
    record = _record(book)
    if not record:
        return
    where = Cell(file=book.file)
    if record.get("format") != str(FORMAT):
        message = f"the template has the format {record.get('format', '')!r}, and this version reads {FORMAT}"
        raise DataError((Problem(code="unknown-template", where=where, message=message, hint="update ictindex"),))
    if rubric is None:
        return
    made_for, law = record.get("rubric", ""), record.get("law", "")
    hint = "fill in a template of this rubric: ictindex template"
    if made_for != rubric.id:
        message = f"the template was made for {made_for}, and is read for {rubric.id}"
        raise DataError((Problem(code="other-edition", where=where, message=message, hint=hint),))
    if law != law_digest(rubric):
        message = (
            f"the template was made when the law of {made_for} was another ({law[:12]}, now {law_digest(rubric)[:12]})"
        )
        raise DataError((Problem(code="other-edition", where=where, message=message, hint=hint),))


def _record(book: Workbook) -> dict[str, str]:
    sheet = book.sheet(RECORD)
    if sheet is None:
        return {}
    return {str(row[0]): _plain(row[1]) for row in sheet.rows if len(row) > 1}


def _plain(cell: Any) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def form_table(book: Workbook) -> SheetTable | None:
    """The sheets of single units as one table, a row each; None where there is no such sheet.

    A sheet in which nothing is filled in is a form that was not used, and is passed over.
    """
    forms = [sheet for sheet in book.sheets if sheet.visible and _is_form(sheet)]
    if not forms:
        return None
    found = [(sheet, dict(_cells(sheet))) for sheet in forms]
    used = [(sheet, cells) for sheet, cells in found if any(_value(sheet, at) != "" for at in cells.values())]
    names = list(dict.fromkeys(name for _, cells in found for name in cells))
    rows: list[list[Any]] = [list(names)]
    spots, spoiled = {}, {}
    for number, (sheet, cells) in enumerate(used, start=1):
        rows.append([_value(sheet, cells[name]) if name in cells else "" for name in names])
        for place, name in enumerate(names):
            at = cells.get(name, (0, 0))
            spots[number, place] = sheet.address(*at)
            if at in sheet.spoiled:
                spoiled[number, place] = sheet.spoiled[at]
    return SheetTable(
        file=book.file,
        sheet=Sheet(name="", visible=True, rows=rows, spoiled=spoiled),
        columns={name: place for place, name in enumerate(names)},
        rows=list(range(1, len(rows))),
        spots=spots,
    )


def _is_form(sheet: Sheet) -> bool:
    return bool(sheet.rows) and bool(sheet.rows[0]) and sheet.rows[0][0] == FORM_MARK


def _cells(sheet: Sheet) -> Iterator[tuple[str, tuple[int, int]]]:
    """The names of the columns that a form asks for, and the cells of their answers."""
    for row, cells in enumerate(sheet.rows[1:], start=1):
        for named, filled in FORM_COLUMNS:
            if named < len(cells) and cells[named] != "":
                yield normalise(str(cells[named])), (row, filled)


def _value(sheet: Sheet, at: tuple[int, int]) -> Any:
    row, place = at
    return sheet.rows[row][place] if place < len(sheet.rows[row]) else ""
