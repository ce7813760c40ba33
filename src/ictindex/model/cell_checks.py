"""temporary"""

from __future__ import annotations


def cell_problems(dataset, rubric):
    return []
