"""Who the units are: their parts as codes, worked out once for all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeVar

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from ictindex.model.arrays import read_only
from ictindex.model.dataset import Dataset
from ictindex.model.membership import Members, resolve_part
from ictindex.model.rubric import RubricDraft
from ictindex.model.unit_rows import ids_of, labels_of, tags_of
from ictindex.model.where import InRange, Member
from ictindex.scoring.quantity import BoolArray
from ictindex.scoring.truth import truth

__all__ = ["Cohort"]

Made = TypeVar("Made")

_NO_PART = -1


@frozen(eq=False, slots=False)
class Cohort:
    """The units of a data set seen through a rubric's partitions; all arrays are (units,).

    `screened` holds the row of every unit that has too little data to be ranked, with the reason.
    """

    rubric: RubricDraft = field(repr=False)
    dataset: Dataset = field(repr=False)
    screened: Mapping[int, str] = field(default=MappingProxyType({}), repr=False)
    _answers: dict[Member, BoolArray] = field(factory=dict, init=False, repr=False)
    _derived_once: dict[Callable[[Cohort], Any], Any] = field(factory=dict, init=False, repr=False)

    @cached_property
    def _labels(self) -> Mapping[str, NDArray[np.int32]]:
        """Codes of the named partitions."""
        found = {}
        for partition in self.rubric.partitions:
            if not partition.is_derived:
                texts, which = labels_of(self.dataset.units, partition.name)
                numbers = {part: code for code, part in enumerate(partition.part_ids())}
                known = [numbers.get(resolve_part(partition, text) or "", _NO_PART) for text in texts]
                found[partition.name] = np.array(known or [_NO_PART], dtype=np.int32)[which]
        return MappingProxyType(found)

    @cached_property
    def _derived(self) -> Mapping[str, tuple[NDArray[np.int32], BoolArray]]:
        """Codes of the derived partitions, and the units that two parts claim."""
        found = {}
        for partition in self.rubric.partitions:
            if partition.is_derived:
                codes = np.full(len(self), _NO_PART, dtype=np.int32)
                twice = np.zeros(len(self), dtype=np.bool_)
                for code, part in enumerate(partition.parts):
                    mine = truth(part.where, self.answer, len(self))
                    twice |= mine & (codes != _NO_PART)
                    codes[mine & (codes == _NO_PART)] = code
                found[partition.name] = codes, twice
        return MappingProxyType(found)

    def __len__(self) -> int:
        return len(self.dataset)

    def codes(self, partition: str) -> NDArray[np.int32]:
        """The index of each unit's part in the partition, -1 for none."""
        return self._labels[partition] if partition in self._labels else self._derived[partition][0]

    def overlapping(self, partition: str) -> BoolArray:
        """Units that two parts of a derived partition claim."""
        return self._derived[partition][1]

    def once(self, make: Callable[[Cohort], Made]) -> Made:
        """What `make` works out from who the units are, worked out once and kept with them."""
        if make not in self._derived_once:
            self._derived_once[make] = make(self)
        found: Made = self._derived_once[make]
        return found

    def answer(self, condition: Member | InRange) -> BoolArray:
        """Which units meet a condition on a partition, a tag or the unit itself; kept, and read-only."""
        assert isinstance(condition, Member)
        found = self._answers.get(condition)
        if found is None:
            found = self._answers[condition] = read_only(self._answered(condition))
        return found

    def _answered(self, condition: Member) -> BoolArray:
        partition = self.rubric.partition(condition.subject)
        if partition is None:
            sets, which = self._names(condition.subject)
            return np.array([condition.holds(names) for names in sets] or [False], dtype=np.bool_)[which]
        answers = [condition.holds(frozenset({part})) for part in partition.part_ids()]
        # The last entry answers for units in no part, whose code is -1.
        table = np.array([*answers, condition.holds(frozenset())], dtype=np.bool_)
        return table[self.codes(condition.subject)]

    def _names(self, subject: str) -> tuple[Sequence[frozenset[str]], NDArray[np.int32]]:
        """The distinct sets of names that units carry, tags or the own id, and which of them each unit has."""
        if subject == "tag":
            return tags_of(self.dataset.units)
        return [frozenset({unit_id}) for unit_id in self.ids], np.arange(len(self), dtype=np.int32)

    @cached_property
    def ids(self) -> Sequence[str]:
        """Unit ids."""
        return ids_of(self.dataset.units)

    @cached_property
    def id_order(self) -> NDArray[np.intp]:
        """The place of each unit in the order of ids, by code points."""
        places = np.empty(len(self), dtype=np.intp)
        places[sorted(range(len(self)), key=self.ids.__getitem__)] = np.arange(len(self))
        return places

    @cached_property
    def is_named(self) -> bool:
        """Whether any unit has a name."""
        return any(unit.name for unit in self.dataset.units)

    @cached_property
    def excluded(self) -> Mapping[int, str]:
        """Row of every unit that is excluded, or screened out, with the reason."""
        found: dict[int, str] = {}
        for exclusion in self.rubric.exclude:
            for row in np.flatnonzero(truth(exclusion.where, self.answer, len(self))).tolist():
                found.setdefault(row, exclusion.why)
        return MappingProxyType({**self.screened, **found})

    @cached_property
    def active(self) -> BoolArray:
        """Units that are neither excluded nor screened out."""
        active = np.ones(len(self), dtype=np.bool_)
        active[list(self.excluded)] = False
        return active

    @cached_property
    def members(self) -> tuple[Members, ...]:
        """For every unit its part in each partition, its tags and its id, as sets of names."""
        parts = {
            it.name: ([frozenset({part}) for part in it.part_ids()], self.codes(it.name))
            for it in self.rubric.partitions
        }
        nothing: frozenset[str] = frozenset()
        return tuple(
            MappingProxyType(
                {
                    "unit": frozenset({unit.id}),
                    "tag": unit.tags,
                    **{name: nothing if codes[row] < 0 else held[codes[row]] for name, (held, codes) in parts.items()},
                }
            )
            for row, unit in enumerate(self.dataset.units)
        )
