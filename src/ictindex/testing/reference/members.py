"""Who a unit is, and whether it meets a condition."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import TypeAlias

from ictindex.model import Partition, Unit, Where
from ictindex.model.ranges import Bound, Range
from ictindex.model.text import fold
from ictindex.model.where import AnyOf, AtLeast, Condition, Member
from ictindex.testing.reference.numbers import Number, compare, divide, times

__all__ = ["EVERY", "Names", "Numbers", "holds", "in_range", "names_of", "parts_of"]

# Subjects that stand for several nodes; the names that a unit carries for them are those nodes.
EVERY = ("indicators", "groups")
# What a unit carries under a subject: its part, its tags, its prizes.
Names: TypeAlias = Mapping[str, frozenset[str]]
# The value that a condition looks at and the maximum that a percent is taken of; None where there is none.
Numbers: TypeAlias = Callable[[str], tuple[Number | None, Number | None]]


def names_of(partitions: Sequence[Partition], unit: Unit) -> dict[str, frozenset[str]]:
    """The unit's id, its tags and its part in every partition; labels first: derived parts look at them."""
    found = {"unit": frozenset({unit.id}), "tag": frozenset(unit.tags)}
    for partition in partitions:
        if not partition.is_derived:
            label = unit.part(partition.name)
            found[partition.name] = frozenset(
                part.id
                for part in partition.parts
                if label is not None and fold(label) in (fold(part.id), fold(part.vi), fold(part.en))
            )
    labels = dict(found)
    for partition in partitions:
        if partition.is_derived:
            found[partition.name] = frozenset(
                part.id for part in partition.parts if holds(part.where, labels, _no_numbers)
            )
        if len(found[partition.name]) > 1:
            msg = f"{unit.id} is in two parts of {partition.name}"
            raise ValueError(msg)
    return found


def parts_of(partitions: Sequence[Partition], names: Names) -> frozenset[str]:
    """The ids of all parts that a unit is in."""
    return frozenset(part for partition in partitions for part in names[partition.name])


def _no_numbers(subject: str) -> tuple[None, None]:
    msg = f"{subject} is known later than this condition"
    raise ValueError(msg)


def holds(where: Where | None, names: Names, numbers: Numbers) -> bool:
    """Whether all conditions are met; nothing to meet is met."""
    return where is None or all(_met(condition, names, numbers) for condition in where.conditions)


def _met(condition: Condition, names: Names, numbers: Numbers) -> bool:
    if isinstance(condition, AnyOf):
        return any(holds(option, names, numbers) for option in condition.options)
    if isinstance(condition, AtLeast):
        return sum(holds(option, names, numbers) for option in condition.options) >= condition.count
    if isinstance(condition, Member):
        found = names[condition.subject]
        one_of = not condition.names or any(name in found for name in condition.names)
        return one_of and not any(name in found for name in condition.none_of)
    if condition.subject in EVERY:
        nodes = [numbers(node) for node in names[condition.subject]]
        return all(it is None or in_range(condition.range, it, most) for it, most in nodes)
    value, maximum = numbers(condition.subject)
    return value is not None and in_range(condition.range, value, maximum)


def in_range(span: Range, value: Number, maximum: Number | None) -> bool:
    """Whether a value lies inside; a percent of no maximum is never reached."""
    return all(end is None or _inside(end, value, maximum, wanted) for end, wanted in ((span.low, 1), (span.high, -1)))


def _inside(bound: Bound, value: Number, maximum: Number | None, wanted: int) -> bool:
    """Whether the value lies on the wanted side (1 above, -1 below) of the bound, or on it if not strict."""
    limit: Number = Fraction(bound.value)
    if bound.percent:
        if maximum is None:
            return False
        limit = divide(times(limit, maximum), Fraction(100))
    side = compare(value, limit)
    return side == wanted or (side == 0 and not bound.strict)
