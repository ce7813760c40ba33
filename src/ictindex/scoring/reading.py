"""What a leaf looks at: typed columns and readings, with what is missing, not applicable, divided by zero or unreadable."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property

import numpy as np
from attrs import field, frozen

from ictindex.model.columns import (
    MISSING,
    NOT_APPLICABLE,
    PRESENT,
    NumberColumn,
    TextColumn,
    numbers_of_text,
    text_column,
)
from ictindex.model.dataset import Dataset
from ictindex.model.rubric import RubricDraft
from ictindex.model.shapes import Reading
from ictindex.scoring.arithmetic import choose, divide, linear
from ictindex.scoring.deciding import is_zero, reaches
from ictindex.scoring.irrational import logarithm_of
from ictindex.scoring.quantity import BoolArray, Quantity, constant, from_column

__all__ = ["Cells", "Looked", "look"]

_ONE = constant(Fraction(1))
_SIGNS = {"+": Fraction(1), "-": Fraction(-1)}


@frozen(eq=False, slots=False)
class Looked:
    """A reading of all units: any finite value where one of the masks holds; all masks (units,)."""

    value: Quantity
    missing: BoolArray
    not_applicable: BoolArray
    zero: BoolArray
    nonpositive: BoolArray
    unreadable: BoolArray

    @cached_property
    def present(self) -> BoolArray:
        """Units with a value."""
        return ~(self.missing | self.not_applicable | self.zero | self.nonpositive | self.unreadable)

    @cached_property
    def complete(self) -> bool:
        """Whether every unit has a value."""
        return bool(self.present.all())


@frozen(eq=False, slots=False)
class Cells:
    """The columns of a data set as the rubric types them; each is read once."""

    dataset: Dataset = field(repr=False)
    rubric: RubricDraft = field(repr=False)
    _numbers: dict[str, tuple[NumberColumn, BoolArray]] = field(init=False, repr=False, factory=dict)
    _texts: dict[str, TextColumn] = field(init=False, repr=False, factory=dict)

    def number(self, name: str) -> tuple[NumberColumn, BoolArray]:
        """A number column and the cells of it that cannot be read."""
        if name not in self._numbers:
            self._numbers[name] = self._read_number(name)
        return self._numbers[name]

    def _read_number(self, name: str) -> tuple[NumberColumn, BoolArray]:
        units = len(self.dataset)
        column = self.dataset.column(name)
        kind = self.rubric.column_kind(name)
        if column is None:
            blank = NumberColumn(coefficients=np.zeros(units, np.int64), exponent=0, state=np.zeros(units, np.uint8))
            return blank, np.ones(units, dtype=np.bool_)
        if isinstance(column, NumberColumn) and (kind == "number" or column.raw is None):
            return column, np.zeros(units, dtype=np.bool_)
        raw = column.raw if isinstance(column, NumberColumn) else column
        assert raw is not None
        numbers, refused = numbers_of_text(raw, self.dataset.decimal, kind, self.rubric.column_format(name))
        return numbers, np.isin(raw.codes, list(refused)) & (raw.state == PRESENT)

    def text(self, name: str) -> TextColumn | None:
        """A column as texts, or None where there is none."""
        if name not in self._texts:
            column = self.dataset.column(name)
            if column is None:
                return None
            if isinstance(column, NumberColumn):
                column = column.raw or text_column(column.text(row) for row in range(len(column)))
            self._texts[name] = column
        return self._texts[name]


def look(reading: Reading, cells: Cells) -> Looked:
    """Read all units; either cell not applicable makes the reading so, else either missing makes it missing."""
    columns = [cells.number(name) for name in reading.columns]
    unreadable = _any([bad for _, bad in columns])
    not_applicable = _any([column.state == NOT_APPLICABLE for column, _ in columns]) & ~unreadable
    missing = _any([column.state == MISSING for column, _ in columns]) & ~unreadable & ~not_applicable
    usable = ~(unreadable | not_applicable | missing)
    values = [from_column(column) for column, _ in columns]
    zero = nonpositive = np.zeros(len(usable), dtype=np.bool_)
    value = values[0]
    if reading.is_share:
        zero = is_zero(values[1], usable)
        value = divide(values[0], choose(usable & ~zero, values[1], _ONE) if not usable.all() or zero.any() else values[1])
    elif reading.operator in _SIGNS:
        value = linear([(Fraction(1), values[0]), (_SIGNS[reading.operator], values[1])])
    elif reading.operator:
        nonpositive = usable & ~reaches(value, Fraction(0), strict=True, live=usable)
        value = logarithm_of(columns[0][0], value, reading.operator, usable & ~nonpositive)
    return Looked(value, missing, not_applicable, zero, nonpositive, unreadable)


def _any(masks: list[BoolArray]) -> BoolArray:
    held = masks[0]
    for mask in masks[1:]:
        held = held | mask
    return held
