"""Several sheets as one table: sheets of other units below each other, sheets of other columns joined by id."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import nan
from typing import Any

import numpy as np
from attrs import field, frozen

from ictindex.codec import Table
from ictindex.io.cell_addresses import address_of
from ictindex.io.cell_texts import NUMBERS, split_cells, text_of
from ictindex.io.sheet_table import SheetTable
from ictindex.io.spoiled_cells import ERRORS, NO_VALUE
from ictindex.model.columns import NumberColumn, column_of
from ictindex.model.problems import Cell, Problem
from ictindex.model.rubric import Rubric
from ictindex.model.text import fold, near_hint, normalise
from ictindex.model.units import BLOCK

__all__ = ["WorkbookPlaces", "table_of"]

_OWN = ("id", "name", "tags")
_FIFTEEN_DIGITS = 10**15


@frozen(kw_only=True, eq=False)
class WorkbookPlaces:
    """Where the cells of a data set stand in a workbook: the row of each unit in each of the sheets that have it."""

    file: str
    # Of each sheet its name, the place of each column, and the addresses of cells that stand elsewhere.
    sheets: tuple[tuple[str, Mapping[str, int], Mapping[tuple[int, int], str]], ...] = field(repr=False)
    rows: tuple[tuple[tuple[int, int], ...], ...] = field(repr=False)  # of each unit (sheet, row)

    def cell(self, row: int, column: str) -> Cell:
        """The place of a cell of the unit number `row`; of the unit's first sheet where no other has the column."""
        asked, between = self._asked(column)
        held = [(sheet, line) for sheet, line in self.rows[row] if not self.sheets[sheet][1].keys().isdisjoint(asked)]
        sheet, line = (held or self.rows[row])[0]
        name, columns, spots = self.sheets[sheet]
        known = [columns[it] for it in asked if it in columns] or [columns.get("id", 0)]
        addresses = [spots.get((line, place)) or address_of(name, line, place) for place in known]
        shown = [addresses[0], *(it.rpartition("!")[2] for it in addresses[1:])]
        return Cell(file=self.file, row=line + 1, column=column, address=between.join(shown))

    def _asked(self, column: str) -> tuple[list[str], str]:
        """The columns that a problem is of, which may be two or their quotient, and what stands between them."""
        between = next((it for it in (" / ", " and ") if it in column), "")
        if not between or any(column in columns for _, columns, _ in self.sheets):
            return [column] if column else [], ""
        return column.split(between), between


def table_of(file: str, tables: Sequence[SheetTable], rubric: Rubric | None) -> Table:
    """The one table that sheets with ids are together.

    The first sheet, and every sheet that shares a column of answers with it, bring units; no unit may stand in two of
    them. Any other sheet adds its columns to units that are there. What a unit is called and which part it is of is
    said by the first sheet that says it, and no other may say otherwise.
    """
    joined = _Joined(file=file, tables=tuple(tables), labels=_labels(rubric), rubric=rubric)
    rows = joined.rows_of_units()
    columns: dict[str, list[Any]] = {}
    for name in dict.fromkeys(name for table in tables for name in table.columns):
        columns[name] = joined.column(name, rows)
    table = Table(
        file,
        comments=[comment for it in tables for comment in it.comments],
        lines=list(range(1, len(rows) + 1)),
        places=WorkbookPlaces(
            file=file,
            sheets=tuple((it.sheet.name, dict(it.columns), dict(it.spots)) for it in tables),
            rows=tuple(tuple(sorted(it.items())) for it in rows),
        ),
    )
    for name, cells in columns.items():
        ready = joined.numbers(name, cells)
        if ready is not None:
            table.ready[name], table.columns[name] = ready, ()
            continue
        typed, numbers = split_cells(cells, "yyyy-mm-dd" if rubric is None else rubric.column_format(name))
        table.columns[name] = typed
        if numbers is not None:
            table.numbers[name] = numbers
    joined.check_spoiled(rows, table)
    table.problems += [problem for it in tables for problem in it.problems] + joined.problems
    if not rows and not table.problems:
        table.refuse("no-rows", "there is a header and no row", hint="a table has a row for each unit")
    return table


