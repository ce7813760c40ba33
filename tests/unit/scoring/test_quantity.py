"""The algebra of quantities agrees with fractions, whichever way a quantity is held."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictindex.model.numbers import round_ticks
from ictindex.model.problems import DataError
from ictindex.model.ranges import Range
from ictindex.scoring.arithmetic import affine, choose, divide, extreme, linear, lookup
from ictindex.scoring.deciding import order_codes, reaches, round_to, within
from ictindex.scoring.polyline import Polyline
from ictindex.scoring.quantity import Filtered, Quantity, Whole, as_filtered, constant, from_integers

UNITS = 6
integers = st.integers(-(10**6), 10**6)
denominators = st.sampled_from([1, 2, 3, 4, 7, 8, 10, 12, 100, 1000, 99991])


@st.composite
def quantities(draw: st.DrawFn, low: int = -(10**6)) -> tuple[Quantity, list[Fraction]]:
    """A quantity and its exact values, held as integers or as doubles with a bound."""
    numerators = draw(st.lists(st.integers(low, 10**6), min_size=UNITS, max_size=UNITS))
    denominator = draw(denominators)
    values = [Fraction(numerator, denominator) for numerator in numerators]
    whole = from_integers(np.array(numerators, dtype=np.int64), denominator)
    return (as_filtered(whole) if draw(st.booleans()) else whole), values


def exact_values(value: Quantity) -> list[Fraction]:
    """The exact value of every unit."""
    return [value.exact(unit) for unit in range(UNITS)]


def assert_holds(value: Quantity, expected: list[Fraction]) -> None:
    """The exact values are right, and the doubles lie within the bound that they claim."""
    assert exact_values(value) == expected
    if isinstance(value, Filtered):
        errors = np.broadcast_to(np.asarray(value.error), (UNITS,))
        approx = np.broadcast_to(value.approx, (UNITS,))
        for near, error, true in zip(approx.tolist(), errors.tolist(), expected, strict=True):
            assert abs(Fraction(near) - true) <= Fraction(error)


EVERYONE = np.ones(UNITS, dtype=np.bool_)
fractions = st.fractions(-1000, 1000, max_denominator=1000)


@given(st.lists(st.tuples(fractions, quantities()), min_size=1, max_size=5))
def test_weighted_sums_are_exact_and_their_error_bound_holds(terms) -> None:
    """A weighted sum, also of sums, is the fraction it should be."""
    result = linear([(weight, value) for weight, (value, _) in terms])
    expected = [sum((w * values[u] for w, (_, values) in terms), Fraction(0)) for u in range(UNITS)]
    assert_holds(result, expected)
    assert_holds(
        linear([(Fraction(1, 3), result), (Fraction(2), result)]), [value * Fraction(7, 3) for value in expected]
    )


@given(quantities(), quantities(low=1))
def test_quotients_are_exact_and_their_error_bound_holds(top, bottom) -> None:
    """A share is the fraction of its two sides."""
    (a, tops), (b, bottoms) = top, bottom
    bottoms = [abs(value) or Fraction(1) for value in bottoms]
    assert_holds(divide(a, b), [x / y for x, y in zip(tops, bottoms, strict=True)])


@given(quantities(), st.lists(st.tuples(fractions, fractions), min_size=1, max_size=4), st.data())
def test_affine_maps_by_class_are_exact(value, maps, data) -> None:
    """Each unit takes the map of its class."""
    quantity, values = value
    classes = np.array(data.draw(st.lists(st.integers(0, len(maps) - 1), min_size=UNITS, max_size=UNITS)))
    expected = [maps[code][0] * x + maps[code][1] for code, x in zip(classes.tolist(), values, strict=True)]
    assert_holds(affine(quantity, classes, maps), expected)
    assert exact_values(lookup(classes, [offset for _, offset in maps])) == [maps[code][1] for code in classes.tolist()]


@given(st.lists(quantities(), min_size=1, max_size=4), st.booleans(), st.data())
def test_the_greatest_and_the_least_look_only_at_units_that_apply(values, greatest, data) -> None:
    """Masked children do not count; where none applies any finite value may stand."""
    masks = [np.array(data.draw(st.lists(st.booleans(), min_size=UNITS, max_size=UNITS))) for _ in values]
    result = extreme([value for value, _ in values], masks, greatest=greatest)
    for unit in range(UNITS):
        live = [exacts[unit] for (_, exacts), mask in zip(values, masks, strict=True) if mask[unit]]
        if live:
            assert result.exact(unit) == (max(live) if greatest else min(live))


@given(quantities(), quantities(), st.lists(st.booleans(), min_size=UNITS, max_size=UNITS))
def test_a_choice_takes_one_or_the_other(one, other, mask) -> None:
    """`choose` is the value of the side that the mask names."""
    result = choose(np.array(mask), one[0], other[0])
    assert_holds(result, [a if held else b for held, a, b in zip(mask, one[1], other[1], strict=True)])


@given(quantities(), st.integers(0, 4), st.sampled_from(["up", "away", "even"]))
def test_rounding_is_the_rounding_of_the_exact_value(value, decimals, half) -> None:
    """Ticks agree with the law on fractions, exact halves included."""
    quantity, values = value
    rounded = round_to(quantity, decimals, half, EVERYONE).value
    assert rounded.numerators.tolist() == [round_ticks(it, decimals, half) for it in values]


@given(st.lists(st.integers(-500, 500), min_size=UNITS, max_size=UNITS), st.sampled_from(["up", "away", "even"]))
def test_halves_are_rounded_as_the_law_says_in_doubles_too(odds, half) -> None:
    """Every value stands exactly on a half, so every unit is decided by the exact path."""
    values = [Fraction(2 * odd + 1, 200) for odd in odds]
    filtered = as_filtered(from_integers(np.array([2 * odd + 1 for odd in odds], dtype=np.int64), 200))
    rounded = round_to(filtered, 2, half, EVERYONE)
    assert rounded.undecided == UNITS
    assert rounded.value.numerators.tolist() == [round_ticks(value, 2, half) for value in values]


@given(quantities(), st.data())
def test_comparisons_are_exact_on_the_bound(value, data) -> None:
    """At least and more than agree with fractions, also where a value is the bound."""
    quantity, values = value
    bound = data.draw(st.one_of(st.sampled_from(values), fractions))
    assert reaches(quantity, bound, strict=False, live=EVERYONE).tolist() == [it >= bound for it in values]
    assert reaches(quantity, bound, strict=True, live=EVERYONE).tolist() == [it > bound for it in values]


@given(quantities())
def test_order_codes_are_equal_exactly_where_values_are_equal(value) -> None:
    """Codes order the units as their exact values do."""
    quantity, values = value
    codes = order_codes(quantity, EVERYONE).tolist()
    for a in range(UNITS):
        for b in range(UNITS):
            assert (codes[a] < codes[b], codes[a] == codes[b]) == (values[a] < values[b], values[a] == values[b])


def test_a_percent_bound_is_compared_before_it_is_rounded() -> None:
    """600.01 of 800 is more than 75 %, although it prints as 75.00 %."""
    value = from_integers(np.array([60001, 60000], dtype=np.int64), 100)
    over = within(value, Range.parse(">75%"), constant(Fraction(800)), np.ones(2, dtype=np.bool_))
    assert over.tolist() == [True, False]


@given(
    quantities(),
    st.lists(st.tuples(st.integers(-1000, 1000), fractions), min_size=1, max_size=5, unique_by=lambda k: k[0]),
)
def test_curves_are_linear_between_their_knots_and_flat_outside(value, knots) -> None:
    """A curve at a knot, between two and outside is what the straight lines say."""
    quantity, values = value
    ordered = [(Fraction(x), y) for x, y in sorted(knots)]

    def at(x: Fraction) -> Fraction:
        if x <= ordered[0][0]:
            return ordered[0][1]
        for (x0, y0), (x1, y1) in pairwise(ordered):
            if x <= x1:
                return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
        return ordered[-1][1]

    assert_holds(Polyline(tuple(ordered)).points(quantity), [at(x) for x in values])


@pytest.mark.parametrize("size", [2**61, 2**62 - 1])
def test_sums_that_would_pass_int64_are_held_as_doubles(size: int) -> None:
    """Nothing wraps around: what does not fit is worked out exactly where it matters."""
    big = Whole(np.array([size, -size], dtype=np.int64), 1, size)
    total = linear([(Fraction(1), big), (Fraction(1), big)])
    assert isinstance(total, Filtered)
    assert [total.exact(unit) for unit in range(2)] == [2 * size, -2 * size]
    with pytest.raises(DataError, match="has no room for 0 decimals"):
        round_to(total, 0, "up", np.ones(2, dtype=np.bool_))


def test_a_quotient_of_nothing_by_divisors_without_a_small_multiple_is_nothing() -> None:
    """The common multiple must fit int64 even where every numerator is 0."""
    divisors = np.array([2**61, 5**26], dtype=np.int64)
    quotient = divide(from_integers(np.zeros(2, dtype=np.int64)), from_integers(divisors, 10**18))
    assert [quotient.exact(unit) for unit in range(2)] == [0, 0]
