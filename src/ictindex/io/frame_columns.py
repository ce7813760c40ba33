"""One column of a frame: as texts, as exact numbers, or as the names of units; what is neither is a problem."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from ictindex.codec.table import Table
from ictindex.io.extras import library
from ictindex.model.columns import (
    MISSING,
    NOT_APPLICABLE,
    Column,
    NumberColumn,
    column_of,
    text_column,
)
from ictindex.model.number_text import NOT_APPLICABLE_TOKENS

__all__ = ["Cells", "column_of_cells", "labels_of", "texts_of"]

_EXPECTED = "a number, a text, yes or no, a day, or nothing"
_TEXTS = ("String", "Categorical", "Enum")
# Of what a column holds at one exponent; and the one number of 64 bits that has no absolute value.
_LARGEST, _LEAST = 10**18, -(2**63)
_INTEGERS = frozenset(f"{sign}Int{bits}" for sign in ("", "U") for bits in (8, 16, 32, 64, 128))


@frozen(kw_only=True)
class Cells:
    """A column of a frame as it came, and the table that its problems go to.

    `tokens` mean not applicable, in small letters; `shares` says that nobody can change the frame's own memory.
    """

    name: str
    series: Any
    table: Table
    tokens: tuple[str, ...] = NOT_APPLICABLE_TOKENS
    date_format: str = "yyyy-mm-dd"
    shares: bool = False

    @property
    def kind(self) -> str:
        """The name of the type of its cells."""
        return type(self.series.dtype).__name__

    @property
    def empty(self) -> NDArray[np.bool_]:
        """Where a cell is null, (units,)."""
        found: NDArray[np.bool_] = np.asarray(self.series.is_null().to_numpy(), dtype=np.bool_)
        return found

    def present(self) -> Iterable[tuple[int, Any]]:
        """Rows from 0 with their cells, without the null ones."""
        gone = self.empty.tolist()
        return ((row, value) for row, value in enumerate(self.series.to_list()) if not gone[row])

    def refuse(self, row: int | None, message: str, *, expected: str = _EXPECTED, hint: str = "") -> None:
        """Report a cell, or the column as a whole."""
        line = None if row is None else self.table.lines[row]
        self.table.refuse("bad-cell", message, line, column=self.name, expected=expected, hint=hint)


def texts_of(cells: Cells) -> list[str] | None:
    """The cells as texts, empty where there is none; None of a column that is not read as texts."""
    reader = _AS_TEXTS.get(cells.kind)
    if reader is not None:
        return reader(cells)
    # A type of nothing at all: a column that is empty in every row.
    return [""] * len(cells.series) if cells.kind == "Unknown" and bool(cells.empty.all()) else None


def column_of_cells(cells: Cells) -> Column:
    """The cells as numbers, or as texts where an untyped column mixes them; empty where the type holds no cells."""
    reader = next((read for fits, read in _AS_NUMBERS if fits(cells.kind)), None)
    if reader is None:
        cells.refuse(None, f"a column of the type {cells.series.dtype} holds no cells")
        return text_column([""] * len(cells.series))
    return reader(cells)


def labels_of(cells: Cells) -> list[str]:
    """Ids, names or parts as texts; whole numbers are taken for the text that they are."""
    found = [""] * len(cells.series)
    for row, value in cells.present():
        if isinstance(value, str):
            found[row] = value
        elif isinstance(value, int | np.integer) and not isinstance(value, bool):
            found[row] = str(value)
        else:
            hint = "pandas makes floats of whole numbers where one is missing" if isinstance(value, float) else ""
            cells.refuse(row, f"found {value!r}", expected="a text or a whole number", hint=hint)
            found[row] = f"row {row + 1}"
    return found


def _strings(cells: Cells) -> list[str]:
    gone = cells.empty
    texts = cells.series.to_list()
    return ["" if empty else str(text) for text, empty in zip(texts, gone.tolist(), strict=True)]


def _truths(cells: Cells) -> list[str]:
    found = [""] * len(cells.series)
    for row, value in cells.present():
        found[row] = "yes" if value else "no"
    return found


def _days(cells: Cells) -> list[str]:
    found = [""] * len(cells.series)
    for row, value in cells.present():
        found[row] = _day_text(value, row, cells)
    return found


def _day_text(value: date, row: int, cells: Cells) -> str:
    """A day as the rubric writes days."""
    if isinstance(value, datetime) and value.time() != time():
        cells.refuse(row, f"found {value}, which is a moment", expected="a day")
        return ""
    shown = cells.date_format.replace("yyyy", f"{value.year:04d}").replace("mm", f"{value.month:02d}")
    return shown.replace("dd", f"{value.day:02d}")


_AS_TEXTS: Mapping[str, Callable[[Cells], list[str]]] = MappingProxyType(
    {**dict.fromkeys(_TEXTS, _strings), "Boolean": _truths, "Date": _days, "Datetime": _days}
)


def _integers(cells: Cells) -> Column:
    gone = cells.empty
    series = cells.series.fill_null(0) if gone.any() else cells.series
    values = np.asarray(series.to_numpy())
    if values.dtype == np.int64 and not values.flags.writeable and cells.shares:
        # The frame's own memory, which nothing can write to.
        return NumberColumn(coefficients=values, exponent=0, state=np.where(gone, MISSING, 0).astype(np.uint8))
    column = column_of(values if values.dtype.kind in "iu" else series.to_list())
    return _without(column, gone, MISSING)


def _floats(cells: Cells) -> Column:
    gone = cells.empty
    values = np.asarray(cells.series.to_numpy(), dtype=np.float32 if cells.kind == "Float32" else np.float64)
    values = np.where(gone, np.nan, values).astype(values.dtype) if gone.any() else values
    for row in np.flatnonzero(np.isinf(values)).tolist():
        cells.refuse(row, f"found {values[row]}", expected="a finite number")
    return column_of(np.where(np.isinf(values), np.nan, values).astype(values.dtype))


def _decimals(cells: Cells) -> Column:
    """Decimals of 128 bits as they lie in memory, where 18 digits hold each of them; else one by one."""
    arrow = library("pyarrow", "frames")
    values = cells.series.to_arrow()
    values = values.combine_chunks() if isinstance(values, arrow.ChunkedArray) else values
    if len(values) and arrow.types.is_decimal128(values.type) and values.type.scale >= 0:
        gone = cells.empty
        words = np.frombuffer(values.buffers()[1], dtype="<i8").reshape(-1, 2)[values.offset :][: len(values)]
        low, high = np.where(gone, 0, words[:, 0]), np.where(gone, 0, words[:, 1])
        # The upper half only repeats the sign of the lower.
        if (high == low >> 63).all() and (np.abs(low) < _LARGEST).all() and (low != _LEAST).all():
            column = NumberColumn(coefficients=low, exponent=values.type.scale, state=np.zeros(len(low), np.uint8))
            return _without(column, gone, MISSING)
    return column_of(cells.series.to_list())


def _objects(cells: Cells) -> Column:
    """A column without a type, cell by cell: numbers where all are numbers or ``n/a``, else texts."""
    found: list[Any] = [None] * len(cells.series)
    not_applicable = np.zeros(len(found), dtype=np.bool_)
    for row, value in cells.present():
        text = value.strip().casefold() if isinstance(value, str) else None
        if text is not None and text in cells.tokens:
            not_applicable[row] = True
        else:
            found[row] = _object(value, row, cells)
    if any(isinstance(value, str) for value in found):
        # A text again, so that it is known for what it is.
        found = [cells.tokens[0] if gone else it for it, gone in zip(found, not_applicable.tolist(), strict=True)]
        return column_of(found, cells.tokens)
    return _without(column_of(found), not_applicable, NOT_APPLICABLE)


def _object(value: Any, row: int, cells: Cells) -> Any:
    """A cell that `column_of` takes, or None and a problem."""
    if isinstance(value, date):
        return _day_text(value, row, cells)
    if isinstance(value, str | bool | np.bool_):
        return value
    if isinstance(value, int | float | Decimal | np.integer | np.floating):
        if value != value:  # noqa: PLR0124 - NaN of any type, and nothing else, is not itself
            return None
        if not isinstance(value, int | np.integer) and not Decimal(str(value)).is_finite():
            cells.refuse(row, f"found {value}", expected="a finite number")
            return None
        return value
    cells.refuse(row, f"found {value!r} of the type {type(value).__name__}")
    return None


def _without(column: Column, where: NDArray[np.bool_], state: int) -> Column:
    """The column with cells of another state."""
    return evolve(column, state=np.where(where, state, column.state).astype(np.uint8)) if where.any() else column


_AS_NUMBERS: tuple[tuple[Callable[[str], bool], Callable[[Cells], Column]], ...] = (
    (_INTEGERS.__contains__, _integers),
    (("Float32", "Float64").__contains__, _floats),
    ("Decimal".__eq__, _decimals),
    ("Object".__eq__, _objects),
)
