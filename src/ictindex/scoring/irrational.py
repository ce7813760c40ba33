"""Roots and logarithms of quantities: doubles with a proved bound, exact values by powers or 60 digits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np

from ictindex.model.columns import NumberColumn
from ictindex.scoring import exact
from ictindex.scoring.exact import Real
from ictindex.scoring.quantity import (
    NOWHERE,
    SLACK,
    TINY,
    BoolArray,
    Filtered,
    FloatArray,
    Quantity,
    U,
    as_filtered,
    double,
)

__all__ = ["geometric_mean", "logarithm_of", "power_mean"]

# An elementary function of numpy is taken to be off by at most 16 units in the last place (measured: below 4).
ELEMENTARY = 32 * U
# Units that are equal have equal answers; sixty digits of a logarithm cost a hundred times what finding them does.
_KEPT = 1024


def _exact_of(
    values: Sequence[Quantity],
    masks: Sequence[BoolArray],
    weights: Sequence[Fraction],
    combine: Callable[[list[Real], list[Fraction]], Real],
) -> Callable[[int], Real]:
    @lru_cache(_KEPT)
    def combined(live: tuple[Real, ...], shares: tuple[Fraction, ...]) -> Real:
        return combine(list(live), list(shares))

    def exact_at(unit: int) -> Real:
        live = [
            (value.exact(unit), weight)
            for value, mask, weight in zip(values, masks, weights, strict=True)
            if weight and (mask[unit] if mask.ndim else mask[()])
        ]
        return combined(tuple(value for value, _ in live), tuple(weight for _, weight in live))

    return exact_at


def geometric_mean(values: Sequence[Quantity], masks: Sequence[BoolArray], weights: Sequence[Fraction]) -> Filtered:
    """``exp(sum(w ln x) / sum(w))`` of values of 0 and more; a 0 that counts makes it 0.

    ln x carries the relative error of x and 16 ulp of the larger of |ln x| and 1. Of ``size = sum(w |ln x|)`` each
    weight, product and addition costs u, k + 1 in all; of the sum of weights, by which is divided, each weight and
    addition does, k in all, and the quotient one: ``(2k + 2) u size / sum(w)``. exp turns the absolute error of the
    mean into a relative one and adds 16 ulp, and `TINY` where the mean is no normal double.
    """
    parts = [as_filtered(value) for value in values]
    total: Any = 0.0
    size: Any = 0.0
    error: Any = 0.0
    counted: Any = 0.0
    zero: Any = np.asarray(False)  # noqa: FBT003 - an array of one truth value
    with np.errstate(divide="ignore", invalid="ignore"):
        for part, mask, weight in zip(parts, masks, weights, strict=True):
            if not weight:
                continue
            factor, far = double(weight)
            share = np.where(mask, factor, 0.0)
            is_zero = part.approx == 0
            zero = zero | (mask & is_zero)
            safe = np.where(mask & (part.approx > 0), part.approx, 1.0)
            log = np.log(safe)
            total = total + share * log
            size = size + share * np.abs(log)
            relative = np.where(mask & ~(is_zero & (part.error == 0)), _relative_error(part), 0.0)
            error = error + np.where(mask, share * (relative + ELEMENTARY * (1 + np.abs(log))) + far, 0.0)
            counted = counted + share
        base = np.where(counted > 0, counted, 1.0)
        mean = total / base
        spread = SLACK * (error + (2 * len(parts) + 7) * U * size) / base
        approx = np.where(zero, 0.0, np.exp(mean))
        off = SLACK * np.exp(mean) * (np.expm1(spread) + ELEMENTARY) + TINY
        bound = np.where(zero & (spread < np.inf), 0.0, off)
    return Filtered(np.asarray(approx), bound, _exact_of(values, masks, weights, exact.geometric), irrational=True)


def _relative_error(part: Filtered) -> FloatArray:
    """How far ln x may be from the logarithm of the true value: e / (x - e), at most 2 e / x where x is above 2 e.

    A value within its error of 0 has no useful logarithm: an infinite bound sends the unit to the exact path.
    """
    clear = part.approx > 2 * part.error
    return np.where(clear, 2 * part.error / np.where(clear, part.approx, 1.0), np.inf)


def power_mean(
    values: Sequence[Quantity], masks: Sequence[BoolArray], weights: Sequence[Fraction], power: int
) -> Filtered:
    """``(sum(w x**p) / sum(w)) ** (1 / p)`` of values of 0 and more, p whole and not 0.

    In logarithms: a value that is off by r makes its power off by |p| r, the power itself adds 16 ulp (32u), weights,
    products, additions and the quotient (2k + 3) u, all of positive terms; the root divides this by |p|, and its own
    exponent 1 / p, rounded, adds u times ``|ln mean| / |p|``, at most 668u from 1e-290 to 1e290, and 32u. All of it is
    below ``2 |p| (r + 32 (k + 16) u)``. Outside these limits, and where powers of values other than 0 may have become
    0 or infinite, the bound is infinite.
    """
    parts = [as_filtered(value) for value in values]
    total: Any = 0.0
    counted: Any = 0.0
    worst: Any = 0.0
    zero: Any = np.asarray(False)  # noqa: FBT003 - an array of one truth value
    some: Any = np.asarray(False)  # noqa: FBT003 - as above
    with np.errstate(divide="ignore", invalid="ignore", over="ignore", under="ignore"):
        for part, mask, weight in zip(parts, masks, weights, strict=True):
            if not weight:
                continue
            factor, far = double(weight)
            share = np.where(mask, factor, 0.0)
            safe = np.where(mask & (part.approx > 0), part.approx, 1.0)
            is_zero = mask & (part.approx == 0)
            zero = zero | is_zero
            some = some | (mask & ~is_zero)
            total = total + np.where(is_zero, 0.0, share * safe**power)
            relative = np.where(mask & ~(is_zero & (part.error == 0)), _relative_error(part) + far, 0.0)
            worst = np.maximum(worst, relative)
            counted = counted + share
        mean = total / np.where(counted > 0, counted, 1.0)
        approx = np.where(mean > 0, np.where(mean > 0, mean, 1.0) ** (1.0 / power), 0.0)
        if power < 0:
            approx = np.where(zero, 0.0, approx)
        normal = (mean > 1e-290) & (mean < 1e290) | ~some | (zero if power < 0 else NOWHERE)
        relative_error = abs(power) * worst + (len(parts) + 16) * abs(power) * ELEMENTARY
        bound = np.where(normal, SLACK * np.abs(approx) * np.expm1(2 * relative_error), np.inf)
    combine = _exact_of(values, masks, weights, lambda live, shares: exact.power_mean(live, shares, power))
    return Filtered(np.asarray(approx), bound, combine, irrational=True)


def logarithm_of(column: NumberColumn, value: Quantity, base: str, live: BoolArray) -> Filtered:
    """``log10`` or ``ln`` of a column that is positive where `live` holds.

    The relative error of x is the absolute one of ln x and less than half of that of log10 x; the function adds 16 ulp.
    """
    part = as_filtered(value)
    safe = np.where(live & (part.approx > 0), part.approx, 1.0)
    approx = np.log10(safe) if base == "log10" else np.log(safe)
    bound = SLACK * (np.where(live, _relative_error(part), 0.0) + ELEMENTARY * (1 + np.abs(approx)))
    exactly = lru_cache(_KEPT)(exact.logarithm)
    return Filtered(approx, bound, lambda unit: exactly(column.fraction(unit), base), irrational=True)
