"""What a node comes to for all units, and the greatest that it can come to for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from ictindex.model.nodes import Group, Indicator, View
from ictindex.scoring.aggregates import Term, aggregate, counts
from ictindex.scoring.arithmetic import choose, extreme
from ictindex.scoring.binding import common_maxima, counted_children
from ictindex.scoring.deciding import round_to
from ictindex.scoring.quantity import EVERYWHERE, NOWHERE, BoolArray, Quantity, constant, is_common
from ictindex.scoring.shapes import Context

__all__ = ["NONNEGATIVE", "NodeResult", "clamped", "group_maximum"]

NONNEGATIVE = ("geometric", "harmonic", "power")
_ZERO = constant(Fraction(0))


class NodeResult(NamedTuple):
    """One node of all units, (units,) throughout.

    `value` is unrounded, `printed` after the node's own rounding (the same where it has none); both hold any finite
    number where `applies` does not hold. `maximum` is the unit's own, where `bounded` (() if all are alike) and
    `applies` hold. `undecided` counts the units that the error bound left to exact arithmetic.
    """

    value: Quantity
    printed: Quantity
    applies: BoolArray
    maximum: Quantity
    bounded: BoolArray
    undecided: int = 0


def clamped(node: Indicator | Group | View, value: Quantity) -> Quantity:
    """The value after the node's own floor, then its cap."""
    if node.floor is not None:
        value = extreme([value, constant(Fraction(node.floor))], [EVERYWHERE, EVERYWHERE], greatest=True)
    if node.cap is not None:
        value = extreme([value, constant(Fraction(node.cap))], [EVERYWHERE, EVERYWHERE], greatest=False)
    return value


def group_maximum(
    node: Group | View, results: Mapping[str, NodeResult], context: Context
) -> tuple[Quantity, BoolArray]:
    """The same aggregate of the children's maxima, bonus and penalty left out, after the same clamps and rounding."""
    rubric = context.cohort.rubric
    below = [(results[child], weight) for child, weight in rubric.once(counted_children)[node.id]]
    looked_at = [part for it, _ in below for part in (it.applies, it.bounded, it.maximum)]
    return context.cells.maximum(node.id, looked_at, lambda: _worked_out(node, below, context))


def _worked_out(
    node: Group | View, below: Sequence[tuple[NodeResult, Fraction]], context: Context
) -> tuple[Quantity, BoolArray]:
    """The one maximum of units that are all alike, else that of each."""
    everyone = context.cells.everyone
    known = context.cohort.rubric.once(common_maxima).get(node.id)
    alike = [it.applies is everyone and it.bounded is EVERYWHERE and is_common(it.maximum) for it, _ in below]
    if known is not None and all(alike):
        return known, EVERYWHERE
    bounded = EVERYWHERE
    for it, weight in below:
        counted = weight or node.aggregate not in ("mean", *NONNEGATIVE)
        if counted and it.bounded is not EVERYWHERE and not it.bounded.all():
            bounded = bounded & (it.bounded | ~it.applies)
    terms = [Term(it.maximum, weight, it.applies, full=it.applies is everyone) for it, weight in below]
    if terms and counts(node.aggregate, terms) and bounded.any():
        value, present = aggregate(node.aggregate, terms, 1 if node.power is None else int(node.power))
        bounded = bounded if present is everyone else bounded & present
    else:
        value, bounded = _ZERO, NOWHERE
    if node.cap is not None and not bounded.all():
        # Its cap bounds a node that nothing else does.
        value, bounded = choose(bounded, value, constant(Fraction(node.cap))), EVERYWHERE
    value = clamped(node, value)
    if node.decimals is not None:
        value = round_to(value, node.decimals, node.half, everyone & bounded).value
    return value, bounded
