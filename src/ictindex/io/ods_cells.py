"""Errors in the cells of an .ods file."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree as ET

from ictindex.io.spoiled_cells import Spoiled

__all__ = ["ods_cells"]

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_KIND = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")


def ods_cells(content: bytes) -> Spoiled:
    """The errors by sheet and place; LibreOffice marks them, and most files have none."""
    if b'value-type="error"' not in content:
        return {}
    found: dict[str, dict[tuple[int, int], str]] = {}
    sheet, row = "", 0
    for event, element in ET.iterparse(BytesIO(content), events=("start", "end")):  # noqa: S314 - no entities are expanded
        if event == "start" and element.tag == f"{_TABLE}table":
            sheet, row = element.get(f"{_TABLE}name", ""), 0
        elif event == "end" and element.tag == f"{_TABLE}table-row":
            found.setdefault(sheet, {}).update({(row, place): text for place, text in _errors(element)})
            row += int(element.get(f"{_TABLE}number-rows-repeated", "1"))
            element.clear()
    return found


def _errors(row: ET.Element) -> Iterator[tuple[int, str]]:
    place = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        if cell.get(_KIND) == "error":
            yield place, "".join(it.text or "" for it in cell.iter(f"{_TEXT}p")) or "#ERROR"
        place += int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
