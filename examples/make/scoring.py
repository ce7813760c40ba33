"""Exact arithmetic of a scorer by hand: nothing here knows the library, so that the two can be compared."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

__all__ = ["competition_ranks", "half_up", "no_tie_at", "ratio", "steps", "winners"]

Unit = TypeVar("Unit", bound=Hashable)


def half_up(value: Fraction, decimals: int) -> Fraction:
    """The value rounded to decimals, an exact half upward."""
    scale = 10**decimals
    return Fraction((value * scale * 2 + 1) // 2, scale)


def ratio(part: int | str, whole: int | str, points: int) -> Fraction:
    """Part of the whole times the points, never more than the points."""
    return min(Fraction(int(part), int(whole)), Fraction(1)) * points


def steps(count: int | str, ladder: Sequence[tuple[int, int]]) -> Fraction:
    """The points of the highest step that a whole count reaches; 0 below all of them."""
    return Fraction(max((points for bound, points in ladder if int(count) >= bound), default=0))


def competition_ranks(scores: Mapping[Unit, Fraction]) -> dict[Unit, int]:
    """1 + the number of better units."""
    return {unit: 1 + sum(other > score for other in scores.values()) for unit, score in scores.items()}


def winners(scores: Mapping[Unit, Fraction], count: int) -> list[Unit]:
    """The first `count` units, best first."""
    return sorted(scores, key=lambda unit: scores[unit], reverse=True)[:count]


def no_tie_at(scores: Mapping[Unit, Fraction], *edges: int) -> bool:
    """Whether no unit at place `edge` is tied with the next one."""
    ordered = sorted(scores.values(), reverse=True)
    return all(ordered[edge - 1] > ordered[edge] for edge in edges if edge < len(ordered))
