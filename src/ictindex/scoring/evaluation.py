"""Values, applicability and maxima of all units, node by node, and every problem met on the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from attrs import define, field

from ictindex.model.arrays import somewhere
from ictindex.model.columns import MISSING, NOT_APPLICABLE
from ictindex.model.nodes import ROOT, Group, Indicator, View
from ictindex.model.problems import Cell, Problem
from ictindex.model.rubric import RubricDraft
from ictindex.model.shapes import Against, Custom
from ictindex.model.tree import NO_PARENT
from ictindex.model.where import InRange, Member
from ictindex.scoring.aggregates import Term, aggregate
from ictindex.scoring.arithmetic import choose, keep, lookup
from ictindex.scoring.binding import BoundLeaf, gated_nodes, lasting_gates
from ictindex.scoring.composition import counted_components, plain_sums
from ictindex.scoring.deciding import reaches, round_to, within
from ictindex.scoring.limits import in_limits
from ictindex.scoring.maxima import NONNEGATIVE, Component, clamped, group_maximum
from ictindex.scoring.quantity import BoolArray, IntArray, Quantity
from ictindex.scoring.reading import Looked, Maximum, union, without
from ictindex.scoring.shapes import Context, points_of, read_leaf
from ictindex.scoring.truth import truth
from ictindex.scoring.weighing import weights_of

if TYPE_CHECKING:
    from ictindex.scoring.principal import PrincipalWeights

__all__ = ["Evaluation", "NodeResult", "evaluate"]

_MOST_LISTED = 1000


class NodeResult(NamedTuple):
    """One node of all units, (units,) throughout.

    `value` is unrounded, `printed` after the node's own rounding (the same where it has none); both hold any finite
    number where `applies` does not hold. `undecided` counts the units that the error bound left to exact arithmetic.
    """

    value: Quantity
    printed: Quantity
    applies: BoolArray
    undecided: int = 0


@define(eq=False)
class Evaluation:
    """The results by node, and the problems.

    Maxima of nodes without decimals, and plain sums that nobody looked at, are worked out when they are asked for.
    """

    context: Context
    _results: dict[str, NodeResult] = field(factory=dict)
    _maxima: dict[str, Maximum] = field(factory=dict)
    problems: list[Problem] = field(factory=list)
    silenced: dict[str, BoolArray] = field(factory=dict)
    zeroed: dict[str, BoolArray] = field(factory=dict)
    weighed: dict[str, PrincipalWeights] = field(factory=dict)
    _gates: dict[str, BoolArray] = field(factory=dict)
    _gated: frozenset[str] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._gated = self.context.cohort.rubric.once(gated_nodes)

    def aside(self) -> Evaluation:
        """The same results, for one node that is worked out beside others, to hold what it tells."""
        return Evaluation(self.context, results=self._results, maxima=self._maxima, gates=self._gates)

    def result(self, node_id: str) -> NodeResult:
        """One node of all units.

        Raises
        ------
        UnknownName
            If there is no such node or view.
        """
        found = self._results.get(node_id)
        return self.work_out(self.context.cohort.rubric.node(node_id)) if found is None else found

    def work_out(self, node: Indicator | Group | View) -> NodeResult:
        """The same of a node that nobody has asked for."""
        own = _leaf(node, self) if isinstance(node, Indicator) else _group(node, self)
        self._results[node.id] = own
        return own

    def maximum(self, node_id: str) -> Maximum:
        """The unit's own maximum of a node, and where there is one (() if all are alike) if the node applies."""
        found = self._maxima.get(node_id)
        if found is None:
            found = self._maxima[node_id] = _maximum(self.context.cohort.rubric.node(node_id), self)
        return found

    def add(self, own: Evaluation) -> None:
        """What was told aside."""
        self.problems += own.problems
        self.silenced.update(own.silenced)
        self.zeroed.update(own.zeroed)
        self.weighed.update(own.weighed)

    def decided(self, node_id: str) -> Quantity:
        """The unrounded value of a ranked node under ``value = "exact"``, else the printed one."""
        rank = self.context.cohort.rubric.rank
        result = self.result(node_id)
        ranked = node_id == ROOT or any(key.name == node_id for key in rank.by)
        return result.value if rank.value == "exact" and ranked else result.printed

    def answer(self, condition: Member | InRange) -> BoolArray:
        """A plain condition of a gate; a condition on a node that does not apply is not met."""
        if isinstance(condition, Member):
            return self.context.cohort.answer(condition)
        return self.in_range(condition.subject, condition)

    def in_range(self, node_id: str, condition: InRange) -> BoolArray:
        """Whether a node's decided value lies in a range, percent ends being of the unit's own maximum."""
        applies = self.result(node_id).applies
        if not condition.range.uses_percent:
            return within(self.decided(node_id), condition.range, None, applies)
        maximum, bounded = self.maximum(node_id)
        return within(self.decided(node_id), condition.range, maximum, applies & bounded)

    def gate(self, node_id: str) -> BoolArray:
        """Whether a unit passes the node's own `only` and those of the groups above it."""
        if node_id not in self._gated:
            return self.context.cells.everyone
        rubric = self.context.cohort.rubric
        found = self.context.cells.gates if node_id in rubric.once(lasting_gates) else self._gates
        if node_id not in found:
            node = rubric.tree.nodes[node_id]
            top = node_id == ROOT or node.parent == NO_PARENT
            above = self.context.cells.everyone if top else self.gate(node.parent)
            own = None if node.only is None else truth(node.only, self.answer, len(above))
            found[node_id] = above if own is None else above & own
        return found[node_id]

    def report(
        self,
        rows: BoolArray,
        code: str,
        column: str | Callable[[int], str],
        message: Callable[[int], str],
        hint: str = "",
    ) -> None:
        """A problem for every unit that is not excluded and where `rows` holds."""
        if rows is self.context.cells.nothing or not somewhere(rows):
            return
        dataset = self.context.cohort.dataset
        found = np.flatnonzero(rows & self.context.cohort.active).tolist()
        for row in found[:_MOST_LISTED]:
            unit = dataset.units[row]
            name = self.context.cells.origin(column) if isinstance(column, str) else column(row)
            where = dataset.cell(row, name)
            self.problems.append(Problem(code=code, where=where, message=f"{unit.id}: {message(row)}", hint=hint))
        if len(found) > _MOST_LISTED:
            where = Cell(file=dataset.file, column=column if isinstance(column, str) else "")
            message_of_rest = f"{len(found) - _MOST_LISTED} more units have the same problem"
            self.problems.append(Problem(code=code, where=where, message=message_of_rest, hint=hint))


