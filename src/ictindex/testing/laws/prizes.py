"""Laws of tiers and prizes: everybody in one tier, exact numbers, the right winners, no envy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ictindex.model import Prize, PrizeCount
from ictindex.model.ranges import Range
from ictindex.ranking import Ranking, Remark
from ictindex.testing.case import Case, exact_value
from ictindex.testing.laws.law import Law, always
from ictindex.testing.laws.outcome import key_value
from ictindex.testing.reference.members import in_range
from ictindex.testing.reference.order import Comparison, compare_by

__all__ = ["LAWS"]


def _tiers_partition(case: Case) -> Iterator[str]:
    ranking = case.ranking()
    tiers = case.rubric.tiers
    place = {tier.id: number for number, tier in enumerate(tiers)}
    scores = ranking.scores
    decided, maxima = scores.decided("total"), scores.maxima("total")
    for row, unit in enumerate(case.dataset.units):
        standing = ranking[unit.id]
        if (standing.tier is not None) != (standing.rank is not None and bool(tiers)):
            yield f"{unit.id} has rank {standing.rank} and tier {standing.tier}"
        if standing.tier is None:
            continue
        value = exact_value(decided, row)
        maximum = exact_value(maxima, row) if maxima is not None and scores.bounded("total")[row] else None
        before = int(ranking.tiers_before[row])
        for number, tier in enumerate(tiers[: before + 1]):
            if tier.bound is None:
                continue
            held = in_range(Range(low=tier.bound), value, maximum)
            if held and tier.where is None and not tier.is_quota and number < before:
                yield f"{unit.id} reaches {tier.id} ({tier.bound}) and is {tiers[before].id}"
            if not held and number == before:
                yield f"{unit.id} is {tier.id} and does not reach {tier.bound}"
        lowered = sum(
            rule.tiers for rule in case.rubric.downgrades if all(it.met for it in ranking.conditions(rule.id, unit.id))
        )
        if place[standing.tier] != min(before + lowered, len(tiers) - 1):
            yield f"{unit.id} is {standing.tier}, {tiers[before].id} lowered by {lowered}"
    if tiers and (tiers[-1].bound is not None or tiers[-1].where is not None or tiers[-1].is_quota):
        yield "the lowest tier is not open"


def _parts(case: Case, award: Prize) -> Sequence[str | None]:
    partition = case.rubric.partition(award.per)
    return (None,) if partition is None else partition.part_ids()


def _winners(ranking: Ranking, award: Prize, prize: PrizeCount, part: str | None) -> list[str]:
    """Units, each once, in the order of the ladder."""
    rows = [it.unit for it in ranking.awards if (it.award, it.prize, it.part) == (award.id, prize.name, part)]
    return list(dict.fromkeys(rows))


def _inside(ranking: Ranking, award: Prize, part: str | None) -> list[str]:
    """Ranked units of a part."""
    members = ranking.scores.members
    return [
        unit.id
        for row, unit in enumerate(ranking.scores.dataset.units)
        if ranking[unit.id].rank is not None and (part is None or part in members[row][award.per])
    ]


def _eligible(ranking: Ranking, award: Prize, part: str | None) -> list[str]:
    """Ranked units of a part that meet the conditions and have the keys, and are not kept out by an exclusive award."""
    value = key_value(ranking)
    keys = award.by or ranking.rubric.rank.by
    ids = [it.id for it in ranking.rubric.awards]
    earlier = {it.id for it in ranking.rubric.awards[: ids.index(award.id)] if it.exclusive}
    barred = {it.unit for it in ranking.awards if it.award in earlier}
    return [
        unit
        for unit in _inside(ranking, award, part)
        if unit not in barred
        and all(value(unit, key.name) is not None for key in keys)
        and all(met.met for met in ranking.conditions(award.id, unit))
    ]


def _given(ranking: Ranking) -> list[Prize]:
    """The awards that were decided at all."""
    skipped = {it.subject.removeprefix("award.") for it in ranking.remarks if it.code == "not-given"}
    return [award for award in ranking.rubric.awards if award.id not in skipped]


def _exact_numbers(case: Case) -> Iterator[str]:
    ranking = case.ranking()
    for award in _given(ranking):
        for part in _parts(case, award):
            for prize in award.prizes:
                yield from _number(ranking, award, prize, part)


def _number(ranking: Ranking, award: Prize, prize: PrizeCount, part: str | None) -> Iterator[str]:
    winners = _winners(ranking, award, prize, part)
    if prize.count is None or len(winners) == prize.count:
        return
    place = "/".join(filter(None, (f"award.{award.id}", prize.name, part)))
    told = [it for it in ranking.remarks if it.subject == place]
    if len(winners) > prize.count:
        if not any(_explains(it, winners) for it in told) or award.tie != "extend":
            yield f"{place} is given {len(winners)} times of {prize.count}"
        return
    left = prize.count - len(winners)
    if any(it.left == left for it in told):
        return
    if told or _eligible(ranking, award, part):
        yield f"{place} is given {len(winners)} times of {prize.count}, and no remark says that {left} are left"


def _explains(remark: Remark, winners: Sequence[str]) -> bool:
    """A tie of which all the equals won."""
    return remark.code == "prize-tie" and set(remark.units) <= set(winners)


def _winners_eligible(case: Case) -> Iterator[str]:
    ranking = case.ranking()
    for award in case.rubric.awards:
        for part in _parts(case, award):
            eligible = _eligible(ranking, award, part)
            for row in ranking.awards:
                if row.award == award.id and row.part == part and row.unit not in eligible:
                    yield f"{row.unit} wins {row.prize} of {award.id} in {part} and does not qualify"
    rows = [(it.award, it.prize, it.unit, it.role, it.part) for it in ranking.awards]
    if len(set(rows)) < len(rows):
        yield "a prize is given twice to one"
    for award in case.rubric.awards:
        for unit in {it.unit for it in ranking.awards if it.award == award.id}:
            prizes = {it.prize for it in ranking.awards if (it.award, it.unit) == (award.id, unit)}
            if len(prizes) > 1:
                yield f"{unit} wins {len(prizes)} prizes of one ladder"


def _no_envy(case: Case) -> Iterator[str]:
    ranking = case.ranking()
    for award in (it for it in case.rubric.awards if not it.select):  # a selector has an order of its own
        order = compare_by(award.by or case.rubric.rank.key, key_value(ranking))
        for part in _parts(case, award):
            ladder = [_winners(ranking, award, prize, part) for prize in award.prizes]
            won = [unit for winners in ladder for unit in winners]
            without = [unit for unit in _eligible(ranking, award, part) if unit not in won]
            yield from _envied(award.id, ladder, without, order)


def _envied(award: str, ladder: Sequence[Sequence[str]], without: Sequence[str], order: Comparison) -> Iterator[str]:
    for number, winners in enumerate(ladder):
        below = [*(unit for later in ladder[number + 1 :] for unit in later), *without]
        for winner in winners:
            for unit in below:
                if order(unit, winner) < 0:
                    yield f"{unit} stands above {winner}, who has an earlier prize of {award}"


LAWS = (
    Law(
        id="L9",
        sentence="tiers partition the ranked units, the lowest is open, the bound's side is the declared one",
        check=_tiers_partition,
        applies=always,
        hard=True,
    ),
    Law(
        id="L10",
        sentence="a ladder gives exactly its numbers, or the shortage or tie is recorded with the number left",
        check=_exact_numbers,
        applies=lambda rubric: bool(rubric.awards),
        hard=True,
    ),
    Law(
        id="L11",
        sentence="winners qualify and are of the right part, and no exclusive prize's winner gets another",
        check=_winners_eligible,
        applies=lambda rubric: bool(rubric.awards),
        hard=True,
    ),
    Law(
        id="L18",
        sentence="no envy: nobody without a prize, or with a later one, stands above a winner in its own order",
        check=_no_envy,
        applies=lambda rubric: bool(rubric.awards),
        hard=True,
    ),
)
