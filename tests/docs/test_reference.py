"""tools/check_reference.py finds the public name that nobody documented; the site describes every command."""

from __future__ import annotations

import argparse
import importlib.util
import sys
import zlib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


def script(path):
    """A module of a script, which is no package."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def reference():
    """The script that checks."""
    return script(ROOT / "tools" / "check_reference.py")


@pytest.fixture
def package():
    """A package whose names are documented, to plant a fault in."""

    def made(first, second=None):
        """Take `first`, and perhaps `second`."""

    class Made:
        """A value.

        Parameters
        ----------
        first, second
            Its parts.
        """

        def __init__(self, first, second):
            pass

        def asked(self):
            """Answer."""

    found = ModuleType("planted")
    found.made, found.Made, found.__all__ = made, Made, ["Made", "__version__", "made"]
    return found


def test_documented_names_pass(reference, package):
    """A docstring that names the parameters, in prose or in a section, is enough."""
    assert list(reference.breaches(package)) == []


def test_a_name_without_docstring_is_found(reference, package):
    """The plainest fault."""
    package.made.__doc__ = None
    assert list(reference.breaches(package)) == ["planted.made: no docstring"]


def test_a_parameter_that_is_not_named_is_found(reference, package):
    """Prose that speaks of something else does not count."""
    package.made.__doc__ = "Take `first`, and a second one."
    assert list(reference.breaches(package)) == ["planted.made: the docstring does not name the parameter `second`"]


def test_a_sentence_below_the_parameters_is_found(reference, package):
    """The site would show it as one of them."""
    package.Made.__doc__ = "A value.\n\nParameters\n----------\nfirst, second\n    Its parts.\n\nIt is frozen."
    said = "planted.Made: below the parameters this reads as one of them: It is frozen."
    assert list(reference.breaches(package)) == [said]


def test_a_method_without_docstring_is_found(reference, package):
    """What can be asked of a value is public too."""
    package.Made.asked.__doc__ = None
    assert list(reference.breaches(package)) == ["planted.Made.asked: no docstring"]


def test_a_function_of_a_public_module_is_found(reference, package):
    """Such as a chart of ictindex.report.charts."""
    outer = ModuleType("outer")
    package.__doc__, package.made.__doc__, outer.planted, outer.__all__ = "A module.", None, package, ["planted"]
    assert list(reference.breaches(outer)) == ["outer.planted.made: no docstring"]


def test_a_name_that_the_site_lacks_is_found(reference, package, tmp_path, monkeypatch):
    """Its docstring may be there and no page may show it."""
    pytest.importorskip("sphinx", reason="needs the extra docs: python -m pip install 'ictindex[docs]'")
    head = "# Sphinx inventory version 2\n# Project: x\n# Version: 1\n# The remainder is compressed using zlib.\n"
    names = "planted.Made py:class 1 api.html#$ -\n"
    inventory = tmp_path / "objects.inv"
    inventory.write_bytes(head.encode() + zlib.compress(names.encode()))
    monkeypatch.setitem(sys.modules, "planted", package)
    monkeypatch.setattr(reference, "PACKAGES", ("planted",))
    assert list(reference.absent(inventory)) == ["planted.made: the site does not have it"]


def test_a_row_that_promises_what_is_not_there_is_found(reference, package, tmp_path, monkeypatch):
    """A name that went, and an argument under its old name."""
    rows = "| `made(first, old=None)` | x |\n| `gone()` | x |\n| `Made` | x |\n| a word | `made(x)` |\n"
    page = tmp_path / "reference.md"
    page.write_text(rows, encoding="utf-8")
    monkeypatch.setattr(reference, "REFERENCE", page)
    assert list(reference.broken_promises([package])) == [
        "reference.md: `made` takes first, second, not first, old",
        "reference.md: nothing public is called `gone`",
    ]


def test_every_command_is_described():
    """With what holds others left out, and each argument in a row."""
    pytest.importorskip("sphinx", reason="needs the extra docs: python -m pip install 'ictindex[docs]'")
    commands = script(ROOT / "docs" / "_ext" / "commands.py")
    top = argparse.ArgumentParser(prog="tool")
    group = top.add_subparsers().add_parser("rubric", description="Rubrics.").add_subparsers()
    show = group.add_parser("show", description="Show.")
    show.add_argument("--lang", choices=("vi", "en"), default="en", help="not --out (default: %(default)s)")
    show.add_argument("id", help="which")
    text = list(commands.described(top))
    assert [line for line in text if line.startswith("## ")] == ["## tool rubric show"]
    assert text[-3:] == ["| `id` | which |", "| `--lang {vi,en}` | not `--out` (default: en) |", ""]
