"""Caps, floors, downgrades and shares of tiers, and which key separated whom: worked by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ictindex.model import (
    Dataset,
    Downgrade,
    Group,
    Indicator,
    Part,
    Partition,
    Rubric,
    RubricError,
    Tier,
    Unit,
    Where,
)
from ictindex.ranking import rank

TIERS = [Tier(id="tot", vi="Tốt", bound="80%"), Tier(id="kha", vi="Khá", bound="50%"), Tier(id="yeu", vi="Yếu")]


def law(tiers=TIERS, **given):
    """Two groups of 10 points, the first of two indicators, a bonus beside them."""
    nodes = [
        Group(id="ha-tang"),
        Indicator(id="may", parent="ha-tang", max=6),
        Indicator(id="mang", parent="ha-tang", max=4),
        Indicator(id="ung-dung", max=10),
        Indicator(id="thuong", max=2, extra=True),
    ]
    return Rubric(id="demo/it@2026", total=Group(decimals=1), nodes=nodes, tiers=tiers, **given)


def table(**rows):
    """Units by name, each with its four numbers."""
    columns = ("may", "mang", "ung-dung", "thuong")
    cells = {name: [row[place] for row in rows.values()] for place, name in enumerate(columns)}
    return Dataset.from_columns(units=[Unit(id=name, name=name.upper()) for name in rows], columns=cells)


ROWS = {
    "a": (6, 4, 10, 2),
    "b": (6, 4, 8, 0),
    "c": (6, 4, 7, 0),
    "d": (6, 0, 10, 0),
    "e": (2, 2, 8, 0),
    "f": (1, 1, 1, 0),
}


def tiers_of(ranking):
    """The tier of every unit."""
    return {it.unit.id: it.tier for it in ranking.standings}


def test_a_bound_with_a_number_is_a_cap() -> None:
    """At most two of the four who reach 80 %; the others fall to the next row."""
    capped = [Tier(id="tot", bound="80%", count=2), *TIERS[1:]]
    assert tiers_of(rank(table(**ROWS), law(capped))) == {
        "a": "tot",
        "b": "tot",
        "c": "kha",
        "d": "kha",
        "e": "kha",
        "f": "yeu",
    }


def test_equals_at_a_cap_follow_its_rule_for_ties() -> None:
    """With two equals for one place nobody is inside, or both are."""
    rows = ROWS | {"b": (6, 4, 7, 0)}
    for tie, wanted in (("shrink", ["a"]), ("extend", ["a", "b", "c"])):
        ranking = rank(table(**rows), law([Tier(id="tot", bound="80%", count=2, tie=tie), *TIERS[1:]]))
        assert sorted(unit for unit, tier in tiers_of(ranking).items() if tier == "tot") == wanted
        assert [it.units for it in ranking.remarks if it.code == "tier-tie"] == [("b", "c")]


@pytest.mark.parametrize(
    ("where", "barred"),
    [
        ({"indicators": ">0"}, ["d"]),
        ({"groups": "70%.."}, ["d"]),
        ({"groups": ">70%"}, ["c", "d"]),
        ({"ung-dung": "8.."}, ["c"]),
        ({"any": [{"indicators": ">0"}, {"ung-dung": "10.."}]}, []),
    ],
)
def test_floors_look_at_every_indicator_or_group(where, barred) -> None:
    """No criterion at 0, no group below its floor; the bonus is neither."""
    floored = [Tier(id="tot", bound="80%", where=where), *TIERS[1:]]
    tiers = tiers_of(rank(table(**ROWS), law(floored)))
    assert [unit for unit in "abcd" if tiers[unit] != "tot"] == barred


def test_what_a_floor_found_is_told() -> None:
    """Who fails it sees the nodes that fail; who meets it, how many there are."""
    ranking = rank(table(**ROWS), law([Tier(id="tot", bound="80%", where={"indicators": ">0"}), *TIERS[1:]]))
    assert [str(it) for it in ranking.conditions("tot", "d")] == [
        "the total = 80%..: met (16.0 of 20)",
        "indicators = >0: not met (mang 0.0 of 4)",
    ]
    assert str(ranking.conditions("tot", "a")[1]) == "indicators = >0: met (all 3)"


def test_a_node_that_does_not_apply_fails_no_floor() -> None:
    """Communes have no network to be at 0 in."""
    block = Partition(name="block", parts=[Part(id="so"), Part(id="xa")])
    nodes = [Indicator(id="may", max=6), Indicator(id="mang", max=4, only={"block": "so"})]
    floored = [Tier(id="tot", bound="80%", where={"indicators": ">0"}), Tier(id="yeu")]
    rubric = Rubric(id="demo/it@2026", total=Group(decimals=1), nodes=nodes, tiers=floored, partitions=[block])
    units = [Unit(id="s", parts={"block": "so"}), Unit(id="x", parts={"block": "xa"})]
    data = Dataset.from_columns(units=units, columns={"may": [6, 6], "mang": [0, 0]})
    assert tiers_of(rank(data, rubric)) == {"s": "yeu", "x": "tot"}


def test_downgrades_add_up_and_stop_at_the_lowest() -> None:
    """One rule one tier, two rules two; the lowest stays, and every rule names whom it lowered."""
    rules = [
        Downgrade(id="khong-mang", vi="Không có mạng", where={"mang": "..0"}),
        Downgrade(id="thap", where=Where.of({"ha-tang": "<70%"}), tiers=2),
        Downgrade(id="yeu-nhat", where={"may": "..1"}),
    ]
    ranking = rank(table(**ROWS), law(downgrades=rules))
    assert tiers_of(ranking) == {"a": "tot", "b": "tot", "c": "tot", "d": "yeu", "e": "yeu", "f": "yeu"}
    told = {it.subject: (it.message, it.units) for it in ranking.remarks if it.code == "downgrade"}
    assert told == {
        "downgrade.khong-mang": ("Không có mạng: 1 tier lower: d", ("d",)),
        "downgrade.thap": ("thap: 2 tiers lower: d and e", ("d", "e")),
    }
    assert ranking["d"].why[3:5] == (
        "Lowered to Yếu by Không có mạng: mang = ..0: met (0.0 of 4)",
        "Lowered to Yếu by thap: ha-tang = <70%: met (6.0 of 10)",
    )
    assert [it.met for it in ranking.conditions("thap", "a")] == [False]


@pytest.mark.parametrize(
    ("rule", "code", "path"),
    [
        ({"id": "x", "where": {"mang": "..0"}, "tiers": 3}, "bad-downgrade", "downgrade[0].tiers"),
        ({"id": "x", "where": {"mang": "..0"}, "tiers": 0}, "bad-downgrade", "downgrade[0].tiers"),
        ({"id": "x", "where": {}}, "bad-downgrade", "downgrade[0].where"),
        ({"id": "tot", "where": {"mang": "..0"}}, "double-id", "downgrade[0].id"),
        ({"id": "x", "where": {"tier": "tot"}}, "too-early", "downgrade[0].where.tier"),
    ],
)
def test_a_downgrade_that_cannot_be_is_refused(rule, code, path) -> None:
    """Too many tiers, nobody in particular, a name that is taken, a tier that it would decide itself."""
    with pytest.raises(RubricError) as error:
        law(downgrades=[Downgrade(**rule)])
    assert (code, path) in [(it.code, str(it.where)) for it in error.value.problems]


def test_every_indicator_is_no_key_and_no_gate() -> None:
    """Nothing is ordered by it, and a node that gates itself is too early."""
    with pytest.raises(RubricError, match=r"rank\.by"):
        law(rank={"by": ["indicators"]})
    with pytest.raises(RubricError, match="later than this condition"):
        Rubric(
            id="demo/it@2026",
            total=Group(decimals=1),
            nodes=[Indicator(id="may", max=6), Indicator(id="mang", max=4, only={"indicators": ">0"})],
        )


def test_shares_are_rounded_as_the_source_rounds_them() -> None:
    """Each on its own: 4 of 6 are 67 %, 1 of 6 are 17 %, and they add up to 101."""
    ranking = rank(table(**ROWS), law())
    assert ranking.tier_shares(decimals=0) == {"tot": Decimal(67), "kha": Decimal(17), "yeu": Decimal(17)}
    assert ranking.tier_shares()["tot"] == Decimal("66.67")


def test_the_gate_of_a_node_is_reported_like_any_condition() -> None:
    """Met or not, with the value."""
    gated = law(tiers=[])
    nodes = [*gated.nodes[:3], Indicator(id="ung-dung", max=10, only={"may": "2.."}), gated.nodes[4]]
    ranking = rank(table(**ROWS), Rubric(id="demo/it@2026", total=Group(decimals=1), nodes=nodes))
    assert [str(it) for it in ranking.conditions("ung-dung", "f")] == ["may = 2..: not met (1.0 of 6)"]


def test_the_log_says_which_key_separated_whom() -> None:
    """Two have one total; the second key puts c before b, and d, equal in both, is left to the ids."""
    rows = {"b": (5, 4, 8, 0), "c": (6, 4, 7, 0), "d": (5, 4, 8, 0), "f": (1, 1, 1, 0)}
    ranking = rank(table(**rows), law(rank={"break_by": ["ha-tang"], "last": "id"}))
    assert [it.unit.id for it in ranking.standings] == ["c", "b", "d", "f"]
    (told,) = [it for it in ranking.remarks if it.code == "tie-broken"]
    assert told.message == "Equal in the total: C before B by ha-tang (10.0 against 9.0)"
    assert told.units == ("c", "b", "d")


def test_those_who_share_a_place_are_named_together() -> None:
    """Both equals stand before the third."""
    rows = {"b": (6, 4, 7, 0), "a": (6, 4, 7, 0), "c": (5, 4, 8, 0)}
    ranking = rank(table(**rows), law(rank={"break_by": ["ha-tang"]}))
    (told,) = [it for it in ranking.remarks if it.code == "tie-broken"]
    assert told.message == "Equal in the total: A and B before C by ha-tang (10.0 against 9.0)"


def test_a_name_where_a_range_is_meant_is_refused_for_every_indicator_too() -> None:
    """A bare number does not say which side it means."""
    with pytest.raises(RubricError) as error:
        law([Tier(id="tot", where={"groups": "50"}), Tier(id="yeu")])
    assert [it.code for it in error.value.problems] == ["wrong-test"]


def test_the_bound_of_a_tier_is_one_of_its_conditions() -> None:
    """Met or not, with the value."""
    ranking = rank(table(**ROWS), law())
    assert [str(it) for it in ranking.conditions("tot", "e")] == ["the total = 80%..: not met (12.0 of 20)"]


def test_remarks_on_a_rubric_with_floors_over_all() -> None:
    """What has no effect is looked for, and every indicator is no node."""
    from ictindex.model.rubric_remarks import rubric_remarks

    assert rubric_remarks(law([Tier(id="tot", where={"indicators": ">0"}), Tier(id="yeu")])) == ()
