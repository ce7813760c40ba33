"""Sheet: scores as a ranking looks at them, each figure and each partition worked out once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import groupby
from typing import Any

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from ictindex.model.arrays import read_only
from ictindex.model.collation import collation_key
from ictindex.model.problems import UnknownName
from ictindex.model.rubric import Rubric
from ictindex.model.standing_rules import Key
from ictindex.model.text import near_hint
from ictindex.model.units import Unit
from ictindex.ranking.figures import CountFigure, Figure, NodeFigure, merits_by, percent_figure
from ictindex.ranking.labels import Labels
from ictindex.scoring.quantity import spread
from ictindex.scoring.scores import Scores

__all__ = ["ALL", "Sheet"]

Codes = NDArray[np.intp]

ALL = "all"


@frozen(eq=False, slots=False)
class Sheet:
    """Units, parts and figures of nodes; every array is (units,) in unit order."""

    scores: Scores
    _figures: dict[str, Figure] = field(factory=dict, init=False, repr=False)
    _parts: dict[str, Codes] = field(factory=dict, init=False, repr=False)
    _labels: dict[str, Labels] = field(factory=dict, init=False, repr=False)
    _merits: dict[tuple[Key, ...], NDArray[np.int64]] = field(factory=dict, init=False, repr=False)

    def __reduce__(self) -> tuple[Any, ...]:
        # What was worked out is worked out again: quantities hold closures.
        return Sheet, (self.scores,)

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def rubric(self) -> Rubric:
        """The law."""
        return self.scores.rubric

    @cached_property
    def rows(self) -> tuple[Unit, ...]:
        """All units, excluded ones included."""
        return self.scores.cohort.dataset.units

    @cached_property
    def ids(self) -> Sequence[str]:
        """Unit ids."""
        return self.scores.cohort.ids

    def listed(self, merits: NDArray[np.int64]) -> Codes:
        """All rows by merit (units,), the greatest first and `NO_MERIT` last; equals by name, then by id.

        The alphabet is the Vietnamese one. The order of equals is for reading and decides nothing: whoever is equal
        shares a rank or a prize, or is separated by what the rubric says.
        """
        order = np.lexsort((self.scores.cohort.id_order, ~merits))
        if not self.scores.cohort.is_named:
            return order
        # Names are compared where units are equal only: that takes longer than all else here.
        sorted_merits = merits[order]
        same = (sorted_merits[1:] == sorted_merits[:-1]).nonzero()[0].tolist()
        units = self.rows
        for _, run in groupby(enumerate(same), key=lambda it: it[1] - it[0]):
            places = [place for _, place in run]
            equal = slice(places[0], places[-1] + 2)
            order[equal] = sorted(order[equal].tolist(), key=lambda row: collation_key(units[row].name))
        return order

    @property
    def within(self) -> str:
        """The partition that ranks are inside of, or "all"."""
        return self.rubric.rank_partition or ALL

    def figure(self, name: str) -> Figure:
        """The values of a node or view, or of the percent."""
        found = self._figures.get(name)
        if found is None:
            found = self._figures[name] = self._percent() if name == "percent" else self._node(name)
        return found

    def _node(self, name: str) -> NodeFigure:
        # Not by way of the sheet, which keeps the figure: both would then live on after the ranking.
        scores = self.scores
        ticks, decimals = scores.printed_ticks(name)
        return NodeFigure(
            known=scores.applicable(name),
            decided=scores.decided(name),
            ticks=spread(ticks, len(self)),
            decimals=decimals,
            look_up=lambda: (scores.maxima(name), scores.bounded(name)),
        )

    def _percent(self) -> Figure:
        percents = self.scores.percents()
        if percents is None:
            nothing = np.zeros(len(self), dtype=np.int64)
            return CountFigure(known=nothing.astype(np.bool_), codes=nothing)
        return percent_figure(percents, self.scores.has_percent())

    def merits(self, keys: tuple[Key, ...]) -> NDArray[np.int64]:
        """Merits (units,) by keys that look at nodes and percent only."""
        found = self._merits.get(keys)
        if found is None:
            found = self._merits[keys] = merits_by(keys, self.figure)
        return found

    @cached_property
    def everyone(self) -> NDArray[np.bool_]:
        """(units,) True."""
        return read_only(np.ones(len(self), dtype=np.bool_))

    def labels(self, partition: str) -> Labels:
        """The names of the units' parts, for conditions."""
        found = self._labels.get(partition)
        if found is None:
            found = self._labels[partition] = Labels.coded(self.parts(partition), self.part_names(partition))
        return found

    def parts(self, partition: str) -> Codes:
        """Codes of the units' parts in the order of the partition, -1 where in none; all 0 for "all".

        Raises
        ------
        UnknownName
            If there is no such partition.
        """
        found = self._parts.get(partition)
        if found is None:
            found = self._parts[partition] = self._codes(partition)
        return found

    def _codes(self, partition: str) -> Codes:
        if partition == ALL:
            return np.zeros(len(self), dtype=np.intp)
        if self.rubric.partition(partition) is None:
            names = [*(it.name for it in self.rubric.partitions), ALL]
            msg = f'{self.rubric.id} has no partition "{partition}": {near_hint(partition, names)}'
            raise UnknownName(msg, name=partition, known=names)
        return self.scores.cohort.codes(partition).astype(np.intp)

    def part_names(self, partition: str) -> tuple[str, ...]:
        """The ids of the parts that the codes stand for."""
        declared = self.rubric.partition(partition)
        return (ALL,) if declared is None else declared.part_ids()

    @cached_property
    def blocks(self) -> list[str | None]:
        """The id of each unit's block, None where it has none."""
        if self.within == ALL:
            return [None] * len(self)
        names = (*self.part_names(self.within), None)
        return [names[code] for code in self.parts(self.within).tolist()]
