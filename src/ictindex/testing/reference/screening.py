"""Screening, unit by unit: who has too little data to be ranked."""

from __future__ import annotations

from fractions import Fraction

from ictindex.model import CarryUp, Dataset, Rubric, Screen
from ictindex.model.columns import MISSING, NOT_APPLICABLE
from ictindex.testing.reference.asking import is_asked
from ictindex.testing.reference.members import names_of
from ictindex.testing.reference.readings import column_as_read

__all__ = ["screened"]


def screened(dataset: Dataset, rubric: Rubric) -> dict[str, str]:
    """The units that a step takes out, with its reason; the data hold the verified columns."""
    found: dict[str, str] = {}
    for step in rubric.steps:
        if isinstance(step, Screen):
            for row, unit in enumerate(dataset.units):
                if unit.id not in found and _lacks(step, row, dataset, rubric):
                    found[unit.id] = step.why
    return found


def _lacks(step: Screen, row: int, dataset: Dataset, rubric: Rubric) -> bool:
    names = names_of(rubric.partitions, dataset.units[row])
    states = [
        int(column_as_read(name, dataset, rubric).state[row])
        for name in step.columns or _answered(rubric)
        if is_asked(name, names, rubric)
    ]
    due = [state for state in states if state != NOT_APPLICABLE]
    present = [state for state in due if state != MISSING]
    return bool(due) and Fraction(len(present), len(due)) < Fraction(step.least) / 100


def _answered(rubric: Rubric) -> set[str]:
    """Every column that a node reads and no children carry up."""
    read = {name for leaf in rubric.tree.leaves() for name in leaf.reading.columns}
    return {name for name in read if not isinstance(rubric.written.get(name), CarryUp)}
