"""Many filled workbooks in a folder as one data set, with all problems of all files at once."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from os import PathLike
from pathlib import Path

from attrs import field, frozen

from ictindex.codec import Table, dataset_of
from ictindex.codec.file_text import is_workbook_name
from ictindex.io.dataset_rows import CellValue, cells_of, unit_columns
from ictindex.io.template_values import label_of
from ictindex.io.workbook_reading import read_workbook
from ictindex.model.dataset import Dataset
from ictindex.model.number_text import NOT_APPLICABLE_TOKENS
from ictindex.model.numbers import plain
from ictindex.model.problems import Cell, DataError, Problem
from ictindex.model.rubric import Rubric
from ictindex.model.text import fold

__all__ = ["Collected", "collect", "found_in"]


@frozen(kw_only=True, eq=False)
class Collected:
    """What a folder held: the data set of all units, the files they are from, and what was passed over and why.

    `dataset` is the first, `files` the second; `passed_over` pairs each file that was left out with the reason.
    """

    dataset: Dataset
    files: tuple[str, ...]
    passed_over: tuple[tuple[str, str], ...]


def collect(
    folder: str | PathLike[str],
    rubric: Rubric,
    *,
    decimal: str | None = None,
    not_applicable: Sequence[str] = NOT_APPLICABLE_TOKENS,
) -> Collected:
    """Read all workbooks of a folder as one data set, in the order of their names; folders in it are not looked at.

    Each file is read as `read` reads it, with a decimal mark of its own. Files that a spreadsheet leaves beside one
    that is open (``~$x.xlsx``), hidden ones and those that are no workbooks are passed over.

    Parameters
    ----------
    folder
        The folder.
    rubric
        How headings and columns are read.
    decimal, not_applicable
        As for `read`, for all files.

    Raises
    ------
    DataError
        With the problems of every file, and every unit that stands in two of them; `problem.where.file` is the file.
    MissingExtra
        If python-calamine is not installed.
    OSError
        If the folder or a file cannot be read.
    """
    files, passed_over = found_in(folder)
    problems: list[Problem] = []
    parts: list[Dataset] = []
    for file in files:
        try:
            parts.append(read_workbook(file, rubric, decimal=decimal, not_applicable=not_applicable))
        except DataError as error:
            problems += error.problems
    problems += _in_two_files(parts)
    if not files:
        problems.append(Problem(code="no-rows", where=Cell(file=str(folder)), message="the folder holds no workbook"))
    if problems:
        raise DataError(tuple(problems))
    dataset = dataset_of(_one_table(str(folder), parts), rubric, decimal=".", not_applicable=not_applicable)
    return Collected(dataset=dataset, files=tuple(map(str, files)), passed_over=passed_over)


def found_in(folder: str | PathLike[str]) -> tuple[tuple[Path, ...], tuple[tuple[str, str], ...]]:
    """The workbooks of a folder by name, and the other files of it with the reason why they are passed over."""
    workbooks: list[Path] = []
    others: list[tuple[str, str]] = []
    for path in sorted(Path(folder).iterdir(), key=lambda it: (fold(it.name), it.name)):
        if path.is_dir():
            continue
        reason = _reason(path.name)
        if reason:
            others.append((str(path), reason))
        else:
            workbooks.append(path)
    return tuple(workbooks), tuple(others)


def _reason(name: str) -> str:
    if name.startswith("~$"):
        return "left by a spreadsheet in which the workbook is open"
    if name.startswith("."):
        return "hidden"
    return "" if is_workbook_name(name) else "no workbook"


def _in_two_files(parts: Sequence[Dataset]) -> list[Problem]:
    """A problem for every unit that a file before had already."""
    first: dict[str, Cell] = {}
    problems = []
    for dataset in parts:
        for row, unit in enumerate(dataset.units):
            where = dataset.cell(row, "id")
            if unit.id in first:
                there = first[unit.id]
                message = f'the unit "{unit.id}" stands in {there.file} already ({there.address})'
                hint = "keep the file that counts, and take the other one out of the folder"
                problems.append(Problem(code="double-id", where=where, message=message, hint=hint))
            first.setdefault(unit.id, where)
    return problems


@frozen(kw_only=True, eq=False)
class _Places:
    """Where the cells stand: each unit in its file."""

    parts: tuple[tuple[Dataset, int], ...] = field(repr=False)

    def cell(self, row: int, column: str) -> Cell:
        """The place of a cell of the unit number `row`."""
        dataset, own = self.parts[row]
        return dataset.cell(own, column)


def _one_table(folder: str, parts: Sequence[Dataset]) -> Table:
    """All units below each other; numbers by their value, because the files may have different decimal marks."""
    tables: list[dict[str, list[CellValue]]] = []
    for dataset in parts:
        columns: dict[str, list[CellValue]] = {name: [*cells] for name, cells in unit_columns(dataset).items()}
        columns |= {name: cells_of(column, dataset.decimal) for name, column in dataset.columns}
        tables.append(columns)
    names = list(dict.fromkeys(name for columns in tables for name in columns))
    sizes = [len(dataset) for dataset in parts]
    places = _Places(parts=tuple((dataset, row) for dataset in parts for row in range(len(dataset))))
    notes = dict.fromkeys(note for dataset in parts for note in dataset.notes)
    table = Table(folder, comments=[f"# {note}" for note in notes], lines=list(range(1, sum(sizes) + 1)), places=places)
    for name in names:
        cells = [cell for columns, size in zip(tables, sizes, strict=True) for cell in columns.get(name, [None] * size)]
        table.columns[name] = [label_of(cell) if isinstance(cell, str) else "" for cell in cells]
        if any(isinstance(cell, Decimal) for cell in cells):
            table.numbers[name] = [plain(cell) if isinstance(cell, Decimal) else "" for cell in cells]
    return table
