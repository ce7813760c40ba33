"""How `rank_files` grows: 5 columns in Parquet files of a million rows, 1 to 100 of them, with the slope between sizes.

Run ``python benchmarks/scale.py`` for ten million rows, with ``--files 100`` for a hundred million (6 GB of files). The
files are made one by one, and each size is ranked by a process of its own, whose time and peak of memory are printed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from parquet_files import BLOCKS, ROWS, make_file
from timing import slope

COLUMNS = [f"c{number}" for number in range(5)]


def main() -> None:
    """Make the files, rank 1, 10 and 100 of them, print what it took."""
    options = _options()
    if options.only:
        _rank(options.folder, options.only, options.workers)
        return
    sizes = [size for size in (1, 10, 100) if size <= options.files]
    with tempfile.TemporaryDirectory(dir=options.folder) as home:
        data = Path(home, "in")
        data.mkdir()
        print(f"{len(COLUMNS)} columns, {len(BLOCKS)} blocks, {options.workers} threads; slopes are of processor time")
        print(f"{'rows':>12} {'wall s':>8} {'cpu s':>8} {'cpu ns a row':>13} {'slope':>6} {'peak MB':>8}", flush=True)
        costs: list[float] = []
        for place, size in enumerate(sizes):
            for number in range(sizes[place - 1] if place else 0, size):
                make_file(data, number, COLUMNS, most=2000)
            wall, cpu, peak = _times(data, size, options.workers)
            costs.append(cpu)
            steep = f"{slope(sizes[: place + 1], costs)[-1]:6.2f}" if place else " " * 6
            rows = size * ROWS
            print(f"{rows:12,} {wall:8.2f} {cpu:8.2f} {cpu / rows * 1e9:13,.0f} {steep} {peak:8,.0f}", flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=int, default=10)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()))
    parser.add_argument("--only", type=int, default=0)
    return parser.parse_args()


def _times(data: Path, files: int, workers: int) -> tuple[float, float, float]:
    """Wall and processor seconds of a fresh process, and the most memory that it ever held, MB."""
    command = [sys.executable, __file__, "--only", str(files), "--folder", str(data), "--workers", str(workers)]
    before, start = os.times(), time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    wall, after = time.perf_counter() - start, os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return wall, cpu, float(done.stdout.split()[-1])


def _rank(data: Path, files: int, workers: int) -> None:
    from ictindex import Group, Indicator, Partition, Rubric, rank_files

    rubric = Rubric(
        id="demo/scale@2026",
        total=Group(decimals=2),
        nodes=[Indicator(id=name, max=20) for name in COLUMNS],
        partitions=[Partition(name="block", parts={block: block.upper() for block in BLOCKS})],
        rank={"overall": True},
    )
    with tempfile.TemporaryDirectory(dir=data.parent) as out:
        rank_files(sorted(data.iterdir())[:files], rubric, out=Path(out, "out"), workers=workers, progress=False)
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    print(next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM")))


if __name__ == "__main__":
    main()
