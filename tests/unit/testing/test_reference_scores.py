"""The reference's scores, against examples worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import pytest

from ictindex.model import (
    Against,
    Curve,
    Custom,
    Dataset,
    Exclusion,
    Group,
    Indicator,
    Levels,
    Part,
    Partition,
    RankRule,
    Rubric,
    Steps,
    Unit,
    View,
    Yes,
)
from ictindex.model.rubric import ColumnRule
from ictindex.testing.reference import ReferenceScores, Root, score

BLOCKS = Partition(name="block", parts=[Part(id="so", vi="Sở"), Part(id="xa", vi="Xã")])


def scored(
    nodes: Sequence[Any], cells: Mapping[str, Sequence[Any]], units: Sequence[Any] = (), **rest: Any
) -> ReferenceScores:
    """Scores of a few units under a rubric of these nodes."""
    rank = RankRule(value="exact") if rest.get("total", Group()).decimals is None else RankRule()
    rubric = Rubric(id="demo/it@2026", nodes=nodes, **{"rank": rank, **rest})
    count = len(next(iter(cells.values())))
    return score(Dataset.from_columns(units=units or [f"u{i}" for i in range(count)], columns=cells), rubric)


def values(scores: ReferenceScores, node: str) -> list[Any]:
    """The value of a node for every unit after its rounding."""
    return [scores.cell(unit, node).value for unit in scores.units]


def test_a_share_is_multiplied_by_the_maximum() -> None:
    """Computers per officer, at most 20 points: 1/3 of 20, unrounded; a percent column too (RULES A1)."""
    leaf = Indicator(id="may", max=20, read="a / b")
    assert [Fraction(20, 3), Fraction(20)] == values(scored([leaf], {"a": [1, 3], "b": [3, 3]}), "may")
    declared = [ColumnRule(name="x", kind="percent")]
    percent = scored([Indicator(id="ty-le", max=20, read="x")], {"x": ["29 %", "100 %"]}, columns=declared)
    assert [Fraction(29, 5), Fraction(20)] == values(percent, "ty-le")


@pytest.mark.parametrize(
    ("shape", "cells", "points"),
    [
        (Yes(points=35), ["có", "không", "x", "0"], [35, 0, 35, 0]),
        (Levels(table=[("đủ", 20), ("một phần", 10), ("chưa", 0)]), ["Đủ", "một phần", "chưa"], [20, 10, 0]),
        (
            Steps(table=[(4, 15), (3, 10), (">1", 5), (1, 2)], otherwise=0),
            [4, 3.5, 2, 1, 0.5],
            [15, 10, 5, 2, 0],
        ),
        (Curve(knots=[(0, 0), (50, 40)]), [-3, 0, 10, 50, 99], [0, 0, 8, 40, 40]),
        (Curve(knots=[(0, 10), (5, 0)]), [0, 1, 5], [10, 8, 0]),
    ],
    ids=["yes", "levels", "steps", "curve", "lower is better"],
)
def test_shapes_give_the_points_that_their_tables_say(shape: Any, cells: list[Any], points: list[int]) -> None:
    """RULES A4, A5, A7 and A8, at the bounds and between them."""
    assert list(map(Fraction, points)) == values(scored([Indicator(id="x", shape=shape)], {"x": cells}), "x")


@pytest.mark.parametrize(
    ("shape", "cells", "points"),
    [
        (Against(method="best"), [1, 2, 4], ["1/4", "1/2", 1]),
        (Against(method="best", better="lower"), [1, 2, 4], [1, "1/2", "1/4"]),
        (Against(method="minmax"), [1, 2, 5], [0, "1/4", 1]),
        (Against(method="minmax", better="lower", to=[20, 100]), [1, 2, 5], [100, 80, 20]),
        (Against(method="zscore"), [1, 2, 3], [-1, 0, 1]),
        (Against(method="zscore", mean=50, sd=10, better="lower"), [1, 2, 3], [60, 50, 40]),
        (Against(method="rank"), [7, 5, 5, 9], [3, 1, 1, 4]),
        (Against(method="borda"), [7, 5, 5, 9], [2, 0, 0, 3]),
        (Against(method="percentile"), [7, 5, 5, 9], ["2/3", 0, 0, 1]),
        (Against(method="minmax", constant="middle", to=[20, 100]), [3, 3], [60, 60]),
        (Against(method="minmax", constant="zero", to=[20, 100]), [3, 3], [20, 20]),
        (Against(method="percentile", constant="full"), [3], [1]),
        (Against(method="rank"), [3, 3], [1, 1]),
    ],
    ids=str,
)
def test_cohort_shapes_follow_their_formulas(shape: Any, cells: list[Any], points: list[Any]) -> None:
    """Best, min-max, z-score with n - 1, ranks from the worst with ties lowest; equal values are constant."""
    assert list(map(Fraction, points)) == values(scored([Indicator(id="x", shape=shape)], {"x": cells}), "x")


def test_the_cohort_is_of_units_that_are_ranked_and_present() -> None:
    """The excluded giant sets no standard, the silent unit is not the least, and a block measures its own."""
    units = [
        Unit(id=name, parts={"block": block})
        for name, block in zip("abcde", ["so", "so", "so", "xa", "xa"], strict=True)
    ]
    leaf = Indicator(id="x", max=10, shape=Against(method="best", of="block"), missing="zero")
    exclude = [Exclusion(where={"unit": "c"}, why="quân sự")]
    scores = scored([leaf], {"x": [1, 2, 100, None, 5]}, units, partitions=[BLOCKS], exclude=exclude)
    assert values(scores, "x") == [5, 10, 500, 0, 10]
    assert scores.excluded == {"c": "quân sự"}


def test_policies_say_what_silence_is_worth() -> None:
    """Missing counts 0 or leaves; a zero denominator counts 0, counts full or leaves; n/a leaves."""
    zero = Indicator(id="p", max=10, read="a / b", missing="zero", zero="full")
    gone = Indicator(id="q", max=10, read="a / b", missing="not-applicable", zero="zero")
    scores = scored([zero, gone], {"a": [None, 1, 1], "b": [2, 0, 2]})
    assert values(scores, "p") == [0, 10, 5]
    assert values(scores, "q") == [None, 0, 5]
    assert [scores.cell(unit, "total").maximum for unit in scores.units] == [10, 20, 20]
    assert values(scored([gone], {"a": ["n/a", 1], "b": [2, 0]}), "q") == [None, 0]


@pytest.mark.parametrize(
    ("leaf", "columns"),
    [
        (Indicator(id="x"), {"x": [None]}),
        (Indicator(id="x", missing="zero"), {"x": ["n/a"]}),
        (Indicator(id="x", read="a / b"), {"a": [1], "b": [0]}),
        (Indicator(id="x", max=10), {"x": [11]}),
        (Indicator(id="x", max=10), {"x": [-1]}),
        (Indicator(id="x", shape=Against(method="minmax")), {"x": [1, 1]}),
        (Indicator(id="x", read="ln a"), {"a": [0]}),
    ],
    ids=["missing", "n/a", "zero denominator", "above", "below", "constant", "logarithm"],
)
def test_what_a_policy_refuses_is_an_error(leaf: Any, columns: dict[str, Any]) -> None:
    """The reference assumes checked data and says so where they are not."""
    with pytest.raises(ValueError, match=r"x|logarithm"):
        scored([leaf], columns)


def test_out_of_range_may_be_clipped() -> None:
    """Clipped to the declared ends; a maximum may differ by part."""
    units = [Unit(id=name, parts={"block": block}) for name, block in (("a", "so"), ("b", "xa"), ("c", "xa"))]
    leaf = Indicator(id="x", max={"default": 20, "xa": 15}, range="clip")
    assert values(scored([leaf], {"x": [18, 18, -1]}, units, partitions=[BLOCKS]), "x") == [18, 15, 0]


@pytest.mark.parametrize(
    ("aggregate", "power", "value"),
    [
        ("sum", None, 6),
        ("mean", None, Fraction(10, 3)),
        ("geometric", None, Root(Fraction(32), 3)),
        ("harmonic", None, 3),
        ("power", 2, Root(Fraction(12), 2)),
        ("power", -1, 3),
        ("least", None, 2),
        ("best", None, 4),
    ],
)
def test_aggregates_follow_their_formulas(aggregate: str, power: int | None, value: Any) -> None:
    """Of 2 and 4, the second weighing twice where weights count."""
    weight = 2 if aggregate in ("mean", "geometric", "harmonic", "power") else 1
    nodes = [Indicator(id="a", max=10), Indicator(id="b", max=10, weight=weight)]
    scores = scored(nodes, {"a": [2], "b": [4]}, total=Group(aggregate=aggregate, power=power))
    assert value == scores.cell("u0", "total").exact


def test_weights_of_children_that_leave_leave_with_them() -> None:
    """A mean renormalises; weight 0 neither counts nor keeps its parent applicable."""
    nodes = [
        Indicator(id="a", max=10, missing="not-applicable", weight=3),
        Indicator(id="b", max=10, missing="not-applicable"),
        Indicator(id="c", max=10, weight=0),
    ]
    columns = {"a": [2, None, None], "b": [4, 4, None], "c": [9, 9, 9]}
    scores = scored(nodes, columns, total=Group(aggregate="mean"))
    assert [Fraction(5, 2), 4, None] == values(scores, "total")
    assert not scores.cell("u2", "total").applies


def test_each_node_is_rounded_once_from_its_exact_children() -> None:
    """0.125 and 0.125 printed with two decimals are 0.13 each; their parent reads 0.26; clamps come first."""
    nodes = [Group(id="g"), *(Indicator(id=name, parent="g", decimals=2) for name in "ab")]
    scores = scored(nodes, {"a": ["0.125"], "b": ["0.125"]}, total=Group(decimals=1, half="even", cap="0.25"))
    assert Fraction("0.26") == scores.cell("u0", "g").value
    assert (Fraction("0.25"), Fraction("0.2")) == (
        scores.cell("u0", "total").exact,
        scores.cell("u0", "total").value,
    )


def test_exact_ranking_drops_only_the_rounding_of_what_is_ranked() -> None:
    """The total decides with its own unrounded value, which still reads rounded children."""
    nodes = [Indicator(id="a", decimals=1), Indicator(id="b")]
    scores = scored(nodes, {"a": ["0.25"], "b": ["0.01"]}, total=Group(decimals=1), rank=RankRule(value="exact"))
    assert (Fraction("0.31"), Fraction("0.3")) == (
        scores.cell("u0", "total").decided,
        scores.cell("u0", "total").value,
    )
    assert Fraction("0.3") == scores.cell("u0", "a").decided


def test_what_does_not_apply_leaves_the_maximum() -> None:
    """Lào Cai: 1000 against 800; 600.01 of 800 is more than 75 %."""
    units = [Unit(id="a", parts={"block": "so"}), Unit(id="b", parts={"block": "xa"})]
    nodes = [
        Indicator(id="chung", max=800),
        Group(id="mot-cua", only={"block": ["so"]}),
        Indicator(id="tthc", parent="mot-cua", max=200),
    ]
    columns = {"chung": [600, "600.01"], "tthc": [150, None]}
    scores = scored(nodes, columns, units, partitions=[BLOCKS], total=Group(decimals=2))
    assert [scores.cell(unit, "total").maximum for unit in scores.units] == [1000, 800]
    assert [scores.cell("b", node).applies for node in ("mot-cua", "tthc")] == [False, False]
    assert [Fraction(75), Fraction("75.00125")] == [scores.percent(unit) for unit in scores.units]


def test_a_gate_looks_at_the_value_of_another_node() -> None:
    """A gate on 50 % of the own maximum; a condition on a node that does not apply is not met."""
    nodes = [
        Indicator(id="a", max=20, missing="not-applicable"),
        Indicator(id="b", max=10, only={"a": "50%.."}),
        Indicator(id="c", max=10),
    ]
    scores = scored(nodes, {"a": [10, "9.99", None], "b": [1, 1, 1], "c": [0, 0, 0]})
    assert values(scores, "b") == [1, None, None]


def test_bonus_stays_outside_the_maximum_and_views_outside_the_total() -> None:
    """An extra counts and enlarges no base; a view reads rounded nodes and is no part of the total."""
    nodes = [
        Indicator(id="a", max=10, decimals=0),
        Indicator(id="b", max=5, extra=True),
        Indicator(id="c", parent="none"),
    ]
    view = View(id="v", over={"a": 1, "c": 3}, decimals=1)
    scores = scored(nodes, {"a": ["9.5"], "b": [3], "c": [2]}, views=[view])
    assert [scores.cell("u0", node).value for node in ("total", "a", "v")] == [13, 10, 4]
    assert Fraction(10) == scores.cell("u0", "total").maximum


def test_a_plugin_shape_is_called_with_the_exact_reading() -> None:
    """Its points are held to the declared range like a plain reading."""
    leaf = Indicator(id="x", max=10, shape=Custom(name="demo/square", arguments={"by": 2}))
    rubric = Rubric(id="demo/it@2026", nodes=[leaf], total=Group(decimals=2))
    data = Dataset.from_columns(units=["a"], columns={"x": ["1.1"]})
    scores = score(data, rubric, {"demo/square": lambda x, arguments: x * x * Fraction(arguments["by"])})
    assert Fraction("2.42") == scores.cell("a", "x").value


def test_a_tiny_product_is_not_zero() -> None:
    """A geometric mean with weights of one decimal: the product is 10 ** -75, its root 0.06."""
    nodes = [Indicator(id="x", weight=3, read="log10 a"), Indicator(id="b", weight=3), Indicator(id="c", weight="0.3")]
    total = Group(aggregate="geometric", decimals=2)
    scores = scored(nodes, {"a": [1.236], "b": [0.03], "c": [2.9]}, total=total)
    assert scores.cell("u0", "total").value == Fraction("0.06")
