"""A data set that goes out as a file or a frame and comes back is the same: its digest says so."""

from __future__ import annotations

import csv
import tempfile
import unicodedata
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from ictindex import Dataset, Group, Indicator, Levels, Rubric, Unit, Yes, read
from ictindex.codec import data_digest
from ictindex.codec.plain_numbers import numbers_or_none
from ictindex.codec.table import Table
from ictindex.codec.table_dataset import dataset_of
from ictindex.io import collect, from_frame, write_dataset, write_templates
from ictindex.io.parquet import arrow_table
from ictindex.model.columns import PRESENT, NumberColumn, column_of
from ictindex.model.rubric import ColumnRule
from ictindex.testing.strategies import rubrics_with_data

pytest.importorskip("narwhals", reason="the extra frames is not installed")
pytest.importorskip("pyarrow", reason="the extra frames is not installed")
calamine = pytest.importorskip("python_calamine", reason="the extra excel is not installed")
pytest.importorskip("xlsxwriter", reason="the extra excel is not installed")


def through(dataset, name, rubric=None):
    """The data set as it is after a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        write_dataset(dataset, path)
        return read_plain_sheet(path.read_bytes(), rubric) if name == "plain.xlsx" else read(path, rubric)


def read_plain_sheet(data, rubric=None):
    """A plain sheet, read without any reader of ours: numbers are numbers, texts are texts."""
    rows = calamine.CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()
    comments = [row[0] for row in rows if str(row[0]).startswith("#")]
    head, *cells = rows[len(comments) + bool(comments) :]
    columns = [list(column) for column in zip(*cells, strict=True)]
    texts = {
        name: [it if isinstance(it, str) else "" for it in cells] for name, cells in zip(head, columns, strict=True)
    }
    numbers = {
        name: ["" if isinstance(it, str) else f"{Decimal(repr(it)):f}" for it in cells]
        for name, cells in zip(head, columns, strict=True)
        if any(not isinstance(it, str) for it in cells)
    }
    lines = list(range(2, 2 + len(cells)))
    return dataset_of(Table("x.xlsx", comments=comments, columns=texts, numbers=numbers, lines=lines), rubric)


def as_pandas(dataset):
    """A frame of pandas with its untyped columns; without them pandas makes doubles of whole numbers with gaps."""
    pytest.importorskip("pandas", reason="pandas is not installed")
    return arrow_table(dataset).to_pandas(integer_object_nulls=True)


def as_polars(dataset):
    """A frame of polars."""
    return pytest.importorskip("polars", reason="polars is not installed").from_arrow(arrow_table(dataset))


FRAMES = {"pyarrow": arrow_table, "pandas": as_pandas, "polars": as_polars}


def settled(column):
    """The column as its doubles read, where they are all that is left of longer numbers."""
    if isinstance(column, NumberColumn) and column.inexact is not None:
        return evolve(column_of(column.inexact), state=column.state)
    return column


@st.composite
def cases(draw):
    """A rubric, and data whose columns are what the rubric reads: a number that was given as text is a number."""
    case = draw(rubrics_with_data(history=False))
    kinds = case.rubric.column_kinds
    columns = {
        name: settled(column)
        if isinstance(column, NumberColumn) or kinds.get(name, "text") == "text"
        else numbers_or_none(column, ".", kinds[name], case.rubric.column_format(name)) or column
        for name, column in case.dataset.columns
    }
    return case.rubric, evolve(case.dataset, columns=columns)


# All ways in one test each: making a case takes longer than sending it through a file.
@given(case=cases())
def test_files_keep_the_digest(case):
    """Dataset to a file and back, under its rubric."""
    rubric, dataset = case
    for name in ("x.csv", "x.xlsx", "plain.xlsx", "x.parquet"):
        assert data_digest(through(dataset, name, rubric)) == data_digest(dataset), name


@given(case=cases())
def test_frames_keep_the_digest(case):
    """Dataset to a frame and back, under its rubric."""
    rubric, dataset = case
    for library, frame in FRAMES.items():
        assert data_digest(from_frame(frame(dataset), rubric, decimal=".")) == data_digest(dataset), library


numbers = st.one_of(
    st.none(),
    st.integers(-(10**17), 10**17).map(Decimal),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=6),
    st.floats(allow_nan=False, allow_infinity=False, width=64).map(lambda it: Decimal(repr(it))),
)
# What a spreadsheet might take for something else, and letters of every kind; a cell holds no control characters.
words = st.one_of(
    st.sampled_from(
        ["=1+1", "-x", "@SUM(A1)", "+84", "'=x", "1.234", "01", "29 %", "n/a", "-", "Sở Y tế", "_x0041_", "#"]
    ),
    st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters="Ðð"), max_size=8),
)


@st.composite
def free_datasets(draw):
    """Any data set at all: wide numbers, strange words, parts, tags."""
    size = draw(st.integers(1, 6))
    ids = draw(st.lists(words.filter(lambda it: it.strip()), min_size=size, max_size=size, unique=True))
    units = [
        Unit(
            id=it,
            name=draw(words),
            parts={"block": draw(words.filter(str.strip))},
            tags=draw(st.sets(st.sampled_from(["a", "b c"]))),
        )
        for it in ids
    ]
    columns = {
        f"c{place}": draw(st.lists(draw(st.sampled_from([numbers, words])), min_size=size, max_size=size))
        for place in range(draw(st.integers(0, 3)))
    }
    made = Dataset.from_columns(units=units, columns=columns, decimal=".")
    return evolve(made, columns=[(name, settled(column)) for name, column in made.columns])


@given(dataset=free_datasets())
def test_types_keep_whatever_a_data_set_can_hold(dataset):
    """Also without a rubric, because Parquet and frames have types."""
    assert data_digest(through(dataset, "x.parquet")) == data_digest(dataset)
    for library, frame in FRAMES.items():
        assert data_digest(from_frame(frame(dataset), decimal=".")) == data_digest(dataset), library


# Every kind of column, as a person's file has it: cells are texts, and the rubric says what they are.
LEVELS = ("=1+1", "01", "1.50", "Đủ", "'x", "@SUM(A1)", "TRUE", "+84", "_x0041_", "29 %")
KINDS = Rubric(
    id="demo/kinds@2026",
    total=Group(decimals=1),
    nodes=[
        Indicator(id="so", max=1, range="clip", missing="not-applicable"),
        Indicator(id="ty_le", max=1, range="clip"),
        Indicator(id="ngay", max=1, range="clip", missing="zero"),
        Indicator(id="muc", shape=Levels(dict.fromkeys(LEVELS, 1))),
        Indicator(id="mang", shape=Yes(1)),
    ],
    columns=[
        ColumnRule(name="ty_le", kind="percent"),
        ColumnRule(name="ngay", kind="date", format="dd/mm/yyyy"),
    ],
)
letters = st.text(st.characters(exclude_categories=("C", "Z"), exclude_characters="Ðð"), min_size=1, max_size=6)
vietnamese = st.sampled_from(["Sở Y tế", "Đắk Lắk", "Thừa Thiên - Huế", "UBND xã Ia Ơ", "Quý Đôn, Nghĩa"])
long_numbers = st.decimals(min_value=-(10**9) + 1, max_value=10**9 - 1, places=9).map(str)
whole_numbers = st.integers(-(10**18) + 1, 10**18 - 1).map(str)
days = st.dates().map(lambda it: f"{it.day:02}/{it.month:02}/{it.year:04}")
shares = st.one_of(
    st.decimals(0, 1, places=4).map(str), st.decimals(-100, 900, places=2).map(lambda it: f"{it} %"), st.just("0.29")
)
CELLS = {
    "so": st.one_of(long_numbers, whole_numbers, st.sampled_from(["0.1", "1.234", "12", "0.30", "n/a"])),
    "ty_le": shares,
    "ngay": days,
    "muc": st.sampled_from(LEVELS),
    "mang": st.sampled_from(["có", "không", "1", "0", "x", "yes"]),
}


@st.composite
def files_of_people(draw):
    """A file of CSV as a person might have made it, Vietnamese letters composed or not."""
    form = draw(st.sampled_from(["NFC", "NFD"]))
    rows = [["id", "name", "tags", *CELLS]]
    for place in range(draw(st.integers(1, 5))):
        name = unicodedata.normalize(form, draw(st.one_of(vietnamese, letters)))
        cells = [draw(st.one_of(st.just(""), strategy)) for strategy in CELLS.values()]
        rows.append([f"{draw(words)}{place}", name, draw(st.sampled_from(["", "xa", "xa|miền núi"])), *cells])
    stream = StringIO()
    csv.writer(stream).writerows(rows)
    return "# decimal: .\n# số liệu minh họa\n" + stream.getvalue()


@given(text=files_of_people())
def test_every_kind_of_cell_survives_every_file(text):
    """Dataset → xlsx → Dataset, → csv →, → parquet →: units, states and texts of all cells, notes, digest."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "in.csv")
        path.write_text(text, encoding="utf-8", newline="")
        dataset = read(path, KINDS)
    for name in ("x.csv", "x.xlsx", "x.parquet"):
        back = through(dataset, name, KINDS)
        assert (back.units, back.notes) == (dataset.units, dataset.notes), name
        assert data_digest(back) == data_digest(dataset), name
        for column, cells in dataset.columns:
            assert back.column(column).state.tolist() == cells.state.tolist(), (name, column)
            assert values(back.column(column)) == values(cells), (name, column)


