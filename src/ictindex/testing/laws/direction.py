"""Whether a shape that a plugin adds goes the way that it declares; half of law L5."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from ictindex.model import Custom, Indicator
from ictindex.scoring.exact import compare
from ictindex.testing.case import Case
from ictindex.testing.reference.readings import reader

__all__ = ["broken_promises"]

# By the declared direction: what points may not do from a reading to a greater one, and its sign.
_AGAINST = {"rising": ("fall", -1), "falling": ("rise", 1)}


def broken_promises(case: Case) -> Iterator[str]:
    """Pairs of readings between which a shape goes against its declared direction.

    Every ranking looks at the readings of its data; because a shape may turn between two of them, the middles are
    looked at too.
    """
    for leaf in case.rubric.tree.leaves():
        if isinstance(leaf.shape, Custom) and leaf.shape.name in case.shapes and not case.reads_a_step(leaf):
            yield from _turns(case, leaf, leaf.shape)


def _turns(case: Case, leaf: Indicator, shape: Custom) -> Iterator[str]:
    spec = case.shapes[shape.name]
    if spec.monotone not in _AGAINST:
        return
    turns, sign = _AGAINST[spec.monotone]
    arguments = dict(shape.arguments)
    points = [(it, spec.points(shape.name, it, arguments)) for it in _places(case, leaf)]
    for (low, before), (high, after) in pairwise(points):
        if compare(after, before) == sign:
            yield (
                f"{shape.name} is declared {spec.monotone}, and its points {turns} "
                f"from {before} at {low} to {after} at {high}"
            )


def _places(case: Case, leaf: Indicator) -> list[Fraction]:
    read = reader(leaf, case.dataset, case.rubric)
    found = (read(row) for row in range(len(case.dataset)))
    known = sorted({it for it in found if isinstance(it, Fraction)})
    return sorted({*known, *((low + high) / 2 for low, high in pairwise(known))})
