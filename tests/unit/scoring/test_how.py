"""The plan's report: how each node was held, and how many units took the exact path."""

from __future__ import annotations

import pytest

from ictindex import Dataset, Group, Indicator, Rubric, score

# 1/3 + 1/6 is a half; the divisors of the other rows have no small common multiple with 3 and 6.
ON_HALF = [(1, 3, 1, 6), (2, 3, 5, 6), (7, 14, 0, 999_959), (3, 2, 999_979, 999_979)]
BESIDE = [(1, 3, 1, 7), (1, 999_983, 1, 999_961), (333_333, 999_979, 166_667, 999_983), (1, 2, 1, 999_983)]


def held(rows, *, decimals=0):
    """Return scores of sums of two shares."""
    nodes = [Indicator(id="x", read="a / b"), Indicator(id="y", read="c / d")]
    rubric = Rubric(id="demo/shares@2026", total=Group(decimals=decimals), nodes=nodes)
    columns = dict(zip("abcd", map(list, zip(*rows, strict=True)), strict=True))
    return score(Dataset.from_columns(units=[f"u{row}" for row in range(len(rows))], columns=columns), rubric)


@pytest.mark.parametrize("count", range(len(ON_HALF) + 1))
def test_exactly_the_units_on_halves_take_the_exact_path(count) -> None:
    """Each sum that is on a half is worked out exactly, and no other is."""
    scores = held([*ON_HALF[:count], *BESIDE])
    assert scores.how()["total"] == ("filtered", count)
    assert scores.ticks().tolist() == [*[1, 2, 1, 3][:count], 0, 0, 1, 1]


def test_a_hair_beside_a_half_needs_no_exact_path() -> None:
    """1e-12 is far from a half for doubles of this size; what needs no doubles is integer."""
    assert held(BESIDE).how()["total"] == ("filtered", 0)
    assert held([(1, 3, 1, 6), (1, 6, 1, 3)]).how() == dict.fromkeys(("x", "y", "total"), ("integer", 0))
