from __future__ import annotations

from decimal import Decimal

import pytest

from ictindex.model import Exclusion, Group, Indicator, RankRule, TieRefused
from ictindex.ranking.lots import lot_of

TIED = {"d": [80], "c": [90], "b": [80], "a": [70]}


def ranks(ranking):
    """Rank by unit id."""
    return {standing.unit.id: standing.rank for standing in ranking.standings}


@pytest.mark.parametrize(
    ("ties", "expected"),
    [
        ("competition", {"c": 1, "b": 2, "d": 2, "a": 4}),
        ("modified", {"c": 1, "b": 3, "d": 3, "a": 4}),
        ("dense", {"c": 1, "b": 2, "d": 2, "a": 3}),
    ],
)
def test_units_share_a_place_as_the_rubric_numbers_it(ranked, ties, expected):
    """90 80 80 70; equals stand in the order of their ids, which is no order of rank."""
    assert list(expected.items()) == list(ranks(ranked(TIED, rank=RankRule(ties=ties))).items())


def test_a_break_by_key_separates_equals(ranked):
    """Equal totals, the higher b stands first; a lower b where the key has a minus."""
    points = {"x": [40, 10], "y": [20, 30], "z": [10, 20]}
    assert ranks(ranked(points, rank=RankRule(break_by=["b"]))) == {"y": 1, "x": 2, "z": 3}
    assert ranks(ranked(points, rank=RankRule(break_by=["-b"]))) == {"x": 1, "y": 2, "z": 3}


def test_a_unit_without_a_value_of_a_key_stands_behind_the_others(ranked):
    """Whatever the direction of the key: not applicable is neither high nor low."""
    nodes = [Indicator(id="a", max=100), Indicator(id="b", max=50, missing="not-applicable")]
    points = {"x": [30, None], "y": [20, 10], "z": [10, 20]}
    for key, expected in (("b", {"z": 1, "y": 2, "x": 3}), ("-b", {"y": 1, "z": 2, "x": 3})):
        found = ranks(ranked(points, nodes=nodes, rank=RankRule(by=[key])))
        assert expected == found


def test_ordinal_by_id_or_by_lot_gives_every_unit_its_own_rank(ranked):
    """The last resort separates b and d, by their ids or by the lots of a published seed."""
    by_id = ranked(TIED, rank=RankRule(ties="ordinal", last="id"))
    assert ranks(by_id) == {"c": 1, "b": 2, "d": 3, "a": 4}
    first, second = sorted("bd", key=lambda unit: lot_of("2026", unit))
    by_lot = ranked(TIED, rank=RankRule(ties="ordinal", last="lot", seed="2026"))
    assert ranks(by_lot) == {"c": 1, first: 2, second: 3, "a": 4}
    assert [(it.code, it.units) for it in by_lot.remarks] == [("rank-tie", (first, second))]


def test_sharing_is_no_event(ranked):
    """Sharing (`last = "share"`) is what happens to equals; only other resorts are remarked."""
    assert ranked(TIED).remarks == ()


def test_jury_shares_the_rank_and_names_the_units(ranked):
    """They stand at rank 2 until the jury decides."""
    ranking = ranked(TIED, rank=RankRule(last="jury"))
    assert ranks(ranking)["b"] == ranks(ranking)["d"] == 2
    (remark,) = ranking.remarks
    assert (remark.code, set(remark.units)) == ("rank-tie", {"b", "d"})


def test_refuse_raises_and_names_all_ties(ranked):
    """Every group of equals is named, not the first one."""
    with pytest.raises(TieRefused, match="a and b; c and d"):
        ranked({"d": [10], "c": [10], "b": [20], "a": [20]}, rank=RankRule(last="refuse"))


def test_equals_in_two_blocks_are_no_tie_unless_ranked_over_all(ranked):
    """Refused only where one printed rank would be shared."""
    points = {"a": ["so", 80], "b": ["quan", 80]}
    assert ranks(ranked(points, rank=RankRule(last="refuse"))) == {"a": 1, "b": 1}
    with pytest.raises(TieRefused, match="a and b"):
        ranked(points, rank=RankRule(last="refuse", overall=True))


def test_overall_ranks_stand_beside_those_of_the_blocks(ranked):
    """Only where the rubric says so; without blocks the two are one."""
    points = {"a": ["so", 80], "b": ["quan", 90], "c": ["so", 70]}
    beside = ranked(points, rank=RankRule(overall=True))
    assert [(beside[unit].rank, beside[unit].rank_overall) for unit in "abc"] == [(1, 2), (1, 1), (2, 3)]
    assert ranked(points)["a"].rank_overall is None
    assert [(it.rank, it.rank_overall) for it in ranked(TIED).standings] == [(1, 1), (2, 2), (2, 2), (4, 4)]


def test_an_excluded_unit_is_listed_last_with_the_reason(ranked):
    """It has no rank, no tier, and counts for nobody."""
    ranking = ranked(
        {"bo-cong-an": [99], "b": [80], "a": [90]},
        exclude=[Exclusion(where={"unit": "bo-cong-an"}, why="an ninh")],
    )
    last = ranking.standings[-1]
    assert (last.unit.id, last.rank, last.rank_reason) == ("bo-cong-an", None, "excluded: an ninh")
    assert (ranking["a"].rank, ranking["a"].rank_reason) == (1, None)
    assert last.why == ("Not ranked: excluded: an ninh",)


def test_a_unit_to_which_nothing_applies_is_not_ranked(ranked):
    """Its total is not applicable, which is not 0."""
    nodes = [Indicator(id="diem", max=100, missing="not-applicable")]
    ranking = ranked({"a": [None], "b": [0]}, nodes=nodes)
    assert (ranking["a"].rank, ranking["a"].score, ranking["a"].rank_reason) == (None, None, "not-applicable")
    assert ranking["b"].rank == 1


def test_a_unit_in_no_block_is_not_ranked_and_named(ranked):
    """Where blocks are conditions, a unit may meet none of them."""
    blocks = {"block": {"do-thi": {"where": {"tag": "quan"}}}}
    ranking = ranked({"a": ["x", 80], "b": ["x", 90]}, tags={"a": ["quan"]}, partitions=blocks)
    assert (ranking["a"].rank, ranking["b"].rank, ranking["b"].rank_reason) == (1, None, "no-block")
    assert [(it.code, it.units) for it in ranking.remarks if it.units] == [("no-part", ("b",))]


def test_standings_go_block_by_block_in_the_rubrics_order(ranked):
    """Blocks as declared, the best of each first, whatever the order of the rows."""
    ranking = ranked(
        {"x1": ["xa", 99], "s2": ["so", 70], "s1": ["so", 80], "x2": ["xa", 60]},
        partitions={"block": {"so": {}, "xa": {}}},
    )
    assert [it.unit.id for it in ranking.standings] == ["s1", "s2", "x1", "x2"]
    assert ranking.order.tolist() == [2, 1, 0, 3]


def test_the_rounded_value_decides_unless_the_rubric_says_exact(ranked):
    """66.6 and 66.4 print 67 and 66; 66.6 and 66.9 both print 67."""
    points, total = {"a": [Decimal("66.6")], "b": [Decimal("66.9")]}, Group(decimals=0)
    assert ranks(ranked(points, total=total)) == {"a": 1, "b": 1}
    exact = ranked(points, total=total, rank=RankRule(value="exact"))
    assert ranks(exact) == {"b": 1, "a": 2}
    assert [(it.code, set(it.units)) for it in exact.remarks] == [("hidden-digits", {"a"})]