def values(column):
    """The cells of a column: texts, and of numbers the value of their digits, which an inexact column keeps too."""
    if not isinstance(column, NumberColumn):
        return [column.text(row) for row in range(len(column))]
    read_as = Decimal if column.inexact is not None else column.fraction
    held = [row for row, state in enumerate(column.state) if state == PRESENT]
    return {row: read_as(column.text(row) if column.inexact is not None else row) for row in held}


def test_texts_with_an_apostrophe_before_a_formula_come_back(tmp_path):
    """The mark that is written before a formula is the only one that reading takes off: ids, tags, parts, answers."""
    units = [Unit(id=it, name=it, tags=[it]) for it in ("=x", "'=x", "''-y", "'tis")]
    dataset = Dataset.from_columns(units=units, columns={"muc": list(LEVELS[:2] + LEVELS[4:6])}, decimal=".")
    rubric = Rubric(id="demo/m@2026", total=Group(decimals=0), nodes=[KINDS.tree.nodes["muc"]])
    for name in ("x.csv", "x.xlsx", "x.parquet"):
        back = through(dataset, name, rubric)
        assert (back.units, values(back.column("muc"))) == (dataset.units, values(dataset.column("muc"))), name
    for per in ("unit", "block"):
        write_templates(tmp_path / per, rubric, units=dataset, per=per)
        back = collect(tmp_path / per, rubric).dataset
        assert (set(back.units), sorted(values(back.column("muc")))) == (set(units), sorted(LEVELS[:2] + LEVELS[4:6]))


