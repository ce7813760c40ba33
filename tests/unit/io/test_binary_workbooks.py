"""Workbooks in the binary format .xlsb: errors in cells, cells in the short form, sheets without end."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from struct import pack
from zipfile import ZipFile

import pytest

from ictindex import DataError, Group, Indicator, Rubric, read
from ictindex.io.xlsb_cells import _records

pytest.importorskip("python_calamine", reason="the extra excel is not installed")

# Another program wrote it, with every cell but the first of a row in the short form.
DATA = Path(__file__).parent / "data"
SHORT = DATA / "short.xlsb"
ROW, ERROR, FORMULA_ERROR, SIZE, FIRST_SHORT, LAST_SHORT = 0, 3, 11, 148, 12, 18


def record(kind: int, data: bytes) -> bytes:
    """A record as a file holds it."""
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    return head + bytes([len(data)]) + data


def remade(path: Path, change, source: Path = SHORT) -> Path:
    """The workbook with each record of its sheet, by kind, data and column, as `change` gives it."""
    stream = BytesIO()
    with ZipFile(source) as old, ZipFile(stream, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                pieces, column = [], 0
                for kind, at, length in _records(data):
                    column = 0 if kind == ROW else column + (FIRST_SHORT <= kind <= LAST_SHORT)
                    pieces.append(record(*change(kind, data[at : at + length], column)))
                data = b"".join(pieces)
            new.writestr(name, data)
    path.write_bytes(stream.getvalue())
    return path


def long(kind: int, data: bytes, column: int) -> tuple[int, bytes]:
    """Cells as Excel writes them: each says its column."""
    if FIRST_SHORT <= kind <= LAST_SHORT:
        return kind - FIRST_SHORT + 1, pack("<I", column) + data
    return kind, data


def computed(kind: int, data: bytes, column: int) -> tuple[int, bytes]:
    """As `long`, with errors that formulas gave."""
    kind, data = long(kind, data, column)
    if kind != ERROR:
        return kind, data
    formula = b"\x1c\x17"  # the token of an error, #REF!
    return FORMULA_ERROR, data[:9] + pack("<HI", 0, len(formula)) + formula + pack("<I", 0)


def endless(kind: int, data: bytes, column: int) -> tuple[int, bytes]:
    """As `long`, of a sheet that says it reaches to the last cell there is."""
    return (SIZE, pack("<4I", 0, 1_048_575, 0, 16_383)) if kind == SIZE else long(kind, data, column)


def refused(path: Path, rubric: Rubric | None = None) -> list[tuple[str, str, str]]:
    """The codes, the addresses and the messages of what is wrong with a file."""
    with pytest.raises(DataError) as caught:
        read(path, rubric)
    return sorted((it.code, it.where.address, it.message) for it in caught.value.problems)


@pytest.mark.parametrize("change", [long, computed])
def test_errors_are_problems_by_their_cells(tmp_path, change):
    """An error is never an empty cell, whether it was typed or a formula gave it."""
    nodes = [Indicator(id="may", max=9), Indicator(id="ty_le", max=9)]
    rubric = Rubric(id="demo/e@2026", total=Group(decimals=0), nodes=nodes)
    path = remade(tmp_path / "errors.xlsb", change)
    assert refused(path, rubric) == [
        ("error-cell", "Lỗi!B2", "the cell shows the error #DIV/0!"),
        ("error-cell", "Lỗi!C2", "the cell shows the error #N/A"),
        ("error-cell", "Lỗi!C3", "the cell shows the error #REF!"),
    ]


def test_cells_in_the_short_form_are_refused_by_their_sheet():
    """The reader passes over them, and an answer that was given must not become one that is missing."""
    ((code, _, message),) = refused(SHORT)
    assert (code, message) == ("bad-workbook", 'the sheet "Lỗi" keeps cells in a short form of .xlsb that is not read')


def test_a_sheet_that_reaches_to_the_last_cell_is_refused(tmp_path):
    """Before the reader makes room for seventeen thousand million cells."""
    ((code, _, message),) = refused(remade(tmp_path / "far.xlsb", endless))
    assert (code, "reaches to XFD1048576" in message) == ("bad-workbook", True)


@pytest.mark.parametrize("name", ["merged.ods", "merged.xls", "merged.xlsb"])
def test_merged_cells_are_known_in_every_format(tmp_path, name):
    """A merged part counts for all of its rows, and a merged answer is refused, as in an .xlsx."""
    path = remade(tmp_path / name, long, DATA / name) if name.endswith("b") else DATA / name
    assert [it.part("block") for it in read(path, sheet="Khối").units] == ["so", "so", "xa"]
    message = "the cells B3:B4 are merged, and stand for more than one cell"
    assert refused(path) == [("merged-cells", "'Số liệu'!B3", message)]


def test_flipped_bytes_never_end_in_a_traceback(tmp_path):
    """Whatever a bad disk makes of a file, it is read or refused as data."""
    whole = remade(tmp_path / "whole.xlsb", computed).read_bytes()
    for at in range(0, len(whole), 150):
        path = tmp_path / "flipped.xlsb"
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        try:
            read(path)
        except DataError as error:
            assert error.problems  # noqa: PT017 - either way is right, and nothing else
