"""Readings (what is looked at) and shapes (how it becomes points): names and parameters only, no arithmetic."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import ClassVar, TypeAlias

from attrs import field, frozen

from ictindex.model.numbers import as_parameter
from ictindex.model.ranges import Bound
from ictindex.model.text import normalise
from ictindex.model.typed import expect, typed

__all__ = [
    "AGAINST_METHODS",
    "BETTER",
    "CONSTANT_POLICIES",
    "Against",
    "Curve",
    "Custom",
    "Given",
    "Levels",
    "Reading",
    "Shape",
    "Steps",
    "Yes",
]

_BINARY = ("/", "+", "-")
_UNARY = ("log10", "ln")
_NO_OPERATORS = ("*", "×", "÷", ":", "%", "^", "**", "//")
AGAINST_METHODS = ("best", "minmax", "zscore", "rank", "percentile", "borda")
BETTER = ("higher", "lower")
CONSTANT_POLICIES = ("refuse", "zero", "middle", "full", "not-applicable")


@frozen(kw_only=True, field_transformer=typed)
class Reading:
    """A column, two columns with one operator between them, or the logarithm of one.

    Parameters
    ----------
    column, second
        The columns.
    operator
        ``"/"``, ``"+"``, ``"-"``, ``"log10"``, ``"ln"``, or empty.

    >>> Reading.parse("may / can_bo")
    Reading(column='may', operator='/', second='can_bo')
    >>> str(Reading.parse("log10 gni"))
    'log10 gni'
    """

    column: str = field(converter=normalise)
    operator: str = ""
    second: str = field(default="", converter=normalise)

    @classmethod
    def parse(cls, text: str) -> Reading:
        """Read ``a``, ``a / b``, ``a + b``, ``a - b``, ``log10 a`` or ``ln a``; operators stand between spaces.

        Raises
        ------
        ValueError
            If the text has more than one operator or an empty side.
        """
        expect(text, str, "Reading", 'a text such as "a / b"')
        words = normalise(text).split(" ")
        strange = [word for word in words if word in _NO_OPERATORS]
        if strange:
            msg = (
                f"{text!r}: {strange[0]} is no operator of a reading; write a / b, and size it by `max`, curve or steps"
            )
            raise ValueError(msg)
        if words[0] in _UNARY and len(words) > 1:
            operator, rest = words[0], words[1:]
            if any(word in _BINARY for word in rest):
                msg = f"{text!r}: a reading has one operator; name the rest in a column of its own"
                raise ValueError(msg)
            return cls(column=" ".join(rest), operator=operator)
        signs = [place for place, word in enumerate(words) if word in _BINARY]
        if not signs:
            if not words[0]:
                msg = "a reading names a column"
                raise ValueError(msg)
            return cls(column=" ".join(words))
        (place, *more) = signs
        first, second = " ".join(words[:place]), " ".join(words[place + 1 :])
        if more or not first or not second:
            msg = (
                f"{text!r}: a reading is a column, or two columns with one of / + - between them, or log10 or ln of one"
            )
            raise ValueError(msg)
        return cls(column=first, operator=words[place], second=second)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns looked at."""
        return (self.column, self.second) if self.second else (self.column,)

    @property
    def is_share(self) -> bool:
        """Whether it is a quotient of two columns."""
        return self.operator == "/"

    @property
    def is_irrational(self) -> bool:
        """Whether its values are logarithms."""
        return self.operator in _UNARY

    def __str__(self) -> str:
        if self.second:
            return f"{self.column} {self.operator} {self.second}"
        return f"{self.operator} {self.column}" if self.operator else self.column


def _pairs_of_numbers(value: Iterable[Iterable[object]]) -> tuple[tuple[Decimal, Decimal], ...]:
    return tuple((as_parameter(x), as_parameter(points)) for x, points in value)


def _levels(value: Iterable[tuple[str, object]] | Mapping[str, object]) -> tuple[tuple[str, Decimal], ...]:
    pairs = value.items() if isinstance(value, Mapping) else value
    return tuple((normalise(text), as_parameter(points)) for text, points in pairs)


def _steps(value: Iterable[Iterable[object]]) -> tuple[tuple[Bound, Decimal], ...]:
    return tuple(
        (bound if isinstance(bound, Bound) else Bound.at_least(bound), as_parameter(points)) for bound, points in value
    )


def _ends(value: Iterable[object] | None) -> tuple[Decimal, Decimal] | None:
    if value is None:
        return None
    low, high = value
    return as_parameter(low), as_parameter(high)


def _arguments(value: Mapping[str, object] | Iterable[tuple[str, object]]) -> tuple[tuple[str, Decimal], ...]:
    pairs = value.items() if isinstance(value, Mapping) else value
    return tuple(sorted((name, as_parameter(number)) for name, number in pairs))


@frozen(kw_only=True, field_transformer=typed)
class Given:
    """The reading is the points; a share or a percent column is multiplied by the maximum (RULES A1)."""

    reads_text: ClassVar[bool] = False
    against_cohort: ClassVar[bool] = False

    def extremes(self) -> None:
        """A column as given has no bounds of its own."""


