"""Why a unit stands where it stands: sentences on its rank, the unit above, its tier, awards and change."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from ictindex.model.collation import alphabetical
from ictindex.model.standing_rules import Key, Prize
from ictindex.ranking.conditions import explain, reached
from ictindex.ranking.figures import more_digits
from ictindex.ranking.history import REASONS
from ictindex.ranking.remarks import listed
from ictindex.ranking.separations import first_difference
from ictindex.ranking.sheet import ALL
from ictindex.ranking.standing import Standing
from ictindex.ranking.words import keys_text, name_of_node, name_of_part, name_of_unit

if TYPE_CHECKING:  # the ranking calls this module
    from ictindex.ranking.result import Ranking

__all__ = ["reasons"]


def reasons(standing: Standing) -> tuple[str, ...]:
    """All sentences on one unit."""
    if standing.rank is None:
        return (f"Not ranked: {standing.rank_reason}", *_change(standing))
    return (*_rank(standing), *_above(standing), *_tier(standing), *_awards(standing), *_change(standing))


def _rank(standing: Standing) -> Iterator[str]:
    ranking, row = standing.ranking, standing.row
    rubric, keys = ranking.rubric, _keys(ranking)
    within = ranking.sheet.within
    together = (ranking.sheet.parts(within) == ranking.sheet.parts(within)[row]) & ranking.places.ranked
    place = "" if standing.block is None else f" in {name_of_part(rubric, within, standing.block)}"
    values = "; ".join(
        f"{name_of_node(rubric, key.name)} {ranking.facts.figure(key.name).in_full(row)}" for key in keys
    )
    count = np.count_nonzero(together)
    yield f"Rank {standing.rank} of {count}{place}, by {keys_text(rubric, keys)}: {values}"
    equals = np.flatnonzero(together & (ranking.places.merits == ranking.places.merits[row])).tolist()
    others = alphabetical(name_of_unit(ranking.sheet.rows[it]) for it in equals if it != row)
    if others:
        yield f"Shares the place with {listed(others)}: equal in every key"
    if standing.rank_overall is not None and within != ALL:
        yield f"Rank {standing.rank_overall} of {np.count_nonzero(ranking.places.ranked)} over all"


def _keys(ranking: Ranking) -> tuple[Key, ...]:
    return ranking.rubric.rank.key


def _above(standing: Standing) -> Iterator[str]:
    """Who stands directly above, and the first key that separates the two."""
    ranking, row = standing.ranking, standing.row
    parts, merits = ranking.sheet.parts(ranking.sheet.within), ranking.places.merits
    better = np.flatnonzero((parts == parts[row]) & ranking.places.ranked & (merits > merits[row]))
    if not len(better):
        return
    above = min(better.tolist(), key=lambda it: (merits[it], ranking.sheet.ids[it]))
    name = f"{name_of_unit(ranking.sheet.rows[above])} (rank {ranking.places.ranks[above]})"
    key = first_difference(ranking.sheet, _keys(ranking), row, above)
    if key is not None:
        figure = ranking.sheet.figure(key.name)
        mine, theirs = figure.said(row), figure.said(above)
        if mine == theirs:
            mine, theirs = more_digits(figure, row), more_digits(figure, above)
        yield f"Behind {name}: {name_of_node(ranking.rubric, key.name)} {mine} against {theirs}"
        return
    last = {"id": "the unit ids decide", "lot": f'the lot with seed "{ranking.rubric.rank.seed}" decides'}
    yield f"Behind {name}: equal in every key, {last[ranking.rubric.rank.last]}"


def _tier(standing: Standing) -> Iterator[str]:
    ranking = standing.ranking
    if standing.tier is None:
        return
    before = ranking.rubric.tiers[int(ranking.tiers_before[standing.row])]
    for tier in ranking.rubric.tiers:
        given = tier is before
        conditions = (*reached(tier, standing.row, ranking.facts), *explain(tier.where, standing.row, ranking.facts))
        said = "; ".join(map(str, conditions))
        quota = " (a quota)" if tier.is_quota else ""
        head = f"{'Tier' if given else 'Not tier'} {tier.vi or tier.en or tier.id}{quota}"
        yield f"{head}: {said}" if said else f"{head}: {'open to the rest' if given else 'others are in it'}"
        if given:
            break
    if before.id != standing.tier:
        yield from _lowered(standing)


def _lowered(standing: Standing) -> Iterator[str]:
    """The rules that lowered the tier, with what they found."""
    ranking = standing.ranking
    name = next(it.vi or it.en or it.id for it in ranking.rubric.tiers if it.id == standing.tier)
    for rule in ranking.rubric.downgrades:
        found = explain(rule.where, standing.row, ranking.facts)
        if all(it.met for it in found):
            yield f"Lowered to {name} by {rule.vi or rule.en or rule.id}: {'; '.join(map(str, found))}"


def _awards(standing: Standing) -> Iterator[str]:
    """Awards received, and each recognition's conditions as met or not."""
    ranking = standing.ranking
    yield from dict.fromkeys(award.reason for award in standing.awards)
    held = {award.award for award in standing.awards}
    for prize in ranking.rubric.awards:
        if prize.is_recognition and prize.among is not None:
            yield from _recognition(standing, prize, received=prize.id in held)


def _recognition(standing: Standing, prize: Prize, *, received: bool) -> Iterator[str]:
    head = f"{prize.vi or prize.en or prize.id}: {'received' if received else 'not received'}"
    yield head
    for met in standing.ranking.conditions(prize.id, standing.unit.id):
        yield f"- {met}"
        yield from (f"  - {inner}" for inner in met.inside)


def _change(standing: Standing) -> Iterator[str]:
    previous = standing.ranking.previous
    if previous is None:
        return
    name = previous.rubric or "the previous edition"
    if standing.change_reason is not None:
        yield f"No change in rank: {REASONS[standing.change_reason]}"
    elif standing.change == 0:
        yield f"As in {name}: rank {standing.rank}"
    elif standing.change is not None:
        places = f"{abs(standing.change)} place{'s' if abs(standing.change) > 1 else ''}"
        yield f"{'Up' if standing.change > 0 else 'Down'} {places} on {name}"
