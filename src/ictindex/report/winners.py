"""Prizes as a reader asks for them: each rule, who received what of it, on which values, and who was next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from attrs import frozen

from ictindex.model.standing_rules import Prize
from ictindex.ranking import Award, Ranking, Rival
from ictindex.report.said import Said, number_said, of_law, word
from ictindex.report.scene import key_said, name_of

__all__ = ["PrizeRule", "Winner", "prize_rules"]


@frozen(kw_only=True)
class Winner:
    """One unit that has a prize, with those in it who receive it, and why."""

    part: Said | None
    prize: str
    unit: str
    to: tuple[str, ...]
    why: Said


@frozen(kw_only=True)
class PrizeRule:
    """A rule with its winners, in the order in which they were decided."""

    prize: Prize
    name: Said
    winners: tuple[Winner, ...]


def prize_rules(ranking: Ranking) -> Iterator[PrizeRule]:
    """Every rule of the rubric."""
    for prize in ranking.rubric.awards:
        given = [award for award in ranking.awards if award.award == prize.id]
        yield PrizeRule(prize=prize, name=of_law(prize), winners=tuple(_winners(prize, given, ranking)))


def _winners(prize: Prize, given: Sequence[Award], ranking: Ranking) -> Iterator[Winner]:
    rows: dict[tuple[str | None, str, str], list[Award]] = {}
    for award in given:
        rows.setdefault((award.part, award.prize, award.unit), []).append(award)
    for (part, name, unit), awards in rows.items():
        yield Winner(
            part=_part(prize, part, ranking),
            prize=name,
            unit=unit,
            to=tuple(it.role for it in awards if it.role),
            why=_why(prize, awards[0], ranking),
        )


def _part(prize: Prize, part_id: str | None, ranking: Ranking) -> Said | None:
    partition = ranking.rubric.partition(prize.per)
    parts = () if partition is None else partition.parts
    return next((of_law(part) for part in parts if part.id == part_id), None)


def _why(prize: Prize, award: Award, ranking: Ranking) -> Said:
    if prize.is_recognition:
        return word("meets")
    values = [_valued(ranking, name, value) for name, value in award.values]
    said = [values[0].joined(*values[1:], by=", ")] if values else []
    if award.against is not None:
        said.append(_rival(award.against, ranking))
    return said[0].joined(*said[1:]) if said else Said("–", "–")


def _rival(rival: Rival, ranking: Ranking) -> Said:
    """Who was next, with the values that were compared; a selector of a plugin may compare none."""
    name = name_of(ranking[rival.unit].unit)
    if not rival.values:
        return word("next-unvalued", name=name)
    first, *others = (number_said(value) for _, value in rival.values)
    return word("next-candidate", name=name, values=first.joined(*others))


def _valued(ranking: Ranking, name: str, value: Decimal | None) -> Said:
    return key_said(ranking.rubric, name).joined(number_said(value), by=" ")
