"""Frames of pandas, polars and pyarrow as data sets: exact values, and every problem by row and column."""

from __future__ import annotations

import datetime as dt
import sys
from decimal import Decimal

import numpy as np
import pytest

from ictindex import DataError, Group, Indicator, Rubric, rank, read
from ictindex.codec import data_digest
from ictindex.io import from_frame, write_parquet
from ictindex.model.columns import NOT_APPLICABLE, NumberColumn, column_of
from ictindex.model.problems import MissingExtra
from ictindex.model.rubric import ColumnRule
from ictindex.model.shapes import Levels, Yes
from ictindex.model.units import Partition

pytest.importorskip("narwhals", reason="the extra frames is not installed")
pyarrow = pytest.importorskip("pyarrow", reason="the extra frames is not installed")
pandas = pytest.importorskip("pandas", reason="pandas is not installed")
polars = pytest.importorskip("polars", reason="polars is not installed")

MAKERS = {"pandas": pandas.DataFrame, "polars": polars.DataFrame, "pyarrow": pyarrow.table}
COLUMNS = {
    "id": ["a", "b", "c"],
    "name": ["Sở A", None, "Sở C"],
    "block": ["so", "xa", "so"],
    "may": [3, None, 5],
    "gia": [0.1, 1e16, None],
    "tien": [Decimal("1.50"), None, Decimal("-0.005")],
    "mang": [True, None, False],
    "muc": ["đủ", "n/a", None],
    "ngay": [dt.date(2014, 1, 31), None, dt.date(2015, 12, 1)],
}


def problems_of(frame, *arguments, **options):
    """The problems of a frame as (row, column, code)."""
    with pytest.raises(DataError) as caught:
        from_frame(frame, *arguments, **options)
    return [(it.where.row, it.where.column, it.code) for it in caught.value.problems]


@pytest.mark.parametrize("library", MAKERS)
def test_every_kind_of_cell_comes_through_exactly(library):
    """Whole numbers, floats by their shortest decimal, decimals, truths, words, days, and nothing at all."""
    dataset = from_frame(MAKERS[library](COLUMNS))
    found = {name: [column.text(row) for row in range(3)] for name, column in dataset.columns}
    assert found == {
        "may": ["3", "", "5"],
        "gia": ["0.1", "10000000000000000", ""],
        "tien": ["1.5", "", "-0.005"],
        "mang": ["yes", "", "no"],
        "muc": ["đủ", "n/a", ""],
        "ngay": ["2014-01-31", "", "2015-12-01"],
    }
    assert [(it.id, it.name, it.part("block")) for it in dataset.units] == [
        ("a", "Sở A", "so"),
        ("b", "", "xa"),
        ("c", "Sở C", "so"),
    ]


@pytest.mark.parametrize("library", MAKERS)
def test_a_frame_and_a_csv_of_the_same_are_the_same(library, tmp_path):
    """Under a rubric that says how the columns are read; days are written as it writes them."""
    rubric = Rubric(
        id="demo/x@2026",
        total=Group(decimals=2),
        partitions=[Partition(name="block", parts={"so": "Sở", "xa": "Xã"})],
        nodes=[
            Indicator(id="may", missing="zero"),
            Indicator(id="mang", shape=Yes(points=1), missing="zero"),
            Indicator(id="muc", shape=Levels(table=[("đủ", 1)]), missing="not-applicable"),
            Indicator(id="ngay", missing="zero"),
        ],
        columns=[ColumnRule(name="ngay", kind="date", format="dd/mm/yyyy")],
    )
    text = "id,name,block,may,mang,muc,ngay\na,Sở A,so,3,yes,đủ,31/01/2014\nb,,xa,,,n/a,\nc,Sở C,so,5,no,,01/12/2015\n"
    path = tmp_path / "x.csv"
    path.write_text(text, encoding="utf-8")
    frame = MAKERS[library]({name: COLUMNS[name] for name in ("id", "name", "block", "may", "mang", "muc", "ngay")})
    assert data_digest(from_frame(frame, rubric)) == data_digest(read(path, rubric))


def test_types_of_pandas_that_hold_nothing_in_their_own_way():
    """NaN, NA, NaT and None are one thing; so are nullable types and plain ones."""
    frame = pandas.DataFrame(
        {
            "id": ["a", "b"],
            "i": pandas.array([1, None], dtype="Int64"),
            "f": pandas.array([1.5, None], dtype="Float64"),
            "b": pandas.array([True, None], dtype="boolean"),
            "t": pandas.to_datetime(["2014-01-31", None]),
            "o": [np.int8(4), pandas.NA],
            "d": [Decimal("NaN"), Decimal("2.5")],
            "c": pandas.Categorical(["đủ", None]),
        }
    )
    found = {name: [column.text(row) for row in range(2)] for name, column in from_frame(frame).columns}
    assert found == {
        "i": ["1", ""],
        "f": ["1.5", ""],
        "b": ["yes", ""],
        "t": ["2014-01-31", ""],
        "o": ["4", ""],
        "d": ["", "2.5"],
        "c": ["đủ", ""],
    }


