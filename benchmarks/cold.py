"""How long the first result takes: fresh processes, from the start of Python to its end, taking turns.

Run ``python benchmarks/cold.py``. The ratios are to ``import numpy``, which every ranking needs; those of the medians
are taken within each turn, so that a busy machine slows both alike. The bytecode of the modules is there, as pip
leaves it when it installs a wheel: the environment variable that forbids Python to keep it is taken away.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from functools import partial
from pathlib import Path
from statistics import median

from timing import in_turns, ratio_of_pairs

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


def main() -> None:
    """Print a table of milliseconds and ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=21, help="processes of each kind (default 21)")
    runs = parser.parse_args().runs

    seconds = in_turns({name: partial(fresh_process, arguments) for name, arguments in PROCESSES.items()}, runs)
    print(f"{runs} alternated fresh processes of each kind, Python {sys.version.split()[0]}")
    print(f"{'':44} {'median':>9} {'least':>9} {'median':>8} {'least':>8}")
    print(f"{'':44} {'ms':>9} {'ms':>9} {'to numpy':>8} {'to numpy':>8}")
    for name, taken in seconds.items():
        ratio, least = ratio_of_pairs(seconds, name, BASE), min(taken) / min(seconds[BASE])
        print(f"{name:44} {1e3 * median(taken):9.0f} {1e3 * min(taken):9.0f} {ratio:8.2f} {least:8.2f}")


def fresh_process(arguments: list[str]) -> None:
    """Run a new interpreter and wait for its end."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([sys.executable, *arguments], cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=True)


if __name__ == "__main__":
    main()
