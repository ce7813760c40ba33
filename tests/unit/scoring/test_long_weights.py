"""Weights of more digits than int64 has room for."""

from __future__ import annotations

from fractions import Fraction

from ictindex.model import Dataset, Group, Indicator, Rubric
from ictindex.scoring import score


def test_a_mean_with_long_weights_does_without_a_child() -> None:
    """The weights that are left are to each other as they were."""
    weights = ("0.12345678901234567891", "0.33333333333333333333", "0.54320987765432098776")
    nodes = [
        Indicator(id=name, max=1, weight=weight, missing="not-applicable")
        for name, weight in zip("abc", weights, strict=True)
    ]
    rubric = Rubric(id="demo/it@2026", total=Group(decimals=2, aggregate="mean"), nodes=nodes)
    columns = {"a": ["n/a", 1, "n/a"], "b": [1, 1, "n/a"], "c": [0, 1, "n/a"]}
    scores = score(Dataset.from_columns(units=["x", "y", "z"], columns=columns), rubric)
    left = Fraction(weights[1]) + Fraction(weights[2])
    assert [scores.exact("total", unit) for unit in "xyz"] == [Fraction(weights[1]) / left, 1, None]
