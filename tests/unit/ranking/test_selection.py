from __future__ import annotations

from types import SimpleNamespace

import pytest

from ictindex.model import PluginError, Prize, Tier, UnknownName
from ictindex.ranking import SelectorSpec

POINTS = {"c": ["so", 70], "b": ["so", 90], "a": ["so", 80], "x": ["xa", 10]}


def registry(select):
    """Plugins that offer one selector and no shape."""
    return SimpleNamespace(shapes={}, selectors={"demo/thu-tu": SelectorSpec(version="1", select=select)})


def rules(**more):
    """One prize whose order the selector decides."""
    return {
        "awards": [Prize(id="thi", per="block", prizes=["Nhất 1", "Nhì 1"], select="demo/thu-tu")],
        **more,
    }


def test_the_selector_orders_and_the_ladder_counts(ranked):
    """The last in the alphabet first; two prizes, so c and b, and no tie anywhere."""
    ranking = ranked(POINTS, registry=registry(lambda some: [it.unit for it in reversed(some)]), **rules())
    assert [(it.part, it.prize, it.unit) for it in ranking.awards] == [
        ("so", "Nhất", "c"), ("so", "Nhì", "b"), ("xa", "Nhất", "x"),
    ]  # fmt: skip
    assert "by the selector demo/thu-tu" in ranking.awards[0].reason
    assert [it.code for it in ranking.remarks] == ["shortage"]


def test_the_selector_sees_candidates_by_id_with_rank_tier_and_exact_values(ranked):
    """Never the order of the rows."""
    seen = []

    def select(some):
        seen.append([(it.unit, it.part, it.rank, it.tier, it.value("total")) for it in some])
        return [it.unit for it in some]

    ranked(POINTS, registry=registry(select), **rules(tiers=[Tier(id="tot", bound=80), Tier(id="yeu")]))
    assert seen == [
        [("a", "so", 2, "tot", 80), ("b", "so", 1, "tot", 90), ("c", "so", 3, "yeu", 70)],
        [("x", "xa", 1, "yeu", 10)],
    ]


def test_who_is_left_out_gets_nothing(ranked):
    """The place is open."""
    ranking = ranked(POINTS, registry=registry(lambda some: [some[0].unit]), **rules())
    assert [it.unit for it in ranking.awards] == ["a", "x"]
    assert sum(it.left for it in ranking.remarks) == 2


def test_a_failing_selector_stops_the_ranking(ranked):
    """Nothing is given by half."""
    with pytest.raises(PluginError, match="ZeroDivisionError"):
        ranked(POINTS, registry=registry(lambda _: 1 / 0), **rules())
    with pytest.raises(PluginError, match="returned nobody"):
        ranked(POINTS, registry=registry(lambda _: ["nobody"]), **rules())


def test_a_missing_selector_is_named(ranked):
    """With the nearest one that is there."""
    with pytest.raises(UnknownName, match='needs the selector "demo/thu-tu"'):
        ranked(POINTS, **rules())
