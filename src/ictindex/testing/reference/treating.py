"""Treatment, value by value: what becomes of an outlier of a part."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, Context, Decimal
from fractions import Fraction
from math import floor

from ictindex.model import Dataset, Rubric, Treat
from ictindex.model.columns import PRESENT, Column, NumberColumn
from ictindex.model.ranges import Bound
from ictindex.testing.reference.asking import cell, is_asked, with_cells
from ictindex.testing.reference.members import names_of
from ictindex.testing.reference.readings import column_as_read

__all__ = ["treated"]

_LONG = Context(prec=200, rounding=ROUND_FLOOR)


def treated(step: Treat, name: str, dataset: Dataset, rubric: Rubric) -> Column:
    """The column with its outliers moved inward.

    Raises
    ------
    ValueError
        Where the law refuses data whose outliers are more than it lets be moved.
    """
    column = column_as_read(name, dataset, rubric)
    assert isinstance(column, NumberColumn)
    names = [names_of(rubric.partitions, unit) for unit in dataset.units]
    cells = [cell(column, row) for row in range(len(column))]
    rows = [row for row, it in enumerate(names) if column.state[row] == PRESENT and is_asked(name, it, rubric)]
    done = list(cells)
    for row in rows:
        part = [it for it in rows if step.by == "all" or names[it][step.by] == names[row][step.by]]
        values = [value for it in part if (value := cells[it]) is not None]
        done[row] = _treated(step, values)[part.index(row)]
    return with_cells(column, done)


def _treated(step: Treat, values: list[Fraction]) -> list[Fraction]:
    if step.method == "winsorise":
        return _winsorised(step, values)
    low, high = _ends(step, values)
    return [low if low is not None and it < low else high if high is not None and it > high else it for it in values]


def _winsorised(step: Treat, values: list[Fraction]) -> list[Fraction]:
    now = list(values)
    while not _is_calm(step, now):
        side = max if _moment(now, 3) > 0 else min
        outermost = side(now)
        next_one = side(it for it in now if it != outermost)
        then = [next_one if it == outermost else it for it in now]
        if sum(it != was for it, was in zip(then, values, strict=True)) > step.most:
            if step.unmet == "refuse":
                msg = "there are more outliers than may be moved"
                raise ValueError(msg)
            return values if step.unmet == "undo" else now
        now = then
    return now


def _moment(values: Sequence[Fraction], power: int) -> Fraction:
    mean = sum(values, Fraction(0)) / len(values)
    return sum(((it - mean) ** power for it in values), Fraction(0)) / len(values)


def _is_calm(step: Treat, values: Sequence[Fraction]) -> bool:
    """Whether skewness or kurtosis, those of a sample, lies below its limit."""
    n = len(values)
    if n < 4 or len(set(values)) == 1:
        return True
    second, third, fourth = (_moment(values, power) for power in (2, 3, 4))
    skew_squared = third**2 / second**3 * n * (n - 1) / (n - 2) ** 2
    kurtosis = (n - 1) * ((n + 1) * (fourth / second**2 - 3) + 6) / ((n - 2) * (n - 3))
    return skew_squared < Fraction(step.skew) ** 2 or kurtosis < Fraction(step.kurtosis)


def _ends(step: Treat, values: list[Fraction]) -> tuple[Fraction | None, Fraction | None]:
    if step.sd is None:
        return _end(step.low, step, values), _end(step.high, step, values)
    if len(values) == 1:
        return None, None
    mean = sum(values, Fraction(0)) / len(values)
    variance = sum(((it - mean) ** 2 for it in values), Fraction(0)) / (len(values) - 1)
    square = Fraction(step.sd) ** 2 * variance
    assert step.decimals is not None
    unit = Fraction(1, 10**step.decimals)
    low, high = (floor((mean + sign * _root(square)) / unit + Fraction(1, 2)) * unit for sign in (-1, 1))
    return low, high


def _root(square: Fraction) -> Fraction:
    """The root; of what is no square to 200 digits, of which no half of a last decimal is made."""
    scaled = square.numerator * square.denominator
    whole = Decimal(scaled).sqrt(_LONG)
    return Fraction(whole) / square.denominator


def _end(bound: Bound | None, step: Treat, values: list[Fraction]) -> Fraction | None:
    if bound is None or not bound.percent:
        return None if bound is None else Fraction(bound.value)
    ordered = sorted(values)
    place = Fraction(bound.value) / 100 * (len(ordered) - 1)
    lower, upper = ordered[floor(place)], ordered[-floor(-place)]
    assert step.decimals is not None
    unit = Fraction(1, 10**step.decimals)
    return floor((lower + (upper - lower) * (place - floor(place))) / unit + Fraction(1, 2)) * unit
