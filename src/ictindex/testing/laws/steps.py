"""Law L15: imputation changes only missing cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import attrs

from ictindex.model import Dataset, Impute, Rubric
from ictindex.model.columns import MISSING
from ictindex.scoring import Scores
from ictindex.testing.case import Case
from ictindex.testing.laws.law import Law

__all__ = ["LAWS"]


def _only_gaps(case: Case) -> Iterator[str]:
    """What is listed was empty, and written in by hand it gives the same without the step.

    A column that another step writes stands in no data set and cannot be written in: there L13 alone judges.
    """
    scores = case.scores()
    rows = {unit.id: row for row, unit in enumerate(case.dataset.units)}
    for it in scores.imputations:
        column = case.dataset.column(it.column)
        if column is not None and column.state[rows[it.unit]] != MISSING:
            yield f"{it.column} of {it.unit} holds {column.text(rows[it.unit])} and is imputed"
    if all(case.dataset.column(name) is not None for step in case.rubric.steps for name in step.changes):
        yield from _as_by_hand(case, scores)


def _as_by_hand(case: Case, scores: Scores) -> Iterator[str]:
    plain = _without_imputation(case.rubric)
    by_hand = replace(case, rubric=plain, dataset=_filled(case, scores)).scores()
    for node in case.rubric.node_ids:
        found, wanted = (it.printed_ticks(node)[0].tolist() for it in (scores, by_hand))
        states = [it.applicable(node).tolist() for it in (scores, by_hand)]
        if found != wanted or states[0] != states[1]:
            yield f"{node} is {found}, and {wanted} where the listed cells are filled by hand"


def _without_imputation(rubric: Rubric) -> Rubric:
    """The same law without the steps that fill; what its parameters rest on is no part of the question."""
    steps = [step for step in rubric.steps if not isinstance(step, Impute)]
    sources = [attrs.evolve(source, covers=()) for source in rubric.sources]
    return attrs.evolve(rubric, steps=steps, status="illustrative", assumed=(), inferred=(), sources=sources)


def _filled(case: Case, scores: Scores) -> Dataset:
    rows = {unit.id: row for row, unit in enumerate(case.dataset.units)}
    columns = {name: case.cells(name, list(rows.values())) for name in case.dataset.column_names}
    mark = case.dataset.decimal
    for it in scores.imputations:
        columns[it.column][rows[it.unit]] = f"{it.value:f}".replace(".", mark)
    return Dataset.from_columns(units=case.dataset.units, columns=columns, decimal=mark)


def _imputes(rubric: Rubric) -> bool:
    return any(isinstance(step, Impute) for step in rubric.steps)


LAWS = (
    Law(
        id="L15",
        sentence="imputation changes only missing cells",
        check=_only_gaps,
        applies=_imputes,
        features={"imputing": True},
    ),
)
