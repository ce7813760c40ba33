from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from ictindex.ranking.quota import ROUNDINGS, cut


def quotas(*percents, of):
    """Exact quotas of shares in percent."""
    return [Fraction(percent) * of / 100 for percent in percents]


@pytest.mark.parametrize(
    ("rounding", "expected"),
    [("floor", [8, 12]), ("nearest", [9, 12]), ("largest-remainder", [9, 12])],
)
def test_29_and_39_percent_of_31_units(rounding, expected):
    """8.99 and 12.09: the floor loses a unit, 21.08 in all leave one place to the larger remainder."""
    assert expected == ROUNDINGS[rounding](quotas(29, 39, of=31))


def test_an_exact_half_is_rounded_up():
    """25 % of 10 units are 2.5, so 3."""
    assert ROUNDINGS["nearest"](quotas(25, of=10)) == [3]


def test_equal_remainders_go_to_the_earlier_row():
    """Three thirds of 10 units: 3.33 each, 9.99 in all, no place left; of 10 by halves: 5 + 5."""
    assert ROUNDINGS["largest-remainder"](quotas("33.3", "33.3", "33.4", of=10)) == [3, 3, 4]
    assert ROUNDINGS["largest-remainder"](quotas(25, 25, 50, of=2)) == [1, 0, 1]


@pytest.mark.parametrize(
    ("count", "edge", "expected", "tied"),
    [
        (2, "shrink", [0, 1], []),
        (3, "shrink", [0, 1], [2, 3]),
        (3, "extend", [0, 1, 2, 3], [2, 3]),
        (4, "shrink", [0, 1, 2, 3], []),
        (9, "shrink", [0, 1, 2, 3, 4], []),
        (0, "extend", [], []),
    ],
)
def test_equals_at_the_edge_are_all_in_or_all_out(count, edge, expected, tied):
    """Merits 9 8 7 7 5: only a quota of 3 cuts between equals."""
    found = cut(np.arange(5), np.array([9, 8, 7, 7, 5]), count, edge)
    assert (found.taken.tolist(), found.tied.tolist()) == (expected, tied)
