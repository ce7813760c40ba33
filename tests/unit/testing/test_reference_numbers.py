"""The numbers of the reference, against what a hand or a table of roots says."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from ictindex.testing.reference import Root, compare, decimal_of, ticks_of
from ictindex.testing.reference.numbers import add, divide, logarithm, root_of, times, to_the

ROOT_2 = Root(Fraction(2), 2)


@pytest.mark.parametrize(
    ("value", "half", "ticks"),
    [
        ("1.005", "up", 101),
        ("1.005", "even", 100),
        ("1.015", "even", 102),
        ("-1.005", "up", -100),
        ("-1.005", "away", -101),
        ("-1.005", "even", -100),
        ("1.00499999999999999999", "up", 100),
    ],
)
def test_a_half_goes_where_the_law_says(value: str, half: str, ticks: int) -> None:
    """Up is toward plus infinity, away is away from zero, even is to the even neighbour."""
    assert ticks == ticks_of(Fraction(value), 2, half)


def test_a_root_that_is_rational_is_a_fraction() -> None:
    """Perfect powers leave the roots at once, so that equality never needs digits."""
    assert Fraction(3, 2) == root_of(Fraction(81, 16), 4)
    assert Root(Fraction(81, 16), 3) == root_of(Fraction(81, 16), 3)


def test_roots_are_compared_by_powers() -> None:
    """Two spellings of one root are equal, and a fraction that agrees to 30 digits is not."""
    assert compare(ROOT_2, Root(Fraction(8), 6)) == 0
    near = Fraction("1.41421356237309504880168872420969807856967187537694")
    assert compare(ROOT_2, near) == 1
    assert compare(Fraction(-2), ROOT_2) == -1


def test_a_root_is_rounded_by_powers() -> None:
    """The square root of 1.005 squared plus a hair lies above the half, minus a hair below."""
    hair = Fraction(1, 10**60)
    assert ticks_of(root_of(Fraction("1.005") ** 2 + hair, 2), 2, "up") == 101
    assert ticks_of(root_of(Fraction("1.005") ** 2 - hair, 2), 2, "up") == 100


def test_decimals_that_agree_to_40_digits_are_equal() -> None:
    """The definition of equality for numbers without an exact form, and of lying on a rounding boundary."""
    one = Decimal("1.005000000000000000000000000000000000000000001")
    other = Decimal("1.00500000000000000000000000000000001")
    assert compare(one, Fraction("1.005")) == 0
    assert compare(other, Fraction("1.005")) == 1
    assert ticks_of(Decimal("1.004999999999999999999999999999999999999999999"), 2, "up") == 101


def test_root_arithmetic_stays_exact_while_it_can() -> None:
    """Products, quotients and powers of roots are roots; the square of a root is a fraction again."""
    assert Fraction(2) == times(ROOT_2, ROOT_2)
    assert Root(Fraction(18), 2) == times(ROOT_2, Fraction(3))
    assert Fraction(1) == divide(ROOT_2, ROOT_2)
    assert Fraction(4) == to_the(ROOT_2, 4)
    assert add([ROOT_2, Fraction(0)]) == ROOT_2


def test_a_sum_with_a_root_is_a_decimal_of_60_digits() -> None:
    """1 + root 2, digit by digit."""
    total = add([ROOT_2, Fraction(1)])
    assert str(total)[:62] == "2.414213562373095048801688724209698078569671875376948073176679"[:62]


def test_logarithms_of_powers_are_whole() -> None:
    """Log10 of 1000 is 3 and not 2.99."""
    assert Fraction(3) == logarithm(Fraction(1000), "log10")
    assert Fraction(0) == logarithm(Fraction(1), "ln")
    assert str(decimal_of(logarithm(Fraction(75000), "log10"))).startswith("4.87506126339170")
    with pytest.raises(ValueError, match="no logarithm of 0"):
        logarithm(Fraction(0), "ln")
