"""How a reading becomes points: one short function per shape."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any, TypeAlias

from ictindex.model import Against, Curve, Custom, Given, Indicator, Levels, Steps, Yes
from ictindex.model.number_text import NO_WORDS, YES_WORDS
from ictindex.model.text import fold
from ictindex.testing.reference.cohorts import against
from ictindex.testing.reference.numbers import Number, add, compare, times
from ictindex.testing.reference.readings import UNKNOWN_WORD, Gap

__all__ = ["CustomShapes", "Situation", "limits", "points_of"]

# The exact functions of plugin shapes by name: (reading, arguments) -> points.
CustomShapes: TypeAlias = Mapping[str, Callable[[Any, Mapping[str, Any]], Any]]


@dataclass(frozen=True)
class Situation:
    """What the points of a unit depend on beside its reading."""

    leaf: Indicator
    parts: frozenset[str]
    excluded: bool
    ratio: bool
    cohort: list[Number]
    custom: CustomShapes


def points_of(reading: Number | str, situation: Situation) -> Number | Gap:
    """The points of a present reading, before floor, cap and rounding; a gap where the shape has none for it.

    Raises
    ------
    ValueError
        For a value out of range where that is refused.
    """
    shape = type(situation.leaf.shape)
    if isinstance(reading, str):
        return _OF_TEXTS[shape](reading, situation)
    points = _OF_NUMBERS[shape](reading, situation)
    return points if isinstance(points, Gap) else _inside(points, situation)


def limits(leaf: Indicator, parts: frozenset[str]) -> tuple[Fraction | None, Fraction | None]:
    """Least and greatest points that the shape can give to a unit in these parts; None where unbounded."""
    shape = leaf.shape
    declared = None if leaf.max is None else _fraction(leaf.max.for_parts(parts))
    if isinstance(shape, Against):
        if shape.method not in ("best", "minmax", "percentile"):
            return None, None
        if shape.to is not None:
            return Fraction(shape.to[0]), Fraction(shape.to[1])
        return Fraction(0), Fraction(1) if declared is None else declared
    if isinstance(shape, Yes):
        return min(Fraction(0), Fraction(shape.points)), max(Fraction(0), Fraction(shape.points))
    if isinstance(shape, Levels | Steps | Curve):
        points = _all_points(shape)
        return min(points), max(points)
    low = _fraction(leaf.min)
    if low is None and declared is not None and declared >= 0:
        low = Fraction(0)
    return low, declared


def _all_points(shape: Levels | Steps | Curve) -> list[Fraction]:
    if isinstance(shape, Levels):
        return [Fraction(points) for _, points in shape.table]
    if isinstance(shape, Curve):
        return [Fraction(points) for _, points in shape.knots]
    return [Fraction(shape.otherwise), *(Fraction(points) for _, points in shape.table)]


def _fraction(number: Decimal | None) -> Fraction | None:
    return None if number is None else Fraction(number)


def _given(reading: Number, situation: Situation) -> Number:
    """The reading itself; a share is multiplied by the maximum, where there is one."""
    most = limits(situation.leaf, situation.parts)[1]
    return times(reading, most) if situation.ratio and most is not None else reading


def _custom(reading: Number, situation: Situation) -> Number:
    shape = situation.leaf.shape
    assert isinstance(shape, Custom)
    points: Number = situation.custom[shape.name](reading, dict(shape.arguments))
    return points


def _inside(points: Number, situation: Situation) -> Number:
    """The points where they lie in the declared range; else what the leaf's policy says."""
    leaf = situation.leaf
    low, high = limits(leaf, situation.parts)
    for limit, wrong_side in ((low, -1), (high, 1)):
        if limit is not None and compare(points, limit) == wrong_side:
            if leaf.range == "clip":
                return limit
            if not situation.excluded:
                msg = f"{leaf.id}: {points} lies outside {low} to {high}"
                raise ValueError(msg)
    return points


def _yes(reading: str, situation: Situation) -> Number | Gap:
    shape = situation.leaf.shape
    assert isinstance(shape, Yes)
    if fold(reading) in YES_WORDS:
        return Fraction(shape.points)
    if fold(reading) in NO_WORDS:
        return Fraction(0)
    return UNKNOWN_WORD


def _levels(reading: str, situation: Situation) -> Number | Gap:
    shape = situation.leaf.shape
    assert isinstance(shape, Levels)
    for text, points in shape.table:
        if fold(text) == fold(reading):
            return Fraction(points)
    return UNKNOWN_WORD


def _steps(reading: Number, situation: Situation) -> Number:
    """Of the bounds that hold the greatest wins; more than 1 is greater than at least 1."""
    shape = situation.leaf.shape
    assert isinstance(shape, Steps)
    held = []
    for bound, points in shape.table:
        side = compare(reading, Fraction(bound.value))
        if side > 0 or (side == 0 and not bound.strict):
            held.append((bound.value, bound.strict, points))
    return Fraction(max(held)[2] if held else shape.otherwise)


def _curve(reading: Number, situation: Situation) -> Number:
    """Straight lines between the knots, flat outside them."""
    shape = situation.leaf.shape
    assert isinstance(shape, Curve)
    knots = [(Fraction(x), Fraction(points)) for x, points in shape.knots]
    if compare(reading, knots[0][0]) <= 0:
        return knots[0][1]
    for (left, low), (right, high) in pairwise(knots):
        if compare(reading, right) <= 0:
            slope = (high - low) / (right - left)
            return add([low, times(slope, add([reading, -left]))])
    return knots[-1][1]


def _against(reading: Number, situation: Situation) -> Number | Gap:
    shape = situation.leaf.shape
    assert isinstance(shape, Against)
    return against(shape, reading, cohort=situation.cohort, ends=limits(situation.leaf, situation.parts))


_OF_TEXTS: dict[type, Callable[[str, Situation], Number | Gap]] = {Yes: _yes, Levels: _levels}
_OF_NUMBERS: dict[type, Callable[[Number, Situation], Number | Gap]] = {
    Given: _given,
    Steps: _steps,
    Curve: _curve,
    Against: _against,
    Custom: _custom,
}
