"""A workbook is read as CSV is: the same cells, the same checks, problems by sheet and cell."""

from __future__ import annotations

import pickle
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from ictindex import DataError, Dataset, Group, Indicator, Rubric, check, rank, read
from ictindex.codec import data_digest, write_csv
from ictindex.model.rubric import ColumnRule

pytest.importorskip("python_calamine", reason="the extra excel is not installed")

DATA = Path(__file__).parent / "data"


def refused(path, *args, **options):
    """The problems with which a file is refused, as (code, address, column)."""
    with pytest.raises(DataError) as caught:
        read(path, *args, **options)
    return [(it.code, it.where.address, it.where.column) for it in caught.value.problems]


def texts(dataset: Dataset, name: str) -> list[str]:
    """The cells of a column as texts."""
    return [dataset.column(name).text(row) for row in range(len(dataset))]


def test_a_sheet_reads_as_the_same_table_of_csv(book, rows, rubric, tmp_path):
    """A sheet and a CSV file with the same cells are one data set, by its digest, and score alike."""
    csv = tmp_path / "answers.csv"
    told = [["có" if it is True else it for it in row] for row in rows]  # True is the word "yes" in a data set
    with csv.open("w", encoding="utf-8") as stream:
        write_csv([[str(it).replace(".", ",") for it in row] for row in told[1:]], told[0], stream)
    from_csv, from_sheet = read(csv, rubric), read(book({"Sheet1": told}), rubric)
    assert data_digest(from_csv, rubric.partitions) == data_digest(from_sheet, rubric.partitions)
    assert from_csv.column_names == from_sheet.column_names
    scores = [[it.score for it in rank(data, rubric).standings] for data in (from_csv, from_sheet)]
    assert scores[0] == scores[1]


def test_doubles_are_read_through_fifteen_digits(book):
    """Noise of sums in the 16th digit is not data, and 15 digits that were typed are all kept."""
    values = [0.1 + 0.2, 0.1, 1.005, 123456789.012345, 100 * 1.1]
    dataset = read(book({"S": [["id", "x"], *([f"u{row}", it] for row, it in enumerate(values))]}))
    wanted = ["0.3", "0.1", "1.005", "123456789.012345", "110"]
    assert [Fraction(it) for it in wanted] == [dataset.column("x").fraction(row) for row in range(len(values))]


def test_numbers_typed_as_text_prove_the_decimal_mark(book):
    """A comma in a number typed as text proves the mark; numbers of the sheet itself say nothing against it."""
    dataset = read(book({"S": [["id", "x"], ["a", "0,633"], ["b", 1.25], ["c", "1.234,5"]]}))
    assert (dataset.decimal, texts(dataset, "x")) == (",", ["0,633", "1,25", "1.234,5"])
    assert Fraction(5, 4) == dataset.column("x").fraction(1)


def test_two_decimal_marks_are_named_by_cell(book):
    """Texts that prove different marks are refused with an address for each."""
    with pytest.raises(DataError) as caught:
        read(book({"S": [["id", "x"], ["a", "0,5"], ["b", "0.5"]]}))
    (problem,) = caught.value.problems
    assert problem.code == "two-decimal-marks"
    assert "0.5 in S!B3 and 0,5 in S!B2" in problem.message


def test_a_percent_column_takes_shares_and_signs_alike(book, rows, rubric):
    """0.29 as a number, which Excel shows as 29 %, and the text "29 %" are one share."""
    column = read(book({"S": rows}), rubric).column("ty-le")
    assert column.fraction(0) == column.fraction(1) == Fraction(29, 100)


