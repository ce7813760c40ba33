"""The job of most days: 111 units, from a data set in memory to a ranking with standings, awards and remarks.

Run ``python benchmarks/small_job.py``; it prints the median and the least time of many warm runs, and what a plain
Python loop takes on the same machine at the same time, because shared machines differ by a factor of two.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from ictindex import get_rubric, rank, read, read_published, score

EXAMPLES = Path(__file__).parents[1] / "examples"
RUNS = 200


def milliseconds(job: Callable[[], object], runs: int = RUNS) -> tuple[float, float]:
    """Median and least of some runs."""
    job()
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        job()
        times.append((time.perf_counter() - start) * 1e3)
    return statistics.median(times), min(times)


def main() -> None:
    """Time scoring alone and the whole job on the example of Hà Nội 2014."""
    rubric = get_rubric("hanoi/agencies@2014")
    data = read(EXAMPLES / "hanoi-2014.csv", rubric)
    previous = read_published(EXAMPLES / "hanoi-2013.csv")

    def whole() -> object:
        ranking = rank(data, rubric, previous=previous)
        return ranking.standings, ranking.awards, ranking.remarks

    print(f"{len(data)} units, {len(rubric.nodes)} nodes, {len(rubric.awards)} award rules; milliseconds")
    for name, job in (
        ("a loop of 10,000 turns", lambda: [None for _ in range(10_000)]),
        ("score()", lambda: score(data, rubric)),
        ("rank() with standings, awards, remarks", whole),
    ):
        median, least = milliseconds(job)
        print(f"{name:40} median {median:6.2f}   least {least:6.2f}")


if __name__ == "__main__":
    main()
