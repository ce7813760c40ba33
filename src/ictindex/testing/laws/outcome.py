"""Outcome: what a ranking says about each unit, in a form that two rankings can be compared in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction

from ictindex.ranking import Ranking
from ictindex.testing.case import exact_value
from ictindex.testing.reference import Number
from ictindex.testing.reference.order import (
    Comparison,
    compare_by,
    drawn_first,
    id_first,
    in_turn,
)

__all__ = ["differences", "key_comparison", "key_value", "outcome", "ranked_by_block"]

# How `last` separates two units that are equal in every key; the others leave them equal.
_LAST: Mapping[str, Callable[[str | None], Comparison]] = {
    "id": lambda _: id_first,
    "lot": drawn_first,
}


def outcome(ranking: Ranking, units: Iterable[str] | None = None) -> dict[str, dict[str, object]]:
    """For each unit its printed values, ranks, tier, awards and change."""
    chosen = None if units is None else set(units)
    return {
        it.unit.id: {
            "nodes": {name: (node.score, node.rank) for name, node in it.nodes.items()},
            "rank": (it.rank, it.rank_reason, it.rank_overall),
            "percent": it.percent,
            "tier": it.tier,
            "awards": sorted((row.award, row.prize, row.role or "") for row in it.awards),
            "change": (it.change, it.change_reason),
        }
        for it in ranking.standings
        if chosen is None or it.unit.id in chosen
    }


def differences(before: Mapping[str, Mapping[str, object]], after: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    """Where two outcomes differ."""
    for unit in sorted(before.keys() | after.keys()):
        one, other = before.get(unit, {}), after.get(unit, {})
        for what in sorted(one.keys() | other.keys()):
            if one.get(what) != other.get(what):
                yield f"{what} of {unit}: {one.get(what)} before, {other.get(what)} after"


def key_value(ranking: Ranking) -> Callable[[str, str], Number | None]:
    """The value of a key for a unit, as the engine decides by it."""
    scores = ranking.scores
    rows = {unit.id: row for row, unit in enumerate(scores.dataset.units)}
    percents, live = scores.percents(), scores.has_percent()

    def value(unit: str, name: str) -> Number | None:
        row, standing = rows[unit], ranking[unit]
        if name == "percent":
            return exact_value(percents, row) if percents is not None and live[row] else None
        if name == "change":
            return None if standing.change is None else Fraction(standing.change)
        if name == "change_points":
            change = ranking.facts.figure("change_points")
            return change.exact(row) if change.known[row] else None
        return exact_value(scores.decided(name), row) if scores.applicable(name)[row] else None

    return value


def key_comparison(ranking: Ranking, *, with_last: bool) -> Comparison:
    """Below 0 where the first unit has the better ranked key; with the last resort where wanted."""
    rule = ranking.rubric.rank
    keys = compare_by((*rule.by, *rule.break_by), key_value(ranking))
    if not with_last or rule.last not in _LAST:
        return keys
    return in_turn(keys, _LAST[rule.last](rule.seed))


def ranked_by_block(ranking: Ranking) -> dict[str | None, list[str]]:
    """The ranked units of each block."""
    found: dict[str | None, list[str]] = {}
    for standing in ranking.standings:
        if standing.rank is not None:
            found.setdefault(standing.block, []).append(standing.unit.id)
    return found
