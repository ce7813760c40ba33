"""Rescored: the answers of some units are others in every scenario, and only what they change is scored again.

Where no unit's score depends on another's (`Rubric.absolute`), the changed rows of many scenarios are one table and
are scored in one pass. Else every scenario is scored whole, one after another. Ranks, tiers and prizes are worked out
for many scenarios at once in both cases.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import attrs
import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from ictindex.analysis.apart import before
from ictindex.analysis.flat import FlatNode, joined, taken
from ictindex.analysis.stack import Stack
from ictindex.api import score
from ictindex.model.columns import Column
from ictindex.model.dataset import Dataset
from ictindex.model.nodes import ROOT
from ictindex.model.rubric import Rubric
from ictindex.model.tree import EVERY
from ictindex.model.where import Where
from ictindex.plugins import Registry
from ictindex.ranking.sheet import Sheet
from ictindex.scoring.quantity import spread
from ictindex.scoring.scores import Scores

__all__ = ["Answers", "Rescored"]

Rows = NDArray[np.intp]


class Answers(Protocol):
    """Other answers in every scenario."""

    def rows(self, scenario: int) -> Rows:
        """The rows of the units that are to be scored again."""
        ...

    def table(self, scenarios: range, rows: Sequence[Rows]) -> Dataset:
        """These rows of these scenarios, one after another, with their answers."""
        ...


@frozen(kw_only=True, eq=False)
class Rescored:
    """Scenarios of answers."""

    answers: Answers
    rubric: Rubric
    registry: Registry | None = None

    @property
    def how(self) -> str:
        """How the values are worked out."""
        if self.rubric.absolute:
            return "the changed units of many scenarios are scored in one pass"
        return "every scenario is scored whole, because units are measured against each other"

    @property
    def threads(self) -> bool:
        """Scoring is many small steps of Python."""
        return False

    def stack(self, sheet: Sheet, scenarios: range) -> Stack:
        """The values of some scenarios."""
        units = len(sheet)
        scores, places = self._scored(scenarios, units)
        parts = [sheet.scores, *scores]
        moved = {name: _gathered(parts, name, places) for name in looked_at(self.rubric)}
        # Other answers may be too few, or enough: who is screened out differs between scenarios.
        active = np.concatenate([it.cohort.active for it in parts])[places]
        return Stack(sheet=sheet, scenarios=scenarios, moved=moved, active=active)

    def _scored(self, scenarios: range, units: int) -> tuple[list[Scores], Rows]:
        """The new scores, and where each unit of each scenario stands in the base and these, end to end."""
        if not self.rubric.absolute:
            everyone = np.arange(units)
            each = [range(it, it + 1) for it in scenarios]
            scores = [self._score(self.answers.table(it, [everyone])) for it in each]
            return scores, units + np.arange(len(scenarios) * units)
        rows = [self.answers.rows(scenario) for scenario in scenarios]
        places = np.tile(np.arange(units), (len(scenarios), 1))
        start = units
        for number, changed in enumerate(rows):
            places[number, changed] = start + np.arange(len(changed))
            start += len(changed)
        if start == units:
            return [], places.ravel()
        return [self._score(self.answers.table(scenarios, rows))], places.ravel()

    def _score(self, dataset: Dataset) -> Scores:
        return score(dataset, self.rubric, registry=self.registry)


def _gathered(parts: Sequence[Scores], name: str, places: Rows) -> FlatNode:
    results = [before(it, name) for it in parts]
    units = [len(it) for it in parts]

    def flags(masks: Sequence[NDArray[np.bool_]]) -> NDArray[np.bool_]:
        spreads = [spread(mask, count) for mask, count in zip(masks, units, strict=True)]
        return np.asarray(np.concatenate(spreads)[places])

    return FlatNode(
        value=taken(joined([it.value for it in results], units), places),
        printed=taken(joined([it.printed for it in results], units), places),
        applies=flags([it.applies for it in results]),
        maximum=taken(joined([it.maximum for it in results], units), places),
        bounded=flags([it.bounded for it in results]),
    )


def looked_at(rubric: Rubric) -> tuple[str, ...]:
    """The nodes and views that order, tiers and prizes look at; the total first."""
    wheres: list[Where | None] = [tier.where for tier in rubric.tiers] + [it.where for it in rubric.downgrades]
    wheres += [award.among for award in rubric.awards]
    names = {name for where in wheres if where is not None for name in where.subjects()}
    names |= {key.name for key in rubric.rank.key}
    names |= {key.name for award in rubric.awards for key in (*award.by, *award.break_by)}
    every = {node for name in names if name in EVERY for node in EVERY[name](rubric.tree)}
    known = (*rubric.tree.nodes, *rubric.tree.views)
    return (ROOT, *(it for it in known if it != ROOT and it in names | every))


def rows_of(dataset: Dataset, rows: Rows) -> Dataset:
    """The same columns for some rows of a data set, which may come several times."""
    units = dataset.units
    columns: dict[str, Column] = {name: column.at(rows) for name, column in dataset.columns}
    lines = dataset.rows or tuple(range(1, len(dataset) + 1))
    places = rows.tolist()
    return attrs.evolve(
        dataset, units=[units[it] for it in places], columns=columns, rows=tuple(lines[it] for it in places)
    )
