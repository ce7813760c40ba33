"""The moved nodes of many scenarios at once, in whole numbers: one matrix product per node.

For sums and means of whole numbers. A node is ``n / d``: n adds up ``weight * multiplier * numerator`` of the children
that stay as they are by one product of matrices, then those of the moved children. The product is taken in doubles
where every sum of absolute terms is below 2**53, so that no partial sum, in whatever order, is ever rounded; else in
int64 below 2**62. Whoever does not fit is left to `apart`, which says why.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from ictindex.analysis.apart import Apart, before
from ictindex.analysis.design import Design, Weighing, holder_of
from ictindex.model.nodes import ROOT, Group, View
from ictindex.scoring.deciding import round_quotients, round_to
from ictindex.scoring.evaluation import NodeResult
from ictindex.scoring.quantity import LIMIT, IntArray, Whole, constant, spread
from ictindex.scoring.scores import Scores

__all__ = ["Together", "Way", "plan"]

_IN_DOUBLES = 2**53
_NOTHING = constant(Fraction(0))

Bools = NDArray[np.bool_]


class _Unfit(Exception):
    """What keeps a node from whole numbers."""


@frozen(kw_only=True, eq=False)
class _Sum:
    """``weights @ fixed`` and what the moved children add, over a denominator; shapes as in `Weighing`.

    `fixed` is (children, units), 0 where a child does not apply or is moved; `masks` likewise 1 and 0, or None where
    every child applies to every unit. `moved` has the place and the multiplier of each moved child. `denominator` is
    one number, or None for a mean whose weights add up to something else in another scenario or for another unit;
    `base` is the part of it that all share.
    """

    weights: NDArray[Any]
    fixed: NDArray[Any]
    masks: NDArray[np.float64] | None
    moved: tuple[tuple[int, str, int], ...]
    base: int
    denominator: int | None
    largest: int


@frozen(kw_only=True, eq=False)
class _NodePlan:
    node: Group | View
    weighing: Weighing
    points: _Sum
    maxima: _Sum | None
    limits: tuple[int | None, int | None]


@frozen(kw_only=True, eq=False)
class Together:
    """The moved nodes of some scenarios by products of matrices."""

    scores: Scores
    design: Design
    plans: tuple[_NodePlan, ...]
    in_doubles: bool

    @property
    def why(self) -> str:
        """How the products are taken, for the plan's report."""
        return "whole numbers below 2**53, one product of doubles" if self.in_doubles else "whole numbers in int64"

    def results(self, scenarios: range) -> Mapping[str, NodeResult]:
        """The results of all moved nodes, flat."""
        found: dict[str, NodeResult] = {}
        for plan_ in self.plans:
            found[plan_.weighing.node] = self._node(plan_, found, scenarios)
        return found

    def _node(self, plan_: _NodePlan, found: Mapping[str, NodeResult], scenarios: range) -> NodeResult:
        count, units = len(scenarios), len(self.scores)
        rows = slice(scenarios.start, scenarios.stop) if len(plan_.weighing.weights) > 1 else slice(0, 1)
        applies = self._applies(plan_, found, rows, count)
        value = _value(plan_, plan_.points, found, rows, (count, units), applies)
        maximum, bounded = _NOTHING, np.zeros(count * units, dtype=np.bool_)
        if plan_.maxima is not None:
            maximum = _value(plan_, plan_.maxima, found, rows, (count, units), applies)
            bounded = applies
        return NodeResult(value, value, applies, maximum, bounded)

    def _applies(self, plan_: _NodePlan, found: Mapping[str, NodeResult], rows: slice, count: int) -> Bools:
        """(count * units,) where a child that is not left out applies, and the gates let the unit pass."""
        units = len(self.scores)
        kept: Any = plan_.weighing.weights[rows] > 0
        held: Any = np.zeros((1, units), dtype=np.bool_)
        still = [place for place, name in enumerate(plan_.weighing.children) if name not in found]
        if still and plan_.points.masks is None:
            held = kept[:, still].any(axis=1)[:, None]
        elif still and plan_.points.masks is not None:
            held = kept[:, still].astype(np.float64) @ plan_.points.masks[still] > 0
        for place, name, _ in plan_.points.moved:
            held = held | (kept[:, place, None] & found[name].applies.reshape(count, units))
        gate = self.scores.passes(plan_.weighing.node)
        return np.asarray(np.broadcast_to(held & gate, (count, units))).ravel()


