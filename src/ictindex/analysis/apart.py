"""The moved nodes of one scenario after another, by the arithmetic that scores a data set: any aggregate, any number.

Whole numbers under sums and means go the faster way of `together`.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import numpy as np
from attrs import frozen

from ictindex.analysis.design import Design, Weighing, holder_of
from ictindex.analysis.flat import FlatNode, end_to_end
from ictindex.model.nodes import Group, View
from ictindex.scoring.aggregates import Term, aggregate, counts
from ictindex.scoring.arithmetic import affine, choose, extreme
from ictindex.scoring.deciding import reaches, round_to
from ictindex.scoring.quantity import EVERYWHERE, BoolArray, Quantity, constant, spread
from ictindex.scoring.scores import Scores

__all__ = ["Apart", "before", "clamped"]

_ZERO = constant(Fraction(0))
_NONNEGATIVE = ("geometric", "harmonic", "power")


def before(scores: Scores, node_id: str) -> FlatNode:
    """A node as it was scored."""
    maximum = scores.maxima(node_id)
    return FlatNode(
        value=scores.decided(node_id),
        printed=scores.printed(node_id),
        applies=scores.applicable(node_id),
        maximum=_ZERO if maximum is None else maximum,
        bounded=scores.bounded(node_id),
    )


@frozen(kw_only=True, eq=False)
class Apart:
    """The moved nodes of some scenarios, worked out scenario by scenario."""

    scores: Scores
    design: Design
    why: str

    def results(self, scenarios: range) -> Mapping[str, FlatNode]:
        """The results of all moved nodes, flat."""
        each = [self._one(scenario) for scenario in scenarios]
        units = len(self.scores)
        return {node: end_to_end([it[node] for it in each], units) for node in self.design.moved}

    def _one(self, scenario: int) -> dict[str, FlatNode]:
        found: dict[str, FlatNode] = {}
        for node_id, weighing in self.design.moved.items():
            below = {child: found.get(child) or before(self.scores, child) for child in weighing.children}
            found[node_id] = self._group(node_id, weighing, below, scenario)
        return found

    def _group(self, node_id: str, weighing: Weighing, below: Mapping[str, FlatNode], scenario: int) -> FlatNode:
        rubric, units = self.scores.rubric, len(self.scores)
        node = holder_of(rubric, node_id)
        factors = {child: weighing.factor(scenario, place) for place, child in enumerate(weighing.children)}
        kept = [child for child, factor in factors.items() if factor]
        nowhere = np.zeros(units, dtype=np.bool_)
        if not kept:
            return FlatNode(_ZERO, _ZERO, nowhere, _ZERO, nowhere)
        terms = [_term(node, below[it].printed, factors[it], below[it].applies) for it in kept]
        power = 1 if node.power is None else int(node.power)
        negative = _negative(node, terms, units)
        if negative.any():
            terms = [term._replace(value=choose(negative, _ZERO, term.value)) for term in terms]
        value, applies = aggregate(node.aggregate, terms, power)
        applies = applies & ~negative
        value = clamped(node, value)
        gate = self._gate(node_id)
        maximum, bounded = self._maximum(node, [it for it in kept if not _extra(self.scores, it)], factors, below)
        applies = spread(applies & gate, units)
        if node.decimals is None:
            return FlatNode(value, value, applies, maximum, bounded)
        rounded = round_to(value, node.decimals, node.half, applies)
        printed = self.scores.rubric.rank.value != "exact" or not _is_ranked(self.scores, node_id)
        decided = rounded.value if printed else value
        return FlatNode(decided, rounded.value, applies, maximum, bounded, rounded.undecided)

    def _gate(self, node_id: str) -> BoolArray:
        """Whether a unit passes the gates, which the weights do not move; a view has none."""
        return self.scores.passes(node_id)

    def _maximum(
        self,
        node: Group | View,
        counted: list[str],
        factors: Mapping[str, Fraction],
        below: Mapping[str, FlatNode],
    ) -> tuple[Quantity, BoolArray]:
        units = len(self.scores)
        terms = [_term(node, below[it].maximum, factors[it], below[it].applies) for it in counted]
        bounded = np.ones(units, dtype=np.bool_)
        for it in counted:
            bounded &= spread(below[it].bounded | ~below[it].applies, units)
        value: Quantity = _ZERO
        if terms and counts(node.aggregate, terms) and bounded.any():
            value, present = aggregate(node.aggregate, terms, 1 if node.power is None else int(node.power))
            bounded = bounded & present
        else:
            bounded = np.zeros(units, dtype=np.bool_)
        if node.cap is not None and not bounded.all():
            value, bounded = choose(bounded, value, constant(Fraction(node.cap))), np.ones(units, dtype=np.bool_)
        value = clamped(node, value)
        if node.decimals is not None:
            value = round_to(value, node.decimals, node.half, bounded).value
        return value, bounded


def _negative(node: Group | View, terms: list[Term], units: int) -> BoolArray:
    """Units with a value below 0 under a mean that has none of them: excluded ones, for whom nothing is refused."""
    found = np.zeros(units, dtype=np.bool_)
    if node.aggregate in _NONNEGATIVE:
        for term in terms:
            found |= term.mask & ~reaches(term.value, Fraction(0), strict=False, live=term.mask)
    return found


def _extra(scores: Scores, child: str) -> bool:
    nodes = scores.rubric.tree.nodes
    return child in nodes and nodes[child].extra


def _is_ranked(scores: Scores, node_id: str) -> bool:
    return node_id == "total" or any(key.name == node_id for key in scores.rubric.rank.by)


def _term(node: Group | View, value: Quantity, factor: Fraction, applies: BoolArray) -> Term:
    """A factor of the points under a sum, a weight elsewhere; least and best know neither."""
    if node.aggregate != "sum":
        return Term(value, factor, applies)
    return Term(value if factor == 1 else affine(value, None, [(factor, Fraction(0))]), Fraction(1), applies)


def clamped(node: Group | View, value: Quantity) -> Quantity:
    """The value after the node's floor and cap."""
    if node.floor is not None:
        value = extreme([value, constant(Fraction(node.floor))], [EVERYWHERE, EVERYWHERE], greatest=True)
    if node.cap is not None:
        value = extreme([value, constant(Fraction(node.cap))], [EVERYWHERE, EVERYWHERE], greatest=False)
    return value
