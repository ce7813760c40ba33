"""Cells that show no value: errors, and formulas that were never computed.

The reader of workbooks gives both as empty cells, and an empty cell is an answer that is missing. So the file is looked
at once more for them, each format in its own way.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from types import MappingProxyType
from typing import TypeAlias
from zipfile import ZipFile

__all__ = ["CODES", "ERRORS", "NO_VALUE", "Spoiled", "spoiled_cells"]

# By sheet and place (row, column from 0) the error that a cell shows, or `NO_VALUE` for an uncomputed formula.
Spoiled: TypeAlias = Mapping[str, Mapping[tuple[int, int], str]]

NO_VALUE = "formula"
ERRORS = frozenset(
    f"#{name}"
    for name in ("REF!", "DIV/0!", "N/A", "NAME?", "NULL!", "NUM!", "VALUE!", "SPILL!", "CALC!", "FIELD!", "BLOCKED!")
)

# The numbers of errors in the binary formats, .xls and .xlsb.
CODES: Mapping[int, str] = MappingProxyType(
    {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}
)

_NONE: Spoiled = MappingProxyType({})


def spoiled_cells(data: bytes) -> Spoiled:
    """The spoiled cells of a workbook by sheet, where its format is one that says so."""
    if not data.startswith(b"PK"):
        from ictindex.io.xls_cells import xls_cells

        return xls_cells(data)
    with ZipFile(BytesIO(data)) as file:
        names = file.namelist()
        if "xl/workbook.xml" in names:
            from ictindex.io.xlsx_cells import xlsx_cells

            return xlsx_cells(file)
        if "xl/workbook.bin" in names:
            from ictindex.io.xlsb_cells import xlsb_cells

            return xlsb_cells(file)
        if "content.xml" in names:
            from ictindex.io.ods_cells import ods_cells

            return ods_cells(file.read("content.xml"))
    return _NONE
