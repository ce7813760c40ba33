"""Laws of values: monotone, within their bounds, silent as the policies say, best where the answers are best."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

from ictindex.model import (
    Against,
    CarryUp,
    Curve,
    Dataset,
    Given,
    Indicator,
    Levels,
    Rubric,
    Screen,
    Steps,
    Treat,
    Unit,
    Verify,
    Where,
    Yes,
)
from ictindex.model.bounds import finish, silence_pays
from ictindex.model.columns import MISSING, NOT_APPLICABLE, Column
from ictindex.model.nodes import ROOT, Node
from ictindex.model.shapes import Shape
from ictindex.model.where import InRange
from ictindex.scoring import Scores
from ictindex.testing.case import Case, exact_value
from ictindex.testing.laws.direction import broken_promises
from ictindex.testing.laws.law import Law, always
from ictindex.testing.reference import compare, decimal_of
from ictindex.testing.reference.readings import is_ratio

__all__ = ["LAWS"]


def _raised_points(case: Case) -> Iterator[str]:
    """A unit gets another's answer to one question; where that is worth more, its total is no less."""
    yield from broken_promises(case)
    if case.rubric.weighs_by_data:
        return  # the law is of fixed weights, and every answer changes those that the data give
    scores = case.scores()
    count = len(case.dataset)
    for place, leaf in enumerate(case.rubric.tree.leaves()):
        for row, other in ((place % count, (place + 1) % count), ((place + 1) % count, place % count)):
            answered = _with_answer(case, leaf, row, other) if _alone(leaf, case.rubric) else None
            if answered is not None:
                yield from _compared(scores, answered.scores(), leaf.id, row)


def _alone(leaf: Indicator, rubric: Rubric) -> bool:
    """No other leaf reads a column of this one."""
    others = {name for it in rubric.tree.leaves() if it.id != leaf.id for name in it.reading.columns}
    return others.isdisjoint(leaf.reading.columns)


def _with_answer(case: Case, leaf: Indicator, row: int, other: int) -> Case | None:
    """The case in which one unit gives the answer of another; None where that would be no answer for it."""
    rows = [other if place == row else place for place in range(len(case.dataset))]
    gaps = any(_state(case.dataset.column(name), other) for name in leaf.reading.columns)
    return None if gaps else case.with_answers(leaf.reading.columns, rows)


def _state(column: Column | None, row: int) -> int:
    return MISSING if column is None else int(column.state[row])


def _compared(before: Scores, after: Scores, leaf: str, row: int) -> Iterator[str]:
    """Speaks where the same nodes apply, no other leaf has changed, and this one is worth more."""
    rubric = before.rubric
    if before.excluded.keys() != after.excluded.keys():
        return  # one more answer lets a unit in that was screened out, and the cohort is another
    if any(before.applicable(node)[row] != after.applicable(node)[row] for node in rubric.node_ids):
        return
    if not before.applicable(leaf)[row] or not before.applicable("total")[row]:
        return
    points = [exact_value(it.printed(leaf), row) for it in (before, after)]
    totals = [exact_value(it.decided("total"), row) for it in (before, after)]
    if compare(points[1], points[0]) > 0 and compare(totals[1], totals[0]) < 0:
        yield f"{leaf} rises from {points[0]} to {points[1]} and the total falls from {totals[0]} to {totals[1]}"


def _within_bounds(case: Case) -> Iterator[str]:
    scores = case.scores()
    for row, unit in enumerate(scores.dataset.units):
        if row in scores.excluded:
            continue  # measured against a cohort that it is not part of
        for node in case.rubric.node_ids:
            if not scores.applicable(node)[row]:
                continue
            value = exact_value(scores.printed(node), row)
            low, high = case.rubric.bounds(unit, node)
            # Bounds that are roots are known to 50 digits: compared as such.
            if low is not None and compare(value, decimal_of(low)) < 0:
                yield f"{node} of {unit.id} is {value}, below {low}"
            if high is not None and compare(value, decimal_of(high)) > 0:
                yield f"{node} of {unit.id} is {value}, above {high}"


