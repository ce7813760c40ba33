"""How many instructions the small job takes, counted by callgrind: a gate that no busy machine can move.

Times of a shared machine differ by a factor of two; instructions of one Python and one numpy hardly at all. The job is
`rank` of 111 units with its standings, awards and remarks. Two runs of valgrind, with 11 and with 1 repetitions, are
subtracted, so that starting and importing drop out. numpy's paths for AVX-512 are off, because valgrind lacks them.

``python benchmarks/instructions.py`` prints the count; ``--check`` compares it with `instructions.json` and fails where
it is more than the tolerance above; ``--store`` writes it there. Without valgrind, or with a Python and numpy of which
nothing is stored, the check is skipped with a word.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
STORED = HERE / "instructions.json"
TOLERANCE = 0.05
MANY, FEW = 11, 1

PROGRAM = """
import gc, sys
from pathlib import Path
from ictindex import get_rubric, rank, read, read_published
examples = Path(sys.argv[1])
rubric = get_rubric("hanoi/agencies@2014")
data = read(examples / "hanoi-2014.csv", rubric)
previous = read_published(examples / "hanoi-2013.csv")
gc.collect()
gc.disable()
for _ in range(int(sys.argv[2])):
    ranking = rank(data, rubric, previous=previous)
    ranking.standings, ranking.awards, ranking.remarks
"""
NO_AVX512 = "AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL AVX512_SPR X86_V4"


def main() -> int:
    """Count, and say, store or check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--store", action="store_true")
    options = parser.parse_args()
    if shutil.which("valgrind") is None:
        print("instructions: skipped, there is no valgrind here")
        return 0
    stored = json.loads(STORED.read_text(encoding="utf-8")) if STORED.exists() else {}
    known = stored.get(versions())
    if options.check and known is None:
        print(f"instructions: skipped, nothing is stored for {versions()} (python benchmarks/instructions.py --store)")
        return 0
    # Once without counting, so that neither of the two compiles a module that was changed since.
    subprocess.run([sys.executable, "-c", PROGRAM, str(HERE.parent / "examples"), "1"], check=True)
    count = (counted(MANY) - counted(FEW)) // (MANY - FEW)
    print(f"instructions of one rank() of 111 units, {versions()}: {count:,}")
    if options.store:
        STORED.write_text(json.dumps(dict(sorted({**stored, versions(): count}.items())), indent=2) + "\n", "utf-8")
    if not options.check:
        return 0
    more = count / known - 1
    print(f"stored {known:,}; {more:+.1%}, allowed up to {TOLERANCE:+.0%}")
    return 1 if more > TOLERANCE else 0


def versions() -> str:
    """What the count depends on."""
    return f"python {sys.version_info.major}.{sys.version_info.minor}, numpy {'.'.join(np.__version__.split('.')[:2])}"


def counted(repetitions: int) -> int:
    """Instructions of a fresh process."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "callgrind.out"
        command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", sys.executable, "-c", PROGRAM]
        command += [str(HERE.parent / "examples"), str(repetitions)]
        environment = {
            **os.environ,
            "NPY_DISABLE_CPU_FEATURES": NO_AVX512,
            "PYTHONHASHSEED": "0",
            "OPENBLAS_NUM_THREADS": "1",
        }
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        found = re.search(r"Collected : (\d+)", done.stderr)
        if done.returncode or found is None:
            raise SystemExit(f"callgrind failed:\n{done.stderr[-2000:]}")
        return int(found[1])


if __name__ == "__main__":
    raise SystemExit(main())
