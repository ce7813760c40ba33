"""Prizes as tables: who received what, on which values, and who was next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ictindex.language import Language
from ictindex.model.standing_rules import Prize
from ictindex.model.where import InRange
from ictindex.ranking import Award, Met, Ranking
from ictindex.wording.policies import key_name
from ictindex.wording.tables import Column, Piece, Table

__all__ = ["prize_pieces"]


def prize_pieces(ranking: Ranking, language: Language) -> Iterator[Piece]:
    """For every prize rule its winners; for a recognition by values also what the others lack."""
    for prize in ranking.rubric.awards:
        title = language.say("prize-title", name=language.both(prize), id=prize.id)
        given = [award for award in ranking.awards if award.award == prize.id]
        yield (_winners(prize, given, title, ranking, language) if given else f"{title}: {language.say('no-awards')}")
        if prize.is_recognition and _looks_at_values(prize):
            yield from _lacking(prize, {award.unit for award in given}, title, ranking, language)


def _winners(prize: Prize, given: Sequence[Award], title: str, ranking: Ranking, language: Language) -> Table:
    roles: dict[tuple[str | None, str, str], list[str]] = {}
    first: dict[tuple[str | None, str, str], Award] = {}
    for award in given:
        key = (award.part, award.prize, award.unit)
        first.setdefault(key, award)
        roles.setdefault(key, []).extend([award.role] if award.role else [])
    heads = ["part"] * bool(prize.per) + ["prize", "unit"] + ["to"] * bool(prize.to) + ["why"]
    rows = []
    for key, award in first.items():
        part = [_part_name(prize, award.part, ranking, language)] * bool(prize.per)
        to = [", ".join(roles[key])] * bool(prize.to)
        rows.append(
            [
                *part,
                award.prize,
                _unit_name(award.unit, ranking),
                *to,
                _reason(prize, award, ranking, language),
            ]
        )
    return Table(title=title, columns=[Column(language.say(head)) for head in heads], rows=rows)


def _reason(prize: Prize, award: Award, ranking: Ranking, language: Language) -> str:
    if prize.is_recognition:
        return language.say("award-meets")
    values = ", ".join(
        f"{key_name(ranking.rubric, name, language)} {_shown(value, language)}" for name, value in award.values
    )
    if award.against is None:
        return values
    rival = _unit_name(award.against.unit, ranking)
    theirs = ", ".join(_shown(value, language) for _, value in award.against.values)
    return language.say("award-reason", values=values, rival=rival, theirs=theirs)


def _shown(value: Decimal | None, language: Language) -> str:
    return "–" if value is None else language.written(f"{value:f}")


def _unit_name(unit_id: str, ranking: Ranking) -> str:
    return ranking[unit_id].unit.name or unit_id


def _part_name(prize: Prize, part_id: str | None, ranking: Ranking, language: Language) -> str:
    partition = ranking.rubric.partition(prize.per)
    parts = () if partition is None else partition.parts
    return next((language.both(part) for part in parts if part.id == part_id), part_id or "")


def _found(it: Met, language: Language) -> str:
    return f"{language.text(it.condition)} ({language.text(it.found)})"


def _looks_at_values(prize: Prize) -> bool:
    return prize.among is not None and any(isinstance(it, InRange) for it in prize.among.walk())


def _lacking(prize: Prize, winners: set[str], title: str, ranking: Ranking, language: Language) -> Iterator[Table]:
    """Every condition that a ranked unit does not meet, with the value found."""
    rows = []
    for standing in ranking.standings:
        if standing.rank is not None and standing.unit.id not in winners:
            unmet = [met for met in ranking.conditions(prize.id, standing.unit.id) if not met.met]
            rows.append((_unit_name(standing.unit.id, ranking), "; ".join(_found(it, language) for it in unmet)))
    if rows:
        columns = [Column(language.say("unit")), Column(language.say("not-met"))]
        yield Table(title=language.say("lacking-title", title=title), columns=columns, rows=rows)
