"""A table of texts as it was read, with the places of its rows: what a CSV file and a workbook have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import attrs
from attrs import Factory, define

from ictindex.codec.spreadsheet_cells import unmarked
from ictindex.model.columns import Column, TextColumn
from ictindex.model.dataset import Places
from ictindex.model.problems import Cell, Problem
from ictindex.model.text import fold, near_hint

__all__ = ["Table"]

# Told to the program and not to a reader; `Data: checked by the council` is a note, whatever it begins with.
_DIRECTIVE = re.compile(
    r"decimal\s*:\s*[.,]|rubric\s*:\s*[a-z0-9-]+/[a-z0-9-]+@[a-z0-9.-]+|law\s*:\s*[0-9a-f]{64}", re.IGNORECASE
)


@define
class Table:
    """Columns by normalised name, and the line of each row; rows of a wrong length are left out.

    `columns` hold what people typed. `numbers` hold, for the columns that have any, the cells that are numbers by
    themselves, in a workbook: plain decimals with a point, and "" for every other cell. They say nothing of the
    decimal mark that people use. `ready` are columns that need no reading: of numbers alone, or of a frame with types.
    `places` says where a row stands if its line does not; `spoiled` are the cells, by line and column, of which a
    problem is told already, so that nothing else is said of them.
    """

    file: str
    comments: list[str] = Factory(list)
    columns: dict[str, Sequence[str]] = Factory(dict)
    numbers: dict[str, Sequence[str]] = Factory(dict)
    ready: dict[str, Column] = Factory(dict)
    lines: list[int] = Factory(list)
    # 0 where the headings stand in no row.
    header_line: int = 1
    places: Places | None = None
    spoiled: set[tuple[int, str]] = Factory(set)
    problems: list[Problem] = Factory(list)

    def refuse(
        self,
        code: str,
        message: str,
        row: int | None = None,
        *,
        column: str = "",
        expected: str = "",
        hint: str = "",
    ) -> None:
        """Report a problem at a line and column."""
        where = Cell(file=self.file, row=row, column=column)
        self.problems.append(Problem(code=code, where=where, message=message, expected=expected, hint=hint))

    def in_order(self, more: Iterable[Problem] = ()) -> tuple[Problem, ...]:
        """All problems from the top of the file to its end, those of the file as a whole first."""
        found = sorted([*self.problems, *(it for it in more if not self._is_told(it.where))], key=_line)
        if self.places is None:
            return tuple(found)
        rows = {line: row for row, line in enumerate(self.lines)}
        return tuple(attrs.evolve(it, where=self._placed(it.where, rows)) for it in found)

    def _is_told(self, where: object) -> bool:
        return isinstance(where, Cell) and (where.row, where.column) in self.spoiled

    def _placed(self, where: object, rows: Mapping[int, int]) -> Cell:
        """The place as the workbook names it; one that has an address already keeps it."""
        assert isinstance(where, Cell)
        if self.places is None or where.address or where.row is None or where.row not in rows:
            return where
        return self.places.cell(rows[where.row], where.column)

    def cell(self, row: int, column: str) -> Cell:
        """The place of a cell of the row number `row`, from 0, as a message names it."""
        if self.places is not None:
            return self.places.cell(row, column)
        return Cell(file=self.file, row=self.lines[row], column=column)

    def said(self, pattern: re.Pattern[str]) -> str | None:
        """What a comment says, such as ``# rubric: hanoi/agencies@2013``."""
        return next((found[1] for found in map(pattern.match, self.comments) if found), None)

    def notes(self) -> list[str]:
        """What the comments tell a reader, those that tell the program something (``# decimal: ,``) left out."""
        texts = [comment.lstrip("#").strip() for comment in self.comments]
        return [text for text in texts if text and not _DIRECTIVE.fullmatch(text)]

    def texts(self, name: str, mark: str = ".") -> Sequence[str]:
        """The cells of a column, its numbers written with the decimal mark of the table; empty where it has none."""
        if name in self.ready:
            ready = self.ready[name]
            texts = map(ready.text, range(len(ready)))
            return list(texts) if isinstance(ready, TextColumn) else [text.replace(".", mark) for text in texts]
        typed = self.columns.get(name, ("",) * len(self.lines))
        if name not in self.numbers:
            return typed
        numbers = self.numbers[name]
        if mark != ".":
            numbers = [number.replace(".", mark) for number in numbers]
        return [text or number for text, number in zip(typed, numbers, strict=True)]

    def labels(self, name: str) -> list[str]:
        """The cells of a column of ids or names, without the mark that keeps a spreadsheet from running them."""
        return [unmarked(text.strip()) for text in self.texts(name)]

    def require(self, name: str) -> None:
        """Report a column that is not there, with the nearest name; only where there is a header at all."""
        if self.columns and name not in self.columns:
            same = next((it for it in self.columns if fold(it) == name), None)
            hint = f'rename the column "{same}" to "{name}"' if same else near_hint(name, self.columns)
            self.refuse("missing-column", f'there is no column "{name}"', self.header_line or None, hint=hint)


def _line(problem: Problem) -> int:
    return problem.where.row or 0 if isinstance(problem.where, Cell) else 0
