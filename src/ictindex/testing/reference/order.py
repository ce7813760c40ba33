"""Keys, order and ranks: units compared pairwise, equals gathered, places counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cmp_to_key
from hashlib import sha256
from typing import TypeAlias

from ictindex.model import Key
from ictindex.testing.reference.numbers import Number, compare

__all__ = [
    "Comparison",
    "KeyValue",
    "compare_by",
    "drawn_first",
    "groups_of",
    "id_first",
    "in_turn",
    "ranks_of",
]

# Below 0 where the first unit stands better.
Comparison: TypeAlias = Callable[[str, str], int]
# The value of a key (its name) for a unit; None where there is none.
KeyValue: TypeAlias = Callable[[str, str], "Number | None"]


def compare_by(keys: Sequence[Key], value: KeyValue) -> Comparison:
    """Compare by the first key that differs; a unit without a value stands behind all others."""

    def comparison(left: str, right: str) -> int:
        for key in keys:
            found = _compare_values(value(left, key.name), value(right, key.name), lower=key.lower_is_better)
            if found:
                return found
        return 0

    return comparison


def _compare_values(left: Number | None, right: Number | None, *, lower: bool) -> int:
    if left is None or right is None:
        return (left is None) - (right is None)
    return compare(left, right) if lower else compare(right, left)


def in_turn(*comparisons: Comparison) -> Comparison:
    """The first comparison that tells two units apart."""

    def comparison(left: str, right: str) -> int:
        return next((found for it in comparisons if (found := it(left, right))), 0)

    return comparison


def id_first(left: str, right: str) -> int:
    """By unit id, code point by code point."""
    return (left > right) - (left < right)


def drawn_first(seed: str | None) -> Comparison:
    """By the lot of each unit: SHA-256 of the seed, a colon and the id."""

    def lot(unit: str) -> str:
        return sha256(f"{seed or ''}:{unit}".encode()).hexdigest()

    def comparison(left: str, right: str) -> int:
        return (lot(left) > lot(right)) - (lot(left) < lot(right))

    return comparison


def groups_of(units: Iterable[str], comparison: Comparison, listing: Comparison = id_first) -> list[list[str]]:
    """Units best first, equals together (as a listing has them among themselves, so that no order of rows shows)."""
    groups: list[list[str]] = []
    for unit in sorted(sorted(units, key=cmp_to_key(listing)), key=cmp_to_key(comparison)):
        if groups and comparison(groups[-1][0], unit) == 0:
            groups[-1].append(unit)
        else:
            groups.append([unit])
    return groups


def ranks_of(groups: Sequence[Sequence[str]], method: str) -> dict[str, int]:
    """The rank of every unit: competition 1224, modified 1334, dense 1223; ordinal meets no equals."""
    ranks: dict[str, int] = {}
    better = 0
    for place, group in enumerate(groups, start=1):
        numbers = {
            "competition": better + 1,
            "modified": better + len(group),
            "dense": place,
            "ordinal": better + 1,
        }
        ranks |= dict.fromkeys(group, numbers[method])
        better += len(group)
    return ranks
