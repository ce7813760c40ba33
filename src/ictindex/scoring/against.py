"""Everything measured against a cohort: exact statistics per part, then one affine map per part."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType
from typing import Protocol, TypeAlias

import numpy as np
from attrs import frozen

from ictindex.model.shapes import Against
from ictindex.scoring import exact
from ictindex.scoring.arithmetic import affine, choose, divide
from ictindex.scoring.deciding import is_zero, order_codes
from ictindex.scoring.exact import Real
from ictindex.scoring.quantity import LIMIT, BoolArray, IntArray, Quantity, Whole, constant, from_integers, spread

__all__ = ["Cohort", "CohortsOf", "Measured", "Present", "Split", "measure"]

_ZERO, _ONE = Fraction(0), Fraction(1)
_TABLE_PER_ROW = 16


@frozen(eq=False)
class Measured:
    """Points of all units, and the units for which the method has no answer; all masks (units,)."""

    value: Quantity
    constant: BoolArray
    zero: BoolArray
    negative: BoolArray


class Cohort(Protocol):
    """What a method needs to know of one part's units with a present value."""

    @property
    def count(self) -> int:
        """How many there are."""
        ...

    def extremes(self) -> tuple[Real, Real]:
        """Least and greatest, exact."""
        ...

    def moments(self) -> tuple[Real, Real]:
        """Mean and standard deviation (divisor n - 1)."""
        ...


Split: TypeAlias = Sequence[tuple[int, IntArray]]
# From the reading and the rows of each part to the cohort of each part, which need not be these rows alone.
CohortsOf: TypeAlias = Callable[[Quantity, Split], Sequence[tuple[int, Cohort]]]


@frozen(eq=False)
class Present:
    """One part's units with a present value, all of them in this data set."""

    value: Quantity
    rows: IntArray

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.rows)

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
            total, squares = _sums(
                spread(self.value.numerators, int(self.rows.max()) + 1)[self.rows], self.value.largest
            )
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


def _sums(numerators: IntArray, largest: int) -> tuple[int, int]:
    """The sum and the sum of squares, exact: in int64 where the largest shows that they fit, else one by one."""
    if len(numerators) * largest * largest < LIMIT:
        return int(numerators.sum()), int((numerators * numerators).sum())
    numbers = numerators.tolist()
    return sum(numbers), sum(it * it for it in numbers)


# What is added to the reading first, then the scale, then what is added to that.
Maps = tuple[Real, Real, Real]
_SAME: Maps = (_ZERO, _ONE, _ZERO)


def _span(shape: Against) -> tuple[Fraction, Fraction]:
    low, high = shape.to or (_ZERO, _ONE)
    return Fraction(low), Fraction(high)


def _minmax(shape: Against, cohort: Cohort) -> Maps | None:
    low, high = _span(shape)
    least, greatest = cohort.extremes()
    if exact.compare(least, greatest) == 0:
        return None
    scale = exact.product(exact.inverse(exact.times(least, Fraction(-1), greatest)), high - low)
    return exact.product(least, Fraction(-1)), scale, low


def _zscore(shape: Against, cohort: Cohort) -> Maps | None:
    if cohort.count < 2:
        return None
    least, greatest = cohort.extremes()
    if exact.compare(least, greatest) == 0:
        return None
    mean, deviation = cohort.moments()
    scale = exact.product(exact.inverse(deviation), Fraction(shape.sd))
    return exact.product(mean, Fraction(-1)), scale, Fraction(shape.mean)


def _rank(shape: Against, cohort: Cohort) -> Maps | None:
    del shape, cohort
    return _ZERO, _ONE, _ONE


def _borda(shape: Against, cohort: Cohort) -> Maps | None:
    del shape, cohort
    return _SAME


def _percentile(shape: Against, cohort: Cohort) -> Maps | None:
    low, high = _span(shape)
    least, greatest = cohort.extremes()
    if exact.compare(least, greatest) == 0:
        return None
    return _ZERO, (high - low) / (cohort.count - 1), low


# For each method the affine map of a part's cohort, of the reading itself or of the number of lower readings.
_MAPS: Mapping[str, Callable[[Against, Cohort], Maps | None]] = MappingProxyType(
    {"minmax": _minmax, "zscore": _zscore, "rank": _rank, "borda": _borda, "percentile": _percentile}
)
_BY_POSITION = frozenset({"rank", "borda", "percentile"})


def _present(value: Quantity, split: Split) -> Sequence[tuple[int, Cohort]]:
    return [(code, Present(value, rows)) for code, rows in split]


