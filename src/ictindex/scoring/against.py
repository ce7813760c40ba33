"""Everything measured against a cohort: exact statistics per part, then one affine map per part."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

import numpy as np
from attrs import frozen

from ictindex.model.shapes import Against
from ictindex.scoring import exact
from ictindex.scoring.arithmetic import affine, choose, divide
from ictindex.scoring.deciding import is_zero, order_codes
from ictindex.scoring.exact import Real
from ictindex.scoring.quantity import BoolArray, IntArray, Quantity, Whole, constant, from_integers, spread

__all__ = ["Measured", "measure"]

_ZERO, _ONE = Fraction(0), Fraction(1)


@frozen(eq=False)
class Measured:
    """Points of all units, and the units for which the method has no answer; all masks (units,)."""

    value: Quantity
    constant: BoolArray
    zero: BoolArray
    negative: BoolArray


@frozen(eq=False)
class _Cohort:
    """One part's units with a present value."""

    value: Quantity
    rows: IntArray

    def extremes(self) -> tuple[Real, Real]:
        """Least and greatest, exact: only units whose error interval reaches the extreme are looked at."""
        if isinstance(self.value, Whole):
            numerators = spread(self.value.numerators, int(self.rows.max()) + 1)[self.rows]
            low, high = int(numerators.min()), int(numerators.max())
            return Fraction(low, self.value.denominator), Fraction(high, self.value.denominator)
        approx = self.value.approx[self.rows]
        error = np.broadcast_to(np.asarray(self.value.error, dtype=np.float64), self.value.approx.shape)[self.rows]
        low_rows = self.rows[~(approx - error > np.min(approx + error))]
        high_rows = self.rows[~(approx + error < np.max(approx - error))]
        return self._least(low_rows, 1), self._least(high_rows, -1)

    def _least(self, rows: IntArray, sign: int) -> Real:
        found, *others = (self.value.exact(row) for row in rows.tolist())
        for other in others:
            if exact.compare(other, found) == -sign:
                found = other
        return found

    def moments(self) -> tuple[Real, Real]:
        """Mean and standard deviation (divisor n - 1) from exact sums, so that no order of rows matters."""
        count = len(self.rows)
        if isinstance(self.value, Whole):
            numerators = [int(it) for it in spread(self.value.numerators, int(self.rows.max()) + 1)[self.rows].tolist()]
            total, squares = sum(numerators), sum(it * it for it in numerators)
            mean = Fraction(total, count * self.value.denominator)
            variance = Fraction(count * squares - total * total, count * (count - 1) * self.value.denominator**2)
            return mean, exact.square_root(variance)
        values = [self.value.exact(row) for row in self.rows.tolist()]
        digits = [exact.to_fraction(value) for value in values]
        mean = sum(digits, _ZERO) / count
        variance = sum(((value - mean) ** 2 for value in digits), _ZERO) / (count - 1)
        if all(isinstance(value, Fraction) for value in values):
            return mean, exact.square_root(variance)
        return exact.Irrational(mean), exact.Irrational(exact.to_fraction(exact.square_root(variance)))


Maps = tuple[Real, Real]


def _span(shape: Against) -> tuple[Fraction, Fraction]:
    low, high = shape.to or (_ZERO, _ONE)
    return Fraction(low), Fraction(high)


def _minmax(shape: Against, cohort: _Cohort) -> Maps | None:
    low, high = _span(shape)
    least, greatest = cohort.extremes()
    if exact.compare(least, greatest) == 0:
        return None
    scale = exact.times(_inverse(exact.times(least, Fraction(-1), greatest)), high - low)
    return scale, exact.times(exact.times(least, scale), Fraction(-1), low)


def _zscore(shape: Against, cohort: _Cohort) -> Maps | None:
    if len(cohort.rows) < 2:
        return None
    least, greatest = cohort.extremes()
    if exact.compare(least, greatest) == 0:
        return None
    mean, deviation = cohort.moments()
    scale = exact.times(_inverse(deviation), Fraction(shape.sd))
    return scale, exact.times(exact.times(mean, scale), Fraction(-1), Fraction(shape.mean))


def _rank(shape: Against, cohort: _Cohort) -> Maps | None:
    del shape, cohort
    return _ONE, _ONE


