"""Self-score against verified score: which of the two counts, cell by cell, and how far they are apart."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TypeAlias

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from ictindex.language import Sentence, sentence
from ictindex.model.columns import MISSING, PRESENT, Column, NumberColumn, TextColumn
from ictindex.model.number_text import NO_WORDS, YES_WORDS
from ictindex.model.numbers import EXACT, as_decimal, plain
from ictindex.model.shapes import Yes
from ictindex.model.steps import Verify
from ictindex.model.text import fold
from ictindex.scoring.cohort import Cohort
from ictindex.scoring.quantity import BoolArray, IntArray
from ictindex.scoring.reading import Cells
from ictindex.scoring.stepping import Stepped, Verification

__all__ = ["verify"]

_MOST = 10**18
_REPORTED, _VERIFIED, _NEITHER = 0, 1, 2

States: TypeAlias = NDArray[np.uint8]


def verify(step: Verify, cells: Cells, cohort: Cohort) -> Stepped:
    """Write every column of the step from its two sides; what cannot be read is reported by the checks of cells."""
    done = Stepped()
    for column in step.columns:
        done = done.and_then(_one(step, column, cells, cohort))
    return done


@frozen(kw_only=True, eq=False)
class _Sides:
    """A column as reported and as verified, both numbers or both texts, and the documents of evidence."""

    reported: Column
    verified: Column
    evidence: TextColumn | None

    def picked(self, which: IntArray) -> Column:
        """The column made of one of the two cells for each unit, (units,); empty where neither counts."""
        empty = np.full(len(which), MISSING, np.uint8)
        state = np.choose(which, [self.reported.state, self.verified.state, empty]).astype(np.uint8)
        if isinstance(self.reported, TextColumn) and isinstance(self.verified, TextColumn):
            distinct = (*self.reported.distinct, *self.verified.distinct)
            moved = self.verified.codes + len(self.reported.distinct)
            codes = np.where(which == _VERIFIED, moved, self.reported.codes)
            return TextColumn(distinct=distinct or ("",), codes=codes, state=state)
        assert isinstance(self.reported, NumberColumn)
        assert isinstance(self.verified, NumberColumn)
        return _picked_numbers((self.reported, self.verified), which, state)

    def differ(self, row: int, *, yes_or_no: bool) -> bool:
        """Whether the council found otherwise than a unit reports; an empty finding says nothing."""
        states = int(self.reported.state[row]), int(self.verified.state[row])
        if states[1] == MISSING:
            return False
        if states != (PRESENT, PRESENT):
            return states[0] != states[1]
        if isinstance(self.reported, NumberColumn) and isinstance(self.verified, NumberColumn):
            return self.reported.fraction(row) != self.verified.fraction(row)
        found, told = fold(self.verified.text(row)), fold(self.reported.text(row))
        return (found in YES_WORDS) != (told in YES_WORDS) if yes_or_no else found != told

    def is_lower(self) -> BoolArray:
        """(units,) where the verified number is not above the reported one, both present."""
        both = (self.reported.state == PRESENT) & (self.verified.state == PRESENT)
        assert isinstance(self.reported, NumberColumn)
        assert isinstance(self.verified, NumberColumn)
        aligned = _aligned(self.reported, self.verified)
        if aligned is not None:
            return np.asarray(both & (aligned[1] <= aligned[0]))
        for row in np.flatnonzero(both).tolist():
            both[row] = self.verified.fraction(row) <= self.reported.fraction(row)
        return np.asarray(both)


def _aligned(one: NumberColumn, other: NumberColumn) -> tuple[IntArray, IntArray, int] | None:
    """The coefficients of both over one exponent, where they fit 18 digits."""
    exponent = max(one.exponent, other.exponent)
    factors = [10 ** (exponent - it.exponent) for it in (one, other)]
    if any(it.inexact is not None or it.largest * by >= _MOST for it, by in zip((one, other), factors, strict=True)):
        return None
    return one.coefficients * factors[0], other.coefficients * factors[1], exponent


def _picked_numbers(sides: tuple[NumberColumn, NumberColumn], which: IntArray, state: States) -> NumberColumn:
    aligned = _aligned(*sides)
    if aligned is not None:
        picked = np.where(which == _VERIFIED, aligned[1], aligned[0])
        return NumberColumn(coefficients=picked, exponent=aligned[2], state=state)
    # More than 18 digits over one exponent: as doubles, which the remark on inexact columns says.
    cells = [float(_cell(sides[min(int(side), 1)], row)) for row, side in enumerate(which.tolist())]
    nothing = np.zeros(len(which), dtype=np.int64)
    return NumberColumn(coefficients=nothing, exponent=0, state=state, inexact=np.array(cells, dtype=np.float64))


def _cell(column: NumberColumn, row: int) -> Decimal | float:
    if column.inexact is not None:
        return float(column.inexact[row])
    return Decimal(int(column.coefficients[row])).scaleb(-column.exponent, EXACT)


def _one(step: Verify, column: str, cells: Cells, cohort: Cohort) -> Stepped:
    sides = _sides(step, column, cells)
    if sides is None:
        # A column that is not there is a problem already; nothing more can be said of this one.
        return Stepped(whole=False, columns={column: _blank(cells, column, len(cohort))})
    which = _which(step, sides)
    claimed = _claims(sides.picked(which))
    unproved = claimed & ~_proved(sides) if sides.evidence is not None else np.zeros(len(cohort), np.bool_)
    if step.unproved == "missing":
        which = np.where(unproved, _NEITHER, which)
    written = sides.picked(which)
    rows = list(_table(column, sides, written, cohort))
    return Stepped(
        columns={column: written},
        verifications=tuple(rows),
        remarks=tuple(_remarks(step, column, rows, int((unproved & cohort.active).sum()))),
    )


def _sides(step: Verify, column: str, cells: Cells) -> _Sides | None:
    """The two sides as the rubric reads the column; None where a column is not there."""
    names = step.sides(column)
    if any(name and cells.dataset.column(name) is None for name in names):
        return None
    evidence = cells.text(names[2]) if names[2] else None
    if cells.rubric.column_kind(column) == "text":
        reported, verified = cells.text(names[0]), cells.text(names[1])
        assert reported is not None
        assert verified is not None
        return _Sides(reported=reported, verified=verified, evidence=evidence)
    return _Sides(reported=cells.number(names[0])[0], verified=cells.number(names[1])[0], evidence=evidence)


def _blank(cells: Cells, column: str, units: int) -> Column:
    state = np.full(units, MISSING, np.uint8)
    if cells.rubric.column_kind(column) == "text":
        return TextColumn(distinct=("",), codes=np.zeros(units, np.int32), state=state)
    return NumberColumn(coefficients=np.zeros(units, np.int64), exponent=0, state=state)


def _which(step: Verify, sides: _Sides) -> IntArray:
    """(units,) the side that counts for each unit.

    The lower of two is the report too where it is empty or not applicable: nothing was claimed.
    """
    reported, verified = sides.reported.state, sides.verified.state
    if step.counts == "self":
        return np.full(len(reported), _REPORTED)
    absent = _REPORTED if step.unverified == "self" else _NEITHER
    which = np.where(verified == MISSING, absent, _VERIFIED)
    if step.counts == "lower":
        which = np.where((verified == PRESENT) & ~sides.is_lower(), _REPORTED, which)
    return which


def _claims(column: Column) -> BoolArray:
    """(units,) where a cell claims something: present, and neither 0 nor no."""
    present = column.state == PRESENT
    if isinstance(column, TextColumn):
        nothing = np.array([fold(text) in NO_WORDS for text in column.distinct], dtype=np.bool_)
        return np.asarray(present & ~nothing[column.codes])
    values = column.coefficients if column.inexact is None else column.inexact
    return np.asarray(present & (values != 0))


def _proved(sides: _Sides) -> BoolArray:
    assert sides.evidence is not None
    return _claims(sides.evidence)


def _shown(column: Column, row: int, *, is_date: bool = False) -> str:
    """The cell as a person reads it: numbers plain, a day as yyyy-mm-dd."""
    if column.state[row] == MISSING:
        return ""
    if isinstance(column, NumberColumn) and column.inexact is None and column.state[row] == PRESENT:
        number = as_decimal(Decimal(int(column.coefficients[row])).scaleb(-column.exponent, EXACT))
        return date.fromordinal(int(number)).isoformat() if is_date else plain(number)
    return column.text(row)


def _difference(sides: _Sides, row: int) -> Decimal | None:
    columns = (sides.verified, sides.reported)
    if any(not isinstance(it, NumberColumn) or it.state[row] != PRESENT for it in columns):
        return None
    above, below = (_cell(it, row) for it in columns if isinstance(it, NumberColumn))
    return as_decimal(EXACT.subtract(Decimal(above), Decimal(below)))


def _table(column: str, sides: _Sides, written: Column, cohort: Cohort) -> Iterator[Verification]:
    """A row for every unit that is not excluded and has a report or a finding."""
    words = any(isinstance(leaf.shape, Yes) for leaf in cohort.rubric.tree.leaves() if column in leaf.reading.columns)
    is_date = cohort.rubric.column_kind(column) == "date"
    seen = (sides.reported.state != MISSING) | (sides.verified.state != MISSING)
    for row in np.flatnonzero(seen & cohort.active).tolist():
        yield Verification(
            unit=cohort.dataset.units[row].id,
            column=column,
            reported=_shown(sides.reported, row, is_date=is_date),
            verified=_shown(sides.verified, row, is_date=is_date),
            counted=_shown(written, row, is_date=is_date),
            differs=sides.differ(row, yes_or_no=words),
            difference=_difference(sides, row),
            evidence=None if sides.evidence is None else _shown(sides.evidence, row),
        )


def _remarks(step: Verify, column: str, rows: list[Verification], unproved: int) -> Iterator[Sentence]:
    changed = sum(it.differs for it in rows)
    if changed:
        counts = sentence(f"counts-{step.counts}")
        yield sentence("verified-otherwise", column=column, changed=changed, units=len(rows), counts=counts)
    unseen = sum(not it.verified for it in rows)
    if unseen and step.counts != "self":
        yield sentence("unverified", column=column, units=unseen, effect=sentence(f"unverified-{step.unverified}"))
    if unproved:
        yield sentence("unproved", column=column, units=unproved, effect=sentence(f"unproved-{step.unproved}"))
