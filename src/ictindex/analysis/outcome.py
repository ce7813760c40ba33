"""Outcome: tiers and prizes of every scenario, by the rules of `ranking.tiers`, `ranking.quota` and `ranking.ladder`.

What those decide unit by unit in one ranking is decided here by counts: with b units of the part that are better and
e equal ones, the unit included, a quota or prize that ends at place p holds a unit where ``b + e <= p`` and cuts
through its equals where ``b < p < b + e``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ictindex.analysis.placing import Runs
from ictindex.analysis.stack import Stack
from ictindex.model.nodes import ROOT
from ictindex.model.rubric import Rubric
from ictindex.model.standing_rules import Prize, PrizeCount, Tier
from ictindex.ranking.lots import SEPARATING
from ictindex.ranking.order import merged
from ictindex.ranking.sheet import ALL, Sheet
from ictindex.ranking.tiers import quota_counts

__all__ = ["followed", "prizes_in", "tiers_in"]

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Codes = NDArray[np.intp]

_OF_HISTORY = frozenset({"change", "change_points"})


def tiers_in(stack: Stack, merits: Ints, ranked: Bools) -> Codes:
    """Tiers (scenarios, units) as codes into the table, -1 where a unit is not ranked."""
    rubric = stack.sheet.rubric
    codes = np.full(ranked.shape, -1, dtype=np.intp)
    for code, tier in enumerate(rubric.tiers):
        open_ = ranked & (codes < 0) & stack.meets(tier.where).reshape(ranked.shape)
        if tier.range is not None:
            open_ &= stack.values(ROOT).inside(tier.range).reshape(ranked.shape)
        codes[_in_quota(stack.sheet, tier, merits, ranked, open_) if tier.is_quota else open_] = code
    moved = np.zeros_like(codes)
    lowest = len(rubric.tiers) - 1
    for rule in rubric.downgrades:
        held = (codes >= 0) & (codes < lowest) & stack.meets(rule.where).reshape(codes.shape)
        moved += held * rule.tiers
    return np.where(codes < 0, codes, np.minimum(codes + moved, lowest))


def _in_quota(sheet: Sheet, tier: Tier, merits: Ints, ranked: Bools, open_: Bools) -> Bools:
    parts = sheet.parts(tier.per or ALL)
    width = len(sheet.part_names(tier.per or ALL))
    where = _by_part(parts, len(ranked), width)
    sizes = np.bincount(where[ranked & (parts >= 0)], minlength=len(ranked) * width)
    table = {size: quota_counts(sheet.rubric.tiers, tier, size) for size in np.unique(sizes).tolist()}
    counts = np.array([table[size] for size in sizes.tolist()], dtype=np.int64)[where]
    open_ = open_ & (parts >= 0)
    better, equal = _standing(merits, parts, open_)
    inside = better + equal <= counts
    if tier.tie == "extend":
        inside |= better < counts
    return np.asarray(open_ & inside)


def _by_part(parts: Codes, scenarios: int, width: int) -> Codes:
    """(scenarios, units) a number for each part of each scenario; of a unit in no part, that of some other."""
    return np.arange(scenarios)[:, None] * width + np.maximum(parts, 0)


def _standing(merits: Ints, parts: Codes, among: Bools) -> tuple[Ints, Ints]:
    """(scenarios, units) how many of the part among whom a unit stands are better, and how many equal."""
    runs = Runs.of(merits, parts, among)
    return runs.by_unit(runs.better()).astype(np.int64), runs.by_unit(runs.equal()).astype(np.int64)


def followed(rubric: Rubric) -> tuple[str, ...]:
    """The prizes, as ``award/prize``, that scenarios follow: none of a plugin's selector, none for a change."""
    names = [f"{award.id}/{prize.name}" for award in rubric.awards if _is_followed(award) for prize in award.prizes]
    return tuple(dict.fromkeys(names))


