"""How values are spread: roots rounded exactly on both sides, percentiles, limits that are met by being below."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ictindex.scoring.spread import distance_ticks, percentile, spread_of


@pytest.mark.parametrize(
    ("values", "times", "decimals", "ticks"),
    [
        ((0, 2), 1, 0, 2),  # 1 + √2 = 2.41421356…
        ((0, 2), 1, 2, 241),
        ((0, 2), 1, 8, 241421356),
        ((0, 2), -1, 0, 0),  # -0.41421356…
        ((0, 2), -1, 1, -4),
        ((0, 2), -1, 2, -41),
        ((0, 2), -1, 8, -41421356),
        ((0, 2, 4), "0.25", 0, 3),  # 2.5 exactly, a half upward
        ((0, 2, 4), "-0.25", 0, 2),  # 1.5
        ((-4, -2, 0), "0.25", 0, -1),  # -1.5
        ((-4, -2, 0), "-0.25", 0, -2),  # -2.5
        ((0, 2, 4), 1, 0, 4),
        ((0, 2, 4), -1, 0, 0),
        ((5, 5), 3, 1, 50),
        ((5, 5), -3, 1, 50),
    ],
)
def test_the_mean_and_standard_deviations_are_rounded_from_the_exact_number(values, times, decimals, ticks) -> None:
    """Roots and squares, above and below, on halves and off them."""
    assert distance_ticks([Fraction(it) for it in values], Fraction(times), decimals) == ticks


@pytest.mark.parametrize(("percent", "value"), [(0, 10), (25, 15), (50, 20), (80, 32), (100, 40)])
def test_a_percentile_lies_on_the_line_between_its_neighbours(percent, value) -> None:
    """Of 10, 20 and 40, as a spreadsheet gives it."""
    assert percentile([Fraction(it) for it in (10, 20, 40)], Fraction(percent)) == value


def test_a_limit_is_met_below_it_only() -> None:
    """The squared skewness is 10 and the kurtosis 10: a limit of just so much is not met."""
    found = spread_of({0: 9, 10: 1})
    assert found is not None
    assert found.is_beyond(Fraction(3), Fraction(10))
    assert not found.is_beyond(Fraction(3), Fraction(11))
    assert not found.is_beyond(Fraction(4), Fraction(10))
    assert spread_of({0: 1, 3: 2, 4: 1}) is not None
