"""Strategies of hypothesis for rubrics and data sets, lawful by construction and unkind on purpose."""

from __future__ import annotations

from ictindex.testing.strategies.data import (
    datasets,
    demo_shapes,
    drawn_case,
    large_case,
    previous_tables,
    rankings,
    rubrics_with_data,
    tied_datasets,
)
from ictindex.testing.strategies.rubrics import rubrics

__all__ = [
    "datasets",
    "demo_shapes",
    "drawn_case",
    "large_case",
    "previous_tables",
    "rankings",
    "rubrics",
    "rubrics_with_data",
    "tied_datasets",
]