def _silence(case: Case) -> Iterator[str]:
    """Policy times place: the leaf itself, then what it does to the maximum."""
    scores = case.scores()
    imputed = {(it.unit, it.column) for it in scores.imputations}
    for leaf in (it for it in case.rubric.tree.leaves() if not case.reads_a_step(it)):
        columns = [case.dataset.column(name) for name in leaf.reading.columns]
        for row, unit in enumerate(case.dataset.units):
            if any((unit.id, name) in imputed for name in leaf.reading.columns):
                continue  # a gap in the data, and none for the node
            states = [_state(column, row) for column in columns]
            policy = leaf.missing if NOT_APPLICABLE in states or MISSING in states else ""
            if not policy and leaf.reading.is_share and row not in scores.excluded:
                policy = leaf.zero if _is_zero(columns[1], case, row) else ""
            if policy and row not in scores.excluded:
                yield from (f"{leaf.id} of {unit.id}: {it}" for it in _breach(leaf, policy, scores, row))


def _is_zero(column: Column | None, case: Case, row: int) -> bool:
    del case
    return column is not None and Decimal(column.text(row).replace(",", ".")) == 0


def _breach(leaf: Indicator, policy: str, scores: Scores, row: int) -> Iterator[str]:
    applies = bool(scores.applicable(leaf.id)[row])
    if policy == "not-applicable":
        if applies:
            yield "it has no answer and applies"
        return
    if not applies:
        return  # a gate has closed it; a policy that refuses has seen no gap where the node applies
    if policy == "refuse":
        yield "a gap that the policy refuses has been scored"
        return
    value = exact_value(scores.printed(leaf.id), row)
    members = scores.members[row]
    parts = [part for partition in scores.rubric.partitions for part in members[partition.name]]
    most = leaf.limits(parts)[1]
    wanted = finish(leaf, Fraction(0) if policy == "zero" or most is None else most)
    if compare(value, wanted) != 0:
        yield f'{value}, not {wanted} ("{policy}")'
    if most is not None and not scores.bounded(leaf.id)[row]:
        yield "it has left the maximum and counts"
    yield from _zero_under_means(leaf, scores, row, zero=wanted == 0)


def _zero_under_means(leaf: Indicator, scores: Scores, row: int, *, zero: bool) -> Iterator[str]:
    """A geometric or harmonic mean with a 0 in it is 0."""
    parent = scores.rubric.tree.nodes.get(leaf.parent)
    aggregate = getattr(parent, "aggregate", "")
    if parent is None or not zero or aggregate not in ("geometric", "harmonic") or not leaf.weight:
        return
    value = exact_value(scores.printed(parent.id), row)
    if scores.applicable(parent.id)[row] and compare(value, finish(parent, Fraction(0))) != 0:
        yield f'"{parent.id}", a {aggregate} mean with a 0 in it, is {value}'


def _attained(case: Case) -> Iterator[str]:
    """Two units of each kind answer as well and as badly as can be; the data of the case only lend their units."""
    rubric = case.rubric
    units = [attrs.evolve(unit, id=f"{unit.id}-{what}") for unit in case.dataset.units for what in ("best", "worst")]
    columns: dict[str, list[Any]] = {}
    for leaf in rubric.tree.leaves():
        best, worst = _extreme_answers(leaf, rubric)
        for name, cells in zip(leaf.reading.columns, zip(best, worst, strict=True), strict=True):
            for written in _asked_for(name, rubric):
                columns[written] = [cells[place % 2] for place in range(len(units))]
    for name in _documents(rubric):
        columns[name] = ["văn bản"] * len(units)
    data = Dataset.from_columns(units=units, columns=columns, decimal=".")
    scores = replace(case, dataset=data).scores()
    for row, unit in enumerate(units):
        ends = rubric.bounds(unit)
        end = ends[1] if unit.id.endswith("-best") else ends[0]
        if row in scores.excluded and not rubric.absolute:
            continue  # measured against a cohort that it is not part of
        if scores.applicable("total")[row] and end is not None:
            value = exact_value(scores.printed("total"), row)
            if compare(value, decimal_of(end)) != 0:
                yield f"{unit.id} has {value}, not {end}"
        yield from _is_maximum(scores, row, unit)


