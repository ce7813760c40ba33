"""Conditions over all units at once: how the answers of plain conditions combine."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import TypeAlias

import numpy as np

from ictindex.model.where import AnyOf, AtLeast, Condition, InRange, Member, Where
from ictindex.scoring.quantity import BoolArray

__all__ = ["Answer", "truth"]

_SEVERAL = (AnyOf, AtLeast)

Answer: TypeAlias = Callable[[Member | InRange], BoolArray]


def truth(where: Where | None, answer: Answer, units: int) -> BoolArray:
    """Whether each unit meets all conditions; `answer` gives (units,) truth values of one plain condition."""
    if where is None or not where.conditions:
        return np.ones(units, dtype=np.bool_)
    return reduce(np.logical_and, [_condition(it, answer, units) for it in where.conditions])


def _condition(condition: Condition, answer: Answer, units: int) -> BoolArray:
    if isinstance(condition, _SEVERAL):
        needed = condition.count if isinstance(condition, AtLeast) else 1
        met = sum(
            (truth(option, answer, units).astype(np.int64) for option in condition.options), np.zeros(units, np.int64)
        )
        return np.asarray(met >= needed)
    return answer(condition)
