"""A data set as a plain table: the columns of its units, then its own, each cell a decimal, a text or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TypeAlias

from ictindex.model.columns import MISSING, PRESENT, Column, NumberColumn, TextColumn
from ictindex.model.dataset import Dataset
from ictindex.model.number_text import NOT_APPLICABLE_TOKENS, parse_number
from ictindex.model.numbers import EXACT, as_decimal, plain

__all__ = ["CellValue", "as_numbers", "cells_of", "text_of", "unit_columns"]

CellValue: TypeAlias = Decimal | str | None


def unit_columns(dataset: Dataset) -> dict[str, list[str]]:
    """The columns that describe the units: id and name, every partition that one of them has a part in, tags."""
    units = dataset.units
    partitions = dict.fromkeys(name for unit in units for name, _ in unit.parts)
    columns = {"id": [unit.id for unit in units], "name": [unit.name for unit in units]}
    columns |= {name: [unit.part(name) or "" for unit in units] for name in partitions}
    if any(unit.tags for unit in units):
        columns["tags"] = ["|".join(sorted(unit.tags)) for unit in units]
    return columns


def cells_of(column: Column, mark: str) -> list[CellValue]:
    """The cells, exactly; `mark` is the decimal mark of the texts that they were read from.

    A number is a decimal, but what was a day or a percentage with its sign is a text, since only so it reads back as
    what it was.
    """
    if isinstance(column, TextColumn):
        texts: list[CellValue] = list(column.distinct)
        return _with_states([texts[code] for code in column.codes.tolist()], column)
    raw = _special(column, mark)
    if raw is not None:
        return _with_states([raw[code] for code in column.raw.codes.tolist()] if column.raw is not None else [], column)
    return _with_states(list(_numbers(column)), column)


def as_numbers(column: Column, mark: str) -> NumberColumn | None:
    """The column where every cell of it is a number or missing; None where it needs texts."""
    if isinstance(column, TextColumn) or _special(column, mark) is not None:
        return None
    return None if (column.state > MISSING).any() else column


def text_of(cell: CellValue) -> str:
    """A cell as text, decimals with a point.

    >>> text_of(Decimal("2.50")), text_of("có"), text_of(None)
    ('2.50', 'có', '')
    """
    if cell is None:
        return ""
    return plain(cell) if isinstance(cell, Decimal) else cell


def _special(column: NumberColumn, mark: str) -> list[CellValue] | None:
    """What each text of the column means, where its numbers alone say less; else None."""
    if column.raw is None:
        return None
    held = set(column.raw.codes[column.state == PRESENT].tolist())
    meant = [_meant(text, mark) if code in held else None for code, text in enumerate(column.raw.distinct)]
    # An inexact column has doubles, and its texts have every digit.
    return meant if column.inexact is not None or any(isinstance(it, str) for it in meant) else None


def _meant(text: str, mark: str) -> CellValue:
    number = parse_number(text, mark)
    if number is None and text.endswith("%"):
        share = parse_number(text.removesuffix("%").rstrip(), mark)
        return text if share is None else f"{plain(share)} %"
    return text if number is None else as_decimal(number)


def _numbers(column: NumberColumn) -> Iterator[Decimal]:
    if column.inexact is not None:
        yield from (Decimal(repr(value)) for value in column.inexact.tolist())
        return
    made: dict[int, Decimal] = {}
    for coefficient in column.coefficients.tolist():
        if coefficient not in made:
            made[coefficient] = as_decimal(Decimal(coefficient).scaleb(-column.exponent, EXACT))
        yield made[coefficient]


def _with_states(cells: list[CellValue], column: Column) -> list[CellValue]:
    """The cells, with nothing where one is missing and the token where it is not applicable."""
    if column.is_full:
        return cells
    pairs = zip(cells, column.state.tolist(), strict=True)
    return [
        cell if state == PRESENT else (None if state == MISSING else NOT_APPLICABLE_TOKENS[0]) for cell, state in pairs
    ]