def test_a_float32_is_read_as_it_is_printed():
    """0.1 of 32 bits is one tenth, not what it is in 64."""
    frame = polars.DataFrame({"id": ["a"], "x": polars.Series([0.1], dtype=polars.Float32)})
    assert from_frame(frame).column("x").text(0) == "0.1"


def test_numbers_with_not_applicable_among_them_stay_numbers():
    """An untyped column of pandas may say n/a where a number is meant."""
    column = from_frame(pandas.DataFrame({"id": ["a", "b"], "x": [0.5, "N/A"]})).column("x")
    assert isinstance(column, NumberColumn)
    assert (column.text(0), column.state.tolist()) == ("0.5", [0, NOT_APPLICABLE])


@pytest.mark.parametrize(
    "values", [["-0.01", None, "92.50"], ["1e17", "-1e17"], ["1e18", "0.5"], ["-922337203685477.5808"]]
)
def test_decimals_are_taken_as_they_lie_in_memory(values):
    """Also parts of a larger table, and wider ones one by one."""
    decimals = [None if it is None else Decimal(it) for it in values]
    kind = pyarrow.decimal128(30, 4)
    array = pyarrow.chunked_array([pyarrow.array([Decimal(7)], kind), pyarrow.array(decimals, kind)])
    table = pyarrow.table({"id": [str(place) for place in range(len(values) + 1)], "x": array}).slice(1)
    column = from_frame(table).column("x")
    expected = column_of(decimals)
    assert [column.text(row) for row in range(len(values))] == [expected.text(row) for row in range(len(values))]


def test_every_bad_cell_is_told_at_once_with_row_and_column():
    """Infinite numbers, moments, strange objects and types without cells, in one go."""
    frame = pandas.DataFrame(
        {
            "id": ["a", "a"],
            "f": [float("inf"), 1.0],
            "t": pandas.to_datetime(["2014-01-31 08:30", None]),
            "o": [object(), "x"],
            "td": [dt.timedelta(1), None],
        }
    )
    assert sorted(problems_of(frame), key=str) == [
        (1, "f", "bad-cell"),
        (1, "o", "bad-cell"),
        (1, "t", "bad-cell"),
        (2, "id", "double-id"),
        (None, "td", "bad-cell"),
    ]


def test_words_under_a_rubric_are_refused_as_those_of_a_file():
    """The same codes and hints, by row and column of the frame."""
    nodes = [Indicator(id="may"), Indicator(id="mang", shape=Yes(points=1))]
    rubric = Rubric(id="demo/x@2026", total=Group(decimals=0), nodes=nodes)
    frame = polars.DataFrame({"id": ["a", "b"], "may": ["3", "x"], "mang": ["có", "cò"]})
    assert problems_of(frame, rubric) == [(2, "may", "not-a-number"), (2, "mang", "not-yes-or-no")]
    assert problems_of(frame.select("id", "may"), rubric) == [
        (None, "mang", "missing-column"),
        (2, "may", "not-a-number"),
    ]


def test_numbers_in_texts_prove_their_mark():
    """As in a file: one that may be thousands or thousandths is refused, unless the mark is declared."""
    frame = polars.DataFrame({"id": ["a", "b"], "x": ["1,234", None]})
    assert problems_of(frame) == [(1, "x", "unproved-decimal-mark")]
    assert from_frame(frame, decimal=",").decimal == ","
    assert from_frame(polars.DataFrame({"id": ["a", "b"], "x": ["1,234", "0,5"]})).decimal == ","


def test_texts_of_a_frame_stay_texts_without_a_rubric():
    """A code such as 01 is not the number 1: the frame says that it is a text."""
    assert from_frame(polars.DataFrame({"id": ["a"], "ma": ["01"]})).column("ma").text(0) == "01"


def test_ids_may_be_whole_numbers_and_no_others():
    """Codes of provinces come as numbers; a float lost what it was."""
    assert [it.id for it in from_frame(polars.DataFrame({"id": [24, 27]})).units] == ["24", "27"]
    assert problems_of(pandas.DataFrame({"id": [24, None]})) == [(1, "id", "bad-cell"), (2, "id", "empty-id")]


def test_ids_that_a_spreadsheet_would_run_are_what_they_are():
    """Marks of CSV are not taken off a frame, which never had any."""
    ids = ["'=x", "=x", "-5"]
    assert [it.id for it in from_frame(polars.DataFrame({"id": ids})).units] == ids


