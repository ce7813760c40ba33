"""The same partition functions on a real Dask cluster of two worker processes on this machine."""

from __future__ import annotations

import os
import pickle
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ictindex import DataError, Rubric, rank_files
from ictindex.model import Group, Indicator, Partition, Prize

distributed = pytest.importorskip("distributed", reason="an engine needs ictindex[cluster]")
pa = pytest.importorskip("pyarrow", reason="Parquet needs ictindex[frames]")

# One process, one thread and 2 GB each; nothing here takes longer than a minute, or it has failed.
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("default")]
LIMIT = 60


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A cluster on the loopback, without a dashboard."""
    import dask

    settings = {
        "distributed.comm.timeouts.connect": LIMIT,
        "distributed.scheduler.allowed-failures": 3,
        "distributed.scheduler.no-workers-timeout": f"{LIMIT}s",
        "distributed.worker.daemon": False,
    }
    with dask.config.set(settings):
        cluster = distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            memory_limit="2GB",
            processes=True,
            host="127.0.0.1",
            dashboard_address=None,
            local_directory=str(tmp_path_factory.mktemp("workers")),
        )
        with cluster, distributed.Client(cluster, timeout=LIMIT) as client:
            client.wait_for_workers(2, timeout=LIMIT)
            yield client


@pytest.fixture
def law() -> Rubric:
    """Blocks and a prize, so that every kind of task runs."""
    return Rubric(
        id="demo/dask@2026",
        total=Group(decimals=1),
        nodes=[Indicator(id="may", max=100)],
        partitions=[Partition(name="block", parts={"so": "Sở", "xa": "Xã"})],
        rank={"overall": True},
        awards=[Prize(id="thi-dua", per="block", prizes=["Nhất 2", "Nhì 3"], tie="extend")],
    )


def parts(count: int = 6, rows: int = 200) -> list[dict[str, list[Any]]]:
    """Partitions with many ties."""
    return [
        {
            "id": [f"u{start}-{row}" for row in range(rows)],
            "block": ["so" if row % 3 else "xa" for row in range(rows)],
            "may": [(row * 7 + start) % 97 for row in range(rows)],
        }
        for start in range(count)
    ]


def results(outcome: Any) -> list[bytes]:
    """The bytes of all results and of the summary."""
    return [path.read_bytes() for path in (*outcome.outputs, outcome.summary)]


def test_the_same_bytes(client: Any, law: Rubric, write: Any, tmp_path: Path) -> None:
    """Two workers write what this process writes."""
    paths = write(parts())
    here = rank_files(paths, law, out=tmp_path / "here")
    there = rank_files(paths, law, out=tmp_path / "there", engine=client)
    assert results(here) == results(there)
    assert len(here.awards) >= 10


def test_a_worker_is_killed(client: Any, law: Rubric, write: Any, tmp_path: Path, monkeypatch: Any) -> None:
    """In the middle of its work; its partitions are done again by others, and the results are the same."""
    paths = write(parts())
    here = rank_files(paths, law, out=tmp_path / "here")
    monkeypatch.setattr("ictindex.cluster.job.score_partition", Deadly(tmp_path / "killed"))
    there = rank_files(paths, law, out=tmp_path / "there", engine=client)
    assert (tmp_path / "killed").exists()
    assert results(here) == results(there)
    assert not list((tmp_path / "there").rglob("*.draft"))
    client.wait_for_workers(2, timeout=LIMIT)


def test_a_partition_fails_and_is_retried(
    client: Any, law: Rubric, write: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    """A disk that answers the second time only."""
    paths = write(parts(3))
    here = rank_files(paths, law, out=tmp_path / "here")
    monkeypatch.setattr("ictindex.cluster.job.score_partition", Failing(tmp_path / "failed", times=2))
    there = rank_files(paths, law, out=tmp_path / "there", engine=client)
    assert len(list(tmp_path.glob("failed-*"))) == 2
    assert results(here) == results(there)


def test_a_partition_fails_for_good(client: Any, law: Rubric, write: Any, tmp_path: Path, monkeypatch: Any) -> None:
    """The error is raised as it is, and no result stands there half done."""
    monkeypatch.setattr("ictindex.cluster.job.score_partition", Failing(tmp_path / "failed", times=99))
    with pytest.raises(OSError, match="disk"):
        rank_files(write(parts(3)), law, out=tmp_path / "out", engine=client)
    assert not list((tmp_path / "out").glob("*.parquet"))


def test_bad_rows(client: Any, law: Rubric, write: Any, rows: Any, tmp_path: Path) -> None:
    """Refused with file and row, or skipped with the others unharmed, as in this process."""
    bad = parts(3)
    bad[1]["may"][17] = 101
    paths = write(bad)
    with pytest.raises(DataError) as refused:
        rank_files(paths, law, out=tmp_path / "out", engine=client)
    (problem,) = refused.value.problems
    assert (problem.code, Path(problem.where.file).name, problem.where.row) == ("out-of-range", "part-1.parquet", 18)
    here = rank_files(paths, law, out=tmp_path / "here", on_error="skip-rows")
    there = rank_files(paths, law, out=tmp_path / "there", on_error="skip-rows", engine=client)
    assert results(here) == results(there)
    assert len(rows(there.outputs)) == 599


class Deadly:
    """Scores partitions; whoever is the first to be given the third one dies, as if the machine had taken it away."""

    def __init__(self, flag: Path) -> None:
        self.flag = flag

    def __call__(self, task: Any) -> Any:
        from ictindex.cluster.scoring_task import score_partition

        if task.source.name == "part-2.parquet":
            try:
                self.flag.touch(exist_ok=False)
            except FileExistsError:
                pass
            else:
                os.kill(os.getpid(), signal.SIGKILL)
        return score_partition(task)


class Failing:
    """Scores partitions; the second one fails so many times first."""

    def __init__(self, flag: Path, times: int) -> None:
        self.flag, self.times = flag, times

    def __call__(self, task: Any) -> Any:
        from ictindex.cluster.scoring_task import score_partition

        if task.source.name == "part-1.parquet":
            for number in range(self.times):
                mark = self.flag.with_name(f"{self.flag.name}-{number}")
                if not mark.exists():
                    mark.touch()
                    raise OSError("the disk did not answer")
        return score_partition(task)


def test_tasks_travel(law: Rubric, write: Any, tmp_path: Path) -> None:
    """Partition functions are pure: a task that was pickled gives the same result."""
    from ictindex.cluster import job
    from ictindex.cluster.survey import SurveyTask, survey

    source = job.sources_of(write(parts(1)))[0]
    task = SurveyTask(source=source, reading=job.Reading(rubric=law), folder=tmp_path / "ids")
    assert pickle.loads(pickle.dumps(survey))(pickle.loads(pickle.dumps(task))) == survey(task)
