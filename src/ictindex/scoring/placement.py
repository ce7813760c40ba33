"""Units that a partition does not place: in no part of it, or in two."""

from __future__ import annotations

import numpy as np

from ictindex.model.problems import Cell, Problem
from ictindex.model.text import near_hint
from ictindex.model.unit_rows import carries
from ictindex.scoring.cohort import Cohort

__all__ = ["placement_problems"]


def placement_problems(cohort: Cohort) -> list[Problem]:
    """Units in no part, or in two, of a partition."""
    dataset, rubric = cohort.dataset, cohort.rubric
    problems = []
    for partition in rubric.partitions:
        if partition.is_derived:
            for row in np.flatnonzero(cohort.overlapping(partition.name) & cohort.active).tolist():
                message = f"{dataset.units[row].id} is in two parts of {partition.name}"
                hint = "make the conditions of the parts exclude each other"
                problems.append(Problem(code="two-parts", where=dataset.cell(row), message=message, hint=hint))
            continue
        homeless = np.flatnonzero((cohort.codes(partition.name) < 0) & cohort.active).tolist()
        if homeless and not carries(dataset.units, partition.name):
            where = Cell(file=dataset.file, column=partition.name)
            message = f'there is no column "{partition.name}", which divides the units'
            hint = near_hint(partition.name, dataset.column_names)
            problems.append(Problem(code="missing-column", where=where, message=message, hint=hint))
            continue
        for row in homeless:
            unit = dataset.units[row]
            label = unit.part(partition.name)
            message = f"{unit.id}: " + (f'"{label}" is no part of {partition.name}' if label else "empty")
            names = [name for part in partition.parts for name in (part.id, part.vi) if name]
            problems.append(
                Problem(
                    code="unknown-part",
                    where=dataset.cell(row, partition.name),
                    message=message,
                    expected=f"a part of {partition.name}",
                    hint=near_hint(label or "", names),
                )
            )
    return problems
