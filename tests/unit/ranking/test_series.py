from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import permutations

import pytest

from ictindex.model import (
    Event,
    Lineage,
    LineageUnit,
    NotComparable,
    Published,
    PublishedRow,
    Tier,
    UnknownName,
)
from ictindex.model.ranges import Bound
from ictindex.ranking import Extreme, Streak, series_of


def year(number):
    """The period of a year."""
    return (date(number, 1, 1), date(number, 12, 31))


def edition(ranked, number, points, **rules):
    """The ranking of a year."""
    return ranked(points, id=f"demo/it@{number}", valid=year(number), **rules)


def printed(rubric="demo/it@2020", **ranks):
    """A printed table: ranks by unit."""
    return Published(rubric=rubric, rows=[PublishedRow(id=unit, rank=rank) for unit, rank in ranks.items()])


@pytest.fixture
def three(ranked):
    """Three years, ranks by hand: 2021 a b c d, 2022 e a c b (d left, e came), 2023 a c e b."""
    return [
        edition(ranked, 2021, {"a": [90], "b": [80], "c": [70], "d": [60]}),
        edition(ranked, 2022, {"a": [80], "b": [60], "c": [70], "e": [90]}),
        edition(ranked, 2023, {"a": [95], "b": [10], "c": [90], "e": [40]}),
    ]


def test_places_are_counted_as_printed_and_like_for_like(three):
    """In 2022 e came in front: c stays third in print, and rises from 3 to 2 of the three that were there before."""
    series = series_of(three)
    found = {unit: series.change(unit, "2022") for unit in series.units}
    assert {unit: (it.published, it.like_for_like, it.reason) for unit, it in found.items()} == {
        "a": (-1, 0, None),
        "b": (-2, -1, None),
        "c": (0, 1, None),
        "e": (None, None, "new"),
    }
    last = {unit: series.change(unit, "2023") for unit in series.units}
    assert {unit: (it.published, it.like_for_like) for unit, it in last.items()} == {
        "a": (1, 1),
        "b": (0, 0),
        "c": (1, 1),
        "e": (-2, -2),
    }
    assert series.change("a", "2021").reason == "no-previous"


def test_best_and_worst_years_name_all_of_them(three):
    """Equal ranks are equal years."""
    series = series_of(three)
    assert series.best("a") == Extreme(rank=1, editions=("2021", "2023"))
    assert series.worst("b") == Extreme(rank=4, editions=("2022", "2023"))
    assert series.best("e") == Extreme(rank=1, editions=("2022",))
    assert [series.rank("e", label) for label in series.labels] == [None, 1, 3]


def test_streaks_are_runs_of_editions(three):
    """The longest, the latest of equally long ones, and the one that goes on."""
    series = series_of(three)
    assert series.streak("a", first=1) == Streak(longest=("2023",), current=("2023",))
    assert series.streak("a", first=2) == Streak(longest=("2021", "2022", "2023"), current=("2021", "2022", "2023"))
    assert series.streak("b", first=2) == Streak(longest=("2021",), current=())
    assert series.streak("e", first=3).current == ("2022", "2023")


def test_streaks_in_a_tier(ranked):
    """Of printed tables no tier is known, so such a streak is refused."""
    tiers = {"tiers": [Tier(id="tot", bound=Bound.at_least(80)), Tier(id="yeu")]}
    first = edition(ranked, 2021, {"a": [90], "b": [10]}, **tiers)
    second = edition(ranked, 2022, {"a": [85], "b": [95]}, **tiers)
    series = series_of([first, second])
    assert series.streak("a", tier="tot").longest == ("2021", "2022")
    assert series.streak("b", tier="tot") == Streak(longest=("2022",), current=("2022",))
    mixed = series_of({2020: printed(a=1, b=2), 2021: first})
    with pytest.raises(ValueError, match="printed tables have no tiers, and these editions are such: 2020"):
        mixed.streak("a", tier="tot")
    for wrong in ({}, {"first": 1, "tier": "tot"}):
        with pytest.raises(ValueError, match="one of the two"):
            series.streak("a", **wrong)


