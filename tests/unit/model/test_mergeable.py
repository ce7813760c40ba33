"""What keeps a rubric from being ranked part by part is named, node by node."""

from __future__ import annotations

import pytest

from ictindex.model import Against, CarryUp, Group, Indicator, Prize, Rubric


def reasons(**fields: object) -> list[str]:
    """The places that are named."""
    given = {"id": "demo/x@2026", "total": Group(decimals=1), "nodes": [Indicator(id="may", max=5)]}
    rubric = Rubric(**(given | fields))
    found = rubric.mergeable
    assert bool(found) is not bool(found.reasons)
    assert {it.code for it in found.reasons} <= {"not-mergeable"}
    return [str(it.where) for it in found.reasons]


def test_absolute_rubrics_are() -> None:
    """Nothing stands against a plain one."""
    assert reasons() == []


@pytest.mark.parametrize("method", ["best", "minmax", "zscore"])
def test_cohorts_with_sums_are(method: str) -> None:
    """Extremes and exact sums of the parts are those of the whole."""
    assert reasons(nodes=[Indicator(id="may", shape=Against(method))]) == []


@pytest.mark.parametrize("method", ["rank", "percentile", "borda"])
def test_places_in_the_cohort_are_not(method: str) -> None:
    """A place depends on every other value."""
    assert reasons(nodes=[Indicator(id="may", shape=Against(method))]) == ["node.may"]


def test_a_cohort_behind_a_cohort_is_not() -> None:
    """Who is measured would be known only after the first pass."""
    gate = Group(id="g", only={"a": "0.5.."}, max=None)
    nodes = [
        Indicator(id="a", shape=Against("best"), max=1),
        gate,
        Indicator(id="b", parent="g", shape=Against("best"), max=1),
    ]
    assert reasons(nodes=nodes) == ["node.b"]


def test_rules_that_look_at_everybody_are_not() -> None:
    """All of them at once, in the order of the rubric."""
    found = reasons(
        total=Group(),
        rank={"last": "id", "value": "exact"},
        nodes=[Indicator(id="may", max=5, read="tong / so")],
        steps=[CarryUp(into=["tong", "so"], column="x")],
        awards=[Prize(id="a", prizes=["Nhất 1"], select="demo/chon")],
    )
    assert found == ["step[0]", "total", "rank.last", "award.a"]
