"""Headings of Vietnamese tables: levels, names of nodes, ambiguity that is refused."""

from __future__ import annotations

import unicodedata

import pytest

from ictindex import DataError, Group, Indicator, Rubric, read

pytest.importorskip("python_calamine", reason="the extra excel is not installed")

# A form as offices keep it: a title, two levels of headings, the numbers of the columns, then the units.
TITLE = ["BIỂU SỐ 1: SỐ LIỆU NĂM 2026"]
UPPER = ["Mã đơn vị", "Tên đơn vị", "KHỐI", "HẠ TẦNG", None, "Ứng dụng", None, None, None, "Dịch vụ công", None]
LOWER = [None, None, None, "Máy tính", "khác", "KHÁC", "Đường truyền", "Mức độ", "Tỷ lệ", "dv_tt", "dv"]
UPPER += ["Cuộc họp", None, None]
LOWER += ["Tự chấm", "Thẩm định", "Minh chứng"]
MERGED = ("A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:I2", "J2:K2", "L2:N2")


def form(rows, **changes):
    """The form with the answers of the rows below its headings."""
    numbers = ["A", "B", "C", *(f"({it})" for it in range(1, 12))]
    return {"Biểu 1": [TITLE, changes.get("upper", UPPER), changes.get("lower", LOWER), numbers, *rows[1:]]}


@pytest.mark.parametrize("merged", [MERGED, ()], ids=["merged", "not merged"])
def test_two_levels_of_vietnamese_headings(book, rows, rubric, merged):
    """Names of nodes stand for their columns, whatever their case; a group above tells two of one name apart."""
    dataset = read(book(form(rows), merged=merged), rubric)
    assert tuple(rows[0][3:]) == dataset.column_names
    assert [[it.id, it.name] for it in dataset.units] == [["a", "Sở A"], ["b", "Xã B"]]


def test_decomposed_letters_and_eth_are_read_as_vietnamese(book, rows, rubric):
    """A heading typed with combining marks, or with Ð for Đ, is the same heading."""
    lower = [unicodedata.normalize("NFD", it).replace("Đ", "Ð") if it else it for it in LOWER]
    assert read(book(form(rows, lower=lower), merged=MERGED), rubric).column("mang") is not None


def test_a_name_of_two_nodes_is_refused(book, rows, rubric):
    """Without the group above it "Khác" may be two columns, and both are named; nothing is guessed."""
    rows[0][4] = "Khác"
    del rows[0][5], rows[1][5], rows[2][5]
    with pytest.raises(DataError) as caught:
        read(book({"S": rows}), rubric)
    found = [it for it in caught.value.problems if it.code == "ambiguous-heading"]
    assert [it.where.address for it in found] == ["S!E1"]
    assert '"khac-1", "khac-2"' in found[0].message


def test_a_name_of_a_node_that_reads_two_columns_is_refused(book, rows, rubric):
    """The heading "Dịch vụ công" alone may be either column of the quotient."""
    rows[0][9] = "Dịch vụ công"
    with pytest.raises(DataError) as caught:
        read(book({"S": rows}), rubric)
    assert [it.where.address for it in caught.value.problems if it.code == "ambiguous-heading"] == ["S!J1"]


@pytest.mark.parametrize(
    "heading", ["Cuộc họp - tự chấm", "Cuộc họp (Tự chấm)", "CUỘC HỌP: TỰ CHẤM", "hop – tự đánh giá", "hop_tu_cham"]
)
def test_a_role_behind_a_name_means_the_side(book, rows, rubric, heading):
    """The unit's own report of a verified column is headed by the node's name and its role, in one cell too."""
    rows[0][11] = heading
    assert "hop_tu_cham" in read(book({"S": rows}), rubric).column_names


def test_a_verified_name_without_a_role_is_refused(book, rows, rubric):
    """The name alone may be the report, the finding or the evidence."""
    rows[0][11] = "Cuộc họp"
    with pytest.raises(DataError) as caught:
        read(book({"S": rows}), rubric)
    assert "ambiguous-heading" in {it.code for it in caught.value.problems}


def test_two_headings_of_one_column_are_refused(book, rows, rubric):
    """A column by its name and once more by its node's is a double column, with both addresses."""
    for row, cell in zip(rows, ["Computers", 1, 2], strict=True):
        row.append(cell)
    with pytest.raises(DataError) as caught:
        read(book({"S": rows}), rubric)
    (problem,) = caught.value.problems
    assert (problem.code, problem.where.address, "S!D1" in problem.message) == ("double-column", "S!O1", True)


def test_cells_without_a_heading_are_refused(book):
    """A column of notes without a heading is named by its letter."""
    with pytest.raises(DataError) as caught:
        read(book({"S": [["id", "x"], ["a", 1, "ghi chú"]]}))
    assert [(it.code, it.where.address) for it in caught.value.problems] == [("empty-column-name", "S!C2")]


def test_a_column_of_its_own_name_goes_before_a_node_of_that_name(book):
    """A heading that is a column's exact name is that column, though a node is called the same."""
    nodes = [Indicator(id="x", vi="y", max=9), Indicator(id="y", max=9)]
    rubric = Rubric(id="demo/h@2026", total=Group(decimals=0), nodes=nodes)
    assert read(book({"S": [["id", "x", "y"], ["a", 1, 2]]}), rubric).column_names == ("x", "y")


def test_a_group_row_among_the_units_is_no_heading(book):
    """A row that names a block between the units is refused as a row without an id, not taken for a heading."""
    rows = [["STT", "Mã", "Tên", "x"], ["I", None, "Khối sở", None], [1, "a", "Sở A", 5]]
    with pytest.raises(DataError) as caught:
        read(book({"S": rows}))
    assert [(it.code, it.where.address) for it in caught.value.problems] == [("empty-id", "S!B2")]


def test_a_unit_that_looks_like_numbers_of_columns_is_a_unit(book):
    """Only numbers in brackets number columns: a unit A with the answers 1, 2 and 3 is not lost."""
    assert [it.id for it in read(book({"S": [["id", "x", "y", "z"], ["A", 1, 2, 3]]})).units] == ["A"]
