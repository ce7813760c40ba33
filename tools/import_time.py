"""Measure what ictindex adds to the import of its own dependencies.

Fresh processes, ours and the bare dependencies' in turn, so that a busy machine slows both alike; the medians
and their difference are printed. With ``--limit MS`` a greater difference is an error.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time

__all__: list[str] = []

OURS = "from ictindex import read, rank, get_rubric"
THEIRS = "import attrs, numpy, pluggy"


def main() -> int:
    """Run the comparison and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=21, help="processes of each kind (default 21)")
    parser.add_argument("--limit", type=float, help="fail when the difference is more than this many ms")
    options = parser.parse_args()

    ours, theirs = measure(options.runs)
    difference = ours - theirs
    print(f"median of {options.runs} alternated fresh processes, Python {sys.version.split()[0]}")
    print(f"{ours:8.1f} ms  {OURS}")
    print(f"{theirs:8.1f} ms  {THEIRS}")
    print(f"{difference:+8.1f} ms  difference")
    if options.limit is not None and difference > options.limit:
        print(f"more than the limit of {options.limit:g} ms", file=sys.stderr)
        return 1
    return 0


def measure(runs: int) -> tuple[float, float]:
    """Return the two medians in milliseconds, after one unmeasured process of each kind."""
    seconds: dict[str, list[float]] = {OURS: [], THEIRS: []}
    for turn in range(runs + 1):
        for statement, taken in seconds.items():
            elapsed = fresh_process(statement)
            if turn:  # the first of each only warms the file cache and writes the bytecode
                taken.append(elapsed)
    return 1000 * statistics.median(seconds[OURS]), 1000 * statistics.median(seconds[THEIRS])


def fresh_process(statement: str) -> float:
    """Return the seconds that a new interpreter takes to run the statement and end."""
    # Bytecode is kept, as pip leaves it when it installs a wheel, whatever the environment says.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", statement], env=environment, check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    raise SystemExit(main())
