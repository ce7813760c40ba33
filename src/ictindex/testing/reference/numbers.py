"""Exact numbers of the reference: fractions, roots of fractions, decimals of 60 digits for everything else.

A `Root` is kept as (radicand, degree), so that it is compared and rounded by powers and never by digits.
Other irrational numbers (logarithms, z-scores, sums of roots) are decimals of 60 digits; two of them that
agree to 40 digits are equal by definition, and one that agrees so with a rounding boundary lies on it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, localcontext
from fractions import Fraction
from math import floor, lcm
from typing import TypeAlias

__all__ = [
    "Number",
    "Root",
    "add",
    "compare",
    "decimal_of",
    "divide",
    "greatest",
    "least",
    "logarithm",
    "root_of",
    "rounded",
    "ticks_of",
    "times",
    "to_the",
    "working",
]

_DIGITS = 60
_GUARD = 15
_AGREE = Decimal(10) ** -40


@dataclass(frozen=True)
class Root:
    """The positive irrational number ``radicand ** (1 / degree)``; made by `root_of` only."""

    radicand: Fraction
    degree: int


Number: TypeAlias = Fraction | Root | Decimal


def working() -> Context:
    """The context of all decimal arithmetic here: 60 digits and a few to guard them."""
    return Context(prec=_DIGITS + _GUARD, Emax=MAX_EMAX, Emin=MIN_EMIN)


def root_of(radicand: Fraction, degree: int) -> Fraction | Root:
    """The degree-th root of a number of 0 or more: a fraction where it is one, else a `Root`.

    >>> root_of(Fraction(16, 81), 4), root_of(Fraction(2), 2)
    (Fraction(2, 3), Root(radicand=Fraction(2, 1), degree=2))
    """
    if radicand < 0:
        msg = f"no root of {radicand}, which is negative"
        raise ValueError(msg)
    top = _whole_root(radicand.numerator, degree)
    bottom = _whole_root(radicand.denominator, degree)
    if top**degree == radicand.numerator and bottom**degree == radicand.denominator:
        return Fraction(top, bottom)
    return Root(radicand, degree)


def _whole_root(number: int, degree: int) -> int:
    """The greatest integer whose degree-th power is not above the number."""
    low, high = 0, 1
    while high**degree <= number:
        high *= 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if middle**degree <= number else (low, middle)
    return low


def decimal_of(number: Number) -> Decimal:
    """The `number` with 60 digits and more."""
    if isinstance(number, Decimal):
        return number
    with localcontext(working()):
        if isinstance(number, Root):
            return (decimal_of(number.radicand).ln() / number.degree).exp()
        return Decimal(number.numerator) / Decimal(number.denominator)


def compare(left: Number, right: Number) -> int:
    """-1, 0 or 1, as `left` is less than, equal to or more than `right`.

    Exact for fractions and roots, to 40 digits where a decimal takes part.

    >>> compare(Root(Fraction(2), 2), Root(Fraction(8), 6)), compare(Root(Fraction(2), 2), Fraction(3, 2))
    (0, -1)
    """
    if isinstance(left, Decimal) or isinstance(right, Decimal):
        return _compare_decimals(decimal_of(left), decimal_of(right))
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return (left > right) - (left < right)
    if isinstance(left, Fraction) and left < 0:
        return -1
    if isinstance(right, Fraction) and right < 0:
        return 1
    degree = lcm(_degree(left), _degree(right))
    high, low = _power(left, degree), _power(right, degree)
    return (high > low) - (high < low)


def _compare_decimals(left: Decimal, right: Decimal) -> int:
    with localcontext(working()):
        # Digits are counted from the first of the larger number, but a difference that should have been
        # zero has no first digit: below 1 they are counted behind the point.
        if abs(left - right) <= _AGREE * max(abs(left), abs(right), Decimal(1)):
            return 0
        return 1 if left > right else -1


def _degree(number: Fraction | Root) -> int:
    return number.degree if isinstance(number, Root) else 1


def _power(number: Fraction | Root, exponent: int) -> Fraction:
    """The number to a multiple of its degree."""
    if isinstance(number, Root):
        return number.radicand ** (exponent // number.degree)
    return number**exponent


def greatest(numbers: Iterable[Number]) -> Number:
    """The greatest of one number or more."""
    first, *others = numbers
    for other in others:
        first = other if compare(other, first) > 0 else first
    return first


def least(numbers: Iterable[Number]) -> Number:
    """The least of one number or more."""
    first, *others = numbers
    for other in others:
        first = other if compare(other, first) < 0 else first
    return first


def add(numbers: Iterable[Number]) -> Number:
    """The sum: exact where at most one number is irrational and the rest is nothing, else a decimal."""
    terms = list(numbers)
    whole = sum((term for term in terms if isinstance(term, Fraction)), Fraction(0))
    others = [term for term in terms if not isinstance(term, Fraction)]
    if not others:
        return whole
    if len(others) == 1 and whole == 0:
        return others[0]
    with localcontext(working()):
        return sum(map(decimal_of, others), decimal_of(whole))


def times(left: Number, right: Number) -> Number:
    """The product; a root times a positive fraction or a root stays a root."""
    if isinstance(left, Fraction) and isinstance(right, Fraction):
        return left * right
    if left == 0 or right == 0:
        return Fraction(0)
    if (
        isinstance(left, Decimal)
        or isinstance(right, Decimal)
        or compare(left, Fraction(0)) != compare(right, Fraction(0))
    ):
        with localcontext(working()):
            return decimal_of(left) * decimal_of(right)
    degree = lcm(_degree(left), _degree(right))
    return root_of(_power(left, degree) * _power(right, degree), degree)


def divide(left: Number, right: Number) -> Number:
    """The quotient of a number and another that is not 0."""
    return times(left, to_the(right, -1))


def to_the(number: Number, exponent: int) -> Number:
    """The number to a whole power, negative ones too; a root may become a fraction again."""
    if isinstance(number, Fraction):
        return number**exponent
    if isinstance(number, Root):
        return root_of(number.radicand**exponent, number.degree)
    with localcontext(working()):
        return number**exponent


def logarithm(number: Number, base: str) -> Number:
    """``log10`` or ``ln`` of a number above 0."""
    if compare(number, Fraction(0)) <= 0:
        msg = f"no logarithm of {number}"
        raise ValueError(msg)
    with localcontext(working()):
        value = decimal_of(number)
        result = value.log10() if base == "log10" else value.ln()
        # Both are exact where the result is whole: 3 for log10 of 1000, 0 for ln of 1.
        return Fraction(result) if result == result.to_integral_value() else result


def _half_up(value: Fraction) -> int:
    return floor(value + Fraction(1, 2))


def _half_away(value: Fraction) -> int:
    return _half_up(value) if value >= 0 else -_half_up(-value)


def _half_even(value: Fraction) -> int:
    below = floor(value)
    if value - below == Fraction(1, 2):
        return below if below % 2 == 0 else below + 1
    return _half_up(value)


_HALVES: dict[str, Callable[[Fraction], int]] = {"up": _half_up, "away": _half_away, "even": _half_even}


def ticks_of(number: Number, decimals: int, half: str) -> int:
    """The `number` in units of the last of its `decimals`, rounded once; an exact half goes as `half` says.

    >>> ticks_of(Fraction("1.005"), 2, "up"), ticks_of(Fraction("1.005"), 2, "even")
    (101, 100)
    """
    scaled = times(number, Fraction(10**decimals))
    if not isinstance(scaled, Fraction):
        scaled = _near(scaled)
    return _HALVES[half](scaled)


def _near(scaled: Root | Decimal) -> Fraction:
    """A fraction on the same side of every half as the irrational number, or on the half that it equals."""
    below = floor(decimal_of(scaled))
    while compare(scaled, Fraction(below)) < 0:
        below -= 1
    while compare(scaled, Fraction(below + 1)) >= 0:
        below += 1
    return below + Fraction(1, 2) + compare(scaled, below + Fraction(1, 2)) * Fraction(1, 4)


def rounded(number: Number, decimals: int, half: str) -> Fraction:
    """The `number` rounded once to so many `decimals`; an exact half goes as `half` says."""
    return Fraction(ticks_of(number, decimals, half), 10**decimals)
