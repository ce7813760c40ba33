"""A data set, or a printed ranking, from a workbook: the same checks and problems as from CSV, by Sheet1!D14."""

from __future__ import annotations

from collections.abc import Sequence

from ictindex.codec import Table, dataset_of, published_of
from ictindex.codec.file_text import FilePath
from ictindex.io.headings import OWN_WORDS, vocabulary_of
from ictindex.io.sheet_table import SheetTable, sheet_table
from ictindex.io.template_reading import check_edition, form_table
from ictindex.io.workbook_file import Sheet, Workbook, open_workbook
from ictindex.io.workbook_table import table_of
from ictindex.model.dataset import Dataset
from ictindex.model.number_text import NOT_APPLICABLE_TOKENS
from ictindex.model.problems import Cell, DataError, Problem
from ictindex.model.published import Published
from ictindex.model.rubric import Rubric
from ictindex.model.text import fold, near_hint

__all__ = ["names_table", "read_published_workbook", "read_workbook"]

# Sheets that hold the year before: not answers, and read by `read_published_workbook`.
_HISTORY = frozenset(map(fold, ("history", "previous", "lịch sử", "năm trước", "kỳ trước")))


def read_workbook(
    path: FilePath,
    rubric: Rubric | None = None,
    *,
    sheet: str | Sequence[str] | None = None,
    decimal: str | None = None,
    not_applicable: Sequence[str] = NOT_APPLICABLE_TOKENS,
) -> Dataset:
    """Read the units and raw columns of one assessment from a workbook: .xlsx, .xlsm, .xls, .xlsb or .ods.

    A sheet with a heading ``id``, ``Mã`` or ``Mã đơn vị`` is a table. Headings are names of columns, or with a rubric
    ids and names of nodes; they may stand in several rows. All tables of visible sheets are read, but for one named
    ``history`` (``lịch sử``, ``năm trước``): sheets with the same columns stand below each other, sheets with others
    are joined by id.

    Parameters
    ----------
    path
        A path, or a file of a package.
    rubric
        How headings and columns are read; without it a column is numbers where every cell of it is one.
    sheet
        The name of the sheet, or the names of several, hidden ones included; all visible ones where not given.
    decimal
        The decimal mark of numbers that were typed as text; proved from them where not given.
    not_applicable
        Texts that mean not applicable; an empty cell is missing.

    Raises
    ------
    DataError
        With every problem: file, sheet and cell, what was found, what was expected.
    MissingExtra
        If python-calamine is not installed.
    OSError
        If the file cannot be read.
    """
    table = _table(path, rubric, sheet)
    return dataset_of(table, rubric, decimal=decimal, not_applicable=not_applicable)


def names_table(path: FilePath) -> Table:
    """The table of a workbook of which only ids and names are asked: what is wrong with answers is no problem of it.

    Raises
    ------
    DataError
        If the file is no workbook, or no sheet of it has ids.
    MissingExtra
        If python-calamine is not installed.
    OSError
        If the file cannot be read.
    """
    table = _table(path, None, None)
    table.problems = [
        it for it in table.problems if isinstance(it.where, Cell) and it.where.column in ("", "id", "name")
    ]
    return table


def _table(path: FilePath, rubric: Rubric | None, sheet: str | Sequence[str] | None) -> Table:
    book = open_workbook(path)
    check_edition(book, rubric)
    form = form_table(book) if sheet is None else None
    tables = [form] if form is not None else _tables(book, _asked(book, sheet), rubric)
    return table_of(book.file, tables, rubric)


def read_published_workbook(path: FilePath, *, sheet: str | None = None, decimal: str | None = None) -> Published:
    """Read a printed ranking from a sheet: ``id``, ``block``, ``rank`` and perhaps ``score``, as from CSV.

    Parameters
    ----------
    path
        A path, or a file of a package.
    sheet
        Its name; where not given the sheet named ``history`` (``lịch sử``, ``năm trước``), else the only table.
    decimal
        The decimal mark of scores that were typed as text.

    Raises
    ------
    DataError
        With every problem of the sheet.
    MissingExtra
        If python-calamine is not installed.
    OSError
        If the file cannot be read.
    """
    book = open_workbook(path)
    asked = _asked(book, sheet) if sheet is not None else [it for it in book.sheets if fold(it.name) in _HISTORY]
    tables = _tables(book, asked or [it for it in book.sheets if it.visible], None)
    if len(tables) > 1:
        names = ", ".join(f'"{it.sheet.name}"' for it in tables)
        message = f"several sheets hold a table: {names}"
        hint = 'name the one that is the ranking: sheet="…" (--previous-sheet on the command line)'
        raise DataError((Problem(code="several-tables", where=Cell(file=book.file), message=message, hint=hint),))
    return published_of(table_of(book.file, tables, None), decimal=decimal)


def _asked(book: Workbook, names: str | Sequence[str] | None) -> list[Sheet]:
    """The sheets to read: those that are named, else all visible ones but the year before."""
    if names is None:
        return [it for it in book.sheets if it.visible and fold(it.name) not in _HISTORY]
    wanted = (names,) if isinstance(names, str) else tuple(names)
    problems = []
    for name in wanted:
        if book.sheet(name) is None:
            message = f'there is no sheet "{name}"'
            hint = near_hint(name, [it.name for it in book.sheets])
            problems.append(Problem(code="unknown-sheet", where=Cell(file=book.file), message=message, hint=hint))
    if problems:
        raise DataError(tuple(problems))
    return [it for name in dict.fromkeys(wanted) if (it := book.sheet(name)) is not None]


def _tables(book: Workbook, sheets: Sequence[Sheet], rubric: Rubric | None) -> list[SheetTable]:
    words = vocabulary_of(rubric)
    found = [it for sheet in sheets if (it := sheet_table(book.file, sheet, words)) is not None]
    if found:
        return found
    looked = ", ".join(f'"{it.name}"' for it in sheets) or "none that is visible"
    message = f"no sheet has a column of unit ids; looked at {looked}"
    expected = f"a heading such as {' or '.join(OWN_WORDS['id'])}"
    where = Cell(file=book.file)
    raise DataError((Problem(code="missing-column", where=where, message=message, expected=expected),))
