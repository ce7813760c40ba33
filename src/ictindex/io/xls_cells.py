"""Errors in the cells of an .xls file: the compound file, its workbook stream, and two kinds of records of it.

The formats are described in [MS-CFB] and [MS-XLS]; nothing but errors is looked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from struct import iter_unpack, unpack_from

from ictindex.io.spoiled_cells import CODES, Spoiled

__all__ = ["xls_cells"]

_END_OF_CHAIN = 0xFFFFFFFA  # from here on a number is no sector
_SMALL = 4096  # shorter streams live in sectors of 64 bytes
_BOF, _EOF, _SHEET, _FORMULA, _ERROR = 0x0809, 0x000A, 0x0085, 0x0006, 0x0205


def xls_cells(data: bytes) -> Spoiled:
    """The errors by sheet and place; nothing for a file of before 1997, whose stream has another name."""
    stream = _stream(data, "Workbook")
    return {name: dict(_errors(stream, start)) for name, start in _sheets(stream)}


def _stream(data: bytes, name: str) -> bytes:
    """A stream of the compound file; empty where there is none of the name."""
    size = 1 << unpack_from("<H", data, 30)[0]
    table = _table(data, size)
    folder = _chain(data, unpack_from("<I", data, 48)[0], table, size)
    root_start = unpack_from("<I", folder, 116)[0]
    for at in range(0, len(folder), 128):
        entry = folder[at : at + 128]
        letters = unpack_from("<H", entry, 64)[0]
        if entry[: max(0, letters - 2)].decode("utf-16-le", "replace") != name:
            continue
        start, length = unpack_from("<II", entry, 116)
        if length >= _SMALL:
            return _chain(data, start, table, size)[:length]
        small = _numbers(_chain(data, unpack_from("<I", data, 60)[0], table, size))
        return _chain(_chain(data, root_start, table, size), start, small, 64, head=0)[:length]
    return b""


def _table(data: bytes, size: int) -> list[int]:
    """The allocation table: for each sector the next one of its chain."""
    places = list(unpack_from("<109I", data, 76))
    more = unpack_from("<I", data, 68)[0]
    while more < _END_OF_CHAIN:
        *found, more = unpack_from(f"<{size // 4}I", data, (more + 1) * size)
        places += found
    sectors = (data[(it + 1) * size : (it + 2) * size] for it in places if it < _END_OF_CHAIN)
    return _numbers(b"".join(sectors))


def _numbers(data: bytes) -> list[int]:
    return [number for (number,) in iter_unpack("<I", data[: len(data) // 4 * 4])]


def _chain(data: bytes, start: int, table: list[int], size: int, *, head: int = 1) -> bytes:
    """The bytes of a chain of sectors; `head` sectors stand before the first."""
    pieces, left = [], len(table)
    while start < len(table) and left:  # a chain that runs in a circle ends too
        pieces.append(data[(start + head) * size : (start + head + 1) * size])
        start, left = table[start], left - 1
    return b"".join(pieces)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, int, int]]:
    """Kind, place and length of the records from a place on."""
    while at + 4 <= len(stream):
        kind, length = unpack_from("<HH", stream, at)
        yield kind, at + 4, length
        at += 4 + length


def _sheets(stream: bytes) -> Iterator[tuple[str, int]]:
    """Names of sheets and where their records begin."""
    for kind, at, length in _records(stream, 0):
        if kind == _EOF:
            return
        if kind == _SHEET and length > 8:
            letters, wide = stream[at + 6], stream[at + 7] & 1
            text = stream[at + 8 : at + 8 + letters * (1 + wide)]
            yield text.decode("utf-16-le" if wide else "latin-1", "replace"), unpack_from("<I", stream, at)[0]


def _errors(stream: bytes, start: int) -> Iterator[tuple[tuple[int, int], str]]:
    depth = 0  # charts inside a sheet have a beginning and an end of their own
    for kind, at, _ in _records(stream, start):
        depth += (kind == _BOF) - (kind == _EOF)
        if not depth:
            return
        if kind == _ERROR and stream[at + 7]:
            yield unpack_from("<HH", stream, at), CODES.get(stream[at + 6], "#ERROR")
        elif kind == _FORMULA and stream[at + 12 : at + 14] == b"\xff\xff" and stream[at + 6] == 2:
            yield unpack_from("<HH", stream, at), CODES.get(stream[at + 8], "#ERROR")
