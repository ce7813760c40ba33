"""The conditions of tiers, downgrades and prizes as a unit meets them or does not, in both languages."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ictindex.model.standing_rules import Downgrade, Prize, Tier
from ictindex.model.where import InRange, Where
from ictindex.ranking import Met, Standing
from ictindex.report.said import Said, of_law, told, word

__all__ = ["Requirement", "Rule", "requirements_of", "rules_of"]


@frozen(kw_only=True)
class Rule:
    """Something that has conditions, and what it is called."""

    id: str
    name: Said
    # How many conditions of `Ranking.conditions` come before its own: the bound of a tier is one.
    skipped: int = 0


@frozen(kw_only=True)
class Requirement:
    """One condition as met or not, with what was found; those inside ``any`` and ``at_least`` are `inside`."""

    text: Said
    met: bool
    found: Said
    inside: tuple[Requirement, ...] = ()


def rules_of(standing: Standing) -> Iterator[Rule]:
    """The rules whose conditions tell a unit something: its tier and the next better one, downgrades, prizes."""
    rubric = standing.ranking.rubric
    place = next((it for it, tier in enumerate(rubric.tiers) if tier.id == standing.tier), None)
    if place is not None:
        near = rubric.tiers[max(place - 1, 0) : place + 1]
        yield from (
            it for tier in near for it in _rule(tier, tier.where, "tier-is", skipped=int(tier.bound is not None))
        )
    for rule in rubric.downgrades:
        yield from _rule(rule, rule.where, "lowered-by")
    for prize in rubric.awards:
        if prize.is_recognition or _looks_at_values(prize):
            yield from _rule(prize, prize.among, "award-is")


def _rule(it: Tier | Downgrade | Prize, where: Where | None, kind: str, *, skipped: int = 0) -> Iterator[Rule]:
    if where is not None:
        yield Rule(id=it.id, name=word(kind, name=of_law(it)), skipped=skipped)


def _looks_at_values(prize: Prize) -> bool:
    return prize.among is not None and any(isinstance(it, InRange) for it in prize.among.walk())


def requirements_of(standing: Standing, rule: Rule) -> tuple[Requirement, ...]:
    """Every condition of a rule as this unit meets it."""
    answers = standing.ranking.conditions(rule.id, standing.unit.id)[rule.skipped :]
    return tuple(map(_requirement, answers))


def _requirement(answer: Met) -> Requirement:
    found = told(answer.found)
    return Requirement(
        text=told(answer.condition),
        met=answer.met,
        # As short in English as it is in Vietnamese: 87.61/100.
        found=Said(found.vi, found.en.replace(" of ", "/")),
        inside=tuple(map(_requirement, answer.inside)),
    )
