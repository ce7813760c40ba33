"""What scoring works out once per rubric: for each leaf its limits and its maximum by class of units."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

import numpy as np
from attrs import frozen

from ictindex.model.bounds import greatest_of, maximum_of
from ictindex.model.nodes import Group, Indicator
from ictindex.model.number_text import NO_WORDS, YES_WORDS
from ictindex.model.rubric import RubricDraft
from ictindex.model.shapes import Against, Curve, Custom, Given, Levels, Shape, Steps, Yes
from ictindex.model.text import fold
from ictindex.model.where import InRange
from ictindex.scoring.arithmetic import lookup
from ictindex.scoring.cohort import Cohort
from ictindex.scoring.polyline import Polyline
from ictindex.scoring.quantity import EVERYWHERE, NOWHERE, BoolArray, IntArray, Quantity, Whole, constant

__all__ = [
    "BoundLeaf",
    "bind",
    "common_maxima",
    "gated_nodes",
    "lasting_gates",
    "points_by_code",
]

_YES_OR_NO = MappingProxyType({**dict.fromkeys(NO_WORDS, 0), **dict.fromkeys(YES_WORDS, 1)})


@frozen(eq=False)
class BoundLeaf:
    """A leaf's limits by class: class 0 is every unit, then one class per part that its `max` names.

    `lows`, `highs` and `scales` have a number per class (None where unbounded); `checked` says whether points can leave
    the limits at all; `table` holds the points by code of yes, levels and steps, `words` the codes of folded texts,
    `bounds` the bounds of steps, ascending, `curve` the line of a curve, `greatest` the maximum where all units are
    alike.
    """

    leaf: Indicator
    parts: tuple[tuple[str, int], ...]
    lows: tuple[Fraction | None, ...]
    highs: tuple[Fraction | None, ...]
    scales: tuple[Fraction, ...]
    checked: bool
    table: Whole | None
    words: Mapping[str, int]
    bounds: tuple[tuple[Fraction, bool], ...]
    curve: Polyline
    greatest: tuple[Quantity, BoolArray]

    @cached_property
    def ends(self) -> tuple[tuple[Fraction, ...], tuple[Fraction, ...]]:
        """The least and the most points by class; 0 where there is no such end."""
        return tuple(low or Fraction(0) for low in self.lows), tuple(high or Fraction(0) for high in self.highs)

    @cached_property
    def common_ends(self) -> tuple[Quantity, Quantity]:
        """The ends of the first class, as quantities."""
        return constant(self.ends[0][0]), constant(self.ends[1][0])

    @cached_property
    def from_zero_to_scale(self) -> bool:
        """Whether its points are a reading scaled to one maximum for all units, and its limits 0 and that maximum."""
        return (
            isinstance(self.leaf.shape, Given)
            and not self.parts
            and self.lows == (Fraction(0),)
            and self.highs == self.scales
        )

    def classes(self, cohort: Cohort) -> IntArray | None:
        """The class of each unit (units,), or None where all are alike."""
        if not self.parts:
            return None
        classes = np.zeros(len(cohort), dtype=np.int64)
        for number, (partition, code) in enumerate(self.parts, start=1):
            classes[cohort.codes(partition) == code] = number
        return classes

    def maximum(self, classes: IntArray | None, *, finished: bool = True) -> tuple[Quantity, BoolArray]:
        """The greatest points, after floor, cap and rounding where `finished`, and whether there is such a number.

        Arrays are () where all units are alike.
        """
        if classes is None and finished:
            return self.greatest
        highs = [greatest_of(self.leaf, high) if finished or high is None else high for high in self.highs]
        numbers = [high or Fraction(0) for high in highs]
        if classes is None:
            return constant(numbers[0]), self.greatest[1]
        return lookup(classes, numbers), np.array([high is not None for high in highs])[classes]


def bind(rubric: RubricDraft) -> Mapping[str, BoundLeaf]:
    """The bound leaves of a rubric, by id; call through ``rubric.once(bind)``."""
    places = {
        part: (partition.name, code)
        for partition in rubric.partitions
        for code, part in enumerate(partition.part_ids())
    }
    return MappingProxyType({leaf.id: _bound(leaf, places) for leaf in rubric.tree.leaves()})


def gated_nodes(rubric: RubricDraft) -> frozenset[str]:
    """The nodes that have an `only`, or lie in a group that has one; call through ``rubric.once``."""
    tree = rubric.tree
    own = [node.id for node in tree.nodes.values() if node.only is not None]
    return frozenset(own).union(*(tree.descendants(node_id) for node_id in own))


def lasting_gates(rubric: RubricDraft) -> frozenset[str]:
    """The gated nodes whose conditions look at who the units are and at no value; call through ``rubric.once``."""
    tree = rubric.tree
    own = [node for node in tree.nodes.values() if node.only is not None]
    looking = [node.id for node in own if node.only and any(isinstance(it, InRange) for it in node.only.walk())]
    return rubric.once(gated_nodes) - frozenset(looking).union(*(tree.descendants(node_id) for node_id in looking))


def common_maxima(rubric: RubricDraft) -> Mapping[str, Whole]:
    """The maxima of groups and views for a unit that has every node, where they are fractions that fit int64.

    They hold for all units where every node below applies and no maximum differs by part.
    """
    groups = [node for node in rubric.tree.nodes.values() if isinstance(node, Group)]
    found: dict[str, Whole] = {}
    for node_id in (*(group.id for group in groups), *(view.id for view in rubric.views)):
        high = maximum_of(rubric.tree, node_id, (), lambda _: True)
        value = None if high is None else constant(high)
        if isinstance(value, Whole):
            found[node_id] = value
    return MappingProxyType(found)


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
        table=_table(shape),
        words=_words(shape),
        bounds=tuple((Fraction(it.value), it.strict) for it, _ in shape.ascending) if isinstance(shape, Steps) else (),
        curve=Polyline(tuple((Fraction(x), Fraction(y)) for x, y in shape.knots) if isinstance(shape, Curve) else ()),
        greatest=_greatest(leaf, limits[0][1]),
        checked=isinstance(shape, Given | Custom) or (isinstance(shape, Against) and shape.method == "best"),
    )


def _greatest(leaf: Indicator, high: Fraction | None) -> tuple[Quantity, BoolArray]:
    greatest = greatest_of(leaf, high)
    return constant(greatest or Fraction(0)), NOWHERE if greatest is None else EVERYWHERE


def points_by_code(shape: Shape) -> list[Decimal]:
    """The points of no and yes, of the levels in their order, or by the number of steps reached."""
    if isinstance(shape, Yes):
        return [Decimal(0), shape.points]
    if isinstance(shape, Levels):
        return [number for _, number in shape.table]
    if isinstance(shape, Steps):
        return [shape.otherwise, *(number for _, number in shape.ascending)]
    return []


def _table(shape: Shape) -> Whole | None:
    points = points_by_code(shape)
    table = lookup(np.arange(len(points)), [Fraction(number) for number in points]) if points else None
    return table if isinstance(table, Whole) else None


def _words(shape: Shape) -> Mapping[str, int]:
    """The code of each folded word: of a level, or 1 for yes and 0 for no."""
    if isinstance(shape, Levels):
        return MappingProxyType({fold(text): code for code, (text, _) in enumerate(shape.table)})
    return _YES_OR_NO
