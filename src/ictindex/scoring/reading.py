"""What a leaf looks at: typed columns and readings, and which units have no value for which reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import cached_property
from operator import is_
from types import MappingProxyType
from typing import TypeAlias

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
from ictindex.model.nodes import Indicator
from ictindex.model.rubric import RubricDraft
from ictindex.model.shapes import Reading
from ictindex.model.steps import Verify
from ictindex.scoring.arithmetic import choose, divide, linear
from ictindex.scoring.deciding import is_zero, reaches
from ictindex.scoring.irrational import logarithm_of
from ictindex.scoring.quantity import FEW, ONE, BoolArray, Quantity, Whole, constant, from_column

Maximum: TypeAlias = tuple[Quantity, BoolArray]

__all__ = ["Cells", "Looked", "look", "union", "without"]

_ONE = constant(ONE)


@frozen(eq=False, slots=False)
class Looked:
    """A reading of all units: any finite value where one of the masks holds; all masks (units,).

    A quotient holds its two sides in `share`; it is divided when its value is asked for. `zero_if_missing` says that
    the plain value is known to be 0 where a cell is empty.
    """

    plain: Quantity
    missing: BoolArray
    not_applicable: BoolArray
    zero: BoolArray
    nonpositive: BoolArray
    unreadable: BoolArray
    complete: bool = False
    zero_if_missing: bool = False
    share: tuple[Quantity, Quantity] | None = None

    @classmethod
    def full(cls, value: Quantity, nothing: BoolArray) -> Looked:
        """A reading with a value for every unit."""
        return cls(value, nothing, nothing, nothing, nothing, nothing, complete=True)

    def read_as(
        self,
        plain: Quantity,
        *,
        zero: BoolArray | None = None,
        nonpositive: BoolArray | None = None,
        share: tuple[Quantity, Quantity] | None = None,
    ) -> Looked:
        """The same cells under an operator, and the units that it has no value for."""
        zero = self.zero if zero is None else zero
        nonpositive = self.nonpositive if nonpositive is None else nonpositive
        lost = any(it is not was and it.any() for it, was in ((zero, self.zero), (nonpositive, self.nonpositive)))
        complete = self.complete and not lost
        return Looked(
            plain, self.missing, self.not_applicable, zero, nonpositive, self.unreadable, complete=complete, share=share
        )

    @cached_property
    def value(self) -> Quantity:
        """The reading as a number."""
        return self.plain if self.share is None else divide(*self.share)

    @cached_property
    def beyond(self) -> tuple[BoolArray, BoolArray] | None:
        """Units whose quotient is below 0 and above 1, by its two whole columns; None where it is no such quotient."""
        top, bottom = (None, None) if self.share is None else self.share
        if not isinstance(top, Whole) or not isinstance(bottom, Whole) or top.denominator != bottom.denominator:
            return None
        return (top.numerators < 0, top.numerators > bottom.numerators) if bottom.least > 0 else None

    @cached_property
    def is_part_of_whole(self) -> bool:
        """Whether it is a quotient of 0 to 1 for every unit."""
        return self.beyond is not None and not (self.beyond[0].any() or self.beyond[1].any())

    @cached_property
    def absent(self) -> BoolArray:
        """Units without a value."""
        return union([self.zero, self.nonpositive, self.unreadable, self.not_applicable, self.missing])

    @cached_property
    def present(self) -> BoolArray:
        """Units with a value."""
        return ~self.absent


@frozen(eq=False, slots=False)
class Cells:
    """The columns of a data set as the rubric types them; each is read once.

    `gates` holds who passes the conditions of a node that look at no value.
    """

    dataset: Dataset = field(repr=False)
    rubric: RubricDraft = field(repr=False)
    _numbers: dict[str, tuple[NumberColumn, BoolArray]] = field(init=False, repr=False, factory=dict)
    _quantities: dict[str, Quantity] = field(init=False, repr=False, factory=dict)
    _texts: dict[str, TextColumn] = field(init=False, repr=False, factory=dict)
    _looked: dict[str, Looked] = field(init=False, repr=False, factory=dict)
    gates: dict[str, BoolArray] = field(init=False, repr=False, factory=dict)
    _maxima: dict[str, tuple[Sequence[object], Maximum]] = field(init=False, repr=False, factory=dict)

    def maximum(self, node_id: str, below: Sequence[object], work_out: Callable[[], Maximum]) -> Maximum:
        """A group's maximum by what is below it; of few units it is kept, as it is the same whatever they answer."""
        known = self._maxima.get(node_id)
        if known is not None and len(known[0]) == len(below) and all(map(is_, known[0], below)):
            return known[1]
        found = work_out()
        if len(self.dataset) <= FEW:
            self._maxima[node_id] = below, found
        return found

    def looked(self, leaf: Indicator, look_at: Callable[[], Looked]) -> Looked:
        """A leaf's reading; of few units it is kept beside their columns, of many it would be as large as these."""
        found = self._looked.get(leaf.id)
        if found is None:
            found = look_at()
            if len(self.dataset) <= FEW:
                self._looked[leaf.id] = found
        return found

    @cached_property
    def nothing(self) -> BoolArray:
        """No unit."""
        return np.zeros(len(self.dataset), dtype=np.bool_)

    @cached_property
    def everyone(self) -> BoolArray:
        """All units."""
        return np.ones(len(self.dataset), dtype=np.bool_)

    def names_of(self, columns: Sequence[str], state: int) -> Callable[[int], str]:
        """For a row, the columns among these whose cell is in this state."""

        def names(row: int) -> str:
            cells = [(name, self.dataset.column(name)) for name in columns]
            return " and ".join(self.origin(name) for name, it in cells if it is not None and it.state[row] == state)

        return names

    def origin(self, name: str) -> str:
        """The columns of the data that a column is made of, for messages: itself, or what is verified."""
        step = self.rubric.written.get(name)
        return " / ".join(filter(None, step.sides(name))) if isinstance(step, Verify) else name

    def number(self, name: str) -> tuple[NumberColumn, BoolArray]:
        """A number column and the cells of it that cannot be read."""
        if name not in self._numbers:
            self._numbers[name] = self._read_number(name)
        return self._numbers[name]

    @cached_property
    def inexact(self) -> Sequence[str]:
        """The number columns that are known as doubles only, in the order of the leaves that read them."""
        leaves = [leaf for leaf in self.rubric.tree.leaves() if not leaf.shape.reads_text]
        names = dict.fromkeys(name for leaf in leaves for name in leaf.reading.columns)
        return [name for name in names if self.number(name)[0].inexact is not None]

    def quantity(self, name: str) -> Quantity:
        """The values of a number column."""
        if name not in self._quantities:
            self._quantities[name] = from_column(self.number(name)[0])
        return self._quantities[name]

    def _read_number(self, name: str) -> tuple[NumberColumn, BoolArray]:
        units = len(self.dataset)
        column = self.dataset.column(name)
        kind = self.rubric.column_kind(name)
        if column is None:
            blank = NumberColumn(coefficients=np.zeros(units, np.int64), exponent=0, state=np.zeros(units, np.uint8))
            return blank, self.everyone
        if isinstance(column, NumberColumn) and (kind == "number" or column.raw is None):
            return column, self.nothing
        raw = column.raw if isinstance(column, NumberColumn) else column
        assert raw is not None
        numbers, refused = numbers_of_text(raw, self.dataset.decimal, kind, self.rubric.column_format(name))
        return numbers, np.isin(raw.codes, list(refused)) & (raw.state == PRESENT) if refused else self.nothing

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
    values = [cells.quantity(name) for name in reading.columns]
    whole = all(column.is_full and bad is cells.nothing for column, bad in columns)
    if whole:
        looked = Looked.full(values[0], cells.nothing)
        usable = cells.everyone
    else:
        nothing = cells.nothing
        missing, not_applicable = (
            union([column.state == gap for column, _ in columns if gap in column.gaps] or [nothing])
            for gap in (MISSING, NOT_APPLICABLE)
        )
        unreadable = union([bad for _, bad in columns])
        not_applicable = without(not_applicable, unreadable, nothing)
        missing = without(missing, not_applicable, nothing)
        usable = ~union([unreadable, not_applicable, missing])
        plain = not reading.operator and columns[0][0].is_zero_elsewhere
        looked = Looked(values[0], missing, not_applicable, nothing, nothing, unreadable, zero_if_missing=plain)
    if not reading.operator:
        return looked
    return _OPERATORS[reading.operator](looked, values, columns[0][0], usable)


