"""How time grows with the number of units: job A from 100 to ten million, with the slope between sizes.

``--most 100000`` stops there (what CI runs). A slope of 1 is linear; below 10,000 units fixed costs make it less.
"""

from __future__ import annotations

import argparse
import time
from statistics import median

import attrs
from jobs import job_a, whole_a
from timing import slope

SIZES = [10**power for power in range(2, 8)]
WORTH = 2.0


def main() -> None:
    """Print sizes, medians, nanoseconds per row, and slopes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--most", type=int, default=SIZES[-1])
    parser.add_argument("--shares", type=int, default=0)
    options = parser.parse_args()
    sizes = [size for size in SIZES if size <= options.most]
    print(f"job A, {options.shares} of 40 indicators are shares; the slope is that from the size above")
    print(f"{'units':>12} {'milliseconds':>13} {'ns per row':>11} {'slope':>7}")
    costs: list[float] = []
    for size in sizes:
        costs.append(cost(size, options.shares))
        steep = f"{slope(sizes[: len(costs)], costs)[-1]:7.2f}" if len(costs) > 1 else ""
        print(f"{size:12,} {costs[-1] * 1e3:13,.1f} {costs[-1] / size * 1e9:11,.0f} {steep}", flush=True)


def cost(units: int, shares: int) -> float:
    """The median of as many runs as fit into a few seconds, each on a data set that has forgotten the run before."""
    rubric, dataset = job_a(units, shares)
    seconds: list[float] = []
    while not seconds or sum(seconds) < WORTH:
        job = whole_a(rubric, attrs.evolve(dataset))
        start = time.perf_counter()
        job()
        seconds.append(time.perf_counter() - start)
    return median(seconds[1:] or seconds)


if __name__ == "__main__":
    main()
