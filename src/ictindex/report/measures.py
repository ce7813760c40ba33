"""What the units of a block have at each node, and what their block has: points, shares, best and median, exact."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from attrs import field, frozen

from ictindex.model.nodes import ROOT
from ictindex.model.numbers import decimal_of_ticks
from ictindex.ranking import Ranking, Standing
from ictindex.report.said import Said, named, of_law
from ictindex.scoring.quantity import fraction_at

__all__ = ["Block", "Measure", "Peers", "blocks_of", "measures_of", "median_of", "median_score", "rows_of"]


@frozen(kw_only=True)
class Block:
    """A part that ranks are inside of, with its ranked units best first; one block of all where there are no parts."""

    id: str
    name: Said
    standings: tuple[Standing, ...]

    def __len__(self) -> int:
        return len(self.standings)


def blocks_of(ranking: Ranking, everybody: Said) -> tuple[Block, ...]:
    """Every block that has ranked units; `everybody` is what a ranking without blocks calls its only one."""
    partition = ranking.rubric.partition(ranking.rubric.rank_partition)
    ranked = [it for it in ranking.standings if it.rank is not None]
    if partition is None:
        return (Block(id="all", name=everybody, standings=tuple(ranked)),) if ranked else ()
    held: dict[str | None, list[Standing]] = {}
    for it in ranked:
        held.setdefault(it.block, []).append(it)
    return tuple(
        Block(id=part.id, name=of_law(part), standings=tuple(held[part.id]))
        for part in partition.parts
        if part.id in held
    )


@frozen(kw_only=True)
class Peers:
    """The best and the median points of a node in a block; the median lies halfway between two where they are two."""

    best: Decimal | None = None
    median: Decimal | None = None
    median_share: Fraction | None = None


@frozen(kw_only=True, eq=False, slots=False)
class Measure:
    """One node for all units, by row; `depth` counts from 0 for what the total is made of directly.

    `ticks` are the printed points in units of ``10**-decimals``; `ranks` are 0 where a unit is not ranked.
    """

    id: str
    name: Said
    depth: int
    is_leaf: bool
    counts: bool
    decimals: int
    ticks: Sequence[int]
    live: Sequence[bool]
    ranks: Sequence[int]
    _maximum: Callable[[int], Fraction | None] = field(repr=False)
    _decided: Callable[[int], Fraction] = field(repr=False)

    def points(self, row: int) -> Decimal | None:
        """The printed points of a unit; None where the node does not apply."""
        return decimal_of_ticks(self.ticks[row], self.decimals) if self.live[row] else None

    def maximum(self, row: int) -> Fraction | None:
        """The unit's own maximum; None where there is none."""
        return self._maximum(row) if self.live[row] else None

    def share(self, row: int) -> Fraction | None:
        """The deciding points in percent of the unit's own maximum, exact."""
        if row not in self._shares:
            top = self.maximum(row)
            self._shares[row] = None if not top else 100 * self._decided(row) / top
        return self._shares[row]

    def lost(self, row: int) -> Decimal | Fraction | None:
        """What a unit lacks of its maximum, with the digits of the points where they are enough; None for nothing."""
        top, points = self.maximum(row), self.points(row)
        if top is None or points is None or top <= Fraction(points):
            return None
        ticks = (top - Fraction(points)) * 10**self.decimals
        return decimal_of_ticks(int(ticks), self.decimals) if ticks.denominator == 1 else top - Fraction(points)

    @cached_property
    def _shares(self) -> dict[int, Fraction | None]:
        return {}

    def peers(self, rows: Sequence[int]) -> Peers:
        """The best and the median of the units of these rows to whom the node applies."""
        held = sorted(self.ticks[row] for row in rows if self.live[row])
        if not held:
            return Peers()
        shares = [share for row in rows if (share := self.share(row)) is not None]
        return Peers(
            best=decimal_of_ticks(held[-1], self.decimals),
            median=_printed_median(held, self.decimals),
            median_share=median_of(sorted(shares)) if shares else None,
        )


def median_of(ordered: Sequence[Fraction] | Sequence[int]) -> Fraction:
    """The middle of values in order, exact: half the sum of the two in the middle where their number is even.

    >>> median_of([1, 2, 4, 9])
    Fraction(3, 1)
    """
    middle = len(ordered) // 2
    return (Fraction(ordered[middle]) + Fraction(ordered[-middle - 1])) / 2


def _printed_median(ordered: Sequence[int], decimals: int) -> Decimal:
    """With the digits of the points, and one more where the middle lies between two of them."""
    median = median_of(ordered)
    if median.denominator == 1:
        return decimal_of_ticks(int(median), decimals)
    return decimal_of_ticks(int(10 * median), decimals + 1)


def median_score(block: Block) -> Fraction | None:
    """The median of the totals of a block, exact."""
    scores = sorted(Fraction(it.score) for it in block.standings if it.score is not None)
    return median_of(scores) if scores else None


def measures_of(ranking: Ranking) -> Iterator[Measure]:
    """Every node below the total in the order of the rubric, then nodes of no total, then views."""
    rubric, scores = ranking.rubric, ranking.scores
    tree = rubric.tree
    below = set(tree.descendants(ROOT))
    for name in rubric.node_ids:
        if name == ROOT:
            continue
        ticks, decimals = scores.printed_ticks(name)
        yield Measure(
            id=name,
            name=named(rubric.node(name)),
            depth=max(tree.depth(name) - 1, 0) if name in below else 0,
            is_leaf=name not in tree.children,
            counts=name in below,
            decimals=decimals,
            ticks=ticks.tolist(),
            live=scores.applicable(name).tolist(),
            ranks=ranking.ranks(name).tolist(),
            maximum=_maximum_at(ranking, name),
            decided=_decided_at(ranking, name),
        )


def _maximum_at(ranking: Ranking, name: str) -> Callable[[int], Fraction | None]:
    maxima, bounded = ranking.scores.maxima(name), ranking.scores.bounded(name).tolist()
    return lambda row: fraction_at(maxima, row) if maxima is not None and bounded[row] else None


def _decided_at(ranking: Ranking, name: str) -> Callable[[int], Fraction]:
    decided = ranking.scores.decided(name)
    return lambda row: fraction_at(decided, row)


def rows_of(standings: Sequence[Standing]) -> list[int]:
    """The rows of standings in the data set."""
    return [it.row for it in standings]
