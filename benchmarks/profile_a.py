"""Where the time of job A goes: nanoseconds per row by function, by cProfile, at several sizes.

Run ``python benchmarks/profile_a.py 10000 100000`` (the default is 10,000).
"""

from __future__ import annotations

import argparse
import cProfile
import pstats
import time
from typing import Any

import attrs
from jobs import job_a, whole_a

SHOWN = 25


def main() -> None:
    """Print the slowest functions of one run, after one that warms up."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("units", nargs="*", type=int, default=[10_000])
    parser.add_argument("--shares", type=int, default=0)
    options = parser.parse_args()
    for units in options.units:
        rubric, dataset = job_a(units, options.shares)
        # A copy of the data set has forgotten what was worked out for it.
        fresh = [attrs.evolve(dataset) for _ in range(2)]
        seconds = []
        for copy in (dataset, dataset, fresh[0]):
            start = time.perf_counter()
            whole_a(rubric, copy)()
            seconds.append(time.perf_counter() - start)
        first, warm, again = (f"{it / units * 1e9:,.0f}" for it in seconds)
        print(f"\n{units:,} units, {options.shares} shares: ns per row {first} first, {warm} warm, {again} of a copy")
        profile = cProfile.Profile()
        profile.runcall(whole_a(rubric, fresh[1]))
        print(f"{'function':52} {'calls':>9} {'own ns/row':>11} {'all ns/row':>11}")
        for place, calls, own, whole in slowest(profile)[:SHOWN]:
            print(f"{place[-52:]:52} {calls:>9} {own / units * 1e9:11.1f} {whole / units * 1e9:11.1f}")


def slowest(profile: cProfile.Profile) -> list[tuple[str, int, float, float]]:
    """Place, calls, seconds of its own and seconds in all of every function, the slowest of their own first."""
    # The named view of pstats rounds to milliseconds.
    table: dict[tuple[str, int, str], tuple[Any, ...]] = vars(pstats.Stats(profile))["stats"]
    rows = [
        (f"{file.rpartition('ictindex/')[2]}:{line} {name}", calls, own, whole)
        for (file, line, name), (_, calls, own, whole, *_) in table.items()
    ]
    return sorted(rows, key=lambda row: -row[2])


if __name__ == "__main__":
    main()
