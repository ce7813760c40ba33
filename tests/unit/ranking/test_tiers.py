from __future__ import annotations

from decimal import Decimal

import pytest

from ictindex.model import Group, Indicator, Tier


def tiers(ranking):
    """Tier by unit id."""
    return {unit.id: tier for unit, tier in zip(ranking.scores.dataset.units, ranking.tiers().tolist(), strict=True)}


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        (Tier(id="tot", bound=75), {"a": "tot", "b": "tot", "c": "yeu"}),
        (Tier(id="tot", bound=">75"), {"a": "tot", "b": "yeu", "c": "yeu"}),
        (Tier(id="tot", bound="75%"), {"a": "tot", "b": "tot", "c": "yeu"}),
        (Tier(id="tot", bound=">75%"), {"a": "tot", "b": "yeu", "c": "yeu"}),
    ],
)
def test_the_bounds_side_is_the_declared_one(ranked, first, expected):
    """From 75 takes 75, above 75 does not, in points and in percent."""
    ranking = ranked(
        {"a": [Decimal("75.01")], "b": [Decimal(75)], "c": [Decimal("74.99")]},
        tiers=[first, Tier(id="yeu")],
    )
    assert tiers(ranking) == expected


def test_600_01_of_800_is_more_than_75_percent(ranked):
    """Percent is compared before it is rounded: 75.00125 prints 75.00."""
    nodes = [Indicator(id="diem", max=800)]
    table = [Tier(id="dan-dat", bound=">75%"), Tier(id="nang-cao")]
    ranking = ranked({"a": [Decimal("600.01")], "b": [600]}, nodes=nodes, tiers=table)
    assert tiers(ranking) == {"a": "dan-dat", "b": "nang-cao"}
    assert str(ranking["a"].percent) == "75.00"


def test_percent_is_of_the_units_own_maximum(ranked):
    """600 are 80 % of 750 and 60 % of 1000: smaller bodies have a smaller maximum."""
    nodes = [Indicator(id="diem", max={"default": 1000, "nho": 750})]
    table = [Tier(id="tot", bound="80%"), Tier(id="kha", bound="60%"), Tier(id="yeu")]
    ranking = ranked({"a": ["lon", 600], "b": ["nho", 600]}, nodes=nodes, tiers=table)
    assert tiers(ranking) == {"a": "kha", "b": "tot"}


def test_a_floor_sends_a_unit_to_the_next_row(ranked):
    """90 points but less than half of b: not Tốt, and Khá asks for no floor."""
    nodes = [Indicator(id="a", max=80), Indicator(id="b", max=20)]
    table = [Tier(id="tot", bound=80, where={"b": "50%.."}), Tier(id="kha", bound=60), Tier(id="yeu")]
    ranking = ranked({"x": [80, 9], "y": [70, 10], "z": [40, 10]}, nodes=nodes, tiers=table)
    assert tiers(ranking) == {"x": "kha", "y": "tot", "z": "yeu"}
    bound, met = ranking.conditions("tot", "x")
    assert (bound.met, bound.value) == (True, "89.00 of 100")
    assert str(met) == "b = 50%..: not met (9.00 of 20)"


def test_a_veto_on_a_node_that_does_not_apply_is_not_met(ranked):
    """Not applicable lies in no range."""
    nodes = [Indicator(id="a", max=80), Indicator(id="b", max=20, missing="not-applicable")]
    table = [Tier(id="tot", bound="50%", where={"b": "0.."}), Tier(id="yeu")]
    ranking = ranked({"x": [80, None], "y": [70, 0]}, nodes=nodes, tiers=table)
    assert tiers(ranking) == {"x": "yeu", "y": "tot"}
    assert [it.value for it in ranking.conditions("tot", "x")] == ["80.00 of 80", "not applicable"]


TEN = {f"u{n}": [100 - n] for n in range(10)}


