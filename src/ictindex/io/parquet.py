"""Data sets as Parquet: whole numbers and decimals exactly, texts as texts, what is said of the data beside them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from io import BytesIO
from os import PathLike
from typing import Any

import numpy as np

from ictindex.codec.file_text import FilePath, file_of
from ictindex.codec.whole_file import write_whole
from ictindex.io.dataset_rows import as_numbers, cells_of, text_of, unit_columns
from ictindex.io.extras import library
from ictindex.io.frames import dataset_of_frame
from ictindex.model.columns import PRESENT, Column, NumberColumn
from ictindex.model.dataset import Dataset
from ictindex.model.number_text import NOT_APPLICABLE_TOKENS
from ictindex.model.problems import Cell, DataError, Problem
from ictindex.model.rubric import Rubric

__all__ = ["arrow_table", "read_parquet", "write_parquet"]

# Where the file holds what no column does: the notes, and the mark of numbers in texts.
_KEY = b"ictindex"
# Of a coefficient, and the most that the type of Parquet holds.
_DIGITS, _MOST_DIGITS = 19, 38


def read_parquet(
    path: FilePath,
    rubric: Rubric | None = None,
    *,
    decimal: str | None = None,
    not_applicable: Sequence[str] = NOT_APPLICABLE_TOKENS,
) -> Dataset:
    """The units and raw columns of the Parquet file `path`; its columns are those of a frame, see `from_frame`.

    `rubric`, `decimal` and `not_applicable` are those of `from_frame`.

    Raises
    ------
    DataError
        With every problem: file, row, column; or that the file is no Parquet.
    MissingExtra
        If the extra ``frames`` is not installed.
    OSError
        If the file cannot be read.
    """
    arrow, parquet = library("pyarrow", "frames"), library("pyarrow.parquet", "frames")
    source = file_of(path)
    try:
        table = parquet.read_table(BytesIO(source.read_bytes()))
    except arrow.ArrowInvalid as error:
        message = f"the file is no Parquet ({str(error).partition('.')[0]})"
        problem = Problem(code="bad-file", where=Cell(file=str(source)), message=message, hint="is its ending right?")
        raise DataError((problem,)) from None
    said = _said((table.schema.metadata or {}).get(_KEY, b"{}"))
    return dataset_of_frame(
        table,
        rubric,
        decimal=decimal or said.get("decimal"),
        not_applicable=not_applicable,
        notes=said.get("notes", ()),
        file=str(source),
    )


def write_parquet(dataset: Dataset, path: str | PathLike[str]) -> None:
    """Write a `dataset` as the Parquet file `path`, whole or not at all; reading it back gives the same data digest.

    Whole numbers become int64, decimals become decimals of as many places, inexact ones doubles, an empty cell a
    null. A column that has ``n/a`` in it, days, or percentages with their sign, is one of texts, and so are words. The
    notes of the data stand in the metadata of the file. The same data give the same bytes.

    Raises
    ------
    MissingExtra
        If the extra ``frames`` is not installed.
    OSError
        If the file cannot be written.
    """
    parquet = library("pyarrow.parquet", "frames")
    stream = BytesIO()
    parquet.write_table(arrow_table(dataset), stream)
    write_whole(path, stream.getvalue())


def arrow_table(dataset: Dataset) -> Any:
    """The data set as a pyarrow Table of the types that `write_parquet` describes."""
    arrow = library("pyarrow", "frames")
    if not isinstance(dataset, Dataset):
        msg = f"expected a Dataset, found {type(dataset).__name__}"
        raise TypeError(msg)
    made = {name: arrow.array(texts, arrow.string()) for name, texts in unit_columns(dataset).items()}
    made |= {name: _array(column, dataset.decimal, arrow) for name, column in dataset.columns}
    said = json.dumps({"decimal": ".", "notes": list(dataset.notes)}, ensure_ascii=False)
    return arrow.table(made).replace_schema_metadata({_KEY: said.encode()})


def _said(text: bytes) -> dict[str, Any]:
    """What the file says of itself; nothing where the words are not ours."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _array(column: Column, mark: str, arrow: Any) -> Any:
    numbers = as_numbers(column, mark)
    if numbers is None or (numbers.inexact is None and numbers.exponent > _MOST_DIGITS):
        texts = [None if cell is None else text_of(cell) for cell in cells_of(column, mark)]
        return arrow.array(texts, arrow.string())
    gone = None if numbers.is_full else numbers.state != PRESENT
    if numbers.inexact is not None:
        return arrow.array(numbers.inexact, mask=gone)
    if numbers.exponent == 0:
        return arrow.array(numbers.coefficients, mask=gone)
    return _decimals(numbers, arrow)


def _decimals(numbers: NumberColumn, arrow: Any) -> Any:
    """Decimals of 128 bits from coefficients of 64: below their own bits stands their sign, over and over."""
    words = np.empty((len(numbers), 2), dtype="<i8")
    words[:, 0] = numbers.coefficients
    words[:, 1] = numbers.coefficients >> 63
    kind = arrow.decimal128(max(_DIGITS, numbers.exponent), numbers.exponent)
    valid = None if numbers.is_full else arrow.py_buffer(np.packbits(numbers.state == PRESENT, bitorder="little"))
    return arrow.Array.from_buffers(kind, len(numbers), [valid, arrow.py_buffer(words)])
