"""Dataset: the units and raw columns of one assessment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Protocol, TypeVar, cast

import attrs
from attrs import field, frozen

from ictindex.model.arrays import Rebuilt
from ictindex.model.columns import PRESENT, Column, TextColumn, column_of
from ictindex.model.number_text import (
    DASHES,
    NOT_APPLICABLE_TOKENS,
    ambiguous_marks,
    looks_numeric,
    parse_number,
    prove_mark,
)
from ictindex.model.problems import Cell, DataError, Problem
from ictindex.model.text import normalise
from ictindex.model.typed import expect
from ictindex.model.unit_rows import UnitRows
from ictindex.model.units import Unit

__all__ = ["Dataset", "Places", "double_ids", "find_mark"]


Owner = TypeVar("Owner")
Made = TypeVar("Made")


def _columns(value: Mapping[str, Column] | Iterable[tuple[str, Column]]) -> tuple[tuple[str, Column], ...]:
    return tuple(value.items() if isinstance(value, Mapping) else value)


def _units(value: Iterable[Unit]) -> tuple[Unit, ...]:
    expect(value, Iterable, "Dataset.units", "a list of units")
    # Units held as columns stay so: they are a sequence of units like any other, and a tuple would make every one.
    return cast("tuple[Unit, ...]", value) if isinstance(value, UnitRows) else tuple(value)


class Places(Protocol):
    """Where the cells of a data set were read, if not in the rows of one table."""

    def cell(self, row: int, column: str) -> Cell:
        """The place of the cell of the unit number `row`, from 0; of the unit itself where `column` is empty."""
        ...


@frozen(kw_only=True, eq=False)
class Dataset(Rebuilt):
    """Units in row order and their columns by name; `from_columns` makes one of `units` and `columns` of plain values.

    `decimal` is the decimal mark of its texts; `file` and `rows`, or `places` for a workbook, say where each unit was
    read, for messages; `notes` are what the file says about itself ("illustrative, not official data"), which every
    report repeats.

    >>> data = Dataset.from_columns(units=["a", "b"], columns={"may": [3, 4.5]})
    >>> len(data), data.column("may").fraction(1)
    (2, Fraction(9, 2))
    """

    units: tuple[Unit, ...] = field(converter=_units)
    columns: tuple[tuple[str, Column], ...] = field(converter=_columns)
    decimal: str = "."
    file: str = ""
    rows: Sequence[int] = ()
    notes: tuple[str, ...] = ()
    places: Places | None = None
    _index: Mapping[str, Column] = field(init=False, repr=False)
    _kept: dict[Any, tuple[Any, Any]] = field(init=False, repr=False, factory=dict)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_index", MappingProxyType(dict(self.columns)))

    def __reduce__(self) -> tuple[Any, ...]:
        names = [it.name for it in attrs.fields(Dataset) if it.init]
        return _restore, ({name: getattr(self, name) for name in names},)

    @classmethod
    def from_columns(
        cls,
        *,
        units: Iterable[Unit | str],
        columns: Mapping[str, Any],
        decimal: str | None = None,
        not_applicable: Sequence[str] = NOT_APPLICABLE_TOKENS,
    ) -> Dataset:
        """A data set from arrays or lists of equal length.

        Parameters
        ----------
        units
            Units, or their ids.
        columns
            Arrays or lists (units,) of numbers, texts, booleans or dates; None and NaN are missing.
        decimal
            The decimal mark of numbers in texts; proved from them where not given.
        not_applicable
            Texts that mean not applicable.

        Raises
        ------
        DataError
            With every problem: double ids, unequal lengths, an unproved decimal mark.
        """
        expect(columns, Mapping, "columns", "a mapping from names to lists")
        expect(units, Iterable, "units", "a list of units or ids")
        rows, problems = _read_units(units)
        problems += double_ids(rows)
        made: dict[str, Column] = {}
        for name, values in columns.items():
            try:
                column = column_of(values, not_applicable)
            except (TypeError, ValueError) as error:
                problems.append(Problem(code="bad-cell", where=Cell(column=str(name)), message=str(error), cause=error))
                continue
            key = normalise(str(name))
            if key in made:
                message = f'two columns are called "{key}"'
                problems.append(Problem(code="double-column", where=Cell(column=key), message=message))
            made[key] = column
            if len(column) != len(rows):
                message = f"{len(column)} values for {len(rows)} units"
                problems.append(Problem(code="bad-length", where=Cell(column=str(name)), message=message))
        mark, trouble = find_mark([column for column in made.values() if _is_numeric(column)], decimal)
        problems += trouble
        if problems:
            raise DataError(tuple(problems))
        return cls(units=rows, columns=made, decimal=mark)

    def __len__(self) -> int:
        return len(self.units)

    def column(self, name: str) -> Column | None:
        """A column by name, or None."""
        return self._index.get(normalise(name))

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names of all columns in order."""
        return tuple(name for name, _ in self.columns)

    def kept_for(self, owner: Owner, make: Callable[[Dataset, Owner], Made]) -> Made:
        """What `make` works out from the data and an owner, such as a rubric; kept for the last owner that asked."""
        entry = self._kept.get(make)
        if entry is None or entry[0] is not owner:
            # Owner and result are one value, so that two threads with two rubrics never mix them.
            entry = self._kept[make] = (owner, make(self, owner))
        found: Made = entry[1]
        return found

    def forget(self) -> None:
        """Let go of what was kept; it points back to the data, so that memory would wait for the cycle to be found."""
        self._kept.clear()

    def cell(self, row: int, column: str = "") -> Cell:
        """The place of a unit's cell, for messages."""
        if self.places is not None:
            return self.places.cell(row, column)
        line = self.rows[row] if self.rows else row + 1
        return Cell(file=self.file, row=line, column=column)

    def with_partitions(self, names: Iterable[str]) -> Dataset:
        """The same data with parts taken from text columns of these names, where units carry none."""
        wanted = [(name, self._index[name]) for name in names if isinstance(self._index.get(name), TextColumn)]
        if not wanted:
            return self
        units = [
            attrs.evolve(unit, parts={**{name: column.text(row) for name, column in wanted}, **dict(unit.parts)})
            for row, unit in enumerate(self.units)
        ]
        return attrs.evolve(self, units=units)


