"""What a leaf looks at: the cells of its columns, and the number or text that they give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from ictindex.model import Dataset, Indicator, Rubric
from ictindex.model.columns import MISSING, NOT_APPLICABLE, Column, NumberColumn, TextColumn, numbers_of_text
from ictindex.testing.reference.numbers import Number, logarithm

__all__ = [
    "CONSTANT",
    "NO_DENOMINATOR",
    "NO_LOGARITHM",
    "NO_VALUE",
    "SILENT",
    "UNKNOWN_WORD",
    "Gap",
    "Read",
    "column_as_read",
    "is_ratio",
    "reader",
]


@dataclass(frozen=True)
class Gap:
    """Why there is nothing to score."""

    why: str


SILENT = Gap("missing")
NO_VALUE = Gap("not applicable")
NO_DENOMINATOR = Gap("the denominator is 0")
NO_LOGARITHM = Gap("a logarithm is of a number above 0")
UNKNOWN_WORD = Gap("neither yes nor no, and no level")
CONSTANT = Gap("all values of the cohort are equal")

Read: TypeAlias = Number | str | Gap


def is_ratio(leaf: Indicator, rubric: Rubric) -> bool:
    """Whether the reading is a share: ``a / b``, or a column declared as percent."""
    reading = leaf.reading
    return reading.operator == "/" or (not reading.operator and rubric.column_kind(reading.column) == "percent")


def reader(leaf: Indicator, dataset: Dataset, rubric: Rubric) -> Callable[[int], Read]:
    """A function that reads the leaf for one row."""
    reading = leaf.reading
    columns = [column_as_read(name, dataset, rubric) for name in reading.columns]

    def read(row: int) -> Read:
        states = [int(column.state[row]) for column in columns]
        if NOT_APPLICABLE in states:
            return NO_VALUE
        if MISSING in states:
            return SILENT
        if leaf.shape.reads_text:
            return columns[0].text(row)
        numbers = [_number(column, row) for column in columns]
        if reading.operator in ("log10", "ln"):
            return logarithm(numbers[0], reading.operator) if numbers[0] > 0 else NO_LOGARITHM
        if reading.operator == "/" and numbers[1] == 0:
            return NO_DENOMINATOR
        return _OPERATORS[reading.operator](numbers)

    return read


_OPERATORS: dict[str, Callable[[list[Fraction]], Fraction]] = {
    "": lambda numbers: numbers[0],
    "/": lambda numbers: numbers[0] / numbers[1],
    "+": lambda numbers: numbers[0] + numbers[1],
    "-": lambda numbers: numbers[0] - numbers[1],
}


def column_as_read(name: str, dataset: Dataset, rubric: Rubric) -> Column:
    """A column as the rubric types it."""
    column = dataset.column(name)
    if column is None:
        msg = f"there is no column {name}"
        raise ValueError(msg)
    kind = rubric.column_kind(name)
    if kind == "text" or isinstance(column, NumberColumn):
        return column
    numbers, refused = numbers_of_text(column, dataset.decimal, kind, rubric.column_format(name))
    if refused:
        texts = sorted(column.distinct[code] for code in refused)
        msg = f"column {name} holds texts that are no {kind}: {texts}"
        raise ValueError(msg)
    return numbers


def _number(column: Column, row: int) -> Fraction:
    assert not isinstance(column, TextColumn)
    if column.inexact is not None:
        # Nineteen digits and more do not fit; such a column is what its nearest binary numbers are.
        return Fraction(float(column.inexact[row]))
    return Fraction(int(column.coefficients[row]), 10**column.exponent)
