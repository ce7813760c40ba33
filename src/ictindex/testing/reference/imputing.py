"""Imputation, cell by cell: what stands in an empty cell of a unit that is asked."""

from __future__ import annotations

from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from fractions import Fraction
from math import floor

from ictindex.model import Dataset, Impute, Rubric
from ictindex.model.columns import MISSING, NOT_APPLICABLE, PRESENT, Column, NumberColumn, column_of
from ictindex.model.nodes import ROOT
from ictindex.model.where import AnyOf, AtLeast, Condition, InRange, Where
from ictindex.testing.reference.members import Names, holds, names_of
from ictindex.testing.reference.readings import column_as_read

__all__ = ["imputed"]

_WIDE = Context(prec=1000, Emin=MIN_EMIN, Emax=MAX_EMAX)


def imputed(step: Impute, name: str, dataset: Dataset, rubric: Rubric) -> Column:
    """The column with its empty cells filled.

    Raises
    ------
    ValueError
        Where nobody in a part has an answer.
    """
    column = column_as_read(name, dataset, rubric)
    assert isinstance(column, NumberColumn)
    names = [names_of(rubric.partitions, unit) for unit in dataset.units]
    asked = [row for row, it in enumerate(names) if _is_asked(name, it, rubric, step)]
    cells = [_cell(column, row) for row in range(len(column))]
    filled = list(cells)
    for row in asked:
        if column.state[row] != MISSING:
            continue
        part = [it for it in asked if step.by == "all" or names[it][step.by] == names[row][step.by]]
        answers = [cells[it] for it in part if column.state[it] == PRESENT]
        filled[row] = _value(step, [it for it in answers if it is not None])
    made = column_of([None if it is None else _decimal(it) for it in filled])
    assert isinstance(made, NumberColumn)
    state = made.state.copy()
    state[column.state == NOT_APPLICABLE] = NOT_APPLICABLE
    return NumberColumn(coefficients=made.coefficients, exponent=made.exponent, state=state, inexact=made.inexact)


def _cell(column: NumberColumn, row: int) -> Fraction | None:
    if column.state[row] != PRESENT:
        return None
    if column.inexact is not None:
        return Fraction(float(column.inexact[row]))
    return Fraction(int(column.coefficients[row]), 10**column.exponent)


def _is_asked(name: str, names: Names, rubric: Rubric, own: Impute) -> bool:
    """Whether the unit takes part, and a step or a node that may be its own reads the column."""
    if any(holds(it.where, names, _no_number) for it in rubric.exclude):
        return False
    if any(use.name == name for step in rubric.steps if step is not own for use in step.reads):
        return True
    readers = [leaf for leaf in rubric.tree.leaves() if name in leaf.reading.columns]
    return any(all(_may(gate, names) for gate in _gates(leaf.id, rubric)) for leaf in readers)


def _gates(node: str, rubric: Rubric) -> list[Where]:
    """The conditions of a node and of the groups above it."""
    found = []
    while node in rubric.tree.nodes and node != ROOT:
        here = rubric.tree.nodes[node]
        found += [here.only] if here.only is not None else []
        node = here.parent
    return found


def _may(where: Where, names: Names) -> bool:
    """Whether a condition can be met, with values of nodes unknown."""
    return all(_condition_may(it, names) for it in where.conditions)


def _condition_may(condition: Condition, names: Names) -> bool:
    if isinstance(condition, InRange):
        return True
    if isinstance(condition, AnyOf):
        return any(_may(it, names) for it in condition.options)
    if isinstance(condition, AtLeast):
        return sum(_may(it, names) for it in condition.options) >= condition.count
    return holds(Where((condition,)), names, _no_number)


def _no_number(subject: str) -> tuple[None, None]:
    msg = f"{subject} is known later than this condition"
    raise ValueError(msg)


def _value(step: Impute, answers: list[Fraction]) -> Fraction:
    if step.method == "constant":
        assert step.value is not None
        return Fraction(step.value)
    if not answers:
        msg = "nobody has a value to impute from"
        raise ValueError(msg)
    ordered = sorted(answers)
    lower, upper = ordered[(len(ordered) - 1) // 2], ordered[len(ordered) // 2]
    exact = {"mean": sum(answers, Fraction(0)) / len(answers), "median": (lower + upper) / 2}[step.method]
    assert step.decimals is not None
    unit = Fraction(1, 10**step.decimals)
    return floor(exact / unit + Fraction(1, 2)) * unit


def _decimal(value: Fraction) -> Decimal:
    return _WIDE.divide(Decimal(value.numerator), Decimal(value.denominator))
