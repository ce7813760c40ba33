"""Columns from typed arrays equal those of `Dataset.from_columns`, cell for cell."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictindex.codec.array_columns import numbers_of_floats, numbers_of_scaled, texts_of_codes
from ictindex.model.columns import Column, NumberColumn, column_of


def cells(column: Column) -> list[tuple[object, int]]:
    """Every cell as its exact value or text, with its state."""
    if isinstance(column, NumberColumn):
        return [(column.fraction(row), int(column.state[row])) for row in range(len(column))]
    return [(column.text(row), int(column.state[row])) for row in range(len(column))]


def alike(made: NumberColumn, expected: Column) -> None:
    """Same cells, same exponent, exact or inexact alike."""
    assert isinstance(expected, NumberColumn)
    assert cells(expected) == cells(made)
    assert (expected.exponent, expected.inexact is None) == (made.exponent, made.inexact is None)


SHORT = st.tuples(st.integers(-(10**6), 10**6), st.integers(0, 6)).map(lambda it: it[0] / 10 ** it[1])
ANY = st.floats(allow_nan=True, allow_infinity=False)


@given(st.lists(SHORT | st.just(float("nan")) | st.sampled_from([-0.0, 1e14, 0.1 + 0.2])))
def test_floats_of_few_digits(values: list[float]) -> None:
    """Doubles are read through their shortest decimals, whatever exponent the first of them suggest."""
    array = np.array(values, dtype=np.float64)
    alike(numbers_of_floats(array), column_of(array))


@given(st.lists(ANY))
def test_floats_of_any_size(values: list[float]) -> None:
    """Doubles that need more than 18 digits together make an inexact column, as everywhere."""
    array = np.array(values, dtype=np.float64)
    alike(numbers_of_floats(array), column_of(array))


@pytest.mark.parametrize("rare", [0.001, 12345.678, 0.1 + 0.2, 1e15 + 0.5])
def test_a_rare_cell_far_behind(rare: float) -> None:
    """A cell with more digits than all before it, behind the sample and the first chunk, is found."""
    array = np.tile([0.5, 2.25, 3.0], 20_000)
    array[45_000] = rare
    alike(numbers_of_floats(array), column_of(array))


def test_a_masked_float_is_missing() -> None:
    """What stands under the mask does not matter."""
    made = numbers_of_floats(np.array([0.123456, 2.5]), np.array([True, False]))
    assert [(0, 1), (Decimal("2.5"), 0)] == cells(made)


def test_infinities_are_refused_as_everywhere() -> None:
    """No cell is infinite."""
    with pytest.raises(ValueError, match="finite"):
        numbers_of_floats(np.array([1.0, np.inf]))


@given(
    st.lists(st.tuples(st.integers(-(2**62), 2**62), st.booleans())),
    st.integers(0, 20),
)
def test_scaled_integers(values: list[tuple[int, bool]], exponent: int) -> None:
    """Coefficients of a decimal type, at the least exponent; a column of too many digits is inexact."""
    numbers = [None if gone else Decimal(number).scaleb(-exponent) for number, gone in values]
    made = numbers_of_scaled(
        np.array([number for number, _ in values], dtype=np.int64),
        exponent,
        np.array([gone for _, gone in values], dtype=np.bool_),
    )
    # A bare column of integers keeps all 64 bits, as an integer array does.
    expected = column_of(np.array([0 if gone else n for n, gone in values])) if made.exponent == 0 else None
    if expected is None or made.inexact is not None:
        alike(made, column_of(numbers))
    else:
        assert [None if state else value for value, state in cells(made)] == numbers


@given(st.lists(st.sampled_from(["có", " x ", "n/a", "N/A", "", "Đạt", "Ðạt"]) | st.none()))
def test_texts(values: list[str | None]) -> None:
    """Codes into distinct texts: normalised, empty is missing, a token is not applicable."""
    distinct = sorted({value for value in values if value is not None})
    codes = np.array([0 if value is None else distinct.index(value) for value in values], dtype=np.int32)
    made = texts_of_codes(distinct, codes, np.array([value is None for value in values], dtype=np.bool_))
    # A column without a single text is a column of no numbers there.
    if any(value is not None for value in values):
        assert cells(column_of(values)) == cells(made)
