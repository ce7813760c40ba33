from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from ictindex.codec import lineage_digest
from ictindex.model import (
    Event,
    Exclusion,
    Group,
    Indicator,
    Key,
    Lineage,
    LineageUnit,
    NotComparable,
    Published,
    PublishedRow,
    RankRule,
    Where,
)

DAY = date(2025, 7, 1)
BEFORE, AFTER = (date(2024, 1, 1), date(2024, 12, 31)), (date(2025, 1, 1), date(2025, 12, 31))


def lineage(*events, start="abcdefg"):
    """Units of one letter and what became of them in 2025."""
    return Lineage(
        id="demo/units@2025", valid=(BEFORE[0], AFTER[1]), units=[LineageUnit(id=it) for it in start], events=events
    )


def event(kind, before, after, **about):
    """An event; each letter is a unit."""
    return Event(kind=kind, on=DAY, before=list(before), after=[LineageUnit(id=it) for it in after], **about)


def changes(ranking):
    """Change, or the reason for none, by unit."""
    return {it.unit.id: it.change if it.change_reason is None else it.change_reason for it in ranking.standings}


def remark(ranking, code):
    """The message of the one remark with a code."""
    return next(it.message for it in ranking.remarks if it.code == code)


def test_a_merged_unit_is_compared_with_the_carried_table(ranked):
    """By hand: a 90, b 60, c 80, d 70 were 1, 4, 2, 3; m of a and b has 75, so c, m, d were 1, 2, 3 of three."""
    before = ranked({"a": [90], "b": [60], "c": [80], "d": [70]}, valid=BEFORE)
    way = lineage(event("merge", "ab", "m"))
    rules = {"comparable": ["rank", "score"], "valid": AFTER}
    now = ranked({"m": [50], "c": [40], "d": [60]}, previous=before, lineage=way, **rules)
    assert changes(now) == {"d": 2, "m": 0, "c": -2}
    assert {row.id: (row.rank, row.score) for row in now.previous.rows} == {
        "c": (1, Decimal("80.00")),
        "m": (2, Decimal("75.00")),
        "d": (3, Decimal("70.00")),
    }
    assert "unweighted mean of the printed main indices" in remark(now, "carried")
    assert [it.units for it in now.remarks if it.code == "carried"] == [("c", "d", "m")]
    assert now["m"].why[-1] == "As in demo/it@2026: rank 2"
    assert now.score_change("m") == Decimal("-25.00")


def test_each_main_index_is_rounded_before_the_total(ranked):
    """0.01 and 0.02 have the mean 0.015, printed 0.02; twice that is 0.04, where the mean of the totals is 0.03."""
    nodes = [Indicator(id=name, max=1, decimals=2) for name in ("a", "b")]
    low, high = Decimal("0.01"), Decimal("0.02")
    before = ranked({"a": [low, low], "b": [high, high]}, nodes=nodes, valid=BEFORE)
    way = lineage(event("merge", "ab", "m"))
    now = ranked({"m": [1, 1]}, nodes=nodes, valid=AFTER, previous=before, lineage=way)
    assert now.previous.row("m").score == Decimal("0.04")


def test_sizes_weigh_where_they_are_given(ranked):
    """A quarter of 90 and three quarters of 50."""
    before = ranked({"a": [90], "b": [50]}, valid=BEFORE)
    way = lineage(event("merge", "ab", "m")).between(BEFORE[1], AFTER[1], weights={"a": 100, "b": 300})
    now = ranked({"m": [1]}, previous=before, lineage=way)
    assert now.previous.row("m").score == Decimal("60.00")
    assert ": each of 1 merged units has the weighted mean" in remark(now, "carried")


def test_a_size_for_nobody_is_a_remark(ranked):
    """A slip in a code is told beside what was carried, and is no unit without a value."""
    before = ranked({"a": [90], "b": [50]}, valid=BEFORE)
    way = lineage(event("merge", "ab", "m")).between(BEFORE[1], AFTER[1], weights={"a": 1, "b": 3, "B": 9})
    now = ranked({"m": [1]}, previous=before, lineage=way)
    assert remark(now, "unknown-size") == "a size is given for B, and demo/units@2025 has no unit B on 2024-12-31"
    assert "not-carried" not in {it.code for it in now.remarks}


