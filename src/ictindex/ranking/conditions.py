"""Conditions on all units at once, and the explanation of one unit's answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from ictindex.language import Listed, Pair, Sayable, Sentence, sentence
from ictindex.model.nodes import ROOT
from ictindex.model.standing_rules import Tier
from ictindex.model.where import AnyOf, AtLeast, Condition, InRange, Member, Where
from ictindex.ranking.facts import DECIDED, Facts
from ictindex.ranking.words import ByName, name_of_node
from ictindex.scoring.cohort import Cohort
from ictindex.scoring.truth import truth

__all__ = ["Met", "explain", "meets", "possible", "reached"]


@frozen(kw_only=True)
class Met:
    """One condition, whether a unit meets it, and the value that says so.

    The conditions inside ``any`` and ``at_least`` stand in `inside`.

    >>> from ictindex.language import Digits
    >>> met = Met(condition=Where.of({"ha-tang": "50%.."}), met=False, found=Digits("9.50"))
    >>> print(met)
    ha-tang = 50%..: not met (9.50)
    >>> met.said("vi")
    'ha-tang từ 50% trở lên: chưa đạt (9,50)'
    """

    condition: Sayable
    met: bool
    found: Sayable
    inside: tuple[Met, ...] = ()

    @property
    def text(self) -> str:
        """The condition in English."""
        return self.condition.said("en")

    @property
    def value(self) -> str:
        """What was found, in English."""
        return self.found.said("en")

    @property
    def sentence(self) -> Sentence:
        """All of it but what is inside."""
        key = "condition-met" if self.met else "condition-not-met"
        return sentence(key, text=self.condition, value=self.found)

    def said(self, lang: str = "en") -> str:
        """The sentence in a language, ``"vi"`` or ``"en"``.

        Raises
        ------
        ValueError
            For another language.
        """
        return self.sentence.said(lang)

    def __str__(self) -> str:
        return self.said()


@frozen
class _Said:
    """A condition with the names of a rubric: those that it is read with in Vietnamese, and its ids in English."""

    condition: Condition
    spelling: ByName

    def said(self, lang: str = "en") -> str:
        """The condition in a language."""
        return self.condition.said(lang, self.spelling)


def meets(where: Where | None, facts: Facts) -> NDArray[np.bool_]:
    """(units,) whether each unit meets all conditions; a value that is not known meets none."""
    if where is None:
        return facts.sheet.everyone
    return truth(where, lambda condition: _answer(condition, facts), len(facts.sheet))


def _answer(condition: Member | InRange, facts: Facts) -> NDArray[np.bool_]:
    if isinstance(condition, Member):
        return facts.answer(condition)
    return facts.figure(condition.subject).inside(condition.range)


def possible(where: Where | None, cohort: Cohort) -> NDArray[np.bool_]:
    """(units,) whether a unit's parts and tags leave it a chance, whatever it is found to be worth.

    Only plain conditions can be negated, so taking the others as met can but widen the answer.
    """

    def answer(condition: Member | InRange) -> NDArray[np.bool_]:
        if isinstance(condition, Member) and condition.subject not in DECIDED:
            return cohort.answer(condition)
        return np.ones(len(cohort), dtype=np.bool_)

    return truth(where, answer, len(cohort))


def reached(tier: Tier, row: int, facts: Facts) -> tuple[Met, ...]:
    """The bound of a tier as met or not by one unit; nothing where it has none."""
    range_ = tier.range
    if range_ is None:
        return ()
    figure = facts.figure(ROOT)
    condition = sentence("in-range", subject=name_of_node(facts.sheet.rubric, ROOT), range=range_)
    return (Met(condition=condition, met=bool(figure.inside(range_)[row]), found=figure.in_full(row)),)


def explain(where: Where | None, row: int, facts: Facts) -> tuple[Met, ...]:
    """Every condition as met or not by one unit, with the value found."""
    return () if where is None else tuple(_met(condition, row, facts) for condition in where.conditions)


def _met(condition: Condition, row: int, facts: Facts) -> Met:
    return _EXPLAINED[type(condition)](condition, row, facts)


def _member(condition: Member, row: int, facts: Facts) -> Met:
    found = facts.labels(condition.subject).names(row)
    spelling = ByName(facts.sheet.rubric)
    vi = Listed(spelling.found(condition.subject, sorted(found)), ", ")
    value = Pair(vi=vi, en=", ".join(sorted(found))) if found else sentence("none")
    return Met(condition=_Said(condition, spelling), met=condition.holds(found), found=value)


def _in_range(condition: InRange, row: int, facts: Facts) -> Met:
    figure = facts.figure(condition.subject)
    return Met(
        condition=_Said(condition, ByName(facts.sheet.rubric)),
        met=bool(figure.inside(condition.range)[row]),
        found=figure.told(condition.range, row),
    )


def _any_of(condition: AnyOf, row: int, facts: Facts) -> Met:
    return _several(condition, 1, row, facts)


def _at_least(condition: AtLeast, row: int, facts: Facts) -> Met:
    return _several(condition, condition.count, row, facts)


def _several(condition: AnyOf | AtLeast, needed: int, row: int, facts: Facts) -> Met:
    answers = [explain(option, row, facts) for option in condition.options]
    met = sum(all(it.met for it in answer) for answer in answers)
    inside = tuple(it for answer in answers for it in answer)
    found = sentence("met-of", met=met, count=len(answers))
    return Met(condition=_Said(condition, ByName(facts.sheet.rubric)), met=met >= needed, found=found, inside=inside)


_EXPLAINED: Mapping[type, Callable[[Any, int, Facts], Met]] = MappingProxyType(
    {Member: _member, InRange: _in_range, AnyOf: _any_of, AtLeast: _at_least}
)
