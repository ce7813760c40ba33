"""One exact number at a time."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictindex.scoring.exact import (
    Irrational,
    Root,
    compare,
    geometric,
    logarithm,
    power_mean,
    round_exactly,
    square_root,
)

positive = st.fractions(Fraction(1, 1000), 1000, max_denominator=1000)


@given(st.lists(positive, min_size=1, max_size=4))
def test_a_geometric_mean_of_equal_values_is_that_value(values) -> None:
    """x, x, x has the mean x, exactly, and the order of values does not matter."""
    same = [values[0]] * len(values)
    assert geometric(same, [Fraction(1)] * len(same)) == values[0]
    weights = [Fraction(number + 1, 3) for number in range(len(values))]
    forward = geometric(values, weights)
    backward = geometric(values[::-1], weights[::-1])
    assert compare(forward, backward) == 0


def test_a_root_is_compared_by_powers_not_by_digits() -> None:
    """The root of 2 lies between its neighbours to any number of digits, and two roots of one number are equal."""
    two = square_root(Fraction(2))
    digits = Fraction(14142135623730950488016887242096980785696718753769, 10**49)
    assert compare(two, digits) == 1
    assert compare(two, digits + Fraction(1, 10**49)) == -1
    assert compare(Root(Fraction(2), 2), Root(Fraction(4), 4)) == 0


def test_a_rational_root_on_a_half_is_rounded_half_up() -> None:
    """The geometric mean of 0.405 and 0.405 is 0.405 and becomes 0.41."""
    mean = geometric([Fraction("0.27"), Fraction("0.6075")], [Fraction(1), Fraction(1)])
    assert mean == Fraction("0.405")
    assert round_exactly(mean, 2, "up") == 41


@pytest.mark.parametrize(("value", "expected"), [(Fraction(100), 2), (Fraction(1, 1000), -3), (Fraction(1), 0)])
def test_logarithms_of_powers_of_ten_are_whole(value, expected) -> None:
    """log10 of a power of ten is exact."""
    assert logarithm(value, "log10") == expected


def test_irrational_numbers_that_agree_to_forty_digits_are_equal() -> None:
    """The declared tolerance is relative, and 39 digits are not enough."""
    one = Irrational(Fraction(2))
    assert compare(one, Irrational(Fraction(2) + Fraction(1, 10**41))) == 0
    assert compare(one, Irrational(Fraction(2) + Fraction(1, 10**38))) == -1


@given(st.lists(positive, min_size=2, max_size=4), st.sampled_from([-2, -1, 2, 3]))
def test_a_power_mean_lies_between_the_least_and_the_greatest(values, power) -> None:
    """Whatever the power."""
    mean = power_mean(values, [Fraction(1)] * len(values), power)
    assert compare(mean, min(values)) >= 0
    assert compare(mean, max(values)) <= 0


@given(positive, st.integers(0, 6))
def test_a_root_is_rounded_to_the_nearest_tick(value, decimals) -> None:
    """The rounded root is the tick whose half-open interval holds it."""
    root = square_root(value)
    ticks = round_exactly(root, decimals, "up")
    assert compare(root, Fraction(2 * ticks - 1, 2 * 10**decimals)) >= 0
    assert compare(root, Fraction(2 * ticks + 1, 2 * 10**decimals)) < 0
