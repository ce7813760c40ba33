"""How long the first result takes: fresh processes, from the start of Python to its end, taking turns.

Run ``python benchmarks/cold.py``. It prints median and least of wall time and of processor time, and each of them as a
multiple of that of ``import numpy``, which every ranking needs; processor time is what other programs on a busy machine
do not use up. The bytecode of the modules is there, as pip leaves it when it installs a wheel: the environment variable
that forbids Python to keep it is taken away.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parents[1]
BASE = "import numpy"
RANK = ["-m", "ictindex", "rank", "examples/danang-2016.csv", "--rubric", "danang/agencies@2016"]
PROCESSES = {
    "pass": ["-c", "pass"],
    BASE: ["-c", BASE],
    "from ictindex import read, rank, get_rubric": ["-c", "from ictindex import read, rank, get_rubric"],
    "ictindex rank, as text": RANK,
    "ictindex rank, as JSON": [*RANK, "--format", "json"],
}

Seconds = list[tuple[float, float]]


def main() -> None:
    """Print a table of milliseconds and ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=21, help="processes of each kind (default 21)")
    runs = parser.parse_args().runs

    seconds = in_turns(runs)
    print(f"{runs} alternated fresh processes of each kind, Python {sys.version.split()[0]}; ms (multiple of numpy)")
    print(f"{'':44} {'wall, median':>14} {'least':>14} {'processor':>14} {'least':>14}")
    for name, taken in seconds.items():
        cells = [shown(taken, seconds[BASE], clock, pick) for clock in (0, 1) for pick in (median, min)]
        print(f"{name:44} " + " ".join(cells))


def in_turns(runs: int) -> dict[str, Seconds]:
    """Wall and processor seconds of every process; the first of each only warms files and writes bytecode."""
    seconds: dict[str, Seconds] = {name: [] for name in PROCESSES}
    for turn in range(runs + 1):
        for name, arguments in PROCESSES.items():
            taken = fresh_process(arguments)
            if turn:
                seconds[name].append(taken)
    return seconds


def fresh_process(arguments: list[str]) -> tuple[float, float]:
    """The wall and processor seconds of a new interpreter, from its start to its end."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start, before = time.perf_counter(), processor()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start, processor() - before


def processor() -> float:
    """The processor seconds of all processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def shown(taken: Seconds, base: Seconds, clock: int, pick: Callable[[list[float]], float]) -> str:
    """Milliseconds, and how many times those of the base."""
    own, other = (pick([it[clock] for it in them]) for them in (taken, base))
    return f"{1e3 * own:6.0f} ({own / other:5.2f})"


if __name__ == "__main__":
    main()
