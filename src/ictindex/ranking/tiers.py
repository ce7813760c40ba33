"""Tiers: the first row of the table that holds decides; a row is a bound, or takes a number of units."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from ictindex.language import Pair, Sayable, Sentence, sentence
from ictindex.model.collation import alphabetical
from ictindex.model.nodes import ROOT
from ictindex.model.rubric import Rubric
from ictindex.model.standing_rules import Tier
from ictindex.ranking.conditions import meets
from ictindex.ranking.facts import Facts
from ictindex.ranking.order import best_first
from ictindex.ranking.places import Places
from ictindex.ranking.quota import ROUNDINGS, Cut, cut
from ictindex.ranking.remarks import Remark
from ictindex.ranking.sheet import ALL
from ictindex.ranking.words import ids_or_names, partition_and_part

__all__ = ["TierTable", "give_tiers", "quota_counts", "tier_tie"]

Bools = NDArray[np.bool_]
Codes = NDArray[np.intp]


@frozen(kw_only=True, eq=False)
class TierTable:
    """The tier of each unit as a code (units,) into the table, -1 where it is not ranked; ties at quotas.

    `before` are the codes before any downgrade.
    """

    codes: Codes
    before: Codes
    remarks: tuple[Remark, ...] = ()


def give_tiers(facts: Facts, places: Places) -> TierTable:
    """Give every ranked unit its tier (law L9)."""
    tiers = facts.sheet.rubric.tiers
    codes = np.full(len(facts.sheet), -1, dtype=np.intp)
    remarks: list[Remark] = []
    for code, tier in enumerate(tiers):
        open_ = places.ranked & (codes < 0)
        if tier.where is not None:
            open_ &= meets(tier.where, facts)
        if tier.range is not None:
            open_ &= facts.figure(ROOT).inside(tier.range)
        if tier.is_quota:
            taken, ties = _quota(tiers, tier, open_, facts, places)
            codes[taken] = code
            remarks += ties
        else:
            codes[open_] = code
    lowered, told = _downgraded(codes, facts)
    return TierTable(codes=lowered, before=codes, remarks=(*remarks, *told))


def _downgraded(codes: Codes, facts: Facts) -> tuple[Codes, list[Remark]]:
    """The codes after the rules that lower them; each rule names whom it lowered."""
    rubric = facts.sheet.rubric
    if not rubric.downgrades:
        return codes, []
    lowest = len(rubric.tiers) - 1
    moved = np.zeros_like(codes)
    remarks = []
    for rule in rubric.downgrades:
        held = (codes >= 0) & (codes < lowest) & meets(rule.where, facts)
        moved += held * rule.tiers
        if held.any():
            rows = {facts.sheet.ids[row]: facts.sheet.rows[row] for row in np.flatnonzero(held).tolist()}
            units = alphabetical(rows)
            names = ids_or_names(rows[unit] for unit in units)
            told = sentence("tier-lowered", rule=rule.vi or rule.en or rule.id, tiers=rule.tiers, units=names)
            remarks.append(Remark(code="downgrade", sentence=told, units=units, subject=f"downgrade.{rule.id}"))
    return np.where(codes < 0, codes, np.minimum(codes + moved, lowest)), remarks


def _quota(
    tiers: Sequence[Tier], tier: Tier, open_: Bools, facts: Facts, places: Places
) -> tuple[NDArray[np.int64], list[Remark]]:
    partition = tier.per or ALL
    parts = facts.sheet.parts(partition)
    names = facts.sheet.part_names(partition)
    sizes = np.bincount(parts[places.ranked] + 1, minlength=len(names) + 1)[1:].tolist()
    candidates = best_first(places.merits, np.flatnonzero(open_))
    taken = [np.zeros(0, dtype=np.int64)]
    remarks = []
    for part, name in enumerate(names):
        count = quota_counts(tiers, tier, sizes[part])
        rows = candidates[parts[candidates] == part]
        inside = cut(rows, places.merits[rows], count, tier.tie)
        taken.append(inside.taken)
        if len(inside.tied):
            remarks.append(_edge(tier, name if tier.per else "", count, inside, facts))
    return np.concatenate(taken), remarks


def quota_counts(tiers: Sequence[Tier], tier: Tier, size: int) -> int:
    """How many of `size` units a row's quota is.

    Rows of one table that share `per` and `round` are rounded together: the largest remainder looks at all.
    """
    if tier.count is not None:
        return tier.count
    group = [it for it in tiers if it.share is not None and (it.per, it.round) == (tier.per, tier.round)]
    quotas = [Fraction(it.share) * size / 100 for it in group if it.share is not None]
    return ROUNDINGS[tier.round](quotas)[group.index(tier)]


def _edge(tier: Tier, part: str, count: int, inside: Cut, facts: Facts) -> Remark:
    rows = {facts.sheet.ids[row]: facts.sheet.rows[row] for row in inside.tied.tolist()}
    names = ids_or_names(rows[unit] for unit in alphabetical(rows))
    told = tier_tie(facts.sheet.rubric, tier, part, count, names)
    subject = "/".join(filter(None, (f"tier.{tier.id}", part)))
    return Remark(code="tier-tie", sentence=told, units=sorted(rows), subject=subject)


def tier_tie(rubric: Rubric, tier: Tier, part: str, count: int, units: Sayable) -> Sentence:
    """That equals stand at the edge of a quota; `part` is empty where it is of all units."""
    name: str | Sentence = tier.vi or tier.id
    if part:
        place = Pair(vi=partition_and_part(rubric, tier.per, part), en=part)
        name = sentence("tier-of-part", tier=name, part=place)
    return sentence("tier-tie", tier=name, count=count, units=units, effect=sentence(f"tier-tie-{tier.tie}"))
