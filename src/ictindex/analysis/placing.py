"""Placing: the ranks of every scenario at once, by one sort of packed integers per row.

A key is the unit's part, its merit turned round, and its row, packed into the fewest bits; equal keys but for the row
are equals. Counting follows from where runs of parts and of equals begin.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from ictindex.model.standing_rules import RankRule
from ictindex.ranking.lots import SEPARATING
from ictindex.ranking.order import NO_MERIT, TieMethod, merged
from ictindex.ranking.sheet import Sheet

__all__ = ["Runs", "ranked_units", "ranks_of", "separated"]

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

_NARROW, _WIDE = 32, 64


def ranked_units(sheet: Sheet, applies: Bools, active: Bools) -> Bools:
    """(scenarios, units) who is ranked: in a part, with a total, and neither excluded nor screened out."""
    return np.asarray(applies & active & (sheet.parts(sheet.within) >= 0))


def separated(merits: Ints, sheet: Sheet) -> Ints:
    """Merits (scenarios, units) with the last resort of ids or a lot, which no scenario changes; else as they are."""
    rule: RankRule = sheet.rubric.rank
    if rule.last not in SEPARATING:
        return merits
    order = SEPARATING[rule.last](range(len(sheet)), sheet.ids, rule.seed or "")
    behind = np.empty(len(sheet), dtype=np.int64)
    behind[order] = -np.arange(len(sheet))
    return merged([merits.ravel(), np.tile(behind, len(merits))]).reshape(merits.shape)


def ranks_of(merits: Ints, parts: NDArray[np.intp], ranked: Bools, method: TieMethod) -> NDArray[np.int32]:
    """Ranks (scenarios, units) inside the parts; 0 where a unit is not ranked."""
    runs = Runs.of(merits, parts, ranked)
    found = runs.by_unit(method.number(runs))
    return np.where(ranked, found, 0).astype(np.int32)


@frozen(kw_only=True, eq=False)
class Runs:
    """Rows (scenarios, units) sorted by part, the best first; the arrays that follow are in this order.

    `order` is the unit at each place, `part_start` and `run_start` where its part and its run of equals begin;
    `part_start` may be one row for all.
    """

    order: NDArray[np.intp]
    part_start: NDArray[np.int32]
    run_start: NDArray[np.int32]
    new_run: Bools

    @classmethod
    def of(cls, merits: Ints, parts: NDArray[np.intp], ranked: Bools) -> Runs:
        """Sort merits (scenarios, units) inside parts (units,); whoever is not `ranked` stands behind all parts."""
        keys, row_bits, merit_bits = _packed(merits, parts, ranked)
        keys.sort(axis=1)
        kind = keys.dtype.type
        order = (keys & kind((1 << row_bits) - 1)).astype(np.intp)
        keys >>= kind(row_bits)
        new_run = _begins(keys)
        keys >>= kind(merit_bits)
        # Where everybody is ranked the parts begin at the same places in every row.
        parted = _begins(keys[:1] if ranked.all() else keys)
        return cls(order=order, part_start=_starts(parted), run_start=_starts(new_run), new_run=new_run)

    def better(self) -> Ints:
        """How many units of the part are better."""
        return np.asarray(self.run_start - self.part_start, dtype=np.int64)

    def equal(self) -> Ints:
        """How many units are equal, itself included."""
        units = self.order.shape[1]
        last = np.append(self.new_run[:, 1:], np.ones((len(self.new_run), 1), np.bool_), axis=1)
        ends = np.where(last, np.arange(1, units + 1, dtype=np.int32), np.int32(units + 1))
        nearest = np.minimum.accumulate(ends[:, ::-1], axis=1)[:, ::-1]
        return np.asarray(nearest - self.run_start, dtype=np.int64)

    def better_values(self) -> Ints:
        """How many different values of the part are better."""
        runs = np.cumsum(self.new_run, axis=1, dtype=np.int32)
        starts = np.broadcast_to(self.part_start, runs.shape).astype(np.intp)
        before = np.take_along_axis(runs, starts, axis=1)
        return np.asarray(runs - before, dtype=np.int64)

    def by_unit(self, values: NDArray[Any]) -> NDArray[Any]:
        """Values in the order of the units."""
        found = np.empty_like(values)
        np.put_along_axis(found, self.order, values, axis=1)
        return found


def _begins(keys: NDArray[Any]) -> Bools:
    found = np.empty(keys.shape, dtype=np.bool_)
    found[:, :1] = True
    np.not_equal(keys[:, 1:], keys[:, :-1], out=found[:, 1:])
    return found


def _starts(begins: Bools) -> NDArray[np.int32]:
    """The place in its row where the run of each place begins; every row begins one.

    One pass over all rows end to end is several times faster than one along each short row.
    """
    rows, units = begins.shape
    places = np.arange(begins.size, dtype=np.int32)
    found = np.where(begins.ravel(), places, np.int32(0))
    np.maximum.accumulate(found, out=found)
    return np.asarray(found.reshape(begins.shape) - units * np.arange(rows, dtype=np.int32)[:, None])


def _packed(merits: Ints, parts: NDArray[np.intp], ranked: Bools) -> tuple[NDArray[Any], int, int]:
    """Keys (scenarios, units), and the bits of row and merit in them."""
    units = merits.shape[1]
    parts = parts - parts.min(initial=0)  # a unit in no part has -1
    behind = int(parts.max(initial=0)) + 1
    row_bits = max(units - 1, 0).bit_length()
    # Merits without gaps have the bits of the cells of a chunk; with rows and parts that is far below 64.
    turned, merit_bits = _turned(merits, ranked, _WIDE - row_bits - behind.bit_length())
    kind: Any = np.uint32 if behind.bit_length() + merit_bits + row_bits <= _NARROW else np.uint64
    keys = turned.astype(kind)
    keys |= (parts[None, :] if ranked.all() else np.where(ranked, parts, behind)).astype(kind) << kind(merit_bits)
    keys <<= kind(row_bits)
    keys |= np.arange(units, dtype=kind)
    return keys, row_bits, merit_bits


def _turned(merits: Ints, ranked: Bools, most_bits: int) -> tuple[Ints, int]:
    """Merits from 0 for the best on, and their bits; in numbers without gaps where they lie too far apart."""
    if not merits.size:
        return merits, 0
    low, high = int(merits.min()), int(merits.max())
    if low == NO_MERIT or (high - low).bit_length() > most_bits:
        merits = np.unique(np.where(ranked, merits, high), return_inverse=True)[1].reshape(merits.shape)
        low, high = int(merits.min()), int(merits.max())
    return high - merits, (high - low).bit_length()
