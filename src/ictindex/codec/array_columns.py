"""Columns from typed arrays, as frames and Parquet files hold them: no cell becomes a text or a Decimal on the way.

Each function gives what `Dataset.from_columns` gives of the same values, cell for cell (a property test), in a few
passes over chunks that stay in the processor's cache.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from ictindex.model.columns import MISSING, PRESENT, NumberColumn, TextColumn, column_of, text_column
from ictindex.model.number_text import NOT_APPLICABLE_TOKENS

__all__ = ["numbers_of_floats", "numbers_of_scaled", "texts_of_codes"]

Missing: TypeAlias = NDArray[np.bool_] | None

_CHUNK = 1 << 14
_SAMPLE = 1 << 10
_MOST_DECIMALS = 15
_LARGEST = 10.0**15
_MOST_DIGITS = 18


def numbers_of_scaled(coefficients: NDArray[np.int64], exponent: int, missing: Missing = None) -> NumberColumn:
    """A column of ``coefficients / 10**exponent``, at the least exponent that holds them all.

    Parameters
    ----------
    coefficients
        (units,) whole numbers; any finite number where missing.
    exponent
        How many of their digits stand behind the point.
    missing
        (units,) cells that are empty; None where none is.

    >>> import numpy as np
    >>> column = numbers_of_scaled(np.array([150, 20, 7]), 2, np.array([False, False, True]))
    >>> column.coefficients.tolist(), column.exponent, column.state.tolist()
    ([15, 2, 0], 1, [0, 0, 1])
    """
    held = coefficients if missing is None else np.where(missing, 0, coefficients)
    while exponent > 0 and not (held % 10).any():
        held, exponent = held // 10, exponent - 1
    if exponent > 0 and len(held) and _digits(held) > _MOST_DIGITS:
        return _one_by_one([None if gone else f"{value}e-{exponent}" for value, gone in _pairs(held, missing)])
    return NumberColumn(coefficients=held, exponent=exponent, state=_states(len(held), missing))


def numbers_of_floats(values: NDArray[np.float64], missing: Missing = None) -> NumberColumn:
    """A column of doubles, each read through its shortest decimal form; NaN is missing.

    For c < 2**53 and k <= 15 the quotient c / 10**k is correctly rounded, so where it equals the double, c / 10**k
    reads back as it, and with at most 15 digits no shorter decimal does. What no such k fits goes cell by cell.

    >>> import numpy as np
    >>> column = numbers_of_floats(np.array([0.1, 2.5, np.nan]))
    >>> column.coefficients.tolist(), column.exponent, column.state.tolist()
    ([1, 25, 0], 1, [0, 0, 1])
    """
    # NaN equals nothing, so a column without one is found out on the way.
    whole = None if missing is not None else _decimals(values)
    if whole is not None:
        return NumberColumn(coefficients=whole[0], exponent=whole[1], state=np.zeros(len(values), np.uint8))
    gone = np.isnan(values) if missing is None else np.isnan(values) | missing
    found_among = _decimals(np.where(gone, 0.0, values))
    if found_among is not None:
        return NumberColumn(coefficients=found_among[0], exponent=found_among[1], state=_states(len(values), gone))
    found = column_of(np.where(gone, np.nan, values))
    assert isinstance(found, NumberColumn)
    return found


def texts_of_codes(
    distinct: Sequence[str],
    codes: NDArray[Any],
    missing: Missing = None,
    tokens: Sequence[str] = NOT_APPLICABLE_TOKENS,
) -> TextColumn:
    """A column of texts held as codes into the distinct ones; empty is missing, a token is not applicable.

    >>> import numpy as np
    >>> column = texts_of_codes(["có", "n/a", ""], np.array([1, 0, 0, 2]))
    >>> [column.text(row) for row in range(4)], column.state.tolist()
    (['n/a', 'có', 'có', ''], [2, 0, 0, 1])
    """
    table = text_column([*distinct, ""], tokens)
    place = np.asarray(codes, dtype=np.int32)
    if missing is not None:
        place = np.where(missing, np.int32(len(distinct)), place)
    return TextColumn(distinct=table.distinct, codes=table.codes[place], state=table.state[place])


def _states(units: int, missing: Missing) -> NDArray[np.uint8]:
    if missing is None:
        return np.zeros(units, dtype=np.uint8)
    return np.where(missing, MISSING, PRESENT).astype(np.uint8)


def _digits(held: NDArray[np.int64]) -> int:
    return len(str(max(int(held.max()), -int(held.min()))))


def _pairs(held: NDArray[np.int64], missing: Missing) -> list[tuple[int, bool]]:
    gone = [False] * len(held) if missing is None else missing.tolist()
    return list(zip(held.tolist(), gone, strict=True))


def _one_by_one(texts: list[str | None]) -> NumberColumn:
    found = column_of([None if text is None else Decimal(text) for text in texts])
    assert isinstance(found, NumberColumn)
    return found


def _decimals(present: NDArray[np.float64]) -> tuple[NDArray[np.int64], int] | None:
    """Coefficients and the least exponent of them all; None where no exponent fits."""
    # What a few cells need, all need.
    exponent = _least_exponent(present[:_SAMPLE], 0)
    while exponent is not None:
        coefficients, misfit = _scaled(present, exponent)
        if misfit is None:
            return coefficients, exponent
        exponent = _least_exponent(present[misfit : misfit + _CHUNK], exponent + 1)
    return None


def _fit(chunk: NDArray[np.float64], exponent: int, room: NDArray[np.float64], back: NDArray[np.float64]) -> bool:
    """Whether all of a chunk are decimals of so many digits; their coefficients then stand in `room`."""
    power = 10.0**exponent
    with np.errstate(over="ignore", invalid="ignore"):
        np.multiply(chunk, power, out=room)
        np.rint(room, out=room)
        # A NaN makes both ends NaN, and no comparison holds.
        if len(room) and not (room.max() < _LARGEST and room.min() > -_LARGEST):
            return False
    np.divide(room, power, out=back)
    return bool((back == chunk).all())


def _least_exponent(sample: NDArray[np.float64], start: int) -> int | None:
    room, back = np.empty(len(sample)), np.empty(len(sample))
    return next((it for it in range(start, _MOST_DECIMALS) if _fit(sample, it, room, back)), None)


def _scaled(present: NDArray[np.float64], exponent: int) -> tuple[NDArray[np.int64], int | None]:
    """The coefficients, and where the first chunk begins that does not fit."""
    coefficients = np.empty(len(present), dtype=np.int64)
    room, back = np.empty((2, min(_CHUNK, len(present))))
    for start in range(0, len(present), _CHUNK):
        chunk = present[start : start + _CHUNK]
        if not _fit(chunk, exponent, room[: len(chunk)], back[: len(chunk)]):
            return coefficients, start
        coefficients[start : start + _CHUNK] = room[: len(chunk)]
    return coefficients, None
