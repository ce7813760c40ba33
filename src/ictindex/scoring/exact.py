"""One exact number at a time: fractions, roots of fractions, and irrational numbers to 50 digits."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from math import gcd, lcm
from typing import TypeAlias

from attrs import frozen

from ictindex.model.aggregation import MOST_WEIGHT, WORKING, WORKING_DIGITS, exact_root
from ictindex.model.numbers import round_ticks

__all__ = [
    "AGREEING_DIGITS",
    "Irrational",
    "Real",
    "Root",
    "add_up",
    "compare",
    "geometric",
    "inverse",
    "logarithm",
    "power_mean",
    "product",
    "round_exactly",
    "square_root",
    "times",
    "to_decimal",
    "to_fraction",
]

DIGITS = WORKING_DIGITS
# Irrational numbers that agree to this many digits are defined as equal (DESIGN 4).
AGREEING_DIGITS = 40
_TOLERANCE = Fraction(1, 10**AGREEING_DIGITS)


@frozen
class Root:
    """The positive `degree`-th root of a fraction that has no rational one; compared by powers, never by digits."""

    radicand: Fraction
    degree: int


@frozen
class Irrational:
    """A number known to more than 50 digits, held as the fraction of those digits."""

    digits: Fraction


Real: TypeAlias = Fraction | Root | Irrational


def _fraction_of(number: Decimal) -> Fraction:
    return Fraction(number)


def _decimal_of(value: Fraction) -> Decimal:
    """To `DIGITS` digits; call inside a context of that precision."""
    return Decimal(value.numerator) / Decimal(value.denominator)


def to_fraction(value: Real) -> Fraction:
    """The value itself, or the fraction of its digits."""
    if isinstance(value, Fraction):
        return value
    if isinstance(value, Irrational):
        return value.digits
    with localcontext(WORKING):
        return _fraction_of((_decimal_of(value.radicand).ln() / value.degree).exp())


def to_decimal(value: Real) -> Decimal:
    """The value to 50 digits, for reports."""
    with localcontext(WORKING, prec=DIGITS - 10):
        return _decimal_of(to_fraction(value))


def _like(result: Fraction, *operands: Real) -> Real:
    """A fraction where all operands were fractions, else a number known by its digits."""
    if all(isinstance(operand, Fraction) for operand in operands):
        return result
    with localcontext(WORKING):
        return Irrational(_fraction_of(_decimal_of(result)))


def inverse(value: Real) -> Real:
    """``1 / value``; the inverse of a root is a root."""
    if isinstance(value, Fraction):
        return 1 / value
    if isinstance(value, Root):
        return Root(1 / value.radicand, value.degree)
    return _like(1 / value.digits, value)


def product(value: Real, factor: Real) -> Real:
    """``value * factor``; roots times roots and positive fractions stay roots, still compared by powers."""
    if isinstance(value, Fraction) and isinstance(factor, Fraction):
        return value if factor == 1 else value * factor
    one, other = (factor, value) if isinstance(value, Fraction) else (value, factor)
    if isinstance(one, Root) and isinstance(other, Fraction) and other > 0:
        return Root(one.radicand * other**one.degree, one.degree)
    if isinstance(one, Root) and isinstance(other, Root):
        left, right = _cross(one, other)
        return _rooted(left * right, lcm(one.degree, other.degree))
    if value == 0 or factor == 0:
        return Fraction(0)
    return _like(to_fraction(value) * to_fraction(factor), value, factor)


def times(value: Real, factor: Real, offset: Real = Fraction(0)) -> Real:
    """``value * factor + offset``."""
    scaled = product(value, factor)
    return add_up([scaled, offset]) if offset else scaled


def add_up(values: Sequence[Real], weights: Sequence[Fraction] | None = None) -> Real:
    """The weighted sum."""
    # Over one denominator, so that there is one fraction to bring to its lowest terms.
    tops, bottoms = [], []
    for value, weight in zip(values, weights or [Fraction(1)] * len(values), strict=True):
        fraction = to_fraction(value)
        tops.append(fraction.numerator * weight.numerator)
        bottoms.append(fraction.denominator * weight.denominator)
    common = lcm(*bottoms)
    total = Fraction(sum(top * (common // bottom) for top, bottom in zip(tops, bottoms, strict=True)), common)
    return _like(total, *values)


def _cross(value: Root, other: Root) -> tuple[Fraction, Fraction]:
    common = lcm(value.degree, other.degree)
    return value.radicand ** (common // value.degree), other.radicand ** (common // other.degree)


def compare(a: Real, b: Real) -> int:
    """-1, 0 or 1.

    Fractions and roots are compared exactly (a root against a fraction by powers); irrational numbers count as equal
    where they agree to 40 digits, counted behind the point for numbers below 1.
    """
    left: Fraction
    right: Fraction
    if isinstance(a, Irrational) or isinstance(b, Irrational):
        left, right = to_fraction(a), to_fraction(b)
        if abs(left - right) <= _TOLERANCE * max(abs(left), abs(right), Fraction(1)):
            return 0
    elif isinstance(a, Root) and isinstance(b, Root):
        left, right = _cross(a, b)
    elif isinstance(a, Root):
        assert isinstance(b, Fraction)
        if b <= 0:
            return 1
        left, right = a.radicand, b**a.degree
    elif isinstance(b, Root):
        return -compare(b, a)
    else:
        left, right = a, b
    return int(left > right) - int(left < right)


def round_exactly(value: Real, decimals: int, half: str) -> int:
    """Ticks of 10**-decimals, rounded once from the exact value.

    A root is never on a half (it would be rational); an irrational number within 40 digits of one is on it.
    """
    if isinstance(value, Fraction):
        return round_ticks(value, decimals, half)
    digits = to_fraction(value)
    doubled = 2 * digits * 10**decimals
    near = round(doubled)
    if isinstance(value, Irrational):
        if abs(doubled - near) <= _TOLERANCE * max(abs(doubled), 1):
            return round_ticks(Fraction(near, 2 * 10**decimals), decimals, half)
        return round_ticks(digits, decimals, half)
    # Between two neighbouring ticks the half decides; compare it with the root by powers.
    below: int = doubled.numerator // doubled.denominator // 2
    while compare(value, Fraction(2 * below + 1, 2 * 10**decimals)) > 0:
        below += 1
    while compare(value, Fraction(2 * below - 1, 2 * 10**decimals)) < 0:
        below -= 1
    return below


def _rooted(radicand: Fraction, degree: int) -> Real:
    whole = exact_root(radicand, degree)
    return Root(radicand, degree) if whole is None else whole


def square_root(value: Fraction) -> Real:
    """The positive square root of a fraction of 0 or more."""
    return _rooted(value, 2)


def geometric(values: Sequence[Real], weights: Sequence[Fraction]) -> Real:
    """Weighted geometric mean of values of 0 and more; exact for fractions, by integer weights."""
    scale = lcm(*(weight.denominator for weight in weights))
    whole = [int(weight * scale) for weight in weights]
    common = gcd(*whole)
    whole = [weight // common for weight in whole]
    if any(compare(value, Fraction(0)) == 0 for value, weight in zip(values, whole, strict=True) if weight):
        return Fraction(0)
    if sum(whole) <= MOST_WEIGHT and all(isinstance(value, Fraction) for value in values):
        product = Fraction(1)
        for value, weight in zip(values, whole, strict=True):
            product *= to_fraction(value) ** weight
        return _rooted(product, sum(whole))
    with localcontext(WORKING):
        logs = [
            _decimal_of(to_fraction(value)).ln() * weight for value, weight in zip(values, whole, strict=True) if weight
        ]
        return Irrational(_fraction_of((sum(logs, Decimal(0)) / sum(whole)).exp()))


def power_mean(values: Sequence[Real], weights: Sequence[Fraction], power: int) -> Real:
    """``(sum(w * x**p) / sum(w)) ** (1 / p)`` of values of 0 and more; 0 where p < 0 and a value is 0."""
    counted = [(value, weight) for value, weight in zip(values, weights, strict=True) if weight]
    if power < 0 and any(compare(value, Fraction(0)) == 0 for value, _ in counted):
        return Fraction(0)
    total = sum(weight for _, weight in counted)
    mean = sum((to_fraction(value) ** power * weight for value, weight in counted), Fraction(0)) / total
    if power < 0:
        mean = 1 / mean
    if all(isinstance(value, Fraction) for value, _ in counted):
        return _rooted(mean, abs(power))
    with localcontext(WORKING):
        return Fraction(0) if mean == 0 else Irrational(_fraction_of((_decimal_of(mean).ln() / abs(power)).exp()))


def logarithm(value: Fraction, base: str) -> Real:
    """``log10`` or ``ln`` of a positive fraction; exact where it is rational.

    >>> logarithm(Fraction(1000), "log10")
    Fraction(3, 1)
    """
    if value == 1:
        return Fraction(0)
    if base == "ln":
        with localcontext(WORKING):
            return Irrational(_fraction_of(_decimal_of(value).ln()))
    exponent = len(str(value.numerator)) - len(str(value.denominator))
    if value == Fraction(10) ** exponent:
        return Fraction(exponent)
    with localcontext(WORKING):
        return Irrational(_fraction_of(_decimal_of(value).log10()))
