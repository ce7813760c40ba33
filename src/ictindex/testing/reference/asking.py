"""What steps that fill, treat or count cells ask of each unit: whether it is asked, and what stands in its cell."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from fractions import Fraction

from ictindex.model import CarryUp, Rubric, Verify
from ictindex.model.columns import NOT_APPLICABLE, PRESENT, NumberColumn, column_of
from ictindex.model.nodes import ROOT
from ictindex.model.where import AnyOf, AtLeast, Condition, InRange, Where
from ictindex.testing.reference.members import Names, holds

__all__ = ["cell", "is_asked", "with_cells"]

_WIDE = Context(prec=1000, Emin=MIN_EMIN, Emax=MAX_EMAX)


def cell(column: NumberColumn, row: int) -> Fraction | None:
    """The number in a cell, if there is one."""
    if column.state[row] != PRESENT:
        return None
    if column.inexact is not None:
        return Fraction(float(column.inexact[row]))
    return Fraction(int(column.coefficients[row]), 10**column.exponent)


def with_cells(column: NumberColumn, cells: Sequence[Fraction | None]) -> NumberColumn:
    """The column with these numbers; what does not apply stays so."""
    made = column_of([None if it is None else _decimal(it) for it in cells])
    assert isinstance(made, NumberColumn)
    state = made.state.copy()
    state[column.state == NOT_APPLICABLE] = NOT_APPLICABLE
    return NumberColumn(coefficients=made.coefficients, exponent=made.exponent, state=state, inexact=made.inexact)


def _decimal(value: Fraction) -> Decimal:
    return _WIDE.divide(Decimal(value.numerator), Decimal(value.denominator))


def is_asked(name: str, names: Names, rubric: Rubric) -> bool:
    """Whether the unit takes part, and a node that may be its own, or a step that needs all cells, reads the column."""
    if any(holds(it.where, names, _no_number) for it in rubric.exclude):
        return False
    if any(use.name == name for step in rubric.steps if isinstance(step, Verify | CarryUp) for use in step.reads):
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