def evaluate(context: Context) -> Evaluation:
    """All nodes after what they look at, then the views; the same however many are worked out at a time.

    Plain sums, which have nothing to report, wait until they are asked for.
    """
    evaluation = Evaluation(context)
    for wave in context.cohort.rubric.once(_waves):
        if context.workers > 1 and len(wave) > 1:
            _side_by_side(wave, evaluation)
            continue
        for node in wave:
            evaluation.work_out(node)
    return evaluation


def _waves(rubric: RubricDraft) -> Sequence[Sequence[Indicator | Group | View]]:
    plain = rubric.once(plain_sums)
    return [[node for node in wave if node.id not in plain] for wave in rubric.tree.nodes_by_wave]


def _side_by_side(wave: Sequence[Indicator | Group | View], evaluation: Evaluation) -> None:
    """Nodes that do not look at each other; what they tell is told in their order."""
    from concurrent.futures import ThreadPoolExecutor  # small tables are worked out without

    # A plugin's shape need not bear to be asked by two threads at once.
    alone = {it.id for it in wave if isinstance(it, Indicator) and isinstance(it.shape, Custom)}
    aside = {it.id: evaluation.aside() for it in wave}
    # Known by identity, so nobody may race to make them.
    _ = evaluation.context.cells.everyone, evaluation.context.cells.nothing
    with ThreadPoolExecutor(evaluation.context.workers, thread_name_prefix="ictindex") as pool:
        running = {it.id: pool.submit(aside[it.id].work_out, it) for it in wave if it.id not in alone}
        for node in wave:
            own = aside[node.id]
            if node.id in running:
                running[node.id].result()
            else:
                own.work_out(node)
            evaluation.add(own)


