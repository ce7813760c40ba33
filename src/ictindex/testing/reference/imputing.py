"""Imputation, cell by cell: what stands in an empty cell of a unit that is asked."""

from __future__ import annotations

from fractions import Fraction
from math import floor

from ictindex.model import Dataset, Impute, Rubric
from ictindex.model.columns import MISSING, PRESENT, Column, NumberColumn
from ictindex.testing.reference.asking import cell, is_asked, with_cells
from ictindex.testing.reference.members import names_of
from ictindex.testing.reference.readings import column_as_read

__all__ = ["imputed"]


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
    asked = [row for row, it in enumerate(names) if is_asked(name, it, rubric)]
    cells = [cell(column, row) for row in range(len(column))]
    filled = list(cells)
    for row in asked:
        if column.state[row] != MISSING:
            continue
        part = [it for it in asked if step.by == "all" or names[it][step.by] == names[row][step.by]]
        answers = [cells[it] for it in part if column.state[it] == PRESENT]
        filled[row] = _value(step, [it for it in answers if it is not None])
    return with_cells(column, filled)


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
