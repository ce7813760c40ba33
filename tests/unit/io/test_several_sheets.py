"""Several sheets of one workbook: units, values, other blocks, the year before."""

from __future__ import annotations

import pytest

from ictindex import DataError, check, read, read_published

pytest.importorskip("python_calamine", reason="the extra excel is not installed")

UNITS = [["id", "name", "block"], ["a", "Sở A", "so"], ["b", "Xã B", "xa"]]


def refused(path, **options):
    """The problems with which a workbook is refused, as (code, address)."""
    with pytest.raises(DataError) as caught:
        read(path, **options)
    return [(it.code, it.where.address) for it in caught.value.problems]


def test_units_and_values_are_joined_by_id(book):
    """Values in another order, and in two sheets, come to the unit of their id."""
    values = [["id", "x"], ["b", 2], ["a", 1]]
    dataset = read(book({"units": UNITS, "values": values, "more": [["Mã", "y"], ["a", "0,5"]]}))
    assert [(it.id, it.part("block")) for it in dataset.units] == [("a", "so"), ("b", "xa")]
    assert [dataset.column("x").fraction(row) for row in (0, 1)] == [1, 2]
    assert dataset.column("y").state.tolist() == [0, 1]


def test_addresses_are_of_the_sheet_that_has_the_cell(book, rubric, rows):
    """A problem of a value points into the sheet of values, not of units."""
    own, values = [row[:3] for row in rows], [[row[0], *row[3:]] for row in reversed(rows)]
    values = [values[-1], *values[:-1]]
    values[1][1] = 99
    dataset = read(book({"units": own, "values": values}), rubric)
    assert [it.where.address for it in check(dataset, rubric)] == ["values!B2"]


def test_a_value_of_an_unknown_unit_is_refused(book):
    """A slip in an id does not become a new unit; the nearest id is named."""
    path = book({"units": UNITS, "values": [["id", "x"], ["a", 1], ["bb", 2]]})
    assert refused(path) == [("unknown-unit", "values!A3")]


def test_blocks_on_sheets_of_their_own_stand_below_each_other(book):
    """Sheets with the same answers bring units each, and no unit stands in two of them."""
    sheets = {"Sở": [["Mã", "khối", "x"], ["a", "so", 1]], "Xã": [["Mã", "khối", "x"], ["b", "xa", 2]]}
    assert [it.id for it in read(book(sheets)).units] == ["a", "b"]
    sheets["Xã"].append(["a", "xa", 3])
    with pytest.raises(DataError) as caught:
        read(book(sheets))
    (problem,) = caught.value.problems
    assert (problem.code, problem.where.address, "Sở!A2" in problem.message) == ("double-id", "Xã!A3", True)


def test_sheets_that_describe_a_unit_differently_are_refused(book):
    """Name and part are said by one sheet; another may repeat them, in whatever case, and not change them."""
    path = book({"units": UNITS, "values": [["id", "name", "x"], ["a", "SỞ A", 1], ["b", "Xã C", 2]]})
    assert refused(path) == [("contradiction", "values!B3")]


def test_a_merged_part_counts_for_all_rows_and_a_merged_answer_is_refused(book):
    """What describes units may be merged over several of them; an answer is one unit's."""
    rows = [["id", "block", "x"], ["a", "so", 1], ["b", None, 2], ["c", "xa", 3]]
    dataset = read(book({"S": rows}, merged=["B2:B3"]))
    assert [it.part("block") for it in dataset.units] == ["so", "so", "xa"]
    rows[2][2] = None
    assert refused(book({"S": rows}, merged=["C2:C3"])) == [("merged-cells", "S!C2")]


def test_the_year_before_is_a_sheet_of_its_own(book):
    """A sheet called history is no answer, and is what `read_published` reads without being told."""
    history = [
        ["# rubric: demo/io@2025"],
        ["id", "block", "rank", "score"],
        ["a", "so", 1, 81.2],
        ["b", "xa", 2, "79,5"],
    ]
    path = book({"S": [["id", "x"], ["a", 1]], "Lịch sử": history})
    assert read(path).column_names == ("x",)
    published = read_published(path)
    assert (published.rubric, [it.rank for it in published.rows]) == ("demo/io@2025", [1, 2])
    assert [str(it.score) for it in published.rows] == ["81.2", "79.5"]


def test_a_history_among_several_tables_is_named_or_refused(book):
    """Where no sheet is called so, the only table is taken; of several one must be named."""
    table = [["id", "rank"], ["a", 1]]
    path = book({"2024": table, "2025": table})
    with pytest.raises(DataError) as caught:
        read_published(path)
    assert caught.value.problems[0].code == "several-tables"
    assert len(read_published(path, sheet="2025").rows) == 1
    assert len(read_published(book({"2025": table}, name="one.xlsx")).rows) == 1