def test_what_cannot_be_carried_has_a_reason_in_place_of_a_number(ranked):
    """Divided, incomplete, unknown to the lineage, new; the others are compared among those that were carried."""
    way = lineage(
        event("split", "a", "xy"), event("merge", "bc", "m"), event("merge", "ef", "n"), event("found", "", "k")
    )
    before = ranked({"a": [9], "b": [8], "d": [6], "e": [5], "f": [1], "g": [4]}, valid=BEFORE)
    now = ranked(
        {"x": [9], "y": [8], "m": [7], "n": [6], "d": [5], "k": [4], "strange": [3], "g": [1]},
        valid=AFTER,
        previous=before,
        lineage=way,
    )
    assert changes(now) == {
        "x": "divided",
        "y": "divided",
        "m": "no-value",
        "n": -1,
        "d": -4,
        "k": "new",
        "strange": "not-in-lineage",
        "g": -6,
    }
    assert remark(now, "not-carried").startswith("Without a value of the year before: ")
    assert now["x"].why[-1] == "No change in rank: a part of it belonged to a unit that was divided"


def test_a_rename_or_a_new_code_ranks_nothing_again(ranked):
    """The printed table is taken over under this year's codes; of a printed table too."""
    way = lineage(event("recode", "a", "k"), event("rename", "b", "b"))
    before = ranked({"a": [9], "b": [8]}, valid=BEFORE)
    now = ranked({"k": [1], "b": [2]}, valid=AFTER, previous=before, lineage=way)
    assert changes(now) == {"b": 1, "k": -1}
    printed = Published(rows=[PublishedRow(id="a", rank=4), PublishedRow(id="b", rank=9)])
    between = way.between(BEFORE[1], AFTER[1])
    assert changes(ranked({"k": [1], "b": [2]}, previous=printed, lineage=between)) == {"b": 8, "k": 2}


def test_a_printed_table_without_indices_is_not_ranked_again(ranked):
    """No number in a block in which units merged; other blocks keep theirs."""
    rows = [("a", "so", 1), ("b", "so", 2), ("c", "so", 3), ("d", "xa", 1), ("e", "xa", 2)]
    printed = Published(rows=[PublishedRow(id=it, block=block, rank=rank) for it, block, rank in rows])
    way = lineage(event("merge", "ab", "m")).between(BEFORE[1], AFTER[1])
    points = {"m": ["so", 9], "c": ["so", 8], "d": ["xa", 1], "e": ["xa", 2]}
    now = ranked(points, previous=printed, lineage=way)
    assert changes(now) == {"m": "no-indices", "c": "not-re-ranked", "e": 1, "d": -1}
    assert "whose main indices are not known here, so that it cannot be ranked again" in remark(now, "not-re-ranked")


def test_a_unit_of_two_blocks_is_not_compared(ranked):
    """Its predecessors stood in two orders, and the mean of their points in neither."""
    before = ranked({"a": ["so", 9], "b": ["xa", 8], "c": ["so", 7]}, valid=BEFORE)
    way = lineage(event("merge", "ab", "m"))
    now = ranked({"m": ["so", 9], "c": ["so", 8]}, valid=AFTER, previous=before, lineage=way)
    assert changes(now) == {"m": "blocks-differ", "c": -1}


def test_a_unit_that_was_not_ranked_is_not_carried(ranked):
    """Excluded alone it stays unranked; with another its value is no value."""
    rules = {"exclude": [Exclusion(where=Where.of({"unit": ["a", "d"]}), why="quân đội")]}
    before = ranked({"a": [9], "b": [8], "c": [7], "d": [6]}, valid=BEFORE, **rules)
    way = lineage(event("merge", "ab", "m"), event("recode", "d", "k"))
    now = ranked({"m": [9], "c": [8], "k": [7]}, valid=AFTER, previous=before, lineage=way)
    assert changes(now) == {"m": "no-value", "c": -1, "k": "not-ranked"}


