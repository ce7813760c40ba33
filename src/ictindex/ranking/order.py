"""Order and ranks: merits, of which the greater is the better, counted inside the parts of a partition."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from ictindex.model.arrays import everywhere

__all__ = [
    "NO_MERIT",
    "TIES",
    "RankKernel",
    "TieMethod",
    "best_first",
    "from_zero",
    "merged",
    "rank_kernel",
    "rank_many",
]

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

# Stands below every merit: units that have no value, or that are not ranked at all.
NO_MERIT, _MOST = np.iinfo(np.int64).min, np.iinfo(np.int64).max

_PACKED_BITS = 63
# A table is worth it up to so many cells a unit, and altogether while it stays near the processor.
_CELLS_PER_UNIT = 4
_TABLE_CELLS = 1 << 24
_CHUNK_CELLS = 1 << 18
# Up to so many units of one node, one look at the sorted for each costs less than the arrays of its runs.
_SEARCHED_UNITS = 1 << 9
# Differences of merits up to here leave room for the part and the row.
_FAR = 1 << 61


class _Counts(Protocol):
    """What a method of numbering ties needs to know, of units in any order."""

    def better(self) -> Ints:
        """How many units are better."""
        ...

    def equal(self) -> Ints:
        """How many units are equal, itself included."""
        ...

    def better_values(self) -> Ints:
        """How many different values are better."""
        ...


class _Kernel(_Counts, Protocol):
    """Counts in an order or a table of its own."""

    def of_units(self, numbers: NDArray[np.int32]) -> NDArray[np.int32]:
        """Numbers that stand in that order, by unit: (nodes, units), or (units,) of one node."""
        ...


@frozen(kw_only=True)
class TieMethod:
    """How units that share a place are numbered (law L8)."""

    name: str
    number: Callable[[_Counts], Ints]


TIES: Mapping[str, TieMethod] = MappingProxyType(
    {
        method.name: method
        for method in (
            TieMethod(name="competition", number=lambda counts: counts.better() + 1),
            TieMethod(name="modified", number=lambda counts: counts.better() + counts.equal()),
            TieMethod(name="dense", number=lambda counts: counts.better_values() + 1),
            # No two merits are equal here: the rubric's last resort has separated them.
            TieMethod(name="ordinal", number=lambda counts: counts.better() + 1),
        )
    }
)


@frozen(kw_only=True)
class RankKernel:
    """One way to count who is better: its name, the integers it works on, how much at a time, and when it is taken."""

    name: str
    types: str
    chunk: str
    why: str


_COUNTED = RankKernel(
    name="counted",
    types="int64 places below the best, counted in a table of parts and places",
    chunk="one node at a time, all units",
    why=f"up to {_CELLS_PER_UNIT} cells of the table for each unit counting is faster than a sort",
)
_SEARCHED = RankKernel(
    name="searched",
    types="part and place below the best in one int64, sorted; every unit is looked up there",
    chunk="one node, all units",
    why=f"up to {_SEARCHED_UNITS:,} units of one node a look at the sorted for each is faster than runs of equals",
)
_SORTED = RankKernel(
    name="sorted",
    types=f"part, merit and row in one int64 of at most {_PACKED_BITS} bits, else three columns",
    chunk=f"as many nodes at once as have {_CHUNK_CELLS:,} values, all units",
    why=f"where a table would have more than {_CELLS_PER_UNIT} cells for each unit one sort is faster",
)


def rank_kernel(units: int, cells: int, nodes: int = 1) -> RankKernel:
    """The way that so many units of some nodes are ranked by; parts times places below the best are so many cells."""
    if cells <= min(_CELLS_PER_UNIT * units, _TABLE_CELLS):
        return _COUNTED
    return _SEARCHED if nodes == 1 and units <= _SEARCHED_UNITS and cells <= _MOST else _SORTED


def merged(columns: Sequence[Ints]) -> Ints:
    """One merit (units,) from several, the first deciding, the next ones where it is equal."""
    return columns[0] if len(columns) == 1 else _numbered(columns)


def _numbered(columns: Sequence[Ints]) -> Ints:
    """The places of the distinct rows from 0, by the first column and then the next ones."""
    order = np.lexsort(tuple(reversed(columns)))
    steps = np.zeros(len(order), dtype=np.int64)
    for column in columns:
        sorted_column = column[order]
        steps[1:] |= sorted_column[1:] != sorted_column[:-1]
    result = np.empty(len(order), dtype=np.int64)
    result[order] = np.cumsum(steps)
    return result


def best_first(merits: Ints, rows: Ints) -> Ints:
    """Rows from the best to the worst; equals stay as they stand. All merits are above `NO_MERIT`."""
    return rows[(-merits[rows]).argsort(kind="stable")]


def from_zero(merits: Ints) -> Ints:
    """The same order in numbers from 0, which can be negated (the least integer cannot)."""
    known = merits != NO_MERIT
    least, most = (int(merits.min(initial=_MOST, where=known)), int(merits.max(initial=NO_MERIT, where=known)))
    if most - least >= _FAR:
        return _numbered([merits])
    return np.where(known, merits - (least - 1), 0)


def rank_many(merits: Ints, parts: Ints, ranked: Bools, method: TieMethod) -> NDArray[np.int32]:
    """Ranks (nodes, units) inside parts; 0 where a unit is not ranked.

    Parameters
    ----------
    merits
        (nodes, units), greater is better, all above `NO_MERIT` where ranked.
    parts
        (units,) the part of each unit.
    ranked
        (nodes, units) who is ranked at each node.
    method
        How ties are numbered.
    """
    result = np.zeros(merits.shape, dtype=np.int32)
    nodes, units = merits.shape
    if not units:
        return result
    lowest = int(parts.min())
    division = parts - lowest if lowest else parts
    count = int(parts.max()) - lowest + 1
    step = max(1, _CHUNK_CELLS // units)
    for start in range(0, nodes, step):
        chunk = slice(start, start + step)
        below, span = _below(merits[chunk], ranked[chunk])
        kernel = rank_kernel(units, span * count, len(below))
        if kernel is _SORTED:
            result[chunk] = _numbers(_RunCounts.of(below, division, (count, span)), method)
            continue
        one: type[_TableCounts | _SearchCounts] = _TableCounts if kernel is _COUNTED else _SearchCounts
        for row, places in enumerate(below, start):
            result[row] = _numbers(one.of(places, division, (count, span)), method)
    if not everywhere(ranked):
        result[~ranked] = 0
    return result


def _numbers(counts: _Kernel, method: TieMethod) -> NDArray[np.int32]:
    return counts.of_units(method.number(counts).astype(np.int32))


def _below(merits: Ints, ranked: Bools) -> tuple[Ints, int]:
    """How far below the node's best each unit stands (nodes, units), from 0, and how many places there are.

    Whoever is not ranked stands below all others.
    """
    everyone = everywhere(ranked)
    live = merits if everyone else np.where(ranked, merits, NO_MERIT)
    best = live.max(axis=1, keepdims=True)
    worst = (merits if everyone else np.where(ranked, merits, best)).min(axis=1, keepdims=True)
    ends = zip(best.ravel().tolist(), worst.ravel().tolist(), strict=True)
    span = max([high - low for high, low in ends])
    if span >= _FAR:
        # The differences leave no room for part and row: places by order do.
        below = np.stack([_numbered([row]) for row in ~live])
        return below, int(below.max()) + 1
    below = best - merits
    return (below, span + 1) if everyone else (np.where(ranked, below, span + 1), span + 2)


@frozen(kw_only=True, eq=False)
class _TableCounts:
    """How many units of each part stand at each place of one node (parts, places); a look at the table is one unit's.

    `cells` (units,) are where the units stand in it.
    """

    table: Ints
    cells: Ints

    @classmethod
    def of(cls, below: Ints, parts: Ints, shape: tuple[int, int]) -> _TableCounts:
        cells = parts * shape[1]
        cells += below
        return cls(table=np.bincount(cells, minlength=shape[0] * shape[1]).reshape(shape), cells=cells)

    def better(self) -> Ints:
        return np.cumsum(self.table, axis=1) - self.table

    def equal(self) -> Ints:
        return self.table

    def better_values(self) -> Ints:
        there = self.table > 0
        return np.cumsum(there, axis=1) - there

    def of_units(self, numbers: NDArray[np.int32]) -> NDArray[np.int32]:
        return numbers.ravel()[self.cells]


@frozen(kw_only=True, eq=False)
class _SearchCounts:
    """The cells of one node (units,), numbered part by part and the best first, and all of them in order.

    `edges` (parts,) are the first cells of the parts.
    """

    cells: Ints
    in_order: Ints
    parts: Ints
    edges: Ints

    @classmethod
    def of(cls, below: Ints, parts: Ints, shape: tuple[int, int]) -> _SearchCounts:
        cells = parts * shape[1] + below
        return cls(cells=cells, in_order=np.sort(cells), parts=parts, edges=np.arange(0, shape[0] * shape[1], shape[1]))

    def better(self) -> Ints:
        return self._ahead(self.in_order)

    def equal(self) -> Ints:
        return self.in_order.searchsorted(self.cells, side="right") - self.in_order.searchsorted(self.cells)

    def better_values(self) -> Ints:
        return self._ahead(np.unique(self.in_order))

    def of_units(self, numbers: NDArray[np.int32]) -> NDArray[np.int32]:
        return numbers

    def _ahead(self, in_order: Ints) -> Ints:
        """How many of these stand before a unit in its part."""
        return in_order.searchsorted(self.cells) - in_order.searchsorted(self.edges)[self.parts]


@frozen(kw_only=True, eq=False)
class _RunCounts:
    """One sort of every node by part and place, then runs of equals; rows, keys in their order."""

    order: Ints
    keys: Ints
    part_start: Ints

    @classmethod
    def of(cls, below: Ints, parts: Ints, shape: tuple[int, int]) -> _RunCounts:
        units, (count, span) = below.shape[1], shape
        sizes = np.bincount(parts, minlength=count)
        # All units stand in the sort, so that the parts begin at the same places at every node.
        part_start = np.repeat(np.cumsum(sizes) - sizes, sizes)
        bits, bits_row = (span - 1).bit_length(), units.bit_length()
        if count.bit_length() + bits + bits_row >= _PACKED_BITS:
            order = np.stack([np.lexsort((row, parts)) for row in below])
            numbered = np.stack([_numbered([parts, row]) for row in below])
            return cls(order=order, keys=np.take_along_axis(numbered, order, axis=1), part_start=part_start)
        # Part, place and row packed into one integer sort several times faster than three columns.
        packed = (((parts << bits) | below) << bits_row) | np.arange(units)
        packed.sort(axis=1)
        return cls(order=packed & ((1 << bits_row) - 1), keys=packed >> bits_row, part_start=part_start)

    def better(self) -> Ints:
        return self._run_start() - self.part_start

    def equal(self) -> Ints:
        units = self.keys.shape[1]
        ends = np.where(self._last_of_run(), np.arange(1, units + 1), units)
        ends = np.minimum.accumulate(ends[:, ::-1], axis=1)[:, ::-1]
        return ends - self._run_start()

    def better_values(self) -> Ints:
        runs = np.zeros(self.keys.shape, dtype=np.int64)
        np.cumsum(self._new(), axis=1, out=runs[:, 1:])
        return runs - runs[:, self.part_start]

    def of_units(self, numbers: NDArray[np.int32]) -> NDArray[np.int32]:
        result = np.empty_like(numbers)
        result[np.arange(len(numbers))[:, None], self.order] = numbers
        return result

    def _new(self) -> Bools:
        """(nodes, units - 1) whether a unit differs from the one before it."""
        changed: Bools = self.keys[:, 1:] != self.keys[:, :-1]
        return changed

    def _last_of_run(self) -> Bools:
        return np.concatenate((self._new(), np.ones((len(self.keys), 1), dtype=np.bool_)), axis=1)

    def _run_start(self) -> Ints:
        starts = np.zeros(self.keys.shape, dtype=np.int64)
        np.multiply(self._new(), np.arange(1, self.keys.shape[1]), out=starts[:, 1:])
        return np.maximum.accumulate(starts, axis=1)
