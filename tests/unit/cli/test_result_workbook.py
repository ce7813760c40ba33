"""``rank --format xlsx``, ``rubric to-sheet`` and ``from-sheet`` from the command line."""

from __future__ import annotations

import pytest

from ictindex.codec import law_digest, load_rubric

pytest.importorskip("xlsxwriter", reason="the extra excel is not installed")
openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
pytest.importorskip("python_calamine", reason="the extra excel is not installed")


def test_the_ending_of_out_names_the_workbook(ictindex, rubric, data, tmp_path):
    """As it names JSON and CSV."""
    ran = ictindex("rank", data, "--rubric", rubric, "--out", tmp_path / "x.xlsx", "--lang", "vi", "--reasons")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    names = openpyxl.load_workbook(tmp_path / "x.xlsx").sheetnames
    assert names[:2] == ["Sở, ban, ngành", "Xã"]
    assert "Lý do từng đơn vị" in names


def test_a_workbook_needs_a_file(ictindex, rubric, data):
    """A console is no place for it."""
    ran = ictindex("rank", data, "--rubric", rubric, "--format", "xlsx")
    assert ran.code == 2
    assert "name its file: --out RESULT.xlsx" in ran.err


def test_a_rubric_goes_to_a_sheet_and_back(ictindex, rubric, tmp_path):
    """As the same law, in a file of TOML."""
    assert ictindex("rubric", "to-sheet", rubric, "--out", tmp_path / "x.xlsx").code == 0
    assert ictindex("rubric", "from-sheet", tmp_path / "x.xlsx", "--out", tmp_path / "again.toml").code == 0
    assert law_digest(load_rubric(tmp_path / "again.toml")) == law_digest(load_rubric(rubric))


def test_the_sheet_to_sign_has_the_digest_of_the_law(ictindex, rubric, tmp_path):
    """So that what was signed can be told from what was changed later."""
    ictindex("rubric", "to-sheet", rubric, "--out", tmp_path / "x.xlsx", "--lang", "vi")
    page = openpyxl.load_workbook(tmp_path / "x.xlsx")["Ký duyệt"]
    assert law_digest(load_rubric(rubric)) in [cell.value for row in page.iter_rows() for cell in row]


def test_slips_in_a_sheet_are_told_by_cell(ictindex, rubric, tmp_path):
    """On the console, with exit code 1."""
    ictindex("rubric", "to-sheet", rubric, "--out", tmp_path / "x.xlsx", "--lang", "vi")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    book["Chỉ tiêu"]["H8"] = "có 10"
    book.save(tmp_path / "x.xlsx")
    ran = ictindex("rubric", "from-sheet", tmp_path / "x.xlsx")
    assert ran.code == 1
    assert "'Chỉ tiêu'!H8, column Cách chấm: \"có 10\" says no way to score" in ran.err


def test_the_file_that_is_read_is_not_written_over(ictindex, rubric, tmp_path):
    """Neither the rubric nor the workbook."""
    assert ictindex("rubric", "to-sheet", rubric, "--out", rubric).code == 2
    ictindex("rubric", "to-sheet", rubric, "--out", tmp_path / "x.xlsx")
    assert ictindex("rubric", "from-sheet", tmp_path / "x.xlsx", "--out", tmp_path / "x.xlsx").code == 2