@pytest.mark.parametrize("cells", [(0.29, 29), (29, 0.29), (29, "29 %"), (29, 31)])
def test_a_percent_column_with_numbers_above_one_is_refused(book, rubric, answers, cells):
    """29 beside 0.29 cannot be told from a slip: every number above 1 is named, on whatever side the others are."""
    answers["ty-le"] = list(cells)
    path = book({"S": [list(answers), *zip(*answers.values(), strict=True)]})
    found = refused(path, rubric)
    wanted = [("not-a-percent", f"S!I{row}", "ty-le") for row, it in enumerate(cells, start=2) if it in (29, 31)]
    assert wanted == found


def test_days_are_days_in_the_format_of_the_rubric(book):
    """A day of a sheet is read in the format that the rubric declares, and as year-month-day without one."""
    path = book({"S": [["id", "ngay"], ["a", date(2014, 12, 31)], ["b", "02/01/2013"]]})
    rule = ColumnRule(name="ngay", kind="date", format="dd/mm/yyyy")
    rubric = Rubric(id="demo/d@2026", total=Group(decimals=0), nodes=[Indicator(id="ngay", max=10**6)], columns=[rule])
    column = read(path, rubric).column("ngay")
    assert [date(2014, 12, 31).toordinal(), date(2013, 1, 2).toordinal()] == [column.fraction(row) for row in (0, 1)]
    assert texts(read(path), "ngay") == ["2014-12-31", "02/01/2013"]


def test_a_time_is_no_day_and_a_number_is_no_day(book):
    """A moment with a clock time, and the bare number behind a day, are refused where a day is declared."""
    path = book({"S": [["id", "ngay"], ["a", datetime(2014, 12, 31, 5, 6)], ["b", 41639]]})  # noqa: DTZ001
    rule = ColumnRule(name="ngay", kind="date")
    rubric = Rubric(id="demo/d@2026", total=Group(decimals=0), nodes=[Indicator(id="ngay", max=10**6)], columns=[rule])
    with pytest.raises(DataError) as caught:
        read(path, rubric)
    assert [(it.code, it.where.address) for it in caught.value.problems if it.where.row == 3] == [
        ("not-a-date", "S!B3")
    ]


def test_problems_name_sheet_and_cell(book, rows, rubric):
    """Every problem has an address as Excel writes it, quoted where the name of the sheet needs it."""
    rows[1][3], rows[2][6] = "chín", "có lẽ"
    assert refused(book({"Khối sở": rows}), rubric) == [
        ("not-a-number", "'Khối sở'!D2", "may"),
        ("not-yes-or-no", "'Khối sở'!G3", "mang"),
    ]


def test_problems_found_later_have_addresses_too(book, rows, rubric):
    """What only scoring finds, a missing answer and a quotient of nothing, still points into the sheet."""
    rows[1][3], rows[2][10] = None, 0
    dataset = pickle.loads(pickle.dumps(read(book({"S": rows}), rubric)))
    found = {(it.code, it.where.address) for it in check(dataset, rubric)}
    assert {("missing", "S!D2"), ("zero-denominator", "S!J3 / K3")} == found


def test_a_heading_with_a_slip_is_named(book, rows, rubric):
    """Headings are names of nodes, so the near name of a missing column is looked for among these too."""
    rows[0][3] = "Máy tín"
    with pytest.raises(DataError) as caught:
        read(book({"S": rows}), rubric)
    (problem,) = caught.value.problems
    assert (problem.code, problem.where.column, problem.hint) == ("missing-column", "may", 'did you mean "Máy tín"?')


def test_both_cells_of_an_empty_quotient_are_named(book, rows, rubric):
    """Not the id of the unit, which nobody can fill in."""
    rows[1][9] = rows[1][10] = None
    (problem,) = check(read(book({"S": rows}), rubric), rubric)
    assert (problem.where.column, problem.where.address) == ("dv_tt and dv", "S!J2 and K2")


