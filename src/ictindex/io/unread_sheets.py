"""Sheets that cannot be read as they are, known before the reader of workbooks is asked for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from zipfile import ZipFile

from attrs import frozen

from ictindex.io.cell_addresses import letters

__all__ = ["Unread", "unread_sheets"]

# About two gigabytes: a hundred thousand units with three hundred columns.
_MOST_CELLS = 30_000_000


@frozen(kw_only=True)
class Unread:
    """A sheet, why it cannot be read, and what to do."""

    name: str
    why: str
    hint: str


def unread_sheets(data: bytes) -> list[Unread]:
    """The sheets of a workbook that would take all memory, or lose cells without a word."""
    if not data.startswith(b"PK"):
        return []  # a sheet of .xls has at most 65,536 rows and 256 columns
    with ZipFile(BytesIO(data)) as file:
        names = file.namelist()
        if "xl/workbook.xml" in names:
            from ictindex.io.xlsx_cells import xlsx_last_cells

            return list(_too_large(xlsx_last_cells(file)))
        if "xl/workbook.bin" in names:
            from ictindex.io.xlsb_cells import xlsb_last_cells, xlsb_short_cells

            return [*_too_large(xlsb_last_cells(file)), *map(_short, xlsb_short_cells(file))]
    return []


def _too_large(reached: Iterable[tuple[str, int, int]]) -> Iterator[Unread]:
    """Those that span too many cells.

    The reader makes room for every cell up to the last one, so one stray cell in the far corner of a sheet would take
    all memory and end the process.
    """
    hint = "delete the rows and columns behind the table (Ctrl+End shows the last cell), and save"
    for name, row, column in reached:
        if (row + 1) * (column + 1) > _MOST_CELLS:
            why = f"reaches to {letters(column)}{row + 1}, which is more cells than are read"
            yield Unread(name=name, why=why, hint=hint)


def _short(name: str) -> Unread:
    why = "keeps cells in a short form of .xlsb that is not read"
    return Unread(name=name, why=why, hint="open it in Excel or LibreOffice and save it as .xlsx")