def test_newcomers_stood_in_no_earlier_edition(ranked, three):
    """A unit that comes back is none; of the first edition nothing is known."""
    back = edition(ranked, 2024, {"a": [1], "b": [2], "d": [3], "f": [4]})
    series = series_of([*three, back])
    assert [series.first_year(label) for label in series.labels] == [(), ("e",), (), ("f",)]


def test_the_order_in_which_editions_are_given_does_not_matter(three):
    """They are ordered by their days; nor does the order of units."""
    expected = series_of(three).to_columns()
    for shuffled in permutations(three):
        found = series_of(shuffled).to_columns()
        assert {name: it.tolist() for name, it in found.items()} == {it: expected[it].tolist() for it in expected}


def test_scores_are_subtracted_only_where_a_law_says_so(ranked):
    """One law, or comparable = ["score"]; anything else is refused with the reason."""
    nodes = {"a": [90], "b": [80]}
    first, same = edition(ranked, 2021, nodes, law="x"), edition(ranked, 2022, {"a": [85], "b": [95]}, law="x")
    assert series_of([first, same]).score_change("a", "2022") == Decimal("-5.00")
    other = edition(ranked, 2022, {"a": [85], "b": [95]}, law="y")
    series = series_of([first, other])
    with pytest.raises(NotComparable, match="scores are not comparable with demo/it@2021"):
        series.score_change("a", "2022")
    assert series.change("a", "2022").published == -1
    said = edition(ranked, 2022, {"a": [85], "b": [95]}, law="y", comparable=["rank", "score"])
    assert series_of([first, said]).score_change("b", "2022") == Decimal("15.00")
    for label in ("2021", "2022"):
        with pytest.raises(NotComparable):
            series_of({2021: printed(a=1), 2022: printed(a=1)}).score_change("a", label)


def test_editions_of_another_family_or_of_no_day_are_refused(ranked, three):
    """With the two ids, or with what to give instead."""
    stranger = ranked({"a": [1]}, id="demo/other@2024", valid=year(2024))
    with pytest.raises(NotComparable, match="demo/it@2023 and demo/other@2024"):
        series_of([*three, stranger])
    with pytest.raises(NotComparable, match="give them by year"):
        series_of([*three, printed(a=1)])
    with pytest.raises(NotComparable, match="nothing says when"):
        series_of([ranked({"a": [1]})])
    with pytest.raises(ValueError, match="of one day"):
        series_of([three[0], three[0]])
    with pytest.raises(ValueError, match="one edition or more"):
        series_of([])


def test_ranks_that_a_rubric_calls_not_comparable_give_no_change(ranked):
    """`comparable` without "rank"."""
    first = edition(ranked, 2021, {"a": [1]}, law="x")
    second = edition(ranked, 2022, {"a": [1]}, law="y", comparable=[])
    assert series_of([first, second]).change("a", "2022").reason == "not-comparable"


def test_blocks_are_counted_apart_and_a_move_has_no_number(ranked):
    """A printed table may call a block by its name."""
    table = Published(
        rubric="demo/it@2021",
        rows=[
            PublishedRow(id="a", block="Sở", rank=1),
            PublishedRow(id="b", block="Sở", rank=2),
            PublishedRow(id="c", block="Xã", rank=1),
            PublishedRow(id="d", block="Xã", rank=2),
        ],
    )
    partitions = {"block": {"so": {"vi": "Sở"}, "xa": {"vi": "Xã"}}}
    points = {"a": ["so", 1], "b": ["so", 2], "c": ["so", 3], "d": ["xa", 1]}
    now = edition(ranked, 2022, points, partitions=partitions)
    series = series_of({2021: table, 2022: now})
    found = {unit: series.change(unit, "2022") for unit in "abcd"}
    assert {unit: (it.published, it.like_for_like, it.reason) for unit, it in found.items()} == {
        "a": (-2, -1, None),
        "b": (0, 1, None),
        "c": (None, None, "moved"),
        "d": (1, 0, None),
    }