def test_an_index_that_did_not_apply_stays_so(ranked):
    """Where it applied to none of the predecessors the merged unit is without it; where to one, without a value."""
    nodes = [Indicator(id="a", max=10), Indicator(id="b", max=10, missing="not-applicable")]
    before = ranked({"a": [4, "n/a"], "b": [6, "n/a"], "c": [5, 5], "d": [1, "n/a"]}, nodes=nodes, valid=BEFORE)
    way = lineage(event("merge", "ab", "m"), event("merge", "cd", "n"))
    now = ranked({"m": [1, 1], "n": [0, 0]}, nodes=nodes, valid=AFTER, previous=before, lineage=way)
    assert now.previous.row("m").score == Decimal("5.00")
    assert changes(now) == {"m": 0, "n": "no-value"}


def test_the_rank_rule_of_then_orders_the_carried_table(ranked):
    """By an index, ties broken by another; a key below the main indices is left out and said."""
    nodes = [Group(id="g"), Indicator(id="x", max=100, parent="g", read="b"), Indicator(id="a", max=100)]
    rule = RankRule(by=["total"], break_by=[Key.of("a"), Key.of("x")], last="refuse")
    before = ranked({"a": [9, 1], "b": [1, 9], "c": [3, 7]}, nodes=nodes, rank=rule, valid=BEFORE)
    way = lineage(event("merge", "ab", "m"))
    now = ranked({"m": [9, 9], "c": [1, 1]}, nodes=nodes, valid=AFTER, previous=before, lineage=way)
    assert {row.id: row.rank for row in now.previous.rows} == {"m": 1, "c": 2}
    assert remark(now, "carried-keys") == "The carried table is ranked without x, which stands below the main indices"


def test_without_days_a_lineage_is_refused(ranked):
    """Nothing is assumed about the period of a table; `between` says it."""
    printed = Published(rows=[PublishedRow(id="a", rank=1)])
    with pytest.raises(NotComparable, match="the previous table does not say its period"):
        ranked({"a": [1]}, valid=AFTER, previous=printed, lineage=lineage())
    before = ranked({"a": [1]}, valid=BEFORE)
    with pytest.raises(NotComparable, match="demo/it@2026 does not say its period"):
        ranked({"a": [1]}, previous=before, lineage=lineage())


def test_without_a_lineage_nothing_changes(ranked):
    """New codes are new units, and the result speaks of no lineage."""
    before = ranked({"a": [9], "b": [8]}, valid=BEFORE)
    plain = ranked({"a": [1], "m": [2]}, valid=AFTER, previous=before)
    assert changes(plain) == {"m": "new", "a": -1}
    assert plain.passage is None
    assert "lineage" not in plain.to_dict()


def test_a_lineage_without_a_previous_edition_is_refused(ranked):
    """It would change nothing, and whoever gives it believes that it does."""
    for way in (lineage(), lineage().between(BEFORE[1], AFTER[1])):
        with pytest.raises(NotComparable, match=r"no previous edition is given \(give previous="):
            ranked({"a": [1]}, lineage=way)


def test_the_result_says_which_lineage(ranked):
    """Its id, digest and days, in Python and in JSON."""
    way = lineage(event("merge", "ab", "m"))
    before = ranked({"a": [9], "b": [8]}, valid=BEFORE)
    now = ranked({"m": [1]}, valid=AFTER, previous=before, lineage=way, lineage_digest=lineage_digest(way))
    assert now.lineage == lineage_digest(way)
    assert now.to_dict()["lineage"] == {
        "id": "demo/units@2025",
        "digest": lineage_digest(way),
        "since": "2024-12-31",
        "until": "2025-12-31",
    }


def test_a_penalty_stays_a_penalty(ranked):
    """What is below 0 and outside the maxima is carried as anything else."""
    nodes = [Indicator(id="a", max=10), Indicator(id="b", min=-5, max=0, extra=True)]
    before = ranked({"a": [9, -1], "b": [8, -4], "c": [6, 0]}, nodes=nodes, valid=BEFORE)
    way = lineage(event("merge", "ab", "m"))
    now = ranked({"m": [9, 0], "c": [1, 0]}, nodes=nodes, valid=AFTER, previous=before, lineage=way)
    assert {row.id: row.score for row in now.previous.rows} == {"m": Decimal("6.00"), "c": Decimal("6.00")}


