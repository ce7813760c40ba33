"""A workbook as sheets of cells, whatever its format; a file that is none is explained."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from struct import error as StructError  # noqa: N812 - a class
from types import MappingProxyType
from typing import Any
from zipfile import BadZipFile, ZipFile
from zlib import error as CompressionError  # noqa: N812 - a class

from attrs import frozen

from ictindex.codec.file_text import FilePath, file_of
from ictindex.io.cell_addresses import address_of
from ictindex.io.extras import library
from ictindex.io.merged_cells import Merged, Span, merged_cells
from ictindex.io.spoiled_cells import Spoiled, spoiled_cells
from ictindex.io.unread_sheets import Unread, unread_sheets
from ictindex.model.problems import Cell, DataError, Problem

__all__ = ["Sheet", "Workbook", "open_workbook"]

_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENOUGH = 4096
# What reading a damaged file ends in: zip and its compression, XML (a syntax error), records that lie about lengths.
_DAMAGES = (
    BadZipFile,
    CompressionError,
    EOFError,
    LookupError,
    OverflowError,
    RuntimeError,
    StructError,
    SyntaxError,
    ValueError,
)


@frozen(kw_only=True, eq=False)
class Sheet:
    """A sheet: its cells row by row from A1 on, "" where empty; `merged` spans; cells that hold no value and why."""

    name: str
    visible: bool
    rows: Sequence[Sequence[Any]]
    merged: tuple[Span, ...] = ()
    spoiled: Mapping[tuple[int, int], str] = MappingProxyType({})

    def address(self, row: int, column: int) -> str:
        """The address of a cell, row and column from 0."""
        return address_of(self.name, row, column)


@frozen(kw_only=True, eq=False)
class Workbook:
    """A file and its sheets in order."""

    file: str
    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet | None:
        """The sheet of a name, hidden ones included; None where there is none."""
        return next((it for it in self.sheets if it.name == name), None)


def open_workbook(path: FilePath) -> Workbook:
    """The sheets of a workbook: .xlsx, .xlsm, .xls, .xlsb or .ods, told apart by what is in the file.

    Raises
    ------
    DataError
        If the file is none of them, with what it seems to be, or cannot be opened.
    MissingExtra
        If python-calamine is not installed.
    OSError
        If the file cannot be read.
    """
    source = file_of(path)
    data = source.read_bytes()
    reason = next((reason for fits, reason in _NO_WORKBOOKS if fits(data)), "")
    if reason:
        raise DataError((_unreadable(str(source), reason),))
    calamine = library("python_calamine", "excel")
    try:
        unread = unread_sheets(data)
        sheets = () if unread else _sheets(calamine, data)
    except (calamine.CalamineError, *_DAMAGES) as error:
        message = _PROTECTED if isinstance(error, calamine.PasswordError) else f"the workbook is damaged: {error}"
        raise DataError((_unreadable(str(source), message, error),)) from error
    if unread:
        raise DataError(tuple(_refused(str(source), it) for it in unread))
    return Workbook(file=str(source), sheets=sheets)


def _sheets(calamine: Any, data: bytes) -> tuple[Sheet, ...]:
    book = calamine.CalamineWorkbook.from_filelike(BytesIO(data))
    spoiled, merged = spoiled_cells(data), merged_cells(data)
    return tuple(_sheet(book, it, spoiled, merged) for it in book.sheets_metadata if "WorkSheet" in str(it.typ))


def _sheet(book: Any, meta: Any, spoiled: Spoiled, merged: Merged) -> Sheet:
    page = book.get_sheet_by_name(meta.name)
    return Sheet(
        name=meta.name,
        visible=str(meta.visible).endswith(".Visible"),
        rows=page.to_python(skip_empty_area=False) if page.end is not None else (),
        merged=tuple(page.merged_cell_ranges or merged.get(meta.name, ())),
        spoiled=spoiled.get(meta.name, {}),
    )


def _refused(file: str, sheet: Unread) -> Problem:
    message = f'the sheet "{sheet.name}" {sheet.why}'
    return Problem(code="bad-workbook", where=Cell(file=file), message=message, hint=sheet.hint)


def _unreadable(file: str, message: str, cause: Exception | None = None) -> Problem:
    expected = "a workbook: .xlsx, .xls, .ods or .xlsb"
    return Problem(code="bad-workbook", where=Cell(file=file), message=message, expected=expected, cause=cause)


def _is_empty(data: bytes) -> bool:
    return not data.strip()


def _is_encrypted(data: bytes) -> bool:
    return data.startswith(_OLD) and "EncryptedPackage".encode("utf-16-le") in data


def _is_word_or_other(data: bytes) -> bool:
    return data.startswith(_ZIP) and not _has_sheets(data)


def _has_sheets(data: bytes) -> bool:
    try:
        with ZipFile(BytesIO(data)) as file:
            names = file.namelist()
    except _DAMAGES:
        return True  # a broken workbook, most likely; what opens it says more
    return any(name.startswith("xl/") or name == "content.xml" for name in names)


def _is_cut_off(data: bytes) -> bool:
    """A file that lost its end on the way: the directory of a zip stands at the end."""
    return data.startswith(_ZIP) and b"PK\x05\x06" not in data


def _begins(*starts: bytes) -> Callable[[bytes], bool]:
    def fits(data: bytes) -> bool:
        head = data[:_ENOUGH].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
        return head.startswith(starts)

    return fits


def _is_xml_sheet(data: bytes) -> bool:
    return b"urn:schemas-microsoft-com:office:spreadsheet" in data[:_ENOUGH]


def _is_page(data: bytes) -> bool:
    return _begins(b"<")(data) and any(mark in data[:_ENOUGH].lower() for mark in (b"<html", b"<table", b"<!doctype"))


def _is_text(data: bytes) -> bool:
    return not data.startswith((_ZIP, _OLD)) and b"\0" not in data[:_ENOUGH]


def _is_strange(data: bytes) -> bool:
    return not data.startswith((_ZIP, _OLD))


_SAVE = "open it in Excel or LibreOffice and save it as .xlsx"
_PROTECTED = "the workbook is protected by a password; open it and save it without one"

# The first that fits speaks.
_NO_WORKBOOKS: tuple[tuple[Callable[[bytes], bool], str], ...] = (
    (_is_empty, "the file is empty"),
    (_is_encrypted, _PROTECTED),
    (_is_cut_off, "the end of the workbook is missing; copy or download it again"),
    (_is_word_or_other, "the file is a zip archive or a document, not a workbook"),
    (_is_xml_sheet, f"the file is an XML spreadsheet of 2003, whatever its name says; {_SAVE}"),
    (_is_page, f"the file is a web page (HTML), whatever its name says; {_SAVE}"),
    (_begins(b"%pdf"), "the file is a PDF, whatever its name says; ask for the workbook it was made from"),
    (_is_text, f"the file is a text such as CSV, whatever its name says; give it the ending .csv, or {_SAVE}"),
    (_is_strange, "the file is no workbook, whatever its name says"),
)
