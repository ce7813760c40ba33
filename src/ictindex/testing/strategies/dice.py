"""Draws from hypothesis in a few words; every strategy of this package is built from these.

A random rubric with its data takes some hundred draws. Strategies made anew for each of them would cost more
than the law under test, so all draws come from a few cached ones; they shrink toward the first option.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache
from random import Random
from typing import TypeVar

from hypothesis import strategies as st

__all__ = ["Dice", "seeded_dice"]

T = TypeVar("T")

_HAIR = Decimal("1e-9")


@cache
def _integers(low: int, high: int) -> st.SearchStrategy[int]:
    return st.integers(low, high)


@cache
def _bytes(count: int) -> st.SearchStrategy[bytes]:
    return st.binary(min_size=count, max_size=count)


def seeded_dice(seed: int) -> Dice:
    """Dice of a plain random generator: for tables that are too large for hypothesis to draw and shrink."""
    generator = Random(seed)  # noqa: S311 - test data are no secret
    return Dice(generator.randint, lambda count: list(generator.randbytes(count)))


class Dice:
    """Draws one after the other.

    `between` gives a whole number from low to high, `many` so many numbers from 0 to 255 in one draw.
    """

    def __init__(self, between: Callable[[int, int], int], many: Callable[[int], list[int]]) -> None:
        self.between = between
        self.many = many

    @classmethod
    def of(cls, draw: st.DrawFn) -> Dice:
        """Dice of hypothesis."""
        return cls(lambda low, high: draw(_integers(low, high)), lambda count: list(draw(_bytes(count))))

    def one(self, options: Sequence[T]) -> T:
        """One of several."""
        return options[self.between(0, len(options) - 1)]

    def some(self, options: Sequence[T], least: int, most: int) -> list[T]:
        """Some of several, in any order, none twice."""
        left = list(options)
        return [left.pop(self.between(0, len(left) - 1)) for _ in range(self.between(least, min(most, len(left))))]

    def shuffled(self, options: Sequence[T]) -> list[T]:
        """All of several in any order."""
        return self.some(options, len(options), len(options))

    def chance(self, times: int) -> bool:
        """True once in so many times."""
        return self.between(0, times - 1) == times - 1

    def decimal(self, low: Decimal | int, high: Decimal | int, digits: int = 2) -> Decimal:
        """A decimal from low to high with at most so many digits and a half; halves and ends come often.

        A 5 behind the last digit is where rounding rules part ways, and the ends are where bounds stand.
        """
        low, high = Decimal(low), Decimal(high)
        if self.chance(8):
            return self.one((low, high))
        unit = Decimal(1).scaleb(-self.between(0, digits))
        first = int((low / unit).to_integral_value("ROUND_CEILING"))
        whole = self.between(first, max(first, int(high / unit)))
        found = (whole + self.one((Decimal(0), Decimal(0), Decimal("0.5")))) * unit
        if self.chance(12):
            # A hair beside a boundary, where only exact arithmetic knows the side.
            found += self.one((_HAIR, -_HAIR))
        return min(max(found, low), high)
