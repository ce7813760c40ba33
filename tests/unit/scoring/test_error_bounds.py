"""Every bound of an error holds where doubles are at their worst: cancellation, subnormals, huge values, tiny weights.

The bound is compared with the exact value of each unit; what no bound can be given for must say so by an infinite one.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictindex.model.columns import NumberColumn
from ictindex.scoring.arithmetic import affine, choose, divide, extreme, linear
from ictindex.scoring.deciding import order_codes, reaches, round_to
from ictindex.scoring.exact import to_fraction
from ictindex.scoring.irrational import geometric_mean, logarithm_of, power_mean
from ictindex.scoring.polyline import Polyline
from ictindex.scoring.quantity import Filtered, Quantity, as_filtered, constant, double, from_column, from_integers

UNITS = 4
EVERYONE = np.ones(UNITS, dtype=np.bool_)
# Sizes from beyond the least subnormal to beyond the greatest double, most of them where data stand.
exponents = st.sampled_from([0, 0, 0, 0, -3, 9, -17, 17, -60, 60, -155, 155, -310, -330, 300, 320])
digits = st.integers(1, 10**12)


@st.composite
def numbers(draw: st.DrawFn, *, signed: bool = True) -> Fraction:
    """A fraction of any size, 0 among them."""
    found = Fraction(draw(digits), draw(st.sampled_from([1, 3, 7, 999_983, 10**6]))) * Fraction(10) ** draw(exponents)
    return found * draw(st.sampled_from([1, -1, 0] if signed else [1, 1, 1, 0]))


def held(values: list[Fraction], push: list[float]) -> Filtered:
    """The values as doubles pushed to one side by a part of a bound of 2**-44 of their size."""
    doubles = [double(value) for value in values]
    errors = np.array([2.0**-44 * abs(near) + room for near, room in doubles])
    moved = [near + part * 2.0**-45 * abs(near) for (near, _), part in zip(doubles, push, strict=True)]
    return Filtered(np.array(moved), errors, values.__getitem__)


pushes = st.lists(st.sampled_from([-1.0, 0.0, 1.0]), min_size=UNITS, max_size=UNITS)


@st.composite
def quantities(draw: st.DrawFn, *, signed: bool = True) -> Quantity:
    """Doubles with a bound; near one number, so that differences cancel, or of any size."""
    if draw(st.booleans()):
        base, step = draw(numbers(signed=False)), Fraction(draw(st.integers(-3, 3)), 10**15)
        values = [base + base * step * unit for unit in range(UNITS)]
    else:
        values = [draw(numbers(signed=signed)) for _ in range(UNITS)]
    return held(values, draw(pushes))


def assert_bound(value: Quantity) -> None:
    """No double is further from the exact value than its bound says; an infinite or NaN bound promises nothing."""
    part = as_filtered(value)
    errors = np.broadcast_to(np.asarray(part.error, dtype=np.float64), (UNITS,)).tolist()
    for unit, (near, error) in enumerate(zip(np.broadcast_to(part.approx, (UNITS,)).tolist(), errors, strict=True)):
        if np.isfinite(error):
            assert abs(Fraction(near) - to_fraction(part.exact(unit))) <= Fraction(error)


@given(st.lists(st.tuples(numbers(), quantities()), min_size=1, max_size=6))
def test_sums_keep_their_bound(terms) -> None:
    """Weighted sums, also of terms that cancel and of weights that are no doubles."""
    total = linear(terms)
    assert_bound(total)
    assert_bound(linear([(Fraction(1), total), (Fraction(-1), terms[0][1])]))


@given(quantities(), quantities())
def test_quotients_keep_their_bound(top, bottom) -> None:
    """Also by a divisor that is nearly nothing, or that its bound cannot tell from nothing."""
    safe = choose(np.array([bottom.exact(unit) != 0 for unit in range(UNITS)]), bottom, constant(Fraction(1)))
    assert_bound(divide(top, safe))


@given(quantities(), quantities())
def test_quotients_of_differences_keep_their_bound(one, other) -> None:
    """The divisor is what is left of two numbers that agree in nearly all digits."""
    gap = linear([(Fraction(1), one), (Fraction(-1), other)])
    known = np.array([to_fraction(gap.exact(unit)) != 0 for unit in range(UNITS)])
    assert_bound(divide(one, choose(known, gap, constant(Fraction(1)))))


@given(quantities(), st.lists(st.tuples(numbers(), numbers()), min_size=1, max_size=3), st.data())
def test_affine_maps_keep_their_bound(value, maps, data) -> None:
    """A scale and an offset of any size per class."""
    classes = np.array(data.draw(st.lists(st.integers(0, len(maps) - 1), min_size=UNITS, max_size=UNITS)))
    assert_bound(affine(value, classes, maps))
    assert_bound(affine(affine(value, None, [(Fraction(1), -to_fraction(value.exact(0)))]), None, maps[:1]))


@given(quantities(), st.lists(st.tuples(numbers(), numbers()), min_size=1, max_size=4, unique_by=lambda knot: knot[0]))
def test_curves_keep_their_bound(value, knots) -> None:
    """Steep segments, knots beside the readings, knots that are no doubles."""
    here = to_fraction(value.exact(0))
    assert_bound(Polyline(tuple(sorted(knots))).points(value))
    # A knot at the very reading: the double may stand in the segment before it.
    peak = ((here - 1, Fraction(0)), (here, Fraction(10**9)), (here + 1, Fraction(-5)))
    assert_bound(Polyline(peak).points(value))


@given(st.lists(quantities(), min_size=1, max_size=4), st.booleans(), st.data())
def test_extremes_and_choices_keep_their_bound(values, greatest, data) -> None:
    """The least and the greatest are no further off than the worst of them."""
    masks = [EVERYONE] * len(values)
    assert_bound(extreme(values, masks, greatest=greatest))
    mask = np.array(data.draw(st.lists(st.booleans(), min_size=UNITS, max_size=UNITS)))
    assert_bound(choose(mask, values[0], values[-1]))


# Small sums of whole weights have exact roots, which numbers of 300 digits make slow; the others are known by digits.
weights = st.sampled_from(
    [Fraction(1), Fraction(2), Fraction(1, 2), Fraction(1, 10**30), Fraction(10**30), Fraction(1, 10**200)]
)


@given(st.lists(st.tuples(quantities(signed=False), weights), min_size=1, max_size=9))
def test_geometric_means_keep_their_bound(terms) -> None:
    """Weights of every size; more than five children, where the weights' own sum is what counts."""
    values, shares = [value for value, _ in terms], [weight for _, weight in terms]
    assert_bound(geometric_mean(values, [EVERYONE] * len(terms), shares))