def test_percents_are_of_the_maximum_of_the_block(ranked):
    """9 and 7 of 10 in one block are 80 %, the same points of 20 in the other are 40 %."""
    nodes = [Indicator(id="diem", max={"default": 10, "xa": 20})]
    rule = RankRule(by=["percent"])
    points = {"a": ["so", 9], "b": ["so", 7], "c": ["so", 10], "d": ["xa", 9], "e": ["xa", 7], "f": ["xa", 10]}
    before = ranked(points, nodes=nodes, rank=rule, valid=BEFORE)
    way = lineage(event("merge", "ab", "m"), event("merge", "de", "n"))
    now = ranked(
        {"m": ["so", 9], "c": ["so", 1], "n": ["xa", 1], "f": ["xa", 9]},
        nodes=nodes,
        rank=rule,
        valid=AFTER,
        previous=before,
        lineage=way,
    )
    assert changes(now) == {"m": 1, "c": -1, "f": 0, "n": 0}
    assert "recomputed-total" not in [it.code for it in now.remarks]


def test_a_maximum_that_no_decimal_writes_is_no_limit_for_its_printed_value(ranked):
    """A mean of maxima of 10 and 20 with weights 1 and 2 is 16.666…, printed 16.67."""
    nodes = [
        Group(id="g", aggregate="mean"),
        Indicator(id="a", max=10, parent="g"),
        Indicator(id="b", max=20, weight=2, parent="g"),
    ]
    before = ranked({"a": [10, 20], "b": [10, 20], "c": [1, 1]}, nodes=nodes, valid=BEFORE)
    way = lineage(event("merge", "ab", "m"))
    now = ranked({"m": [1, 1], "c": [2, 2]}, nodes=nodes, valid=AFTER, previous=before, lineage=way)
    assert now.previous.row("m").score == Decimal("16.67")


def test_a_maximum_by_block_is_no_limit_for_its_printed_value_either(ranked):
    """Half a point of half a point, printed without decimals, is 1; of a whole point in the other block it is 1 too."""
    nodes, total = [Indicator(id="diem", max={"default": "0.5", "so": 1})], Group(decimals=0)
    before = ranked(
        {"a": ["xa", "0.5"], "b": ["xa", "0.5"], "c": ["so", "0.5"]}, nodes=nodes, total=total, valid=BEFORE
    )
    way = lineage(event("merge", "ab", "m"))
    later = {"m": ["xa", 0], "c": ["so", 0]}
    now = ranked(later, nodes=nodes, total=total, valid=AFTER, previous=before, lineage=way)
    assert {row.id: row.score for row in now.previous.rows} == {"m": Decimal(1), "c": Decimal(1)}


def test_a_printed_total_that_its_indices_do_not_give_is_said(ranked):
    """Indices without decimals: 0.004 twice is 0.01 in the total, and printed as 0.00 each."""
    nodes = [Indicator(id=name, max=1) for name in ("a", "b")]
    small = Decimal("0.004")
    before = ranked({"a": [1, 1], "b": [1, 1], "c": [small, small]}, nodes=nodes, valid=BEFORE)
    way = lineage(event("merge", "ab", "m"))
    now = ranked({"m": [1, 1], "c": [1, 0]}, nodes=nodes, valid=AFTER, previous=before, lineage=way)
    assert remark(now, "recomputed-total").startswith("The printed main indices of c give another total")


def test_a_lineage_in_which_nothing_happened_changes_no_number(ranked):
    """Ties, unranked units and blocks as they were."""
    points = {"a": ["so", 9], "b": ["so", 9], "c": ["so", 7], "d": ["xa", 9], "e": ["xa", 7]}
    before = ranked(points, valid=BEFORE)
    after = {"a": ["so", 1], "b": ["so", 9], "c": ["so", 7], "d": ["xa", 1], "e": ["so", 7]}
    plain = ranked(after, valid=AFTER, previous=before, partitions={"block": {"so": {}, "xa": {}}})
    carried = ranked(after, valid=AFTER, previous=before, lineage=lineage(), partitions={"block": {"so": {}, "xa": {}}})
    assert changes(carried) == changes(plain)
    assert carried.previous == plain.previous


