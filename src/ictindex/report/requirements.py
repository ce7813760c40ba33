"""The conditions of tiers, downgrades and prizes as a unit meets them or does not, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from attrs import frozen

from ictindex.model.standing_rules import Downgrade, Prize, Tier
from ictindex.model.where import InRange, Where
from ictindex.ranking import Met, Standing
from ictindex.report.said import Said, in_both, localised, of_law, word

__all__ = ["Requirement", "Rule", "requirements_of", "rules_of"]


@frozen(kw_only=True)
class Rule:
    """Something that has conditions, and what it is called."""

    id: str
    name: Said
    where: Where
    # How many conditions of `Ranking.conditions` come before those of `where`: the bound of a tier is one.
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
        yield Rule(id=it.id, name=word(kind, name=of_law(it)), where=where, skipped=skipped)


def _looks_at_values(prize: Prize) -> bool:
    return prize.among is not None and any(isinstance(it, InRange) for it in prize.among.walk())


def requirements_of(standing: Standing, rule: Rule) -> tuple[Requirement, ...]:
    """Every condition of a rule as this unit meets it."""
    answers = standing.ranking.conditions(rule.id, standing.unit.id)[rule.skipped :]
    return _paired(rule.where, answers)


def _paired(where: Where, answers: Sequence[Met]) -> tuple[Requirement, ...]:
    """Conditions stand in the order of their answers, so each finds its words in either language."""
    return tuple(
        Requirement(
            text=_said(Where((condition,))),
            met=answer.met,
            found=_found(answer.value),
            inside=_inside(getattr(condition, "options", ()), answer.inside),
        )
        for condition, answer in zip(where.conditions, answers, strict=True)
    )


def _inside(options: Sequence[Where], answers: Sequence[Met]) -> tuple[Requirement, ...]:
    return _paired(Where(tuple(it for option in options for it in option.conditions)), answers)


def _said(where: Where) -> Said:
    return in_both(lambda language: where.said(language.code))


# What a condition may find instead of a number; everything else is a number, or a name that has no language.
_FOUND: Mapping[str, str] = MappingProxyType(
    {
        "not applicable": "found-not-applicable",
        "none": "found-none",
        "first year": "change-why-new",
        "no previous edition was given": "change-why-no-previous",
        "the previous edition is not comparable": "change-why-not-comparable",
        "not ranked in both editions": "change-why-not-ranked",
        "in another block the year before": "change-why-moved",
    }
)
_ALL = re.compile(r"all (\d+)")


def _found(value: str) -> Said:
    """The value of a condition in words: ``87.61 of 100`` as ``87.61/100``, ``all 12`` as all twelve."""
    if value in _FOUND:
        return word(_FOUND[value])
    whole = _ALL.fullmatch(value)
    if whole:
        return word("found-all", count=whole[1])
    short = value.replace(" of ", "/")
    return Said(localised(short), short)