def test_equal_places_stay_equal_like_for_like():
    """Competition places: b and c share the second, and are 1 and 1 without a."""
    before, after = printed(a=1, b=2, c=2, d=4), printed(b=1, c=2, d=3)
    series = series_of({2020: before, 2021: after})
    assert [series.change(unit, "2021").like_for_like for unit in "bcd"] == [0, -1, 0]
    assert [series.change(unit, "2021").published for unit in "bcd"] == [1, 0, 1]


def test_along_a_lineage_merged_units_are_compared_like_for_like_only(ranked):
    """Unit m of a (90) and b (60) had 75, so it was second of c, m, d; it has no printed place of its own before."""
    way = Lineage(
        id="demo/units@2025",
        valid=(date(2020, 1, 1), date(2025, 12, 31)),
        units=[LineageUnit(id=it) for it in "abcd"],
        events=[
            Event(kind="merge", on=date(2022, 7, 1), before=["a", "b"], after=[LineageUnit(id="b", name="M")]),
            Event(kind="recode", on=date(2022, 7, 1), before=["d"], after=[LineageUnit(id="k")]),
        ],
    )
    first = edition(ranked, 2021, {"a": [90], "b": [60], "c": [80], "d": [70]})
    second = edition(ranked, 2022, {"b": [50], "c": [40], "k": [60]})
    series = series_of([first, second], lineage=way)
    merged = series.change("b", "2022")
    assert (merged.published, merged.like_for_like, merged.published_reason) == (None, 0, "merged")
    assert (series.change("k", "2022").published, series.change("k", "2022").like_for_like) == (2, 2)
    assert (series.change("c", "2022").published, series.change("c", "2022").like_for_like) == (-1, -2)
    assert [series.rank("b", label) for label in series.labels] == [None, 2]
    assert [series.rank("k", label) for label in series.labels] == [3, 1]
    assert series.first_year("2022") == ()
    without = series_of([first, second])
    assert (without.change("b", "2022").published, without.change("k", "2022").reason) == (2, "new")


def test_columns_hold_all_of_it(three):
    """A row for each unit and edition."""
    columns = series_of(three).to_columns()
    rows = list(zip(*(columns[it].tolist() for it in columns), strict=True))
    assert list(columns) == [
        "unit",
        "edition",
        "block",
        "rank",
        "tier",
        "change_published",
        "change_like_for_like",
        "change_reason",
        "published_reason",
        "first_year",
    ]
    assert len(rows) == 12
    assert rows[10] == ("e", "2022", "", 1, "", 0, 0, "new", "new", True)
    assert rows[11] == ("e", "2023", "", 3, "", -2, -2, "", "", False)


def test_unknown_units_and_editions_are_refused_with_the_near_name(three):
    """As everywhere."""
    series = series_of(three)
    with pytest.raises(UnknownName, match='the last edition has no unit "d"'):
        series.rank("d", "2021")
    with pytest.raises(UnknownName, match='no edition "2O23"'):
        series.change("a", "2O23")


@pytest.mark.parametrize("first", [0, -1, True, "2"])
def test_a_streak_is_of_a_number_of_places(three, first):
    """None, fewer than none, or no number at all."""
    with pytest.raises(ValueError, match="a whole number from 1 on"):
        series_of(three).streak("a", first=first)


def test_a_streak_in_a_tier_that_does_not_exist_is_refused(ranked):
    """A mistyped tier would be a streak of nothing."""
    tiers = {"tiers": [Tier(id="tot", bound=Bound.at_least(80)), Tier(id="kha")]}
    series = series_of([edition(ranked, 2021, {"a": [90]}, **tiers), edition(ranked, 2022, {"a": [90]}, **tiers)])
    assert series.streak("a", tier="tot").longest == ("2021", "2022")
    with pytest.raises(UnknownName, match='did you mean "tot"'):
        series.streak("a", tier="tôt")
