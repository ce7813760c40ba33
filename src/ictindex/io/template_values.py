"""The cells of a data set as a workbook holds them, so that reading gives them back exactly."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from ictindex.codec.spreadsheet_cells import marked, unmarked
from ictindex.io.template_answers import EARLIEST_DAY
from ictindex.io.workbook_writing_cells import fits_double
from ictindex.model.columns import MISSING, NOT_APPLICABLE, Column, NumberColumn
from ictindex.model.numbers import EXACT, as_decimal, plain

__all__ = ["label_of", "value_of"]


def label_of(text: str) -> str:
    """A text as it is, unless reading would take its apostrophe for a mark.

    >>> label_of("-x"), label_of("'-x")
    ('-x', "''-x")
    """
    return text if unmarked(text) == text else marked(text)


def value_of(column: Column | None, row: int, kind: str, date_format: str) -> Any:
    """What stands in a cell: a float, a day, a text, or None for a missing one."""
    if column is None or column.state[row] == MISSING:
        return None
    if column.state[row] == NOT_APPLICABLE:
        return "n/a"
    if not isinstance(column, NumberColumn) or kind == "text":
        return label_of(column.text(row))
    if column.inexact is not None:
        return repr(float(column.inexact[row]))
    number = as_decimal(Decimal(int(column.coefficients[row])).scaleb(-column.exponent, EXACT))
    if kind == "date":
        return _day(int(number), date_format)
    if kind == "percent" and abs(number) > 1:
        return f"{plain(as_decimal(number.scaleb(2, EXACT)))} %"  # as a plain number it would be refused
    return float(number) if fits_double(number) else plain(number)


def _day(ordinal: int, date_format: str) -> date | str:
    day = date.fromordinal(ordinal)
    if day >= EARLIEST_DAY:
        return day
    return date_format.replace("yyyy", f"{day.year:04}").replace("mm", f"{day.month:02}").replace("dd", f"{day.day:02}")
