"""Figures: what a key orders by and a range looks at; one value per unit where it is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Protocol

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from ictindex.language import Digits, Sayable, Sentence, sentence
from ictindex.model.arrays import everywhere
from ictindex.model.numbers import decimal_of_ticks
from ictindex.model.ranges import Range
from ictindex.model.standing_rules import Key
from ictindex.ranking.order import NO_MERIT, merged
from ictindex.scoring.deciding import order_codes, round_to, within
from ictindex.scoring.quantity import LIMIT, Quantity, Whole, fraction_at, spread

__all__ = [
    "PERCENT_DECIMALS",
    "CountFigure",
    "Figure",
    "NodeFigure",
    "apart",
    "merit_of",
    "merits_by",
    "more_digits",
    "percent_figure",
]

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]

PERCENT_DECIMALS = 2


class Figure(Protocol):
    """The values of one name for all units."""

    @property
    def known(self) -> Bools:
        """(units,) where there is a value."""
        ...

    @property
    def codes(self) -> Ints:
        """(units,) integers in the order of the values, equal where they are; meaningless where unknown."""
        ...

    def inside(self, range_: Range) -> Bools:
        """(units,) whether the value is known and lies in the range, exactly."""
        ...

    def printed(self, row: int) -> Decimal | None:
        """The printed value of one unit."""
        ...

    def printed_of(self, rows: Sequence[int]) -> list[Decimal | None]:
        """The printed values of some units."""
        ...

    def exact(self, row: int) -> Fraction:
        """The value of one unit that decides."""
        ...

    def said(self, row: int) -> Sayable:
        """The printed value, or why there is none."""
        ...

    def in_full(self, row: int) -> Sayable:
        """The same, and of how many."""
        ...

    def told(self, range_: Range, row: int) -> Sayable:
        """What a condition on it found."""
        ...


@frozen(kw_only=True, eq=False, slots=False)
class NodeFigure:
    """A node, a view or the percent: the quantity that decides beside the digits that are printed.

    `look_up` gives the maximum of each unit and the units that have one, which few keys are asked for.
    """

    known: Bools
    decided: Quantity
    ticks: Ints
    decimals: int
    look_up: Callable[[], tuple[Quantity | None, Bools]] | None = None

    @cached_property
    def limits(self) -> tuple[Quantity | None, Bools]:
        """The maximum of each unit, if any has one, and (units,) who has one; the percent has none."""
        return (None, self.known) if self.look_up is None else self.look_up()

    @cached_property
    def codes(self) -> Ints:
        """(units,) integers in the order of the values."""
        return order_codes(self.decided, self.known)

    def inside(self, range_: Range) -> Bools:
        """(units,) whether the value is known and lies in the range; no maximum, no percent of it."""
        if not range_.uses_percent:
            return within(self.decided, range_, None, self.known)
        maximum, bounded = self.limits
        return within(self.decided, range_, maximum, self.known & bounded)

    def printed(self, row: int) -> Decimal | None:
        """The printed value of one unit."""
        return self.printed_of([row])[0]

    def printed_of(self, rows: Sequence[int]) -> list[Decimal | None]:
        """The printed values of some units."""
        return _printed(self.ticks, self.known, self.decimals, rows)

    def exact(self, row: int) -> Fraction:
        """The value of one unit that decides."""
        return fraction_at(self.decided, row)

    def said(self, row: int) -> Digits | Sentence:
        """The printed value, or that there is none."""
        value = self.printed(row)
        return sentence("not-applicable") if value is None else Digits(f"{value:f}")

    def in_full(self, row: int) -> Digits | Sentence:
        """The printed value, and of how many."""
        maximum, bounded = self.limits
        if maximum is None or not bounded[row]:
            return self.said(row)
        return sentence("of-maximum", value=self.said(row), maximum=Digits(_short(fraction_at(maximum, row))))

    def told(self, range_: Range, row: int) -> Sayable:
        """The value, and of how many, whatever the range is."""
        del range_
        return self.in_full(row)


_UNKNOWN = sentence("unknown")


@frozen(kw_only=True, eq=False)
class CountFigure:
    """Whole ticks of ``10**-decimals``: places or points gained on the previous year."""

    known: Bools
    codes: Ints
    decimals: int = 0
    why_not: Callable[[int], Sayable] = lambda _: _UNKNOWN

    def inside(self, range_: Range) -> Bools:
        """(units,) whether the value is known and lies in the range; percents of a change mean nothing."""
        return within(Whole(self.codes, 10**self.decimals, LIMIT), range_, None, self.known)

    def printed(self, row: int) -> Decimal | None:
        """The change of one unit."""
        return self.printed_of([row])[0]

    def printed_of(self, rows: Sequence[int]) -> list[Decimal | None]:
        """The changes of some units."""
        return _printed(self.codes, self.known, self.decimals, rows)

    def exact(self, row: int) -> Fraction:
        """The change of one unit."""
        return Fraction(int(self.codes[row]), 10**self.decimals)

    def said(self, row: int) -> Sayable:
        """The change with its sign, or why there is none."""
        value = self.printed(row)
        if value is not None:
            return Digits(f"{value:+f}")
        return self.why_not(row)

    def in_full(self, row: int) -> Sayable:
        """The same: a change is of no maximum."""
        return self.said(row)

    def told(self, range_: Range, row: int) -> Sayable:
        """The change, whatever the range is."""
        del range_
        return self.said(row)


def _printed(ticks: Ints, known: Bools, decimals: int, rows: Iterable[int]) -> list[Decimal | None]:
    # Plain integers and truth values, without a numpy number for each.
    numbers, there = ticks.data, known.data
    return [decimal_of_ticks(numbers[row], decimals) if there[row] else None for row in rows]


def percent_figure(percents: Quantity, known: Bools) -> NodeFigure:
    """The percent of the own maximum, printed with two digits."""
    ticks = round_to(percents, PERCENT_DECIMALS, "up", known).value
    return NodeFigure(
        known=known, decided=percents, ticks=spread(ticks.numerators, len(known)), decimals=PERCENT_DECIMALS
    )


def merit_of(figure: Figure, *, lower_is_better: bool) -> Ints:
    """(units,) the codes as merits: greater is better, and unknown values stand below all others."""
    codes = -figure.codes if lower_is_better else figure.codes
    return codes if everywhere(figure.known) else np.where(figure.known, codes, NO_MERIT)


def merits_by(keys: Iterable[Key], figure: Callable[[str], Figure]) -> Ints:
    """Merits (units,) by several keys, the first deciding; units without a value stand below the others."""
    return merged([merit_of(figure(key.name), lower_is_better=key.lower_is_better) for key in keys])


def more_digits(figure: Figure, row: int, digits: int = 12) -> Digits:
    """A value with more digits than are printed, where the printed ones do not show a difference."""
    value = figure.exact(row)
    return Digits(f"{Decimal(value.numerator) / Decimal(value.denominator):.{digits}f}")


def apart(figure: Figure, one: int, other: int) -> tuple[Sayable, Sayable]:
    """The values of two units that differ, with more digits where the printed ones do not show it."""
    found = figure.said(one), figure.said(other)
    return found if found[0] != found[1] else (more_digits(figure, one), more_digits(figure, other))


def _short(value: Fraction) -> str:
    """A maximum as people write it: 100, 92.5, or with six digits."""
    quotient = Decimal(value.numerator) / Decimal(value.denominator)
    return f"{quotient:f}" if Fraction(quotient) == value else f"{quotient:.6f}"
