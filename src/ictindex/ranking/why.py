"""Why a unit stands where it stands: sentences on its rank, the unit above, its tier, awards and change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from ictindex.language import Listed, Pair, Sayable, Sentence, sentence
from ictindex.model.standing_rules import Key, Prize, Tier
from ictindex.ranking.conditions import explain, reached
from ictindex.ranking.figures import apart
from ictindex.ranking.history import REASONS
from ictindex.ranking.separations import first_difference
from ictindex.ranking.sheet import ALL
from ictindex.ranking.standing import Standing
from ictindex.ranking.words import UnitNames, keys_text, name_of_node, name_of_unit, partition_and_part

if TYPE_CHECKING:  # the ranking calls this module
    from ictindex.ranking.result import Ranking

__all__ = ["reasons"]


def reasons(standing: Standing) -> tuple[str | Sayable, ...]:
    """All sentences on one unit."""
    if standing.rank is None:
        return (sentence("why-not-ranked", reason=_not_ranked(standing.rank_reason or "")), *_change(standing))
    return (*_rank(standing), *_above(standing), *_tier(standing), *_awards(standing), *_change(standing))


def _not_ranked(reason: str) -> Pair:
    code, _, why = reason.partition(": ")
    return Pair(vi=sentence(f"not-ranked-{code}", why=why), en=reason)


def _rank(standing: Standing) -> Iterator[Sentence]:
    ranking, row = standing.ranking, standing.row
    rubric, keys = ranking.rubric, _keys(ranking)
    within = ranking.sheet.within
    together = (ranking.sheet.parts(within) == ranking.sheet.parts(within)[row]) & ranking.places.ranked
    values = Listed(
        (
            sentence("key-value", key=name_of_node(rubric, key.name), value=ranking.facts.figure(key.name).in_full(row))
            for key in keys
        ),
        "; ",
    )
    told = {"rank": standing.rank, "count": int(np.count_nonzero(together)), "keys": keys_text(rubric, keys)}
    if standing.block is None:
        yield sentence("why-rank", **told, values=values)
    else:
        part = partition_and_part(rubric, within, standing.block)
        yield sentence("why-rank-in", **told, part=part, values=values)
    equals = np.flatnonzero(together & (ranking.places.merits == ranking.places.merits[row])).tolist()
    others = [ranking.sheet.rows[it] for it in equals if it != row]
    if others:
        yield sentence("why-shares", others=UnitNames(others))
    if standing.rank_overall is not None and within != ALL:
        count = int(np.count_nonzero(ranking.places.ranked))
        yield sentence("why-overall", rank=standing.rank_overall, count=count)


def _keys(ranking: Ranking) -> tuple[Key, ...]:
    return ranking.rubric.rank.key


def _above(standing: Standing) -> Iterator[Sentence]:
    """Who stands directly above, and the first key that separates the two."""
    ranking, row = standing.ranking, standing.row
    parts, merits = ranking.sheet.parts(ranking.sheet.within), ranking.places.merits
    better = np.flatnonzero((parts == parts[row]) & ranking.places.ranked & (merits > merits[row]))
    if not len(better):
        return
    above = min(better.tolist(), key=lambda it: (merits[it], ranking.sheet.ids[it]))
    name, rank = name_of_unit(ranking.sheet.rows[above]), int(ranking.places.ranks[above])
    key = first_difference(ranking.sheet, _keys(ranking), row, above)
    if key is None:
        rule = ranking.rubric.rank
        yield sentence(f"why-behind-{rule.last}", above=name, rank=rank, seed=rule.seed)
        return
    mine, theirs = apart(ranking.sheet.figure(key.name), row, above)
    called = name_of_node(ranking.rubric, key.name)
    yield sentence("why-behind", above=name, rank=rank, key=called, mine=mine, theirs=theirs)


def _tier(standing: Standing) -> Iterator[Sentence]:
    ranking = standing.ranking
    if standing.tier is None:
        return
    before = ranking.rubric.tiers[int(ranking.tiers_before[standing.row])]
    for tier in ranking.rubric.tiers:
        given = tier is before
        found = (*reached(tier, standing.row, ranking.facts), *explain(tier.where, standing.row, ranking.facts))
        said = Listed(found, "; ") if found else sentence("tier-of-the-rest" if given else "tier-taken")
        name = sentence("tier-by-quota", tier=_name(tier)) if tier.is_quota else _name(tier)
        yield sentence("why-tier" if given else "why-not-tier", tier=name, said=said)
        if given:
            break
    if before.id != standing.tier:
        yield from _lowered(standing)


def _name(tier: Tier) -> str:
    return tier.vi or tier.en or tier.id


def _lowered(standing: Standing) -> Iterator[Sentence]:
    """The rules that lowered the tier, with what they found."""
    ranking = standing.ranking
    name = next(_name(it) for it in ranking.rubric.tiers if it.id == standing.tier)
    for rule in ranking.rubric.downgrades:
        found = explain(rule.where, standing.row, ranking.facts)
        if all(it.met for it in found):
            called = rule.vi or rule.en or rule.id
            yield sentence("why-lowered", tier=name, rule=called, conditions=Listed(found, "; "))


def _awards(standing: Standing) -> Iterator[str | Sayable]:
    """Awards received, and each recognition's conditions as met or not."""
    ranking = standing.ranking
    # Those in one unit who receive a prize have one reason.
    yield from {award.reason: award.sentence for award in standing.awards}.values()
    held = {award.award for award in standing.awards}
    for prize in ranking.rubric.awards:
        if prize.is_recognition and prize.among is not None:
            yield from _recognition(standing, prize, received=prize.id in held)


def _recognition(standing: Standing, prize: Prize, *, received: bool) -> Iterator[Sentence]:
    title = prize.vi or prize.en or prize.id
    yield sentence("why-received" if received else "why-not-received", title=title)
    for met in standing.ranking.conditions(prize.id, standing.unit.id):
        yield sentence("why-condition", met=met)
        yield from (sentence("why-inner", met=inner) for inner in met.inside)


def _change(standing: Standing) -> Iterator[Sentence]:
    previous = standing.ranking.previous
    if previous is None:
        return
    name = previous.rubric or sentence("previous-edition")
    if standing.change_reason is not None:
        yield sentence("why-no-change", reason=REASONS[standing.change_reason])
    elif standing.change == 0:
        yield sentence("why-same-rank", previous=name, rank=standing.rank)
    elif standing.change is not None:
        key = "why-up" if standing.change > 0 else "why-down"
        yield sentence(key, places=abs(standing.change), previous=name)
