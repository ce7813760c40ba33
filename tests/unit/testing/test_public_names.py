"""The room's public names: all there, all documented, loaded when they are asked for, none by itself."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from ictindex import testing

PAGE = Path(__file__).parents[3] / "docs" / "testing.md"


def test_every_name_is_there():
    """Nothing is promised in vain, and a strange name is refused."""
    assert set(testing.__all__) <= set(dir(testing))
    assert all(getattr(testing, name) is not None for name in testing.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = testing.nothing


def test_every_name_is_documented():
    """The public list and the documented list are one."""
    if not PAGE.exists():
        pytest.skip("the docs do not lie beside the tests")
    written = set(re.findall(r"`([A-Za-z_]+)", PAGE.read_text(encoding="utf-8")))
    assert set(testing.__all__) - written == set()


def test_every_law_is_documented():
    """With its number, in order."""
    if not PAGE.exists():
        pytest.skip("the docs do not lie beside the tests")
    text = PAGE.read_text(encoding="utf-8").partition("## The laws")[2].partition("## Planted")[0]
    assert re.findall(r"^\| (L\d+) \|", text, re.MULTILINE) == list(testing.LAWS)


def test_the_room_loads_nothing_by_itself():
    """Neither pytest nor hypothesis, until a name is asked for that needs them; no pytest loads the kit."""
    program = "import sys, ictindex.testing; print(*{'pytest', 'hypothesis', 'numpy'}.intersection(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
    assert [it for it in entry_points(group="pytest11") if it.value.startswith("ictindex")] == []


def test_a_missing_extra_is_named():
    """Who has not installed the extra is told how."""
    program = """
import sys
sys.modules["hypothesis"] = None
from ictindex import testing
try:
    testing.datasets
except ModuleNotFoundError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "datasets needs hypothesis: python -m pip install 'ictindex[testing]'"
