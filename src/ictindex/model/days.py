"""A day and a code, as a caller may write them."""

from __future__ import annotations

from datetime import date, datetime

from ictindex.model.text import normalise, shown

__all__ = ["as_code", "as_day"]


def as_day(value: object) -> date:
    """A day, given as a date or as its ISO text.

    Raises
    ------
    TypeError
        For anything else, a moment of a day included.
    ValueError
        For a text that is no day.

    >>> as_day("2025-07-01")
    datetime.date(2025, 7, 1)
    """
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    said = f'expected a day such as date(2025, 7, 1) or "2025-07-01", found {shown(value)}'
    if not isinstance(value, str):
        raise TypeError(said)
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(said) from None


def as_code(value: object) -> str:
    """A code of a unit, normalised: a text, because 02 is not 2.

    Raises
    ------
    TypeError
        For a number, or anything else that is no text.

    >>> as_code(" 02 ")
    '02'
    """
    if not isinstance(value, str):
        msg = f'expected the code of a unit, a text such as "02"; found {shown(value)}'
        raise TypeError(msg)
    return normalise(value)
