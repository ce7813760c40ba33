"""What a group or view is worked out from, with the weights that count: written ones, or those that the data give."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from ictindex.language import Listed, Sentence, sentence
from ictindex.model.check_nodes import numbered
from ictindex.model.nodes import Group, View
from ictindex.model.problems import Problem, RubricPath
from ictindex.model.rubric import Rubric
from ictindex.scoring.composition import components_by_id

if TYPE_CHECKING:  # the evaluation calls this module
    from ictindex.scoring.evaluation import Evaluation
    from ictindex.scoring.principal import PrincipalWeights

__all__ = ["weighing_remarks", "weights_of"]


def weights_of(node: Group | View, evaluation: Evaluation) -> Sequence[tuple[str, Fraction]]:
    """The components with their weights; those of the data are kept, and why there are none is a problem."""
    cohort = evaluation.context.cohort
    given = cohort.rubric.once(components_by_id)[node.id]
    if not node.weighs_by_data:
        return given
    from ictindex.scoring.principal import NoWeights, principal_weights  # few rubrics take weights from the data

    assert node.weight_decimals is not None
    results = {child: evaluation.result(child) for child, _ in given}
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


def weighing_remarks(weighed: Mapping[str, PrincipalWeights], rubric: Rubric) -> Iterator[Sentence]:
    """What a reader of weights from the data should know."""
    for node_id, found in weighed.items():
        node = rubric.called(node_id)
        if found.units <= len(found.weights):
            yield sentence("few-behind-weights", weights=len(found.weights), node=node, units=found.units)
        for child in found.against:
            yield sentence("against-the-others", child=rubric.called(child), node=node)
        idle = [child for child, weight in found.weights.items() if not weight]
        if idle:
            yield sentence("weights-of-zero", node=node, children=Listed((rubric.called(it) for it in idle), ", "))
