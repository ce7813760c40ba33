"""A few rows out of data sets, and several such extracts as one data set."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray

from ictindex.cluster.batches import read_columns
from ictindex.model.columns import Column, NumberColumn, TextColumn, numbers_of_text
from ictindex.model.dataset import Dataset
from ictindex.model.rubric import Rubric

__all__ = ["stacked", "taken"]

Rows = NDArray[np.int64]


def taken(dataset: Dataset, rows: Rows, rubric: Rubric) -> Dataset:
    """Some units with the columns that the rubric reads, numbers as numbers."""
    columns: dict[str, Column] = {}
    for name in read_columns(rubric):
        column = dataset.column(name)
        if column is None:
            continue
        kind = rubric.column_kind(name)
        if kind != "text" and isinstance(column, TextColumn):
            column, _ = numbers_of_text(column, dataset.decimal, kind, rubric.column_format(name))
        columns[name] = _picked(column, rows, keep_texts=kind in ("percent", "date"))
    units = [dataset.units[row] for row in rows.tolist()]
    return Dataset(units=units, columns=columns, decimal=dataset.decimal)


def stacked(parts: Sequence[Dataset]) -> Dataset:
    """All units of several extracts of one rubric."""
    names = parts[0].column_names
    columns: dict[str, Column] = {}
    for name in names:
        pieces = [cast("Column", part.column(name)) for part in parts]
        if all(isinstance(piece, NumberColumn) for piece in pieces):
            columns[name] = _numbers(cast("list[NumberColumn]", pieces))
        else:
            columns[name] = _texts(cast("list[TextColumn]", pieces))
    marks = {part.decimal for part in parts} - {"."}
    return Dataset(
        units=[unit for part in parts for unit in part.units], columns=columns, decimal=marks.pop() if marks else "."
    )


def _picked(column: Column, rows: Rows, *, keep_texts: bool) -> Column:
    if isinstance(column, TextColumn):
        codes = column.codes[rows]
        held, place = np.unique(codes, return_inverse=True)
        distinct = tuple(column.distinct[code] for code in held.tolist())
        return TextColumn(distinct=distinct, codes=place.reshape(-1).astype(np.int32), state=column.state[rows])
    raw = cast("TextColumn", _picked(column.raw, rows, keep_texts=True)) if column.raw and keep_texts else None
    return NumberColumn(
        coefficients=column.coefficients[rows], exponent=column.exponent, state=column.state[rows], raw=raw
    )


def _numbers(pieces: Sequence[NumberColumn]) -> NumberColumn:
    """At the greatest exponent; that all digits have room was seen when the partitions were merged."""
    exponent = max(piece.exponent for piece in pieces)
    coefficients = [piece.coefficients * 10 ** (exponent - piece.exponent) for piece in pieces]
    raws = [piece.raw for piece in pieces if piece.raw is not None]
    return NumberColumn(
        coefficients=np.concatenate(coefficients),
        exponent=exponent,
        state=np.concatenate([piece.state for piece in pieces]),
        raw=_texts(raws) if len(raws) == len(pieces) else None,
    )


def _texts(pieces: Sequence[TextColumn]) -> TextColumn:
    starts = np.cumsum([0, *(len(piece.distinct) for piece in pieces)])
    codes = [piece.codes + start for piece, start in zip(pieces, starts[:-1].tolist(), strict=True)]
    return TextColumn(
        distinct=tuple(text for piece in pieces for text in piece.distinct),
        codes=np.concatenate(codes).astype(np.int32),
        state=np.concatenate([piece.state for piece in pieces]),
    )
