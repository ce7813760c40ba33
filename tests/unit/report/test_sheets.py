"""What a sheet says of a unit, worked out by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from ictindex import Dataset, Group, Indicator, Rubric, Tier, View, rank
from ictindex.report.distances import next_tier, unit_above
from ictindex.report.measures import median_of
from ictindex.report.requirements import requirements_of, rules_of
from ictindex.report.said import Said
from ictindex.report.scene import Scene
from ictindex.report.sheets import sheet_sets


@pytest.fixture(scope="module")
def sheets(ranking):
    """Every sheet by the id of its unit."""
    return {sheet.standing.unit.id: sheet for one in sheet_sets(Scene(ranking=ranking)) for sheet in one.sheets}


def line(sheet, node):
    """The line of one node."""
    return next(it for it in sheet.lines if it.column.measure.id == node)


def test_a_line_has_points_share_place_and_the_best_and_median_of_the_block(sheets):
    """Of 20, 18, 10 and 15 points the best is 20 and the median 16.5; who is not ranked is not among them."""
    it = line(sheets["b"], "may")
    assert (Decimal("18.00"), 20, Decimal("90.0"), 2) == (it.points, it.maximum, it.share, it.rank)
    assert (Decimal("20.00"), Decimal("16.50")) == (it.column.peers.best, it.column.peers.median)
    assert it.column.peers.median_share == Fraction(165, 2)


def test_a_median_between_two_printed_values_has_one_digit_more():
    """0.01 and 0.02 have their middle at 0.015, which is not rounded."""
    rubric = Rubric(id="demo/it@2026", total=Group(decimals=2), nodes=[Indicator(id="a", max=1)])
    ranking = rank(Dataset.from_columns(units=["x", "y"], columns={"a": ["0.01", "0.02"]}), rubric)
    (sheet_set,) = sheet_sets(Scene(ranking=ranking))
    assert Decimal("0.015") == sheet_set.columns[0].peers.median


@pytest.mark.parametrize(("values", "median"), [([3], 3), ([1, 2], Fraction(3, 2)), ([1, 2, 9], 2), ([1, 2, 4, 9], 3)])
def test_the_median_is_the_middle_or_halfway_between_the_two_in_the_middle(values, median):
    """Exact, for odd and even numbers of values."""
    assert median == median_of(values)


def test_a_block_has_no_line_for_a_node_that_none_of_its_units_has(sheets):
    """Communes have no network."""
    assert [it.column.measure.id for it in sheets["x"].lines] == ["ha-tang", "may", "ung-dung", "van-ban"]


def test_the_unit_above_and_the_points_between(sheets):
    """The last department has 30.35 points less than the third."""
    above = sheets["c"].above
    assert ("b", Decimal("30.35"), "total") == (above.standing.unit.id, above.points, above.key.name)


def test_units_with_equal_points_are_told_which_key_parts_them(sheets):
    """B and d have 49.40 points; d has more in the second key of the rank."""
    above = sheets["b"].above
    assert (above.standing.unit.id, above.points, above.key.name) == ("d d", 0, "ung-dung")
    assert (Decimal("21.40"), Decimal("24.40")) == (above.mine, above.theirs)


def test_the_first_of_a_block_has_nobody_above(sheets):
    """Neither in a block of four nor in one of two."""
    assert (sheets["a"].above, sheets["x"].above) == (None, None)


def test_equals_share_whoever_stands_above_both():
    """Of 3, 2, 2 the two seconds are both behind the first."""
    rubric = Rubric(id="demo/it@2026", total=Group(decimals=0), nodes=[Indicator(id="a", max=3)])
    ranking = rank(Dataset.from_columns(units=["x", "y", "z"], columns={"a": [3, 2, 2]}), rubric)
    assert {"x"} == {unit_above(ranking[it], ranking.standings).standing.unit.id for it in "yz"}


def test_what_is_printed_alike_and_ranked_on_hidden_digits_has_no_key():
    """1.004 and 1.003 are both printed 1.00."""
    nodes = [Indicator(id="a", max=2)]
    rubric = Rubric(id="demo/it@2026", total=Group(decimals=2), nodes=nodes, rank={"value": "exact"})
    data = Dataset.from_columns(units=["x", "y"], columns={"a": [1.004, 1.003]})
    ranking = rank(data, rubric)
    above = unit_above(ranking["y"], ranking.standings)
    assert (above.points, above.key) == (0, None)


def test_the_next_tier_by_its_bound(sheets):
    """C has 19.05 of 60, and Khá begins at half; y stands in Khá and needs 80 % of 50."""
    assert ("kha", Decimal("10.95")) == (sheets["c"].next_tier.tier.id, sheets["c"].next_tier.points)
    assert ("tot", Decimal("15.00")) == (sheets["y"].next_tier.tier.id, sheets["y"].next_tier.points)


def test_a_bound_that_is_reached_lacks_no_points(sheets):
    """B has more than 80 %, and is kept out of Tốt by a condition."""
    assert (sheets["b"].next_tier.tier.id, sheets["b"].next_tier.points) == ("tot", 0)


def test_the_best_tier_has_none_above(sheets):
    """And who is in no tier has none either."""
    assert (sheets["a"].next_tier, sheets["q"].next_tier) == (None, None)


@pytest.mark.parametrize(
    ("bound", "points"), [("75", "0.1"), (">75", "0.2"), ("74.95", "0.1"), (">74.95", "0.1"), ("90%", "15.1")]
)
def test_points_to_a_bound_are_whole_last_digits(bound, points):
    """From 74.9, printed with one digit: to reach 75, to pass it, and a bound between two digits."""
    tiers = [Tier(id="tot", bound=bound), Tier(id="yeu")]
    rubric = Rubric(id="demo/it@2026", total=Group(decimals=1), nodes=[Indicator(id="a", max=100)], tiers=tiers)
    standing = rank(Dataset.from_columns(units=["x"], columns={"a": ["74.9"]}), rubric)["x"]
    assert Decimal(points) == next_tier(standing).points


def test_the_rank_of_the_year_before(sheets):
    """Second then and first now; none for who is new or was elsewhere."""
    assert [sheets[it].rank_before for it in ("a", "b", "d d", "x")] == [2, 1, None, None]


def test_where_most_points_were_lost(sheets):
    """Leaves, the greatest loss first, with the digits of the points."""
    found = [(it.measure.id, str(it.points)) for it in sheets["c"].losses]
    assert found == [("van-ban", "20.95"), ("may", "10.00"), ("mang", "10.00")]
    assert [(it.measure.id, str(it.points)) for it in sheets["a"].losses] == [("van-ban", "0.75")]


def test_no_losses_are_told_where_a_point_of_a_leaf_is_none_of_the_total():
    """Under a mean a lost point weighs less than one."""
    nodes = [Indicator(id="a", max=10), Indicator(id="b", max=10)]
    rubric = Rubric(id="demo/it@2026", total=Group(decimals=1, aggregate="mean"), nodes=nodes)
    ranking = rank(Dataset.from_columns(units=["x"], columns={"a": [1], "b": [2]}), rubric)
    (sheet_set,) = sheet_sets(Scene(ranking=ranking))
    assert sheet_set.sheets[0].losses == ()


def test_conditions_of_the_tiers_and_recognitions_that_touch_a_unit(ranking):
    """B is asked for documents by Tốt and by the recognition; Khá and the ladder ask nothing."""
    rules = {rule.id: requirements_of(ranking["b"], rule) for rule in rules_of(ranking["b"])}
    assert list(rules) == ["tot", "day-du"]
    (asked,) = rules["tot"]
    assert (False, Said("21,40/30", "21.40/30")) == (asked.met, asked.found)
    assert Said("Văn bản từ 80% trở lên", "van-ban = 80%..") == asked.text


def test_the_sheet_of_who_is_not_ranked_has_points_and_no_place(sheets):
    """Its lines are there, its conditions and rivals are not."""
    sheet = sheets["q"]
    assert (sheet.block, sheet.requirements, sheet.above) == (None, (), None)
    assert Decimal("30.00") == line(sheet, "van-ban").points
    assert line(sheet, "van-ban").column.peers.best is None


def test_views_stand_behind_the_nodes_of_the_total():
    """They are shown and lose no points."""
    views = [View(id="v", vi="Góc nhìn", over=["a"])]
    rubric = Rubric(id="demo/it@2026", total=Group(decimals=1), nodes=[Indicator(id="a", max=4)], views=views)
    ranking = rank(Dataset.from_columns(units=["x"], columns={"a": [1]}), rubric)
    (sheet_set,) = sheet_sets(Scene(ranking=ranking))
    assert [(it.measure.id, it.measure.counts) for it in sheet_set.columns] == [("a", True), ("v", False)]
    assert [it.measure.id for it in sheet_set.sheets[0].losses] == ["a"]
