"""Times on a shared machine: engines take turns, and medians are compared inside one run only."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from statistics import median

import numpy as np

__all__ = ["in_turns", "ratio_of_pairs", "slope"]

Job = Callable[[], object]


def in_turns(jobs: Mapping[str, Job], rounds: int) -> dict[str, list[float]]:
    """Seconds of every job in every round; all jobs run once in each round, each round beginning with another one."""
    names = list(jobs)
    for job in jobs.values():
        job()
    seconds: dict[str, list[float]] = {name: [] for name in names}
    for turn in range(rounds if jobs else 0):
        shift = turn % len(names)
        for name in names[shift:] + names[:shift]:
            start = time.perf_counter()
            jobs[name]()
            seconds[name].append(time.perf_counter() - start)
    return seconds


def ratio_of_pairs(seconds: Mapping[str, list[float]], name: str, to: str) -> float:
    """The median over the rounds of the ratio of two jobs."""
    return median(one / other for one, other in zip(seconds[name], seconds[to], strict=True))


def slope(sizes: list[int], costs: list[float]) -> list[float]:
    """The log-log slope between each size and the next: 1 is linear."""
    return (np.diff(np.log(costs)) / np.diff(np.log(sizes))).tolist()