def _value(
    plan_: _NodePlan,
    terms: _Sum,
    found: Mapping[str, NodeResult],
    rows: slice,
    shape: tuple[int, int],
    applies: Bools,
) -> Whole:
    """One sum or mean of every scenario and unit, clamped and rounded as the node says."""
    weights = terms.weights[rows] if len(terms.weights) > 1 else terms.weights
    total: Any = (weights @ terms.fixed).astype(np.int64)
    for place, name, multiplier in terms.moved:
        child = found[name]
        value = child.printed if terms is plan_.points else child.maximum
        assert isinstance(value, Whole)
        part = np.where(child.applies, value.numerators, 0).reshape(shape)
        total = total + weights[:, place, None].astype(np.int64) * multiplier * part
    total = np.broadcast_to(total, shape)
    node = plan_.node
    if terms.denominator is not None:
        value = Whole(total.ravel(), terms.denominator, terms.largest)
        if node.decimals is None:
            return value
        value = round_to(value, node.decimals, node.half, applies).value
    else:
        assert node.decimals is not None
        divisors = _divisors(terms, weights, found, shape)
        ticks = round_quotients(total, divisors, node.decimals, node.half).ravel()
        value = Whole(ticks, 10**node.decimals, _room_of_ticks(terms, node.decimals))
    return _clamped(value, plan_.limits)


def _divisors(terms: _Sum, weights: NDArray[Any], found: Mapping[str, NodeResult], shape: tuple[int, int]) -> IntArray:
    """What a mean is divided by: the weights of the children that apply; 1 where none does."""
    # A bonus or penalty, whose multiplier is 0 here, is no part of the maximum.
    moved = {place: found[name].applies.reshape(shape) for place, name, multiplier in terms.moved if multiplier}
    still = [place for place in range(weights.shape[1]) if place not in {it for it, _, _ in terms.moved}]
    fixed = weights[:, still].sum(axis=1)[:, None] if terms.masks is None else weights[:, still] @ terms.masks[still]
    total: Any = np.asarray(fixed).astype(np.int64)
    for place, mask in moved.items():
        total = total + weights[:, place, None].astype(np.int64) * mask
    return np.asarray(np.maximum(total, 1) * terms.base, dtype=np.int64)


def _clamped(value: Whole, limits: tuple[int | None, int | None]) -> Whole:
    low, high = limits
    if low is None and high is None:
        return value
    return Whole(
        np.clip(value.numerators, low, high), value.denominator, max(value.largest, *map(abs, filter(None, limits)))
    )


def _room_of_ticks(terms: _Sum, decimals: int) -> int:
    room: int = terms.largest * 10**decimals // terms.base + 1
    return room


Way = Together | Apart


def plan(scores: Scores, design: Design, *, maxima: bool) -> Way:
    """The faster way where every moved node allows it; `maxima` says whether anybody asks for them."""
    try:
        made: dict[str, _NodePlan] = {}
        sizes: dict[str, _Size] = {}
        for node_id, weighing in design.moved.items():
            made[node_id], sizes[node_id] = _node_plan(scores, weighing, sizes, maxima=maxima)
        fits = all(terms.largest < _IN_DOUBLES for it in made.values() for terms in (it.points, it.maxima) if terms)
        plans = tuple(_typed(it, np.float64 if fits else np.int64) for it in made.values())
        return Together(scores=scores, design=design, plans=plans, in_doubles=fits)
    except _Unfit as unfit:
        return Apart(scores=scores, design=design, why=str(unfit))


def _typed(plan_: _NodePlan, kind: Any) -> _NodePlan:
    def cast(terms: _Sum | None) -> Any:
        if terms is None:
            return None
        return evolve(terms, weights=terms.weights.astype(kind), fixed=np.ascontiguousarray(terms.fixed.astype(kind)))

    return evolve(plan_, points=cast(plan_.points), maxima=cast(plan_.maxima))


@frozen(kw_only=True, eq=False)
class _Size:
    """Stand-ins for a moved node's points and maximum, and whether it applies to every unit in every scenario."""

    points: Whole
    maximum: Whole | None
    always: bool

    def of(self, kind: int) -> Whole | None:
        return self.maximum if kind else self.points


Sizes = Mapping[str, _Size]


def _node_plan(scores: Scores, weighing: Weighing, sizes: Sizes, *, maxima: bool) -> tuple[_NodePlan, _Size]:
    """The plan of a node, and how large its results can be and over which denominator."""
    node = holder_of(scores.rubric, weighing.node)
    if node.aggregate not in ("sum", "mean"):
        raise _Unfit(f'"{weighing.node}" is a {node.aggregate}, which is no sum of weighted values')
    if node.decimals is not None and scores.rubric.rank.value == "exact":
        ranked = weighing.node == ROOT or any(key.name == weighing.node for key in scores.rubric.rank.by)
        if ranked:
            raise _Unfit(f'"{weighing.node}" is ranked by its unrounded value')
    limits = _limits(node)
    points = _sum_of(scores, node, weighing, sizes, 0)
    most = _sum_of(scores, node, weighing, sizes, 1) if maxima else None
    plan_ = _NodePlan(node=node, weighing=weighing, points=points, maxima=most, limits=limits)
    size = _Size(
        points=_stand_in(node, points, weighing.node),
        maximum=None if most is None else _stand_in(node, most, weighing.node),
        always=_always(scores, weighing, sizes),
    )
    return plan_, size


