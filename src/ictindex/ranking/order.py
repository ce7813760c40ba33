"""Order and ranks: merits, of which the greater is the better, counted inside the parts of a partition."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

__all__ = ["NO_MERIT", "TIES", "RankKernel", "TieMethod", "best_first", "dense", "merged", "rank_kernel", "rank_many"]

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

# Stands below every merit: units that have no value, or that are not ranked at all.
NO_MERIT = np.iinfo(np.int64).min

_PAIRWISE_UNITS = 512
_PAIRWISE_CELLS = 1 << 22
_PACKED_BITS = 63
_CLOSE = 1 << 31


class _Counts(Protocol):
    """What a method of numbering ties needs to know; each array has the shape of the merits."""

    def better(self) -> Ints:
        """How many units are better."""
        ...

    def equal(self) -> Ints:
        """How many units are equal, itself included."""
        ...

    def better_values(self) -> Ints:
        """How many different values are better."""
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


_PAIRWISE = RankKernel(
    name="pairwise",
    types="int64 merits, compared pair by pair",
    chunk=f"all nodes at once, at most {_PAIRWISE_CELLS:,} pairs",
    why=f"up to {_PAIRWISE_UNITS} units every unit against every other is fastest",
)
_SORTED = RankKernel(
    name="sorted",
    types=f"part, merit and row in one int64 of at most {_PACKED_BITS} bits, else three columns",
    chunk="one node at a time, all units",
    why=f"beyond {_PAIRWISE_UNITS} units one sort is faster than pairs",
)


def rank_kernel(units: int) -> RankKernel:
    """The way that so many units are ranked by."""
    return _SORTED if units > _PAIRWISE_UNITS else _PAIRWISE


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
    return rows[np.argsort(-merits[rows], kind="stable")]


def dense(merits: Ints) -> Ints:
    """The same order in numbers from 0, which can be negated (the least integer cannot)."""
    return _numbered([merits])


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
    live = np.where(ranked, merits, NO_MERIT)
    units = live.shape[1]
    if not live.size:
        return live.astype(np.int32)
    if rank_kernel(units) is _SORTED:
        numbers = [method.number(_RunCounts.of(row, parts)) for row in live]
        result = np.array(numbers, dtype=np.int64).reshape(live.shape)
    else:
        step = max(1, _PAIRWISE_CELLS // max(1, units * units))
        together = parts[:, None] == parts[None, :]
        chunks = [_PairCounts(live[start : start + step], together) for start in range(0, len(live), step)]
        result = np.concatenate([method.number(chunk) for chunk in chunks])
    return np.where(ranked, result, 0).astype(np.int32)


class _PairCounts:
    """Every unit against every other, for several nodes at once: the fastest way for a few hundred units."""

    def __init__(self, merits: Ints, together: Bools) -> None:
        self._mine = merits[:, :, None]
        self._others = merits[:, None, :]
        self._together = together

    def better(self) -> Ints:
        return self._count(self._others > self._mine)

    def equal(self) -> Ints:
        return self._count(self._others == self._mine)

    def better_values(self) -> Ints:
        same = (self._others == self._mine) & self._together
        # Each value is counted at the first unit that has it.
        first = np.argmax(same, axis=2) == np.arange(same.shape[1])
        return self._count((self._others > self._mine) & first[:, None, :])

    def _count(self, pairs: Bools) -> Ints:
        return np.asarray(np.count_nonzero(pairs & self._together, axis=2), dtype=np.int64)


@frozen(kw_only=True, eq=False)
class _RunCounts:
    """One sort by part and merit, then runs of equal values."""

    order: Ints
    part_start: Ints
    run_start: Ints
    run_end: Ints
    values_before: Ints

    @classmethod
    def of(cls, merits: Ints, parts: Ints) -> _RunCounts:
        order, part, merit = _sorted_best_first(merits, parts)
        places = np.arange(len(order), dtype=np.int64)
        new_part = np.concatenate(([True], part[1:] != part[:-1]))
        new_run = new_part | np.concatenate(([True], merit[1:] != merit[:-1]))
        run = np.cumsum(new_run) - 1
        starts = np.flatnonzero(new_run)
        ends = np.append(starts[1:], len(order))
        part_start = np.maximum.accumulate(np.where(new_part, places, 0))
        return cls(
            order=order,
            part_start=part_start,
            run_start=starts[run],
            run_end=ends[run],
            values_before=run - run[part_start],
        )

    def better(self) -> Ints:
        return self._in_unit_order(self.run_start - self.part_start)

    def equal(self) -> Ints:
        return self._in_unit_order(self.run_end - self.run_start)

    def better_values(self) -> Ints:
        return self._in_unit_order(self.values_before)

    def _in_unit_order(self, values: Ints) -> Ints:
        result = np.empty(len(values), dtype=np.int64)
        result[self.order] = values
        return result


def _shifted(values: Ints) -> Ints:
    """The same order in numbers from 0; without a sort where the values lie close together, as ticks do."""
    above = values[values != NO_MERIT]
    least, most = (int(above.min()), int(above.max())) if above.size else (0, 0)
    if most - least >= _CLOSE:
        return dense(values)
    return np.where(values == NO_MERIT, 0, values - (least - 1))


def _sorted_best_first(merits: Ints, parts: Ints) -> tuple[Ints, Ints, Ints]:
    """Units by part, the best first: their rows, parts and (order-keeping) merits."""
    merit = _shifted(merits)
    part = _shifted(parts.astype(np.int64))
    bits_merit = int(merit.max(initial=0)).bit_length()
    bits_row = len(merits).bit_length()
    if int(part.max(initial=0)).bit_length() + bits_merit + bits_row >= _PACKED_BITS:
        order = np.lexsort((-merit, part))
        return order, part[order], merit[order]
    # Part, reversed merit and row packed into one integer sort several times faster than three columns.
    worst = int(merit.max(initial=0))
    packed = np.sort((((part << bits_merit) | (worst - merit)) << bits_row) | np.arange(len(merits)))
    order = packed & ((1 << bits_row) - 1)
    return order, part[order], merit[order]
