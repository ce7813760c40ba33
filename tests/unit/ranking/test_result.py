from __future__ import annotations

import copy
import gc
import pickle
import weakref
from decimal import Decimal

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from ictindex.model import Exclusion, Group, Indicator, Prize, RankRule, Tier, UnknownName, View, Where
from ictindex.ranking.json_text import dumps

POINTS = {
    "so-b": ["so", 40, 9],
    "so-a": ["so", 50, 8],
    "so-c": ["so", 40, 9],
    "xa-a": ["xa", 20, 5],
    "xa-b": ["xa", 30, 4],
}
RULES = {
    "partitions": {"block": {"so": {"vi": "Sở"}, "xa": {"vi": "Xã"}}},
    "nodes": [Indicator(id="a", max=80, vi="Hạ tầng"), Indicator(id="b", max=20, decimals=1)],
    "views": [View(id="ky-thuat", over=["a", "b"], decimals=1)],
    "tiers": [Tier(id="tot", vi="Tốt", bound="50%"), Tier(id="yeu", vi="Yếu")],
    "awards": [Prize(id="thi", vi="Thi đua", per="block", prizes=["Nhất 1"], to=["lãnh đạo", "cán bộ"])],
}


def by_pickle(value):
    """The same value, sent away and received again."""
    return pickle.loads(pickle.dumps(value))


@pytest.fixture
def ranking(ranked):
    """Five units in two blocks."""
    return ranked(POINTS, **RULES)


def test_a_unit_is_found_by_its_id_and_a_near_name_is_offered(ranking):
    """No silent None."""
    assert ranking["xa-b"].rank == 1
    with pytest.raises(UnknownName, match='did you mean "so-a"'):
        ranking["so-aa"]


def test_a_standing_has_exactly_the_printed_digits(ranking):
    """Two decimals of the total, one of b, the total's two where a node has none."""
    standing = ranking["so-b"]
    assert (str(standing.score), str(standing.percent)) == ("49.00", "49.00")
    assert {name: str(node.score) for name, node in standing.nodes.items()} == {
        "total": "49.00",
        "a": "40.00",
        "b": "9.0",
        "ky-thuat": "24.5",
    }


def test_every_node_and_view_has_a_rank_inside_the_block(ranking):
    """By its own value, the higher the better; the total by the ranked key."""
    assert ranking.ranks().tolist() == [2, 1, 2, 2, 1]
    assert ranking.ranks("b").tolist() == [1, 3, 1, 1, 2]
    assert ranking.ranks("b", within="all").tolist() == [1, 3, 1, 4, 5]
    assert ranking["so-a"].nodes["b"].rank == 3
    assert ranking["so-a"].nodes["total"].rank == 1
    assert ranking.ranks().dtype == np.int32


def test_equals_at_a_node_share_its_rank_also_under_ordinal_ranks(ranked):
    """The last resort separates the total only."""
    ranking = ranked(POINTS, **RULES, rank=RankRule(ties="ordinal", last="id"))
    assert ranking.ranks().tolist() == [2, 1, 3, 2, 1]
    assert ranking.ranks("a").tolist() == [2, 1, 2, 2, 1]


def test_a_unit_that_is_not_ranked_is_ranked_at_no_node(ranked):
    """Nor is one at a node that does not apply to it."""
    nodes = [Indicator(id="a", max=80), Indicator(id="b", max=20, missing="not-applicable")]
    ranking = ranked(
        {"x": [1, 2], "y": [3, None], "z": [5, 6]},
        nodes=nodes,
        exclude=[Exclusion(where={"unit": "z"}, why="an ninh")],
    )
    assert ranking.ranks("b").tolist() == [1, 0, 0]
    assert (ranking["y"].nodes["b"].rank, ranking["y"].nodes["b"].score) == (None, None)


def test_unknown_nodes_and_partitions_are_refused(ranking):
    """With the nearest name."""
    with pytest.raises(UnknownName, match="ky-thuat"):
        ranking.ranks("ky-thuatt")
    with pytest.raises(UnknownName, match="block"):
        ranking.ranks(within="blok")
    with pytest.raises(UnknownName, match="thi"):
        ranking.conditions("thii", "so-a")


