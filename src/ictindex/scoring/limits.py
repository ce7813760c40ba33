"""Declared limits of points: what lies outside is refused, or clipped where the rubric says so."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias

import numpy as np

from ictindex.model.arrays import somewhere
from ictindex.model.shapes import Given
from ictindex.scoring.arithmetic import choose, linear, lookup
from ictindex.scoring.binding import BoundLeaf
from ictindex.scoring.deciding import reaches
from ictindex.scoring.quantity import ONE, SLACK, BoolArray, IntArray, Quantity, U, Whole, double
from ictindex.scoring.reading import Looked

__all__ = ["in_limits"]

# Rows, code, column, message of a row, hint.
Report: TypeAlias = Callable[[BoolArray, str, str, Callable[[int], str], str], None]


def in_limits(
    bound: BoundLeaf,
    classes: IntArray | None,
    report: Report,
    value: Quantity,
    looked: Looked,
    live: BoolArray,
) -> Quantity:
    """Points outside the declared minimum and maximum: refused, or clipped where the rubric says so."""
    outside = _outside(bound, classes, value, looked, live)
    if outside is None:
        return value
    below, above = outside
    if bound.leaf.range == "refuse":
        shown = value.floats()

        def message(row: int) -> str:
            limits = [ends[0 if classes is None else int(classes[row])] for ends in (bound.lows, bound.highs)]
            low, high = ("…" if end is None else f"{float(end):.15g}" for end in limits)
            return f"{shown[row]:.15g} points lie outside {low} to {high}"

        hint = 'mend the data, or let the rubric say range = "clip"'
        report(below | above, "out-of-range", " / ".join(bound.leaf.reading.columns), message, hint)
        return value
    ends = bound.common_ends if classes is None else tuple(lookup(classes, it) for it in bound.ends)
    for end, rows in zip(ends, (below, above), strict=True):
        if somewhere(rows):
            value = choose(rows, end, value)
    return value


def _outside(
    bound: BoundLeaf, classes: IntArray | None, value: Quantity, looked: Looked, live: BoolArray
) -> tuple[BoolArray, BoolArray] | None:
    """The units below the least points and those above the most; None where there is none of either."""
    beyond = looked.beyond if bound.from_zero_to_scale else None
    if beyond is not None:
        # Shares of 0 to 1 are points from 0 to the maximum.
        if looked.is_part_of_whole:
            return None
        below, above = beyond[0] & live, beyond[1] & live
    elif _clearly_inside(bound, value):
        return None
    else:
        below, above = np.zeros(len(live), dtype=np.bool_), np.zeros(len(live), dtype=np.bool_)
        for code, (low, high) in enumerate(zip(bound.lows, bound.highs, strict=True)):
            mine = live if classes is None else live & (classes == code)
            if low is not None:
                below |= mine & ~reaches(*_against_end(bound, code, value, looked, low), strict=False, live=mine)
            if high is not None:
                above |= reaches(*_against_end(bound, code, value, looked, high), strict=True, live=mine)
    return (below, above) if somewhere(below) or somewhere(above) else None


def _against_end(
    bound: BoundLeaf, code: int, value: Quantity, looked: Looked, end: Fraction
) -> tuple[Quantity, Fraction]:
    """What to compare with what: a share of whole columns is cross-multiplied, so that 12 of 12 needs no exact path."""
    if looked.share is None or not isinstance(bound.leaf.shape, Given):
        return value, end
    top, bottom = looked.share
    if not isinstance(bottom, Whole) or bottom.numerators.min(initial=1) <= 0:
        return value, end
    return linear([(ONE, top), (-end / bound.scales[code], bottom)]), Fraction(0)


def _clearly_inside(bound: BoundLeaf, value: Quantity) -> bool:
    """Whether all numbers, those of masked units too, lie inside the narrowest limits: one look at their ends."""
    lows, highs = [low for low in bound.lows if low is not None], [high for high in bound.highs if high is not None]
    if isinstance(value, Whole):
        # n / D >= p / q  <=>  n q >= p D.
        least, most, divisor = min(0, value.least), max(0, value.greatest), value.denominator
        return all(least * low.denominator >= low.numerator * divisor for low in lows) and all(
            most * high.denominator <= high.numerator * divisor for high in highs
        )
    # A limit that is near no double is not clearly kept; the difference and its two sides are rounded, 3u.
    room = SLACK * 4 * U
    low_end = float((value.approx - value.error).min(initial=0.0))
    high_end = float((value.approx + value.error).max(initial=0.0))
    ends = [*((end, low_end, 1) for end in lows), *((end, high_end, -1) for end in highs)]
    return all(not double(end)[1] and (it - end) * side > room * abs(end) for end, it, side in ends)
