from __future__ import annotations

import pytest

from ictindex.model import Indicator, Prize, RankRule, Tier
from ictindex.ranking.lots import lot_of

NINE = {f"u{n}": [90 - n] for n in range(9)}
# 90 80 80 70
TIED = {"a": [90], "b": [80], "c": [80], "d": [70]}


def given(ranking):
    """(prize, unit) in the order of granting."""
    return [(award.prize, award.unit) for award in ranking.awards]


def test_a_ladder_per_block(ranked):
    """Nhất 1, Nhì 1 in each block, in the order of the blocks."""
    points = {"x1": ["xa", 60], "s1": ["so", 90], "s2": ["so", 80], "s3": ["so", 70], "x2": ["xa", 50]}
    ranking = ranked(
        points,
        partitions={"block": {"so": {"vi": "Sở"}, "xa": {"vi": "Xã"}}},
        awards=[Prize(id="tap-the", per="block", prizes=["Nhất 1", "Nhì 1"])],
    )
    assert [(it.part, it.prize, it.unit) for it in ranking.awards] == [
        ("so", "Nhất", "s1"),
        ("so", "Nhì", "s2"),
        ("xa", "Nhất", "x1"),
        ("xa", "Nhì", "x2"),
    ]


def test_without_per_there_is_one_ladder_over_all_blocks(ranked):
    """The first four of all ranked units."""
    points = {"x1": ["xa", 95], "s1": ["so", 90], "s2": ["so", 80]}
    ranking = ranked(points, awards=[Prize(id="nhat", prizes=["Nhất 2"])])
    assert [(it.part, it.unit) for it in ranking.awards] == [(None, "x1"), (None, "s1")]


def test_ha_noi_2012_gives_prizes_in_other_blocks_than_it_ranks_in(ranked):
    """One ranking block of districts, two prize blocks of it; persons; one prize for a single node."""
    points = {
        "s1": ["so", 40, 9], "s2": ["so", 50, 8], "q1": ["huyen", 45, 7], "h1": ["huyen", 60, 1],
        "h2": ["huyen", 30, 2], "x1": ["xa", 20, 5], "x2": ["xa", 30, 4],
    }  # fmt: skip
    ranking = ranked(
        points,
        tags={"q1": ["quan"], "h1": ["nong-thon"], "h2": ["nong-thon"]},
        partitions={
            "block": {"so": {}, "huyen": {}, "xa": {}},
            "prize-block": {
                "so": {"where": {"block": ["so"]}},
                "quan": {"where": {"tag": ["quan"]}},
                "huyen": {"where": {"tag": ["nong-thon"]}},
                "xa": {"where": {"block": ["xa"]}},
            },
        },
        awards=[
            Prize(id="tap-the", per="prize-block", prizes=["Nhất 1"]),
            Prize(
                id="ca-nhan",
                per="prize-block",
                among={"prize": "Nhất", "prize-block": ["so", "quan", "huyen"]},
                prizes=["Cá nhân"],
                to=["lãnh đạo phụ trách", "cán bộ chuyên trách"],
            ),
            Prize(
                id="phuc-vu",
                per="prize-block",
                among={"prize-block": ["xa"]},
                by=["b"],
                prizes=["Cá nhân 1"],
                to=["lãnh đạo"],
            ),
        ],
    )
    assert [(it.award, it.part, it.unit, it.role) for it in ranking.awards] == [
        ("tap-the", "so", "s2", None),
        ("tap-the", "quan", "q1", None),
        ("tap-the", "huyen", "h1", None),
        ("tap-the", "xa", "x2", None),
        ("ca-nhan", "so", "s2", "lãnh đạo phụ trách"),
        ("ca-nhan", "so", "s2", "cán bộ chuyên trách"),
        ("ca-nhan", "quan", "q1", "lãnh đạo phụ trách"),
        ("ca-nhan", "quan", "q1", "cán bộ chuyên trách"),
        ("ca-nhan", "huyen", "h1", "lãnh đạo phụ trách"),
        ("ca-nhan", "huyen", "h1", "cán bộ chuyên trách"),
        ("phuc-vu", "xa", "x1", "lãnh đạo"),
    ]
    assert ranking["q1"].rank == 2
    assert ranking.remarks == ()