def _divided(looked: Looked, values: list[Quantity], column: NumberColumn, usable: BoolArray) -> Looked:
    del column
    top, bottom = values
    if looked.complete and isinstance(bottom, Whole) and bottom.least > 0:
        return looked.read_as(top, share=(top, bottom))
    zero = is_zero(bottom, usable)
    safe = usable & ~zero
    share = top, bottom if safe.all() else choose(safe, bottom, _ONE)
    return looked.read_as(top, zero=zero, share=share)


def _combined(sign: int) -> Callable[[Looked, list[Quantity], NumberColumn, BoolArray], Looked]:
    def combine(looked: Looked, values: list[Quantity], column: NumberColumn, usable: BoolArray) -> Looked:
        del column, usable
        return looked.read_as(linear([(ONE, values[0]), (Fraction(sign), values[1])]))

    return combine


def _logarithm(base: str) -> Callable[[Looked, list[Quantity], NumberColumn, BoolArray], Looked]:
    def take(looked: Looked, values: list[Quantity], column: NumberColumn, usable: BoolArray) -> Looked:
        nonpositive = usable & ~reaches(values[0], Fraction(0), strict=True, live=usable)
        value = logarithm_of(column, values[0], base, usable & ~nonpositive)
        return looked.read_as(value, nonpositive=nonpositive)

    return take


_OPERATORS = MappingProxyType(
    {"/": _divided, "+": _combined(1), "-": _combined(-1), "log10": _logarithm("log10"), "ln": _logarithm("ln")}
)


def union(masks: Sequence[BoolArray]) -> BoolArray:
    """Units that are in one of the masks; where the first is of no unit, others that are the same are known by it."""
    held = first = masks[0]
    for mask in masks[1:]:
        if mask is not first:
            held = held | mask
    return held


def without(mask: BoolArray, other: BoolArray, nothing: BoolArray) -> BoolArray:
    """The units of one mask that are not in the other; `nothing` is known by identity."""
    return mask if mask is nothing or other is nothing else mask & ~other
