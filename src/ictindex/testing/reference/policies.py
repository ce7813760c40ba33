"""What the named policies give where there is nothing to score."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from ictindex.testing.reference.readings import CONSTANT, NO_DENOMINATOR, NO_VALUE, SILENT, Gap
from ictindex.testing.reference.shapes import Situation, limits

__all__ = ["points_of_gap"]


def points_of_gap(gap: Gap, situation: Situation) -> Fraction | None:
    """The points before floor, cap and rounding; None where the leaf leaves.

    An excluded unit refuses nobody's ranking: what its data lack is not applicable to it.

    Raises
    ------
    ValueError
        Where the policy is "refuse", or says "full" and there is no greatest number of points.
    """
    leaf = situation.leaf
    policies = {
        SILENT: leaf.missing,
        # A cell that says n/a where the node applies is no missing cell: only leaving answers it.
        NO_VALUE: leaf.missing if leaf.missing == "not-applicable" else "refuse",
        NO_DENOMINATOR: leaf.zero,
        CONSTANT: getattr(leaf.shape, "constant", "refuse"),
    }
    policy = policies.get(gap, "refuse")
    if policy == "not-applicable":
        return None
    fill = (_CONSTANT if gap is CONSTANT else _FILLED).get(policy)
    filled = None if fill is None else fill(situation)
    if filled is not None:
        return filled
    if situation.excluded:
        return None
    msg = f"{leaf.id}: {gap.why} ({policy})"
    raise ValueError(msg)


def _zero(situation: Situation) -> Fraction:
    del situation
    return Fraction(0)


def _full(situation: Situation) -> Fraction | None:
    return limits(situation.leaf, situation.parts)[1]


def _constant_zero(situation: Situation) -> Fraction:
    """The lower end, where the measure has ends, else 0."""
    low, _ = limits(situation.leaf, situation.parts)
    return Fraction(0) if low is None else low


def _constant_middle(situation: Situation) -> Fraction:
    low, high = limits(situation.leaf, situation.parts)
    return _average(situation) if low is None or high is None else (low + high) / 2


def _constant_full(situation: Situation) -> Fraction:
    _, high = limits(situation.leaf, situation.parts)
    return _average(situation) if high is None else high


def _average(situation: Situation) -> Fraction:
    """Where everybody stands when nobody stands out: a z-score of 0."""
    return Fraction(getattr(situation.leaf.shape, "mean", 0))


_FILLED: dict[str, Callable[[Situation], Fraction | None]] = {"zero": _zero, "full": _full}
_CONSTANT: dict[str, Callable[[Situation], Fraction]] = {
    "zero": _constant_zero,
    "middle": _constant_middle,
    "full": _constant_full,
}
