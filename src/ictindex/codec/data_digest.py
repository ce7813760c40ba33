"""The digest of a data set: what was assessed, however its file was spelled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter
from types import MappingProxyType
from typing import Any

import numpy as np

from ictindex.model.columns import MISSING, NOT_APPLICABLE, PRESENT, Column, NumberColumn
from ictindex.model.dataset import Dataset
from ictindex.model.membership import resolve_part
from ictindex.model.units import Partition

__all__ = ["data_digest"]

# No text: a cell may hold any.
_MARKS: Mapping[int, Any] = MappingProxyType({MISSING: None, NOT_APPLICABLE: False})


def data_digest(dataset: Dataset, partitions: Sequence[Partition] = ()) -> str:
    """SHA-256, in hexadecimal, of the units in their order and of every cell.

    Columns count by name, in whatever order they stand; 0.50, 0.5 and 5e-1 are one number. File, lines and
    decimal mark do not count. Parts count by the id that they have in `partitions`, so that renaming a part changes
    nothing and exchanging two names changes what it changes.

    >>> first = Dataset.from_columns(units=["a", "b"], columns={"may": [0.5, 3], "mang": ["có", ""]})
    >>> second = Dataset.from_columns(units=["a", "b"], columns={"mang": ["có", None], "may": [0.50, 3.0]})
    >>> data_digest(first) == data_digest(second)
    True
    """
    import hashlib
    import json

    write = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
    digest = hashlib.sha256()
    known = {partition.name: partition for partition in partitions if not partition.is_derived}
    for unit in dataset.units:
        parts = {name: resolve_part(known[name], part) or part if name in known else part for name, part in unit.parts}
        digest.update(write([unit.id, unit.name, parts, sorted(unit.tags)]).encode())
    for name, column in sorted(dataset.columns, key=itemgetter(0)):
        digest.update(write([name, _cells(column)]).encode())
    return digest.hexdigest()


def _cells(column: Column) -> list[Any]:
    states = column.state.tolist()
    pairs = zip(_texts(column), states, strict=True)
    return [text if state == PRESENT else _MARKS[state] for text, state in pairs]


def _texts(column: Column) -> list[str]:
    if not isinstance(column, NumberColumn):
        return [column.distinct[code] for code in column.codes.tolist()]
    if column.inexact is not None:
        return [repr(value) for value in column.inexact.tolist()]
    distinct, places = np.unique(column.coefficients, return_inverse=True)
    texts = [_decimal_text(value, column.exponent) for value in distinct.tolist()]
    return [texts[place] for place in places.tolist()]


def _decimal_text(coefficient: int, exponent: int) -> str:
    """The shortest plain decimal of ``coefficient / 10**exponent``; a Decimal takes three times as long."""
    if exponent == 0:
        return str(coefficient)
    whole, rest = divmod(abs(coefficient), 10**exponent)
    digits = f"{rest:0{exponent}d}".rstrip("0")
    return f"{'-' if coefficient < 0 else ''}{whole}{'.' + digits if digits else ''}"
