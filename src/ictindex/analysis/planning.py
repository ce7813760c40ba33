"""Planning: by which way the moved nodes of scenarios are worked out, and where whole numbers have room."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

import numpy as np
from attrs import field, frozen

from ictindex.analysis.apart import Apart, before
from ictindex.analysis.design import Design, Weighing, holder_of
from ictindex.analysis.together import FilteredSum, NodePlan, Sum, Terms, Together, WholeSum, of_kind, times
from ictindex.model.nodes import Group, View
from ictindex.scoring.arithmetic import choose
from ictindex.scoring.quantity import LIMIT, FloatArray, Quantity, Whole, as_filtered, constant, spread
from ictindex.scoring.scores import Scores

__all__ = ["Way", "plan"]

_IN_DOUBLES = 2**53
_NOTHING = constant(Fraction(0))

Way = Together | Apart


def plan(scores: Scores, design: Design, *, maxima: bool) -> Way:
    """The way of many at once where every moved node is a sum or mean; `maxima` says whether anybody asks for them."""
    plans: dict[str, NodePlan] = {}
    known = _Known(scores=scores)
    for name, weighing in design.moved.items():
        node = holder_of(scores.rubric, name)
        if node.aggregate not in ("sum", "mean"):
            return Apart(scores=scores, design=design, why=f'"{name}" is a {node.aggregate}, no sum or mean')
        points = known.summed(node, name, weighing, 0)
        most = known.summed(node, name, weighing, 1) if maxima else None
        if points is None or (maxima and most is None):
            return Apart(scores=scores, design=design, why=f'a child of "{name}" has no maximum for some units')
        known.note(name, weighing)
        plans[name] = NodePlan(node=node, points=points, maxima=most, always=known.always[name])
    return Together(scores=scores, design=design, plans=plans)


@frozen(kw_only=True, eq=False)
class _Known:
    """What is known of the moved nodes so far: whether they apply always, and how large their whole numbers can be."""

    scores: Scores
    always: dict[str, bool] = field(factory=dict)
    sizes: dict[tuple[str, int], Whole] = field(factory=dict)

    def note(self, name: str, weighing: Weighing) -> None:
        """Keep of a node that is planned whether it applies to every unit in every scenario."""
        sure = [
            self.always[it] if it in self.always else bool(self.scores.applicable(it).all()) for it in weighing.children
        ]
        kept = (weighing.weights[:, sure] > 0).any(axis=1).all()
        self.always[name] = bool(self.scores.passes(name).all() and kept)

    def summed(self, node: Group | View, name: str, weighing: Weighing, kind: int) -> Sum | None:
        """Points (kind 0) or maxima (kind 1); None where a child has no maximum."""
        terms = self._terms(node, weighing, kind)
        if terms is None:
            return None
        whole = self._whole(terms, name)
        if whole is not None:
            return whole
        parts = [
            as_filtered(choose(terms.applies[place], times(terms.values[place], weighing.units[place]), _NOTHING))
            for place in terms.still
        ]
        units = len(self.scores)
        approx = np.array([spread(it.approx, units) for it in parts], dtype=np.float64).reshape(-1, units)
        errors = np.array([np.broadcast_to(np.asarray(it.error), units) for it in parts]).reshape(-1, units)
        if node.decimals is not None:
            self._note_filtered(terms, name, np.abs(approx))
        return FilteredSum(terms=terms, approx=approx, sizes=np.abs(approx), errors=errors.astype(np.float64))

    def _terms(self, node: Group | View, weighing: Weighing, kind: int) -> Terms | None:
        nodes, units, names = self.scores.rubric.tree.nodes, len(self.scores), weighing.children
        results = [before(self.scores, it) for it in names]
        # A bonus or penalty is no part of a maximum.
        counted = [it for it, name in enumerate(names) if not (kind and name in nodes and nodes[name].extra)]
        applies = tuple(spread(it.applies, units) for it in results)
        if kind and any((applies[it] & ~spread(results[it].bounded, units)).any() for it in counted):
            return None
        still = tuple(it for it in counted if names[it] not in self.always)
        full = all(applies[it].all() for it in still)
        return Terms(
            node=node,
            weighing=weighing,
            kind=kind,
            still=still,
            moved=tuple((it, names[it]) for it in counted if names[it] in self.always),
            values=tuple(of_kind(it, kind) for it in results),
            applies=applies,
            masks=None if full else np.array([applies[it] for it in still], dtype=np.float64),
        )

    def _whole(self, terms: Terms, name: str) -> WholeSum | None:
        """The sum in whole numbers, where all children are and there is room."""
        node, weighing, units = terms.node, terms.weighing, len(self.scores)
        values: dict[int, Quantity | None] = {it: terms.values[it] for it in terms.still}
        values |= {it: self.sizes.get((child, terms.kind)) for it, child in terms.moved}
        wholes = {it: value for it, value in values.items() if isinstance(value, Whole)}
        if len(wholes) < len(values):
            return None
        shares = {it: weighing.units[it] / value.denominator for it, value in wholes.items()}
        base = lcm(*(it.denominator for it in shares.values()))
        multipliers = {it: int(share * base) for it, share in shares.items()}
        most = weighing.weights.max(axis=0).tolist()
        largest = sum(most[it] * multipliers[it] * max(value.largest, 1) for it, value in wholes.items())
        denominator = self._denominator(terms, base)
        widest = denominator or base * int(weighing.weights.sum(axis=1).max())
        if max(2 * largest * 10 ** (node.decimals or 0) + 2 * widest, *multipliers.values(), 0) >= LIMIT:
            return None
        if denominator is None and (node.decimals is None or node.floor is not None or node.cap is not None):
            return None
        if denominator is None and self.scores.rubric.rank.value == "exact":
            return None
        fixed = np.zeros((len(terms.still), units), dtype=np.int64)
        for row, it in enumerate(terms.still):
            fixed[row] = np.where(terms.applies[it], spread(wholes[it].numerators, units) * multipliers[it], 0)
        self._note_whole(terms, name, denominator or base, largest)
        return WholeSum(
            terms=terms,
            fixed=fixed.astype(np.float64) if largest < _IN_DOUBLES else fixed,
            multipliers=tuple(multipliers.get(it, 0) for it in range(len(terms.values))),
            base=base,
            denominator=denominator,
            largest=largest,
        )

    def _denominator(self, terms: Terms, base: int) -> int | None:
        """The one denominator of all scenarios and units, if there is one."""
        if not terms.is_mean:
            return base
        counted = [*terms.still, *(it for it, _ in terms.moved)]
        sums = np.unique(terms.weighing.weights[:, counted].sum(axis=1)).tolist()
        full = terms.masks is None and all(self.always[name] for _, name in terms.moved)
        return base * max(int(sums[0]), 1) if len(sums) == 1 and full else None

    def _note_whole(self, terms: Terms, name: str, divisor: int, largest: int) -> None:
        node = terms.node
        if node.decimals is not None:
            self._note_ticks(terms, name, Fraction(largest, divisor))
        elif node.floor is None and node.cap is None:
            self.sizes[name, terms.kind] = Whole(np.zeros((), np.int64), divisor, largest)

    def _note_filtered(self, terms: Terms, name: str, sizes: FloatArray) -> None:
        """A rounded node is whole again, if it is known how large it can be; twice the doubles is beyond doubt."""
        if any((child, terms.kind) not in self.sizes for _, child in terms.moved) or not np.isfinite(sizes).all():
            return
        most = [Fraction(1) if terms.is_mean else Fraction(int(it)) for it in terms.weighing.weights.max(axis=0)]
        bound = sum(
            (most[it] * Fraction(float(row.max(initial=0.0))) for it, row in zip(terms.still, sizes, strict=True)),
            Fraction(0),
        )
        for it, child in terms.moved:
            size = self.sizes[child, terms.kind]
            bound += most[it] * terms.weighing.units[it] * Fraction(size.largest, size.denominator)
        self._note_ticks(terms, name, 2 * bound)

    def _note_ticks(self, terms: Terms, name: str, bound: Fraction) -> None:
        node = terms.node
        limits = [abs(Fraction(it)) for it in (node.floor, node.cap) if it is not None]
        scale = 10 ** (node.decimals or 0)
        self.sizes[name, terms.kind] = Whole(np.zeros((), np.int64), scale, int(max(bound, *limits, 0) * scale) + 1)
