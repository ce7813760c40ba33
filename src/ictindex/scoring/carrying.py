"""Carrying up: the values of child units, summed for their parent, exactly and in whatever order the rows stand."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import attrs
import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from ictindex.language import Sentence, sentence
from ictindex.model.columns import MISSING, PRESENT, NumberColumn
from ictindex.model.problems import Cell, Problem
from ictindex.model.steps import CarryUp
from ictindex.model.text import near_hint
from ictindex.scoring.cohort import Cohort
from ictindex.scoring.deciding import within
from ictindex.scoring.evaluation import Evaluation
from ictindex.scoring.quantity import BoolArray, IntArray, Whole, from_column, spread
from ictindex.scoring.reading import Cells
from ictindex.scoring.stepping import Stepped
from ictindex.scoring.truth import truth

__all__ = ["Family", "carry_column", "carry_node", "family_of"]

_NO_PARENT = -1
_MOST = 10**18
_LISTED = 1000
# To look for near names among many takes long.
_HINTED = 20
_SHOWN = 10


@frozen(kw_only=True, eq=False)
class Family:
    """The children of a step and what each weighs.

    `parent` (units,) is the row of the parent of each unit that counts, -1 for all others; `weight` (units,) are
    coefficients of ``10**-weight_exponent``.
    """

    parent: NDArray[np.intp]
    weight: IntArray
    weight_exponent: int
    by_node: bool
    problems: tuple[Problem, ...]
    remarks: tuple[Sentence, ...] = ()


def family_of(step: CarryUp, cells: Cells, cohort: Cohort) -> Family:
    """Who is whose child, with every id that is none and every circle."""
    units = len(cohort)
    column = cells.text(step.parent)
    problems: list[Problem] = []
    parent = np.full(units, _NO_PARENT, dtype=np.intp)
    if column is not None:
        rows = {unit.id: row for row, unit in enumerate(cohort.dataset.units)}
        codes = [rows.get(text, _NO_PARENT) for text in column.distinct]
        named = column.state == PRESENT
        parent = np.where(named, np.array(codes or [_NO_PARENT], dtype=np.intp)[column.codes], _NO_PARENT)
        problems += _strangers(step, cells, named & (parent == _NO_PARENT), rows)
        problems += _circles(step, cells, parent)
        if problems:
            parent = np.full(units, _NO_PARENT, dtype=np.intp)
    meant = truth(step.among, cohort.answer, units)
    counted = cohort.active & meant
    lost = int((counted & (parent == _NO_PARENT)).sum()) if step.among is not None and not problems else 0
    out = int((meant & ~cohort.active & (parent != _NO_PARENT)).sum())
    into = " / ".join(step.into)
    remarks = (
        *((sentence("no-parent", units=lost, among=step.among),) if lost else ()),
        *((sentence("excluded-children", units=out, into=into),) if out else ()),
    )
    parent = np.where(counted, parent, _NO_PARENT)
    weight, exponent, refused = _weights(step, cells, parent)
    return Family(
        parent=parent,
        weight=weight,
        weight_exponent=exponent,
        by_node=bool(step.node),
        problems=(*problems, *refused),
        remarks=remarks,
    )


def _strangers(step: CarryUp, cells: Cells, rows: BoolArray, known: dict[str, int]) -> Iterator[Problem]:
    dataset = cells.dataset
    column = cells.text(step.parent)
    assert column is not None
    hints: dict[str, str] = {}
    found = np.flatnonzero(rows).tolist()
    for row in found[:_LISTED]:
        name = column.text(row)
        if name not in hints and len(hints) < _HINTED:
            hints[name] = near_hint(name, known)
        message = f'{dataset.units[row].id}: there is no unit "{name}"'
        where = dataset.cell(row, step.parent)
        expected, hint = "the id of a unit", hints.get(name, "")
        yield Problem(code="unknown-parent", where=where, message=message, expected=expected, hint=hint)
    if len(found) > _LISTED:
        message = f"{len(found) - _LISTED} more units have the same problem"
        yield Problem(code="unknown-parent", where=Cell(file=dataset.file, column=step.parent), message=message)


def _circles(step: CarryUp, cells: Cells, parent: NDArray[np.intp]) -> Iterator[Problem]:
    """Every circle of parents once, by its unit with the least id."""
    units = cells.dataset.units
    above = parent.tolist()
    clear: set[int] = set()
    for start in range(len(above)):
        path: dict[int, None] = {}
        row = start
        while row != _NO_PARENT and row not in path and row not in clear:
            path[row] = None
            row = above[row]
        if row in path:
            circle = list(path)[list(path).index(row) :]
            first = min(circle, key=lambda it: units[it].id)
            turn = circle.index(first)
            names = [units[it].id for it in (*circle[turn:], *circle[:turn], first)]
            where = cells.dataset.cell(first, step.parent)
            shown = names if len(names) <= _SHOWN else [*names[:_SHOWN], "…", names[-1]]
            message = f"units are their own parents: {' → '.join(shown)}"
            hint = "a parent is a unit of a higher level"
            yield Problem(code="parent-circle", where=where, message=message, hint=hint)
        clear.update(path)


def _weights(step: CarryUp, cells: Cells, parent: NDArray[np.intp]) -> tuple[IntArray, int, list[Problem]]:
    """Weights of 0 and more; a child without one cannot be weighed."""
    units = len(parent)
    if not step.weight or cells.dataset.column(step.weight) is None:
        return np.ones(units, dtype=np.int64), 0, []
    column, unreadable = cells.number(step.weight)
    child = (parent != _NO_PARENT) & ~unreadable
    empty = child & (column.state != PRESENT)
    values = column.coefficients if column.inexact is None else column.inexact
    below = child & (column.state == PRESENT) & (values < 0)
    problems = [
        Problem(
            code="bad-weight",
            where=cells.dataset.cell(row, step.weight),
            message=f"{cells.dataset.units[row].id}: {'empty' if empty[row] else column.text(row)}",
            expected="a weight of 0 or more for every child",
        )
        for row in np.flatnonzero(empty | below).tolist()[:_LISTED]
    ]
    if column.inexact is not None:
        problems.append(_too_long(step.weight, cells))
    weight = np.where(child & ~empty & ~below, column.coefficients, 0)
    return weight, column.exponent, problems


def _too_long(name: str, cells: Cells) -> Problem:
    where = cells.dataset.cell(0, name)
    return Problem(code="too-large", where=where, message="the column needs more than 18 digits", hint="a larger unit")


def carry_column(step: CarryUp, family: Family, cells: Cells, cohort: Cohort) -> Stepped:
    """The two columns from a number column of the children."""
    if cells.dataset.column(step.column) is None:
        return attrs.evolve(_written(step, family, (0, 0), cells, []), whole=False)
    column, unreadable = cells.number(step.column)
    child = (family.parent != _NO_PARENT) & ~unreadable
    missing = child & (column.state == MISSING)
    live = child & ((column.state == PRESENT) | (missing if step.missing == "zero" else False))
    problems = []
    if column.inexact is not None:
        problems.append(_too_long(step.column, cells))
    if step.missing == "refuse":
        hint = 'fill it in, or let the step say missing = "zero" or "not-applicable"'
        for row in np.flatnonzero(missing).tolist()[:_LISTED]:
            message = f"{cohort.dataset.units[row].id}: empty"
            problems.append(
                Problem(code="missing", where=cells.dataset.cell(row, step.column), message=message, hint=hint)
            )
    left = int((child & ~live).sum())
    value = np.where(missing, 0, column.coefficients)
    inside = live
    if step.share is not None:
        filled = NumberColumn(coefficients=value, exponent=column.exponent, state=column.state)
        inside = within(from_column(filled), step.share, None, live)
    done = _written(step, family, (value, column.exponent), cells, problems, live=live, inside=inside)
    return done.and_then(Stepped(remarks=_left(step, sentence("value-of-column", column=step.column), left)))


def carry_node(step: CarryUp, family: Family, evaluation: Evaluation) -> Stepped:
    """The two columns from the printed values of a node of the children, as far as the evaluation knows them."""
    result = evaluation.result(step.node)
    printed = result.printed
    assert isinstance(printed, Whole)  # a node that is carried up has decimals
    child = family.parent != _NO_PARENT
    live = child & result.applies
    value = np.asarray(spread(printed.numerators, len(live)))
    inside = live
    if step.share is not None:
        maximum, bounded = evaluation.maximum(step.node)
        inside = within(printed, step.share, maximum, live & bounded if step.share.uses_percent else live)
    exponent = len(str(printed.denominator)) - 1
    cells = evaluation.context.cells
    done = _written(step, family, (value, exponent), cells, [], live=live, inside=inside)
    what = sentence("value-of-node", node=cells.rubric.called(step.node))
    return done.and_then(Stepped(remarks=_left(step, what, int((child & ~live).sum()))))


def _left(step: CarryUp, what: Sentence, count: int) -> tuple[Sentence, ...]:
    into = " / ".join(step.into)
    return (sentence("children-without", units=count, what=what, into=into),) if count else ()


def _written(
    step: CarryUp,
    family: Family,
    value: tuple[IntArray | int, int],
    cells: Cells,
    problems: list[Problem],
    *,
    live: BoolArray | None = None,
    inside: BoolArray | None = None,
) -> Stepped:
    """The sums by parent as two columns."""
    units = len(family.parent)
    nobody = np.zeros(units, dtype=np.bool_)
    live, inside = (nobody if it is None else it for it in (live, inside))
    numbers, exponent = value
    weighed = family.weight, family.weight_exponent
    top = (
        (_sums(family, weighed[0], inside), weighed[1])
        if step.share is not None
        else (_sums(family, weighed[0], live, numbers), exponent + weighed[1])
    )
    columns = {}
    bottom = _sums(family, weighed[0], live), weighed[1]
    for name, written in zip(step.into, (top, bottom), strict=True):
        kept, places = _shortened(*written)
        long = [row for row in range(units) if abs(kept[row]) >= _MOST]
        for row in long[:_LISTED]:
            size = float(Fraction(kept[row], 10**places))
            message = f'{cells.dataset.units[row].id}: the sum "{name}" is {size:.6g} and needs more than 18 digits'
            where = cells.dataset.cell(row, step.column or step.weight)
            problems.append(Problem(code="too-large", where=where, message=message, hint="a larger unit of measure"))
            kept[row] = 0
        state = np.zeros(units, np.uint8)
        columns[name] = NumberColumn(coefficients=np.array(kept, dtype=np.int64), exponent=places, state=state)
    return Stepped(columns=columns, problems=tuple(problems), remarks=family.remarks)


def _sums(family: Family, weight: IntArray, rows: BoolArray, value: IntArray | int = 1) -> list[int]:
    """For every unit the exact sum of ``weight * value`` over its children in `rows`."""
    sums = [0] * len(family.parent)
    at = np.flatnonzero(rows)
    factors = [1] * len(at) if isinstance(value, int) else value[at].tolist()
    for parent, by, factor in zip(family.parent[at].tolist(), weight[at].tolist(), factors, strict=True):
        sums[parent] += by * factor
    return sums


def _shortened(sums: list[int], places: int) -> tuple[list[int], int]:
    """The same sums without the zeros that all of them end in."""
    while places and all(number % 10 == 0 for number in sums):
        sums, places = [number // 10 for number in sums], places - 1
    return sums, places
