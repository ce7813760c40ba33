"""What a reader of scores should know of the data: what was not read, what steps did, whose silence counts."""

from __future__ import annotations

from collections.abc import Iterator

from ictindex.model.bounds import silence_pays
from ictindex.model.dataset import Dataset
from ictindex.model.rubric import Rubric
from ictindex.scoring.evaluation import Evaluation
from ictindex.scoring.idle_tags import idle_tags
from ictindex.scoring.quantity import BoolArray
from ictindex.scoring.steps import Prepared
from ictindex.scoring.weighing import weighing_remarks

__all__ = ["remarks_on"]


def remarks_on(rubric: Rubric, dataset: Dataset, evaluation: Evaluation, prepared: Prepared) -> Iterator[str]:
    """One sentence each, in the rubric's order."""
    for name in _inexact(rubric, evaluation):
        yield f'the column "{name}" needs more than 18 digits and is held as inexact doubles'
    used = {name for leaf in rubric.tree.leaves() for name in leaf.reading.columns}
    used |= {partition.name for partition in rubric.partitions}
    used |= {use.name for step in rubric.steps for use in step.reads}
    yield from (f'the column "{name}" is not used by the rubric' for name in dataset.column_names if name not in used)
    yield from prepared.remarks
    yield from weighing_remarks(evaluation.weighed)
    for node_id, rows in evaluation.silenced.items():
        if rows.any():
            their = "its" if int(rows.sum()) == 1 else "their"
            effect = f"leaves {their} maximum, which raises {their} percent"
            yield f'"{node_id}" has no value for {_units(rows)} and {effect}'
    for leaf in rubric.tree.leaves():
        silent = evaluation.zeroed.get(leaf.id)
        if silent is not None and silent.any() and "missing" in silence_pays(leaf):
            yield f'"{leaf.id}" gives 0 points to {_units(silent)} without an answer, more than any answer gives'
    for tag in idle_tags(rubric, dataset):
        yield f'no unit carries the tag "{tag}", which the rubric looks at'


def _inexact(rubric: Rubric, evaluation: Evaluation) -> list[str]:
    """Columns as they are read, those that steps wrote included."""
    cells = evaluation.context.cells
    leaves = [leaf for leaf in rubric.tree.leaves() if not leaf.shape.reads_text]
    read = dict.fromkeys(name for leaf in leaves for name in leaf.reading.columns)
    return [name for name in read if cells.number(name)[0].inexact is not None]


def _units(rows: BoolArray) -> str:
    count = int(rows.sum())
    return f"{count} unit" if count == 1 else f"{count} units"
