"""The children of a group or view with the weights that count: written ones, or those that the data give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from ictindex.model.check_nodes import numbered
from ictindex.model.nodes import Group, View
from ictindex.model.problems import Problem, RubricPath
from ictindex.scoring.binding import children_by_id

if TYPE_CHECKING:  # the evaluation calls this module
    from ictindex.scoring.evaluation import Evaluation
    from ictindex.scoring.principal import PrincipalWeights

__all__ = ["weighing_remarks", "weights_of"]


def weights_of(node: Group | View, evaluation: Evaluation) -> Sequence[tuple[str, Fraction]]:
    """The children with their weights; those of the data are kept, and why there are none is a problem."""
    cohort = evaluation.context.cohort
    given = cohort.rubric.once(children_by_id)[node.id]
    if not node.weighs_by_data:
        return given
    from ictindex.scoring.principal import NoWeights, principal_weights  # few rubrics take weights from the data

    assert node.weight_decimals is not None
    results = {child: evaluation.results[child] for child, _ in given}
    rows = cohort.active
    for it in results.values():
        rows = rows & it.applies
    values = {child: it.printed for child, it in results.items()}
    found = principal_weights(values, rows, decimals=node.weight_decimals, scaled=node.weights == "pca")
    if isinstance(found, NoWeights):
        path = next(path for path, it in numbered(cohort.rubric) if it.id == node.id)
        where, message = RubricPath(path=f"{path}.weights"), f'"{node.id}" gets no weights from the data: {found.why}'
        evaluation.problems.append(Problem(code=found.code, where=where, message=message, hint=found.hint))
        return given
    evaluation.weighed[node.id] = found
    return tuple((child, Fraction(weight)) for child, weight in found.weights.items())


def weighing_remarks(weighed: Mapping[str, PrincipalWeights]) -> Iterator[str]:
    """What a reader of weights from the data should know."""
    for node_id, found in weighed.items():
        if found.units <= len(found.weights):
            yield f'the {len(found.weights)} weights of "{node_id}" rest on {found.units} units only'
        for child in found.against:
            yield f'"{child}" runs against the others of "{node_id}", which its weight from the data does not show'
        idle = [child for child, weight in found.weights.items() if not weight]
        if idle:
            yield f'the weights of "{node_id}" from the data are 0 for {", ".join(idle)}'
