"""Rounding, comparing, ordering: doubles decide where their error bound allows, the exact value elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from fractions import Fraction
from functools import cmp_to_key
from itertools import pairwise
from math import gcd
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from ictindex.model.arrays import everywhere, somewhere
from ictindex.model.numbers import decimal_of_ticks
from ictindex.model.problems import Cell, DataError, Problem
from ictindex.model.ranges import Range
from ictindex.scoring import exact
from ictindex.scoring.arithmetic import linear
from ictindex.scoring.quantity import (
    LIMIT,
    ONE,
    SLACK,
    TINY,
    BoolArray,
    Filtered,
    FloatArray,
    IntArray,
    Quantity,
    U,
    Whole,
    as_filtered,
    double,
    magnitude,
    spread,
)

__all__ = [
    "Rounded",
    "ends_reached",
    "fits",
    "fitting",
    "is_zero",
    "least_numerator",
    "order_codes",
    "reaches",
    "round_quotients",
    "round_to",
    "within",
]

_INT64 = 2**63 - 1
_QUARTER = 0.25
_WHOLE = 2.0**51
_PIECE = 1 << 15
_NOTHING = Fraction(0)


class Rounded(NamedTuple):
    """Rounded values as whole ticks, and how many units were decided exactly one by one."""

    value: Whole
    undecided: int


def _even(doubled: IntArray, ticks: IntArray, denominator: int) -> IntArray:
    return np.asarray(ticks - ((doubled % (2 * denominator) == 0) & (ticks % 2 == 1)))


def _up(doubled: IntArray, ticks: IntArray, denominator: int) -> IntArray:
    del doubled, denominator
    return ticks


def _away(doubled: IntArray, ticks: IntArray, denominator: int) -> IntArray:
    # Half-up rounds -0.5 to 0; away from zero it is -1.
    return np.asarray(ticks - ((doubled % (2 * denominator) == 0) & (ticks <= 0)))


# What an exact half becomes, from 2n + D (a multiple of 2D exactly on a half) and the half-up result.
_HALVES: Mapping[str, Callable[[IntArray, IntArray, int], IntArray]] = MappingProxyType(
    {"up": _up, "away": _away, "even": _even}
)


def round_to(value: Quantity, decimals: int, half: str, live: BoolArray) -> Rounded:
    """Round once, from the exact value, to ticks of ``10**-decimals``; only units where `live` holds are decided."""
    if isinstance(value, Whole):
        ticks = _round_whole(value, decimals, half)
        if ticks is not None:
            return Rounded(ticks, 0)
    return _round_filtered(as_filtered(value), decimals, half, live)


def _round_whole(value: Whole, decimals: int, half: str) -> Whole | None:
    shared = gcd(10**decimals, value.denominator)
    top, bottom = 10**decimals // shared, value.denominator // shared
    if bottom == 1:
        if value.largest * top >= LIMIT:
            return None
        return Whole(value.numerators * top, 10**decimals, value.largest * top)
    if 2 * value.largest * top + bottom > _INT64 or 2 * bottom > _INT64:
        return None
    doubled = 2 * top * value.numerators + bottom
    ticks = _HALVES[half](doubled, doubled // (2 * bottom), bottom)
    return Whole(ticks, 10**decimals, value.largest * top // bottom + 1)


def _round_filtered(value: Filtered, decimals: int, half: str, live: BoolArray) -> Rounded:
    """A unit is decided where ``y + 1/2`` lies further than its error from a whole number, y = value * 10**decimals.

    Multiplying and adding 1/2 round once each (10**d is a double up to d = 22): ``10**d e + 3u (|y| + 1)``; the
    distance from a whole number is a double below 2**52. A NaN fails the comparison and is undecided.
    """
    units = len(live)
    approx, power = spread(value.approx, units), 10.0**decimals
    bound = _one_bound(value, power)
    if bound < _QUARTER:
        moved = approx * power + 0.5
        clear = np.abs(moved - np.rint(moved)) > bound
        ticks = np.floor(moved).astype(np.int64)
    else:
        ticks, clear = _rounded_in_pieces(approx, np.asarray(value.error), power)
    undecided = (~clear & live).nonzero()[0]
    for unit in undecided.tolist():
        ticks[unit] = fitting(exact.round_exactly(value.exact(unit), decimals, half), decimals)
    return Rounded(Whole(ticks, 10**decimals, magnitude(ticks)), len(undecided))


def _one_bound(value: Filtered, power: float) -> float:
    """The bound that serves all of few units; a quarter, which decides none, where there is no such bound."""
    if value.size is None or not power * value.size < _WHOLE:
        return _QUARTER
    return SLACK * (power * float(value.error) + 3 * U * (power * value.size + 1))


def _rounded_in_pieces(approx: FloatArray, error: FloatArray, power: float) -> tuple[IntArray, BoolArray]:
    """Half-up ticks and whether the bound of each unit decides them, 0 where not."""
    ticks, clear = np.empty(len(approx), dtype=np.int64), np.empty(len(approx), dtype=np.bool_)
    # Pieces that stay near the processor from one step to the next.
    for start in range(0, len(approx), _PIECE):
        piece = slice(start, start + _PIECE)
        moved = approx[piece] * power
        bound = SLACK * (power * (error[piece] if error.ndim else error) + 3 * U * (np.abs(moved) + 1))
        moved += 0.5
        sure = (np.abs(moved - np.rint(moved)) > bound) & (bound < _QUARTER) & (np.abs(moved) < 2.0**52)
        clear[piece] = sure
        ticks[piece] = np.where(sure, np.floor(moved), 0.0)
    return ticks, clear


def round_quotients(numerators: IntArray, denominators: IntArray, decimals: int, half: str) -> IntArray:
    """Ticks of ``n / d``, each with a denominator of its own above 0, for numbers that the caller knows to fit.

    ``2 * 10**decimals * |n| + d`` has room in int64; the shapes may be any that numpy broadcasts.
    """
    doubled = 2 * 10**decimals * numerators + denominators
    return _HALVES[half](doubled, doubled // (2 * denominators), denominators)  # type: ignore[arg-type]  # one or many


def fitting(ticks: int, decimals: int) -> int:
    """The ticks, if they have room in int64.

    Raises
    ------
    DataError
        With what to do, if they have not.
    """
    if abs(ticks) >= LIMIT:
        size = decimal_of_ticks(ticks, decimals)
        message = f"a value of about {size:.6g} has no room for {decimals} decimals in 18 digits"
        hint = "fewer decimals, or a larger unit of measure, such as millions"
        raise DataError((Problem(code="too-large", where=Cell(), message=message, hint=hint),))
    return ticks


def fits(value: Quantity, decimals: int, live: BoolArray) -> bool:
    """Whether the values that live have room for so many decimals."""
    known = value.largest / value.denominator if isinstance(value, Whole) else value.size
    if known is not None and known * 10.0**decimals < LIMIT / 4:
        return True
    units = len(live)
    size = np.abs(spread(np.asarray(value.floats()), units)[live]).max(initial=0.0)
    return bool(size * 10.0**decimals < LIMIT / 2)


def least_numerator(bound: Fraction, denominator: int, *, strict: bool) -> int:
    """The least n for which ``n / denominator`` reaches the bound, or passes it where strict."""
    # n / D >= p / q  <=>  n >= ceil(p D / q); strictly more  <=>  n >= floor(p D / q) + 1.
    top, bottom = bound.numerator * denominator, bound.denominator
    return top // bottom + 1 if strict else -(-top // bottom)


def ends_reached(value: Whole, ends: Sequence[tuple[Fraction, bool]]) -> IntArray:
    """How many of the ends, ascending and each with whether it is strict, every value reaches."""
    least = [least_numerator(end, value.denominator, strict=strict) for end, strict in ends]
    # An end beyond all int64 is as far as the first that no numerator has.
    edges = np.array([max(-LIMIT, min(LIMIT, it)) for it in least], dtype=np.int64)
    return edges.searchsorted(value.numerators, side="right")


def reaches(value: Quantity, bound: Fraction, *, strict: bool, live: BoolArray) -> BoolArray:
    """``value >= bound``, or ``value > bound`` where strict; False where `live` does not hold.

    In doubles the bound and the difference are rounded, u of each of the two, hence ``e + 2u (|x| + |bound|)``.
    """
    units = len(live)
    if isinstance(value, Whole):
        least = least_numerator(bound, value.denominator, strict=strict)
        if least > value.largest:
            return np.zeros(units, dtype=np.bool_)
        if least <= -value.largest:
            return live.copy()
        return np.asarray(live & (spread(value.numerators, units) >= least))
    approx, (near, far) = spread(value.approx, units), double(bound)
    gap = approx - near
    slack = SLACK * (value.error + 3 * U * (np.abs(approx) + abs(near)) + TINY) + far
    clear = np.abs(gap) > slack
    holds: BoolArray = clear & (gap > 0)
    for unit in np.flatnonzero(~clear & live).tolist():
        sign = exact.compare(value.exact(unit), bound)
        holds[unit] = sign > 0 or (sign == 0 and not strict)
    return np.asarray(holds & live)


def is_zero(value: Quantity, live: BoolArray) -> BoolArray:
    """Where the value is exactly 0; False where `live` does not hold."""
    if isinstance(value, Whole):
        return np.asarray(live & (value.numerators == 0))
    near: BoolArray = ~(np.abs(value.approx) > value.error) & live
    for unit in np.flatnonzero(near).tolist():
        near[unit] = exact.compare(value.exact(unit), Fraction(0)) == 0
    return near


def within(value: Quantity, range_: Range, maximum: Quantity | None, live: BoolArray) -> BoolArray:
    """Whether each value lies in the range; percent ends are of the unit's own `maximum`, cross-multiplied."""
    held = live
    for bound, lower in ((range_.low, True), (range_.high, False)):
        if bound is None:
            continue
        if bound.percent and maximum is None:
            return np.zeros(len(live), dtype=np.bool_)
        # What is not below an end that is itself left out lies at it or above.
        strict = bound.strict if lower else not bound.strict
        if not bound.percent or maximum is None:
            reached = reaches(value, bound.share, strict=strict, live=live)
        else:
            reached = _reaches_share(value, bound.share, maximum, strict=strict, live=live)
        # What reaches an end lives.
        held = reached if lower else held & ~reached
    return held


