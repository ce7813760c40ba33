"""Draws from hypothesis in a few words; every strategy of this package is built from these.

A random rubric with its data takes some hundred draws. Strategies made anew for each of them would cost more
than the law under test, so all draws come from a few cached ones; they shrink toward the first option.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from hypothesis import strategies as st

__all__ = ["Dice"]

T = TypeVar("T")


@cache
def _integers(low: int, high: int) -> st.SearchStrategy[int]:
    return st.integers(low, high)


@cache
def _bytes(count: int) -> st.SearchStrategy[bytes]:
    return st.binary(min_size=count, max_size=count)


class Dice:
    """Draws one after the other."""

    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self._draw = draw

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high."""
        found: int = self._draw(_integers(low, high))
        return found

    def many(self, count: int) -> list[int]:
        """So many numbers from 0 to 255, in one draw."""
        return list(self._draw(_bytes(count)))

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
        return min(max(found, low), high)
