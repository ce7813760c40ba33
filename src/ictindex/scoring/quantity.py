"""Quantity: the values of one node for all units, exact whichever of the two ways they are held.

`Whole` holds n / D as int64 over one denominator. `Filtered` holds a double and a proved bound of its error, and works
out exactly, one by one, the few units that the bound leaves undecided. Rules of use:

* arrays are (units,) or () for a value that all units share; masked units hold any finite value;
* every bound below is an upper bound of ``|approx - exact|``; u = 2**-53 is half a unit in the last place of 1, and the
  factor `SLACK` covers the second-order terms while fewer than 10**13 operations are chained;
* products and quotients lose up to 2**-1075 where they are smaller than any normal double. `TINY` covers that loss,
  also after a division by 2**-400, because `double` gives no constant outside of 2**-400 to 2**400 a finite bound.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cached_property
from math import lcm
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from ictindex.model.columns import NumberColumn
from ictindex.scoring.exact import Real, to_fraction

__all__ = [
    "EVERYWHERE",
    "FEW",
    "LIMIT",
    "NOWHERE",
    "ONE",
    "SLACK",
    "TINY",
    "BoolArray",
    "Filtered",
    "FloatArray",
    "IntArray",
    "Quantity",
    "U",
    "Whole",
    "as_filtered",
    "constant",
    "double",
    "double_ratio",
    "fraction_at",
    "from_column",
    "from_integers",
    "is_common",
    "magnitude",
    "spread",
    "whole_over",
]

U = 2.0**-53
SLACK = 1.01
TINY = 2.0**-600
# The ratio of two integers lies within a factor of 2 of the power of two that their lengths differ by.
_ROOM = 399
# A table of the distinct numerators is worth it up to this size; beyond it they are sorted.
_TABLE = 1 << 20
# Up to here a set of Python integers is faster than either.
_LISTED = 1 << 10
# Of so few units one bound of the error serves all: that spares arrays, and exact numbers of a few more cost little.
FEW = 1 << 12
# Sums stay below 2**62, so that adding two of them cannot pass int64.
LIMIT = 2**62

IntArray: TypeAlias = NDArray[np.int64]
FloatArray: TypeAlias = NDArray[np.float64]
BoolArray: TypeAlias = NDArray[np.bool_]

# The weight of a plain sum; compared by identity, because a fraction is slow to compare.
ONE = Fraction(1)

# One truth () for all units; compared by identity where that spares a look at every unit.
EVERYWHERE: BoolArray = np.ones((), dtype=np.bool_)
NOWHERE: BoolArray = np.zeros((), dtype=np.bool_)


@frozen(eq=False)
class Whole:
    """``numerators / denominator``, exact; `largest` bounds the absolute numerators."""

    numerators: IntArray
    denominator: int
    largest: int

    @cached_property
    def least(self) -> int:
        """The least numerator; 0 of no units."""
        return int(self.numerators.min()) if self.numerators.size else 0

    @cached_property
    def greatest(self) -> int:
        """The greatest numerator; 0 of no units."""
        return int(self.numerators.max()) if self.numerators.size else 0

    @cached_property
    def multiple(self) -> int:
        """The least common multiple of the distinct numerators, none of them 0; 0 where it reaches `LIMIT`."""
        common = 1
        for number in _distinct(self):
            common = lcm(common, number)
            if common >= LIMIT:
                return 0
        return common

    def exact(self, unit: int) -> Fraction:
        """The value of one unit."""
        return Fraction(int(_at(self.numerators, unit)), self.denominator)

    def floats(self) -> FloatArray:
        """The nearest doubles, within 3u of each value."""
        return self.numerators / np.float64(self.denominator) if self.denominator < LIMIT else self._wide()

    def _wide(self) -> FloatArray:
        return self.numerators.astype(np.float64) * float(Fraction(1, self.denominator))

    @property
    def kind(self) -> str:
        """The class of value, for the plan's report."""
        return "integer"


class Filtered(NamedTuple):
    """Doubles with a bound of their error (one number, or one per unit) and the exact value of any unit on demand.

    `size` bounds the absolute doubles of all units, where that is known of few. A weighted sum keeps its `terms`, so
    that a sum of sums is one sum when a unit is worked out exactly.
    """

    approx: FloatArray
    error: Any
    exact_at: Callable[[int], Real]
    irrational: bool = False
    terms: tuple[tuple[Fraction, Quantity], ...] = ()
    size: float | None = None

    def exact(self, unit: int) -> Real:
        """The value of one unit."""
        return self.exact_at(unit)

    def floats(self) -> FloatArray:
        """The doubles."""
        return self.approx

    @property
    def kind(self) -> str:
        """The class of value, for the plan's report."""
        return "irrational" if self.irrational else "filtered"