@given(
    st.lists(st.tuples(quantities(signed=False), weights), min_size=1, max_size=4),
    st.sampled_from([1, 2, 3, 7, 20, -1, -2, -3, -20]),
)
def test_power_means_keep_their_bound(terms, power) -> None:
    """Powers that pass the range of doubles in the middle of the way."""
    values, shares = [value for value, _ in terms], [weight for _, weight in terms]
    assert_bound(power_mean(values, [EVERYONE] * len(terms), shares, power))


@given(st.lists(st.integers(0, 10**18 - 1), min_size=UNITS, max_size=UNITS), st.integers(0, 400), st.booleans())
def test_columns_and_their_logarithms_keep_their_bound(coefficients, exponent, ten) -> None:
    """Down to numbers that are smaller than any double."""
    column = NumberColumn(
        coefficients=np.array(coefficients, dtype=np.int64), exponent=exponent, state=np.zeros(UNITS, np.uint8)
    )
    value = from_column(column)
    assert_bound(value)
    positive = np.array(coefficients) > 0
    logarithm = logarithm_of(column, value, "log10" if ten else "ln", positive)
    assert_bound(choose(positive, logarithm, constant(Fraction(0))))


@given(numbers())
def test_constants_keep_their_bound(value) -> None:
    """One value for all units, of any size."""
    assert_bound(constant(value))


