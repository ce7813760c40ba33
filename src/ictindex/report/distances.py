"""How far a unit is: from the unit above it, and from the next better tier; in points, exact."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from attrs import frozen

from ictindex.model.nodes import ROOT
from ictindex.model.numbers import decimal_of_ticks
from ictindex.model.ranges import Bound
from ictindex.model.standing_rules import Key, Tier
from ictindex.ranking import Standing
from ictindex.scoring.quantity import fraction_at

__all__ = ["Above", "NextTier", "next_tier", "unit_above", "value_of"]


@frozen(kw_only=True)
class Above:
    """The unit that stands directly above another.

    `points` is how many printed points it has more, below 0 where another key put it there. `key` is the first key
    of the rank whose printed values differ, with both; None where all that is printed is equal and hidden digits, a
    lot or the ids decide.
    """

    standing: Standing
    points: Decimal | None
    key: Key | None = None
    mine: Decimal | None = None
    theirs: Decimal | None = None


def unit_above(standing: Standing, block: Sequence[Standing]) -> Above | None:
    """Who stands directly above in the block (best first); None for the first, and for who shares the first place."""
    better = bisect_left(block, _rank(standing), key=_rank)
    if not better:
        return None
    nearest = block[bisect_left(block, _rank(block[better - 1]), key=_rank)]  # the first of those who share that place
    points = None
    if standing.score is not None and nearest.score is not None:
        points = nearest.score - standing.score
    for key in standing.ranking.rubric.rank.key:
        mine, theirs = value_of(standing, key.name), value_of(nearest, key.name)
        if mine != theirs:
            return Above(standing=nearest, points=points, key=key, mine=mine, theirs=theirs)
    return Above(standing=nearest, points=points)


def _rank(it: Standing) -> int:
    return it.rank or 0


def value_of(standing: Standing, name: str) -> Decimal | None:
    """The printed value of a key of the rank: a node, a view, or percent."""
    if name == "percent":
        return standing.percent
    return standing.score if name == ROOT else standing.nodes[name].score


@frozen(kw_only=True)
class NextTier:
    """The tier above a unit's own.

    `points` is how many more the total needs to reach its bound: 0 where it is reached already, None where the tier
    has no bound (a quota, or conditions alone).
    """

    tier: Tier
    points: Decimal | None = None


def next_tier(standing: Standing) -> NextTier | None:
    """How far the next better tier is; None for units in the best tier and in none."""
    ranking = standing.ranking
    tiers = ranking.rubric.tiers
    place = next((it for it, tier in enumerate(tiers) if tier.id == standing.tier), 0)
    if not place:
        return None
    better = tiers[place - 1]
    points = None if better.bound is None else _missing_points(standing, better.bound)
    return NextTier(tier=better, points=points)


def _missing_points(standing: Standing, bound: Bound) -> Decimal | None:
    """The least number of whole last digits that lifts the deciding total to a bound."""
    scores, row = standing.ranking.scores, standing.row
    maxima = scores.maxima(ROOT)
    own = fraction_at(maxima, row) if maxima is not None and bool(scores.bounded(ROOT)[row]) else None
    wanted = bound.against(own)
    if wanted is None or standing.score is None:
        return None
    decimals = scores.printed_ticks(ROOT)[1]
    lacking = (wanted - fraction_at(scores.decided(ROOT), row)) * 10**decimals
    ticks = _ticks_to(lacking, strict=bound.strict)
    return decimal_of_ticks(max(ticks, 0), decimals)


def _ticks_to(lacking: Fraction, *, strict: bool) -> int:
    """The least whole number that reaches a distance, or passes it."""
    return floor(lacking) + 1 if strict else ceil(lacking)
