"""What the reader of workbooks does not tell of an .ods file: errors in its cells, and which cells are merged."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree as ET

from ictindex.io.merged_cells import Merged, Span
from ictindex.io.spoiled_cells import Spoiled

__all__ = ["ods_cells", "ods_merged"]

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_KIND = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")

_MOST_COLUMNS = 16_384  # of a sheet; a damaged file may say more


def ods_cells(content: bytes) -> Spoiled:
    """The errors by sheet and place; LibreOffice marks them, and most files have none."""
    found: dict[str, dict[tuple[int, int], str]] = {}
    if b'value-type="error"' in content:
        for sheet, row, place, cell in _cells(content):
            if cell.get(_KIND) == "error":
                shown = "".join(it.text or "" for it in cell.iter(f"{_TEXT}p")) or "#ERROR"
                found.setdefault(sheet, {}).update({(row, place + it): shown for it in range(_repeated(cell))})
    return found


def ods_merged(content: bytes) -> Merged:
    """The merged cells by sheet."""
    found: dict[str, list[Span]] = {}
    if b'-spanned="' in content:
        for sheet, row, place, cell in _cells(content):
            down, right = (int(cell.get(f"{_TABLE}number-{it}-spanned", "1")) for it in ("rows", "columns"))
            if down * right > 1:
                found.setdefault(sheet, []).append(((row, place), (row + down - 1, place + right - 1)))
    return found


def _cells(content: bytes) -> Iterator[tuple[str, int, int, ET.Element]]:
    """The cells with their sheet, row and column, both from 0."""
    sheet, row = "", 0
    for event, element in ET.iterparse(BytesIO(content), events=("start", "end")):  # noqa: S314 - no entities are expanded
        if event == "start" and element.tag == f"{_TABLE}table":
            sheet, row = element.get(f"{_TABLE}name", ""), 0
        elif event == "end" and element.tag == f"{_TABLE}table-row":
            place = 0
            for cell in element:
                if cell.tag in _CELLS:
                    yield sheet, row, place, cell
                    place += _repeated(cell)
            row += int(element.get(f"{_TABLE}number-rows-repeated", "1"))
            element.clear()


def _repeated(cell: ET.Element) -> int:
    return min(_MOST_COLUMNS, int(cell.get(f"{_TABLE}number-columns-repeated", "1")))
