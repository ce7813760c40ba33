"""How a reading becomes points: one function per shape, chosen by a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np
from attrs import frozen

from ictindex.model.columns import MISSING, NOT_APPLICABLE, PRESENT
from ictindex.model.nodes import Indicator
from ictindex.model.shapes import Against, Curve, Custom, Given, Levels, Steps, Yes
from ictindex.scoring import exact
from ictindex.scoring.arithmetic import affine, divide, lookup
from ictindex.scoring.binding import BoundLeaf, points_by_code
from ictindex.scoring.cohort import Cohort
from ictindex.scoring.deciding import ends_reached, reaches
from ictindex.scoring.quantity import (
    BoolArray,
    IntArray,
    Quantity,
    Whole,
    constant,
    from_integers,
    spread,
)
from ictindex.scoring.reading import Cells, Looked, look

if TYPE_CHECKING:  # loaded for rubrics that have such shapes
    from ictindex.scoring.against import CohortsOf
    from ictindex.scoring.shape_spec import ShapeSpec

__all__ = ["Context", "Points", "Statistics", "points_of", "read_leaf"]


class Statistics(Protocol):
    """Whom the units are measured against where they are one part of many."""

    def cohorts_of(self, node_id: str) -> CohortsOf:
        """The cohorts of a leaf's parts."""
        ...


@frozen(eq=False)
class Context:
    """What a shape may look at beside its reading, and how many nodes may be worked out side by side."""

    cells: Cells
    cohort: Cohort
    bound: Mapping[str, BoundLeaf]
    shapes: Mapping[str, ShapeSpec]
    statistics: Statistics | None = None
    workers: int = 1


class Points(NamedTuple):
    """Points of all units and, by problem code, the units that have none."""

    value: Quantity
    refused: tuple[tuple[str, BoolArray], ...] = ()


def read_leaf(leaf: Indicator, context: Context) -> Looked:
    """The leaf's reading: numbers, or the codes of levels and of yes and no."""
    if not leaf.shape.reads_text:
        return look(leaf.reading, context.cells)
    texts = context.cells.text(leaf.reading.column)
    units = len(context.cohort)
    nothing = context.cells.nothing
    if texts is None:
        blank = from_integers(np.zeros(units, dtype=np.int64))
        return Looked(blank, nothing, nothing, nothing, nothing, context.cells.everyone)
    words = context.bound[leaf.id].words
    table = np.array([words.get(text, -1) for text in texts.folded] or [-1], dtype=np.int64)
    codes = table[texts.codes] if units else np.zeros(0, np.int64)
    if texts.is_full and int(table.min()) >= 0:
        return Looked.full(from_integers(codes), nothing)
    present = texts.state == PRESENT
    unreadable = present & (codes < 0)
    value = from_integers(np.where(present & ~unreadable, codes, 0))
    return Looked(value, texts.state == MISSING, texts.state == NOT_APPLICABLE, nothing, nothing, unreadable)


def _scaled_to_max(leaf: Indicator, value: Quantity, context: Context) -> Quantity:
    bound = context.bound[leaf.id]
    return affine(value, bound.classes(context.cohort), [(scale, Fraction(0)) for scale in bound.scales])


def _given(leaf: Indicator, looked: Looked, live: BoolArray, context: Context) -> Points:
    del live
    if leaf.max is None or not (leaf.reading.is_share or _is_percent(leaf, context)):
        return Points(looked.value)
    if looked.share is None:
        return Points(_scaled_to_max(leaf, looked.value, context))
    bound = context.bound[leaf.id]
    if not bound.parts:
        return Points(divide(*looked.share, bound.scales[0]))
    # a / b * max is (a * max) / b: one division of integers less to round.
    top, bottom = looked.share
    return Points(divide(_scaled_to_max(leaf, top, context), bottom))


def _is_percent(leaf: Indicator, context: Context) -> bool:
    kinds = [context.cells.rubric.column_kind(name) for name in leaf.reading.columns]
    return kinds == ["percent"] and not leaf.reading.operator


