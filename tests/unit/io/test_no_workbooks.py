"""A file that is not what its name says is explained in a sentence."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, ZipInfo

import pytest

from ictindex import DataError, read

pytest.importorskip("python_calamine", reason="the extra excel is not installed")

DATA = Path(__file__).parent / "data"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def archive(*names: str) -> bytes:
    """A zip archive of files that say nothing."""
    stream = BytesIO()
    with ZipFile(stream, "w") as file:
        for name in names:
            # Without a time of its own an entry has that of the year 1980, and the test one name for ever.
            file.writestr(ZipInfo(name), "x")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "the file is empty"),
        (b" \n", "the file is empty"),
        (b"id,name\na,b\n", "a text such as CSV"),
        (b"\xef\xbb\xbf<html><body><table>", "a web page (HTML)"),
        (b"<table><tr><td>id</td></tr></table>", "a web page (HTML)"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "of 2003"),
        (b"%PDF-1.7 \0", "a PDF"),
        (OLD + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (OLD + bytes(600), "damaged"),
        (archive("word/document.xml"), "not a workbook"),
        (archive("xl/workbook.xml"), "damaged"),
        (archive("xl/workbook.xml")[:40], "the end of the workbook is missing"),
        (b"\x89PNG\0\0", "no workbook"),
    ],
)
@pytest.mark.parametrize("ending", [".xls", ".xlsx"])
def test_what_a_file_is_in_truth_is_said(tmp_path, data, says, ending):
    """One problem, with the file, what it is, and what to do; never a traceback."""
    path = tmp_path / f"so-lieu{ending}"
    path.write_bytes(data)
    with pytest.raises(DataError) as caught:
        read(path)
    (problem,) = caught.value.problems
    assert ("bad-workbook", str(path), True) == (problem.code, problem.where.file, says in problem.message)


def test_a_workbook_of_another_format_than_its_name_is_read(tmp_path):
    """An .xls that is in truth an .ods is a workbook all the same."""
    path = tmp_path / "a.xls"
    path.write_bytes((DATA / "answers.ods").read_bytes())
    assert len(read(path, sheet="Số liệu")) == 2


def test_a_workbook_called_csv_says_how_to_name_it(tmp_path):
    """The other way round the message says which ending would do."""
    path = tmp_path / "a.csv"
    path.write_bytes((DATA / "answers.xls").read_bytes())
    with pytest.raises(DataError) as caught:
        read(path)
    assert "give it the ending .xlsx" in caught.value.problems[0].hint


@pytest.mark.parametrize("name", ["errors.xls", "errors.xlsx", "errors.ods"])
def test_a_workbook_with_flipped_bytes_never_ends_in_a_traceback(tmp_path, name):
    """Whatever a bad disk makes of a file, it is read or refused as data."""
    whole = (DATA / name).read_bytes()
    for at in range(0, len(whole), max(1, len(whole) // 60)):
        path = tmp_path / f"flipped-{name}"
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        try:
            read(path)
        except DataError as error:
            assert error.problems  # noqa: PT017 - either way is right, and nothing else


def test_a_stray_cell_in_the_far_corner_is_named(tmp_path):
    """One cell at the end of a sheet would make a grid of 17 billion cells; the sheet is named instead."""
    xlsxwriter = pytest.importorskip("xlsxwriter", reason="the extra excel is not installed")
    path = tmp_path / "stray.xlsx"
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet("S")
        page.write_row(0, 0, ["id", "x"])
        page.write(1_048_575, 16_383, "x")
    with pytest.raises(DataError) as caught:
        read(path)
    (problem,) = caught.value.problems
    assert (problem.code, problem.message.startswith('the sheet "S" reaches to XFD1048576')) == ("bad-workbook", True)
