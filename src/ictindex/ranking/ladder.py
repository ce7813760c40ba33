"""A ladder of prizes over candidates in order, and the five rules for equals at the edge of a prize."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from attrs import frozen

from ictindex.model.standing_rules import PrizeCount

__all__ = ["EDGE_RULES", "Candidates", "Edge", "EdgeRule", "Rung", "Separators", "climb"]


@frozen(kw_only=True)
class Edge:
    """Equals of whom some would get a prize and some not: their rows, and the places there are for them."""

    tied: tuple[int, ...]
    places: int


class Candidates(NamedTuple):
    """Rows best first, and the level of each: an equal level is equality in the award's keys."""

    rows: tuple[int, ...]
    levels: Mapping[int, int] | Sequence[int]


class Separators(NamedTuple):
    """Two ways to put equals into an order: by the break-by keys and the last resort, and by lot."""

    broken: Callable[[Sequence[int]], Sequence[int]]
    drawn: Callable[[Sequence[int]], Sequence[int]]


@frozen(kw_only=True)
class _Settled:
    """Who of the equals wins, who stands again for the next prize, and whether the ladder ends here."""

    winners: tuple[int, ...] = ()
    again: tuple[int, ...] = ()
    closed: bool = False


@frozen(kw_only=True)
class EdgeRule:
    """What a tie at the edge does; remarks say it with the text ``edge-`` and the name."""

    name: str
    settle: Callable[[Edge, Separators], _Settled]


def _extend(edge: Edge, apart: Separators) -> _Settled:
    del apart
    return _Settled(winners=edge.tied)


def _shrink(edge: Edge, apart: Separators) -> _Settled:
    del apart
    return _Settled(again=edge.tied)


def _break(edge: Edge, apart: Separators) -> _Settled:
    ordered = tuple(apart.broken(edge.tied))
    return _Settled(winners=ordered[: edge.places], again=ordered[edge.places :])


def _lot(edge: Edge, apart: Separators) -> _Settled:
    ordered = tuple(apart.drawn(edge.tied))
    return _Settled(winners=ordered[: edge.places], again=ordered[edge.places :])


def _jury(edge: Edge, apart: Separators) -> _Settled:
    del apart
    return _Settled(again=edge.tied, closed=True)


EDGE_RULES: Mapping[str, EdgeRule] = MappingProxyType(
    {
        rule.name: rule
        for rule in (
            EdgeRule(name="extend", settle=_extend),
            EdgeRule(name="shrink", settle=_shrink),
            EdgeRule(name="break", settle=_break),
            EdgeRule(name="lot", settle=_lot),
            EdgeRule(name="jury", settle=_jury),
        )
    }
)


class Rung(NamedTuple):
    """One prize of a ladder: who received it, who stands next, the tie at its edge, the places left."""

    prize: PrizeCount
    winners: tuple[int, ...] = ()
    next: int | None = None
    edge: Edge | None = None
    left: int = 0
    closed: bool = False


def climb(prizes: Sequence[PrizeCount], candidates: Candidates, rule: EdgeRule, apart: Separators) -> tuple[Rung, ...]:
    """Give the prizes in order.

    A prize without a number takes all that remain. `left` is the number of its places that nobody received,
    also behind a jury's tie, where the ladder is closed.
    """
    rungs: list[Rung] = []
    waiting = candidates.rows
    closed = False
    for prize in prizes:
        if closed:
            rungs.append(Rung(prize=prize, left=prize.count or 0, next=waiting[0], closed=True))
            continue
        rung, waiting, closed = _step(prize, waiting, candidates.levels, rule, apart)
        rungs.append(rung)
    return tuple(rungs)


def _step(
    prize: PrizeCount,
    waiting: tuple[int, ...],
    levels: Mapping[int, int] | Sequence[int],
    rule: EdgeRule,
    apart: Separators,
) -> tuple[Rung, tuple[int, ...], bool]:
    count = len(waiting) if prize.count is None else prize.count
    if count >= len(waiting):
        return Rung(prize, waiting, left=count - len(waiting)), (), False
    if levels[waiting[count - 1]] != levels[waiting[count]]:
        return Rung(prize, waiting[:count], waiting[count]), waiting[count:], False
    level = levels[waiting[count]]
    tied = tuple(row for row in waiting if levels[row] == level)
    start = waiting.index(tied[0])
    edge = Edge(tied=tied, places=count - start)
    settled = rule.settle(edge, apart)
    winners = waiting[:start] + settled.winners
    rest = settled.again + waiting[start + len(tied) :]
    rung = Rung(
        prize=prize,
        winners=winners,
        next=rest[0] if rest else None,
        edge=edge,
        left=max(0, count - len(winners)),
        closed=settled.closed,
    )
    return rung, rest, settled.closed