def _borda(shape: Against, cohort: _Cohort) -> Maps | None:
    del shape, cohort
    return _ONE, _ZERO


def _percentile(shape: Against, cohort: _Cohort) -> Maps | None:
    low, high = _span(shape)
    least, greatest = cohort.extremes()
    if exact.compare(least, greatest) == 0:
        return None
    return (high - low) / (len(cohort.rows) - 1), low


def _inverse(value: Real) -> Real:
    if isinstance(value, Fraction):
        return 1 / value
    if isinstance(value, exact.Root):
        return exact.Root(1 / value.radicand, value.degree)
    return exact.Irrational(1 / value.digits)


# For each method the affine map of a part's cohort, of the reading itself or of the number of lower readings.
_MAPS: Mapping[str, Callable[[Against, _Cohort], Maps | None]] = MappingProxyType(
    {"minmax": _minmax, "zscore": _zscore, "rank": _rank, "borda": _borda, "percentile": _percentile}
)
_BY_POSITION = frozenset({"rank", "borda", "percentile"})


def measure(shape: Against, value: Quantity, live: BoolArray, part: IntArray) -> Measured:
    """Measure the reading of each unit against the cohort of its part.

    Parameters
    ----------
    shape
        The method with its parameters.
    value
        The reading.
    live
        (units,) ranked units with a present value: the cohort.
    part
        (units,) the part of each unit, from 0; -1 for none.
    """
    nothing = np.zeros(len(live), dtype=np.bool_)
    cohorts = _split(live, part)
    parts = int(part.max(initial=-1)) + 2
    if shape.method == "best":
        return _best(shape, value, live, part, cohorts, parts)
    if shape.better == "lower":
        value = affine(value, None, [(Fraction(-1), _ZERO)])
    base = _lower_counts(value, live, cohorts) if shape.method in _BY_POSITION else value
    maps: list[Maps] = [(_ZERO, _ZERO)] * parts
    unanswered = np.zeros(parts, dtype=np.bool_)
    for code, rows in cohorts:
        found = _MAPS[shape.method](shape, _Cohort(value, rows))
        unanswered[code] = found is None
        maps[code] = found or (_ZERO, _ZERO)
    return Measured(affine(base, part, maps), unanswered[part] & live, nothing, nothing)


def _split(live: BoolArray, part: IntArray) -> list[tuple[int, IntArray]]:
    rows = np.flatnonzero(live & (part >= 0))
    if not len(rows):
        return []
    rows = rows[np.argsort(part[rows], kind="stable")]
    cuts = np.flatnonzero(np.diff(part[rows])) + 1
    return [(int(part[group[0]]), group) for group in np.split(rows, cuts)]


def _lower_counts(value: Quantity, live: BoolArray, cohorts: Sequence[tuple[int, IntArray]]) -> Quantity:
    """How many of its cohort stand strictly below each unit."""
    codes = order_codes(value, live)
    below = np.zeros(len(live), dtype=np.int64)
    for _, rows in cohorts:
        ordered = np.sort(codes[rows])
        below[rows] = np.searchsorted(ordered, codes[rows], side="left")
    return from_integers(below)


def _best(
    shape: Against,
    value: Quantity,
    live: BoolArray,
    part: IntArray,
    cohorts: Sequence[tuple[int, IntArray]],
    parts: int,
) -> Measured:
    maps: list[Maps] = [(_ZERO, _ZERO)] * parts
    zero = np.zeros(parts, dtype=np.bool_)
    negative = np.zeros(parts, dtype=np.bool_)
    lower = shape.better == "lower"
    nothing = np.zeros(len(live), dtype=np.bool_)
    for code, rows in cohorts:
        least, greatest = _Cohort(value, rows).extremes()
        best = least if lower else greatest
        sign = exact.compare(best, _ZERO)
        zero[code], negative[code] = sign == 0 and not lower, sign < 0
        maps[code] = (best if lower else _inverse(best) if sign else _ZERO), _ZERO
    if not lower:
        return Measured(affine(value, part, maps), nothing, zero[part] & live, negative[part] & live)
    at_zero = is_zero(value, live)
    inverse = divide(constant(_ONE), choose(live & ~at_zero, value, constant(_ONE)))
    return Measured(affine(inverse, part, maps), nothing, at_zero, negative[part] & live)
