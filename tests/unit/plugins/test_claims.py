from __future__ import annotations

import importlib.metadata
from importlib.metadata import EntryPoint

import pytest

from ictindex.plugins.claims import claims_of, installed_entry_points


class Broken:
    """A distribution whose files cannot be read."""

    def __init__(self, text, name="broken"):
        self.text, self.name = text, name

    @property
    def metadata(self):
        if self.name is None:
            raise UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte")
        return self

    def get_all(self, header):
        return [self.name] if header == "Name" else None

    def read_text(self, name):
        if self.text is None:
            raise PermissionError(name)
        return self.text

    @property
    def entry_points(self):
        raise ValueError("no entry points")


@pytest.mark.parametrize(
    ("distribution", "told"),
    [
        (Broken("[ictindex]\n?"), "?:broken"),
        (Broken(None), "?:broken"),
        (Broken(None, name=None), "?:"),
    ],
)
def test_a_distribution_that_cannot_be_read_is_named(monkeypatch, distribution, told):
    """Nobody knows whether it is a plugin, and that is said."""
    monkeypatch.setattr(importlib.metadata, "distributions", lambda: iter([distribution]))
    entry_points, problems = installed_entry_points()
    assert entry_points == []
    assert [problem.code for problem in problems] == ["bad-metadata", "not-installed"]
    assert told == f"{problems[0].where.name}:{problems[0].where.distribution}"


def test_a_stranger_is_not_parsed(monkeypatch):
    """What does not name ictindex is none of our business, broken or not."""
    strangers = [Broken("[console_scripts]\n?"), Broken("")]
    monkeypatch.setattr(importlib.metadata, "distributions", lambda: iter(strangers))
    assert [problem.code for problem in installed_entry_points()[1]] == ["not-installed"]


def test_an_entry_point_without_a_distribution_is_a_claim_too():
    """Discovery can be handed entry points that nobody installed."""
    claims, problems = claims_of([EntryPoint(name="demo", value="demo_plugin", group="ictindex")])
    assert problems == []
    assert [(it.namespace, it.distribution, it.version, it.requires) for it in claims] == [("demo", "", "", ())]
    assert str(claims[0].source) == "plugin demo"