def test_errors_of_cells_are_problems_and_are_told_once(book):
    """An error is never an empty cell; nothing else is said of its cell."""
    rubric = Rubric(
        id="demo/e@2026", total=Group(decimals=0), nodes=[Indicator(id="may", max=9), Indicator(id="ty_le", max=9)]
    )
    for name in ("errors.xlsx", "errors.ods", "errors.xls"):
        wanted = [("error-cell", "Lỗi!B2", "may"), ("error-cell", "Lỗi!C2", "ty_le"), ("error-cell", "Lỗi!C3", "ty_le")]
        assert wanted == sorted(refused(DATA / name, rubric)), name


def test_formulas_that_were_never_computed_are_problems():
    """A workbook made by a program holds formulas without values, which read as empty: they are named."""
    found = refused(DATA / "uncomputed.xlsx")
    assert [("uncomputed-formula", f"Lỗi!{it}") for it in ("B2", "C2", "D2", "D3")] == [
        (code, where) for code, where, _ in found if code != "error-cell"
    ]


@pytest.mark.parametrize("name", ["answers.ods", "answers.xls"])
def test_other_formats_read_alike(name):
    """LibreOffice and old Excel files give the same cells, two-level headings and days included."""
    dataset = read(DATA / name, sheet="Số liệu")
    assert (dataset.units[0].id, dataset.units[0].name) == ("so-y-te", "Sở Y tế")
    assert [Fraction(1, 10), Fraction(1, 2)] == [dataset.column("may").fraction(row) for row in (0, 1)]
    assert texts(dataset, "ngay") == ["2014-12-31", "2013-01-02"]


def test_hidden_rows_are_read_and_hidden_sheets_are_not(book):
    """A filter hides rows without taking the units away; a hidden sheet is read only where it is named."""
    sheets = {"S": [["id", "x"], ["a", 1], ["b", 2]], "Cũ": [["id", "y"], ["a", 3]]}
    path = book(sheets, hidden=["Cũ"], hidden_rows=[2])
    assert ([it.id for it in read(path).units], read(path).column_names) == (["a", "b"], ("x",))
    assert read(path, sheet="Cũ").column_names == ("y",)


def test_an_unknown_sheet_is_named_with_those_there_are(book):
    """A sheet that is not there is a problem with the nearest name; a CSV file has no sheets."""
    path = book({"Số liệu": [["id", "x"], ["a", 1]]})
    assert refused(path, sheet="So lieu") == [("unknown-sheet", "", "")]
    assert refused(DATA / "README.md", sheet="x") == [("bad-option", "", "")]
    assert refused(path, delimiter=";") == [("bad-option", "", "")]


def test_a_sheet_without_ids_is_passed_over_and_a_book_without_is_refused(book):
    """Help pages are no tables; where no sheet has ids the sheets that were looked at are named."""
    help_page = [["Hướng dẫn"], ["Điền vào các ô"]]
    assert len(read(book({"HD": help_page, "S": [["Mã", "x"], ["a", 1]]}))) == 1
    assert refused(book({"HD": help_page})) == [("missing-column", "", "")]


def test_comments_above_the_header_are_notes(book):
    """Rows that begin with # speak to the reader, as in CSV; a declared decimal mark counts."""
    dataset = read(book({"S": [["# số liệu minh họa"], ["# decimal: ,"], ["id", "x"], ["a", "1,234"]]}))
    assert (("số liệu minh họa",), Fraction("1.234")) == (dataset.notes, dataset.column("x").fraction(0))


def test_ids_that_are_numbers_are_texts(book):
    """A code such as 101 that Excel took for a number is the id "101", and one kept as text keeps its zeros."""
    assert [it.id for it in read(book({"S": [["id", "x"], [101, 1], ["007", 2]]})).units] == ["101", "007"]


def test_empty_rows_are_skipped_and_a_total_row_is_refused(book):
    """An empty row is nothing; a row without an id below the units is told to stand elsewhere."""
    path = book({"S": [["id", "x"], ["a", 1], [None, "  "], ["b", 2], [None, 3]]})
    assert refused(path) == [("empty-id", "S!A5", "id")]
