"""Files and rows that are wrong: named with file and row, all at once; the others unharmed where rows are skipped."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ictindex import Dataset, Rubric, rank, rank_files
from ictindex.cluster import candidates, classes
from ictindex.cluster.id_digests import digests_of, suspects
from ictindex.model import DataError, Group, Indicator, Prize, RubricError, TieRefused

pa = pytest.importorskip("pyarrow", reason="Parquet needs ictindex[frames]")
pq = pytest.importorskip("pyarrow.parquet", reason="Parquet needs ictindex[frames]")

BAD = {"id": ["x", "y", "z"], "block": ["so", "so", "xa"], "may": [1, 9, 2], "mang": ["có", "có", "cò"]}


def refused(paths: list[Path], rubric: Rubric, out: Path, **options: Any) -> list[tuple[str, str, int | None]]:
    """Code, file and row of every problem."""
    with pytest.raises(DataError) as error:
        rank_files(paths, rubric, out=out, **options)
    assert not list(out.glob("*.parquet"))
    return [(it.code, Path(it.where.file).name, it.where.row) for it in error.value.problems]


def test_bad_rows_are_refused(rubric: Rubric, write: Any, tmp_path: Path) -> None:
    """Each with its file and row, over all files and batches."""
    paths = write([BAD, {"id": ["a"], "block": ["gi"], "may": [1], "mang": ["có"]}])
    found = refused(paths, rubric, tmp_path / "out", batch_rows=2)
    assert found == [
        ("out-of-range", "part-0.parquet", 2),
        ("unknown-level", "part-0.parquet", 3),
        ("unknown-part", "part-1.parquet", 1),
    ]


@pytest.mark.parametrize("batch_rows", [1, 2, 100])
def test_bad_rows_are_skipped(rubric: Rubric, write: Any, rows: Any, tmp_path: Path, batch_rows: int) -> None:
    """The others are ranked as if the bad rows had never been, and every skipped row stands in a report."""
    good = {"id": ["a", "b"], "block": ["so", "xa"], "may": [5, 4], "mang": ["không", "có"]}
    outcome = rank_files(write([BAD, good]), rubric, out=tmp_path / "out", on_error="skip-rows", batch_rows=batch_rows)
    alone = rank_files(
        write([{name: cells[:1] for name, cells in BAD.items()}, good], folder="good"),
        rubric,
        out=tmp_path / "alone",
    )
    assert rows(alone.outputs) == rows(outcome.outputs)
    assert sorted(rows(outcome.outputs)) == ["a", "b", "x"]
    with (tmp_path / "out" / "skipped.csv").open(encoding="utf-8", newline="") as stream:
        report = [(Path(row["file"]).name, row["row"], row["code"]) for row in csv.DictReader(stream)]
    assert report == [("part-0.parquet", "2", "out-of-range"), ("part-0.parquet", "3", "unknown-level")]
    again = rank_files(tmp_path / "in", rubric, out=tmp_path / "out", on_error="skip-rows", batch_rows=batch_rows)
    assert again.skipped == outcome.skipped


def test_a_file_of_bad_rows_is_left_in_time(rubric: Rubric, write: Any, tmp_path: Path, monkeypatch: Any) -> None:
    """A file in which everything is wrong says so without filling memory; the other files are still looked at."""
    monkeypatch.setattr("ictindex.cluster.scoring_task._MOST_PROBLEMS", 5)
    wrong = {"id": list(range(30)), "block": ["so"] * 30, "may": [9] * 30, "mang": ["có"] * 30}
    found = refused(write([wrong, BAD]), rubric, tmp_path / "out", batch_rows=3)
    assert [row for _, file, row in found if file == "part-0.parquet"] == [None, 1, 2, 3, 4, 5, 6]
    assert [row for _, file, row in found if file == "part-1.parquet"] == [2, 3]


def test_bad_rows_of_csv_are_skipped(rubric: Rubric, tmp_path: Path) -> None:
    """Lines of the file, comments and header counted."""
    path = tmp_path / "a.csv"
    path.write_text("# note\nid,block,may,mang\na,so,x,có\n\nb,so,3,có\n", encoding="utf-8")
    outcome = rank_files([path], rubric, out=tmp_path / "out", format="csv", on_error="skip-rows")
    assert [(it.where.row, it.code) for it in outcome.skipped] == [(3, "not-a-number")]
    assert outcome.outputs[0].read_text(encoding="utf-8").splitlines()[1] == "b,so,8.0,1,1,80.00,kha,thi-dua/Nhất,"


def test_an_empty_cell_alone_in_its_batch(rubric: Rubric, write: Any, rows: Any, tmp_path: Path) -> None:
    """It is an empty cell, not a missing column, however the batches fall."""
    parts = [{"id": ["a", "b"], "block": ["so", None], "may": [1, 1], "mang": ["có", "có"]}]
    paths = write(parts)
    assert refused(paths, rubric, tmp_path / "out", batch_rows=1) == [("unknown-part", "part-0.parquet", 2)]
    outcome = rank_files(paths, rubric, out=tmp_path / "out", batch_rows=1, on_error="skip-rows")
    assert list(rows(outcome.outputs)) == ["a"]


def test_a_whole_file_cannot_be_skipped(rubric: Rubric, write: Any, tmp_path: Path) -> None:
    """A missing column is no bad row."""
    found = refused(write([{"id": ["a"], "block": ["so"], "may": [1]}]), rubric, tmp_path / "o", on_error="skip-rows")
    assert found == [("missing-column", "part-0.parquet", None)]


def test_doubled_ids_over_files(rubric: Rubric, write: Any, rows: Any, tmp_path: Path) -> None:
    """Found wherever they stand, in one normal form; skipped, none of the rows is preferred."""
    first = {"id": ["a", "Đa", "c", ""], "block": ["so"] * 4, "may": [1] * 4, "mang": ["có"] * 4}
    second = {"id": ["Ða", "d", " a "], "block": ["so"] * 3, "may": [2] * 3, "mang": ["có"] * 3}
    paths = write([first, second])
    found = refused(paths, rubric, tmp_path / "out")
    assert sorted(found) == [
        ("double-id", "part-1.parquet", 1),
        ("double-id", "part-1.parquet", 3),
        ("empty-id", "part-0.parquet", 4),
    ]
    outcome = rank_files(paths, rubric, out=tmp_path / "out", on_error="skip-rows")
    assert sorted(rows(outcome.outputs)) == ["c", "d"]
    listed = [(Path(it.where.file).name, it.where.row) for it in outcome.skipped]
    first, second = "part-0.parquet", "part-1.parquet"
    assert listed == [(first, 1), (first, 2), (first, 4), (second, 1), (second, 3)]


def test_doubled_ids_hide_nothing(rubric: Rubric, write: Any, tmp_path: Path) -> None:
    """What else is wrong with their rows is said at once."""
    columns = {"id": ["a", "a"], "block": ["so", "gi"], "may": [1, 1], "mang": ["có", "có"]}
    found = refused(write([columns]), rubric, tmp_path / "out")
    assert found == [("double-id", "part-0.parquet", 2), ("unknown-part", "part-0.parquet", 2)]


def test_ids_that_share_a_digest_are_two(rubric: Rubric, write: Any, tmp_path: Path, monkeypatch: Any) -> None:
    """A digest only raises a suspicion; the texts decide."""
    monkeypatch.setattr("ictindex.cluster.survey.digests_of", lambda ids: np.zeros(len(ids), np.uint64))
    assert rank_files(write(), rubric, out=tmp_path / "out").units == 6


def test_digests_tell_texts_apart(tmp_path: Path) -> None:
    """Texts of every length, sliced arrays and any number of slices of the range give the same suspects."""
    texts = [f"{'x' * (number % 23)}{number}" for number in range(5_000)]
    digests = digests_of(pa.array(["-", *texts, "-"])[1:-1])
    assert len(np.unique(digests)) == len(texts)
    np.save(tmp_path / "one.npy", np.sort(digests))
    np.save(tmp_path / "two.npy", np.sort(digests_of(pa.array([texts[17], "y"]))))
    files = [tmp_path / "one.npy", tmp_path / "two.npy"]
    assert suspects(files).tolist() == [digests[17]]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ictindex.cluster.id_digests._SLICE", 100)
        assert suspects(files).tolist() == [digests[17]]


def test_files_that_are_none(rubric: Rubric, write: Any, tmp_path: Path) -> None:
    """Missing, of no known format, given twice, or two of one name: all at once, before any is opened."""
    paths = write()
    strange = tmp_path / "in" / "a.xlsx"
    strange.write_bytes(b"")
    found = refused([*paths, paths[0], strange, tmp_path / "none.parquet"], rubric, tmp_path / "out")
    assert found == [
        ("unknown-format", "a.xlsx", None),
        ("missing-file", "none.parquet", None),
        ("double-file", "part-0.parquet", None),
    ]
    paths[0].with_suffix(".csv").write_text("id\n", encoding="utf-8")
    assert [code for code, *_ in refused([paths[0], paths[0].with_suffix(".csv")], rubric, tmp_path / "out")] == [
        "double-file"
    ]
    assert [code for code, *_ in refused([], rubric, tmp_path / "out")] == ["no-rows"]


def test_files_that_are_broken(rubric: Rubric, write: Any, tmp_path: Path) -> None:
    """Cut off, no Parquet at all, of another schema: each with its name, all at once."""
    paths = write([BAD, BAD, {"unit": ["a"]}, {"id": [1.5], "block": ["so"], "may": [1], "mang": ["có"]}])
    paths[0].write_bytes(paths[0].read_bytes()[:-20])
    paths[1].write_text("id,may\n", encoding="utf-8")
    found = refused(paths, rubric, tmp_path / "out")
    assert found == [
        ("bad-file", "part-0.parquet", None),
        ("bad-file", "part-1.parquet", None),
        ("missing-column", "part-2.parquet", None),
        ("missing-column", "part-2.parquet", None),
        ("bad-cell", "part-3.parquet", None),
    ]


def test_a_file_that_breaks_later(rubric: Rubric, write: Any, tmp_path: Path) -> None:
    """Bytes that no column can be read from are a bad file, whichever column it is."""
    paths = write([{name: cells * 2_000 for name, cells in BAD.items() if name != "id"} | {"id": list(range(6_000))}])
    whole = bytearray(paths[0].read_bytes())
    table = pq.ParquetFile(paths[0]).metadata.row_group(0)
    may = next(table.column(it) for it in range(4) if table.column(it).path_in_schema == "may")
    start = may.dictionary_page_offset or may.data_page_offset
    whole[start : start + may.total_compressed_size] = b"\xff" * may.total_compressed_size
    paths[0].write_bytes(bytes(whole))
    assert refused(paths, rubric, tmp_path / "out") == [("bad-file", "part-0.parquet", None)]


def test_strange_types_are_refused(rubric: Rubric, write: Any, tmp_path: Path) -> None:
    """Lists and the like hold no cells."""
    found = refused(write([{"id": ["a"], "block": ["so"], "may": [[1]], "mang": ["có"]}]), rubric, tmp_path / "out")
    assert found == [("bad-cell", "part-0.parquet", None)]


def test_digits_over_all_files(write: Any, tmp_path: Path) -> None:
    """Each file is exact, one table of both would hold doubles: refused, because the answers could differ."""
    law = Rubric(id="demo/x@2026", total=Group(decimals=1), nodes=[Indicator(id="may")])
    small = {"id": ["a"], "may": pa.array([Decimal("0.000000000001")], pa.decimal128(18, 12))}
    large = {"id": ["b"], "may": [123456789]}
    with pytest.raises(DataError, match="18 digits") as error:
        rank_files(write([small, large]), law, out=tmp_path / "out")
    assert [it.code for it in error.value.problems] == ["inexact-column"]
    assert rank_files(write([small], folder="one"), law, out=tmp_path / "small").units == 1


def test_irrational_keys_are_named(write: Any, tmp_path: Path) -> None:
    """Equality of irrational values is a matter of all of them."""
    nodes = [Indicator(id="may", read="ln x")]
    exact = Rubric(id="demo/x@2026", total=Group(decimals=1), nodes=nodes, rank={"value": "exact"})
    paths = write([{"id": ["a", "b"], "x": [2, 3]}])
    with pytest.raises(RubricError, match=r"^1 problem in the rubric:\n  total: .*irrational"):
        rank_files(paths, exact, out=tmp_path / "out")
    award = Rubric(
        id="demo/x@2026", total=Group(decimals=1), nodes=nodes, awards=[Prize(id="a", by=["may"], prizes=["Nhất 1"])]
    )
    with pytest.raises(RubricError, match=r"award\.a: .*irrational"):
        rank_files(paths, award, out=tmp_path / "out")


def test_a_refused_tie_is_refused(write: Any, tmp_path: Path) -> None:
    """Across files as inside one."""
    law = Rubric(id="demo/x@2026", total=Group(decimals=0), nodes=[Indicator(id="may")], rank={"last": "refuse"})
    with pytest.raises(TieRefused, match="2 units in 1 groups"):
        rank_files(write([{"id": ["a"], "may": [1]}, {"id": ["b"], "may": [1]}]), law, out=tmp_path / "out")


def test_too_much_for_memory_is_refused(rubric: Rubric, write: Any, tmp_path: Path, monkeypatch: Any) -> None:
    """More classes or candidates than agreed are refused with the rule that asks for them, never counted roughly."""
    with monkeypatch.context() as patch:
        patch.setattr(candidates, "MOST_CANDIDATES", 3)
        with pytest.raises(DataError, match=r"award\.thi-dua"):
            rank_files(write(), rubric, out=tmp_path / "out")
    monkeypatch.setattr(classes, "MOST_CLASSES", 3)
    assert {code for code, *_ in refused(write(), rubric, tmp_path / "other")} == {"too-many-values"}


@pytest.mark.parametrize("value", ["rounded", "exact"])
def test_keys_of_every_kind(write: Any, rows: Any, tmp_path: Path, value: str) -> None:
    """Percent of different maxima, unrounded nodes and the lower the better: exact numbers, merged as such."""
    nodes = [
        Indicator(id="a", max=7, read="x / y", missing="not-applicable"),
        Indicator(id="b", max=3, missing="not-applicable"),
    ]
    rank_rule = {"by": ["percent", "-a"], "break_by": ["b"], "value": value, "overall": True, "ties": "modified"}
    law = Rubric(id="demo/x@2026", total=Group(decimals=0), nodes=nodes, rank=rank_rule)
    columns = {
        "id": [f"u{it}" for it in range(40)],
        "x": [it % 5 for it in range(40)],
        "y": [7 + it % 3 for it in range(40)],
        "b": [None if it % 4 == 0 else it % 7 / 3 for it in range(40)],
    }
    columns["b"] = [None if it is None else round(it, 2) for it in columns["b"]]
    data = Dataset.from_columns(units=columns["id"], columns={name: columns[name] for name in "xyb"})
    expected = {it.unit.id: (it.score, it.rank, it.percent) for it in rank(data, law).standings}
    parts = [{name: cells[start::3] for name, cells in columns.items()} for start in range(3)]
    found = rows(rank_files(write(parts), law, out=tmp_path / "out", batch_rows=6).outputs)
    assert expected == {unit: (row["score"], row["rank"], row["percent"]) for unit, row in found.items()}