def measure(
    shape: Against,
    value: Quantity,
    *,
    present: BoolArray,
    ranked: BoolArray,
    part: IntArray,
    cohorts_of: CohortsOf = _present,
) -> Measured:
    """Measure the reading of each unit against the cohort of its part.

    Parameters
    ----------
    shape
        The method with its parameters.
    value
        The reading.
    present
        (units,) units with a present value; those that are not ranked are measured and measure nobody.
    ranked
        (units,) units that are not excluded: with a present value they are the cohort.
    part
        (units,) the part of each unit, from 0; -1 for none.
    cohorts_of
        Who the cohort of each part is: the units at hand, or, where these are one part of many, all of them.
    """
    live = present & (part >= 0)
    parts = int(part.max(initial=-1)) + 2
    split = _split(live & ranked, part)
    alone = np.ones(parts, dtype=np.bool_)
    if shape.method == "best":
        return _best(shape, value, live, part, cohorts_of(value, split), alone)
    if shape.better == "lower":
        value = affine(value, None, [(Fraction(-1), _ZERO)])
    base = _lower_counts(value, live, part, split) if shape.method in _BY_POSITION else value
    maps: list[Maps] = [_SAME] * parts
    for code, cohort in cohorts_of(value, split):
        if code >= parts - 1:
            continue  # none of these units is in that part
        found = _MAPS[shape.method](shape, cohort)
        alone[code] = found is None
        maps[code] = found or _SAME
    nothing = np.zeros(len(live), dtype=np.bool_)
    return Measured(_mapped(base, part, maps), alone[part] & live, nothing, nothing)


def _mapped(value: Quantity, part: IntArray, maps: Sequence[Maps]) -> Quantity:
    """Shifted first, so that a reading equal to the mean or the least is exactly 0 before it is scaled."""
    shifted = affine(value, part, [(_ONE, shift) for shift, _, _ in maps])
    return affine(shifted, part, [(scale, offset) for _, scale, offset in maps])


def _split(live: BoolArray, part: IntArray) -> list[tuple[int, IntArray]]:
    rows = np.flatnonzero(live)
    if not len(rows):
        return []
    if not np.ptp(part[rows]):
        return [(int(part[rows[0]]), rows)]
    rows = rows[np.argsort(part[rows], kind="stable")]
    cuts = (np.flatnonzero(np.diff(part[rows])) + 1).tolist()
    return [(int(part[rows[start]]), rows[start:end]) for start, end in pairwise([0, *cuts, len(rows)])]


def _lower_counts(value: Quantity, live: BoolArray, part: IntArray, cohorts: Split) -> Quantity:
    """How many units of its cohort stand strictly below each unit."""
    codes = order_codes(value, live)
    everybody = dict(_split(live, part))
    below = np.zeros(len(live), dtype=np.int64)
    for code, rows in cohorts:
        measured = everybody[code]
        below[measured] = _lower(codes[rows], codes[measured])
    return from_integers(below)


def _lower(cohort: IntArray, codes: IntArray) -> IntArray:
    """For each code how many of the cohort are lower: by a table where the codes lie close together, else by search."""
    least = int(codes.min())
    span = int(codes.max()) - least + 1
    if span > _TABLE_PER_ROW * len(codes):
        return np.asarray(np.searchsorted(np.sort(cohort), codes, side="left"), dtype=np.int64)
    counts = np.bincount(cohort - least, minlength=span)
    return np.asarray((np.cumsum(counts) - counts)[codes - least], dtype=np.int64)


def _best(
    shape: Against,
    value: Quantity,
    live: BoolArray,
    part: IntArray,
    cohorts: Sequence[tuple[int, Cohort]],
    alone: BoolArray,
) -> Measured:
    maps: list[tuple[Real, Real]] = [(_ZERO, _ZERO)] * len(alone)
    zero = np.zeros(len(alone), dtype=np.bool_)
    negative = np.zeros(len(alone), dtype=np.bool_)
    lower = shape.better == "lower"
    for code, cohort in cohorts:
        if code >= len(alone) - 1:
            continue  # none of these units is in that part
        alone[code] = False
        least, greatest = cohort.extremes()
        best = least if lower else greatest
        sign = exact.compare(best, _ZERO)
        zero[code], negative[code] = sign == 0 and not lower, sign < 0
        maps[code] = (best if lower else exact.inverse(best) if sign else _ZERO), _ZERO
    unanswered = alone[part] & live
    if not lower:
        return Measured(affine(value, part, maps), unanswered, zero[part] & live, negative[part] & live)
    at_zero = is_zero(value, live)
    inverted = divide(constant(_ONE), choose(live & ~at_zero, value, constant(_ONE)))
    return Measured(affine(inverted, part, maps), unanswered, at_zero & ~unanswered, negative[part] & live)
