"""What a reader of scores should know of the data: what was not read, what steps did, whose silence counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ictindex.language import Sentence, sentence
from ictindex.model.bounds import silence_pays
from ictindex.model.dataset import Dataset
from ictindex.model.rubric import Rubric
from ictindex.scoring.evaluation import Evaluation
from ictindex.scoring.idle_tags import idle_tags
from ictindex.scoring.steps import Prepared
from ictindex.scoring.weighing import weighing_remarks

__all__ = ["remarks_on"]


def remarks_on(rubric: Rubric, dataset: Dataset, evaluation: Evaluation, prepared: Prepared) -> Iterator[Sentence]:
    """One sentence each, in the rubric's order."""
    for name in evaluation.context.cells.inexact:
        yield sentence("column-inexact", column=name)
    yield from dataset.kept_for(rubric, _unused)
    yield from prepared.remarks
    yield from weighing_remarks(evaluation.weighed, rubric)
    for node_id, rows in evaluation.silenced.items():
        if rows.any():
            yield sentence("silenced", node=rubric.called(node_id), units=int(rows.sum()))
    for node_id in rubric.once(_paying):
        silent = evaluation.zeroed.get(node_id)
        if silent is not None and silent.any():
            yield sentence("silence-pays", node=rubric.called(node_id), units=int(silent.sum()))
    yield from dataset.kept_for(rubric, _idle)


def _unused(dataset: Dataset, rubric: Rubric) -> Sequence[Sentence]:
    used = rubric.once(_used)
    return [sentence("column-unused", column=name) for name in dataset.column_names if name not in used]


def _idle(dataset: Dataset, rubric: Rubric) -> Sequence[Sentence]:
    return [sentence("tag-idle", tag=tag) for tag in idle_tags(rubric, dataset)]


def _used(rubric: Rubric) -> frozenset[str]:
    """The columns that the rubric looks at."""
    used = {name for leaf in rubric.tree.leaves() for name in leaf.reading.columns}
    used |= {partition.name for partition in rubric.partitions}
    return frozenset(used.union(use.name for step in rubric.steps for use in step.reads))


def _paying(rubric: Rubric) -> Sequence[str]:
    """The leaves that give more for an empty cell than for any answer."""
    return [leaf.id for leaf in rubric.tree.leaves() if "missing" in silence_pays(leaf)]