def _asked_for(name: str, rubric: Rubric) -> Sequence[str]:
    """The columns in which an answer is written: the column that is read, or both sides of what is verified."""
    step = rubric.written.get(name)
    return step.sides(name)[:2] if isinstance(step, Verify) else (name,)


def _documents(rubric: Rubric) -> Iterator[str]:
    """The columns of evidence."""
    for step in rubric.steps:
        if isinstance(step, Verify) and step.evidence:
            yield from (step.sides(name)[2] for name in step.columns)


def _is_maximum(scores: Scores, row: int, unit: Unit) -> Iterator[str]:
    """Without bonus and penalty, and where no silence is worth more than any answer, the best are 100 percent."""
    leaves = scores.rubric.tree.leaves()
    plain = not any(node.extra for node in scores.rubric.nodes) and not any(map(silence_pays, leaves))
    percents = scores.percents()
    if plain and unit.id.endswith("-best") and percents is not None and scores.bounded()[row]:
        maximum = scores.maxima()
        assert maximum is not None
        value = exact_value(scores.printed("total"), row)
        if compare(value, exact_value(maximum, row)) != 0:
            yield f"{unit.id} has {value} of {exact_value(maximum, row)}"


Answers = tuple[tuple[Any, ...], tuple[Any, ...]]


def _extreme_answers(leaf: Indicator, rubric: Rubric) -> Answers:
    """The cells of the best and of the worst answer; silence, where it is worth more or less than any answer."""
    worth = _worth(leaf, rubric)
    if leaf.missing == "zero":
        worth.append((Fraction(0), tuple(None for _ in leaf.reading.columns)))
    if leaf.zero == "zero" and leaf.reading.is_share:
        worth.append((Fraction(0), (1, 0)))
    points = [points for points, _ in worth]
    return worth[points.index(max(points))][1], worth[points.index(min(points))][1]


def _worth(leaf: Indicator, rubric: Rubric) -> list[tuple[Fraction, tuple[Any, ...]]]:
    shape = leaf.shape
    if isinstance(shape, Yes):
        return [(Fraction(shape.points), ("có",)), (Fraction(0), ("không",))]
    if isinstance(shape, Levels):
        return [(Fraction(points), (text,)) for text, points in shape.table]
    if isinstance(shape, Curve):
        return [(Fraction(points), _reading(leaf, place)) for place, points in shape.knots]
    if isinstance(shape, Steps):
        below = min(bound.value for bound, _ in shape.table) - 1
        found = [(Fraction(shape.otherwise), _reading(leaf, below))]
        for bound, points in shape.table:
            # A hair above the bound: nothing else lies between, because bounds are whole numbers or hundredths.
            place = bound.value + (Decimal("0.001") if bound.strict else 0)
            found.append((Fraction(points), _reading(leaf, place)))
        return found
    if isinstance(shape, Against):
        lower = shape.better == "lower"
        return [(Fraction(1), _reading(leaf, Decimal(not lower))), (Fraction(0), _reading(leaf, Decimal(lower)))]
    assert isinstance(shape, Given)
    if leaf.max is None or is_ratio(leaf, rubric):
        whole = (1,) if leaf.reading.is_share else ()
        return [(Fraction(1), (1, *whole)), (Fraction(0), (0, *whole))]
    low = leaf.min or Decimal(0)
    return [(Fraction(1), _reading(leaf, min(leaf.max.numbers))), (Fraction(-1), _reading(leaf, low))]


def _reading(leaf: Indicator, value: Decimal) -> tuple[Any, ...]:
    """Cells that read as the value."""
    neutral: Mapping[str, tuple[Any, ...]] = {"": (value,), "/": (value, 1), "+": (value, 0), "-": (value, 0)}
    return neutral[leaf.reading.operator]


