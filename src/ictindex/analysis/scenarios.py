"""Scenarios: one data set ranked under many laws or many answers at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import Any, Protocol

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from ictindex.analysis.distribution import RankDistribution
from ictindex.analysis.outcome import followed, prizes_in, tiers_in
from ictindex.analysis.placing import Runs, ranked_units, ranks_of, separated
from ictindex.analysis.stack import Stack
from ictindex.model.arrays import read_only
from ictindex.model.nodes import ROOT
from ictindex.ranking.order import TIES
from ictindex.ranking.sheet import Sheet

__all__ = ["Scenarios", "Source"]

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

# Cells (scenarios times units) of one piece of work: its arrays of half a megabyte are taken from memory that is warm.
CELLS = 1 << 16
# Below this many cells in all a second thread costs more than it brings.
_WORTH_A_THREAD = 1 << 19
_THREADS = 2
# Up to this many cells in all the values of the scenarios are kept between two questions.
_WORTH_KEEPING = 1 << 17


class Source(Protocol):
    """Where the values of the scenarios come from."""

    @property
    def how(self) -> str:
        """How the values are worked out, for reports."""
        ...

    @property
    def threads(self) -> bool:
        """Whether two pieces may be worked out at the same time."""
        ...

    def stack(self, sheet: Sheet, scenarios: range) -> Stack:
        """The values of some scenarios."""
        ...


@frozen(kw_only=True, eq=False, slots=False, repr=False)
class Scenarios:
    """Rankings of the same units, one for each scenario; every one equals `rank` of its own rubric or data.

    Whatever is asked for is worked out in pieces of bounded size; no piece, and no number of threads, changes a byte
    of a result. Arrays are (scenarios, units) or (units, …), units in the order of the data set, and read-only.
    """

    sheet: Sheet
    count: int
    source: Source
    labels: tuple[str, ...] = ()
    cells: int = CELLS
    threads: int = _THREADS
    _found: dict[Any, Any] = field(factory=dict, init=False)

    def __len__(self) -> int:
        return self.count

    def __repr__(self) -> str:
        return f"<Scenarios {self.sheet.rubric.id}: {len(self)} of {len(self.sheet)} units, {self.source.how}>"

    @property
    def names(self) -> tuple[str, ...]:
        """What each scenario is called: what it leaves out, the name of the alternative, or its number from 1."""
        return self.labels or tuple(map(str, range(1, self.count + 1)))

    @property
    def how(self) -> str:
        """How the values are worked out."""
        return self.source.how

    @property
    def unit_ids(self) -> tuple[str, ...]:
        """The ids of the units, in the order of the arrays."""
        return tuple(self.sheet.ids)

    def ranks(self, within: str = "block") -> NDArray[np.int32]:
        """Ranks (scenarios, units) inside the parts of a partition, or over ``"all"``; 0 = not ranked."""
        parts, method = self._parts(within), TIES[self.sheet.rubric.rank.ties]

        def work(stack: Stack) -> Any:
            merits, ranked = self._placed(stack)
            return ranks_of(merits, parts, ranked, method)

        return self._filled(("ranks", within), np.int32, work)

    def ticks(self) -> Ints:
        """The total (scenarios, units) as printed, in units of ``10**-decimals``; 0 where it does not apply."""

        def work(stack: Stack) -> Any:
            return stack.ticks(ROOT).reshape(len(stack.scenarios), len(self.sheet))

        return self._filled("ticks", np.int64, work)

    def distribution(self, within: str = "block") -> RankDistribution:
        """How often each unit takes each rank, without an array of scenarios times units where it is the larger."""
        key = ("distribution", within)
        if key not in self._found:
            parts = self._parts(within)
            most = int(np.bincount(parts + 1).max(initial=0))
            counted = most + 1 <= len(self)
            self._found[key] = self._counts(parts, most + 1) if counted else RankDistribution.of(self.ranks(within))
        found: RankDistribution = self._found[key]
        return found

    def counts(self, within: str = "block") -> Ints:
        """(units, ranks + 1) how many scenarios give each unit each rank; column 0 is "not ranked"."""
        return self.distribution(within).counts()

    def tiers(self) -> Ints:
        """(units, tiers + 1) how many scenarios give each unit each tier, in the rubric's order; the last is none."""
        rubric = self.sheet.rubric

        def work(stack: Stack) -> Any:
            merits, ranked = self._placed(stack)
            codes = tiers_in(stack, merits, ranked)
            return _table(np.where(codes < 0, len(rubric.tiers), codes), len(rubric.tiers) + 1)

        return self._added("tiers", work)

    def prizes(self) -> Mapping[str, Ints]:
        """By ``award/prize`` (units,) how many scenarios give each unit the prize.

        Prizes that a plugin selects or that look at a change are not followed.
        """

        def work(stack: Stack) -> Any:
            merits, ranked = self._placed(stack)
            stack.tiers = tiers_in(stack, merits, ranked).ravel()
            found = prizes_in(stack, ranked)
            return np.array([rows.sum(axis=0) for rows in found.values()], dtype=np.int64)

        names = followed(self.sheet.rubric)
        return dict(zip(names, self._added("prizes", work), strict=True)) if names else {}

    def _parts(self, within: str) -> NDArray[np.intp]:
        return self.sheet.parts(self.sheet.within if within == "block" else within)

    def _placed(self, stack: Stack) -> tuple[Ints, Bools]:
        """Merits and who is ranked, (scenarios, units)."""
        shape = (len(stack.scenarios), len(self.sheet))
        ranked = ranked_units(self.sheet, stack.values(ROOT).known.reshape(shape), stack.active.reshape(shape))
        merits = stack.merits(self.sheet.rubric.rank.key).reshape(shape)
        return separated(merits, self.sheet), ranked

    def _counts(self, parts: NDArray[np.intp], width: int) -> RankDistribution:
        method, units = TIES[self.sheet.rubric.rank.ties], len(self.sheet)

        def work(stack: Stack) -> Any:
            merits, ranked = self._placed(stack)
            runs = Runs.of(merits, parts, ranked)
            places = method.number(runs)
            if not ranked.all():
                places = np.where(np.take_along_axis(np.broadcast_to(ranked, places.shape), runs.order, 1), places, 0)
            return np.bincount((runs.order * width + places).ravel(), minlength=units * width).reshape(units, width)

        return RankDistribution(scenarios=len(self), held=self._added(("counts", width), work), counted=True)

    # Pieces of work.

    def _pieces(self) -> list[range]:
        step = max(1, self.cells // max(1, len(self.sheet)))
        return [range(start, min(start + step, len(self))) for start in range(0, len(self), step)]

    def _stack(self, piece: range) -> Stack:
        """The values of a piece, kept where all pieces together are small."""
        if len(self) * len(self.sheet) > _WORTH_KEEPING:
            return self.source.stack(self.sheet, piece)
        key = ("stack", piece.start)
        if key not in self._found:
            self._found[key] = self.source.stack(self.sheet, piece)
        kept: Stack = self._found[key]
        return kept

    def _each(self, work: Callable[[range], None]) -> None:
        pieces = self._pieces()
        threads = self.threads if self.source.threads and len(self) * len(self.sheet) >= _WORTH_A_THREAD else 1
        if threads < 2 or len(pieces) < 2:
            _in_turn(work, pieces)
            return
        with ThreadPoolExecutor(threads) as pool:
            for done in [pool.submit(_in_turn, work, pieces[first::threads]) for first in range(threads)]:
                done.result()

    def _filled(self, key: object, kind: Any, work: Callable[[Stack], Any]) -> NDArray[Any]:
        """An array (scenarios, units), each piece in its place."""
        if key not in self._found:
            found = np.zeros((len(self), len(self.sheet)), dtype=kind)

            def fill(piece: range) -> None:
                found[piece.start : piece.stop] = work(self._stack(piece))

            self._each(fill)
            self._found[key] = read_only(found)
        result: NDArray[Any] = self._found[key]
        return result

    def _added(self, key: object, work: Callable[[Stack], Any]) -> Ints:
        """Whole numbers added up over the pieces, which no order of the pieces changes."""
        if key not in self._found:
            total: list[Any] = [0]
            lock = Lock()

            def add(piece: range) -> None:
                found = work(self._stack(piece))
                with lock:
                    total[0] = total[0] + found

            self._each(add)
            self._found[key] = read_only(np.asarray(total[0], dtype=np.int64))
        result: Ints = self._found[key]
        return result


def _in_turn(work: Callable[[range], None], pieces: list[range]) -> None:
    for piece in pieces:
        work(piece)


def _table(codes: NDArray[np.intp], width: int) -> Ints:
    """(units, width) how often each unit has each code, from codes (scenarios, units)."""
    units = codes.shape[1]
    found = np.bincount((np.arange(units) * width + codes).ravel(), minlength=units * width)
    return found.reshape(units, width)
