"""Conditions on all units at once, and the explanation of one unit's answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from ictindex.model.nodes import ROOT
from ictindex.model.standing_rules import Tier
from ictindex.model.where import AnyOf, AtLeast, Condition, InRange, Member, Where
from ictindex.ranking.facts import Facts
from ictindex.ranking.words import name_of_node
from ictindex.scoring.truth import truth

__all__ = ["Met", "explain", "meets", "reached"]


@frozen(kw_only=True)
class Met:
    """One condition, whether a unit meets it, and the value that says so.

    The conditions inside ``any`` and ``at_least`` stand in `inside`.

    >>> print(Met(text="ha-tang = 50%..", met=False, value="9.50 of 20"))
    ha-tang = 50%..: not met (9.50 of 20)
    """

    text: str
    met: bool
    value: str
    inside: tuple[Met, ...] = ()

    def __str__(self) -> str:
        return f"{self.text}: {'met' if self.met else 'not met'} ({self.value})"


def meets(where: Where | None, facts: Facts) -> NDArray[np.bool_]:
    """(units,) whether each unit meets all conditions; a value that is not known meets none."""
    return truth(where, lambda condition: _answer(condition, facts), len(facts.sheet))


def _answer(condition: Member | InRange, facts: Facts) -> NDArray[np.bool_]:
    if isinstance(condition, Member):
        return facts.labels(condition.subject).meets(condition)
    return facts.figure(condition.subject).inside(condition.range)


def reached(tier: Tier, row: int, facts: Facts) -> tuple[Met, ...]:
    """The bound of a tier as met or not by one unit; nothing where it has none."""
    range_ = tier.range
    if range_ is None:
        return ()
    figure = facts.figure(ROOT)
    text = f"{name_of_node(facts.sheet.rubric, ROOT)} = {range_}"
    return (Met(text=text, met=bool(figure.inside(range_)[row]), value=figure.in_full(row)),)


def explain(where: Where | None, row: int, facts: Facts) -> tuple[Met, ...]:
    """Every condition as met or not by one unit, with the value found."""
    return () if where is None else tuple(_met(condition, row, facts) for condition in where.conditions)


def _met(condition: Condition, row: int, facts: Facts) -> Met:
    return _EXPLAINED[type(condition)](condition, row, facts)


def _member(condition: Member, row: int, facts: Facts) -> Met:
    found = facts.labels(condition.subject).names(row)
    value = ", ".join(sorted(found)) or "none"
    return Met(text=str(condition), met=condition.holds(found), value=value)


def _in_range(condition: InRange, row: int, facts: Facts) -> Met:
    figure = facts.figure(condition.subject)
    return Met(
        text=str(condition), met=bool(figure.inside(condition.range)[row]), value=figure.told(condition.range, row)
    )


def _any_of(condition: AnyOf, row: int, facts: Facts) -> Met:
    return _several(str(condition), condition.options, 1, row, facts)


def _at_least(condition: AtLeast, row: int, facts: Facts) -> Met:
    return _several(str(condition), condition.options, condition.count, row, facts)


def _several(text: str, options: tuple[Where, ...], needed: int, row: int, facts: Facts) -> Met:
    answers = [explain(option, row, facts) for option in options]
    met = sum(all(it.met for it in answer) for answer in answers)
    inside = tuple(it for answer in answers for it in answer)
    return Met(text=text, met=met >= needed, value=f"{met} of {len(options)}", inside=inside)


_EXPLAINED: Mapping[type, Callable[[Any, int, Facts], Met]] = MappingProxyType(
    {Member: _member, InRange: _in_range, AnyOf: _any_of, AtLeast: _at_least}
)