def test_what_is_no_frame_is_refused_with_what_is_one():
    """A lazy frame is told to collect."""
    with pytest.raises(TypeError, match="found dict"):
        from_frame({"id": ["a"]})
    with pytest.raises(TypeError, match=r"polars\.LazyFrame; collect\(\) it first"):
        from_frame(polars.LazyFrame({"id": ["a"]}))


def test_columns_of_one_name_and_tables_without_rows_or_ids_are_refused():
    """Nothing is guessed."""
    assert problems_of(pandas.DataFrame([["a", 1, 2]], columns=["id", "x", "x"])) == [(None, "", "double-column")]
    assert problems_of(polars.DataFrame({"id": ["a"], "x": [1], " x": [2]})) == [(None, "x", "double-column")]
    assert problems_of(polars.DataFrame({"ma": ["a"]})) == [(None, "", "missing-column")], "a frame has no row 0"
    assert [it[2] for it in problems_of(polars.DataFrame({"id": []}, schema={"id": polars.String}))] == ["no-rows"]


def test_notes_are_what_a_report_repeats(demo):
    """A frame has no comments, so they are given."""
    frame = polars.DataFrame({"id": ["a"], "block": ["so"], "may": [1], "can_bo": [2], "mang": ["có"]})
    dataset = from_frame(frame, demo, notes=["illustrative"])
    assert [it.message for it in rank(dataset, demo).remarks if it.code == "data-note"] == ["illustrative"]


def test_a_ranking_goes_into_any_frame(ranking):
    """Columns of numpy arrays, as every library takes them."""
    columns = ranking.to_columns()
    for make in (pandas.DataFrame, polars.DataFrame, lambda it: pyarrow.table(dict(it))):
        frame = make(columns)
        assert list(frame["id"]) == [*"abcdef"] or frame["id"].to_pylist() == [*"abcdef"]
        assert frame.shape == (6, len(columns))


def test_without_the_extra_the_error_installs_it(monkeypatch):
    """A sentence, no traceback of an import."""
    monkeypatch.setitem(sys.modules, "narwhals", None)
    with pytest.raises(MissingExtra, match=r"python -m pip install 'ictindex\[frames\]'"):
        from_frame(polars.DataFrame({"id": ["a"]}))


def test_parquet_is_read_by_its_ending(demo, ranking, tmp_path):
    """`read` takes it as any other file, and names it in every problem."""
    path = tmp_path / "x.parquet"
    write_parquet(ranking.scores.dataset, path)
    assert data_digest(read(path, demo)) == data_digest(ranking.scores.dataset)
    with pytest.raises(DataError) as caught:
        read(path, Rubric(id="demo/y@2026", total=Group(decimals=0), nodes=[Indicator(id="mang")]))
    assert [str(it.where) for it in caught.value.problems][:2] == [
        f"{path}: row 1, column mang",
        f"{path}: row 2, column mang",
    ]


def test_types_of_parquet_are_those_of_the_values(ranking, tmp_path):
    """Whole numbers are whole numbers, decimals decimals, words texts; the notes stand in the metadata."""
    from ictindex import Dataset

    columns = {"i": [1, None], "d": [0.25, 1], "w": ["có", None], "x": [Decimal("1e-30"), Decimal("1e20")]}
    write_parquet(Dataset.from_columns(units=["a", "b"], columns=columns), tmp_path / "x.parquet")
    from pyarrow import parquet

    table = parquet.read_table(tmp_path / "x.parquet")
    types = {name: str(table.schema.field(name).type) for name in table.column_names}
    assert types == {
        "id": "string",
        "name": "string",
        "i": "int64",
        "d": "decimal128(19, 2)",
        "w": "string",
        "x": "double",
    }
    assert table["d"].to_pylist() == [Decimal("0.25"), Decimal("1.00")]
    assert table["i"].to_pylist() == [1, None]


def test_the_same_data_give_the_same_parquet(ranking, tmp_path):
    """Bytes too (law L17)."""
    for name in ("a", "b"):
        write_parquet(ranking.scores.dataset, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_file_that_is_no_parquet_and_options_that_say_nothing_are_refused(tmp_path):
    """With one problem each."""
    path = tmp_path / "x.parquet"
    path.write_text("id,may\n", encoding="utf-8")
    for options, code in (({}, "bad-file"), ({"delimiter": ";"}, "bad-option"), ({"sheet": "x"}, "bad-option")):
        with pytest.raises(DataError) as caught:
            read(path, **options)
        assert [it.code for it in caught.value.problems] == [code]


@pytest.mark.parametrize("names", [[("a", "b"), ("a", "c")], [0, 1]])
def test_columns_that_are_not_named_by_texts_are_refused(names):
    """A header of several levels and one of numbers would be looked up as something else."""
    frame = pandas.DataFrame([["a", 1]], columns=pandas.MultiIndex.from_tuples(names) if names[0] else names)
    with pytest.raises(TypeError, match="named by texts"):
        from_frame(frame)