def _coded(leaf: Indicator, looked: Looked, live: BoolArray, context: Context) -> Points:
    """Yes and levels: the points of the text's code."""
    del live
    assert isinstance(looked.value, Whole)
    return Points(_from_table(leaf, spread(looked.value.numerators, len(looked.missing)), context))


def _from_table(leaf: Indicator, codes: IntArray, context: Context) -> Quantity:
    table = context.bound[leaf.id].table
    if table is None:
        # Points of more digits than int64 holds.
        return lookup(codes, [Fraction(number) for number in points_by_code(leaf.shape)])
    return Whole(table.numerators[codes], table.denominator, table.largest)


def _steps(leaf: Indicator, looked: Looked, live: BoolArray, context: Context) -> Points:
    """The number of bounds reached, ascending, is the index of the greatest that holds."""
    bounds, value = context.bound[leaf.id].bounds, looked.value
    if isinstance(value, Whole):
        return Points(_from_table(leaf, spread(ends_reached(value, bounds), len(live)), context))
    reached = np.zeros(len(live), dtype=np.int64)
    for bound, strict in bounds:
        reached += reaches(value, bound, strict=strict, live=live)
    return Points(_from_table(leaf, reached, context))


def _curve(leaf: Indicator, looked: Looked, live: BoolArray, context: Context) -> Points:
    del live
    return Points(context.bound[leaf.id].curve.points(looked.value))


def _against(leaf: Indicator, looked: Looked, live: BoolArray, context: Context) -> Points:
    from ictindex.scoring.against import measure

    shape = leaf.shape
    assert isinstance(shape, Against)
    part = np.zeros(len(live), np.int64) if shape.of == "all" else context.cohort.codes(shape.of).astype(np.int64)
    others = {} if context.statistics is None else {"cohorts_of": context.statistics.cohorts_of(leaf.id)}
    measured = measure(shape, looked.value, present=live, ranked=context.cohort.active, part=part, **others)
    value = measured.value
    if leaf.max is not None and shape.scales_to_max:
        value = _scaled_to_max(leaf, value, context)
    refused = [("constant", measured.constant), ("zero", measured.zero), ("negative-best", measured.negative)]
    if shape.of != "all":
        refused.append(("no-cohort", live & (part < 0)))
    return Points(value, tuple(refused))


def _custom(leaf: Indicator, looked: Looked, live: BoolArray, context: Context) -> Points:
    """A plugin's shape, through its exact function; each distinct reading is worked out once, in ascending order."""
    assert isinstance(leaf.shape, Custom)
    name, dataset = leaf.shape.name, context.cells.dataset
    rows: dict[Fraction, list[int]] = {}
    for row in np.flatnonzero(live).tolist():
        rows.setdefault(exact.to_fraction(looked.value.exact(row)), []).append(row)
    readings = sorted(rows)

    def at(place: int) -> str:
        return f' of unit "{dataset.units[rows[readings[place]][0]].id}" at node "{leaf.id}"'

    points = context.shapes[name].table(name, readings, dict(leaf.shape.arguments), at=at)
    codes = np.zeros(len(live), dtype=np.int64)
    for code, reading in enumerate(readings):
        codes[rows[reading]] = code
    nothing = Fraction(0)
    return Points(affine(constant(nothing), codes, [(nothing, it) for it in points or [nothing]]))


_POINTS: Mapping[type, Callable[[Indicator, Looked, BoolArray, Context], Points]] = MappingProxyType(
    {
        Given: _given,
        Yes: _coded,
        Levels: _coded,
        Steps: _steps,
        Curve: _curve,
        Against: _against,
        Custom: _custom,
    }
)


def points_of(leaf: Indicator, looked: Looked, live: BoolArray, context: Context) -> Points:
    """The points of all units with a present value (`live`); elsewhere any finite value."""
    return _POINTS[type(leaf.shape)](leaf, looked, live, context)
