"""A seeded sample of mutants of the engine, run by mutmut: `python tools/mutation.py FOLDER [COUNT [SEED [TEST …]]]`.

FOLDER is made, and holds a copy of the sources: the checkout is never changed. Needs `pip install mutmut`. Each mutant
meets the unit tests of scoring and ranking that call its function, or those of the tests that are named. The verdicts
stand in FOLDER/verdicts.txt; `mutmut show NAME`, called in FOLDER, prints a mutant. docs/assurance/mutation.md argues
those that survived.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TESTS = ("tests/unit/scoring", "tests/unit/ranking")
COPIED = ("src", "tests", "docs", "examples", "tools", "pyproject.toml", "README.md", "CHANGELOG.md")
SETTINGS = """[mutmut]
source_paths=src/
only_mutate=
    src/ictindex/ranking/*.py
    src/ictindex/scoring/*.py
pytest_add_cli_args_test_selection=
{tests}
also_copy=
    docs
    examples
    README.md
    CHANGELOG.md
    tools
track_dependencies=False
use_git_change_detection=False
timeout_multiplier=5
timeout_constant=10
"""
# Ids of parametrised tests hold what no command line takes: the whole function is run instead.
RUNNER = """
import sys
from mutmut.runners import harness
given = harness.PytestRunner._pytest_args_regular_run
whole = lambda tests: sorted({it.partition("[")[0] for it in tests or ()})
harness.PytestRunner._pytest_args_regular_run = lambda self, tests: given(self, whole(tests))
from mutmut.__main__ import cli
sys.exit(cli())
"""
WORDS = {0: "survived", 1: "killed", 33: "no test", -24: "out of time"}


def main(folder: Path, count: int = 400, seed: int = 2026, tests: Sequence[str] = TESTS) -> None:
    """Copy, make all mutants, draw the sample, run it."""
    folder.mkdir(parents=True)
    for name in COPIED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    settings = SETTINGS.format(tests="".join(f"    {test}\n" for test in tests).rstrip())
    (folder / "setup.cfg").write_text(settings, encoding="utf-8")
    (folder / "runner.py").write_text(RUNNER, encoding="utf-8")
    # One small file, so that all mutants are made and the tests of each function are known.
    if run(folder, "ictindex.ranking.lots.*"):
        sys.exit("a test fails without any mutant, or no mutant could be made: the lines above say which")
    sample = sorted(random.Random(seed).sample(sorted(verdicts(folder)), count))  # noqa: S311 - no secret
    run(folder, *sample)
    found = verdicts(folder)
    lines = [f"{WORDS.get(found[name], found[name])}\t{name}\n" for name in sample]
    (folder / "verdicts.txt").write_text("".join(lines), encoding="utf-8")
    sys.stdout.writelines(lines)


def run(folder: Path, *names: str) -> int:
    """Run the mutants of these names, one at a time; 0 where the tests pass without any."""
    environment = {**os.environ, "HYPOTHESIS_PROFILE": "fast"}
    environment.pop("PYTHONPATH", None)
    command = [sys.executable, "runner.py", "run", "--max-children", "1", *names]
    return subprocess.run(command, cwd=folder, env=environment, check=False).returncode


def verdicts(folder: Path) -> dict[str, int | None]:
    """The exit code of the tests for every mutant, None where it was not run."""
    found: dict[str, int | None] = {}
    for path in sorted(folder.glob("mutants/src/ictindex/*/*.meta")):
        found |= json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:4]), tests=sys.argv[4:] or TESTS)
