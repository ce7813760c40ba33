"""Peak memory of a fresh process: what importing takes, what the data take, and what the job adds to them.

Run ``python benchmarks/memory.py``; each line is a process of its own, asked by `resource.getrusage`.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent

PROGRAM = """
import resource, sys
sys.path.insert(0, sys.argv[1])
job, units = sys.argv[2], int(sys.argv[3])
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
import jobs
from ictindex import rank
from ictindex.analysis import rank_scenarios
imported = peak()
if job == "A":
    rubric, data = jobs.job_a(units)
    held = peak()
    jobs.whole_a(rubric, data)()
else:
    rubric, data = jobs.job_b(units, 24)
    weights = jobs.weights_b(10_000, 24)
    held = peak()
    rank_scenarios(data, rubric, weights=weights).counts()
print(imported, held, peak())
"""


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="to 100,000 units")
    options = parser.parse_args()
    sizes = [100, 10_000, 100_000] + ([] if options.quick else [1_000_000])
    print(f"{'job':44} {'imported':>9} {'with data':>10} {'peak':>8} {'the job':>9}   (MB)")
    for units in sizes:
        print_line(f"A. {units:,} units x 40 indicators", "A", units)
    for units in (63, 1000):
        print_line(f"B. 10,000 weight sets x {units:,} units x 24", "B", units)


def print_line(title: str, job: str, units: int) -> None:
    """Measure one job in a process of its own."""
    command = [sys.executable, "-c", PROGRAM, str(HERE), job, str(units)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    imported, held, peak = map(float, done.stdout.split())
    print(f"{title:44} {imported:9.0f} {held:10.0f} {peak:8.0f} {peak - held:9.0f}", flush=True)


if __name__ == "__main__":
    main()
