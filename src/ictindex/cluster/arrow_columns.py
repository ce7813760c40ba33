"""Columns of a data set from Arrow arrays, without a text or a Decimal per cell on the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from attrs import frozen
from numpy.typing import NDArray

from ictindex.codec.array_columns import numbers_of_floats, numbers_of_scaled, texts_of_codes
from ictindex.model.columns import PRESENT, Column, NumberColumn, TextColumn, column_of
from ictindex.model.text import normalise

__all__ = ["TextRows", "column_from", "ids_from", "texts_from", "words_from"]

_MOST_DIGITS = 18


@frozen(eq=False)
class TextRows(Sequence[str]):
    """Texts of an Arrow array; each becomes a Python text when it is looked at. A null is an empty text."""

    array: pa.Array

    def __len__(self) -> int:
        return len(self.array)

    @overload
    def __getitem__(self, row: int) -> str: ...
    @overload
    def __getitem__(self, row: slice) -> list[str]: ...
    def __getitem__(self, row: int | slice) -> str | list[str]:
        """One text, or several as a list."""
        if isinstance(row, slice):
            return [it or "" for it in self.array[row].to_pylist()]
        return self.array[row].as_py() or ""

    def __reduce__(self) -> tuple[Any, ...]:
        return TextRows, (self.array,)


def column_from(array: pa.Array) -> Column:
    """A column of numbers or texts.

    Raises
    ------
    TypeError
        For a type that is neither a number, a text, yes or no, nor a day.
    ValueError
        For infinities.
    """
    for fits, read in _READERS:
        if fits(array.type):
            return read(array)
    msg = f"cells are numbers, texts, yes or no, or days; found the Arrow type {array.type}"
    raise TypeError(msg)


def words_from(array: pa.Array) -> TextColumn:
    """A column that is read as texts, such as levels: numbers become their plain decimals, each distinct one once."""
    column = column_from(array)
    if isinstance(column, TextColumn):
        return column
    values = column.coefficients if column.inexact is None else column.inexact
    _, first, codes = np.unique(values, return_index=True, return_inverse=True)
    gone = column.state != PRESENT
    # A cell that is missing may stand for its number; the mask keeps it out.
    texts = [column.text(int(row)) if not gone[row] else _present_text(column, values, int(row)) for row in first]
    return texts_of_codes(texts, codes.reshape(-1), gone)


def _present_text(column: NumberColumn, values: NDArray[Any], row: int) -> str:
    same = np.flatnonzero((values == values[row]) & (column.state == PRESENT))
    return column.text(int(same[0])) if len(same) else ""


def ids_from(array: pa.Array) -> pa.Array:
    """Unit ids as normalised texts; whole numbers are written out, nulls become empty texts.

    Raises
    ------
    TypeError
        For a type that is neither a text nor a whole number.
    """
    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    if not (pa.types.is_integer(array.type) or _is_text(array.type)):
        msg = f"ids are texts or whole numbers; found the Arrow type {array.type}"
        raise TypeError(msg)
    texts = array.cast(pa.string())
    if texts.null_count:
        texts = texts.fill_null("")
    if pa.types.is_integer(array.type) or _is_plain(texts):
        return texts
    return pa.array([normalise(text) for text in texts.to_pylist()], pa.string())


def texts_from(array: pa.Array) -> pa.Array:
    """Names as texts, as they stand."""
    return array.cast(pa.string()) if not pa.types.is_dictionary(array.type) else array.dictionary_decode()


def _is_plain(texts: pa.Array) -> bool:
    """Whether no text needs normalising: printable ASCII without a space holds nothing to normalise."""
    _, offsets, data = texts.buffers()
    if data is None:
        return True
    ends = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1]
    signs = np.frombuffer(data, np.uint8)[ends[0] : ends[-1]] if len(ends) else np.zeros(0, np.uint8)
    return not len(signs) or bool(signs.min() > 32 and signs.max() < 127)


def _gone(array: pa.Array) -> NDArray[np.bool_] | None:
    return array.is_null().to_numpy(zero_copy_only=False) if array.null_count else None


def _integers(array: pa.Array) -> Column:
    missing = _gone(array)
    held = array.fill_null(0) if array.null_count else array
    if pa.types.is_uint64(array.type) and len(held) and pc.max(held).as_py() >= 10**_MOST_DIGITS:
        return column_of(array.to_pylist())
    return numbers_of_scaled(held.cast(pa.int64()).to_numpy(zero_copy_only=False), 0, missing)


def _doubles(array: pa.Array) -> Column:
    # Nulls become NaN, which is missing as well.
    return numbers_of_floats(array.to_numpy(zero_copy_only=False))


def _narrow(array: pa.Array) -> Column:
    """Narrow floats have a shortest decimal of their own; through a double it would be another number."""
    return column_of(array.to_numpy(zero_copy_only=False))


def _decimals(array: pa.Array) -> Column:
    scale = array.type.scale
    if array.type.precision > _MOST_DIGITS or not scale >= 0:
        return column_of(array.to_pylist())
    wide = array.cast(pa.decimal128(38, scale))
    # Two words per cell, the low one first; what fits 18 digits is the low word alone.
    words = np.frombuffer(wide.buffers()[1], np.int64)[2 * wide.offset : 2 * (wide.offset + len(wide))]
    return numbers_of_scaled(words[::2].copy(), scale, _gone(array))


def _booleans(array: pa.Array) -> Column:
    codes = array.fill_null(value=False).to_numpy(zero_copy_only=False).astype(np.int32)
    return texts_of_codes(["no", "yes"], codes, _gone(array))


def _texts(array: pa.Array) -> Column:
    return _dictionary(array.dictionary_encode())


def _dictionary(array: pa.Array) -> Column:
    if not _is_text(array.type.value_type):
        return column_from(array.dictionary_decode())
    codes = array.indices.fill_null(0).to_numpy(zero_copy_only=False)
    return texts_of_codes(array.dictionary.to_pylist(), codes, _gone(array))


def _days(array: pa.Array) -> Column:
    return _texts(array.cast(pa.date32(), safe=False).cast(pa.string()))


def _nothing(array: pa.Array) -> Column:
    return numbers_of_scaled(np.zeros(len(array), np.int64), 0, np.ones(len(array), np.bool_))


def _is_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))


def _is_day(kind: pa.DataType) -> bool:
    return bool(pa.types.is_date(kind) or pa.types.is_timestamp(kind))


# The first row that fits reads the array.
_READERS: Sequence[tuple[Callable[[pa.DataType], bool], Callable[[pa.Array], Column]]] = (
    (pa.types.is_float64, _doubles),
    (pa.types.is_integer, _integers),
    (pa.types.is_decimal, _decimals),
    (pa.types.is_dictionary, _dictionary),
    (_is_text, _texts),
    (pa.types.is_boolean, _booleans),
    (pa.types.is_floating, _narrow),
    (_is_day, _days),
    (pa.types.is_null, _nothing),
)
