"""A job over files: results, resuming, atomic outputs, bounded looks, formats."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import ictindex
from ictindex import Dataset, Rubric, Unit, rank, rank_files
from ictindex.cluster import job, scoring_task
from ictindex.model import Against, DataError, Group, Indicator, Partition, Prize, RubricError

pa = pytest.importorskip("pyarrow", reason="Parquet needs ictindex[frames]")
pq = pytest.importorskip("pyarrow.parquet", reason="Parquet needs ictindex[frames]")


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Which partitions each function worked on, by its name; cleared by the test between runs."""
    seen: dict[str, list[str]] = {"survey": [], "score_partition": [], "write_partition": []}

    def counting(name: str, real: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def run(task: Any) -> Any:
            source = task.source if hasattr(task, "source") else task.score.source
            seen[name].append(Path(source.path).stem)
            return real(task)

        return run

    for name in seen:
        monkeypatch.setattr(job, name, counting(name, getattr(job, name)))
    return seen


def test_every_cell(rubric: Rubric, write: Any, rows: Any, tmp_path: Path) -> None:
    """Scores, ranks in the block and over all, percents, tiers and awards, over files of other number types."""
    outcome = rank_files(write(), rubric, out=tmp_path / "out")
    found = rows(outcome.outputs)
    assert [it["rank"] for it in found.values()] == [1, 1, 2, 2, 2, 3]
    assert found["c"] == {
        "id": "c",
        "block": "so",
        "score": Decimal("7.0"),
        "rank": 2,
        "rank_overall": 2,
        "percent": Decimal("70.00"),
        "tier": "tot",
        "awards": "thi-dua/Nhì",
        "rank_reason": None,
    }
    # Two of the 40 % of six are cut from the three who are equal at 7: the rule takes all of them in.
    assert dict(outcome.tiers) == {"tot": 4, "kha": 1, "yeu": 1}
    assert [(it.unit, it.prize, it.part) for it in outcome.awards] == [
        ("a", "Nhất", "so"),
        ("c", "Nhì", "so"),
        ("d", "Nhì", "so"),
        ("b", "Nhất", "xa"),
        ("e", "Nhì", "xa"),
    ]


def test_the_summary_is_small_and_repeatable(rubric: Rubric, write: Any, tmp_path: Path) -> None:
    """Counts, tiers, awards, remarks and the digests of what went in; the same bytes from another run."""
    paths = write()
    first = rank_files(paths, rubric, out=tmp_path / "one").summary.read_bytes()
    again = rank_files(paths, rubric, out=tmp_path / "two", workers=3, batch_rows=1).summary.read_bytes()
    assert first == again
    tree = json.loads(first)
    assert (tree["units"], tree["ranked"], tree["blocks"]["so"]) == (6, 6, {"units": 3, "ranked": 3})
    assert [it["rows"] for it in tree["inputs"]] == [3, 2, 1]
    assert {it["code"] for it in tree["remarks"]} == {"tier-tie", "prize-tie"}


def test_what_is_finished_is_not_done_again(
    rubric: Rubric, write: Any, rows: Any, tmp_path: Path, counted: dict[str, list[str]]
) -> None:
    """Nothing is looked at, scored or written a second time; a changed input is, and who is behind it moves."""
    paths, out = write(), tmp_path / "out"
    rank_files(paths, rubric, out=out)
    assert counted["score_partition"] == ["part-0", "part-1", "part-2"]
    for names in counted.values():
        names.clear()
    rank_files(paths, rubric, out=out)
    assert counted == {"survey": [], "score_partition": [], "write_partition": []}
    pq.write_table(pa.table({"id": ["f"], "block": ["xa"], "may": [5], "mang": ["có"]}), paths[2])
    found = rows(rank_files(paths, rubric, out=out).outputs)
    assert counted["survey"] == counted["score_partition"] == ["part-2"]
    assert counted["write_partition"] == ["part-0", "part-1", "part-2"]
    assert (found["f"]["rank_overall"], found["a"]["rank_overall"]) == (1, 2)


def test_a_stopped_job_goes_on(
    rubric: Rubric, write: Any, tmp_path: Path, counted: dict[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was scored before the interruption stays; no half-written file stands anywhere."""
    paths, out = write(), tmp_path / "out"
    real = scoring_task.observe
    calls: list[int] = []

    def interrupted(scores: Any) -> Any:
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(scores)

    monkeypatch.setattr(scoring_task, "observe", interrupted)
    with pytest.raises(KeyboardInterrupt):
        rank_files(paths, rubric, out=out, workers=1)
    assert not list(out.rglob("*.draft"))
    assert not list(out.glob("*.parquet"))
    monkeypatch.setattr(scoring_task, "observe", real)
    counted["score_partition"].clear()
    assert rank_files(paths, rubric, out=out, workers=1).units == 6
    assert counted["score_partition"] == ["part-1", "part-2"]


def test_verify_reads_all_bytes(rubric: Rubric, write: Any, tmp_path: Path) -> None:
    """A file of the same size and time is trusted, unless all bytes are to be read."""
    paths, out = write(), tmp_path / "out"
    rank_files(paths, rubric, out=out)
    was, times = paths[2].read_bytes(), paths[2].stat()
    pq.write_table(pa.table({"id": ["g"], "block": ["xa"], "may": [0], "mang": ["không"]}), paths[2])
    assert len(paths[2].read_bytes()) == len(was)
    os.utime(paths[2], ns=(times.st_atime_ns, times.st_mtime_ns))
    digests = [it["sha256"] for it in json.loads((out / "summary.json").read_text(encoding="utf-8"))["inputs"]]
    trusted = rank_files(paths, rubric, out=out).summary
    assert [it["sha256"] for it in json.loads(trusted.read_text(encoding="utf-8"))["inputs"]] == digests
    read = rank_files(paths, rubric, out=out, verify=True).summary
    assert [it["sha256"] for it in json.loads(read.read_text(encoding="utf-8"))["inputs"]][2] != digests[2]


def test_another_law_is_another_job(rubric: Rubric, write: Any, tmp_path: Path, counted: dict[str, list[str]]) -> None:
    """The digest of the law is part of what a finished partition is known by."""
    paths, out = write(), tmp_path / "out"
    rank_files(paths, rubric, out=out)
    counted["score_partition"].clear()
    other = Rubric(id=rubric.id, total=Group(decimals=0), nodes=rubric.nodes, partitions=rubric.partitions)
    assert rank_files(paths, other, out=out).awards == ()
    assert counted["score_partition"] == ["part-0", "part-1", "part-2"]


def test_folders_of_engines(rubric: Rubric, write: Any, tmp_path: Path) -> None:
    """A folder stands for all files below it; results keep their place below it, and notes of engines are no data."""
    write(folder="in")
    nested = tmp_path / "in" / "year=2026"
    nested.mkdir()
    (tmp_path / "in" / "part-0.parquet").rename(nested / "part-0.parquet")
    (tmp_path / "in" / "_SUCCESS.csv").write_text("", encoding="utf-8")
    outcome = rank_files(tmp_path / "in", rubric, out=tmp_path / "out")
    names = [path.relative_to(tmp_path / "out").as_posix() for path in outcome.outputs]
    assert names == ["part-1.parquet", "part-2.parquet", "year=2026/part-0.parquet"]
    assert outcome.units == 6


def test_csv_in_and_out(rubric: Rubric, tmp_path: Path) -> None:
    """CSV partitions by the rules of `read`, one of them without rows; rows of text with exactly the printed digits."""
    first, second = tmp_path / "mot.csv", tmp_path / "hai.csv"
    first.write_text('id;block;may;mang\na;Sở;"4,5";có\nb;xã;0;KHÔNG\n', encoding="utf-8")
    second.write_text("id,block,may,mang\n", encoding="utf-8")
    outcome = rank_files([first, second], rubric, out=tmp_path / "out", format="csv")
    text = outcome.outputs[0].read_text(encoding="utf-8").splitlines()
    assert text[0] == "id,block,score,rank,rank_overall,percent,tier,awards,rank_reason"
    assert text[1:] == ["a,so,9.5,1,1,95.00,kha,thi-dua/Nhất,", "b,xa,2.0,1,2,20.00,yeu,thi-dua/Nhất,"]
    assert outcome.outputs[1].read_text(encoding="utf-8").splitlines() == text[:1]


@pytest.mark.parametrize("shape", [Against("minmax"), Against("best", of="block"), Against("zscore", mean=50, sd=10)])
def test_cohorts_over_all_files(shape: Against, write: Any, rows: Any, tmp_path: Path) -> None:
    """Extremes, means and deviations are those of all units, though no file holds them."""
    law = Rubric(
        id="demo/cohort@2026",
        total=Group(decimals=3),
        nodes=[Indicator(id="may", shape=shape)],
        partitions=[Partition(name="block", parts={"so": "Sở", "xa": "Xã"})],
    )
    blocks, may = ["so", "xa", "so", "so", "xa", "xa"], [4, 5, 5, 5, 1.5, 0.25]
    units = [Unit(id=it, parts={"block": block}) for it, block in zip("abcdef", blocks, strict=True)]
    whole = rank(Dataset.from_columns(units=units, columns={"may": may}), law)
    parts = [
        {"id": list("abcdef")[cut], "block": blocks[cut], "may": may[cut]}
        for cut in (slice(0, 3), slice(3, 5), slice(5, 6))
    ]
    outcome = rank_files(write(parts), law, out=tmp_path / "out", batch_rows=2)
    expected = {it.unit.id: (it.score, it.rank) for it in whole.standings}
    assert expected == {unit: (row["score"], row["rank"]) for unit, row in rows(outcome.outputs).items()}


def test_what_is_not_mergeable_is_named(write: Any, tmp_path: Path) -> None:
    """Every node and rule at once, before any file is opened."""
    law = Rubric(
        id="demo/no@2026",
        total=Group(decimals=1),
        nodes=[Indicator(id="may", shape=Against("rank")), Indicator(id="mang", shape=Against("percentile"), max=5)],
        rank={"last": "id"},
    )
    with pytest.raises(RubricError) as refused:
        rank_files("no/such/file.parquet", law, out=tmp_path)
    assert [str(it.where) for it in refused.value.problems] == ["node.may", "node.mang", "rank.last"]
    assert not law.mergeable
    cohort = Rubric(id="demo/no@2026", total=Group(decimals=1), nodes=[Indicator(id="may", shape=Against("best"))])
    with pytest.raises(RubricError) as skipping:
        rank_files(write(), cohort, out=tmp_path, on_error="skip-rows")
    assert [str(it.where) for it in skipping.value.problems] == ["node.may"]


def test_arguments_are_checked(rubric: Rubric, write: Any, tmp_path: Path) -> None:
    """A wrong kind or word is refused before anything is read."""
    for wrong in ({"on_error": "ignore"}, {"format": "xlsx"}, {"workers": 0}):
        with pytest.raises(ValueError, match=next(iter(wrong))):
            rank_files(write(), rubric, out=tmp_path, **wrong)
    with pytest.raises(TypeError, match="engine"):
        rank_files(write(), rubric, out=tmp_path, engine="spark")
    with pytest.raises(TypeError, match="Rubric"):
        rank_files(write(), "demo/files@2026", out=tmp_path)
    assert "rank_files" in ictindex.__all__


def test_prizes_deeper_than_the_first_look(write: Any, tmp_path: Path) -> None:
    """Where earlier winners are barred from later prizes, the partitions look as deep as it takes."""
    count = 400
    parts = [
        {"id": [f"u{row:03}" for row in range(start, count, 4)], "may": [row // 7 for row in range(start, count, 4)]}
        for start in range(4)
    ]
    awards = [Prize(id=f"dot-{it}", prizes=["Nhất 30"], exclusive=True, tie="shrink") for it in range(4)]
    law = Rubric(id="demo/deep@2026", total=Group(decimals=0), nodes=[Indicator(id="may")], awards=awards)
    outcome = rank_files(write(parts), law, out=tmp_path / "out", batch_rows=50)
    order = range(count)
    data = Dataset.from_columns(units=[f"u{row:03}" for row in order], columns={"may": [row // 7 for row in order]})
    whole = rank(data, law)
    assert [(it.award, it.unit, it.against) for it in whole.awards] == [
        (it.award, it.unit, it.against) for it in outcome.awards
    ]
    mine = [it.message for it in outcome.remarks if it.subject.startswith("award")]
    assert [it.message for it in whole.remarks if it.subject.startswith("award")] == mine


def test_results_stand_for_what_is_given(rubric: Rubric, write: Any, rows: Any, tmp_path: Path) -> None:
    """The result of a file that is no longer given goes away, and the others are ranked without it."""
    paths, out = write(), tmp_path / "out"
    rank_files(paths, rubric, out=out)
    rank_files(paths[1:], rubric, out=out)
    assert sorted(path.name for path in out.glob("*.parquet")) == ["part-1.parquet", "part-2.parquet"]
    assert rows(out.glob("*.parquet"))["d"]["rank_overall"] == 1


def test_results_below_the_inputs(rubric: Rubric, write: Any, tmp_path: Path) -> None:
    """Results in a folder below are no inputs the next time; results over the inputs are refused."""
    write()
    for _ in range(2):
        assert rank_files(tmp_path / "in", rubric, out=tmp_path / "in" / "result").units == 6
    with pytest.raises(DataError, match="own") as refused:
        rank_files([tmp_path / "in" / "part-0.parquet"], rubric, out=tmp_path / "in")
    assert [it.code for it in refused.value.problems] == ["result-over-input"]


def test_a_bar_where_somebody_looks(rubric: Rubric, write: Any, tmp_path: Path, capfd: Any) -> None:
    """Asked for, it counts the partitions of each pass on the error stream; else nothing is said."""
    pytest.importorskip("rich", reason="a bar needs ictindex[cli]")
    rank_files(write(), rubric, out=tmp_path / "silent")
    assert capfd.readouterr().err == ""
    rank_files(write(), rubric, out=tmp_path / "out", progress=True)
    told = capfd.readouterr().err
    assert all(word in told for word in ("looking", "scoring", "prizes", "writing", "3/3"))