Quantity: TypeAlias = "Whole | Filtered"


def _distinct(value: Whole) -> list[int]:
    numbers = np.atleast_1d(value.numerators)
    if len(numbers) <= _LISTED:
        return list(set(numbers.tolist()))
    small = value.largest < _TABLE and numbers.min() >= 0
    found: list[int] = (np.flatnonzero(np.bincount(numbers)) if small else np.unique(numbers)).tolist()
    return found


def _at(array: NDArray[Any], unit: int) -> Any:
    return array[unit] if array.ndim else array[()]


def spread(array: NDArray[Any], units: int) -> NDArray[Any]:
    """The array with one value per unit."""
    return array if array.ndim else np.broadcast_to(array, (units,))


def is_common(value: Quantity) -> bool:
    """Whether one value stands for all units."""
    return not (value.numerators.ndim if isinstance(value, Whole) else value.approx.ndim)


def magnitude(array: NDArray[Any]) -> int:
    """The largest absolute value."""
    return max(int(array.max()), -int(array.min())) if array.size else 0


def from_integers(numerators: IntArray, denominator: int = 1) -> Whole:
    """Whole numbers over a denominator."""
    return Whole(numerators, denominator, magnitude(numerators))


def double(value: Fraction) -> tuple[float, float]:
    """The nearest double, and what it adds to a bound: nothing, or infinity where it is near no normal double.

    A constant that is not 0 lies within u of its size from its double where both have room to be multiplied and
    divided; an infinite bound sends every unit to the exact path instead.

    >>> double(Fraction(1, 4)), double(Fraction(10) ** 500)
    ((0.25, 0.0), (0.0, inf))
    """
    return double_ratio(value.numerator, value.denominator)


def double_ratio(top: int, bottom: int) -> tuple[float, float]:
    """The same of ``top / bottom``, without the cost of a new fraction; the bottom is above 0."""
    if not -_ROOM < top.bit_length() - bottom.bit_length() < _ROOM and top:
        return 0.0, float("inf")
    return top / bottom, 0.0


def constant(value: Fraction) -> Quantity:
    """One value for all units."""
    if abs(value.numerator) < LIMIT and value.denominator < LIMIT:
        return Whole(np.asarray(value.numerator, dtype=np.int64), value.denominator, abs(value.numerator))
    approx, far = double(value)
    return Filtered(np.asarray(approx), U * abs(approx) + far, lambda _: value)


def from_column(column: NumberColumn) -> Quantity:
    """A number column; the double itself is the value where the column is inexact.

    Of more than 18 decimals the coefficient, the power of ten and their product are rounded once each.
    """
    if column.inexact is not None:
        return Filtered(np.asarray(column.inexact), 0.0, column.fraction)
    if column.exponent > 18:
        power, far = double(Fraction(1, 10**column.exponent))
        approx = column.coefficients.astype(np.float64) * power
        return Filtered(approx, SLACK * 4 * U * np.abs(approx) + far, column.fraction)
    return Whole(column.coefficients, 10**column.exponent, column.largest)


def as_filtered(value: Quantity) -> Filtered:
    """The same values as doubles: numerator, denominator and quotient are rounded once each."""
    if isinstance(value, Filtered):
        return value
    approx = np.asarray(value.floats())
    if approx.size > FEW:
        return Filtered(approx, SLACK * 4 * U * np.abs(approx), value.exact)
    size = value.largest / value.denominator
    return Filtered(approx, SLACK * 4 * U * size, value.exact, size=SLACK * size)


def whole_over(values: Sequence[Quantity], *, room: int = 1) -> tuple[list[IntArray], int, int] | None:
    """Numerators over one denominator and the largest of them, if all are whole and `room` of them add up in int64."""
    wholes = [value for value in values if isinstance(value, Whole)]
    if len(wholes) < len(values):
        return None
    common = lcm(*(value.denominator for value in wholes))
    largest = max(value.largest * (common // value.denominator) for value in wholes)
    if common >= LIMIT or largest * room >= LIMIT:
        return None
    numerators = [
        value.numerators if value.denominator == common else value.numerators * (common // value.denominator)
        for value in wholes
    ]
    return numerators, common, largest


def fraction_at(value: Quantity, unit: int) -> Fraction:
    """The exact value of a unit, or the fraction of its 60 digits."""
    return to_fraction(value.exact(unit))
