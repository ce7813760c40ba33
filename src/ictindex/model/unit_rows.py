"""Units held as columns: millions of them cost what their texts cost, and a Unit is made when one is looked at."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from types import MappingProxyType
from typing import TypeVar, overload

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from ictindex.model.columns import PRESENT, TextColumn
from ictindex.model.units import Unit

__all__ = ["UnitRows", "carries", "ids_of", "labels_of", "tags_of"]

Kind = TypeVar("Kind", bound=Hashable)

_NOTHING: Mapping[str, TextColumn] = MappingProxyType({})


@frozen(kw_only=True, eq=False)
class UnitRows(Sequence[Unit]):
    """Ids, names, labels by partition and tags of units in row order; ids are normalised and not empty.

    `tags` holds texts with ``|`` between tags, as a CSV file does.
    """

    ids: Sequence[str]
    names: Sequence[str] | None = None
    labels: Mapping[str, TextColumn] = field(default=_NOTHING)
    tags: TextColumn | None = None

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, row: int) -> Unit: ...
    @overload
    def __getitem__(self, row: slice) -> tuple[Unit, ...]: ...
    def __getitem__(self, row: int | slice) -> Unit | tuple[Unit, ...]:
        """One unit, or several as a tuple."""
        if isinstance(row, slice):
            return tuple(self[it] for it in range(*row.indices(len(self))))
        parts = [(name, column.text(row)) for name, column in self.labels.items() if column.state[row] == PRESENT]
        tags = () if self.tags is None else _split(self.tags.text(row))
        return Unit(id=self.ids[row], name="" if self.names is None else self.names[row], parts=parts, tags=tags)

    def __iter__(self) -> Iterator[Unit]:
        return map(self.__getitem__, range(len(self)))


def _split(text: str) -> list[str]:
    return [tag for tag in text.split("|") if tag.strip()]


def ids_of(units: Sequence[Unit]) -> Sequence[str]:
    """Unit ids in row order."""
    return units.ids if isinstance(units, UnitRows) else list(map(attrgetter("id"), units))


def carries(units: Sequence[Unit], partition: str) -> bool:
    """Whether the units have a column for the partition at all, be its cells filled or not."""
    if isinstance(units, UnitRows):
        return partition in units.labels
    return any(unit.part(partition) is not None for unit in units)


def labels_of(units: Sequence[Unit], partition: str) -> tuple[Sequence[str], NDArray[np.int32]]:
    """Labels that units carry for a partition, empty for none, and for each unit which of them is its own (units,)."""
    if not isinstance(units, UnitRows):
        # A million units have few different sets of parts, and a set is looked at once.
        known, codes = _coded(map(attrgetter("parts"), units), len(units))
        labels = [next((part for name, part in parts if name == partition), "") for parts in known]
        return labels, codes
    column = units.labels.get(partition)
    if column is None:
        return ("",), np.zeros(len(units), dtype=np.int32)
    codes_of = np.where(column.state == PRESENT, column.codes, len(column.distinct))
    return (*column.distinct, ""), codes_of.astype(np.int32)


def tags_of(units: Sequence[Unit]) -> tuple[Sequence[frozenset[str]], NDArray[np.int32]]:
    """The distinct sets of tags that units carry, and the code of each unit (units,)."""
    if isinstance(units, UnitRows):
        if units.tags is None:
            return (frozenset(),), np.zeros(len(units), dtype=np.int32)
        sets = [Unit(id="-", tags=_split(text)).tags for text in units.tags.distinct]
        return sets, units.tags.codes
    return _coded(map(attrgetter("tags"), units), len(units))


def _coded(values: Iterable[Kind], count: int) -> tuple[Sequence[Kind], NDArray[np.int32]]:
    """The distinct values in the order in which they come, and which of them each is."""
    known = _Codes[Kind]()
    codes = np.fromiter(map(known.__getitem__, values), dtype=np.int32, count=count)
    return tuple(known), codes


class _Codes(dict[Kind, int]):
    """A number for everything that is asked for, in the order of asking."""

    def __missing__(self, key: Kind) -> int:
        code = self[key] = len(self)
        return code