def test_arrays_are_read_only_also_after_pickle_and_deepcopy(ranking):
    """Nobody changes a result by accident."""
    for it in (ranking, by_pickle(ranking), copy.deepcopy(ranking)):
        for array in (it.ranks(), it.ranks("a"), it.tiers(), it.order, it.places.ranked, it.history.places):
            with pytest.raises(ValueError, match="read-only"):
                array[0] = array[1]


def test_a_pickled_ranking_says_the_same(ranking):
    """Every printed byte, the awards' reasons, and the unit's reasons."""
    again = by_pickle(ranking)
    assert dumps(again.to_dict()) == dumps(ranking.to_dict())
    assert [it.reason for it in again.awards] == [it.reason for it in ranking.awards]
    assert again.standings[1].why == ranking.standings[1].why
    assert again.awards == ranking.awards
    assert by_pickle(ranking.standings[0]) == ranking.standings[0]


def test_an_award_alone_takes_its_words_along(ranking):
    """Pickled without the ranking."""
    award = by_pickle(ranking.awards[0])
    assert award.reason == ranking.awards[0].reason


def test_why_tells_rank_neighbour_tier_and_awards(ranking):
    """In the words of the rubric."""
    assert ranking["so-b"].why == (
        "Rank 2 of 3 in Sở, by the total: the total 49.00 of 100",
        "Shares the place with so-c: equal in every key",
        "Behind so-a (rank 1): the total 49.00 against 58.00",
        "Not tier Tốt: the total = 50%..: not met (49.00 of 100)",
        "Tier Yếu: open to the rest",
    )
    assert ranking["so-a"].why[-1] == (
        "Nhất (Thi đua) in Sở: place 1 of 3 who qualify, by the total: the total 58.00; "
        "decided against so-b: the total 49.00"
    )


def test_why_names_the_key_that_separated_two_units(ranked):
    """Equal totals: the break-by key, by its name."""
    ranking = ranked(
        {"x": [40, 10], "y": [30, 20]},
        nodes=[Indicator(id="a", max=80, vi="Hạ tầng"), Indicator(id="b", max=20)],
        rank=RankRule(break_by=["a"]),
    )
    assert ranking["y"].why[1] == "Behind x (rank 1): Hạ tầng 30.00 against 40.00"


def test_why_says_when_the_lot_decided(ranked):
    """Or the unit ids."""
    points = {"x": [40], "y": [40]}
    assert "equal in every key, the unit ids decide" in ranked(points, rank=RankRule(last="id"))["y"].why[1]


def test_why_shows_hidden_digits(ranked):
    """Where the printed values are equal and the ranks are not."""
    ranking = ranked(
        {"a": [Decimal("66.6")], "b": [Decimal("66.9")]},
        total=Group(decimals=0),
        rank=RankRule(value="exact"),
    )
    assert ranking["a"].why[1] == "Behind b (rank 1): the total 66.600000000000 against 66.900000000000"


def test_tiers_are_counted_pooled_and_by_part(ranking):
    """The two counts add up."""
    assert ranking.tier_counts() == {"tot": 1, "yeu": 4}
    assert ranking.tier_counts("block") == {"so": {"tot": 1, "yeu": 2}, "xa": {"tot": 0, "yeu": 2}}


def test_columns_are_in_unit_order(ranking):
    """`order` sorts them best first."""
    columns = ranking.to_columns()
    assert columns["id"].tolist() == list(POINTS)
    assert columns["id"][ranking.order].tolist() == [it.unit.id for it in ranking.standings]
    assert_array_equal(columns["score"], [49, 58, 49, 25, 34])
    assert columns["b.rank"].tolist() == [1, 3, 1, 1, 2]
    assert columns["awards"][1] == "thi/Nhất (lãnh đạo); thi/Nhất (cán bộ)"
    assert {name for name, column in columns.items() if len(column) != 5} == set()


