"""A sheet as a table: where its header stands, what its columns mean, and the rows of its units."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from attrs import Factory, define

from ictindex.io.cell_addresses import letters
from ictindex.io.headings import Vocabulary, is_id_heading
from ictindex.io.workbook_file import Sheet
from ictindex.model.problems import Cell, Problem
from ictindex.model.text import fold, normalise

__all__ = ["SheetTable", "sheet_table"]

# A table begins somewhere below its title, and its header has a few levels.
_MOST_ROWS_ABOVE, _MOST_LEVELS = 50, 4
_NUMBER_IN_HEADER = re.compile(r"\((\d{1,3})\)")
_LETTER_IN_HEADER = re.compile(r"\(?[A-Z]\)?")


@define
class SheetTable:
    """The table of a sheet: `columns` by name with their place, `rows` of the sheet with a unit, both from 0.

    `spots` are the addresses of cells that stand elsewhere than in this row and column.
    """

    file: str
    sheet: Sheet
    comments: list[str] = Factory(list)
    header_row: int = 0
    columns: dict[str, int] = Factory(dict)
    rows: list[int] = Factory(list)
    problems: list[Problem] = Factory(list)
    spots: Mapping[tuple[int, int], str] = Factory(dict)

    def cells(self, name: str) -> list[Any]:
        """The cells of a column, (rows,)."""
        place = self.columns[name]
        return [self.sheet.rows[row][place] for row in self.rows]

    def place(self, row: int, column: str) -> Cell:
        """The place of a cell of a row of the sheet; of its first cell with a name where no column is named."""
        place = self.columns.get(column, min(self.columns.values(), default=0))
        return self.at(row, place, column)

    def at(self, row: int, place: int, column: str = "") -> Cell:
        """The place of a cell by row and column of the sheet, from 0."""
        return Cell(file=self.file, row=row + 1, column=column, address=self.address(row, place))

    def address(self, row: int, place: int) -> str:
        """The address of a cell, such as ``Sheet1!D14``."""
        return self.spots.get((row, place)) or self.sheet.address(row, place)

    def refuse(self, code: str, message: str, where: Cell, *, expected: str = "", hint: str = "") -> None:
        """Report a problem."""
        self.problems.append(Problem(code=code, where=where, message=message, expected=expected, hint=hint))


def sheet_table(file: str, sheet: Sheet, words: Vocabulary) -> SheetTable | None:
    """The table of a sheet; None where no row has a heading for the ids of units.

    Rows above the header are its title, and are not read, but for those that begin with ``#``, which are comments as in
    a CSV file. A row of nothing but column numbers below the header, such as (1), (2), (3), is part of the header.
    """
    found = _id_cell(sheet)
    if found is None:
        return None
    row, id_place = found
    table = SheetTable(file=file, sheet=sheet)
    table.comments += [normalise(it) for line in sheet.rows[:row] for it in line[:1] if str(it).startswith("#")]
    owned = [place for place, it in enumerate(sheet.rows[row]) if isinstance(it, str) and fold(it) in words.columns]
    first, last = _levels(sheet, row, id_place, {id_place, *(it for it in owned if _is_own(sheet, row, it, words))})
    table.header_row = last
    paths = _paths(sheet, first, last)
    _name_columns(table, paths, words)
    begin = last + 2 if _is_numbering(sheet, last + 1) else last + 1
    table.rows += [row for row in range(begin, len(sheet.rows)) if any(map(_is_held, sheet.rows[row]))]
    _check_unnamed(table, [place for place, path in enumerate(paths) if not path])
    return table


def _id_cell(sheet: Sheet) -> tuple[int, int] | None:
    """The cell that heads the ids: one with the column's own name wherever it stands, else the first with its word."""
    for exactly in (True, False):
        for row, cells in enumerate(sheet.rows[:_MOST_ROWS_ABOVE]):
            for place, cell in enumerate(cells):
                if is_id_heading(cell, exactly=exactly):
                    return row, place
    return None


def _is_own(sheet: Sheet, row: int, place: int, words: Vocabulary) -> bool:
    return words.columns[fold(sheet.rows[row][place])] in ("name", "block", "tags")


