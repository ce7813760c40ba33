"""Cases that once told the engine and the reference apart, kept so that they never do again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from ictindex.model import (
    Against,
    Curve,
    Dataset,
    Exclusion,
    Group,
    Indicator,
    Part,
    Partition,
    Prize,
    RankRule,
    Rubric,
    Unit,
    Yes,
)
from ictindex.testing import agreement
from ictindex.testing.case import Case

AREAS = Partition(name="area", parts=[Part(id="so"), Part(id="xa")])
EXACT = RankRule(value="exact")
LAST_IS_OUT = [Exclusion(where={"unit": "c"}, why="quân sự")]


def case(nodes: Sequence[Any], cells: Mapping[str, Sequence[Any]], parts: str = "", **rest: Any) -> Case:
    """A rubric of these nodes with units a, b, c and so on."""
    names = "abcdefgh"[: len(next(iter(cells.values())))]
    labels = parts.split() or ["so"] * len(names)
    units = [Unit(id=name, parts={"area": part}) for name, part in zip(names, labels, strict=True)]
    rubric = Rubric(id="demo/it@2026", nodes=nodes, partitions=[AREAS], **{"total": Group(decimals=2), **rest})
    return Case(rubric, Dataset.from_columns(units=units, columns=cells, decimal="."))


def against(method: str, **more: Any) -> Indicator:
    """A leaf that reads x against the cohort."""
    return Indicator(id="x", shape=Against(method=method, **more))


YES = Indicator(id="y", shape=Yes(points=5))
CASES = {
    "an excluded unit by rank": case([against("rank")], {"x": [1, 2, 9]}, exclude=LAST_IS_OUT),
    "an excluded unit by percentile": case([against("percentile")], {"x": [1, 2, 9]}, exclude=LAST_IS_OUT),
    "an excluded unit without a cohort": case(
        [against("minmax", of="area", constant="full")], {"x": [1, 2, 9]}, "so so xa", exclude=LAST_IS_OUT
    ),
    "an excluded unit below the least": case(
        [against("minmax"), YES],
        {"x": [2, 5, 1], "y": ["x", "x", "x"]},
        exclude=LAST_IS_OUT,
        total=Group(aggregate="geometric"),
        rank=EXACT,
    ),
    "an excluded unit below the least, inverted": case(
        [against("minmax"), YES],
        {"x": [2, 5, 1], "y": ["x", "x", "x"]},
        exclude=LAST_IS_OUT,
        total=Group(aggregate="power", power=-1, decimals=1),
    ),
    "a constant z-score": case(
        [against("zscore", mean=50, sd=10, constant="middle")], {"x": [3, 3]}, total=Group(decimals=1)
    ),
    "full marks of an irrational maximum": case(
        [Indicator(id="x", max=2), Indicator(id="y", max={"default": 3, "so": 5})],
        {"x": [2, 2], "y": [5, 3]},
        "so xa",
        total=Group(aggregate="geometric"),
        rank=RankRule(by=["percent"], value="exact"),
        awards=[Prize(id="p", among={"percent": "100.."}, prizes=["Đủ điểm"])],
    ),
    "a harmonic mean of an irrational value": case(
        [Group(id="g", aggregate="geometric"), Indicator(id="x", parent="g"), Indicator(id="y", parent="g")],
        {"x": [2, 3], "y": [3, 2]},
        total=Group(aggregate="harmonic"),
        rank=EXACT,
    ),
    "the least of logarithms": case(
        [Indicator(id="z", read="ln x", shape=Against(method="minmax", better="lower")), Indicator(id="y", max=25)],
        {"x": ["73420.5", "137.506340465", "10.8887"], "y": [1, 2, 3]},
        total=Group(aggregate="power", power=1, decimals=1),
    ),
    "a geometric mean with a tiny product": case(
        [Indicator(id="x", read="log10 a", weight=3), Indicator(id="b", weight=3), Indicator(id="c", weight="0.3")],
        {"a": ["1.236"], "b": ["0.03"], "c": ["2.9"]},
        total=Group(aggregate="geometric", decimals=2),
    ),
    "a steep curve of nothing": case(
        [
            Indicator(
                id="x",
                read="a / b",
                shape=Curve(knots=[(0, 12), ("0.010000001", 0), ("1.2", 13), (4, 20)]),
            )
        ],
        {"a": [0], "b": [6]},
    ),
    "weight 0 beside a child that does not apply": case(
        [Indicator(id="x", max=1, only={"area": "xa"}), Indicator(id="y", max=1, weight=0)],
        {"x": [1, 1], "y": [1, 1]},
        "so xa",
        total=Group(aggregate="mean", decimals=1),
        rank=RankRule(by=["percent"]),
    ),
    "only a bonus applies, under a cap": case(
        [
            Group(id="g", cap=7),
            Indicator(id="x", parent="g", max=1, only={"area": "xa"}),
            Indicator(id="y", parent="g", max=1, extra=True),
            Indicator(id="z", max=3),
        ],
        {"x": [1, 1], "y": [1, 1], "z": [1, 1]},
        "so xa",
    ),
}


@pytest.mark.parametrize("told", CASES)
def test_engine_and_reference_agree(told: str) -> None:
    """In scores, ticks, ties, percents, ranks, tiers and prizes."""
    found = CASES[told]
    fast, slow = found.ranking(), found.judged()
    for compared in agreement.SCORING.values():
        assert list(compared(fast.scores, slow.scores)) == []
    for compared in agreement.RANKING.values():
        assert list(compared(fast, slow)) == []