def test_a_quota_takes_the_best_of_those_who_are_left(ranked):
    """25 % of 10 are 2 by the floor; then 3 by count; the rest is open."""
    table = [Tier(id="tot", share="25%"), Tier(id="kha", count=3), Tier(id="yeu")]
    assert list(tiers(ranked(TEN, tiers=table)).values()) == ["tot"] * 2 + ["kha"] * 3 + ["yeu"] * 5


@pytest.mark.parametrize(("round_", "expected"), [("floor", 2), ("nearest", 3)])
def test_a_share_is_rounded_as_the_row_says(ranked, round_, expected):
    """2.5 units."""
    ranking = ranked(TEN, tiers=[Tier(id="tot", share=25, round=round_), Tier(id="yeu")])
    assert ranking.tier_counts() == {"tot": expected, "yeu": 10 - expected}


def test_the_largest_remainders_are_taken_over_the_table(ranked):
    """2.9 and 3.9 of 10 are 6.8 in all: the one place left goes to the earlier of equal remainders."""
    rows = [Tier(id=name, share=share, round="largest-remainder") for name, share in (("tot", 29), ("kha", 39))]
    assert ranked(TEN, tiers=[*rows, Tier(id="yeu")]).tier_counts() == {"tot": 3, "kha": 3, "yeu": 4}


@pytest.mark.parametrize(("tie", "expected"), [("shrink", ["a"]), ("extend", ["a", "b", "c"])])
def test_equals_at_the_edge_of_a_quota_are_remarked(ranked, tie, expected):
    """Two places for 90 80 80 70."""
    ranking = ranked(
        {"a": [90], "b": [80], "c": [80], "d": [70]}, tiers=[Tier(id="tot", count=2, tie=tie), Tier(id="yeu")]
    )
    assert [unit for unit, tier in tiers(ranking).items() if tier == "tot"] == expected
    (remark,) = ranking.remarks
    assert (remark.code, remark.units, remark.subject) == ("tier-tie", ("b", "c"), "tier.tot")


def test_a_quota_per_block_counts_each_block(ranked):
    """Half of 4 and half of 3 by the floor: 2 and 1."""
    points = {f"s{n}": ["so", 90 - n] for n in range(4)} | {f"x{n}": ["xa", 50 - n] for n in range(3)}
    table = [Tier(id="tot", share=50, per="block"), Tier(id="yeu")]
    ranking = ranked(points, tiers=table)
    assert ranking.tier_counts("block") == {"so": {"tot": 2, "yeu": 2}, "xa": {"tot": 1, "yeu": 2}}
    pooled = ranked(points, tiers=[Tier(id="tot", share=50), Tier(id="yeu")])
    assert pooled.tier_counts("block") == {"so": {"tot": 3, "yeu": 1}, "xa": {"tot": 0, "yeu": 3}}


def test_a_quota_looks_only_at_units_that_meet_its_condition(ranked):
    """The share is of all ranked units, the places go to those with at least 10 points of b."""
    nodes = [Indicator(id="a", max=80), Indicator(id="b", max=20)]
    table = [Tier(id="tot", share=50, where={"b": "10.."}), Tier(id="yeu")]
    ranking = ranked({"w": [80, 0], "x": [60, 10], "y": [50, 12], "z": [40, 20]}, nodes=nodes, tiers=table)
    assert tiers(ranking) == {"w": "yeu", "x": "tot", "y": "tot", "z": "yeu"}


def test_every_ranked_unit_has_one_tier_and_no_other_unit_has_any(ranked):
    """L9, also for a unit whose total does not apply."""
    nodes = [Indicator(id="diem", max=100, missing="not-applicable")]
    ranking = ranked(
        {"a": [90], "b": [None]},
        nodes=nodes,
        total=Group(decimals=2),
        tiers=[Tier(id="tot", bound=50), Tier(id="yeu")],
    )
    assert tiers(ranking) == {"a": "tot", "b": ""}
    assert ranking["b"].tier is None
