"""Distributions made of nothing but files: metadata, entry points and modules in a folder on the path."""

from __future__ import annotations

import sys
from importlib.metadata import distributions
from pathlib import Path

import pytest

from ictindex.plugins import Registry
from ictindex.testing import fake_distribution

INNOCENT = "innocent/agencies@2016"


class Site:
    """A folder of installed distributions, and what discovery makes of it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def install(self, name, **what):
        """Write one distribution; see `fake_distribution`."""
        fake_distribution(self.folder, name, **what)

    def install_innocent(self):
        """Install the plugin that must come to no harm."""
        self.install("innocent", source=INNOCENT_SOURCE)

    def discover(self, **options):
        """Run discovery on this folder alone."""
        found = [it for dist in distributions(path=[str(self.folder)]) for it in dist.entry_points]
        return Registry.discover(entry_points=found, **options)


INNOCENT_SOURCE = """
    from ictindex.model import Group, Indicator, Rubric
    from ictindex.plugins import hookimpl

    def agencies():
        total = Group(decimals=1)
        return Rubric(id="innocent/agencies@2016", total=total, nodes=[Indicator(id="may", max=25)])

    @hookimpl
    def ictindex_rubrics():
        return [("innocent/agencies@2016", agencies)]
    """


@pytest.fixture(autouse=True)
def no_environment(monkeypatch):
    """What is set on the machine that runs the tests is not obeyed."""
    for name in ("ICTINDEX_PLUGINS", "ICTINDEX_DISABLE_PLUGINS", "ICTINDEX_RUBRIC_PATH"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def site(tmp_path, monkeypatch):
    """Return an empty folder of distributions on the path; its modules are forgotten afterwards."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.syspath_prepend(folder)
    before = set(sys.modules)
    yield Site(folder)
    for name in set(sys.modules) - before:
        if str(getattr(sys.modules[name], "__file__", None) or "").startswith(str(folder)):
            del sys.modules[name]
