"""Whose cells of a column a step looks at: who is asked for it, and who belongs together."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ictindex.model.membership import applies_to
from ictindex.model.step_fields import WHOLE_COHORT
from ictindex.model.steps import Impute
from ictindex.model.treating import Treat
from ictindex.scoring.cohort import Cohort
from ictindex.scoring.quantity import BoolArray

__all__ = ["asked", "parts_of"]


def asked(name: str, cohort: Cohort) -> BoolArray:
    """(units,) who is asked for the column: by a node that may apply to it, or by a step that needs it of all."""
    rubric = cohort.rubric
    everyone = np.ones(len(cohort), dtype=np.bool_)
    if any(use.name == name and use.asks for step in rubric.steps for use in step.reads):
        return everyone
    readers = [leaf.id for leaf in rubric.tree.leaves() if name in leaf.reading.columns]
    if all(node.only is None for node in rubric.nodes):
        return everyone
    applies = (applies_to(rubric.tree, members) for members in cohort.members)
    return np.array([any(may(leaf) for leaf in readers) for may in applies], dtype=np.bool_)


def parts_of(step: Impute | Treat, cohort: Cohort) -> Iterator[tuple[str, BoolArray]]:
    """Every part of the step's partition with its units, (units,); "" for units in none, and for all together."""
    if step.by == WHOLE_COHORT or not step.looks_at_others:
        yield "", np.ones(len(cohort), dtype=np.bool_)
        return
    codes = cohort.codes(step.by)
    partition = cohort.rubric.partition(step.by)
    assert partition is not None
    for code, part in enumerate(partition.part_ids()):
        yield part, np.asarray(codes == code)
    yield "", np.asarray(codes < 0)
