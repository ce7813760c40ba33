"""Random rank rules, tiers and prizes for nodes that have been drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ictindex.model import Downgrade, Prize, RankRule, Tier, Where
from ictindex.testing.strategies.conditions import Subjects, random_where
from ictindex.testing.strategies.dice import Dice

__all__ = ["random_downgrades", "random_prizes", "random_rank_rule", "random_tiers"]

_PRIZES = ("Nhất", "Nhì", "Ba")
_ROLES: tuple[tuple[str, ...], ...] = ((), (), ("lãnh đạo",), ("lãnh đạo", "cán bộ chuyên trách"))
_SHARES = ("20%", "29%", "39%", "50%", "33.3%")


def _keys(dice: Dice, names: Sequence[str], least: int, most: int) -> list[str]:
    return [("-" if dice.chance(4) else "") + name for name in dice.some(names, least, most)]


def random_rank_rule(dice: Dice, subjects: Subjects, *, exact: bool, refusing: bool) -> RankRule:
    """How to rank; `exact` compares unrounded values."""
    ties = dice.one(("competition", "modified", "dense", "ordinal"))
    resorts = [
        "id",
        "lot",
        *(["refuse"] if refusing else []),
        *(["share", "jury"] if ties != "ordinal" else []),
    ]
    last = resorts[-dice.between(1, len(resorts))]
    return RankRule(
        by=_keys(dice, subjects.keys, 1, 2) if dice.chance(2) else ["total"],
        break_by=_keys(dice, subjects.keys, 0, 2) if dice.chance(2) else [],
        ties=ties,
        last=last,
        seed=dice.one(("2026", "xổ số")) if last == "lot" or dice.chance(4) else None,
        value="exact" if exact else "rounded",
        overall=dice.chance(2),
    )


def random_tiers(dice: Dice, subjects: Subjects) -> list[Tier]:
    """A table with an open lowest row: bounds that fall, or quotas, or both."""
    bounds, quotas = _bounds(dice, subjects), _quotas(dice, subjects)
    rows = dice.one(([*bounds, *quotas], [*quotas, *bounds]))
    return [*rows, Tier(id="thấp-nhất")] if rows or dice.chance(2) else []


def _condition(dice: Dice, subjects: Subjects) -> Where | None:
    return random_where(dice, subjects) if dice.chance(3) else None


def _bounds(dice: Dice, subjects: Subjects) -> list[Tier]:
    percent = subjects.percent and dice.chance(2)
    values = {dice.decimal(0, 100 if percent else 40, 1) for _ in range(dice.between(0, 3))}
    return [
        Tier(
            id=f"mức-{place}",
            bound=f"{dice.one(('>=', '>'))}{value:f}{'%' if percent else ''}",
            where=_condition(dice, subjects),
            # At most so many of those who reach it.
            count=dice.between(1, 4) if dice.chance(4) else None,
        )
        for place, value in enumerate(sorted(values, reverse=True))
    ]


def random_downgrades(dice: Dice, subjects: Subjects, tiers: Sequence[Tier]) -> list[Downgrade]:
    """Rules that lower a tier, where there is a table to lower it in."""
    if len(tiers) < 2:
        return []
    return [
        Downgrade(id=f"hạ-{place}", where=random_where(dice, subjects), tiers=dice.between(1, len(tiers) - 1))
        for place in range(dice.one((0, 0, 1, 2)))
    ]


def _quotas(dice: Dice, subjects: Subjects) -> list[Tier]:
    """Shares of one table are rounded together, so they have one rounding and one partition."""
    per = dice.one(["", *(partition.name for partition in subjects.partitions)])
    rounding = dice.one(("floor", "nearest", "largest-remainder"))
    rows = []
    for place in range(dice.between(0, 2)):
        size: dict[str, Any] = {"share": dice.one(_SHARES), "round": rounding}
        if dice.chance(3):
            size = {"count": dice.between(0, 3)}
        tie = dice.one(("shrink", "extend"))
        where = _condition(dice, subjects)
        rows.append(Tier(id=f"chỉ-tiêu-{place}", where=where, per=per, tie=tie, **size))
    return rows


def random_prizes(dice: Dice, subjects: Subjects, rank: RankRule, tiers: Sequence[Tier]) -> list[Prize]:
    """Awards in list order, each of which may look at the prizes of those before it."""
    found: list[Prize] = []
    for place in range(dice.between(0, 3)):
        won = [word for it in found for name in it.prizes for word in (it.id, name.name, f"{it.id}/{name.name}")]
        looks = subjects.with_decisions(sorted(set(won)), [tier.id for tier in tiers])
        tie = dice.one(("jury", "extend", "shrink", "lot", *(["break"] if rank.last in ("id", "lot") else [])))
        names = [*subjects.keys, "change", "change_points"]
        found.append(
            Prize(
                id=f"giải-{place}",
                per=dice.one(["", *(partition.name for partition in subjects.partitions)]),
                among=random_where(dice, looks) if dice.chance(2) else None,
                by=_keys(dice, names, 1, 2) if dice.chance(2) else [],
                break_by=_keys(dice, names, 0, 1),
                prizes=_ladder(dice),
                to=dice.one(_ROLES),
                tie=tie,
                seed="bốc thăm" if tie == "lot" else None,
                exclusive=dice.chance(3),
            )
        )
    return found


def _ladder(dice: Dice) -> list[str]:
    """Prizes with numbers; the last may be for all who qualify."""
    ladder = [f"{name} {dice.between(1, 3)}" for name in _PRIZES[: dice.between(1, 3)]]
    return [*ladder[:-1], "Công nhận"] if dice.chance(4) else ladder
