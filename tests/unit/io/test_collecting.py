"""Many filled workbooks of a folder: one data set, or every problem of every file."""

from __future__ import annotations

import pickle

import pytest

from ictindex import DataError, check, read
from ictindex.codec import data_digest
from ictindex.io import collect, write_dataset, write_template

pytest.importorskip("python_calamine", reason="the extra excel is not installed")
pytest.importorskip("xlsxwriter", reason="the extra excel is not installed")


def sheet(rows, *units):
    """The sheet of some of the units."""
    return {"S": [rows[0], *(row for row in rows[1:] if row[0] in units)]}


def test_units_of_all_files_are_one_data_set(book, rows, rubric, tmp_path):
    """Files are read by name, each with its own decimal mark; what is no workbook is passed over."""
    rows[1][3], rows[2][3] = "9,5", "8.5"
    book(sheet(rows, "b"), name="2.xlsx")
    book(sheet(rows, "a"), name="1.XLSX")
    for name in ("~$2.xlsx", "ghi-chu.docx", ".hidden.xlsx"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "cu").mkdir()
    found = collect(tmp_path, rubric)
    assert [it.id for it in found.dataset.units] == ["a", "b"]
    assert [float(found.dataset.column("may").fraction(row)) for row in (0, 1)] == [9.5, 8.5]
    assert [name.rpartition("/")[2] for name, _ in found.passed_over] == [".hidden.xlsx", "ghi-chu.docx", "~$2.xlsx"]
    assert check(found.dataset, rubric) == ()


def test_collected_is_what_one_workbook_would_be(book, rows, rubric, tmp_path):
    """The same units in one workbook give the same data set, and so does the file that is written."""
    whole = read(book({"S": rows}), rubric)
    folder = tmp_path / "in"
    folder.mkdir()
    for unit in "ab":
        book(sheet(rows, unit), name=f"in/{unit}.xlsx")
    dataset = collect(folder, rubric).dataset
    write_dataset(dataset, tmp_path / "data.csv")
    digests = {data_digest(it, rubric.partitions) for it in (whole, dataset, read(tmp_path / "data.csv", rubric))}
    assert len(digests) == 1


def test_problems_of_all_files_come_at_once(book, rows, rubric, tmp_path):
    """A cell in one file and a file that is none are told together, each with its file."""
    rows[1][3] = "chín"
    book(sheet(rows, "a"), name="1.xlsx")
    (tmp_path / "2.xls").write_text("<html>", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        collect(tmp_path, rubric)
    found = [(it.where.file.rpartition("/")[2], it.code, it.where.address) for it in caught.value.problems]
    assert found == [("1.xlsx", "not-a-number", "S!D2"), ("2.xls", "bad-workbook", "")]


def test_a_unit_in_two_files_is_refused_with_both_names(book, rows, rubric, tmp_path):
    """Nobody guesses which of two files counts."""
    book(sheet(rows, "a", "b"), name="1.xlsx")
    book(sheet(rows, "a"), name="2.xlsx")
    with pytest.raises(DataError) as caught:
        collect(tmp_path, rubric)
    (problem,) = caught.value.problems
    assert (problem.code, problem.where.file.endswith("2.xlsx")) == ("double-id", True)
    assert "1.xlsx" in problem.message
    assert "S!A2" in problem.message


def test_what_is_wrong_with_the_whole_leads_into_the_file(book, rows, rubric, tmp_path):
    """A missing answer that only checking finds has the file and the cell of its unit, also after pickling."""
    rows[2][3] = None
    book(sheet(rows, "a"), name="1.xlsx")
    book(sheet(rows, "b"), name="2.xlsx")
    dataset = pickle.loads(pickle.dumps(collect(tmp_path, rubric).dataset))
    (problem,) = check(dataset, rubric)
    assert str(problem.where) == f"{tmp_path / '2.xlsx'}: S!D2, column may"


def test_a_folder_without_workbooks_is_refused(rubric, tmp_path):
    """An empty folder is a problem, not an empty data set."""
    with pytest.raises(DataError) as caught:
        collect(tmp_path, rubric)
    assert caught.value.problems[0].code == "no-rows"


def test_a_template_of_last_year_among_them_is_refused(book, rows, rubric, tmp_path):
    """One file that was filled in for another edition is named; the others are read."""
    from attrs import evolve

    book(sheet(rows, "a"), name="1.xlsx")
    write_template(tmp_path / "2.xlsx", evolve(rubric, id="demo/io@2025"), units=read(tmp_path / "1.xlsx", rubric))
    with pytest.raises(DataError) as caught:
        collect(tmp_path, rubric)
    assert [(it.code, it.where.file.endswith("2.xlsx")) for it in caught.value.problems] == [("other-edition", True)]
