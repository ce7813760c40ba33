"""Tables of text: a title, columns, and rows of cells; how wide a text is on a console."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import TypeAlias

from attrs import frozen

__all__ = ["Column", "Piece", "Table", "display_width"]

_WIDE = frozenset("WF")


@frozen
class Column:
    """The head of a column; numbers stand at its right."""

    title: str
    right: bool = False


@frozen(kw_only=True)
class Table:
    """A title (empty for none), columns, and rows of as many cells."""

    title: str = ""
    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]


# A paragraph, or a table.
Piece: TypeAlias = str | Table


def display_width(text: str) -> int:
    r"""How many cells of a console a text takes: none for marks that combine, two for wide letters.

    >>> display_width("Sở Y tế"), display_width("So\u031b\u0309 Y te"), display_width("表")
    (7, 7, 2)
    """
    if text.isascii():
        return len(text)
    return sum(_cells(char) for char in text)


@cache
def _cells(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in _WIDE else 1
