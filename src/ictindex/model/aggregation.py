"""Exact aggregates of a few numbers, for bounds and maxima that are known without data."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Context, Decimal, DivisionByZero, InvalidOperation, Overflow, localcontext
from fractions import Fraction
from math import gcd, lcm
from types import MappingProxyType

__all__ = ["MOST_WEIGHT", "WORKING", "WORKING_DIGITS", "aggregate_exactly", "exact_root", "root"]

WORKING_DIGITS = 60
# Its own, so that the caller's precision and traps change nothing.
WORKING = Context(prec=WORKING_DIGITS, Emin=-999999, Emax=999999, traps=[InvalidOperation, DivisionByZero, Overflow])
# Beyond this sum of whole weights powers have too many digits to be written; such means are known by 50 digits.
MOST_WEIGHT = 10_000

Weighted = Sequence[tuple[Fraction, Fraction]]


def root(radicand: Fraction, degree: int) -> Fraction:
    """The degree-th root: exactly where it is rational, else to 50 digits.

    >>> root(Fraction(16, 81), 4)
    Fraction(2, 3)
    """
    exact = exact_root(radicand, degree)
    if exact is not None:
        return exact
    with localcontext(WORKING) as context:
        value = Decimal(radicand.numerator) / Decimal(radicand.denominator)
        result = (value.ln() / degree).exp()
        context.prec = WORKING_DIGITS - 8
        return Fraction(+result)


def exact_root(radicand: Fraction, degree: int) -> Fraction | None:
    """The degree-th root of a fraction of 0 or more where it is rational, else None."""
    top, bottom = _integer_root(radicand.numerator, degree), _integer_root(radicand.denominator, degree)
    return None if top is None or bottom is None else Fraction(top, bottom)


def _integer_root(value: int, degree: int) -> int | None:
    """The exact integer root, or None."""
    if value in (0, 1) or degree == 1:
        return value
    if value < 0:
        return None
    guess = 1 << -(-value.bit_length() // degree)
    while True:
        better = ((degree - 1) * guess + value // guess ** (degree - 1)) // degree
        if better >= guess:
            return guess if guess**degree == value else None
        guess = better


def _integer_weights(pairs: Weighted) -> list[tuple[Fraction, int]]:
    scale = lcm(*(weight.denominator for _, weight in pairs))
    whole = [int(weight * scale) for _, weight in pairs]
    common = gcd(*whole) or 1
    return [(value, weight // common) for (value, _), weight in zip(pairs, whole, strict=True)]


def _sum(pairs: Weighted, power: Fraction | None) -> Fraction:
    del power
    return sum((value for value, _ in pairs), Fraction(0))


def _mean(pairs: Weighted, power: Fraction | None) -> Fraction:
    del power
    return sum((value * weight for value, weight in pairs), Fraction(0)) / sum(weight for _, weight in pairs)


def _geometric(pairs: Weighted, power: Fraction | None) -> Fraction:
    del power
    whole = _integer_weights(pairs)
    if sum(weight for _, weight in whole) > MOST_WEIGHT and all(value > 0 for value, weight in whole if weight):
        with localcontext(WORKING):
            logs = [(Decimal(value.numerator) / Decimal(value.denominator)).ln() * weight for value, weight in whole]
            return Fraction((sum(logs, Decimal(0)) / sum(weight for _, weight in whole)).exp())
    if any(value == 0 for value, weight in whole if weight):
        return Fraction(0)
    product = Fraction(1)
    for value, weight in whole:
        product *= value**weight
    return root(product, sum(weight for _, weight in whole))


def _harmonic(pairs: Weighted, power: Fraction | None) -> Fraction:
    del power
    if any(value == 0 for value, weight in pairs if weight):
        return Fraction(0)
    return sum(weight for _, weight in pairs) / sum((weight / value for value, weight in pairs), Fraction(0))


def _power(pairs: Weighted, power: Fraction | None) -> Fraction:
    assert power is not None
    exponent = power.numerator
    counted = [(value, weight) for value, weight in pairs if weight]
    if exponent < 0 and any(value == 0 for value, _ in counted):
        return Fraction(0)
    mean = _mean([(value**exponent, weight) for value, weight in counted], None)
    return root(mean if exponent > 0 else 1 / mean, abs(exponent))


def _least(pairs: Weighted, power: Fraction | None) -> Fraction:
    del power
    return min(value for value, _ in pairs)


def _best(pairs: Weighted, power: Fraction | None) -> Fraction:
    del power
    return max(value for value, _ in pairs)


_AGGREGATES: Mapping[str, Callable[[Weighted, Fraction | None], Fraction]] = MappingProxyType(
    {
        "sum": _sum,
        "mean": _mean,
        "geometric": _geometric,
        "harmonic": _harmonic,
        "power": _power,
        "least": _least,
        "best": _best,
    }
)


def aggregate_exactly(name: str, pairs: Weighted, power: Fraction | None = None) -> Fraction:
    """Aggregate (value, weight) pairs; at least one pair, weights not all zero in a mean.

    >>> aggregate_exactly("mean", [(Fraction(1), Fraction(1)), (Fraction(2), Fraction(3))])
    Fraction(7, 4)
    """
    return _AGGREGATES[name](pairs, power)
