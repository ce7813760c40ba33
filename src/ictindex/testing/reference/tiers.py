"""Tiers: the first row that holds decides; quotas take from those who are in no row yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import floor

from ictindex.model import Tier
from ictindex.model.ranges import Range
from ictindex.testing.reference.members import holds, in_range
from ictindex.testing.reference.order import Comparison, groups_of
from ictindex.testing.reference.scores import ReferenceScores

__all__ = ["QuotaTie", "quota_sizes", "tiers_of"]


@dataclass(frozen=True)
class QuotaTie:
    """Equals at the edge of a quota: which row and part, who, and what was done with them."""

    tier: str
    part: str
    units: tuple[str, ...]
    rule: str


def tiers_of(
    scores: ReferenceScores, ranked: Sequence[str], comparison: Comparison
) -> tuple[dict[str, str], list[QuotaTie]]:
    """The tier of every ranked unit; nothing where the rubric has no tiers."""
    found: dict[str, str] = {}
    ties: list[QuotaTie] = []
    for tier in scores.rubric.tiers:
        candidates = [unit for unit in ranked if unit not in found and _meets(tier, unit, scores)]
        for part, everybody in _parts(tier, scores, ranked):
            inside = [unit for unit in candidates if unit in everybody]
            if tier.is_quota:
                size = quota_sizes(scores.rubric.tiers, tier, len(everybody))
                inside, tied = _quota(tier, size, groups_of(inside, comparison))
                if tied:
                    ties.append(QuotaTie(tier.id, part, tuple(sorted(tied)), tier.tie))
            found |= dict.fromkeys(inside, tier.id)
    return {unit: _lowered(scores, unit, tier) for unit, tier in found.items()}, ties


def _lowered(scores: ReferenceScores, unit: str, tier: str) -> str:
    """The tier after every rule that lowers it, never below the lowest."""
    ids = [it.id for it in scores.rubric.tiers]
    place = ids.index(tier)
    for rule in scores.rubric.downgrades:
        if holds(rule.where, scores.names[unit], lambda subject: scores.number(unit, subject)):
            place += rule.tiers
    return ids[min(place, len(ids) - 1)]


def _meets(tier: Tier, unit: str, scores: ReferenceScores) -> bool:
    """The bound on the total, in points or percent of the unit's own maximum, and the condition."""
    total = scores.cell(unit, "total")
    assert total.decided is not None
    reached = tier.bound is None or in_range(Range(low=tier.bound), total.decided, total.maximum)
    return reached and holds(tier.where, scores.names[unit], lambda subject: scores.number(unit, subject))


def _parts(tier: Tier, scores: ReferenceScores, ranked: Sequence[str]) -> list[tuple[str, list[str]]]:
    """The ranked units of each part that the row counts in; all together where it names no partition."""
    partition = scores.rubric.partition(tier.per)
    if partition is None:
        return [("", list(ranked))]
    return [
        (part, [unit for unit in ranked if part in scores.names[unit][partition.name]]) for part in partition.part_ids()
    ]


def quota_sizes(tiers: Sequence[Tier], tier: Tier, units: int) -> int:
    """How many units the quota of a row is, out of so many."""
    if tier.share is None:
        return tier.count or 0
    alike = [it for it in tiers if it.share is not None and it.per == tier.per and it.round == tier.round]
    shares = [Fraction(it.share or 0) * units / 100 for it in alike]
    return _ROUNDINGS[tier.round](shares)[alike.index(tier)]


def _floors(shares: Sequence[Fraction]) -> list[int]:
    return [floor(share) for share in shares]


def _nearest(shares: Sequence[Fraction]) -> list[int]:
    return [floor(share + Fraction(1, 2)) for share in shares]


def _largest_remainder(shares: Sequence[Fraction]) -> list[int]:
    """Floors, and what they leave of the sum to the largest remainders, the earlier row first."""
    sizes = _floors(shares)
    left = floor(sum(shares)) - sum(sizes)
    for row in sorted(range(len(shares)), key=lambda row: (sizes[row] - shares[row], row))[:left]:
        sizes[row] += 1
    return sizes


_ROUNDINGS: dict[str, Callable[[Sequence[Fraction]], list[int]]] = {
    "floor": _floors,
    "nearest": _nearest,
    "largest-remainder": _largest_remainder,
}


def _quota(tier: Tier, size: int, groups: list[list[str]]) -> tuple[list[str], list[str]]:
    """Who is inside, and the equals of whom some would be inside and some not."""
    inside: list[str] = []
    for group in groups:
        if len(inside) == size:
            return inside, []
        if len(inside) + len(group) > size:
            return (inside + group if tier.tie == "extend" else inside), group
        inside += group
    return inside, []
