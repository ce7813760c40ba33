"""Quotas: how many units a share is, and who is cut where equals stand at the edge."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from ictindex.model.numbers import round_ticks

__all__ = ["EDGES", "ROUNDINGS", "Cut", "cut"]

Ints = NDArray[np.int64]


def _floor(quotas: Sequence[Fraction]) -> list[int]:
    return [quota.numerator // quota.denominator for quota in quotas]


def _nearest(quotas: Sequence[Fraction]) -> list[int]:
    return [round_ticks(quota, 0) for quota in quotas]


def _largest_remainder(quotas: Sequence[Fraction]) -> list[int]:
    """Floors, and the places left over to the largest remainders, an earlier row first (Hamilton's method).

    >>> _largest_remainder([Fraction(899, 100), Fraction(1209, 100), Fraction(992, 100)])
    [9, 12, 10]
    """
    counts = _floor(quotas)
    (left,) = _floor([sum(quotas, Fraction(0)) - sum(counts)])
    remainders = sorted(range(len(quotas)), key=lambda row: counts[row] - quotas[row])
    for row in remainders[:left]:
        counts[row] += 1
    return counts


# From the exact quotas of the rows that share a rounding to whole numbers of units.
ROUNDINGS: Mapping[str, Callable[[Sequence[Fraction]], list[int]]] = MappingProxyType(
    {"floor": _floor, "nearest": _nearest, "largest-remainder": _largest_remainder}
)

# Which of the equals at the edge of a quota are inside it.
EDGES: Mapping[str, Callable[[Ints], Ints]] = MappingProxyType(
    {"shrink": lambda tied: tied[:0], "extend": lambda tied: tied}
)


@frozen(eq=False, kw_only=True)
class Cut:
    """Who is inside a quota, and the equals at its edge (empty where it cuts between different units)."""

    taken: Ints
    tied: Ints


def cut(rows: Ints, merits: Ints, count: int, edge: str) -> Cut:
    """Cut a quota from rows that stand best first.

    Parameters
    ----------
    rows
        (candidates,) rows of units, best first.
    merits
        (candidates,) their merits, falling.
    count
        How many the quota is.
    edge
        ``shrink`` leaves all the equals at the edge outside, ``extend`` takes all of them in.
    """
    if count >= len(rows):
        return Cut(taken=rows, tied=rows[:0])
    if count <= 0 or merits[count - 1] != merits[count]:
        return Cut(taken=rows[: max(count, 0)], tied=rows[:0])
    at_edge = merits == merits[count]
    tied = rows[at_edge]
    better = rows[: int(np.argmax(at_edge))]
    return Cut(taken=np.concatenate((better, EDGES[edge](tied))), tied=tied)
