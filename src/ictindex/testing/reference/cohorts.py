"""A reading measured against the cohort: the units of `of` that are not excluded and have a present value."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias

from ictindex.model import Against
from ictindex.testing.reference.numbers import (
    Number,
    add,
    compare,
    decimal_of,
    divide,
    greatest,
    least,
    root_of,
    times,
    working,
)
from ictindex.testing.reference.readings import CONSTANT, NO_DENOMINATOR, Gap

__all__ = ["against"]

Ends: TypeAlias = tuple[Fraction | None, Fraction | None]


def against(shape: Against, reading: Number, *, cohort: list[Number], ends: Ends) -> Number | Gap:
    """The points of one reading; a gap where the formula of the method divides 0 by 0.

    A cohort is constant where all its values are equal, one value alone included; minmax, zscore and
    percentile say nothing then. Where the cohort is empty (everybody else is excluded), no method does.
    """
    if not cohort:
        return CONSTANT
    lower = shape.better == "lower"
    if shape.method == "best":
        return _stretched(_best(reading, cohort, lower=lower), ends)
    if lower:
        reading, cohort = _negative(reading), [_negative(value) for value in cohort]
    if shape.method in _NEED_A_SPREAD and compare(least(cohort), greatest(cohort)) == 0:
        return CONSTANT
    raw = _METHODS[shape.method](reading, cohort)
    if shape.method == "zscore":
        return add([Fraction(shape.mean), times(raw, Fraction(shape.sd))])
    return _stretched(raw, ends)


def _stretched(raw: Number | Gap, ends: Ends) -> Number | Gap:
    """From 0 to 1 to the ends that the leaf declares; rank and borda have none."""
    low, high = ends
    if isinstance(raw, Gap) or low is None or high is None:
        return raw
    return add([low, times(raw, high - low)])


def _negative(number: Number) -> Number:
    return times(Fraction(-1), number)


def _best(reading: Number, cohort: list[Number], *, lower: bool) -> Number | Gap:
    """X / best; where lower is better, best / x."""
    best = least(cohort) if lower else greatest(cohort)
    if compare(best, Fraction(0)) < 0:
        msg = f"the best value is {best}, and a part of it says nothing"
        raise ValueError(msg)
    above, below = (best, reading) if lower else (reading, best)
    return NO_DENOMINATOR if compare(below, Fraction(0)) == 0 else divide(above, below)


def _minmax(reading: Number, cohort: list[Number]) -> Number:
    low = least(cohort)
    return divide(_minus(reading, low), _minus(greatest(cohort), low))


def _zscore(reading: Number, cohort: list[Number]) -> Number:
    mean = _mean(cohort)
    squares = [times(_minus(value, mean), _minus(value, mean)) for value in cohort]
    variance = divide(add(squares), Fraction(len(cohort) - 1))
    return divide(_minus(reading, mean), _square_root(variance))


def _rank(reading: Number, cohort: list[Number]) -> Number:
    """1 for the worst; equal values share the lowest of their places."""
    return Fraction(1 + sum(compare(value, reading) < 0 for value in cohort))


def _borda(reading: Number, cohort: list[Number]) -> Number:
    return add([_rank(reading, cohort), Fraction(-1)])


def _percentile(reading: Number, cohort: list[Number]) -> Number:
    return divide(_borda(reading, cohort), Fraction(len(cohort) - 1))


_NEED_A_SPREAD = frozenset({"minmax", "zscore", "percentile"})
_METHODS: dict[str, Callable[[Number, list[Number]], Number]] = {
    "minmax": _minmax,
    "zscore": _zscore,
    "rank": _rank,
    "borda": _borda,
    "percentile": _percentile,
}


def _minus(left: Number, right: Number) -> Number:
    return add([left, _negative(right)])


def _mean(values: list[Number]) -> Number:
    return divide(add(values), Fraction(len(values)))


def _square_root(number: Number) -> Number:
    return root_of(number, 2) if isinstance(number, Fraction) else decimal_of(number).sqrt(working())