def test_the_json_form_has_these_keys_in_this_order(ranking):
    """DESIGN 9: a reader may count on them."""
    tree = ranking.to_dict()
    assert list(tree) == [
        "format", "ictindex", "rubric", "status", "law", "data", "units", "tiers", "awards", "remarks", "how",
    ]  # fmt: skip
    assert tree["units"][0] == {
        "id": "so-a",
        "name": "",
        "block": "so",
        "score": Decimal("58.00"),
        "rank": 1,
        "rank_overall": None,
        "percent": Decimal("58.00"),
        "tier": "tot",
        "nodes": {
            "a": {"score": Decimal("50.00"), "rank": 1},
            "b": {"score": Decimal("8.0"), "rank": 3},
            "ky-thuat": {"score": Decimal("29.0"), "rank": 1},
        },
        "awards": [
            {"award": "thi", "prize": "Nhất", "role": "lãnh đạo"},
            {"award": "thi", "prize": "Nhất", "role": "cán bộ"},
        ],
        "change": None,
        "change_reason": "no-previous",
        "rank_reason": None,
    }
    assert list(tree["units"][0]) == [
        "id", "name", "block", "score", "rank", "rank_overall", "percent", "tier", "nodes", "awards",
        "change", "change_reason", "rank_reason",
    ]  # fmt: skip
    assert tree["tiers"][0] == {
        "id": "tot", "vi": "Tốt", "en": "",
        "count": 1, "share": Decimal("20.00"), "parts": {"so": 1, "xa": 0},
    }  # fmt: skip
    assert tree["awards"][2] == {
        "award": "thi",
        "prize": "Nhất",
        "unit": "xa-b",
        "role": "lãnh đạo",
        "part": "xa",
        "values": {"total": Decimal("34.00")},
        "against": {"unit": "xa-a", "values": {"total": Decimal("25.00")}},
        "reason": (
            "Nhất (Thi đua) in Xã: place 1 of 2 who qualify, by the total: the total 34.00; "
            "decided against xa-a: the total 25.00"
        ),
    }


def test_permuting_the_units_permutes_the_result_and_nothing_else(ranked):
    """L1, down to the printed bytes."""
    first = ranked(POINTS, **RULES)
    second = ranked(dict(reversed(POINTS.items())), **RULES)
    assert dumps(first.to_dict()) == dumps(second.to_dict())


def test_a_ranking_that_is_let_go_leaves_nothing_to_the_collector(ranked):
    """Large tables go with the last name for them: nothing that a ranking keeps holds it in turn."""
    year = {"id": "demo/it@2027", "comparable": ["rank", "score"]}
    effort = Prize(id="no-luc", vi="Nỗ lực", by=["change"], among=Where.of({"change": "0.."}), prizes=["Nhất 1"])
    rules = {**RULES, "awards": [*RULES["awards"], effort]}
    before = ranked(POINTS, **rules)
    gc.collect()
    gc.disable()
    try:
        ranking = ranked(POINTS, **rules, **year, previous=before)
        assert ranking.awards
        for unit in POINTS:
            assert ranking[unit].why
        sheet, scores = weakref.ref(ranking.sheet), weakref.ref(ranking.scores)
        del ranking
        assert sheet() is None
        assert scores() is None
    finally:
        gc.enable()


def test_digests_stand_in_the_result(ranked):
    """As texts, or from functions that are called when they are asked for."""
    ranking = ranked(POINTS, **RULES, law="abc", data=lambda: "def")
    assert (ranking.law, ranking.data, ranking.to_dict()["law"]) == ("abc", "def", "abc")


def test_a_node_without_stated_decimals_is_printed_with_six_and_a_remark(ranked):
    """Where the total states none either."""
    ranking = ranked({"a": [50]}, total=Group(), rank=RankRule(value="exact"))
    assert str(ranking["a"].score) == "50.000000"
    assert [it.code for it in ranking.remarks] == ["scores"]


def test_a_ranking_shows_itself_in_one_line(ranking):
    """For a prompt."""
    assert repr(ranking) == "<Ranking demo/it@2026 (illustrative): 5 units, 4 awards, 0 remarks>"
