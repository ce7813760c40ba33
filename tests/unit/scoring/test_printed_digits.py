"""What is said of the printed digits is what is printed."""

from __future__ import annotations

from ictindex.model import Dataset, Group, Indicator, Rubric
from ictindex.scoring import score


def test_the_remark_names_the_digits_that_are_printed() -> None:
    """A total without decimals has six, or as many as fit."""
    rubric = Rubric(id="demo/it@2026", total=Group(), rank={"value": "exact"}, nodes=[Indicator(id="a")])
    for value, digits in ((1, 6), (10**15, 3)):
        scores = score(Dataset.from_columns(units=["x"], columns={"a": [value]}), rubric)
        assert scores.printed_ticks()[1] == digits
        assert f"printed with {digits}" in scores.remarks[0]