def _always(scores: Scores, weighing: Weighing, sizes: Sizes) -> bool:
    """Whether in every scenario a child that applies to every unit is left in."""
    sure = [sizes[it].always if it in sizes else bool(scores.applicable(it).all()) for it in weighing.children]
    return bool(scores.passes(weighing.node).all() and (weighing.weights[:, sure] > 0).any(axis=1).all())


def _limits(node: Group | View) -> tuple[int | None, int | None]:
    """Floor and cap in ticks; a value clamped and then rounded is the same as one rounded and then clamped."""
    found: list[int | None] = []
    for limit in (node.floor, node.cap):
        ticks = None if limit is None else Fraction(limit) * 10 ** (node.decimals or 0)
        if ticks is not None and (node.decimals is None or ticks.denominator > 1):
            raise _Unfit(f'the floor or cap of "{node.id}" is no whole number of the ticks it is rounded to')
        found.append(None if ticks is None else ticks.numerator)
    return found[0], found[1]


def _stand_in(node: Group | View, terms: _Sum, name: str) -> Whole:
    if node.decimals is None:
        if terms.denominator is None:
            raise _Unfit(f'"{name}" is not rounded, and its weights do not add up to one number for all units')
        return Whole(np.zeros((), np.int64), terms.denominator, terms.largest)
    # Both ways of rounding double the numerators and add the denominator, times a power of ten.
    divisor = terms.denominator or terms.base * (int(terms.weights.sum(axis=1).max()) + 1)
    if 2 * terms.largest * 10**node.decimals + 2 * divisor >= LIMIT:
        raise _Unfit(f'"{name}" has no room for its roundings in int64')
    largest = _room_of_ticks(terms, node.decimals)
    return Whole(np.zeros((), np.int64), 10**node.decimals, max(largest, *(abs(it or 0) for it in _limits(node))))


def _sum_of(scores: Scores, node: Group | View, weighing: Weighing, sizes: Sizes, kind: int) -> _Sum:
    """The terms of points (kind 0) or of maxima (kind 1), bonus and penalty left out of the latter."""
    nodes, units = scores.rubric.tree.nodes, len(scores)
    values: list[Whole] = []
    masks: list[Bools] = []
    for name in weighing.children:
        result = before(scores, name)
        mask = spread(result.applies, units)
        if kind and name in nodes and nodes[name].extra:
            mask = np.zeros(units, dtype=np.bool_)
        elif kind and (mask & ~spread(result.bounded, units)).any():
            raise _Unfit(f'"{name}" has no maximum for some units')
        value = sizes[name].of(kind) if name in sizes else (result.maximum if kind else result.printed)
        if not isinstance(value, Whole):
            raise _Unfit(
                f'"{name}" is {"not" if value is None else value.kind}, not a whole number over one denominator'
            )
        values.append(value)
        masks.append(mask)
    shares = [unit / value.denominator for unit, value in zip(weighing.units, values, strict=True)]
    base = lcm(*(it.denominator for it in shares))
    multipliers = [int(it * base) for it in shares]
    most = np.abs(weighing.weights).max(axis=0).tolist()
    largest = sum(w * abs(m) * max(it.largest, 1) for w, m, it in zip(most, multipliers, values, strict=True))
    if max(largest, base, *(abs(it) for it in multipliers)) >= LIMIT:
        raise _Unfit(f'the sums of "{weighing.node}" have no room in int64')
    fixed = np.zeros((len(values), units), dtype=np.int64)
    for place, (name, value) in enumerate(zip(weighing.children, values, strict=True)):
        if name not in sizes:
            fixed[place] = np.where(masks[place], spread(value.numerators, units) * multipliers[place], 0)
    full = all(mask.all() for place, mask in enumerate(masks) if weighing.children[place] not in sizes)
    moved = tuple(
        (place, name, multipliers[place] if masks[place].any() or not kind else 0)
        for place, name in enumerate(weighing.children)
        if name in sizes
    )
    return _Sum(
        weights=weighing.weights,
        fixed=fixed,
        masks=None if full else np.array(masks, dtype=np.float64),
        moved=moved,
        base=base,
        denominator=_denominator(node, weighing, base, full=full and all(sizes[name].always for _, name, _ in moved)),
        largest=largest,
    )


def _denominator(node: Group | View, weighing: Weighing, base: int, *, full: bool) -> int | None:
    """The one denominator of all scenarios and units, if there is one."""
    if node.aggregate == "sum":
        return base
    sums = np.unique(weighing.weights.sum(axis=1)).tolist()
    return base * max(int(sums[0]), 1) if len(sums) == 1 and full else None
