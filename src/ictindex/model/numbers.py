"""Exact numbers: what a rubric may contain, and rounding as the law writes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Context, Decimal, InvalidOperation, localcontext
from fractions import Fraction
from types import MappingProxyType

from ictindex.model.text import shown

__all__ = [
    "EXACT",
    "HALVES",
    "as_decimal",
    "as_parameter",
    "decimal_of_ticks",
    "fraction_text",
    "number_text",
    "plain",
    "round_ticks",
]


# The caller's own context may have six digits or trap what is inexact; nothing here depends on it.
EXACT = Context(prec=2000, Emin=-999999, Emax=999999, traps=[])
_MOST_EXPONENT = 1000
_MOST_DIGITS = 30
# The decimals of a number that has no end, where people read it.
_MOST_WRITTEN = 6


def as_decimal(value: object) -> Decimal:
    """The decimal that a person wrote: a float is read through its shortest repr.

    Raises
    ------
    TypeError
        For booleans and for anything that is not a number or the text of one.
    ValueError
        For infinities, NaN and text that is no decimal number.

    >>> as_decimal(0.1), as_decimal("0.50"), as_decimal(3)
    (Decimal('0.1'), Decimal('0.5'), Decimal('3'))
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        msg = f"expected a number, found {shown(value)} of type {type(value).__name__}"
        raise TypeError(msg)
    try:
        number = Decimal(repr(float(value))) if isinstance(value, float) else Decimal(value)
    except InvalidOperation:
        msg = f"expected a decimal number, found {shown(value)}"
        raise ValueError(msg) from None
    if not number.is_finite():
        msg = f"expected a finite number, found {shown(value)}"
        raise ValueError(msg)
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or abs(exponent) > _MOST_EXPONENT or number.adjusted() > _MOST_EXPONENT:
        msg = f"expected a number that can be written out, found {shown(value)}"
        raise ValueError(msg)
    return _canonical(number)


def as_parameter(value: object) -> Decimal:
    """The decimal of a number that a rubric states: no law needs longer ones, and a float can hold what is made of it.

    Raises
    ------
    TypeError
        As `as_decimal`.
    ValueError
        As `as_decimal`, and for more than 30 digits before or behind the point.

    >>> as_parameter("2.50")
    Decimal('2.5')
    """
    number = as_decimal(value)
    exponent = number.as_tuple().exponent
    if number.adjusted() >= _MOST_DIGITS or (isinstance(exponent, int) and exponent < -_MOST_DIGITS):
        msg = f"expected a number of at most {_MOST_DIGITS} digits before and behind the point, found {shown(value)}"
        raise ValueError(msg)
    return number


def _canonical(number: Decimal) -> Decimal:
    """One spelling per value, so that 0.50, 0.5 and 5e-1 are the same and print the same; never rounds."""
    sign, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)
    coefficient = int("".join(map(str, digits)))
    if coefficient == 0:
        return Decimal(0)
    while exponent < 0 and coefficient % 10 == 0:
        coefficient //= 10
        exponent += 1
    if exponent > 0:
        coefficient *= 10**exponent
        exponent = 0
    return Decimal((sign, tuple(map(int, str(coefficient))), exponent))


def plain(number: Decimal) -> str:
    """The decimal without an exponent: ``plain(Decimal("1E+3"))`` is ``'1000'``."""
    return f"{number:f}"


def fraction_text(value: Fraction) -> str:
    """A fraction as a decimal where it is one that can be read, else as a fraction.

    >>> fraction_text(Fraction(1, 8)), fraction_text(Fraction(1, 3))
    ('0.125', '1/3')
    """
    with localcontext(EXACT):
        number = Decimal(value.numerator) / Decimal(value.denominator)
    return plain(_canonical(number)) if Fraction(number) == value else str(value)


def _half_up(top: int, bottom: int) -> int:
    return (2 * top + bottom) // (2 * bottom)


def _half_away(top: int, bottom: int) -> int:
    return _half_up(top, bottom) if top >= 0 else -_half_up(-top, bottom)


def _half_even(top: int, bottom: int) -> int:
    below, rest = divmod(2 * top + bottom, 2 * bottom)
    return below - (rest == 0 and below % 2 == 1)


# What happens to an exact half of ``top / bottom``: toward plus infinity, away from zero, to the even neighbour.
HALVES: Mapping[str, Callable[[int, int], int]] = MappingProxyType(
    {"up": _half_up, "away": _half_away, "even": _half_even}
)


def round_ticks(value: Fraction, decimals: int, half: str = "up") -> int:
    """The number of units of the last printed digit, rounded once from the exact value.

    >>> round_ticks(Fraction("1.005"), 2)
    101
    >>> round_ticks(Fraction("-0.5"), 0), round_ticks(Fraction("-0.5"), 0, "away")
    (0, -1)
    """
    # A product of fractions would be brought to its lowest terms, which takes longer than all else here.
    return HALVES[half](value.numerator * 10**decimals, value.denominator)


def decimal_of_ticks(ticks: int, decimals: int) -> Decimal:
    """Exactly the printed digits: ``decimal_of_ticks(8240, 2)`` prints ``82.40``."""
    # A fraction of numpy's integers keeps them, and no decimal is made of these.
    return EXACT.scaleb(int(ticks), -decimals)


def number_text(value: Fraction | Decimal | int) -> str:
    """A number as people write it: exact where six decimals are enough, else rounded to them.

    >>> number_text(Fraction(185, 2)), number_text(Fraction(1, 3)), number_text(100)
    ('92.5', '0.333333', '100')
    """
    if isinstance(value, Decimal):
        return plain(value)
    shown = plain(decimal_of_ticks(round_ticks(Fraction(value), _MOST_WRITTEN), _MOST_WRITTEN))
    return shown.rstrip("0").rstrip(".")