def _reaches_share(value: Quantity, share: Fraction, maximum: Quantity, *, strict: bool, live: BoolArray) -> BoolArray:
    """``value >= share * maximum``, or more where strict; False where `live` does not hold."""
    if isinstance(value, Whole) and isinstance(maximum, Whole):
        # n / D >= p / q * m / M  <=>  n q M >= p m D.
        left, right = share.denominator * maximum.denominator, share.numerator * value.denominator
        common = gcd(left, right)
        left, right = left // common, right // common
        if max(value.largest, 1) * left < LIMIT and max(maximum.largest, 1) * abs(right) < LIMIT:
            mine, theirs = value.numerators * left, maximum.numerators * right
            return live & (mine > theirs if strict else mine >= theirs)
    return reaches(linear([(ONE, value), (-share, maximum)]), _NOTHING, strict=strict, live=live)


def order_codes(value: Quantity, live: BoolArray) -> IntArray:
    """Integers in the order of the values, equal exactly where the values are equal; 0 where `live` does not hold."""
    units = len(live)
    if isinstance(value, Whole):
        numerators = spread(value.numerators, units)
        return numerators if everywhere(live) else np.where(live, numerators, 0)
    rows = live.nonzero()[0]
    codes = np.zeros(units, dtype=np.int64)
    if len(rows):
        rows = rows[spread(value.approx, units)[rows].argsort(kind="stable")]
        codes[rows] = _codes_in_order(value, rows)
    return codes


