"""The reference's ranks, tiers, changes and prizes, against examples worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

import pytest

from ictindex.model import (
    Dataset,
    Exclusion,
    Group,
    Indicator,
    Part,
    Partition,
    Prize,
    Published,
    PublishedRow,
    RankRule,
    Rubric,
    Tier,
    TieRefused,
    Unit,
)
from ictindex.testing.reference import ReferenceRanking, rank

BLOCKS = Partition(name="block", parts=[Part(id="so", vi="Sở"), Part(id="xa", vi="Xã")])


def ranked(points: Mapping[str, Any], blocks: Mapping[str, str] | None = None, **rest: Any) -> ReferenceRanking:
    """A ranking of units by their points of 100 (and by a column `b` of 0 where no other is given)."""
    previous = rest.pop("previous", None)
    second = rest.pop("second", {})
    partitions = [] if blocks is None else [BLOCKS]
    units = [Unit(id=unit, parts={} if blocks is None else {"block": blocks[unit]}) for unit in points]
    rubric = Rubric(
        id="demo/it@2026",
        nodes=[
            Indicator(id="a", max=100, missing="not-applicable"),
            Indicator(id="b", max=100, parent="none", missing="not-applicable"),
        ],
        **{"total": Group(decimals=2), "partitions": partitions, **rest},
    )
    columns = {"a": list(points.values()), "b": [second.get(unit, 0) for unit in points]}
    return rank(Dataset.from_columns(units=units, columns=columns), rubric, previous)


def won(ranking: ReferenceRanking) -> dict[str, list[str]]:
    """The winners of each prize."""
    found: dict[str, list[str]] = {}
    for grant in ranking.granting.grants:
        found.setdefault(grant.prize, []).append(grant.unit)
    return {prize: sorted(units) for prize, units in found.items()}


FOUR = {"a": 90, "b": 80, "c": 80, "d": 70}


@pytest.mark.parametrize(
    ("ties", "ranks"),
    [("competition", [1, 2, 2, 4]), ("modified", [1, 3, 3, 4]), ("dense", [1, 2, 2, 3])],
)
def test_ties_are_numbered_by_the_method(ties: str, ranks: list[int]) -> None:
    """1224, 1334 and 1223 for two equals in the middle of four."""
    assert ranks == list(ranked(FOUR, rank=RankRule(ties=ties)).rank.values())


def test_a_tie_is_of_the_printed_value_or_of_the_exact_one() -> None:
    """0.004 apart is equal on two decimals and different on exact values."""
    points = {"a": 80.004, "b": 80.001}
    assert list(ranked(points).rank.values()) == [1, 1]
    assert list(ranked(points, rank=RankRule(value="exact")).rank.values()) == [1, 2]


def test_keys_break_ties_and_lower_may_be_better() -> None:
    """First by total, then by less of b; a unit without b stands behind."""
    rule = RankRule(break_by=["-b"])
    ranking = ranked(FOUR, second={"a": 9, "b": 5, "c": 3, "d": None}, rank=rule)
    assert ranking.rank == {"a": 1, "c": 2, "b": 3, "d": 4}
    assert ranking.node_ranks["a"] == {"a": 1, "b": 2, "c": 2, "d": 4}


def test_last_resorts_separate_or_let_stand_or_refuse() -> None:
    """By id, by lot (SHA-256 of seed and id), to the jury with the names, or not at all."""
    lot = sorted("bc", key=lambda unit: sha256(f"2026:{unit}".encode()).hexdigest())
    drawn = ranked(FOUR, rank=RankRule(ties="ordinal", last="lot", seed="2026"))
    assert ["a", *lot, "d"] == sorted(drawn.rank, key=lambda unit: drawn.rank[unit] or 0)
    assert ranked(FOUR, rank=RankRule(last="id")).rank == {"a": 1, "b": 2, "c": 3, "d": 4}
    assert ranked(FOUR, rank=RankRule(last="jury")).shared == [("b", "c")]
    with pytest.raises(TieRefused, match="b, c"):
        ranked(FOUR, rank=RankRule(last="refuse"))


def test_ranks_are_inside_blocks_and_overall_where_declared() -> None:
    """Each block counts for itself; excluded units and units without a total are not ranked and say why."""
    blocks = {"a": "so", "b": "xa", "c": "xa", "d": "so", "e": "so", "f": "xa"}
    ranking = ranked(
        {**FOUR, "e": 99, "f": None},
        blocks,
        rank=RankRule(overall=True),
        exclude=[Exclusion(where={"unit": "e"}, why="quân sự")],
    )
    assert ranking.rank == {"a": 1, "b": 1, "c": 1, "d": 2, "e": None, "f": None}
    assert ranking.rank_overall == {"a": 1, "b": 2, "c": 2, "d": 4}
    assert [ranking.rank_reason[unit] for unit in "ef"] == ["excluded: quân sự", "not-applicable"]
    assert ranking.order == {"so": [["a"], ["d"]], "xa": [["b", "c"]]}


def test_tiers_by_bounds_stand_on_the_declared_side() -> None:
    """From 80 is at least, above 70 is more than; a condition that fails sends the unit to the next row."""
    tiers = [
        Tier(id="tot", bound="80%", where={"b": "1.."}),
        Tier(id="kha", bound=">70%"),
        Tier(id="yeu"),
    ]
    ranking = ranked({**FOUR, "e": "70.01"}, second={"a": 0, "b": 1, "c": 0}, tiers=tiers)
    assert ranking.tiers == {"a": "kha", "b": "tot", "c": "kha", "d": "yeu", "e": "kha"}


@pytest.mark.parametrize(
    ("tie", "tiers"),
    [("shrink", ["x", "y", "y", "z"]), ("extend", ["x", "x", "x", "y"])],
)
def test_a_quota_is_cut_between_equals_by_its_rule(tie: str, tiers: list[str]) -> None:
    """Half of four is two: shrink leaves both equals outside, extend takes both in; the next row goes on."""
    table = [Tier(id="x", share="50%", tie=tie), Tier(id="y", count=2, tie=tie), Tier(id="z")]
    ranking = ranked(FOUR, tiers=table)
    assert tiers == list(ranking.tiers.values())
    assert ranking.quota_ties[0].units == ("b", "c")


@pytest.mark.parametrize(
    ("rounding", "sizes"),
    [("floor", (8, 12)), ("nearest", (9, 12)), ("largest-remainder", (9, 12))],
)
def test_shares_are_rounded_as_declared(rounding: str, sizes: tuple[int, int]) -> None:
    """29 % and 39 % of 31 units are 8.99 and 12.09; the remainder of 0.08 gives one more to the first row."""
    points = {f"u{place:02}": 100 - place for place in range(31)}
    table = [
        Tier(id="x", share="29%", round=rounding),
        Tier(id="y", share="39%", round=rounding),
        Tier(id="z"),
    ]
    tiers = list(ranked(points, tiers=table).tiers.values())
    assert sizes == (tiers.count("x"), tiers.count("y"))


def previous(rubric: str = "demo/it@2025", **ranks: tuple[str, int | None]) -> Published:
    """A published table of blocks and ranks."""
    return Published(
        rubric=rubric,
        rows=[PublishedRow(id=unit, block=block, rank=place) for unit, (block, place) in ranks.items()],
    )


def test_a_change_is_places_gained_or_a_reason() -> None:
    """Up two places is +2; first year, another block, not ranked then, another family, no table: reasons."""
    blocks = {"a": "so", "b": "so", "c": "xa", "d": "so"}
    table = previous(a=("Sở", 3), c=("so", 1), d=("so", None))
    changes = ranked(FOUR, blocks, previous=table).changes
    assert [changes[unit].places for unit in FOUR] == [2, None, None, None]
    assert [changes[unit].reason for unit in FOUR] == [None, "new", "moved", "not-ranked"]
    other = ranked(FOUR, blocks, previous=previous("other/it@2025", a=("so", 1)))
    assert {"not-comparable"} == {change.reason for change in other.changes.values()}
    assert {"no-previous"} == {change.reason for change in ranked(FOUR).changes.values()}
    again = ranked(FOUR, previous=ranked({**FOUR, "a": 10}))
    assert [change.places for change in again.changes.values()] == [3, -1, -1, -1]


LADDER = ["Nhất 1", "Nhì 1", "Ba 1"]


@pytest.mark.parametrize(
    ("tie", "winners", "left"),
    [
        ("extend", {"Nhất": ["a"], "Nhì": ["b", "c"], "Ba": ["d"]}, {}),
        ("shrink", {"Nhất": ["a"]}, {"Nhì": 1, "Ba": 1}),
        ("break", {"Nhất": ["a"], "Nhì": ["c"], "Ba": ["b"]}, {}),
        ("jury", {"Nhất": ["a"]}, {"Nhì": 1, "Ba": 1}),
    ],
)
def test_a_tie_at_the_edge_of_a_prize_follows_its_rule(
    tie: str, winners: dict[str, list[str]], left: dict[str, int]
) -> None:
    """Two equals behind the first, one place: all get it, none, the better by b, or the jury decides."""
    award = Prize(id="tap-the", prizes=LADDER, tie=tie, break_by=["b"])
    granting = ranked(FOUR, second={"c": 5}, awards=[award], rank=RankRule(last="id"))
    assert winners == won(granting)
    assert left == {prize: count for (_, prize, _), count in granting.granting.left.items()}
    assert [(it.prize, it.units, it.places) for it in granting.granting.ties][:1] == [("Nhì", ("b", "c"), 1)]


def test_a_lot_is_drawn_from_seed_and_unit_id() -> None:
    """The smaller hash wins the place, whatever the ids and rows are."""
    award = Prize(id="tap-the", prizes=["Nhất 1", "Nhì 1"], tie="lot", seed="s")
    first = min("bc", key=lambda unit: sha256(f"s:{unit}".encode()).hexdigest())
    assert {"Nhất": ["a"], "Nhì": [first]} == won(ranked(FOUR, awards=[award]))


def test_shrink_lets_the_next_prize_look_at_them_again() -> None:
    """Two equals for one first prize get none of it and both of the second; nobody is left for the third."""
    award = Prize(id="tap-the", prizes=["Nhất 1", "Nhì 2", "Ba 1"], tie="shrink")
    ranking = ranked({"a": 80, "b": 80}, awards=[award])
    assert won(ranking) == {"Nhì": ["a", "b"]}
    assert ranking.granting.left == {("tap-the", "Nhất", ""): 1, ("tap-the", "Ba", ""): 1}


def test_awards_are_granted_in_list_order_with_roles_and_conditions() -> None:
    """Persons of a first prize, recognition of all who reach a bound, winners of an exclusive award kept out."""
    blocks = {"a": "so", "b": "xa", "c": "so", "d": "xa"}
    awards = [
        Prize(id="tap-the", per="block", prizes=["Nhất 1"], exclusive=True),
        Prize(id="ca-nhan", among={"prize": "tap-the/Nhất"}, prizes=["Cá nhân"], to=["lãnh đạo", "cán bộ"]),
        Prize(id="cong-nhan", among={"prize": "-Nhất", "percent": "75.."}, prizes=["Công nhận"]),
        Prize(id="no-luc", among={"prize": ["-Nhất"]}, prizes=["Nỗ lực 1"]),
    ]
    ranking = ranked(FOUR, blocks, awards=awards)
    assert won(ranking) == {"Nhất": ["a", "b"], "Công nhận": ["c"], "Nỗ lực": ["c"]}
    without = [Prize(id="tap-the", per="block", prizes=["Nhất 1"]), *awards[1:]]
    rows = [(it.unit, it.role) for it in ranked(FOUR, blocks, awards=without).granting.grants if it.award == "ca-nhan"]
    assert [(unit, role) for unit in "ab" for role in ("lãnh đạo", "cán bộ")] == rows


def test_an_award_on_change_needs_a_previous_ranking() -> None:
    """Most improved first; without a table it is not given; a first year is a condition of its own."""
    awards = [
        Prize(id="no-luc", by=["change"], among={"change": "1.."}, prizes=["Nỗ lực 1"]),
        Prize(id="moi", among={"change": "new"}, prizes=["Mới"]),
    ]
    table = previous(a=("", 2), b=("", 4), c=("", 4))
    ranking = ranked({"a": 90, "b": 80, "c": 75, "d": 70}, awards=awards, previous=table)
    assert won(ranking) == {"Nỗ lực": ["b"], "Mới": ["d"]}
    assert ranked(FOUR, awards=awards).granting.not_given == ("no-luc", "moi")