def _leaf(leaf: Indicator, evaluation: Evaluation) -> NodeResult:
    context = evaluation.context
    bound = context.bound[leaf.id]
    classes = bound.classes(context.cohort)
    looked = context.cells.looked(leaf, lambda: read_leaf(leaf, context))
    applies = evaluation.gate(leaf.id)
    complete = looked.complete or not somewhere(looked.absent & applies)
    live = applies if complete else applies & looked.present
    points = points_of(leaf, looked, live, context)
    refused = {code: rows & live for code, rows in points.refused if somewhere(rows)}
    value = points.value
    if refused or not complete:
        nothing = context.cells.nothing
        zero = union([looked.zero, refused.get("zero", looked.zero)])
        value, silent = _settle(leaf, evaluation, value, applies, looked, zero)
        if "constant" in refused:
            value, left = _constant(bound, classes, evaluation, value, refused["constant"])
            silent = union([silent, left])
        applies = without(applies, silent, nothing)
        live = without(without(live, silent, nothing), zero, nothing)
    for code, text in _REFUSALS.items() if refused else ():
        if code in refused:
            evaluation.report(refused[code], code, leaf.reading.column, lambda _, text=text: text)  # type: ignore[misc]  # bound now
    if bound.checked:
        value = in_limits(bound, classes, evaluation.report, value, looked, live)
    value = clamped(leaf, value)
    return _rounded(leaf, value, applies)


_REFUSALS = {"negative-best": "the best of its cohort is below 0", "no-cohort": "it is in no part, so it has no cohort"}


def _settle(
    leaf: Indicator, evaluation: Evaluation, value: Quantity, applies: BoolArray, looked: Looked, zero: BoolArray
) -> tuple[Quantity, BoolArray]:
    """Apply the policies for what has no value; returns the value and the units that the leaf leaves."""
    column = " / ".join(leaf.reading.columns) if leaf.reading.is_share else leaf.reading.column
    cells = evaluation.context.cells
    nothing = cells.nothing
    missing, not_applicable, unreadable, nonpositive, no_divisor = (
        it if it is nothing else it & applies
        for it in (looked.missing, looked.not_applicable, looked.unreadable, looked.nonpositive, zero)
    )
    silent = union([nothing, not_applicable, unreadable, nonpositive])
    if leaf.missing != "not-applicable":
        hint = 'the node applies to this unit; an answer is due, or missing = "not-applicable"'
        place = cells.names_of(leaf.reading.columns, NOT_APPLICABLE)
        evaluation.report(not_applicable, "n/a-but-due", place, lambda _: "not applicable", hint)
    if leaf.missing == "refuse":
        hint = 'fill it in, or let the rubric say missing = "zero" or "not-applicable"'
        place = cells.names_of(leaf.reading.columns, MISSING)
        evaluation.report(missing, "missing", place, lambda _: "empty", hint)
    if leaf.zero == "refuse":
        hint = 'mend the data, or let the rubric say zero = "zero", "full" or "not-applicable"'
        evaluation.report(no_divisor, "zero-denominator", column, lambda _: "the denominator is 0", hint)
    evaluation.report(nonpositive, "no-logarithm", column, lambda _: "a logarithm is of a number above 0")
    if leaf.missing != "zero":
        silent = union([silent, missing])
    elif missing is not nothing:
        if not (looked.zero_if_missing and value is looked.plain):
            value = keep(~looked.missing, value)
        evaluation.zeroed[leaf.id] = missing
    if leaf.zero == "full":
        bound = evaluation.context.bound[leaf.id]
        full, _ = bound.maximum(bound.classes(evaluation.context.cohort), finished=False)
        value = choose(zero, full, value)
    elif zero is not nothing:
        value = keep(~zero, value)
        if leaf.zero != "zero":
            silent = union([silent, no_divisor])
    if not somewhere(silent):
        return value, nothing
    evaluation.silenced[leaf.id] = silent & evaluation.context.cohort.active
    return keep(~silent, value), silent


