"""Job D: units in Parquet files, 20 columns, scored, ranked in 50 blocks and over all, a row of results per unit.

Run ``python benchmarks/partitions.py`` for two million rows, with ``--files 20`` for twenty. All engines read the same
files and write id, block, score and both ranks to Parquet, one after the other in one process and as often as
``--rounds`` says; each then runs once more in a process of its own for the peak of its memory. Wall time says little on
a shared machine, so processor time stands beside it.

`by hand` is the same counting in forty lines of numpy without any check: floats are taken for hundredths, ids for
unique, and nothing can be resumed. ``rank_files`` reads every float as the decimal it is, holds ids against each other
and digests all bytes; ``(trusting)`` is the same with the looks at files finished before.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from parquet_files import BLOCKS, ROWS, make_file

COLUMNS = [f"c{number}" for number in range(20)]
TICKS = 10_001


def main() -> None:
    """Make the files, time every engine, then look at its memory."""
    options = _options()
    if options.only:
        ENGINES[options.only](options.folder, options.folder.parent / "out", options.workers)
        print(_highest())
        return
    with tempfile.TemporaryDirectory(dir=options.folder) as home:
        data = Path(home, "in")
        data.mkdir()
        for number in range(options.files):
            make_file(data, number, COLUMNS, most=500)
        size = sum(path.stat().st_size for path in data.iterdir())
        print(f"{options.files * ROWS:,} rows, {len(COLUMNS)} columns, {size / 1e9:.2f} GB; {options.workers} threads")
        print(f"{'engine':22} {'wall s':>8} {'cpu s':>8} {'cpu ns a row':>12}", flush=True)
        for name, (wall, cpu) in _times(data, Path(home, "out"), options).items():
            print(f"{name:22} {wall:8.2f} {cpu:8.2f} {cpu / options.files / ROWS * 1e9:12.0f}", flush=True)
        print("peak of a fresh process, MB", flush=True)
        for name in ENGINES:
            print(f"{name:22} {_peak(name, data, options.workers):8.0f}", flush=True)


def _highest() -> float:
    """The most memory that this process ever held, MB; what getrusage says of a child begins with its parent's."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM"))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()))
    parser.add_argument("--only", default="")
    return parser.parse_args()


def _times(data: Path, out: Path, options: argparse.Namespace) -> dict[str, tuple[float, float]]:
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in ENGINES}
    for _ in range(options.rounds):
        for name, engine in ENGINES.items():
            before, start = os.times(), time.perf_counter()
            engine(data, out, options.workers)
            wall, after = time.perf_counter() - start, os.times()
            found[name].append((wall, after.user + after.system - before.user - before.system))
            if name != "rank_files":
                shutil.rmtree(out, ignore_errors=True)
    return {name: sorted(pairs)[len(pairs) // 2] for name, pairs in found.items()}


def _peak(name: str, data: Path, workers: int) -> float:
    command = [sys.executable, __file__, "--only", name, "--folder", str(data), "--workers", str(workers)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    shutil.rmtree(data.parent / "out", ignore_errors=True)
    return float(done.stdout.split()[-1])


def rank_files_of_ictindex(data: Path, out: Path, workers: int) -> None:
    """The library, from nothing or with the looks at files finished."""
    from ictindex import Group, Indicator, Partition, Rubric, rank_files

    rubric = Rubric(
        id="demo/partitions@2026",
        total=Group(decimals=2),
        nodes=[Indicator(id=name, max=5) for name in COLUMNS],
        partitions=[Partition(name="block", parts={block: block.upper() for block in BLOCKS})],
        rank={"overall": True},
    )
    rank_files(data, rubric, out=out, workers=workers, progress=False)


def _again(data: Path, out: Path, workers: int) -> None:
    for kind in ("scored", "written"):
        shutil.rmtree(out / ".ictindex" / kind, ignore_errors=True)
    rank_files_of_ictindex(data, out, workers)


def by_hand(data: Path, out: Path, workers: int) -> None:
    """Counting in numpy: ticks and blocks of all units stay in memory, ids are read twice."""
    out.mkdir()
    paths = sorted(data.iterdir())
    with ThreadPoolExecutor(workers) as pool:
        cells = list(pool.map(_cells, paths))
        counts = sum(np.bincount(it, minlength=len(BLOCKS) * TICKS) for it in cells).reshape(len(BLOCKS), TICKS)
        inside = counts[:, ::-1].cumsum(1)[:, ::-1] - counts + 1
        total = counts.sum(0)
        overall = total[::-1].cumsum()[::-1] - total + 1
        work = zip(paths, cells, strict=True)
        list(pool.map(lambda it: _write(it[0], it[1], inside.ravel(), overall, out), work))


def _cells(path: Path) -> np.ndarray:
    found = []
    for batch in _batches(path, ["block", *COLUMNS]):
        ticks = np.zeros(len(batch), dtype=np.int64)
        for name in COLUMNS:
            ticks += np.rint(batch[name].to_numpy() * 100).astype(np.int64)
        found.append((batch["block"].indices.to_numpy() * TICKS + ticks).astype(np.int32))
    return np.concatenate(found)


def _write(path: Path, cells: np.ndarray, inside: np.ndarray, overall: np.ndarray, out: Path) -> None:
    ids = pq.read_table(path, columns=["id", "block"], use_threads=False)
    ticks = cells % TICKS
    columns = {
        "id": ids["id"],
        "block": ids["block"],
        "score": pa.array(ticks / 100),
        "rank": pa.array(inside[cells]),
        "rank_overall": pa.array(overall[ticks]),
    }
    pq.write_table(pa.table(columns), out / path.name, compression="lz4", use_dictionary=["block"])


def _batches(path: Path, columns: list[str]) -> Iterator[pa.RecordBatch]:
    with pq.ParquetFile(path, pre_buffer=False, buffer_size=1 << 18) as file:
        yield from file.iter_batches(1 << 17, columns=columns, use_threads=False)


def polars(data: Path, out: Path, workers: int) -> None:
    """Its streaming engine, with as many threads as it takes."""
    del workers
    import polars as pl

    out.mkdir()
    scored = pl.scan_parquet(data / "*.parquet").select(
        "id", pl.col("block").cast(pl.String), score=pl.sum_horizontal(COLUMNS).round(2)
    )
    ranks = scored.with_columns(
        rank=pl.col("score").rank("min", descending=True).over("block"),
        rank_overall=pl.col("score").rank("min", descending=True),
    )
    ranks.sink_parquet(out / "all.parquet", compression="lz4", engine="streaming")


def duckdb(data: Path, out: Path, workers: int) -> None:
    """Two windows."""
    import duckdb as engine

    out.mkdir()
    score = " + ".join(COLUMNS)
    engine.sql(f"set threads to {workers}")
    engine.sql(
        "copy (select *, rank() over (partition by block order by score desc) as rank,"  # noqa: S608 - own names
        " rank() over (order by score desc) as rank_overall from"
        f" (select id, block, round({score}, 2) as score from '{data}/*.parquet'))"
        f" to '{out}/all.parquet' (compression lz4)"
    )


ENGINES: dict[str, Callable[[Path, Path, int], None]] = {
    "by hand": by_hand,
    "rank_files": rank_files_of_ictindex,
    "rank_files (trusting)": _again,
    "polars": polars,
    "duckdb": duckdb,
}


if __name__ == "__main__":
    main()