@pytest.mark.parametrize(
    ("tie", "winners", "left"),
    [
        ("extend", [("Nhất", "a"), ("Nhì", "b"), ("Nhì", "c"), ("Ba", "d")], 0),
        ("shrink", [("Nhất", "a"), ("Ba", "b"), ("Ba", "c")], 1),
        ("jury", [("Nhất", "a")], 3),
    ],
)
def test_a_tie_at_the_edge_follows_the_rule_and_is_remarked(ranked, tie, winners, left):
    """Nhất 1, Nhì 1, Ba 2 of 90 80 80 70."""
    ranking = ranked(TIED, awards=[Prize(id="thi", prizes=["Nhất 1", "Nhì 1", "Ba 2"], tie=tie)])
    assert given(ranking) == winners
    tied = [remark for remark in ranking.remarks if remark.code == "prize-tie"]
    assert [(it.units, it.subject) for it in tied] == [(("b", "c"), "award.thi/Nhì")]
    shortage = {"extend": 1}.get(tie, 0)
    assert sum(remark.left for remark in ranking.remarks) == left + shortage
    given_units = {it.unit for it in ranking.awards}
    assert len(given_units) + left + shortage - (tie == "extend") == 4


@pytest.mark.parametrize(
    ("break_by", "rank", "winner"),
    [
        (["b"], RankRule(last="id"), "y"),
        (["-b"], RankRule(last="id"), "x"),
        ([], RankRule(break_by=["b"], last="id"), "y"),
        ([], RankRule(last="id"), "x"),
    ],
)
def test_a_tie_is_broken_by_the_prizes_key_then_the_ranks_then_the_last_resort(ranked, break_by, rank, winner):
    """Two units of 50 points, of which y has more of b."""
    points = {"y": [20, 30], "x": [30, 20]}
    prize = Prize(id="thi", by=["total"], prizes=["Nhất 1"], tie="break", break_by=break_by)
    ranking = ranked(points, rank=rank, awards=[prize])
    assert given(ranking) == [("Nhất", winner)]
    assert [it.code for it in ranking.remarks if it.subject == "award.thi/Nhất"] == ["prize-tie"]


@pytest.mark.parametrize(("prize_seed", "seed"), [("giai", "giai"), (None, "hang")])
def test_a_lot_is_drawn_with_the_prizes_seed_else_the_ranks(ranked, prize_seed, seed):
    """The smaller lot wins."""
    award = Prize(id="thi", prizes=["Nhì 2"], tie="lot", seed=prize_seed)
    ranking = ranked(TIED, rank=RankRule(seed="hang"), awards=[award])
    assert given(ranking) == [("Nhì", "a"), ("Nhì", min("bc", key=lambda unit: lot_of(seed, unit)))]


def test_equality_at_the_edge_is_of_the_prizes_keys_not_of_the_ranks(ranked):
    """The rank's break-by key separates x and y, but the prize is for points alone: the jury decides."""
    points = {"y": [20, 30], "x": [30, 20]}
    prize = Prize(id="thi", by=["total"], prizes=["Nhất 1"])
    ranking = ranked(points, rank=RankRule(break_by=["b"]), awards=[prize])
    assert (ranking["y"].rank, ranking["x"].rank, ranking.awards) == (1, 2, ())


def test_without_keys_of_its_own_a_prize_goes_by_the_ranked_key(ranked):
    """The rank separates x and y, and so does the prize: the unit at rank 1 takes the first."""
    points = {"y": [20, 30], "x": [30, 20]}
    ranking = ranked(points, rank=RankRule(break_by=["b"]), awards=[Prize(id="thi", prizes=["Nhất 1"])])
    assert given(ranking) == [("Nhất", "y")]


def test_a_prize_that_looks_at_one_left_to_the_jury_says_so(ranked):
    """Who wins the second prize depends on whom the jury gives the first."""
    awards = [
        Prize(id="thi", by=["total"], prizes=["Nhất 1"]),
        Prize(id="khen", among={"prize": "-Nhất"}, prizes=["Khen"]),
        Prize(id="khac", prizes=["Khác"]),
    ]
    ranking = ranked({"a": [90], "b": [90], "c": [70]}, awards=awards)
    (waiting,) = [remark for remark in ranking.remarks if remark.code == "waits-for-jury"]
    assert (waiting.subject, waiting.units) == ("award.khen", ("a", "b"))