def _is_numeric(column: Column) -> bool:
    """Whether every cell could be a number: a date such as 31.12.2014 proves no decimal mark of other columns."""
    if not isinstance(column, TextColumn):
        return False
    present = {column.distinct[code] for code in set(column.codes[column.state == PRESENT].tolist())} - DASHES
    texts = [text.removesuffix("%").rstrip() for text in present]
    return all(any(parse_number(text, mark) is not None for mark in ".,") for text in texts)


def _read_units(units: Iterable[object]) -> tuple[tuple[Unit, ...], list[Problem]]:
    """Units from units and ids; a stand-in for what is neither, so that the rest is looked at too."""
    rows: list[Unit] = []
    problems: list[Problem] = []
    for row, unit in enumerate(units, start=1):
        if isinstance(unit, Unit):
            rows.append(unit)
        elif isinstance(unit, str) and unit.strip():
            rows.append(Unit(id=unit))
        else:
            where, expected = Cell(row=row, column="id"), "a Unit, or its id as a text that is not empty"
            problems.append(Problem(code="bad-unit", where=where, message=f"found {unit!r}", expected=expected))
            rows.append(Unit(id=f"row {row}"))
    return tuple(rows), problems


def _restore(values: dict[str, Any]) -> Dataset:
    return Dataset(**values)


def double_ids(units: Sequence[Unit], file: str = "", rows: Sequence[int] = ()) -> list[Problem]:
    """A problem for every id that stands twice."""
    first: dict[str, int] = {}
    problems = []
    for row, unit in enumerate(units):
        line = rows[row] if rows else row + 1
        if unit.id in first:
            where = Cell(file=file, row=line, column="id")
            message = f'the id "{unit.id}" stands in row {first[unit.id]} already'
            problems.append(Problem(code="double-id", where=where, message=message, hint="every unit has its own id"))
        first.setdefault(unit.id, line)
    return problems


def find_mark(columns: Iterable[Column], declared: str | None, file: str = "") -> tuple[str, list[Problem]]:
    """The decimal mark of all texts that look like numbers, and what speaks against it."""
    if declared is not None:
        if declared in (".", ","):
            return declared, []
        message = f"the decimal mark {declared!r}"
        return ".", [Problem(code="bad-option", where=Cell(file=file), message=message, expected='"." or ","')]
    texts = {
        text for column in columns if isinstance(column, TextColumn) for text in column.distinct if looks_numeric(text)
    }
    mark = prove_mark(texts)
    if mark:
        return mark, []
    hint = 'declare it: decimal="." or decimal="," (--decimal on the command line)'
    if mark is None:
        message = "some numbers use the comma as decimal mark and some the point"
        return ".", [Problem(code="two-decimal-marks", where=Cell(file=file), message=message, hint=hint)]
    doubtful = sorted(ambiguous_marks(texts))
    if doubtful:
        message = (
            f"{doubtful[0]} may be thousands or thousandths, and no other number of the file proves the decimal mark"
        )
        return ".", [Problem(code="unproved-decimal-mark", where=Cell(file=file), message=message, hint=hint)]
    return ".", []