def test_notes_travel_with_every_file():
    """What the data say of themselves is not lost on the way."""
    dataset = Dataset(units=[Unit(id="a")], columns={}, notes=("illustrative, not official data",))
    for name in ("x.csv", "x.parquet", "x.xlsx"):
        assert through(dataset, name).notes == dataset.notes, name


def test_days_and_percentages_come_back_as_what_they_were(tmp_path):
    """Their texts are written, since a number would be refused where a day is meant."""
    rules = [ColumnRule(name="ngay", kind="date", format="dd/mm/yyyy"), ColumnRule(name="ty_le", kind="percent")]
    nodes = [Indicator(id="ngay"), Indicator(id="ty_le", max=10, range="clip")]
    rubric = Rubric(id="demo/x@2026", total=Group(decimals=1), nodes=nodes, columns=rules)
    path = tmp_path / "in.csv"
    path.write_text('id,ngay,ty_le\na,31/12/2014,"29,5 %"\nb,01/02/2015,"129,25 %"\n', encoding="utf-8")
    dataset = read(path, rubric)
    for name in ("x.csv", "x.parquet", "x.xlsx"):
        assert data_digest(through(dataset, name, rubric)) == data_digest(dataset), name


def test_numbers_longer_than_a_double_keep_their_digits(tmp_path):
    """The texts that an inexact column was read from are written, not its doubles."""
    path = tmp_path / "in.csv"
    path.write_text("id,may\na,1234567890123456789.25\nb,0.5\n", encoding="utf-8")
    dataset = read(path)
    for name in ("x.csv", "x.parquet", "x.xlsx"):
        assert through(dataset, name).column("may").text(0) == "1234567890123456789.25", name


def test_a_whole_number_column_of_arrow_is_shared():
    """Nothing is copied where nobody can write."""
    pyarrow = pytest.importorskip("pyarrow")
    values = np.arange(5, dtype=np.int64)
    table = pyarrow.table({"id": [str(it) for it in range(5)], "may": pyarrow.array(values)})
    column = from_frame(table).column("may")
    assert np.shares_memory(column.coefficients, table["may"].chunk(0).to_numpy())


def test_a_frame_of_pandas_is_not_shared():
    """Pandas may be written to afterwards, and a data set never changes."""
    pandas = pytest.importorskip("pandas", reason="pandas is not installed")
    frame = pandas.DataFrame({"id": ["a", "b"], "may": [1, 2]})
    dataset = from_frame(frame)
    frame.loc[0, "may"] = 99
    assert [dataset.column("may").text(row) for row in range(2)] == ["1", "2"]
