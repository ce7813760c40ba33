"""Nodes: indicators (leaves), groups (children and an aggregate) and views (published beside the total)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias

from attrs import field, frozen

from ictindex.model.numbers import as_parameter
from ictindex.model.shapes import Against, Given, Reading, Shape
from ictindex.model.typed import typed
from ictindex.model.where import Where

__all__ = [
    "AGGREGATES",
    "MISSING_POLICIES",
    "ORIGINS",
    "RANGE_POLICIES",
    "ROOT",
    "WEIGHTINGS",
    "ZERO_POLICIES",
    "ByPart",
    "Group",
    "Indicator",
    "Node",
    "View",
]

ROOT = "total"
AGGREGATES = ("sum", "mean", "geometric", "harmonic", "power", "least", "best")
# Where the weights of a mean come from: written, or from the first principal component of the correlations or the
# covariances of the children (RULES B6).
WEIGHTINGS = ("given", "pca", "pca-covariance")
MISSING_POLICIES = ("refuse", "zero", "not-applicable")
ZERO_POLICIES = ("refuse", "zero", "full", "not-applicable")
RANGE_POLICIES = ("refuse", "clip")
ORIGINS = ("reported", "assessed", "survey", "measured")


@frozen(kw_only=True, field_transformer=typed)
class ByPart:
    """A limit that may differ by part: ``{ default = 20, xa = 15 }``."""

    default: Decimal | None = None
    parts: tuple[tuple[str, Decimal], ...] = ()

    @classmethod
    def of(cls, value: object) -> ByPart | None:
        """Read a number, a table of numbers by part, or nothing."""
        if value is None or isinstance(value, ByPart):
            return value
        if isinstance(value, Mapping):
            numbers = {str(part): as_parameter(number) for part, number in value.items()}
            default = numbers.pop("default", None)
            return cls(default=default, parts=tuple(sorted(numbers.items())))
        return cls(default=as_parameter(value))

    def for_parts(self, parts: Iterable[str]) -> Decimal | None:
        """The limit of a unit that belongs to these parts."""
        held = set(parts)
        return next((number for part, number in self.parts if part in held), self.default)

    def each(self, change: Callable[[Decimal], Decimal]) -> ByPart:
        """The same with every number changed."""
        default = None if self.default is None else change(self.default)
        return ByPart(default=default, parts=tuple((part, change(number)) for part, number in self.parts))

    @property
    def largest(self) -> Decimal:
        """The greatest of all its numbers."""
        numbers = [number for _, number in self.parts]
        return max(numbers if self.default is None else [*numbers, self.default])

    @property
    def numbers(self) -> tuple[Decimal, ...]:
        """All its numbers."""
        return (*(() if self.default is None else (self.default,)), *(number for _, number in self.parts))


def _optional(value: object) -> Decimal | None:
    return None if value is None else as_parameter(value)


def _by_part(value: object) -> ByPart | None:
    return ByPart.of(value)


def _reading(value: Reading | str | None) -> Reading | None:
    return Reading.parse(value) if isinstance(value, str) else value


def _where(value: Where | Mapping[str, object] | None) -> Where | None:
    return value if value is None or isinstance(value, Where) else Where.of(value)


def _over(value: Mapping[str, object] | Iterable[str | tuple[str, object]]) -> tuple[tuple[str, Decimal], ...]:
    pairs = value.items() if isinstance(value, Mapping) else [(it, 1) if isinstance(it, str) else it for it in value]
    return tuple((node, as_parameter(weight)) for node, weight in pairs)


_GIVEN = Given()


@frozen(kw_only=True, field_transformer=typed)
class Indicator:
    """A leaf: a reading, a shape, and the policies for what is missing, divided by zero or out of range.

    `max` sizes the leaf, `weight` counts it in a mean, `extra` keeps a bonus or penalty outside the maxima.

    Parameters
    ----------
    id
        The name by which conditions, keys and results call it.
    parent
        The group that it is in.
    vi, en
        What reports call it, in Vietnamese and English.
    max, min
        The declared limits of its points, numbers or numbers by part; outside them `range` decides.
    weight
        How it counts in a mean, 0 or more.
    read
        What it looks at, as in ``"may / can_bo"``; without it the column named as its id.
    shape
        How the reading becomes points: Given, Yes, Levels, Steps, Curve, Against, or one of a plugin.
    missing
        An empty cell: "refuse", "zero" or "not-applicable".
    zero
        A denominator of 0: "refuse", "zero", "full" or "not-applicable".
    range
        Points outside the limits: "refuse" or "clip".
    cap, floor
        The value is brought into these limits after the aggregate, before it is rounded.
    decimals
        0 to 12: with how many decimals the value counts from here on; None passes it up exact.
    half
        What an exact half does: "up" (toward plus infinity), "away" (from zero) or "even".
    only
        The condition under which it applies to a unit; elsewhere it leaves the unit's maximum.
    extra
        A bonus or penalty, outside the maximum.
    origin
        Who says it: "reported", "assessed", "survey" or "measured".
    evidence
        What proves the answer, for those who fill in.
    source
        The key of the source that prints it.
    """

    id: str
    parent: str = ROOT
    vi: str = ""
    en: str = ""
    max: ByPart | None = field(default=None, converter=_by_part)
    min: Decimal | None = field(default=None, converter=_optional)
    weight: Decimal = field(default=Decimal(1), converter=as_parameter)
    read: Reading | None = field(default=None, converter=_reading)
    shape: Shape = _GIVEN
    missing: str = "refuse"
    zero: str = "refuse"
    range: str = "refuse"
    cap: Decimal | None = field(default=None, converter=_optional)
    floor: Decimal | None = field(default=None, converter=_optional)
    decimals: int | None = None
    half: str = "up"
    only: Where | None = field(default=None, converter=_where)
    extra: bool = False
    origin: str = ""
    evidence: str = ""
    source: str = ""

    @cached_property
    def reading(self) -> Reading:
        """What is looked at; the column with the node's own id where nothing is said."""
        return self.read or Reading(column=self.id)

    def limits(self, parts: Iterable[str] = ()) -> tuple[Fraction | None, Fraction | None]:
        """Least and greatest points for a unit in these parts, before cap and floor; None where unbounded."""
        declared = None if self.max is None else self.max.for_parts(parts)
        extremes = self.shape.extremes()
        if extremes is None:
            if isinstance(self.shape, Against):
                return None, None
            low = self.min
            if low is None and declared is not None and declared >= 0:
                low = Decimal(0)
            return _fraction(low), _fraction(declared)
        least, greatest = (Fraction(end) for end in extremes)
        if isinstance(self.shape, Against) and self.shape.scales_to_max and declared is not None:
            return least * Fraction(declared), greatest * Fraction(declared)
        return least, greatest


