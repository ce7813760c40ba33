"""The greatest that a group can come to, for every unit, from the greatest of what it is worked out from."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from ictindex.model.nodes import Group, Indicator, View
from ictindex.scoring.aggregates import Term, aggregate, counts
from ictindex.scoring.arithmetic import choose, extreme
from ictindex.scoring.binding import common_maxima
from ictindex.scoring.deciding import round_to
from ictindex.scoring.quantity import EVERYWHERE, NOWHERE, BoolArray, Quantity, constant, is_common
from ictindex.scoring.reading import Maximum
from ictindex.scoring.shapes import Context

__all__ = ["NONNEGATIVE", "Component", "clamped", "group_maximum"]

NONNEGATIVE = ("geometric", "harmonic", "power")
_ZERO = constant(Fraction(0))


class Component(NamedTuple):
    """What a group is worked out from: its weight, the units it applies to, its maximum and who has one."""

    weight: Fraction
    applies: BoolArray
    maximum: Quantity
    bounded: BoolArray


def clamped(node: Indicator | Group | View, value: Quantity) -> Quantity:
    """The value after the node's own floor, then its cap."""
    if node.floor is not None:
        value = extreme([value, constant(Fraction(node.floor))], [EVERYWHERE, EVERYWHERE], greatest=True)
    if node.cap is not None:
        value = extreme([value, constant(Fraction(node.cap))], [EVERYWHERE, EVERYWHERE], greatest=False)
    return value


def group_maximum(node: Group | View, components: Sequence[Component], context: Context) -> Maximum:
    """The same aggregate of the components' maxima, bonus and penalty left out, after the same clamps and rounding.

    Where all units are alike there is one maximum, () throughout; else that of each.
    """
    everyone = context.cells.everyone
    known = context.cohort.rubric.once(common_maxima).get(node.id)
    alike = [it.applies is everyone and it.bounded is EVERYWHERE and is_common(it.maximum) for it in components]
    if known is not None and all(alike):
        return known, EVERYWHERE
    bounded = EVERYWHERE
    for it in components:
        counted = it.weight or node.aggregate not in ("mean", *NONNEGATIVE)
        if counted and it.bounded is not EVERYWHERE and not it.bounded.all():
            bounded = bounded & (it.bounded | ~it.applies)
    terms = [Term(it.maximum, it.weight, it.applies, full=it.applies is everyone) for it in components]
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
