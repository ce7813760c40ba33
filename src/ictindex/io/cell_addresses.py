"""Cells by the names that spreadsheets give them: Sheet1!D14."""

from __future__ import annotations

import re

__all__ = ["address_of", "letters"]

_PLAIN_NAME = re.compile(r"[^\W\d]\w*")
_LOOKS_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[rRcC]\d*")


def address_of(sheet: str, row: int, column: int) -> str:
    """The address of a cell, row and column from 0.

    >>> address_of("Sheet1", 13, 3), address_of("Khối sở", 13, 3)
    ('Sheet1!D14', "'Khối sở'!D14")
    """
    plain = _PLAIN_NAME.fullmatch(sheet) and not _LOOKS_LIKE_A_CELL.fullmatch(sheet)
    name = sheet if plain else "'" + sheet.replace("'", "''") + "'"
    return f"{name}!{letters(column)}{row + 1}"


def letters(column: int) -> str:
    """The letters of a column, counted from 0.

    >>> letters(0), letters(25), letters(26), letters(701), letters(702)
    ('A', 'Z', 'AA', 'ZZ', 'AAA')
    """
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text
