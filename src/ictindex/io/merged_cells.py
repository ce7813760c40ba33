"""Merged cells of the formats of which the reader of workbooks does not tell them: .ods and .xlsb."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from types import MappingProxyType
from typing import TypeAlias
from zipfile import ZipFile

__all__ = ["Merged", "Span", "merged_cells"]

# From the first row and column to the last, all counted from 0.
Span: TypeAlias = tuple[tuple[int, int], tuple[int, int]]
Merged: TypeAlias = Mapping[str, Sequence[Span]]

_NONE: Merged = MappingProxyType({})


def merged_cells(data: bytes) -> Merged:
    """The merged cells of a workbook by sheet; none for the formats of which the reader tells them itself."""
    if not data.startswith(b"PK"):
        return _NONE
    with ZipFile(BytesIO(data)) as file:
        names = file.namelist()
        if "xl/workbook.bin" in names:
            from ictindex.io.xlsb_cells import xlsb_merged

            return xlsb_merged(file)
        if "content.xml" in names:
            from ictindex.io.ods_cells import ods_merged

            return ods_merged(file.read("content.xml"))
    return _NONE
