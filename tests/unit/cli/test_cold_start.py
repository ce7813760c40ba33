"""What a plain ``ictindex rank`` loads: a gate on the time of the first result that no busy machine can move."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PROGRAM = """
import sys
from ictindex.cli import main
assert main(sys.argv[1:]) == 0
print(*sys.modules, sep="\\n", file=sys.stderr)
"""
DATA = ["examples/danang-2016.csv", "--rubric", "danang/agencies@2016"]

# This rubric gives no prize, takes no step and no weight from the data, and no lineage or previous table is given.
NOT_NEEDED = [
    "ictindex.analysis",
    "ictindex.cluster",
    "ictindex.codec.json_schema",
    "ictindex.codec.lineage_files",
    "ictindex.codec.published_csv",
    "ictindex.codec.toml_text",
    "ictindex.model.carrying",
    "ictindex.model.check_lineage",
    "ictindex.model.lineage",
    "ictindex.model.lineage_events",
    "ictindex.naming",
    "ictindex.ranking.granting",
    "ictindex.ranking.ladder",
    "ictindex.ranking.lineage",
    "ictindex.ranking.prize_words",
    "ictindex.ranking.selector_spec",
    "ictindex.ranking.series",
    "ictindex.ranking.series_making",
    "ictindex.report",
    "ictindex.scoring.carrying",
    "ictindex.scoring.imputing",
    "ictindex.scoring.principal",
    "ictindex.scoring.shape_spec",
    "ictindex.scoring.verifying",
    "ictindex.testing",
]
FOREIGN = [
    "dask",
    "hypothesis",
    "jinja2",
    "matplotlib",
    "narwhals",
    "openpyxl",
    "pandas",
    "polars",
    "pyarrow",
    "python_calamine",
    "rich",
    "scipy",
    "shtab",
    "xlsxwriter",
]


def loaded(*arguments: str) -> set[str]:
    """Return the modules of a fresh process after a command."""
    command = [sys.executable, "-c", PROGRAM, *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, encoding="utf-8")
    return set(done.stderr.split())


@pytest.fixture(scope="module")
def modules():
    """What `ictindex rank` of the example of Đà Nẵng loads, written as text."""
    return loaded("rank", *DATA)


@pytest.mark.parametrize("name", NOT_NEEDED)
def test_a_plain_rank_loads_nothing_that_its_rubric_does_not_have(modules, name):
    """Each of these builds classes and tables that take longer than to rank the units."""
    assert find_spec(name) is not None, "a name that is gone guards nothing"
    assert name not in modules


@pytest.mark.parametrize("name", FOREIGN)
def test_a_plain_rank_loads_no_extra(modules, name):
    """Text on a pipe needs no table printer, and CSV no frame library."""
    assert name not in modules


def test_a_plain_rank_loads_few_modules(modules):
    """Whoever adds one to every ranking sees it here; at last count there were 168, ten of them the words of both languages."""
    own = {name for name in modules if name.partition(".")[0] == "ictindex"}
    assert len(own) <= 172


def test_the_metadata_of_plugins_are_read_for_registered_rubrics_only(tmp_path):
    """A rubric from a file needs no plugin, and so not the e-mail parser that reads their metadata either."""
    rubric = tmp_path / "law.toml"
    exported = [sys.executable, "-m", "ictindex", "rubric", "export", "danang/agencies@2016", "--out", str(rubric)]
    subprocess.run(exported, cwd=ROOT, check=True)
    found = loaded("rank", DATA[0], "--rubric", str(rubric), "--no-plugins")
    assert not {name for name in found if name.partition(".")[0] in ("email", "zipfile")}
    assert "importlib.metadata" not in found
    assert "ictindex.plugins.discovery" not in found


def test_the_version_and_the_help_load_no_library():
    """They answer at once: no numpy, no attrs, no model."""
    found = loaded("--version") | loaded("rank", "--help") | loaded("--help")
    assert not {name for name in found if name.partition(".")[0] in ("attr", "attrs", "numpy", "pluggy")}
    assert "ictindex.model" not in found
