"""Properties of treatment: what winsorising promises of any values, and that roots are rounded exactly."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Context, Decimal
from fractions import Fraction
from math import floor

from hypothesis import assume, given
from hypothesis import strategies as st

from ictindex.scoring.spread import distance_ticks, percentile, spread_of, winsorised

NUMBERS = st.integers(-50, 50).map(lambda it: Fraction(it, 4)) | st.sampled_from([Fraction(900), Fraction(-900)])
VALUES = st.lists(NUMBERS, min_size=1, max_size=14)
LIMITS = st.fixed_dictionaries(
    {
        "skew": st.sampled_from([Fraction(1, 10), Fraction(1), Fraction(2)]),
        "kurtosis": st.sampled_from([Fraction(-3), Fraction(0), Fraction("3.5")]),
        "most": st.integers(1, 6),
    }
)


@given(values=VALUES, limits=LIMITS)
def test_no_more_cells_than_allowed_are_changed_and_the_rest_is_calm_or_said_not_to_be(values, limits):
    """The outcome lies in the range of the values, and `met` says whether a limit is kept."""
    found = winsorised(values, **limits)
    changed = [it for it in values if not found.low <= it <= found.high]
    assert len(changed) <= limits["most"]
    assert {found.low, found.high} <= set(values)
    after = [min(max(it, found.low), found.high) for it in values]
    spread = spread_of({int(it * 4): after.count(it) for it in after})
    beyond = spread is not None and spread.is_beyond(limits["skew"], limits["kurtosis"])
    assert found.met is not beyond


@given(values=VALUES, limits=LIMITS, turned=st.randoms(use_true_random=False))
def test_neither_order_nor_scale_nor_place_decides(values, limits, turned):
    """Times 7, less a third, in another order: the same values are left."""
    found = winsorised(values, **limits)
    moved = [7 * it - Fraction(1, 3) for it in values]
    turned.shuffle(moved)
    again = winsorised(moved, **limits)
    assert (again.low, again.high) == (7 * found.low - Fraction(1, 3), 7 * found.high - Fraction(1, 3))
    assert (again.rounds, again.met) == (found.rounds, found.met)


@given(values=VALUES, limits=LIMITS)
def test_the_mirror_image_is_treated_as_the_image(values, limits):
    """Below as above."""
    found, mirrored = winsorised(values, **limits), winsorised([-it for it in values], **limits)
    assert (mirrored.low, mirrored.high) == (-found.high, -found.low)


@given(values=st.lists(NUMBERS, min_size=2, max_size=14), times=NUMBERS, decimals=st.integers(0, 6))
def test_standard_deviations_are_rounded_as_with_200_digits(values, times, decimals):
    """The mean plus so many standard deviations, against a root of 200 digits; roots of squares are exact in both."""
    assume(times != 0)
    mean = sum(values, Fraction(0)) / len(values)
    variance = sum(((it - mean) ** 2 for it in values), Fraction(0)) / (len(values) - 1)
    wide = Context(prec=200, rounding=ROUND_FLOOR)
    root = Fraction(Decimal(variance.numerator * variance.denominator).sqrt(wide)) / variance.denominator
    assert distance_ticks(values, times, decimals) == floor((mean + times * root) * 10**decimals + Fraction(1, 2))


@given(values=VALUES, percent=st.integers(0, 100))
def test_percentiles_lie_between_their_neighbours_and_rise(values, percent):
    """0 is the least, 100 the greatest, and more percent is never less."""
    ordered = sorted(values)
    found = percentile(ordered, Fraction(percent))
    assert ordered[0] == percentile(ordered, Fraction(0)) <= found <= percentile(ordered, Fraction(100)) == ordered[-1]
    assert found <= percentile(ordered, Fraction(min(percent + 1, 100)))
