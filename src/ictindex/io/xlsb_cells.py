"""What the reader of workbooks does not tell of an .xlsb file: errors, merged cells, and cells that it passes over.

The format is described in [MS-XLSB]: a zip archive whose parts are records, each with its kind and its length.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import unpack_from
from zipfile import ZipFile

from ictindex.io.merged_cells import Merged
from ictindex.io.spoiled_cells import CODES, Spoiled
from ictindex.io.xlsx_cells import parts_by_link

__all__ = ["xlsb_cells", "xlsb_last_cells", "xlsb_merged", "xlsb_short_cells"]

_ROW, _ERROR, _FORMULA_ERROR, _SIZE, _SHEET, _MERGED = 0, 3, 11, 148, 156, 176
# Cells that say no column, because they stand beside the one before; those that can hold something.
_SHORT = frozenset(range(13, 19))


def xlsb_cells(file: ZipFile) -> Spoiled:
    """The errors that cells show, by sheet and place; a formula in this format always has a value."""
    return {name: dict(_errors(file.read(part))) for name, part in _parts(file)}


def xlsb_merged(file: ZipFile) -> Merged:
    """The merged cells by sheet."""
    found = {}
    for name, part in _parts(file):
        data = file.read(part)
        corners = [unpack_from("<4I", data, at) for kind, at, _ in _records(data) if kind == _MERGED]
        found[name] = [((top, left), (bottom, right)) for top, bottom, left, right in corners]
    return found


def xlsb_last_cells(file: ZipFile) -> Iterator[tuple[str, int, int]]:
    """Each sheet with the last row and the last column that it says it reaches, from 0."""
    for name, part in _parts(file):
        data = file.read(part)
        for kind, at, _ in _records(data):
            if kind == _SIZE:
                _, row, _, column = unpack_from("<4I", data, at)
                yield name, row, column
                break


def xlsb_short_cells(file: ZipFile) -> list[str]:
    """The sheets with cells in the short form, which the reader of workbooks passes over as if they were empty."""
    return [
        name for name, part in _parts(file) if not _SHORT.isdisjoint(kind for kind, *_ in _records(file.read(part)))
    ]


def _errors(data: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    row = 0
    for kind, at, _ in _records(data):
        if kind == _ROW:
            (row,) = unpack_from("<I", data, at)
        elif kind in (_ERROR, _FORMULA_ERROR):
            (column,) = unpack_from("<I", data, at)
            yield (row, column), CODES.get(data[at + 8], "#ERROR")


def _records(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of the records; both numbers are written in sevens of bits, the lowest first."""
    at, end = 0, len(data)
    while at < end:
        kind, length = data[at], data[at + 1]
        if kind < 0x80 and length < 0x80:  # nearly all of them
            at += 2
        else:
            kind, at = _number(data, at)
            length, at = _number(data, at)
        yield kind, at, length
        at += length


def _number(data: bytes, at: int) -> tuple[int, int]:
    """A number in sevens of bits, and where it ends."""
    number = shift = 0
    more = True
    while more:
        number |= (data[at] & 0x7F) << shift
        more, shift, at = data[at] >= 0x80, shift + 7, at + 1
    return number, at


def _parts(file: ZipFile) -> Iterator[tuple[str, str]]:
    """Names of sheets and the parts of the file they are kept in."""
    links = parts_by_link(file, "xl/_rels/workbook.bin.rels")
    data = file.read("xl/workbook.bin")
    for kind, at, _ in _records(data):
        if kind == _SHEET:
            link, behind = _text(data, at + 8)
            part = links.get(link, "")
            if part in file.namelist():
                yield _text(data, behind)[0], part


def _text(data: bytes, at: int) -> tuple[str, int]:
    """A text of UTF-16 behind its length, and where it ends."""
    (letters,) = unpack_from("<I", data, at)
    end = at + 4 + 2 * letters
    return data[at + 4 : end].decode("utf-16-le", "replace"), end