def _codes_in_order(value: Filtered, rows: IntArray) -> IntArray:
    """Codes in the order of the doubles: one per run of touching error intervals, more where a run differs.

    The ends of the intervals are rounded, but rounding keeps order: two that meet still meet.
    """
    apart = _apart(value, rows)
    if everywhere(apart):
        return np.arange(1, len(rows) + 1)
    starts = np.concatenate(([0], np.flatnonzero(apart) + 1))
    sizes = np.concatenate((starts[1:], [len(rows)])) - starts
    groups = np.ones(len(starts), dtype=np.int64)
    within_run = np.zeros(len(rows), dtype=np.int64)
    for run in np.flatnonzero(sizes > 1).tolist():
        place = slice(int(starts[run]), int(starts[run] + sizes[run]))
        within_run[place], groups[run] = _exact_codes(value, rows[place].tolist())
    base = np.cumsum(groups) - groups + 1
    return np.repeat(base, sizes) + within_run


def _apart(value: Filtered, rows: IntArray) -> BoolArray:
    """(rows - 1,) whether the intervals up to a row end below all that follow."""
    approx = value.approx[rows] if value.approx.ndim else np.broadcast_to(value.approx, len(rows))
    if value.size is not None:
        # Of few units, whose doubles are finite, one bound moves all ends alike.
        return np.asarray(approx[1:] - value.error > approx[:-1] + value.error)
    error = np.asarray(value.error)[rows] if np.ndim(value.error) else value.error
    low, high = approx - error, approx + error
    odd = np.isnan(low) | np.isnan(high)
    if somewhere(odd):
        # An interval of NaN touches everything.
        low[odd], high[odd] = -np.inf, np.inf
    return np.asarray(np.minimum.accumulate(low[::-1])[::-1][1:] > np.maximum.accumulate(high)[:-1])


def _exact_codes(value: Filtered, units: list[int]) -> tuple[list[int], int]:
    """Codes from 0 of a few units by their exact values, and how many different ones there are.

    Values that are one and the same are put together first: a hundred thousand equals are then hashed, not compared.
    """
    exacts = [value.exact(unit) for unit in units]
    # A pair of whole numbers is hashed in less time than a fraction.
    keys: list[Hashable] = [real.as_integer_ratio() if isinstance(real, Fraction) else real for real in exacts]
    distinct = dict(zip(keys, exacts, strict=True))

    def by_value(one: Hashable, other: Hashable) -> int:
        return exact.compare(distinct[one], distinct[other])

    order = sorted(distinct, key=cmp_to_key(by_value))
    code = 0
    codes = dict.fromkeys(order[:1], 0)
    for before, key in pairwise(order):
        code += by_value(before, key) != 0
        codes[key] = code
    return [codes[key] for key in keys], code + 1