def _constant(
    bound: BoundLeaf, classes: IntArray | None, evaluation: Evaluation, value: Quantity, rows: BoolArray
) -> tuple[Quantity, BoolArray]:
    """The policy for a cohort whose values are all equal; returns the value and the units that the leaf leaves."""
    shape = bound.leaf.shape
    assert isinstance(shape, Against)
    if shape.constant == "refuse":
        hint = 'let the rubric say constant = "zero", "middle", "full" or "not-applicable"'
        message = "all values of its cohort are equal"
        evaluation.report(rows, "constant-cohort", bound.leaf.reading.column, lambda _: message, hint)
    if shape.constant in ("refuse", "not-applicable"):
        return keep(~rows, value), rows
    # A z-score has no ends: full and middle are its mean.
    mean = Fraction(shape.mean)
    ends = [
        (low or Fraction(0), mean if high is None else high) for low, high in zip(bound.lows, bound.highs, strict=True)
    ]
    chosen = [
        {"zero": low, "full": high, "middle": mean if bound.highs[0] is None else (low + high) / 2}[shape.constant]
        for low, high in ends
    ]
    return choose(rows, lookup(classes, chosen), value), np.zeros_like(rows)


def _rounded(node: Indicator | Group | View, value: Quantity, applies: BoolArray) -> NodeResult:
    if node.decimals is None:
        return NodeResult(value, value, applies)
    rounded = round_to(value, node.decimals, node.half, applies)
    return NodeResult(value, rounded.value, applies, rounded.undecided)


def _group(node: Group | View, evaluation: Evaluation) -> NodeResult:
    context = evaluation.context
    everyone = context.cells.everyone
    gate = everyone if isinstance(node, View) else evaluation.gate(node.id)
    components = weights_of(node, evaluation)
    below = [(evaluation.result(it), weight) for it, weight in components]
    terms = [Term(it.printed, weight, it.applies, it.applies is everyone) for it, weight in below]
    negative = context.cells.nothing
    if node.aggregate in NONNEGATIVE:
        # For ranked units that is a problem; for excluded ones, who refuse nothing, there is no such mean.
        negative = _report_negative(node, components, evaluation)
        if somewhere(negative):
            terms = [term._replace(value=keep(~negative, term.value)) for term in terms]
    value, applies = aggregate(node.aggregate, terms, 1 if node.power is None else int(node.power))
    if negative is not context.cells.nothing:
        applies = applies & ~negative
    applies = applies if applies is gate else applies & gate
    value = clamped(node, value)
    own = _rounded(node, value, applies)
    if node.decimals is not None:
        # A maximum that has no room for these decimals is refused here, whether or not anybody asks for it.
        evaluation.maximum(node.id)
    return own


def _maximum(node: Indicator | Group | View, evaluation: Evaluation) -> Maximum:
    context = evaluation.context
    if isinstance(node, Indicator):
        bound = context.bound[node.id]
        return bound.maximum(bound.classes(context.cohort))
    counted = context.cohort.rubric.once(counted_components)[node.id]
    looked_at: list[object] = []
    for name, _ in counted:
        looked_at.append(evaluation.result(name).applies)
        if name not in context.bound:  # what a leaf can come to is a matter of who the units are
            looked_at += evaluation.maximum(name)

    def work_out() -> Maximum:
        below = ((weight, evaluation.result(name).applies, evaluation.maximum(name)) for name, weight in counted)
        return group_maximum(
            node, [Component(weight, applies, *maximum) for weight, applies, maximum in below], context
        )

    return context.cells.maximum(node.id, looked_at, work_out)


def _report_negative(
    node: Group | View, components: Sequence[tuple[str, Fraction]], evaluation: Evaluation
) -> BoolArray:
    """Report values below 0 under a mean that has none of them; returns the units that have one."""
    found = evaluation.context.cells.nothing
    for name, weight in components:
        result = evaluation.result(name)
        if weight:
            negative = result.applies & ~reaches(result.printed, Fraction(0), strict=False, live=result.applies)
            message = f'"{name}" is below 0, but "{node.id}" is a {node.aggregate} mean of values of 0 and more'
            evaluation.report(negative, "negative-under-mean", name, lambda _, text=message: text)  # type: ignore[misc]  # bound now
            found = found | negative
    return found