@given(quantities(), numbers())
def test_decisions_are_those_of_the_exact_values(value, bound) -> None:
    """Comparing, ordering and rounding look past doubles that cannot decide."""
    values = [value.exact(unit) for unit in range(UNITS)]
    for end in (bound, values[0]):
        assert reaches(value, end, strict=False, live=EVERYONE).tolist() == [it >= end for it in values]
        assert reaches(value, end, strict=True, live=EVERYONE).tolist() == [it > end for it in values]
    codes = order_codes(value, EVERYONE).tolist()
    for one, left in zip(codes, values, strict=True):
        assert [one < other for other in codes] == [left < right for right in values]
    if max(map(abs, values)) < 10**12:
        ticks = round_to(value, 3, "up", EVERYONE).value
        assert [ticks.exact(unit) for unit in range(UNITS)] == [
            Fraction((2000 * it + 1).__floor__() // 2, 1000) for it in values
        ]


@pytest.mark.parametrize("power", [2, 100, -2])
def test_a_power_that_becomes_nothing_is_not_taken_for_nothing(power: int) -> None:
    """1e-170 squared is no double; the mean of 1e-170 is 1e-170 all the same."""
    tiny = Fraction(1, 10**170)
    mean = power_mean([held([tiny] * UNITS, [0.0] * UNITS)], [EVERYONE], [Fraction(1)], power)
    assert reaches(mean, Fraction(0), strict=True, live=EVERYONE).all()
    assert mean.exact(0) == tiny


def test_a_number_smaller_than_any_double_has_its_logarithm() -> None:
    """log10 of 1e-400 is -400, though its double is 0."""
    column = NumberColumn(coefficients=np.ones(UNITS, np.int64), exponent=400, state=np.zeros(UNITS, np.uint8))
    logarithm = logarithm_of(column, from_column(column), "log10", EVERYONE)
    assert round_to(logarithm, 0, "up", EVERYONE).value.numerators.tolist() == [-400] * UNITS


def test_a_difference_that_doubles_cannot_see_is_divided_by_exactly() -> None:
    """1 / ((1 + 1e-20) - 1) is 1e20, though the divisor is 0 in doubles."""
    near = held([1 + Fraction(1, 10**20)] * UNITS, [0.0] * UNITS)
    gap = linear([(Fraction(1), near), (Fraction(-1), from_integers(np.ones(UNITS, dtype=np.int64)))])
    assert divide(constant(Fraction(1)), gap).exact(0) == 10**20
    assert not np.isfinite(np.asarray(divide(constant(Fraction(1)), gap).error)).any()


@pytest.mark.parametrize("bounds", [(float("nan"), 1e-16), (1e-16, float("nan"))])
def test_a_bound_of_nan_outlives_a_choice(bounds):
    """Of few units one bound serves all: a NaN on either side leaves every decision to the exact values."""
    one, other = (Filtered(np.array([1.0, 2.0]), it, lambda _: Fraction(1), size=2.0) for it in bounds)
    assert np.isnan(choose(np.array([True, False]), one, other).error)


@given(
    st.lists(st.tuples(st.integers(-(10**7), 10**7), st.integers(-2, 2)), min_size=UNITS, max_size=UNITS),
    pushes,
    st.sampled_from([2.0**-44, 2.0**-30, 1.0, float("inf"), float("nan")]),
)
def test_one_bound_for_all_decides_what_is_next_to_a_half_exactly(halves, push, part):
    """Of few units one bound serves all: rounding and order are those of the exact values, however wide it is."""
    values = [Fraction(half, 2000) + Fraction(step, 10**17) for half, step in halves]
    doubles = np.array(
        [float(value) + it * 2.0**-45 * abs(float(value)) for value, it in zip(values, push, strict=True)]
    )
    size = float(np.abs(doubles).max())
    few = Filtered(doubles, part * size, values.__getitem__, size=size)
    ticks = round_to(few, 3, "up", EVERYONE).value.numerators.tolist()
    assert ticks == [(2000 * value + 1).__floor__() // 2 for value in values]
    codes = order_codes(few, EVERYONE).tolist()
    assert [a < b for a in codes for b in codes] == [a < b for a in values for b in values]
