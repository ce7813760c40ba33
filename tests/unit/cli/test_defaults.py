"""What holds where a key is not written."""

from __future__ import annotations

import pytest

from ictindex.cli.defaults import default_text
from ictindex.model.nodes import Group, Indicator, View
from ictindex.model.rubric import Rubric
from ictindex.model.shapes import Against
from ictindex.model.standing_rules import Prize, Tier

RUBRIC = Rubric(
    id="demo/it@2026",
    total=Group(decimals=2),
    nodes=[Indicator(id="a", max=5, shape=Against(method="best"))],
    views=[View(id="v", over=["a"])],
    tiers=[Tier(id="t")],
    awards=[Prize(id="p", prizes=["Nhất 1"])],
)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("status", "illustrative"),
        ("comparable", "rank"),
        ("rank.ties", "competition"),
        ("rank.overall", "false"),
        ("total.aggregate", "sum"),
        ("node.a.in", "total"),
        ("node.a.weight", "1"),
        ("node.a.of", "all"),
        ("view.v.aggregate", "mean"),
        ("tier.t.tie", "shrink"),
        ("award.p.tie", "jury"),
    ],
)
def test_a_default_that_is_one_value_is_named(path, text):
    """As a file would write it."""
    assert default_text(path, RUBRIC) == text


@pytest.mark.parametrize("path", ["node.a.min", "award.p.by", "rank.seed", "node.none.max", "node.a", "source.x.title"])
def test_what_is_nothing_or_depends_on_other_keys_has_no_text(path):
    """The difference then says default and no more."""
    assert default_text(path, RUBRIC) == ""
