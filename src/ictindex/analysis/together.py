"""The moved nodes of many scenarios at once: one matrix product per node, for sums and means.

*Whole*: n / d, where n adds up ``weight * multiplier * numerator`` of the children. The product of those that stay as
they are is taken in doubles where every sum of absolute terms is below 2**53, so that no partial sum, in whatever
order, is ever rounded; else in int64 below 2**62. *Filtered*: where a child is no whole number over one denominator,
or there is no room, the products are doubles with a bound of their error, and whatever the bound leaves undecided is
worked out exactly, one unit of one scenario at a time.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from ictindex.analysis.apart import clamped
from ictindex.analysis.design import Design, Weighing
from ictindex.analysis.flat import FlatNode
from ictindex.model.nodes import ROOT, Group, View
from ictindex.scoring import exact
from ictindex.scoring.arithmetic import affine, choose
from ictindex.scoring.deciding import round_quotients, round_to
from ictindex.scoring.exact import Real
from ictindex.scoring.quantity import (
    SLACK,
    TINY,
    Filtered,
    FloatArray,
    Quantity,
    U,
    Whole,
    as_filtered,
    constant,
    spread,
)
from ictindex.scoring.scores import Scores

__all__ = ["FilteredSum", "NodePlan", "Sum", "Terms", "Together", "WholeSum", "of_kind", "times"]

_NOTHING = constant(Fraction(0))

Bools = NDArray[np.bool_]


@frozen(kw_only=True, eq=False)
class Terms:
    """The children of a node, or their maxima; (children, units), or (scenarios, children) as in `Weighing`.

    `still` are the places of the children that no scenario moves, `moved` those of the others by id. `masks` are 1
    where a child applies, None where every child that stands still applies to every unit; `counted` says which
    children are counted at all (bonus and penalty are no part of a maximum).
    """

    node: Group | View
    weighing: Weighing
    kind: int
    still: tuple[int, ...]
    moved: tuple[tuple[int, str], ...]
    values: tuple[Quantity, ...]
    applies: tuple[Bools, ...]
    masks: FloatArray | None

    @property
    def is_mean(self) -> bool:
        """Whether the sum is divided by the weights."""
        return self.node.aggregate == "mean"

    def weights(self, scenarios: range) -> NDArray[np.int64]:
        """(scenarios, children), or (1, children) where all have the same."""
        table = self.weighing.weights
        return table[scenarios.start : scenarios.stop] if len(table) > 1 else table

    def moved_mask(self, name: str, found: Mapping[str, FlatNode], shape: tuple[int, int]) -> Bools:
        """Where a moved child applies."""
        return np.broadcast_to(found[name].applies.reshape(-1, shape[1]), shape)

    def divisors(self, found: Mapping[str, FlatNode], scenarios: range, shape: tuple[int, int]) -> Any:
        """What a mean is divided by: the weights of the children that apply; 1 where none does."""
        weights = self.weights(scenarios)[:, self.still].astype(np.float64)
        fixed = weights.sum(axis=1)[:, None] if self.masks is None else weights @ self.masks
        total: Any = np.asarray(fixed).astype(np.int64)
        for place, name in self.moved:
            total = total + self.weights(scenarios)[:, place, None] * self.moved_mask(name, found, shape)
        return np.maximum(total, 1)


@frozen(kw_only=True, eq=False)
class WholeSum:
    """`fixed` is (still, units), multiplied and masked; `denominator` None where a mean's weights do not agree."""

    terms: Terms
    fixed: NDArray[Any]
    multipliers: tuple[int, ...]
    base: int
    denominator: int | None
    largest: int

    def value(self, found: Mapping[str, FlatNode], scenarios: range) -> Quantity | None:
        """The sums or means, flat; None where they have no one denominator and are to be rounded at once."""
        total = self._numerators(found, scenarios)
        return None if self.denominator is None else Whole(total.ravel(), self.denominator, self.largest)

    def ticks(self, found: Mapping[str, FlatNode], scenarios: range) -> Whole:
        """Means of different denominators, rounded."""
        total, node = self._numerators(found, scenarios), self.terms.node
        assert node.decimals is not None
        divisors = self.terms.divisors(found, scenarios, total.shape) * self.base
        ticks = round_quotients(total, divisors, node.decimals, node.half)
        return Whole(ticks.ravel(), 10**node.decimals, self.largest * 10**node.decimals // self.base + 1)

    def _numerators(self, found: Mapping[str, FlatNode], scenarios: range) -> Any:
        terms = self.terms
        weights = terms.weights(scenarios)
        shape = (len(scenarios), self.fixed.shape[1])
        still = weights if len(terms.still) == weights.shape[1] else weights[:, terms.still]
        total: Any = (still.astype(self.fixed.dtype) @ self.fixed).astype(np.int64)
        for place, name in terms.moved:
            value = of_kind(found[name], terms.kind)
            assert isinstance(value, Whole)
            live = np.where(found[name].applies, spread(value.numerators, found[name].applies.size), 0)
            total = total + weights[:, place, None] * (self.multipliers[place] * live.reshape(-1, shape[1]))
        return np.broadcast_to(total, shape)


@frozen(kw_only=True, eq=False)
class FilteredSum:
    """Doubles of the still children, their sizes and their errors, (still, units) each.

    A product of k children with weights of at most 2**53 carries the errors of its children and (k + 7) u of the sum
    of absolute terms, whatever the order and whether or not products and sums are fused.
    """

    terms: Terms
    approx: FloatArray
    sizes: FloatArray
    errors: FloatArray

    def value(self, found: Mapping[str, FlatNode], scenarios: range) -> Quantity:
        """The sums or means, flat."""
        terms = self.terms
        units = self.approx.shape[1]
        shape = (len(scenarios), units)
        weights = terms.weights(scenarios).astype(np.float64)
        still = weights[:, terms.still]
        approx: Any = still @ self.approx
        size: Any = still @ self.sizes
        # A child that is left out may have no bound: 0 times infinity is NaN, which decides nothing and so is right.
        with np.errstate(invalid="ignore"):
            error: Any = still @ self.errors
            for place, name in terms.moved:
                part = self._moved(place, name, found)
                row = weights[:, place, None]
                approx = approx + row * part.approx.reshape(-1, units)
                size = size + row * np.abs(part.approx).reshape(-1, units)
                error = error + row * np.broadcast_to(part.error, part.approx.shape).reshape(-1, units)
        error = SLACK * (error + (len(terms.values) + 7) * U * size) + TINY
        if terms.is_mean:
            divisors = terms.divisors(found, scenarios, shape)
            approx = approx / divisors
            error = SLACK * (error / divisors + 8 * U * np.abs(approx)) + TINY
        return Filtered(
            np.broadcast_to(approx, shape).ravel(),
            np.broadcast_to(error, shape).ravel(),
            lambda place: self._exact(found, scenarios, place),
            irrational=any(terms.values[it].kind == "irrational" for it in (*terms.still, *dict(terms.moved))),
        )

    def _moved(self, place: int, name: str, found: Mapping[str, FlatNode]) -> Filtered:
        value = choose(found[name].applies, of_kind(found[name], self.terms.kind), _NOTHING)
        return as_filtered(times(value, self.terms.weighing.units[place]))

    def _exact(self, found: Mapping[str, FlatNode], scenarios: range, place: int) -> Real:
        terms = self.terms
        units = self.approx.shape[1]
        scenario, unit = scenarios.start + place // units, place % units
        at = place
        values: list[Real] = []
        factors: list[Fraction] = []
        whole = Fraction(0)
        names = dict(terms.moved)
        for child in sorted((*terms.still, *names)):
            value = terms.values[child]
            factor = terms.weighing.factor(scenario, child)
            applies = found[names[child]].applies[at] if child in names else terms.applies[child][unit]
            if factor and applies:
                own = of_kind(found[names[child]], terms.kind).exact(at) if child in names else value.exact(unit)
                values.append(own)
                factors.append(factor)
                whole += factor
        if not values:
            return Fraction(0)
        weights = [it / whole for it in factors] if terms.is_mean else factors
        return values[0] if weights == [1] else exact.add_up(values, weights)


def times(value: Quantity, unit: Fraction) -> Quantity:
    """The value times a factor."""
    return value if unit == 1 else affine(value, None, [(unit, Fraction(0))])


def of_kind(result: FlatNode, kind: int) -> Quantity:
    """The points (kind 0) or the maximum (kind 1)."""
    return result.maximum if kind else result.printed


Sum = WholeSum | FilteredSum


@frozen(kw_only=True, eq=False)
class NodePlan:
    """A moved node, the sum of its points and, where somebody asks for it, of its maxima.

    `always` says that it applies to every unit in every scenario.
    """

    node: Group | View
    points: Sum
    maxima: Sum | None
    always: bool


@frozen(kw_only=True, eq=False)
class Together:
    """The moved nodes of some scenarios by products of matrices."""

    scores: Scores
    design: Design
    plans: Mapping[str, NodePlan]

    @property
    def why(self) -> str:
        """How the products are taken, for the plan's report."""
        filtered = [name for name, it in self.plans.items() if isinstance(it.points, FilteredSum)]
        if filtered:
            return f"doubles with a bound of their error at {', '.join(filtered)}, exact where it does not decide"
        wide = any(isinstance(it.points, WholeSum) and it.points.fixed.dtype == np.int64 for it in self.plans.values())
        return "whole numbers in int64" if wide else "whole numbers below 2**53, one product of doubles"

    def results(self, scenarios: range) -> Mapping[str, FlatNode]:
        """The results of all moved nodes, flat."""
        found: dict[str, FlatNode] = {}
        for name, plan_ in self.plans.items():
            found[name] = self._node(name, plan_, found, scenarios)
        return found

    def _node(self, name: str, plan_: NodePlan, found: Mapping[str, FlatNode], scenarios: range) -> FlatNode:
        everywhere: Bools = np.ones((len(scenarios) * len(self.scores),), dtype=np.bool_)
        applies: Bools = everywhere if plan_.always else self._applies(name, plan_.points.terms, found, scenarios)
        value, printed = _finished(plan_.node, plan_.points, found, scenarios, applies)
        maximum, bounded = _NOTHING, np.zeros(applies.shape, dtype=np.bool_)
        if plan_.maxima is not None:
            _, maximum = _finished(plan_.node, plan_.maxima, found, scenarios, applies)
            bounded = applies
        rule = self.scores.rubric.rank
        unrounded = rule.value == "exact" and (name == ROOT or any(key.name == name for key in rule.by))
        return FlatNode(value if unrounded else printed, printed, applies, maximum, bounded)

    def _applies(self, name: str, terms: Terms, found: Mapping[str, FlatNode], scenarios: range) -> Bools:
        """Flat, where a child that is not left out applies, and the gates let the unit pass."""
        shape = (len(scenarios), len(self.scores))
        kept: Any = terms.weights(scenarios) > 0
        held: Any = np.zeros((1, 1), dtype=np.bool_)
        if terms.masks is None:
            held = kept[:, terms.still].any(axis=1)[:, None]
        else:
            held = kept[:, terms.still].astype(np.float64) @ terms.masks > 0
        for place, child in terms.moved:
            held = held | (kept[:, place, None] & terms.moved_mask(child, found, shape))
        return np.asarray(np.broadcast_to(held & self.scores.passes(name), shape)).ravel()


def _finished(
    node: Group | View, terms: Sum, found: Mapping[str, FlatNode], scenarios: range, applies: Bools
) -> tuple[Quantity, Quantity]:
    """The value after floor and cap, and after rounding."""
    value = terms.value(found, scenarios)
    if value is None:
        assert isinstance(terms, WholeSum)
        rounded = terms.ticks(found, scenarios)
        return rounded, rounded
    value = clamped(node, value)
    if node.decimals is None:
        return value, value
    return value, round_to(value, node.decimals, node.half, applies).value