def test_a_shortage_is_recorded_with_the_number_left(ranked):
    """Two units for five places."""
    ranking = ranked({"a": [2], "b": [1]}, awards=[Prize(id="thi", prizes=["Nhất 1", "Nhì 2", "Ba 2"])])
    assert [(it.code, it.subject, it.left) for it in ranking.remarks] == [
        ("shortage", "award.thi/Nhì", 1),
        ("shortage", "award.thi/Ba", 2),
    ]


def test_nobody_who_qualifies_is_recorded(ranked):
    """Also for a recognition, which has no number."""
    awards = [Prize(id="cn", among={"diem": "95.."}, prizes=["Công nhận"])]
    (remark,) = ranked(TIED, awards=awards).remarks
    assert str(remark) == "cn, Công nhận: not given, nobody qualifies"


def test_a_part_that_the_prize_is_not_for_lacks_nothing(ranked):
    """Departments' prizes are not missing in the communes, but are where no department reaches the floor."""
    points = {"s1": ["so", 40], "x1": ["xa", 60]}
    award = Prize(id="thi", per="block", among={"block": ["so"], "diem": "50.."}, prizes=["Nhất 1"])
    assert [(it.subject, it.left) for it in ranked(points, awards=[award]).remarks] == [("award.thi/Nhất/so", 1)]


def test_a_unit_in_no_part_neither_wins_nor_hides_a_shortage(ranked):
    """One unit in part mot, one in none; part hai has a unit below the floor, so its prize is left."""
    ranking = ranked(
        {"a": ["so", 80], "b": ["so", 90], "c": ["so", 40]},
        tags={"a": ["mot"], "c": ["hai"]},
        partitions={
            "block": {"so": {}},
            "khoi": {"mot": {"where": {"tag": "mot"}}, "hai": {"where": {"tag": "hai"}}},
        },
        awards=[Prize(id="thi", per="khoi", among={"diem": "50.."}, prizes=["Nhất 1"])],
    )
    assert [(it.part, it.unit) for it in ranking.awards] == [("mot", "a")]
    assert [(it.code, it.subject) for it in ranking.remarks] == [
        ("no-part", "partition.khoi"),
        ("shortage", "award.thi/Nhất/hai"),
    ]


def test_recognition_names_every_condition_as_met_or_not(ranked):
    """With the value found, also inside any and at_least; on the exact percent of a node's maximum."""
    nodes = [Indicator(id="a", max=80), Indicator(id="b", max=20)]
    among = {
        "percent": ">75",
        "b": "50%..",
        "any": [{"a": "70.."}, {"tag": ["thi-diem"]}],
        "at_least": [2, {"a": "1.."}, {"b": "1.."}, {"tier": ["tot"]}],
    }
    ranking = ranked(
        {"x": [66, 10], "y": [66, 10], "z": [80, 9]},
        nodes=nodes,
        tags={"x": ["thi-diem"]},
        tiers=[Tier(id="tot", bound=80), Tier(id="yeu")],
        awards=[Prize(id="cn", vi="Cơ quan điện tử", among=among, prizes=["Công nhận"])],
    )
    assert given(ranking) == [("Công nhận", "x")]
    assert [str(met) for met in ranking.conditions("cn", "y")] == [
        "percent = >75: met (76.00)",
        "b = 50%..: met (10.00 of 20)",
        "any of (a = 70..; tag = thi-diem): not met (0 of 2)",
        "at least 2 of (a = 1..; b = 1..; tier = tot): met (2 of 3)",
    ]
    assert [str(met) for met in ranking.conditions("cn", "z")[2].inside] == [
        "a = 70..: met (80.00 of 80)",
        "tag = thi-diem: not met (none)",
    ]
    assert ranking["x"].awards[0].reason == "Công nhận (Cơ quan điện tử): meets every condition, one of 1"
    why = ranking["z"].why
    assert "Cơ quan điện tử: not received" in why
    assert "- b = 50%..: not met (9.00 of 20)" in why


