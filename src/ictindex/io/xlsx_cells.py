"""Errors and uncomputed formulas in the cells of an .xlsx file, read from its XML where it has any of them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

from ictindex.io.spoiled_cells import NO_VALUE, Spoiled

__all__ = ["parts_by_link", "xlsx_cells", "xlsx_last_cells"]

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_LINKS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
_HEAD = 4096
_DIMENSION = re.compile(rb'dimension ref="[A-Z0-9]+:([A-Z]+[0-9]+)"')
_ADDRESS = re.compile(r"([A-Z]{1,3})([0-9]+)")


def xlsx_cells(file: ZipFile) -> Spoiled:
    """The errors that cells show and the formulas that were never computed, by sheet and place."""
    return {name: dict(_cells(file, part)) for name, part in _parts(file)}


def xlsx_last_cells(file: ZipFile) -> Iterator[tuple[str, int, int]]:
    """Each sheet that says what it reaches, with the last row and the last column, from 0."""
    for name, part in _parts(file):
        with file.open(part) as stream:
            found = _DIMENSION.search(stream.read(_HEAD))
        place = None if found is None else _ADDRESS.fullmatch(found[1].decode("ascii"))
        if place is not None:
            yield name, int(place[2]) - 1, _column(place[1])


def _parts(file: ZipFile) -> Iterator[tuple[str, str]]:
    """Names of sheets and the parts of the file they are kept in."""
    targets = parts_by_link(file, "xl/_rels/workbook.xml.rels")
    book = ET.fromstring(file.read("xl/workbook.xml"))  # noqa: S314 - as above
    for sheet in book.iter():
        if sheet.tag in (f"{_MAIN}sheet", f"{_STRICT}sheet"):
            part = next((targets.get(sheet.get(key, "")) for key in _LINKS if sheet.get(key)), None)
            if part in file.namelist():
                yield sheet.get("name", ""), str(part)


def parts_by_link(file: ZipFile, links: str) -> dict[str, str]:
    """What the links of a workbook lead to, by their ids."""
    found = ET.fromstring(file.read(links))  # noqa: S314 - expat expands no entity bombs
    return {it.get("Id", ""): posixpath.normpath(posixpath.join("/xl", it.get("Target", "")))[1:] for it in found}


def _cells(file: ZipFile, part: str) -> Iterator[tuple[tuple[int, int], str]]:
    data = file.read(part)
    # Plain searches: a pattern takes ten times as long on millions of cells. Prefixed names are rare, and parsed.
    if b't="e"' not in data and b"<f" not in data and b":f" not in data:
        return
    for _, cell in ET.iterparse(BytesIO(data)):  # noqa: S314 - as above
        kind = cell.tag.rpartition("}")[2]
        if kind == "c":
            reason = _reason({it.tag.rpartition("}")[2]: it.text or "" for it in cell}, cell.get("t", ""))
            place = _ADDRESS.fullmatch(cell.get("r", ""))
            if reason and place:
                yield (int(place[2]) - 1, _column(place[1])), reason
        if kind == "row":
            cell.clear()


def _reason(parts: Mapping[str, str], kind: str) -> str:
    """What is wrong with a cell of these parts; empty where nothing is."""
    if kind == "e":
        return parts.get("v", "") or "#ERROR"
    # A formula may well give an empty text; that is of the kind "str".
    return NO_VALUE if "f" in parts and not parts.get("v") and kind != "str" else ""


def _column(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