def test_a_code_that_was_abolished_and_given_again_is_a_new_unit(ranked):
    """What became of the old unit is no reason of the new one."""
    before = ranked({"a": [90], "b": [80]}, valid=BEFORE)
    way = lineage(event("abolish", "b", ""), event("found", "", "b"))
    now = ranked({"a": [50], "b": [40]}, previous=before, lineage=way, valid=AFTER)
    assert changes(now) == {"a": 0, "b": "new"}
    assert now["b"].why[-1] == "No change in rank: first year"


BLOCKS_AND_REGIONS = {
    "block": {"so": {}, "xa": {}},
    "vung": {"nui": {"where": {"tag": "nui"}}, "bien": {"where": {"tag": "-nui"}}},
}


def test_a_maximum_by_another_partition_than_the_block_is_the_greatest_of_them(ranked):
    """The carried units have no regions: 18 of 20 in the mountains stands, and 8 of 10 by the sea is no 8 of 20."""
    nodes = [Indicator(id="diem", max={"default": 10, "nui": 20})]
    rules = {"nodes": nodes, "partitions": BLOCKS_AND_REGIONS, "tags": {"c": ["nui"]}}
    before = ranked({"a": ["so", 9], "b": ["so", 7], "c": ["so", 18]}, valid=BEFORE, **rules)
    way = lineage(event("merge", "ab", "m"))
    now = ranked({"m": ["so", 9], "c": ["so", 1]}, valid=AFTER, previous=before, lineage=way, **rules)
    assert {row.id: row.score for row in now.previous.rows} == {"m": Decimal("8.00"), "c": Decimal("18.00")}
    assert changes(now) == {"m": 1, "c": -1}


def test_limits_that_differ_by_block_are_those_of_all_blocks(ranked):
    """A group has 10 in one block and 20 in the other: 18 is no value beyond the limits of the first."""
    nodes = [
        Group(id="g"),
        Indicator(id="a", max=10, parent="g"),
        Indicator(id="b", max=10, parent="g", only={"block": "xa"}),
    ]
    points = {"a": ["so", 9, "n/a"], "b": ["so", 7, "n/a"], "c": ["xa", 9, 9], "d": ["xa", 9, 5]}
    before = ranked(points, nodes=nodes, valid=BEFORE)
    way = lineage(event("merge", "ab", "m"), event("merge", "cd", "n"))
    now = ranked({"m": ["so", 1, "n/a"], "n": ["xa", 1, 1]}, nodes=nodes, valid=AFTER, previous=before, lineage=way)
    assert {row.id: row.score for row in now.previous.rows} == {"m": Decimal("8.00"), "n": Decimal("16.00")}


def test_where_somebody_has_no_least_value_nobody_has_one_in_the_carried_table(ranked):
    """In the second block points below 0 have no end: -20 is carried, though the first block ends at -5."""
    nodes = [
        Group(id="g"),
        Indicator(id="a", min=-5, max=5, parent="g", only={"block": "so"}),
        Indicator(id="b", cap=5, parent="g", only={"block": "xa"}),
    ]
    points = {"a": ["so", 3, "n/a"], "b": ["so", 1, "n/a"], "c": ["xa", "n/a", -30], "d": ["xa", "n/a", -10]}
    before = ranked(points, nodes=nodes, valid=BEFORE)
    way = lineage(event("merge", "ab", "m"), event("merge", "cd", "n"))
    later = {"m": ["so", 1, "n/a"], "n": ["xa", "n/a", -1]}
    now = ranked(later, nodes=nodes, valid=AFTER, previous=before, lineage=way)
    assert {row.id: row.score for row in now.previous.rows} == {"m": Decimal("2.00"), "n": Decimal("-20.00")}