def _can_be_answered(rubric: Rubric) -> bool:
    """Every leaf has its own columns and limits, points that a reading can be written for, steps that let it pass."""
    leaves = rubric.tree.leaves()
    return (
        _steps_let_pass(rubric)
        and not any(_leaving_pays(leaf, rubric) for leaf in leaves)
        and not rubric.weighs_by_data  # a mean by unknown weights lies in its bounds and need not reach them
        and all(leaf.shape.__class__ in (Yes, Levels, Curve, Steps, Given) or _has_ends(leaf.shape) for leaf in leaves)
        and not any(leaf.reading.is_irrational or (leaf.max is not None and leaf.max.parts) for leaf in leaves)
        and all(node.only is None or _is_about_membership(node.only) for node in rubric.nodes)
        and not any(rule.kind == "date" for rule in rubric.columns)
        and _answers_are_free(leaves)
    )


def _leaving_pays(leaf: Indicator, rubric: Rubric) -> bool:
    """Whether no answer can be worth more, or less, than any answer.

    In sums what has left counts 0; elsewhere it leaves the field to the others.
    """
    if "not-applicable" not in (leaf.missing, leaf.zero, getattr(leaf.shape, "constant", "")):
        return False
    low, high = leaf.limits()
    node: Node = leaf
    while node.id != ROOT and node.parent in rubric.tree.nodes:
        node = rubric.tree.nodes[node.parent]
        if getattr(node, "aggregate", "") != "sum":
            return True
    return low is None or high is None or not low <= 0 <= high


def _steps_let_pass(rubric: Rubric) -> bool:
    """Whether an answer reaches the node: reported and found alike, or in a cell that is not empty.

    What is carried up is the children's, and its best is what a parent's children can be, not what its limits say. A
    gap that a step fills is no gap, so where the limits count its 0 for silence, nobody attains them; and who is silent
    may be screened out. What is treated may be moved away from the ends.
    """
    kinds = {type(step) for step in rubric.steps}
    filled = {name for step in rubric.steps for name in step.changes}
    silent = {name for leaf in rubric.tree.leaves() if leaf.missing == "zero" for name in leaf.reading.columns}
    return kinds.isdisjoint((CarryUp, Treat)) and not filled & silent and not (Screen in kinds and silent)


def _has_ends(shape: Shape) -> bool:
    """Whether some answers of a cohort stand at its two ends, however many units give them.

    Of several equals at the top nobody has the greatest rank, and what is divided by never makes a share 0.
    """
    if not isinstance(shape, Against):
        return False
    return shape.method == "minmax" or (shape.method == "best" and shape.better == "higher")


def _is_about_membership(where: Where) -> bool:
    """Whether units of one kind all meet it or all do not, whatever they answer."""
    return not any(isinstance(it, InRange) for it in where.walk())


def _answers_are_free(leaves: Sequence[Indicator]) -> bool:
    """The best answer to one question is no bad answer to another."""
    firsts = [leaf.reading.column for leaf in leaves]
    seconds = {(leaf.reading.second, leaf.reading.operator) for leaf in leaves if leaf.reading.second}
    names = [name for name, _ in seconds]
    return len({*firsts, *names}) == len(firsts) + len(names)


LAWS = (
    Law(
        id="L5",
        sentence="raising one leaf's points never lowers the total; a shape is monotone where it declares so",
        check=_raised_points,
        applies=always,
    ),
    Law(id="L7", sentence="scores lie in the rubric's bounds for the unit", check=_within_bounds, applies=always),
    Law(
        id="L12",
        sentence="missing, not applicable and a denominator of 0 do what policy and place say",
        check=_silence,
        applies=always,
        hard=True,
    ),
    Law(
        id="L19",
        sentence="the best possible answers get exactly the maximum, the worst exactly the minimum",
        check=_attained,
        applies=_can_be_answered,
        features={"cohort": False, "gates": False, "unbounded": False, "irrational": False},
    ),
)
