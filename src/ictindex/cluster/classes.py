"""Classes: units that are alike in everything that can decide or is printed, with how many there are of each.

A published score is a whole number of ticks, so millions of units make thousands of classes. Partitions are merged by
adding up the classes; ranks, tiers and percents are worked out once for each class.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from ictindex.model.problems import Cell, DataError, Problem

__all__ = ["MOST_CLASSES", "NO_CLASSES", "Classes", "classify", "coded", "refuse_many", "united"]

Ints = NDArray[np.int64]
Codes = NDArray[np.int32]

MOST_CLASSES = 1 << 22
_TABLE = 1 << 22
_ROOM = 1 << 62


@frozen(kw_only=True, eq=False)
class Classes:
    """`columns` by name, each (classes,); `counts` (classes,) says how many units.

    A column that stands in `values` holds codes into exact numbers, ascending; every other one its numbers themselves.
    """

    columns: Mapping[str, Ints]
    counts: Ints
    values: Mapping[str, tuple[Fraction, ...]] = MappingProxyType({})

    def __len__(self) -> int:
        return len(self.counts)


NO_CLASSES = Classes(columns={}, counts=np.zeros(0, dtype=np.int64))


def classify(columns: Mapping[str, Ints], counts: Ints | None = None) -> tuple[Mapping[str, Ints], Ints, Codes]:
    """The distinct rows of some columns, how many rows are alike, and the code of each row.

    Parameters
    ----------
    columns
        Each (rows,).
    counts
        (rows,) how many units each row stands for; one where not given.
    """
    arrays = list(columns.values())
    codes, first = _distinct(arrays)
    if counts is None:
        sums = np.bincount(codes, minlength=len(first))
    else:
        # Sums of doubles are exact below 2**53 units.
        sums = np.bincount(codes, weights=counts, minlength=len(first))
    table = {name: array[first] for name, array in columns.items()}
    return table, sums.astype(np.int64), codes.astype(np.int32)


def coded(values: Sequence[Fraction], codes: Ints) -> tuple[tuple[Fraction, ...], Ints]:
    """Exact numbers in ascending order, each once, and the codes into them."""
    ordered = tuple(sorted(set(values)))
    place = {value: code for code, value in enumerate(ordered)}
    table = np.array([place[value] for value in values] or [0], dtype=np.int64)
    return ordered, table[codes]


def united(parts: Sequence[Classes]) -> tuple[Classes, list[Codes]]:
    """The classes of several parts as one, and for each part the class that each of its own has become.

    Classes stand in the order of their columns, so that a part added to a whole that holds it already moves none.

    Raises
    ------
    DataError
        Where there are more classes than memory should hold.
    """
    if not parts:
        return NO_CLASSES, []
    names = list(parts[0].columns)
    values: dict[str, tuple[Fraction, ...]] = {}
    columns: dict[str, Ints] = {}
    for name in names:
        if name in parts[0].values:
            values[name], pieces = _joined(name, parts)
        else:
            pieces = [part.columns[name] for part in parts]
        columns[name] = np.concatenate(pieces)
    counts = np.concatenate([part.counts for part in parts])
    table, sums, codes = classify(columns, counts)
    refuse_many(len(sums))
    cuts = np.cumsum([len(part) for part in parts])[:-1]
    return Classes(columns=table, counts=sums, values=values), list(np.split(codes, cuts))


def refuse_many(count: int) -> None:
    """Refuse where the units are alike in too little.

    Raises
    ------
    DataError
        With what to do.
    """
    if count > MOST_CLASSES:
        message = f"the units have more than {MOST_CLASSES} different sets of keys and printed values"
        hint = "fewer decimals, or fewer keys in break_by; ranks are counted, and counting needs units that are alike"
        raise DataError((Problem(code="too-many-values", where=Cell(), message=message, hint=hint),))


def _joined(name: str, parts: Sequence[Classes]) -> tuple[tuple[Fraction, ...], list[Ints]]:
    """The exact numbers of all parts, and the codes of each part into them."""
    ordered = tuple(sorted({value for part in parts for value in part.values[name]}))
    place = {value: code for code, value in enumerate(ordered)}
    tables = [np.array([place[value] for value in part.values[name]] or [0], dtype=np.int64) for part in parts]
    return ordered, [table[part.columns[name]] for table, part in zip(tables, parts, strict=True)]


def _distinct(columns: Sequence[Ints]) -> tuple[Ints, Ints]:
    """A code for every row, equal where all columns are, and a row of each code."""
    codes = np.zeros(len(columns[0]), dtype=np.int64)
    size = 1
    for column in columns:
        low, high = (int(column.min()), int(column.max())) if len(column) else (0, 0)
        span = high - low + 1
        if span == 1:
            continue
        if size * span >= _ROOM:
            codes, size = _dense(codes, size)
        narrow = column - low
        if size * span >= _ROOM:
            narrow, span = _dense(column, span)
        codes = codes * span + narrow
        size *= span
    dense, count = _dense(codes, size)
    first = np.zeros(count, dtype=np.int64)
    first[dense] = np.arange(len(dense))
    return dense, first


def _dense(codes: Ints, size: int) -> tuple[Ints, int]:
    """The codes numbered without gaps: by a table where it is small, else by a sort."""
    if 0 < size <= max(_TABLE, 4 * len(codes)) and len(codes):
        held = np.zeros(size, dtype=np.bool_)
        held[codes] = True
        numbers = np.cumsum(held, dtype=np.int32) - 1
        return numbers[codes].astype(np.int64), int(numbers[-1]) + 1
    distinct, dense = np.unique(codes, return_inverse=True)
    return dense.reshape(-1).astype(np.int64), len(distinct)
