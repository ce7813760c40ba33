"""Columns: decimals held as integers with one exponent, or texts; a state per cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import Any, TypeAlias

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from ictindex.model.arrays import Rebuilt, read_only
from ictindex.model.number_text import DASHES, NOT_APPLICABLE_TOKENS, parse_number
from ictindex.model.numbers import EXACT, as_decimal, plain
from ictindex.model.text import fold, normalise

__all__ = [
    "MISSING",
    "NOT_APPLICABLE",
    "PRESENT",
    "Column",
    "NumberColumn",
    "TextColumn",
    "column_of",
    "numbers_of_text",
    "text_column",
]

PRESENT, MISSING, NOT_APPLICABLE = 0, 1, 2
_GAPS = (MISSING, NOT_APPLICABLE)
_MOST_DIGITS = 18
_LARGEST = 10**_MOST_DIGITS
_FLOAT_DECIMALS = 15
# Nobody counts so far; without a limit 1e999 would be infinite, and 1e-999999999 more than the decimal library holds.
_MOST_CHARACTERS = 40
_LONG_EXPONENT = re.compile(r"[eE][+-]?\d{3}")

IntArray: TypeAlias = NDArray[np.int64]
States: TypeAlias = NDArray[np.uint8]


@frozen(kw_only=True, eq=False)
class TextColumn(Rebuilt):
    """Texts as codes into the distinct ones; shapes: `codes` (units,), `state` (units,)."""

    distinct: tuple[str, ...]
    codes: NDArray[np.int32] = field(converter=read_only)
    state: States = field(converter=read_only)

    def __len__(self) -> int:
        return len(self.codes)

    @cached_property
    def is_full(self) -> bool:
        """Whether every cell is present."""
        return not self.state.any()

    @cached_property
    def folded(self) -> tuple[str, ...]:
        """The distinct texts in the form in which words are compared."""
        return tuple(fold(text) for text in self.distinct)

    def text(self, row: int) -> str:
        """The text of a cell."""
        return self.distinct[int(self.codes[row])]

    def at(self, rows: NDArray[np.intp]) -> TextColumn:
        """The cells of these rows, any of which may come several times."""
        return TextColumn(distinct=self.distinct, codes=self.codes[rows], state=self.state[rows])


def _read_only_or_none(array: NDArray[np.float64] | None) -> NDArray[np.float64] | None:
    return None if array is None else read_only(array)


@frozen(kw_only=True, eq=False)
class NumberColumn(Rebuilt):
    """Decimals: ``coefficients / 10**exponent``, exact; or `inexact` float64 where they fit no int64 at one exponent.

    Shapes: `coefficients` (units,) int64, `state` (units,) uint8. `raw` holds the texts they were read from, if any.
    """

    coefficients: IntArray = field(converter=read_only)
    exponent: int
    state: States = field(converter=read_only)
    inexact: NDArray[np.float64] | None = field(default=None, converter=_read_only_or_none)
    raw: TextColumn | None = None

    def __len__(self) -> int:
        return len(self.coefficients)

    @cached_property
    def is_full(self) -> bool:
        """Whether every cell is present."""
        return not self.state.any()

    @cached_property
    def gaps(self) -> frozenset[int]:
        """The states beside present that its cells are in."""
        return frozenset() if self.is_full else frozenset(it for it in _GAPS if (self.state == it).any())

    @cached_property
    def is_zero_elsewhere(self) -> bool:
        """Whether the coefficients of all cells that are not present are 0."""
        # By the rows, of which there are few: a mask would be gone through twice.
        return self.inexact is None and not self.coefficients[(self.state != PRESENT).nonzero()[0]].any()

    @cached_property
    def largest(self) -> int:
        """The largest absolute coefficient."""
        return max(int(self.coefficients.max()), -int(self.coefficients.min())) if len(self) else 0

    def fraction(self, row: int) -> Fraction:
        """The exact value of a present cell (of the nearest float64 in an inexact column)."""
        if self.inexact is not None:
            return Fraction(float(self.inexact[row]))
        return Fraction(int(self.coefficients[row]), 10**self.exponent)

    def at(self, rows: NDArray[np.intp]) -> NumberColumn:
        """The cells of these rows, any of which may come several times."""
        return NumberColumn(
            coefficients=self.coefficients[rows],
            exponent=self.exponent,
            state=self.state[rows],
            inexact=None if self.inexact is None else self.inexact[rows],
            raw=None if self.raw is None else self.raw.at(rows),
        )

    def text(self, row: int) -> str:
        """The cell as it was read, or as a plain decimal."""
        if self.raw is not None:
            return self.raw.text(row)
        if self.state[row] != PRESENT:
            return "" if self.state[row] == MISSING else NOT_APPLICABLE_TOKENS[0]
        if self.inexact is not None:
            return repr(float(self.inexact[row]))
        return plain(as_decimal(Decimal(int(self.coefficients[row])).scaleb(-self.exponent, EXACT)))


Column: TypeAlias = NumberColumn | TextColumn


def text_column(texts: Iterable[str], tokens: Sequence[str] = NOT_APPLICABLE_TOKENS) -> TextColumn:
    """Texts normalised; empty is missing, a token of `tokens` is not applicable."""
    numbers: dict[str, int] = {}
    codes = [numbers.setdefault(text, len(numbers)) for text in texts]
    distinct = [normalise(text) for text in numbers]
    lowered = {token.casefold() for token in ((tokens,) if isinstance(tokens, str) else tokens)}
    states = np.array(
        [MISSING if not text else NOT_APPLICABLE if text.casefold() in lowered else PRESENT for text in distinct]
        or [0],
        dtype=np.uint8,
    )
    place = np.asarray(codes, dtype=np.int32)
    return TextColumn(distinct=tuple(distinct), codes=place, state=states[place] if len(place) else states[:0])


def numbers_of_text(
    column: TextColumn, mark: str, kind: str = "number", date_format: str = "yyyy-mm-dd"
) -> tuple[NumberColumn, dict[int, str]]:
    """The numbers of a text column, and for each code that is none what was expected instead."""
    read = _READERS[kind]
    values: list[Decimal | None] = []
    refused: dict[int, str] = {}
    present = set(column.codes[column.state == PRESENT].tolist())
    for code, text in enumerate(column.distinct):
        value: Decimal | None = None
        if code in present:
            value, expected = read(text, mark, date_format)
            if value is None:
                refused[code] = expected
        values.append(value)
    table = _from_decimals(values)
    picked = column.codes
    numbers = NumberColumn(
        coefficients=table.coefficients[picked],
        exponent=table.exponent,
        state=column.state,
        inexact=None if table.inexact is None else table.inexact[picked],
        raw=column,
    )
    return numbers, refused


def _read_number(text: str, mark: str, date_format: str) -> tuple[Decimal | None, str]:
    del date_format
    if text in DASHES:
        return (
            None,
            'a number; write 0, leave it empty for missing, or "n/a" (Excel shows 0 as a dash in accounting format)',
        )
    if len(text) > _MOST_CHARACTERS or _LONG_EXPONENT.search(text):
        return None, f"a number of at most {_MOST_CHARACTERS} characters and two digits of exponent"
    return parse_number(text, mark), f'a number with "{mark}" as decimal mark'


def _read_percent(text: str, mark: str, date_format: str) -> tuple[Decimal | None, str]:
    expected = f'a share such as 0{mark}29, or with its sign such as "29 %"'
    if text.endswith("%"):
        number, _ = _read_number(text[:-1].rstrip(), mark, date_format)
        return (None if number is None else number.scaleb(-2, EXACT)), expected
    number, _ = _read_number(text, mark, date_format)
    return (None if number is None or number.copy_abs() > 1 else number), expected


def _read_date(text: str, mark: str, date_format: str) -> tuple[Decimal | None, str]:
    """A day by its number."""
    del mark
    pattern = date_format.replace("yyyy", "%Y").replace("mm", "%m").replace("dd", "%d")
    try:
        return Decimal(datetime.strptime(text, pattern).date().toordinal()), ""  # noqa: DTZ007 - a day has no time zone
    except ValueError:
        return None, f"a date such as {date_format}"


_READERS: Mapping[str, Callable[[str, str, str], tuple[Decimal | None, str]]] = MappingProxyType(
    {"number": _read_number, "percent": _read_percent, "date": _read_date}
)


def column_of(values: Any, tokens: Sequence[str] = NOT_APPLICABLE_TOKENS) -> Column:
    """A column from an array or a list: numbers, texts, booleans, dates; None and NaN are missing.

    Raises
    ------
    TypeError
        For a value of another type.
    """
    if isinstance(values, np.ma.MaskedArray):
        values = values.tolist()  # masked cells become None
    array = values if isinstance(values, np.ndarray) else None
    if array is not None and array.ndim == 1 and array.dtype.kind in "iu":
        return _from_integers(array)
    if array is not None and array.ndim == 1 and array.dtype.kind == "f" and array.dtype.itemsize == 8:
        return _from_floats(array.astype(np.float64))
    # A float32 keeps its own shortest decimal only as an element; dates become dates only in a list.
    listed = values.tolist() if array is not None and array.dtype.kind != "f" else values
    cells = [_plain_cell(value) for value in listed]
    if any(isinstance(cell, str) for cell in cells):
        return text_column((_as_text(cell) for cell in cells), tokens)
    return _from_decimals([cell for cell in cells if not isinstance(cell, str)])


def _plain_cell(value: Any) -> Decimal | str | None:
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return None
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()[:10]
    if isinstance(value, int | np.integer):
        return Decimal(int(value))
    if isinstance(value, float | np.floating):
        # str of a float32 is its own shortest decimal; through float64 it would be another number.
        return None if np.isnan(value) else Decimal(str(value))
    if isinstance(value, Decimal):
        return value
    msg = f"a cell holds a number, a text, yes or no, a date, or None; found {value!r} of type {type(value).__name__}"
    raise TypeError(msg)


def _as_text(cell: Decimal | str | None) -> str:
    """A number beside texts is written without a decimal mark (1.234 is 1234e-3), so that no mark can misread it."""
    if cell is None or isinstance(cell, str):
        return cell or ""
    sign, digits, exponent = as_decimal(cell).as_tuple()
    coefficient = ("-" if sign else "") + "".join(map(str, digits))
    return f"{coefficient}e{exponent}" if exponent else coefficient


def _from_integers(array: NDArray[Any]) -> NumberColumn:
    if array.dtype == np.uint64 and len(array) and array.max() >= _LARGEST:
        return _from_decimals([Decimal(int(value)) for value in array.tolist()])
    return NumberColumn(coefficients=array.astype(np.int64), exponent=0, state=np.zeros(len(array), np.uint8))


def _from_floats(array: NDArray[np.float64]) -> NumberColumn:
    """Shortest decimals of all floats at once.

    For c < 2**53 and k <= 15, c / 10**k is correctly rounded, so equality with the float proves that c / 10**k reads
    back as it; with at most 15 digits no shorter decimal does.
    """
    missing = np.isnan(array)
    present = np.where(missing, 0.0, array)
    if np.isfinite(present).all():
        for exponent in range(_FLOAT_DECIMALS):
            scaled = np.rint(present * 10.0**exponent)
            if np.abs(scaled).max(initial=0.0) >= 10.0**_FLOAT_DECIMALS:
                break
            if np.array_equal(scaled / 10.0**exponent, present):
                state = np.where(missing, MISSING, PRESENT).astype(np.uint8)
                return NumberColumn(coefficients=scaled.astype(np.int64), exponent=exponent, state=state)
    return _from_decimals(
        [None if gone else Decimal(repr(value)) for value, gone in zip(array.tolist(), missing, strict=True)]
    )


def _from_decimals(values: Sequence[Decimal | None]) -> NumberColumn:
    state = np.array([MISSING if value is None else PRESENT for value in values], dtype=np.uint8)
    present = [value for value in values if value is not None]
    for value in present:
        if not value.is_finite():
            msg = f"a cell holds a finite number, found {value}"
            raise ValueError(msg)
    exponent = max((_decimals(value) for value in present), default=0)
    scaled = [
        0 if value is None else int(value.scaleb(exponent, EXACT)) if _fits(value, exponent) else None
        for value in values
    ]
    if None in scaled:
        floats = np.array([0.0 if value is None else float(value) for value in values])
        return NumberColumn(coefficients=np.zeros(len(values), np.int64), exponent=0, state=state, inexact=floats)
    return NumberColumn(coefficients=np.array(scaled, dtype=np.int64), exponent=exponent, state=state)


def _decimals(value: Decimal) -> int:
    if not value:
        return 0  # 0.000 is no finer than 0
    _, digits, exponent = value.as_tuple()
    assert isinstance(exponent, int)
    while exponent < 0 and digits and digits[-1] == 0:
        digits, exponent = digits[:-1], exponent + 1
    return max(0, -exponent)


def _fits(value: Decimal, exponent: int) -> bool:
    return value == 0 or value.adjusted() + exponent < _MOST_DIGITS