@frozen(field_transformer=typed)
class Yes:
    """Points for yes, none for no (RULES A7).

    Parameters
    ----------
    points
        What yes is worth; as text, a whole number or a Decimal.

    >>> Yes("2.5").points
    Decimal('2.5')
    """

    reads_text: ClassVar[bool] = True
    against_cohort: ClassVar[bool] = False

    points: Decimal = field(converter=as_parameter)

    def extremes(self) -> tuple[Decimal, Decimal]:
        """Least and greatest points."""
        return min(Decimal(0), self.points), max(Decimal(0), self.points)


@frozen(field_transformer=typed)
class Levels:
    """Points by named level (RULES A5).

    Parameters
    ----------
    table
        Pairs of level and points, or a mapping; case does not matter.
    """

    reads_text: ClassVar[bool] = True
    against_cohort: ClassVar[bool] = False

    table: tuple[tuple[str, Decimal], ...] = field(converter=_levels)

    def extremes(self) -> tuple[Decimal, Decimal]:
        """Least and greatest points."""
        points = [points for _, points in self.table]
        return min(points), max(points)


@frozen(field_transformer=typed)
class Steps:
    """The greatest bound that holds wins, in whatever order they stand; `otherwise` below all of them (RULES A4).

    Parameters
    ----------
    table
        Pairs of bound and points; a number is at least, ``">1"`` is more than.
    """

    reads_text: ClassVar[bool] = False
    against_cohort: ClassVar[bool] = False

    table: tuple[tuple[Bound, Decimal], ...] = field(converter=_steps)
    otherwise: Decimal = field(converter=as_parameter, kw_only=True)

    @property
    def ascending(self) -> tuple[tuple[Bound, Decimal], ...]:
        """The steps from the lowest bound up; more than 1 stands above at least 1."""
        return tuple(sorted(self.table, key=lambda step: (step[0].value, step[0].strict)))

    def extremes(self) -> tuple[Decimal, Decimal]:
        """Least and greatest points."""
        points = [self.otherwise, *(points for _, points in self.table)]
        return min(points), max(points)


@frozen(field_transformer=typed)
class Curve:
    """Piecewise linear between the knots, flat outside: caps, goalposts, targets, lower is better (RULES A8).

    Parameters
    ----------
    knots
        Pairs of reading and points.
    """

    reads_text: ClassVar[bool] = False
    against_cohort: ClassVar[bool] = False

    knots: tuple[tuple[Decimal, Decimal], ...] = field(converter=_pairs_of_numbers)

    def extremes(self) -> tuple[Decimal, Decimal]:
        """Least and greatest points."""
        points = [points for _, points in self.knots]
        return min(points), max(points)


@frozen(field_transformer=typed)
class Against:
    """The reading measured against the cohort: the ranked units of `of` with a present value (RULES A3, B5, B8).

    `method`: best (x / best), minmax, zscore (divisor n - 1), rank (ascending, 1 is worst, ties lowest), percentile
    ((rank - 1) / (present - 1)) or borda (rank - 1). `constant` says what happens where all values are equal.

    Parameters
    ----------
    to
        The two ends of minmax and percentile, in place of the maximum of the leaf.
    mean, sd
        What zscore makes of the mean and of the standard deviation.
    better
        "higher" or "lower": which readings are better.
    """

    reads_text: ClassVar[bool] = False
    against_cohort: ClassVar[bool] = True

    method: str
    of: str = field(default="all", kw_only=True)
    to: tuple[Decimal, Decimal] | None = field(default=None, converter=_ends, kw_only=True)
    mean: Decimal = field(default=Decimal(0), converter=as_parameter, kw_only=True)
    sd: Decimal = field(default=Decimal(1), converter=as_parameter, kw_only=True)
    better: str = field(default="higher", kw_only=True)
    constant: str = field(default="refuse", kw_only=True)

    def extremes(self) -> tuple[Decimal, Decimal] | None:
        """Least and greatest points, where the method has them."""
        if self.method in ("best", "minmax", "percentile"):
            low, high = self.to or (Decimal(0), Decimal(1))
            return min(low, high), max(low, high)
        return None

    @property
    def scales_to_max(self) -> bool:
        """Whether the node's maximum sizes the result."""
        return self.method in ("best", "minmax", "percentile") and self.to is None


@frozen(field_transformer=typed)
class Custom:
    """A shape that a plugin adds, by its full name, with its arguments as (name, decimal) pairs."""

    reads_text: ClassVar[bool] = False
    against_cohort: ClassVar[bool] = False

    name: str
    arguments: tuple[tuple[str, Decimal], ...] = field(default=(), converter=_arguments)

    def extremes(self) -> None:
        """Bounds are the node's declared minimum and maximum."""


Shape: TypeAlias = Given | Yes | Levels | Steps | Curve | Against | Custom
