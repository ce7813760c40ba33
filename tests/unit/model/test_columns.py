"""Cells become exact decimals, or say why not."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictindex.model import DataError, Dataset, Unit
from ictindex.model.columns import MISSING, NOT_APPLICABLE, NumberColumn, column_of, numbers_of_text, text_column
from ictindex.model.number_text import parse_number, prove_mark


@given(
    st.lists(
        st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**6), max_value=10**6), min_size=1
    )
)
def test_decimals_are_kept_exactly(values: list[Decimal]) -> None:
    """Every cell is the decimal that was written, from decimals, from floats and from texts."""
    expected = [Fraction(value) for value in values]
    for given_values in (values, np.array([float(value) for value in values])):
        column = column_of(given_values)
        assert [column.fraction(row) for row in range(len(values))] == expected
    column, refused = numbers_of_text(text_column(f"{value:f}" for value in values), ".")
    assert not refused
    assert [column.fraction(row) for row in range(len(values))] == expected


@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=5))
def test_any_float_is_its_shortest_decimal_or_the_column_is_inexact(values: list[float]) -> None:
    """Nothing is silently changed: a float is its repr, or the column says that it holds doubles."""
    column = column_of(np.array(values))
    assert isinstance(column, NumberColumn)
    for row, value in enumerate(values):
        expected = Fraction(value) if column.inexact is not None else Fraction(repr(value))
        assert column.fraction(row) == expected


def test_nineteen_digits_make_an_inexact_column() -> None:
    """More than 18 significant digits at one exponent do not fit."""
    assert column_of([Decimal("0.000000001"), Decimal(10**11)]).inexact is not None
    assert column_of([Decimal("0.000000001"), Decimal(10**8)]).inexact is None


def test_empty_is_missing_and_declared_tokens_are_not_applicable() -> None:
    """None, NaN and blank text; n/a in any case."""
    assert column_of(["1", "", "N/A"]).state.tolist() == [0, MISSING, NOT_APPLICABLE]
    assert column_of([1, None]).state.tolist() == [0, MISSING]
    assert column_of(np.array([1.5, np.nan])).state.tolist() == [0, MISSING]
    assert column_of(["-", "x"], tokens=["x"]).state.tolist() == [0, NOT_APPLICABLE]


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        (["0,633", "1,5"], ","),
        (["0.633"], "."),
        (["1.234,5"], ","),
        (["1,234.5"], "."),
        (["1.234.567"], ","),
        (["1234", "12"], ""),
        (["1,234"], ""),
        (["1234.567"], "."),
        (["0,5", "0.5"], None),
        (["-0,5"], ","),
    ],
)
def test_a_decimal_mark_is_proved_or_not(texts: list[str], mark: str | None) -> None:
    """One mark per file; a number that could be thousands proves nothing."""
    assert prove_mark(texts) == mark


@pytest.mark.parametrize(
    ("text", "mark", "value"),
    [
        ("1.234,5", ",", "1234.5"),
        ("1,234.5", ".", "1234.5"),
        ("12.34.5", ",", None),
        ("1e3", ".", "1000"),
        ("abc", ".", None),
        (".", ".", None),
        ("-,5", ",", "-0.5"),
        ("1,23", ".", None),
        ("0,633", ".", None),
        ("-0.633", ",", None),
        ("00,633", ".", None),
        ("１２", ".", None),
    ],
)
def test_numbers_are_read_under_one_mark(text: str, mark: str, value: str | None) -> None:
    """Grouping must be in threes; anything else is no number."""
    found = parse_number(text, mark)
    assert (found is None and value is None) or found == Decimal(str(value))


@pytest.mark.parametrize(
    ("kind", "texts", "values"),
    [
        ("percent", ["0.29", "29 %", "29%", "150 %", "1"], ["0.29", "0.29", "0.29", "1.5", "1"]),
        ("number", ["-5", "+3.50"], ["-5", "3.5"]),
        ("date", ["2026-01-02", "2026-01-01"], ["739618", "739617"]),
    ],
)
def test_kinds_are_read_as_declared(kind: str, texts: list[str], values: list[str]) -> None:
    """Percents with and without their sign, dates as days."""
    column, refused = numbers_of_text(text_column(texts), ".", kind)
    assert not refused
    assert [column.fraction(row) for row in range(len(texts))] == [Fraction(value) for value in values]


@pytest.mark.parametrize(
    ("kind", "text"),
    [("percent", "29"), ("number", "-"), ("number", "5 máy"), ("date", "02/01/2026"), ("date", "2026-13-01")],
)
def test_what_cannot_be_read_says_what_was_expected(kind: str, text: str) -> None:
    """A bare 29 in a percent column, a dash, words, another date format, an impossible day."""
    _, refused = numbers_of_text(text_column([text]), ".", kind)
    assert list(refused) == [0]
    assert refused[0]


def test_a_data_set_reports_all_its_problems() -> None:
    """Double ids, lengths and an unproved mark together."""
    with pytest.raises(DataError) as caught:
        Dataset.from_columns(units=["a", "a"], columns={"x": ["1,234"], "y": [object(), 1]})
    assert {problem.code for problem in caught.value.problems} == {
        "double-id",
        "bad-length",
        "bad-cell",
        "unproved-decimal-mark",
    }


def test_arrays_stay_read_only_after_pickle_and_deepcopy() -> None:
    """Nobody changes a column behind a data set's back."""
    data = Dataset.from_columns(units=[Unit(id="a"), Unit(id="b")], columns={"x": [1, 2]})
    for copied in (data, pickle.loads(pickle.dumps(data)), copy.deepcopy(data)):
        column = copied.column("x")
        assert isinstance(column, NumberColumn)
        with pytest.raises(ValueError, match="read-only"):
            column.coefficients[0] = 5


def test_a_zero_with_many_decimals_makes_no_column_inexact() -> None:
    """0.000000000 is 0, and leaves room for whole numbers of nineteen digits less nine."""
    for zero in ("0.000000000", "0E-9", "-0.000000000"):
        column = column_of([Decimal(zero), Decimal(10**10), None])
        assert isinstance(column, NumberColumn)
        assert (column.inexact, column.exponent, column.fraction(1)) == (None, 0, 10**10)
