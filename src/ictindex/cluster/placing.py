"""Ranks and tiers of classes: the numbers of places count units, the work is done once per class."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from ictindex.cluster.classes import Classes
from ictindex.cluster.observing import APPLICABLE, HAS_PERCENT, bits_of, key_column
from ictindex.language import sentence
from ictindex.model.nodes import ROOT
from ictindex.model.numbers import round_ticks
from ictindex.model.problems import TieRefused
from ictindex.model.rubric import Rubric
from ictindex.model.standing_rules import Tier
from ictindex.ranking.figures import PERCENT_DECIMALS
from ictindex.ranking.order import NO_MERIT, TIES, merged
from ictindex.ranking.quota import EDGES
from ictindex.ranking.remarks import Remark
from ictindex.ranking.tiers import quota_counts, tier_tie
from ictindex.ranking.words import key_ids

__all__ = ["NO_PERCENT", "Placed", "place"]

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

NO_PERCENT = NO_MERIT


@frozen(kw_only=True, eq=False)
class Placed:
    """What every unit of a class receives, (classes,): ranks are 0 and tiers -1 where it is not ranked.

    `overall` is None where the rubric ranks inside blocks only; `percents` are hundredths, `NO_PERCENT` for none.
    """

    ranks: Ints
    overall: Ints | None
    tiers: Ints
    percents: Ints
    remarks: tuple[Remark, ...] = ()

    @classmethod
    def nobody(cls) -> Placed:
        """Of no units at all."""
        nothing = np.zeros(0, dtype=np.int64)
        return cls(ranks=nothing, overall=None, tiers=nothing, percents=nothing)


def place(classes: Classes, rubric: Rubric) -> Placed:
    """Rank all classes, and give them their tiers.

    Raises
    ------
    TieRefused
        If the rubric refuses ties and there is one.
    """
    ranked = classes.columns["reason"] == 0
    merits = np.where(ranked, _merits(classes, rubric), NO_MERIT)
    block = rubric.rank_partition
    everybody = np.zeros(len(classes), dtype=np.int64)
    parts = classes.columns[f"part.{block}"] if block else everybody
    divisions = [parts, *([everybody] if rubric.rank.overall or not block else [])]
    remarks = _ties(rubric, merits, divisions, ranked, classes.counts)
    ranks, *overall = [_ranks(rubric, merits, division, ranked, classes.counts) for division in divisions]
    tiers, edges = _tiers(classes, rubric, merits, ranked)
    return Placed(
        ranks=ranks,
        overall=overall[0] if overall else None,
        tiers=tiers,
        percents=_percents(classes, rubric),
        remarks=(*remarks, *edges),
    )


def _merits(classes: Classes, rubric: Rubric) -> Ints:
    """One merit per class from all keys; codes into exact numbers are in their order, as ticks are."""
    columns = []
    for bit, key in zip(bits_of(rubric).keys, rubric.rank.key, strict=True):
        value = classes.columns[key_column(rubric, key)]
        known = _bit(classes, bit)
        columns.append(np.where(known, -value if key.lower_is_better else value, NO_MERIT))
    # Dense, so that a unit whose key is unknown still stands above those that are not ranked.
    return np.unique(merged(columns), return_inverse=True)[1].reshape(-1).astype(np.int64)


def _bit(classes: Classes, bit: int) -> Bools:
    return np.asarray((classes.columns["bits"] >> bit) & 1 == 1)


@frozen(kw_only=True, eq=False)
class _Counts:
    """What numbering ties needs to know, each class standing for its units; arrays are (classes,)."""

    order: Ints
    before: Ints
    inside: Ints
    values: Ints

    @classmethod
    def of(cls, merits: Ints, parts: Ints, counts: Ints) -> _Counts:
        order = np.lexsort((-merits, parts))
        part, merit, count = parts[order], merits[order], counts[order]
        new_part = np.concatenate(([True], part[1:] != part[:-1]))
        new_run = new_part | np.concatenate(([True], merit[1:] != merit[:-1]))
        run = np.cumsum(new_run) - 1
        sums = np.bincount(run, weights=count).astype(np.int64)
        ahead = np.cumsum(sums) - sums
        part_run = np.maximum.accumulate(np.where(new_part, run, 0))
        return cls(order=order, before=(ahead[run] - ahead[part_run]), inside=sums[run], values=run - part_run)

    def better(self) -> Ints:
        """How many units are better."""
        return self._in_order(self.before)

    def equal(self) -> Ints:
        """How many units are equal, itself included."""
        return self._in_order(self.inside)

    def better_values(self) -> Ints:
        """How many different values are better."""
        return self._in_order(self.values)

    def _in_order(self, values: Ints) -> Ints:
        result = np.empty(len(values), dtype=np.int64)
        result[self.order] = values
        return result


def _ranks(rubric: Rubric, merits: Ints, parts: Ints, ranked: Bools, counts: Ints) -> Ints:
    result = np.zeros(len(merits), dtype=np.int64)
    if ranked.any():
        result[ranked] = TIES[rubric.rank.ties].number(_Counts.of(merits[ranked], parts[ranked], counts[ranked]))
    return result


def _ties(rubric: Rubric, merits: Ints, divisions: Sequence[Ints], ranked: Bools, counts: Ints) -> list[Remark]:
    """What a last resort other than sharing has to say about units that are equal in every key."""
    if rubric.rank.last == "share" or not ranked.any():
        return []
    groups, units = 0, 0
    for parts in divisions[-1:]:
        found = _Counts.of(merits[ranked], parts[ranked], counts[ranked])
        inside = found.equal()
        tied = inside > 1
        units = int(counts[ranked][tied].sum())
        groups = len(np.unique(np.stack([merits[ranked][tied], parts[ranked][tied]]), axis=1).T)
    if not units:
        return []
    keys = key_ids(rubric, rubric.rank.key)
    if rubric.rank.last == "refuse":
        msg = f"the rubric refuses ties, and {units} units in {groups} groups are equal in {keys}"
        raise TieRefused(msg)
    many = sentence("units-in-groups", units=units, groups=groups)
    told = sentence("rank-tie", keys=keys, units=many, effect=sentence("rank-tie-jury"))
    return [Remark(code="rank-tie", sentence=told, subject="rank")]


def _tiers(classes: Classes, rubric: Rubric, merits: Ints, ranked: Bools) -> tuple[Ints, list[Remark]]:
    bits = bits_of(rubric)
    codes = np.full(len(classes), -1, dtype=np.int64)
    remarks: list[Remark] = []
    for code, (bit, tier) in enumerate(zip(bits.tiers, rubric.tiers, strict=True)):
        open_ = ranked & (codes < 0) & _bit(classes, bit)
        if not tier.is_quota:
            codes[open_] = code
            continue
        parts = classes.columns[f"part.{tier.per}"] if tier.per else np.zeros(len(classes), dtype=np.int64)
        partition = rubric.partition(tier.per) if tier.per else None
        for part, name in enumerate(("all",) if partition is None else partition.part_ids()):
            size = int(classes.counts[ranked & (parts == part)].sum())
            rows = np.flatnonzero(open_ & (parts == part))
            count = quota_counts(rubric.tiers, tier, size)
            taken, tied = _cut(rows, merits[rows], classes.counts[rows], count, tier.tie)
            codes[taken] = code
            if len(tied):
                units = int(classes.counts[tied].sum())
                remarks.append(_edge(rubric, tier, name if tier.per else "", count, units))
    lowest = len(rubric.tiers) - 1
    moved = np.zeros(len(classes), dtype=np.int64)
    for bit, rule in zip(bits.downgrades, rubric.downgrades, strict=True):
        held = (codes >= 0) & (codes < lowest) & _bit(classes, bit)
        moved += held * rule.tiers
        units = int(classes.counts[held].sum())
        if units:
            many = sentence("units-of-many", units=units)
            told = sentence("tier-lowered", rule=rule.vi or rule.en or rule.id, tiers=rule.tiers, units=many)
            remarks.append(Remark(code="downgrade", sentence=told, subject=f"downgrade.{rule.id}"))
    return np.where(codes < 0, codes, np.minimum(codes + moved, lowest)), remarks


def _cut(rows: Ints, merits: Ints, counts: Ints, count: int, edge: str) -> tuple[Ints, Ints]:
    """The classes inside a quota of units, and those at its edge; equals are never divided."""
    order = np.argsort(-merits, kind="stable")
    rows, merits, counts = rows[order], merits[order], counts[order]
    reached = np.cumsum(counts)
    if not len(rows) or count >= reached[-1]:
        return rows, rows[:0]
    if count <= 0:
        return rows[:0], rows[:0]
    # The class of the last unit inside, and that of the first one outside.
    last, first = np.searchsorted(reached, [count - 1, count], side="right")
    if merits[last] != merits[first]:
        return rows[:first], rows[:0]
    tied = rows[merits == merits[first]]
    return np.concatenate((rows[merits > merits[first]], EDGES[edge](tied))), tied


def _edge(rubric: Rubric, tier: Tier, part: str, count: int, units: int) -> Remark:
    told = tier_tie(rubric, tier, part, count, sentence("units-of-many", units=units))
    subject = "/".join(filter(None, (f"tier.{tier.id}", part)))
    return Remark(code="tier-tie", sentence=told, subject=subject)


def _percents(classes: Classes, rubric: Rubric) -> Ints:
    """Hundredths of a percent of the own maximum, from the exact total; worked out once for each pair of them."""
    result = np.full(len(classes), NO_PERCENT, dtype=np.int64)
    live = _bit(classes, HAS_PERCENT) & _bit(classes, APPLICABLE)
    exact = rubric.rank.value == "exact"
    totals = classes.columns[f"key.{ROOT}" if exact else "score"][live]
    maxima = classes.columns["maximum"][live]
    if not len(totals):
        return result
    pairs, place = np.unique(np.stack([totals, maxima]), axis=1, return_inverse=True)
    decimals = rubric.total.decimals or 0
    values, limits = classes.values.get(f"key.{ROOT}", ()), classes.values["maximum"]
    found = [
        round_ticks(100 * (values[total] if exact else Fraction(total, 10**decimals)) / limits[limit], PERCENT_DECIMALS)
        for total, limit in pairs.T.tolist()
    ]
    result[live] = np.array(found, dtype=np.int64)[place.reshape(-1)]
    return result
