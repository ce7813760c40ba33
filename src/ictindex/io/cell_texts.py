"""Cells of a workbook as texts and plain numbers, the two things that a table is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any

__all__ = ["NUMBERS", "number_of", "split_cells", "text_of"]

NUMBERS = frozenset((float, int))
_LARGEST_PLAIN = 10**21


def split_cells(cells: Sequence[Any], date_format: str) -> tuple[list[str], list[str] | None]:
    """What people typed as text, and the numbers as plain decimals; "" where a cell is of the other sort.

    No numbers at all are None. Days are written in `date_format`, and are texts.

    >>> split_cells(["0,5", 0.1 + 0.2, True, ""], "yyyy-mm-dd")
    (['0,5', '', 'yes', ''], ['', '0.3', '', ''])
    """
    types = set(map(type, cells))
    if types <= {str}:
        return list(cells), None
    if types <= NUMBERS:
        return [""] * len(cells), list(map(number_of, cells))
    texts = ["" if type(cell) in NUMBERS else text_of(cell, date_format) for cell in cells]
    if types.isdisjoint(NUMBERS):
        return texts, None
    return texts, [number_of(cell) if type(cell) in NUMBERS else "" for cell in cells]


def number_of(value: float) -> str:
    """The decimal of at most 15 significant digits that is nearest to a double, halves to even.

    Excel keeps and shows 15 digits of a number; the 16th and 17th of the double behind it are noise of its sums:
    0.1 + 0.2 is shown as 0.3, and is 0.3. Whoever types at most 15 digits gets exactly these.

    >>> number_of(0.1), number_of(0.1 + 0.2), number_of(3.0), number_of(2.0**60)
    ('0.1', '0.3', '3', '1152921504606850000')
    """
    text = "%.15g" % value  # noqa: UP031 - the fastest of the three ways, and every number comes through here
    if "e+" in text and abs(value) < _LARGEST_PLAIN:
        return f"{Decimal(text):f}"
    return text


def text_of(cell: Any, date_format: str = "yyyy-mm-dd") -> str:
    """A cell as a text: a day in its format, yes and no for a truth value.

    >>> text_of(date(2014, 12, 31), "dd/mm/yyyy"), text_of(False), text_of(12.0)
    ('31/12/2014', 'no', '12')
    """
    return _TEXTS[type(cell)](cell, date_format)


def _day(cell: date, date_format: str) -> str:
    year, month, day = f"{cell.year:04}", f"{cell.month:02}", f"{cell.day:02}"
    return date_format.replace("yyyy", year).replace("mm", month).replace("dd", day)


def _moment(cell: datetime, date_format: str) -> str:
    """A day where the clock stands at midnight; else the time behind it, which no date has."""
    day = _day(cell, date_format)
    return day if cell.time() == time() else f"{day} {cell.time().isoformat()}"


_TEXTS: Mapping[type, Callable[[Any, str], str]] = MappingProxyType(
    {
        str: lambda cell, _: cell,
        bool: lambda cell, _: "yes" if cell else "no",
        float: lambda cell, _: number_of(cell),
        int: lambda cell, _: number_of(cell),
        date: _day,
        datetime: _moment,
        time: lambda cell, _: cell.isoformat(),
        timedelta: lambda cell, _: str(cell),
    }
)