def _labels(rubric: Rubric | None) -> tuple[str, ...]:
    named = () if rubric is None else tuple(it.name for it in rubric.partitions if not it.is_derived)
    return tuple(dict.fromkeys((*_OWN, BLOCK, *named)))


@frozen(kw_only=True, eq=False)
class _Joined:
    """The tables of a workbook on their way to one; `labels` are the columns that describe units."""

    file: str
    tables: tuple[SheetTable, ...]
    labels: tuple[str, ...]
    rubric: Rubric | None
    problems: list[Problem] = field(factory=list)

    def rows_of_units(self) -> list[dict[int, int]]:
        """For each unit its row in every sheet that has it."""
        rows: list[dict[int, int]] = []
        known: dict[str, int] = {}
        first = self._answers(self.tables[0])
        bring = [not place or self._brings(table, first) for place, table in enumerate(self.tables)]
        for place in sorted(range(len(self.tables)), key=lambda it: not bring[it]):
            table = self.tables[place]
            taken: dict[str, int] = {}
            for row, text in zip(table.rows, table.cells("id"), strict=True):
                unit = normalise(text_of(text))
                if not unit:
                    hint = "every unit has an id of its own; a total or a note does not stand among the units"
                    self.refuse("empty-id", "the id is empty", table.place(row, "id"), hint)
                elif unit in taken or (bring[place] and unit in known):
                    there = table.place(taken[unit], "id") if unit in taken else self._first(rows[known[unit]])
                    message = f'the id "{unit}" stands in {there.address} already'
                    self.refuse("double-id", message, table.place(row, "id"), "every unit has its own id")
                elif unit in known or bring[place]:
                    taken[unit] = row
                    if unit not in known:
                        known[unit] = len(rows)
                        rows.append({})
                    rows[known[unit]][place] = row
                else:
                    message = f'the sheet "{self.tables[0].sheet.name}" has no unit "{unit}"'
                    self.refuse("unknown-unit", message, table.place(row, "id"), near_hint(unit, known))
        return rows

    def _answers(self, table: SheetTable) -> set[str]:
        return table.columns.keys() - set(self.labels)

    def _brings(self, table: SheetTable, first: set[str]) -> bool:
        own = self._answers(table)
        return not own.isdisjoint(first) or not (own or first)

    def _first(self, row: Mapping[int, int]) -> Cell:
        place, line = min(row.items())
        return self.tables[place].place(line, "id")

    def refuse(self, code: str, message: str, where: Cell, hint: str = "") -> None:
        """Report a problem."""
        self.problems.append(Problem(code=code, where=where, message=message, hint=hint))

    def column(self, name: str, rows: Sequence[Mapping[int, int]]) -> list[Any]:
        """The cells of a column, (units,); of two sheets that have it for one unit the first."""
        sources = [place for place, table in enumerate(self.tables) if name in table.columns]
        if len(self.tables) == 1 and not self.tables[0].sheet.merged:
            lines, at = self.tables[0].sheet.rows, self.tables[0].columns[name]
            return [lines[row[0]][at] for row in rows]
        cells: list[Any] = [""] * len(rows)
        for place in reversed(sources):
            table = self.tables[place]
            at, lines = table.columns[name], table.sheet.rows
            fill = dict(self._merged(table, name, at))
            for unit, row in enumerate(rows):
                if place in row:
                    cell = fill.get(row[place], lines[row[place]][at])
                    if len(sources) > 1 and cell != "" and cells[unit] not in ("", cell):
                        self._check_same(name, row, place, (cell, cells[unit]))
                    cells[unit] = cell if cell != "" or name not in self.labels else cells[unit]
        return cells

    def numbers(self, name: str, cells: Sequence[Any]) -> NumberColumn | None:
        """The column where it is read as numbers and every cell is one of at most 15 digits, or empty; else None."""
        kind = "number" if self.rubric is None else self.rubric.column_kind(name)
        types = set(map(type, cells))
        if name in self.labels or kind not in ("number", "percent") or types.isdisjoint(NUMBERS):
            return None
        if not types <= NUMBERS:
            if not types <= NUMBERS | {str} or any(type(cell) is str and cell for cell in cells):
                return None
            cells = [nan if cell == "" else cell for cell in cells]
        column = column_of(np.array(cells, dtype=np.float64))
        assert isinstance(column, NumberColumn)
        # Noise of sums in the 16th digit makes long coefficients; a percentage above 1 is told of as a text is.
        most = 10**column.exponent if kind == "percent" else _FIFTEEN_DIGITS - 1
        return column if column.inexact is None and column.largest <= min(most, _FIFTEEN_DIGITS - 1) else None

    def _check_same(self, name: str, row: Mapping[int, int], place: int, cells: tuple[Any, Any]) -> None:
        """Report a unit that two sheets describe differently."""
        if name == "id" or fold(text_of(cells[0])) == fold(text_of(cells[1])):
            return
        later = next(it for it in sorted(row) if it > place and name in self.tables[it].columns)
        here = self.tables[place].place(row[place], name).address
        message = f'"{text_of(cells[1])}", and {here} says "{text_of(cells[0])}" of the same unit'
        self.refuse("contradiction", message, self.tables[later].place(row[later], name))

    def _merged(self, table: SheetTable, name: str, at: int) -> Iterator[tuple[int, Any]]:
        """Cells below a merged one: a label counts for all of its rows; an answer is one unit's, so it is refused."""
        for (top, left), (bottom, right) in table.sheet.merged:
            if top <= table.header_row or not left <= at <= right or top == bottom == left == right:
                continue
            covered = [row for row in table.rows if top <= row <= bottom]
            value = table.sheet.rows[top][left]
            if value == "" or not covered:
                continue
            if left == right and name in self.labels and name != "id":
                yield from ((row, value) for row in covered)
            elif at == left and name in table.columns:
                span = f"{table.address(top, left).rpartition('!')[2]}:{_end(table, bottom, right)}"
                hint = "unmerge the cells and give each unit its own"
                message = f"the cells {span} are merged, and stand for more than one cell"
                self.refuse("merged-cells", message, table.at(top, left, name), hint)

    def check_spoiled(self, rows: Sequence[Mapping[int, int]], table: Table) -> None:
        """Report cells that show an error or hold a formula without a value, in the columns that count."""
        counting = None if self.rubric is None else {*self.labels, *self.rubric.column_kinds}
        for place, it in enumerate(self.tables):
            units = {row[place]: unit for unit, row in enumerate(rows) if place in row}
            for name, at in it.columns.items():
                if counting is not None and name not in counting:
                    continue
                for row, what in sorted(_spoiled(it, at, units, shown=table.columns[name])):
                    table.spoiled.add((table.lines[units[row]], name))
                    self.problems.append(_told(what, it.place(row, name)))


def _end(table: SheetTable, bottom: int, right: int) -> str:
    return table.address(bottom, right).rpartition("!")[2]


def _spoiled(
    table: SheetTable, at: int, units: Mapping[int, int], *, shown: Sequence[str]
) -> Iterator[tuple[int, str]]:
    """The rows of units whose cell in a column is spoiled, and what stands in it."""
    yield from ((row, what) for (row, place), what in table.sheet.spoiled.items() if place == at and row in units)
    if not ERRORS.isdisjoint(shown):  # typed as texts, or of a format that keeps errors as texts
        cells = ((row, table.sheet.rows[row][at]) for row in units)
        yield from ((row, cell) for row, cell in cells if isinstance(cell, str) and cell in ERRORS)


def _told(what: str, where: Cell) -> Problem:
    if what == NO_VALUE:
        message, hint = "the cell holds a formula that was never computed", "save it from Excel or LibreOffice"
        return Problem(code="uncomputed-formula", where=where, message=message, hint=hint)
    hint = 'leave it empty for missing, or write "n/a" for not applicable' if what == "#N/A" else "mend the formula"
    return Problem(code="error-cell", where=where, message=f"the cell shows the error {what}", hint=hint)
