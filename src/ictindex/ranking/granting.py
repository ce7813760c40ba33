"""Granting: prizes in the order of the rubric, per part, among those who qualify."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from ictindex.language import Sentence
from ictindex.model.membership import known_truth
from ictindex.model.rubric import Rubric
from ictindex.model.standing_rules import Key, Prize
from ictindex.ranking.award import Award
from ictindex.ranking.conditions import meets, possible
from ictindex.ranking.facts import Facts
from ictindex.ranking.history import REASONS
from ictindex.ranking.ladder import EDGE_RULES, Candidates, Separators, climb
from ictindex.ranking.lots import SEPARATING, by_lot
from ictindex.ranking.order import best_first
from ictindex.ranking.places import Places
from ictindex.ranking.prize_words import EXCLUSIVE, Deed, awards_of, not_given, open_edges, remarks_of, waits_for
from ictindex.ranking.remarks import Remark
from ictindex.ranking.selection import select
from ictindex.ranking.selector_spec import SelectorSpec
from ictindex.ranking.sheet import ALL
from ictindex.scoring.cohort import Cohort

__all__ = ["Granted", "give_awards"]

Bools = NDArray[np.bool_]

_OF_HISTORY = ("change", "change_points")


@frozen(kw_only=True)
class Granted:
    """All awards in the order in which they were given, and what there is to say about them."""

    awards: tuple[Award, ...] = ()
    remarks: tuple[Remark, ...] = ()


def give_awards(facts: Facts, places: Places, selectors: Mapping[str, SelectorSpec]) -> Granted:
    """Give the prizes of the rubric (laws L10, L11, L18).

    Raises
    ------
    UnknownName
        If a prize names a selector that is not there.
    PluginError
        If a selector fails; nothing is given then.
    """
    awards: list[Award] = []
    remarks: list[Remark] = []
    won: dict[int, frozenset[str]] = {}
    pending: dict[str, frozenset[int]] = {}
    barred = np.zeros(len(facts.sheet), dtype=np.bool_)
    for prize in facts.sheet.rubric.awards:
        why = _lacks_history(prize, facts)
        if why is not None:
            remarks.append(not_given(prize, why))
            continue
        so_far = facts.after(facts.tiers, dict(won))
        remarks += waits_for(prize, pending, so_far)
        for deed in _deeds(prize, so_far, places, ~barred, selectors):
            awards += awards_of(deed, so_far)
            remarks += remarks_of(deed, so_far)
            for tied in open_edges(deed):
                names = {prize.id, *(name for it in prize.prizes for name in (it.name, f"{prize.id}/{it.name}"))}
                names |= {EXCLUSIVE} if prize.exclusive else set()
                pending |= {name: pending.get(name, frozenset()) | tied for name in names}
            for rung in deed.rungs:
                carried = frozenset({prize.id, rung.prize.name, f"{prize.id}/{rung.prize.name}"})
                won |= {row: won[row] | carried if row in won else carried for row in rung.winners}
                if prize.exclusive:
                    barred[list(rung.winners)] = True
    return Granted(awards=tuple(awards), remarks=tuple(remarks))


def _lacks_history(prize: Prize, facts: Facts) -> Sentence | None:
    """Why a prize for change cannot be given; None where it can, or where it does not look at change."""
    looked_at = facts.sheet.rubric.once(_looked_at)[prize.id]
    if looked_at.isdisjoint(_OF_HISTORY):
        return None
    link = facts.history.link
    if facts.history.edition is None:
        return REASONS["no-previous"]
    if ("change" in looked_at and not link.ranks) or ("change_points" in looked_at and not link.scores):
        return link.why
    return None


def _looked_at(rubric: Rubric) -> Mapping[str, frozenset[str]]:
    """For every prize what its keys and conditions look at."""
    found = {}
    for prize in rubric.awards:
        conditions = frozenset() if prize.among is None else prize.among.subjects()
        found[prize.id] = conditions.union(key.name for key in prize.by)
    return MappingProxyType(found)


def _deeds(
    prize: Prize, facts: Facts, places: Places, free: Bools, selectors: Mapping[str, SelectorSpec]
) -> Iterator[Deed]:
    keys = prize.by or facts.sheet.rubric.rank.key
    waiting, levels = _qualified(prize, keys, facts, places, free)
    names = facts.sheet.part_names(prize.per or ALL)
    rule, apart = EDGE_RULES[prize.tie], _separators(prize, facts)
    closed = facts.sheet.scores.cohort.once(_closed_parts)[prize.id] if len(waiting) < len(names) else frozenset()
    for code, name in enumerate(names):
        if code in closed:
            continue
        candidates = Candidates(waiting.get(code, ()), levels)
        part = name if prize.per else None
        if prize.select and candidates.rows:
            candidates = select(selectors, prize, keys, candidates, part or "", facts, places)
        yield Deed(prize, keys, part, candidates, climb(prize.prizes, candidates, rule, apart))


def _qualified(
    prize: Prize, keys: tuple[Key, ...], facts: Facts, places: Places, free: Bools
) -> tuple[Mapping[int, tuple[int, ...]], Sequence[int]]:
    """Who qualifies by the code of the part, best first, and the level of each row."""
    eligible = places.ranked & free
    if prize.among is not None:
        eligible &= meets(prize.among, facts)
    for key in prize.by or facts.sheet.rubric.rank.by:
        eligible &= facts.figure(key.name).known
    merits = facts.merits(keys)
    # A look at the few around the edges: plain integers, and no list of all.
    levels = merits.data
    # Equals are listed by rank and name, which gives them no precedence.
    queue = places.listed[eligible[places.listed]]
    if prize.by:
        queue = best_first(merits, queue)
    if not prize.per:
        return {0: tuple(queue.tolist())} if len(queue) else {}, levels
    parts = facts.sheet.parts(prize.per)[queue]
    rows = queue[parts.argsort(kind="stable")].tolist()
    # Units in no part stand before the first.
    ends = [0, *np.bincount(parts + 1).cumsum().tolist()]
    waiting = {code: tuple(rows[start:end]) for code, (start, end) in enumerate(pairwise(ends), -1) if start < end}
    return waiting, levels


def _closed_parts(cohort: Cohort) -> Mapping[str, frozenset[int]]:
    """For every prize the codes of the parts that it is not for at all, so that nothing is short there."""
    return MappingProxyType({prize.id: frozenset(_closed(prize, cohort)) for prize in cohort.rubric.awards})


def _closed(prize: Prize, cohort: Cohort) -> Iterator[int]:
    partition = cohort.rubric.partition(prize.per)
    chance = possible(prize.among, cohort)
    if partition is None:
        if len(cohort) and not chance.any():
            yield 0
        return
    parts, names = cohort.codes(prize.per), partition.part_ids()
    # Units in no part stand before the first.
    inhabited, open_ = (np.bincount(it + 1, minlength=len(names) + 1)[1:].tolist() for it in (parts, parts[chance]))
    for code, name in enumerate(names):
        if inhabited[code]:
            closed = not open_[code]
        else:
            closed = known_truth(prize.among, {prize.per: frozenset({name})}) is False
        if closed:
            yield code


def _separators(prize: Prize, facts: Facts) -> Separators:
    rank = facts.sheet.rubric.rank

    def broken(tied: Sequence[int]) -> Sequence[int]:
        in_the_end = SEPARATING[rank.last](tied, facts.sheet.ids, rank.seed or "")
        breakers = (*prize.break_by, *rank.break_by)
        if not breakers:
            return in_the_end
        merits = facts.merits(breakers)
        return sorted(in_the_end, key=lambda row: -int(merits[row]))

    def drawn(tied: Sequence[int]) -> Sequence[int]:
        return by_lot(tied, facts.sheet.ids, prize.seed or rank.seed or "")

    return Separators(broken=broken, drawn=drawn)