def _levels(sheet: Sheet, row: int, id_place: int, owned: set[int]) -> tuple[int, int]:
    """The first and the last row of the header around the row that heads the ids."""
    first = last = row
    while first > 0 and any(_spans(it, first - 1) and it[0][1] > id_place for it in sheet.merged):
        first -= 1
    while last - first + 1 < _MOST_LEVELS and _is_level(sheet, last, owned):
        last += 1
    return first, last


def _spans(merged: Any, row: int) -> bool:
    (top, left), (bottom, right) = merged
    return bool(top <= row <= bottom and right > left)


def _is_level(sheet: Sheet, above: int, owned: set[int]) -> bool:
    """Whether the row below belongs to the header too: two texts or more, one under no text, none under the ids."""
    if above + 1 >= len(sheet.rows):
        return False
    upper, lower = sheet.rows[above], sheet.rows[above + 1]
    held = [place for place, cell in enumerate(lower) if cell != ""]
    return (
        len(held) > 1
        and not owned.intersection(held)
        and all(isinstance(lower[place], str) for place in held)
        and any(upper[place] == "" for place in held)
    )


def _paths(sheet: Sheet, first: int, last: int) -> list[tuple[str, ...]]:
    """The heading of each column from the top level down; a text above several columns heads them all."""
    paths: list[list[str]] = [[] for _ in sheet.rows[last]]
    for row in range(first, last + 1):
        cells = [normalise(str(cell)) for cell in sheet.rows[row]]
        for place, path in enumerate(paths):
            text = cells[place]
            below = any(sheet.rows[it][place] != "" for it in range(row + 1, last + 1))
            if not text and below and place and not path:
                text = cells[place] = cells[place - 1]
            if text and path[-1:] != [text]:
                path.append(text)
    return [tuple(path) for path in paths]


def _name_columns(table: SheetTable, paths: Sequence[tuple[str, ...]], words: Vocabulary) -> None:
    ends = Counter(path[-1] for path in paths if path)
    for place, path in enumerate(paths):
        if not path:
            continue
        meaning = words.meaning(path)
        where = table.at(table.header_row, place)
        name = meaning.column or (path[-1] if ends[path[-1]] == 1 else " – ".join(path))
        if meaning.choices:
            columns = ", ".join(f'"{it}"' for it in meaning.choices)
            hint = "head it with the name of the column, or put the name of its group above it"
            message = f'the heading "{" / ".join(path)}" may mean the columns {columns}'
            table.refuse("ambiguous-heading", message, where, hint=hint)
        elif name in table.columns:
            first = table.address(table.header_row, table.columns[name])
            table.refuse("double-column", f'the column "{name}" stands in {first} already', where)
        else:
            table.columns[name] = place


def _is_numbering(sheet: Sheet, row: int) -> bool:
    """Whether a row numbers the columns: letters for what describes a unit, then (1), (2), (3).

    The numbers stand in brackets and follow each other: a unit A with the answers 1, 2 and 3 is a unit.
    """
    texts = [str(cell).strip() for cell in sheet.rows[row] if cell != ""] if row < len(sheet.rows) else []
    numbers = [int(found[1]) for found in map(_NUMBER_IN_HEADER.fullmatch, texts) if found]
    letters_ = sum(bool(_LETTER_IN_HEADER.fullmatch(text)) for text in texts)
    return bool(numbers) and len(numbers) + letters_ == len(texts) and numbers == list(range(1, len(numbers) + 1))


def _is_held(cell: object) -> bool:
    return bool(cell.strip()) if isinstance(cell, str) else True


def _check_unnamed(table: SheetTable, places: Sequence[int]) -> None:
    """Report cells under no heading: notes beside the table, or a heading that was forgotten."""
    for place in places:
        row = next((it for it in table.rows if _is_held(table.sheet.rows[it][place])), None)
        if row is not None:
            message = f"column {letters(place)} has cells and no heading"
            table.refuse("empty-column-name", message, table.at(row, place), hint="give it one, or clear the cells")
