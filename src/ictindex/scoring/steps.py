"""Steps before the readings: the columns that a rubric's steps write, and what is to be said about them.

Steps on columns are taken once, before anything is scored. What is carried up from a node is known when the children
are scored: the units are scored again for each generation of parents, from the bottom, and the last time counts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs
import numpy as np
from attrs import field, frozen

from ictindex.language import Sentence
from ictindex.model.behind import carried_behind
from ictindex.model.columns import Column, NumberColumn
from ictindex.model.dataset import Dataset
from ictindex.model.problems import Cell, Problem
from ictindex.model.rubric import RubricDraft
from ictindex.model.screening import Screen
from ictindex.model.steps import CarryUp, Impute, Verify
from ictindex.model.treating import Treat
from ictindex.scoring.cohort import Cohort
from ictindex.scoring.evaluation import Evaluation
from ictindex.scoring.reading import Cells
from ictindex.scoring.stepping import Stepped

if TYPE_CHECKING:  # each step is loaded for rubrics that take it
    from ictindex.scoring.carrying import Family

__all__ = ["Prepared", "prepare"]


@frozen(kw_only=True, eq=False)
class Prepared:
    """A data set with the columns that steps wrote, and what they found.

    `cohort` are the units without those that were screened out; `done` has a row for every cell that was verified,
    filled or treated, and says whether every column was there that a step reads; `generations` is how many times the
    units must be scored again before all that is carried up from nodes is known, 0 where nothing is.
    """

    dataset: Dataset
    cohort: Cohort
    done: Stepped = field(factory=Stepped)
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Sentence, ...] = ()
    generations: int = 0
    _families: Mapping[int, Family] = MappingProxyType({})

    def carried(self, evaluation: Evaluation, cohort: Cohort) -> Stepped:
        """The columns carried up from the nodes of an evaluation, as far as it knows them."""
        from ictindex.scoring.carrying import carry_node

        together = Stepped()
        for index, step in enumerate(cohort.rubric.steps):
            if isinstance(step, CarryUp) and step.node:
                together = together.and_then(carry_node(step, self._families[index], evaluation))
        return together

    def with_columns(self, columns: Mapping[str, Column]) -> Dataset:
        """The data set with further columns."""
        return _with_columns(self.dataset, columns)


def prepare(dataset: Dataset, rubric: RubricDraft, cohort: Cohort) -> Prepared:
    """Take the steps of a rubric that look at columns; for the others find the children of every unit.

    Parameters
    ----------
    dataset, cohort
        The units, as the rubric divides them; steps never look at the order of rows.
    rubric
        The law.
    """
    if not rubric.steps:
        return Prepared(dataset=dataset, cohort=cohort)
    from ictindex.scoring.carrying import family_of
    from ictindex.scoring.generations import generations_of

    problems = [*_taken(dataset, rubric)]
    cohort, done = _screened(dataset, rubric, cohort)
    families: dict[int, Family] = {}
    for index, step in enumerate(rubric.steps):
        cells = Cells(_with_columns(dataset, done.columns), rubric)
        if isinstance(step, CarryUp):
            families[index] = family_of(step, cells, cohort)
            problems += families[index].problems
        done = done.and_then(_TAKEN[type(step)](step, cells, cohort, families.get(index)))
    carried = {index: family.parent for index, family in families.items() if family.by_node}
    high, circles = generations_of(carried, rubric.once(carried_behind), cohort.dataset.units)
    return Prepared(
        dataset=_with_columns(dataset, done.columns),
        cohort=cohort,
        done=done,
        problems=(*problems, *done.problems, *circles),
        remarks=done.remarks,
        generations=high,
        families=families,
    )


def _screened(dataset: Dataset, rubric: RubricDraft, cohort: Cohort) -> tuple[Cohort, Stepped]:
    """The units that take part, before anything is done with the cells of several; verified columns are counted."""
    if not any(isinstance(step, Screen) for step in rubric.steps):
        return cohort, Stepped()
    from ictindex.scoring.screening import screen

    done = Stepped()
    for step in rubric.steps:
        if isinstance(step, Verify):
            done = done.and_then(_verify(step, Cells(_with_columns(dataset, done.columns), rubric), cohort, None))
    return screen(Cells(_with_columns(dataset, done.columns), rubric), cohort)


def _with_columns(dataset: Dataset, columns: Mapping[str, Any]) -> Dataset:
    return attrs.evolve(dataset, columns={**dict(dataset.columns), **columns}) if columns else dataset


def _taken(dataset: Dataset, rubric: RubricDraft) -> list[Problem]:
    """Columns of the data that a step would write over."""
    return [
        Problem(
            code="written-column",
            where=Cell(file=dataset.file, column=name),
            message=f'the rubric\'s step "{step.kind}" writes this column',
            hint="drop it from the data, or give it another name",
        )
        for name, step in rubric.written.items()
        if dataset.column(name) is not None
    ]


def _carry(step: CarryUp, cells: Cells, cohort: Cohort, family: Family | None) -> Stepped:
    from ictindex.scoring.carrying import carry_column

    assert family is not None
    if step.column:
        return carry_column(step, family, cells, cohort)
    nothing = np.zeros(len(cohort), dtype=np.int64)
    blank = NumberColumn(coefficients=nothing, exponent=0, state=nothing.astype(np.uint8))
    return Stepped(columns=dict.fromkeys(step.into, blank))


def _verify(step: Verify, cells: Cells, cohort: Cohort, family: Family | None) -> Stepped:
    from ictindex.scoring.verifying import verify

    del family
    return verify(step, cells, cohort)


def _impute(step: Impute, cells: Cells, cohort: Cohort, family: Family | None) -> Stepped:
    from ictindex.scoring.imputing import impute

    del family
    return impute(step, cells, cohort)


def _treat(step: Treat, cells: Cells, cohort: Cohort, family: Family | None) -> Stepped:
    from ictindex.scoring.treating import treat

    del family
    return treat(step, cells, cohort)


_TAKEN: Mapping[type, Callable[[Any, Cells, Cohort, Family | None], Stepped]] = MappingProxyType(
    {
        Verify: _verify,
        CarryUp: _carry,
        Impute: _impute,
        Treat: _treat,
        # Who takes part was settled before the first of them.
        Screen: lambda *_: Stepped(),
    }
)
