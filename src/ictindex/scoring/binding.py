"""What scoring works out once per rubric: for each leaf its limits and its maximum by class of units."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from types import MappingProxyType

import numpy as np
from attrs import frozen

from ictindex.model.bounds import finish
from ictindex.model.nodes import Indicator
from ictindex.model.rubric import RubricDraft
from ictindex.model.shapes import Against, Custom, Given
from ictindex.scoring.arithmetic import lookup
from ictindex.scoring.cohort import Cohort
from ictindex.scoring.quantity import BoolArray, IntArray, Quantity, constant

__all__ = ["BoundLeaf", "bind"]


@frozen(eq=False)
class BoundLeaf:
    """A leaf's limits by class: class 0 is every unit, then one class per part that its `max` names.

    `lows`, `highs` and `scales` have a number per class (None where unbounded); `checked` says whether points can leave
    the limits at all.
    """

    leaf: Indicator
    parts: tuple[tuple[str, int], ...]
    lows: tuple[Fraction | None, ...]
    highs: tuple[Fraction | None, ...]
    scales: tuple[Fraction, ...]
    checked: bool

    def classes(self, cohort: Cohort) -> IntArray | None:
        """The class of each unit (units,), or None where all are alike."""
        if not self.parts:
            return None
        classes = np.zeros(len(cohort), dtype=np.int64)
        for number, (partition, code) in enumerate(self.parts, start=1):
            classes[cohort.codes(partition) == code] = number
        return classes

    def maximum(self, classes: IntArray | None, units: int, *, finished: bool) -> tuple[Quantity, BoolArray]:
        """The greatest points, after floor, cap and rounding where `finished`, and whether there is such a number."""
        highs = [Fraction(0) if high is None else finish(self.leaf, high) if finished else high for high in self.highs]
        known = np.array([high is not None for high in self.highs])
        if classes is None:
            return constant(highs[0]), np.full(units, known[0])
        return lookup(classes, highs), known[classes]


def bind(rubric: RubricDraft) -> Mapping[str, BoundLeaf]:
    """The bound leaves of a rubric, by id; call through ``rubric.once(bind)``."""
    places = {
        part: (partition.name, code) for partition in rubric.partitions for code, part in enumerate(partition.part_ids())
    }
    return MappingProxyType({leaf.id: _bound(leaf, places) for leaf in rubric.tree.leaves()})


def _bound(leaf: Indicator, places: Mapping[str, tuple[str, int]]) -> BoundLeaf:
    named = [part for part, _ in leaf.max.parts] if leaf.max is not None else []
    limits = [leaf.limits(), *(leaf.limits([part]) for part in named)]
    sizes = [None] if leaf.max is None else [leaf.max.default, *(number for _, number in leaf.max.parts)]
    shape = leaf.shape
    return BoundLeaf(
        leaf=leaf,
        parts=tuple(places[part] for part in named),
        lows=tuple(low for low, _ in limits),
        highs=tuple(high for _, high in limits),
        # A class without a maximum of its own takes a ratio as it is.
        scales=tuple(Fraction(1) if size is None else Fraction(size) for size in sizes),
        checked=isinstance(shape, Given | Custom) or (isinstance(shape, Against) and shape.method == "best"),
    )