def test_an_exclusive_prize_keeps_its_winners_out_of_later_ones(ranked):
    """The best wins the first; the second goes to the next, who may then win a third."""
    awards = [
        Prize(id="mot", prizes=["Nhất 1"], exclusive=True),
        Prize(id="hai", prizes=["Nhất 1"]),
        Prize(id="ba", prizes=["Nhất 1"]),
    ]
    ranking = ranked({"a": [3], "b": [2], "c": [1]}, awards=awards)
    assert [(it.award, it.unit) for it in ranking.awards] == [("mot", "a"), ("hai", "b"), ("ba", "b")]


@pytest.mark.parametrize(
    ("condition", "winners"),
    [
        ("Nhất", ["u0"]),
        ("mot", ["u0", "u1"]),
        ("mot/Nhì", ["u1"]),
        ("-mot", [f"u{n}" for n in range(2, 9)]),
        (["mot", "-Nhất"], ["u1"]),
    ],
)
def test_a_later_prize_looks_at_earlier_ones_by_prize_award_or_both(ranked, condition, winners):
    """`prize` is a prize's name, an award's id, or id/name."""
    awards = [
        Prize(id="mot", prizes=["Nhất 1", "Nhì 1"]),
        Prize(id="hai", among={"prize": condition}, prizes=["Cá nhân"]),
    ]
    ranking = ranked(NINE, awards=awards)
    assert [it.unit for it in ranking.awards if it.award == "hai"] == winners


def test_conditions_are_explained_as_they_were_when_the_prize_was_decided(ranked):
    """The winner of a later prize had not won it yet."""
    awards = [
        Prize(id="mot", prizes=["Nhất 1"]),
        Prize(id="hai", among={"prize": "-mot"}, prizes=["Nhất 1"]),
        Prize(id="ba", among={"prize": "hai"}, prizes=["Cá nhân"]),
    ]
    ranking = ranked(NINE, awards=awards)
    assert [str(it) for it in ranking.conditions("hai", "u1")] == ["prize = -mot: met (none)"]
    assert [str(it) for it in ranking.conditions("ba", "u1")] == ["prize = hai: met (Nhất, hai, hai/Nhất)"]


def test_a_unit_without_a_value_of_the_key_does_not_qualify(ranked):
    """A prize for b is not for units that b does not apply to."""
    nodes = [Indicator(id="a", max=80), Indicator(id="b", max=20, missing="not-applicable")]
    ranking = ranked({"x": [80, None], "y": [10, 5]}, nodes=nodes, awards=[Prize(id="b", by=["b"], prizes=["Nhất 2"])])
    assert given(ranking) == [("Nhất", "y")]


def test_an_excluded_unit_wins_nothing(ranked):
    """Prizes are for ranked units."""
    from ictindex.model import Exclusion

    rules = {
        "exclude": [Exclusion(where={"unit": "a"}, why="an ninh")],
        "awards": [Prize(id="thi", prizes=["Nhất 1"])],
    }
    assert [it.unit for it in ranked({"a": [99], "b": [1]}, **rules).awards] == ["b"]


def test_an_award_says_by_what_on_which_values_and_against_whom(ranked):
    """The next candidate behind the edge of the prize, and both values."""
    ranking = ranked({"a": [90], "b": [80], "c": [70]}, awards=[Prize(id="thi", vi="Thi đua", prizes=["Nhất 2"])])
    first = ranking.awards[0]
    assert [(name, str(value)) for name, value in first.values] == [("total", "90.00")]
    assert (first.against.unit, str(first.against.values[0][1])) == ("c", "70.00")
    assert str(first) == (
        "Nhất (Thi đua): place 1 of 3 who qualify, by the total: the total 90.00; decided against c: the total 70.00"
    )


def test_a_reason_shows_more_digits_where_the_printed_ones_are_equal(ranked):
    """66.6 and 66.9 both print 67."""
    from decimal import Decimal

    from ictindex.model import Group

    ranking = ranked(
        {"a": [Decimal("66.6")], "b": [Decimal("66.9")]},
        total=Group(decimals=0),
        rank=RankRule(value="exact"),
        awards=[Prize(id="thi", prizes=["Nhất 1"])],
    )
    assert "the total 66.900000000000; decided against a: the total 66.600000000000" in ranking.awards[0].reason