def _is_followed(award: Prize) -> bool:
    looked_at = {key.name for key in award.by} | (frozenset() if award.among is None else award.among.subjects())
    return not award.select and looked_at.isdisjoint(_OF_HISTORY)


def prizes_in(stack: Stack, ranked: Bools) -> Mapping[str, Bools]:
    """By ``award/prize`` where (scenarios, units) it is given; awards in the order of the rubric."""
    rubric = stack.sheet.rubric
    stack.won.clear()
    given = {name: np.zeros(ranked.shape, dtype=np.bool_) for name in followed(rubric)}
    barred = np.zeros(ranked.shape, dtype=np.bool_)
    for award in filter(_is_followed, rubric.awards):
        eligible = ranked & ~barred & stack.meets(award.among).reshape(ranked.shape)
        for key in award.by or rubric.rank.by:
            eligible &= stack.values(key.name).known.reshape(ranked.shape)
        order = _order(stack, award).reshape(ranked.shape) if award.by or _separates(award) else None
        rungs = _climbed(stack.sheet, award, _by_key(stack) if order is None else order, eligible)
        for prize, winners in rungs:
            given[f"{award.id}/{prize.name}"] |= winners
            for name in (award.id, prize.name, f"{award.id}/{prize.name}"):
                stack.won[name] = stack.won.get(name, np.zeros(winners.size, np.bool_)) | winners.ravel()
            if award.exclusive:
                barred |= winners
    return given


def _by_key(stack: Stack) -> Ints:
    """The ranked key without its last resort: a prize looks at the keys alone."""
    return stack.merits(stack.sheet.rubric.rank.key).reshape(len(stack.scenarios), -1)


def _separates(award: Prize) -> bool:
    return award.tie in ("break", "lot")


def _order(stack: Stack, award: Prize) -> Ints:
    """Merits by the award's own keys; where its ties are broken or drawn, by what separates them too."""
    rank, sheet = stack.sheet.rubric.rank, stack.sheet
    columns = [stack.merits(award.by or rank.key)]
    if award.tie == "break":
        breakers = (*award.break_by, *rank.break_by)
        columns += [stack.merits(breakers)] if breakers else []
        columns.append(_behind(stack, SEPARATING[rank.last](range(len(sheet)), sheet.ids, rank.seed or "")))
    elif award.tie == "lot":
        seed = award.seed or rank.seed or ""
        columns.append(_behind(stack, SEPARATING["lot"](range(len(sheet)), sheet.ids, seed)))
    return merged(columns)


def _behind(stack: Stack, order: list[int]) -> Ints:
    places = np.empty(stack.units, dtype=np.int64)
    places[order] = -np.arange(stack.units)
    return np.tile(places, len(stack.scenarios))


def _climbed(sheet: Sheet, award: Prize, merits: Ints, eligible: Bools) -> list[tuple[PrizeCount, Bools]]:
    """Who gets each prize of the ladder: every part of every scenario has a place that the ladder has come to."""
    parts = sheet.parts(award.per or ALL)
    width = len(sheet.part_names(award.per or ALL))
    where = _by_part(parts, len(merits), width)
    eligible = eligible & (parts >= 0)
    better, equal = _standing(merits, parts, eligible)
    after: Any = better + equal
    reached = np.zeros(len(merits) * width, dtype=np.int64)
    closed = np.zeros(len(merits) * width, dtype=np.bool_)
    rungs = []
    for prize in award.prizes:
        waiting = eligible & (better >= reached[where]) & ~closed[where]
        ends = reached[where] + (len(sheet) if prize.count is None else prize.count)
        winners = waiting & (after <= ends)
        edge = waiting & (better < ends) & (after > ends)
        if award.tie == "extend":
            winners |= edge
        np.maximum.at(reached, where[winners], after[winners])
        if award.tie == "jury":
            closed[where[edge]] = True
        rungs.append((prize, winners))
    return rungs