@frozen(kw_only=True, field_transformer=typed)
class Group:
    """A node with children: their values aggregated, then floored and capped, then rounded.

    `weight_sum` is what the weights of the children add up to; it is checked exactly and changes no result.
    `weights` other than "given" takes the weights of a mean from the data, rounded to `weight_decimals`.

    Parameters
    ----------
    id
        The name by which others call it; without one it is the total.
    parent
        The group that it is in.
    vi, en
        What reports call it, in Vietnamese and English.
    aggregate
        How the children become one value: "sum", "mean", "geometric", "harmonic", "power", "least" or "best".
    power
        The exponent of "power", a whole number other than 0.
    max, min
        What the children give at most and at least; checked, and worked out where they are not given.
    weight
        How it counts in a mean, 0 or more.
    cap, floor
        The value is brought into these limits after the aggregate, before it is rounded.
    decimals
        0 to 12: with how many decimals the value counts from here on; None passes it up exact.
    half
        What an exact half does: "up" (toward plus infinity), "away" (from zero) or "even".
    only
        The condition under which it applies to a unit; elsewhere it leaves the unit's maximum.
    extra
        A bonus or penalty, outside the maximum.
    source
        The key of the source that prints it.
    """

    id: str = ROOT
    parent: str = ROOT
    vi: str = ""
    en: str = ""
    aggregate: str = "sum"
    power: Decimal | None = field(default=None, converter=_optional)
    weight_sum: Decimal | None = field(default=None, converter=_optional)
    weights: str = "given"
    weight_decimals: int | None = None
    max: ByPart | None = field(default=None, converter=_by_part)
    min: Decimal | None = field(default=None, converter=_optional)
    weight: Decimal = field(default=Decimal(1), converter=as_parameter)
    cap: Decimal | None = field(default=None, converter=_optional)
    floor: Decimal | None = field(default=None, converter=_optional)
    decimals: int | None = None
    half: str = "up"
    only: Where | None = field(default=None, converter=_where)
    extra: bool = False
    source: str = ""

    @property
    def weighs_by_data(self) -> bool:
        """Whether the weights are worked out from the units that are ranked."""
        return self.weights != "given"


@frozen(kw_only=True, field_transformer=typed)
class View:
    """A figure published beside the total and no part of it (RULES B7): an aggregate over any nodes.

    Parameters
    ----------
    id
        The name by which others call it.
    vi, en
        What reports call it, in Vietnamese and English.
    aggregate, power
        As of a group; a mean where nothing is said.
    over
        Nodes, or the weight of each node.
    weight_sum, weights, weight_decimals
        As of a group.
    cap, floor
        The value is brought into these limits after the aggregate, before it is rounded.
    decimals
        0 to 12: with how many decimals the value counts from here on; None passes it up exact.
    half
        What an exact half does: "up" (toward plus infinity), "away" (from zero) or "even".
    source
        The key of the source that prints it.
    """

    id: str
    vi: str = ""
    en: str = ""
    aggregate: str = "mean"
    power: Decimal | None = field(default=None, converter=_optional)
    over: tuple[tuple[str, Decimal], ...] = field(converter=_over)
    weight_sum: Decimal | None = field(default=None, converter=_optional)
    weights: str = "given"
    weight_decimals: int | None = None
    cap: Decimal | None = field(default=None, converter=_optional)
    floor: Decimal | None = field(default=None, converter=_optional)
    decimals: int | None = None
    half: str = "up"
    source: str = ""

    @property
    def weighs_by_data(self) -> bool:
        """Whether the weights are worked out from the units that are ranked."""
        return self.weights != "given"


Node: TypeAlias = Indicator | Group


def _fraction(number: Decimal | None) -> Fraction | None:
    return None if number is None else Fraction(number)
