"""A number column with other numbers in some of its cells, exact as long as 18 digits hold them."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from ictindex.model.columns import PRESENT, NumberColumn
from ictindex.model.numbers import EXACT, as_decimal

__all__ = ["cell_number", "with_cells"]

_MOST = 10**18


def cell_number(column: NumberColumn, row: int) -> Decimal:
    """A present cell as a decimal; of a double the shortest one that reads as it."""
    if column.inexact is not None:
        return as_decimal(float(column.inexact[row]))
    return as_decimal(Decimal(int(column.coefficients[row])).scaleb(-column.exponent, EXACT))


def with_cells(column: NumberColumn, values: Mapping[int, Decimal]) -> NumberColumn:
    """The column with these cells, every other as it was."""
    state = column.state.copy()
    state[list(values)] = PRESENT
    exponent = max([column.exponent, *(-_exponent(it) for it in values.values())])
    factor = 10 ** (exponent - column.exponent)
    cells = {row: int(it.scaleb(exponent, EXACT)) for row, it in values.items()}
    fits = column.largest * factor < _MOST and all(abs(it) < _MOST for it in cells.values())
    if column.inexact is None and fits:
        coefficients = column.coefficients * factor
        for row, cell in cells.items():
            coefficients[row] = cell
        return NumberColumn(coefficients=coefficients, exponent=exponent, state=state)
    # More than 18 digits over one exponent: as doubles, which the remark on inexact columns says.
    doubles = _doubles(column)
    for row, it in values.items():
        doubles[row] = float(it)
    nothing = np.zeros(len(column), dtype=np.int64)
    return NumberColumn(coefficients=nothing, exponent=0, state=state, inexact=doubles)


def _exponent(value: Decimal) -> int:
    exponent = as_decimal(value).as_tuple().exponent
    assert isinstance(exponent, int)
    return exponent


def _doubles(column: NumberColumn) -> NDArray[np.float64]:
    if column.inexact is not None:
        return column.inexact.copy()
    return np.array([float(column.fraction(row)) for row in range(len(column))], dtype=np.float64)
