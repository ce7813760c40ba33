"""The page that compares quotes only what a benchmark printed."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def page(name):
    """The text of a page."""
    return (ROOT / name).read_text(encoding="utf-8")


def test_every_ratio_is_one_of_the_performance_page():
    """A ratio that was measured anew there, and stayed here, would be invented."""
    ratios = re.findall(r"[\d.-]+ ×(?= \||,| the)", page("docs/comparison.md"))
    measured = page("docs/performance.md")
    assert len(ratios) == 5
    assert [it for it in ratios if it not in measured] == []


def test_every_count_is_one_of_the_exactness_table():
    """The rows are those that benchmarks/exactness.py writes into the README."""
    counts = re.findall(r"[\d,]+ of (?:12,600|200)\b", page("docs/comparison.md"))
    measured = re.search(r"exactness:begin -->(.*)<!-- exactness:end", page("README.md"), re.DOTALL)[1]
    assert len(counts) == 8
    assert [it for it in counts if it not in measured] == []
