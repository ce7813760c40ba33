from __future__ import annotations

import importlib.metadata

import pytest

from ictindex.plugins import requirements
from ictindex.plugins.claims import Claim
from ictindex.plugins.requirements import version_problem

pytest.importorskip("packaging", reason="versions are compared where packaging is installed")


def claim(*requires):
    """Return the claim of a distribution with these requirements."""
    return Claim(namespace="demo", distribution="demo", version="1", requires=requires, load=dict)


@pytest.fixture
def installed(monkeypatch):
    """Return a function that says which version of ictindex is installed."""
    return lambda number: monkeypatch.setattr(importlib.metadata, "version", lambda _: number)


@pytest.mark.parametrize(
    ("line", "number", "fits"),
    [
        ("ictindex>=0.1", "0.1.0", True),
        ("ictindex>=0.2", "0.1.0", False),
        ("ictindex<1", "1.0", False),
        ("ictindex==0.*", "0.9", True),
        ("ictindex>=1.0", "1.1rc1", True),
        ("Ictindex ~=1.0", "2.0", False),
        ("ictindex (>=2)", "1.0", False),
        ("ictindex[testing]>=2; extra == 'dev'", "1.0", True),
        ("ictindex>=2; python_version >= '3'", "1.0", False),
        ("ictindex-lam-dong>=2", "1.0", True),
        ("ictindex_lam_dong>=2", "1.0", True),
        ("ictindex.lam>=2", "1.0", True),
        ("numpy>=99", "1.0", True),
    ],
)
def test_only_the_requirement_on_ictindex_counts(installed, line, number, fits):
    """Spellings, extras, markers and release candidates are read as pip reads them."""
    installed(number)
    problem = version_problem(claim("numpy>=1", line))
    assert fits == (problem is None)
    assert fits or (problem.code, problem.expected) == ("incompatible-version", line)


def test_a_line_that_is_no_requirement_is_bad_metadata(installed):
    """It is not known whether it fits."""
    installed("1.0")
    assert version_problem(claim("ictindex >> 1")).code == "bad-metadata"


def test_without_packaging_versions_are_not_compared(installed, monkeypatch):
    """The core does not depend on it: pip has compared them once."""
    installed("1.0")
    monkeypatch.setattr(requirements, "find_spec", lambda _: None)
    assert version_problem(claim("ictindex>=2")) is None


def test_without_metadata_of_ictindex_nothing_can_be_compared(monkeypatch):
    """That ictindex is not installed is told by discovery, once and not per plugin."""

    def missing(name):
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "version", missing)
    assert version_problem(claim("ictindex>=2")) is None
