"""A hundred thousand equals whose doubles decide nothing."""

from __future__ import annotations

import time

import pytest

from ictindex.model import Dataset, Group, Indicator, Rubric
from ictindex.scoring import score
from ictindex.scoring.deciding import order_codes

UNITS = 20_000
CASES = {
    "roots": [
        Group(id="g", aggregate="geometric"),
        Indicator(id="a", parent="g", max=10**6),
        Indicator(id="b", parent="g", max=10**6),
    ],
    "logarithms": [Indicator(id="a", read="ln a"), Indicator(id="b", range="clip", max=0)],
    "shares": [Indicator(id="a", read="a / n", max=9), Indicator(id="b", read="b / m", max=9)],
}


@pytest.mark.parametrize("name", CASES)
def test_many_equals_are_put_together_before_they_are_compared(name: str) -> None:
    """As many codes as values, in their order, and no time to speak of: each was compared with each to 60 digits."""
    rubric = Rubric(id="demo/it@2026", total=Group(), rank={"value": "exact"}, nodes=CASES[name])
    spread = [row % 499 + 1 for row in range(UNITS)]
    columns = {
        "a": [(2 + row % 3) * (size if name == "shares" else 1) for row, size in enumerate(spread)],
        "n": [7 * size for size in spread],
        "b": [3 * (row % 487 + 1) if name == "shares" else 3 for row in range(UNITS)],
        "m": [11 * (row % 487 + 1) for row in range(UNITS)],
    }
    scores = score(Dataset.from_columns(units=[f"u{row}" for row in range(UNITS)], columns=columns), rubric)
    start = time.process_time()
    codes = order_codes(scores.decided(), scores.applicable())
    assert time.process_time() - start < 4
    assert (codes - codes.min()).tolist() == [row % 3 for row in range(UNITS)]
