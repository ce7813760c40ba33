"""What sums are worked out from: through plain sums what is inside, and every group as before when it is asked for."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from ictindex import DataError, Dataset, Group, Indicator, Partition, Rubric, Unit, View, score
from ictindex.model import Part
from ictindex.scoring.composition import components_by_id, counted_components, plain_sums
from ictindex.scoring.quantity import Whole
from ictindex.testing import agreement, reference

BLOCK = Partition(name="block", parts=[Part(id="so"), Part(id="xa")])


def leaf(name: str, parent: str = "total", **rest: Any) -> Indicator:
    """An indicator of ten points."""
    return Indicator(id=name, parent=parent, max=10, **rest)


def rubric_with(*nodes: Indicator | Group, views: tuple[View, ...] = (), **total: Any) -> Rubric:
    """A rubric of these nodes under a total of two decimals."""
    return Rubric(id="demo/it@2026", total=Group(decimals=2, **total), partitions=[BLOCK], nodes=nodes, views=views)


def names(rubric: Rubric, node: str) -> list[str]:
    """What a node is worked out from."""
    return [name for name, _ in rubric.once(components_by_id)[node]]


def test_a_sum_of_plain_sums_is_worked_out_from_what_is_inside_them() -> None:
    """However deep they lie."""
    inner = Group(id="trong", parent="ngoai")
    rubric = rubric_with(Group(id="ngoai"), inner, leaf("a", "trong"), leaf("b", "ngoai"), leaf("c"))
    assert rubric.once(plain_sums) == {"ngoai", "trong"}
    assert names(rubric, "total") == ["a", "b", "c"]
    assert names(rubric, "ngoai") == ["a", "b"]


@pytest.mark.parametrize("own", [{"decimals": 1}, {"cap": 15}, {"floor": 2}, {"aggregate": "mean"}])
def test_a_group_that_does_more_than_add_up_stays_a_component(own: dict[str, Any]) -> None:
    """A rounding, a cap or a floor of the group's own, or another aggregate."""
    rubric = rubric_with(Group(id="nhom", **own), leaf("a", "nhom"), leaf("b", "nhom"), leaf("c"))
    assert rubric.once(plain_sums) == frozenset()
    assert names(rubric, "total") == ["nhom", "c"]


def test_whoever_is_no_sum_looks_at_its_children() -> None:
    """The least of a sum is not the least of what is in it."""
    rubric = rubric_with(Group(id="nhom"), leaf("a", "nhom"), leaf("b", "nhom"), leaf("c"), aggregate="least")
    assert names(rubric, "total") == ["nhom", "c"]


def test_a_view_of_plain_sums_adds_up_what_is_inside_them() -> None:
    """A view looks through them too, and may wait itself."""
    view = View(id="xem", over=("nhom", "c"), aggregate="sum")
    rubric = rubric_with(Group(id="nhom"), leaf("a", "nhom"), leaf("b", "nhom"), leaf("c"), views=(view,))
    assert rubric.once(plain_sums) == {"nhom", "xem"}
    assert names(rubric, "xem") == ["a", "b", "c"]


def test_a_group_with_a_bonus_stays_whole_because_its_maximum_leaves_that_out() -> None:
    """A unit to whom only the bonus applies has no maximum there."""
    bonus = leaf("thuong", "nhom", extra=True)
    rubric = rubric_with(Group(id="nhom"), leaf("a", "nhom", only={"block": "xa"}), bonus, leaf("c"))
    assert rubric.once(plain_sums) == frozenset()
    assert rubric.once(counted_components)["nhom"] == (("a", Fraction(1)),)
    units = [Unit(id="u", parts={"block": "so"}), Unit(id="v", parts={"block": "xa"})]
    data = Dataset.from_columns(units=units, columns={"a": [0, 4], "thuong": [2, 2], "c": [5, 5]})
    scores, plain = score(data, rubric), reference.score(data, rubric)
    assert [str(it) for it in scores.maximum().tolist()] == ["nan", "20.0"]
    assert [it for compared in agreement.SCORING.values() for it in compared(scores, plain)] == []


def test_a_bonus_group_is_added_up_and_stays_out_of_the_maximum() -> None:
    """In the value and not in the maximum of the total; it has a maximum of its own."""
    rubric = rubric_with(leaf("a"), Group(id="thuong", extra=True), leaf("b", "thuong"), leaf("c", "thuong"))
    assert rubric.once(plain_sums) == {"thuong"}
    assert names(rubric, "total") == ["a", "b", "c"]
    data = Dataset.from_columns(
        units=[Unit(id="u", parts={"block": "so"})], columns={"a": ["7.5"], "b": ["1.25"], "c": ["0.5"]}
    )
    scores = score(data, rubric)
    assert scores.exact("total", "u") == Fraction("9.25")
    assert scores.maximum().tolist() == [10.0]
    assert scores.maximum("thuong").tolist() == [20.0]


def test_sums_that_were_passed_over_are_all_there_when_they_are_asked_for() -> None:
    """Values, maxima and who they apply to, under a condition too."""
    units = [Unit(id="u", parts={"block": "so"}), Unit(id="v", parts={"block": "xa"})]
    group = Group(id="nhom", parent="ngoai", only={"block": "so"})
    rubric = rubric_with(Group(id="ngoai"), group, leaf("a", "nhom", read="x / y"), leaf("b", "ngoai"), leaf("c"))
    data = Dataset.from_columns(units=units, columns={"x": [1, 1], "y": [3, 3], "b": [4, 5], "c": [0, 10]})
    scores = score(data, rubric)
    assert [scores.exact("total", unit) for unit in ("u", "v")] == [Fraction(22, 3), Fraction(15)]
    assert [scores.exact("ngoai", unit) for unit in ("u", "v")] == [Fraction(22, 3), Fraction(5)]
    assert [scores.exact("nhom", unit) for unit in ("u", "v")] == [Fraction(10, 3), None]
    assert scores.maximum().tolist() == [30.0, 20.0]
    assert scores.maximum("ngoai").tolist() == [20.0, 10.0]
    assert list(scores.how()) == list(rubric.node_ids)


def test_a_maximum_without_room_for_its_decimals_is_refused_though_nobody_asks_for_it() -> None:
    """When scoring, as any other problem of the data, and not when a percent is looked at."""
    rubric = Rubric(
        id="demo/it@2026",
        total=Group(decimals=2),
        nodes=[
            Group(id="nhom", decimals=2),
            leaf("a", "nhom", missing="not-applicable"),
            Indicator(id="b", parent="nhom", max=9 * 10**17, missing="not-applicable", read="x / y"),
        ],
    )
    data = Dataset.from_columns(units=["u", "v"], columns={"a": [1, None], "x": [0, 0], "y": [7, 7]})
    with pytest.raises(DataError, match="too-large"):
        score(data, rubric)


def test_a_rounded_value_is_bounded_by_what_it_is() -> None:
    """Not by the bound of what was rounded: one small divisor beside a large number would make that useless."""
    rubric = Rubric(id="demo/it@2026", total=Group(decimals=3), nodes=[Indicator(id="a", max=100, read="x / y")])
    columns = {"x": [899, 3, 900_000_000, 5], "y": [907, 7, 999_999_937, 11]}
    printed = score(Dataset.from_columns(units=["u", "v", "w", "z"], columns=columns), rubric).printed()
    assert isinstance(printed, Whole)
    assert printed.largest == 99118
