"""Weights from the data (RULES B6): the squared loadings of the first principal component, rounded and published.

The children of a mean are the variables, the ranked units that have all of them the observations. Of the matrix of
their correlations (or covariances) let v be the eigenvector of the greatest eigenvalue, of length 1. The weight of
child i is ``v_i ** 2``, half up to the declared decimals: the squared loading scaled to unity sum of the OECD and JRC
Handbook on Constructing Composite Indicators (2008, step 6, weights based on principal components), with one component
and therefore no rotation. The sign of v is nobody's choice and squares do not have one. Rounded weights are numbers
like written ones; they need not add up to 1, because a mean divides by their sum.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from math import isqrt
from types import MappingProxyType
from typing import Any, TypeAlias

import numpy as np
from attrs import frozen

from ictindex.model.numbers import decimal_of_ticks, round_ticks
from ictindex.scoring.quantity import LIMIT, BoolArray, Quantity, Whole, fraction_at, spread

__all__ = ["NoWeights", "PrincipalWeights", "principal_weights"]

# All that follows is in whole numbers: a fraction f stands as floor(f * _ONE), so that sums have no order.
_DIGITS = 60
_ONE = 10**_DIGITS
# Readings that are no fractions over one denominator are known to so many digits, and so are the weights.
_READING_DIGITS = 45
_WEIGHT_DIGITS = 30
# R ** 2 ** 36 has lost all but the first component if the second eigenvalue is smaller by one part in 10**9.
_MOST_SQUARINGS = 36
_FAR = 10 ** (2 * _DIGITS - 50)

Matrix: TypeAlias = Any


@frozen
class NoWeights:
    """Why data give no weights: a code, a sentence, and what to do."""

    code: str
    why: str
    hint: str


@frozen(kw_only=True)
class PrincipalWeights:
    """The weight of each child, the units it rests on, and the children that run against the others."""

    weights: Mapping[str, Decimal]
    units: int
    against: tuple[str, ...]


def principal_weights(
    children: Mapping[str, Quantity], rows: BoolArray, *, decimals: int, scaled: bool
) -> PrincipalWeights | NoWeights:
    """The weights of the children.

    Parameters
    ----------
    children
        The values of each child, (units,), as its parent reads them.
    rows
        (units,) the units that are ranked and have all children.
    decimals
        Of the weights.
    scaled
        Whether correlations count; else covariances do, so that what varies more weighs more.
    """
    found = np.flatnonzero(rows)
    if len(found) < 2:
        why = f"of the ranked units {len(found)} have all its children, and weights need two"
        return NoWeights("few-units", why, "fill in what is missing, or write the weights")
    columns = [_numerators(value, found) for value in children.values()]
    products = _products([numerators for numerators, _ in columns])
    still = [name for place, name in enumerate(children) if not products[place, place]]
    if still and (scaled or len(still) == len(children)):
        why = f'"{still[0]}" is the same for all units, so nothing can be seen to go with it'
        return NoWeights("constant-child", why, "take it out of the group, or write the weights")
    matrix = _correlations(products) if scaled else _covariances(products, [unit for _, unit in columns])
    projector = _first_component(matrix)
    if projector is None:
        why = "its first two principal components explain the same, so none of them is the first"
        return NoWeights("tied-components", why, "the law has to say more, or to write the weights")
    shares = [Fraction(int(projector[place, place]), _ONE) for place in range(len(columns))]
    weights = {name: _rounded(share, decimals) for name, share in zip(children, shares, strict=True)}
    return PrincipalWeights(
        weights=MappingProxyType(weights), units=len(found), against=_against(projector, tuple(children))
    )


def _rounded(share: Fraction, decimals: int) -> Decimal:
    """Half up; a share that agrees with a half to 30 digits stands on it."""
    known = Fraction(round_ticks(share, _WEIGHT_DIGITS), 10**_WEIGHT_DIGITS)
    return decimal_of_ticks(round_ticks(known, decimals), decimals)


def _numerators(value: Quantity, rows: Any) -> tuple[Any, Fraction]:
    """The values as whole numbers and their unit; 45 digits of the largest where they share no denominator."""
    if isinstance(value, Whole):
        return spread(value.numerators, int(rows.max()) + 1)[rows], Fraction(1, value.denominator)
    exact = [fraction_at(value, row) for row in rows.tolist()]
    unit = Fraction(1, 10**_READING_DIGITS) * (max(map(abs, exact)) or 1)
    return np.array([round(it / unit) for it in exact], dtype=object), unit


def _products(columns: Sequence[Any]) -> Matrix:
    """``n sum(x y) - sum(x) sum(y)`` of every two columns, exact: n (n - 1) times their covariance."""
    # From its least value on a column is as small as it can be; that changes no covariance.
    moved = [column - column.min() for column in columns]
    ends = [int(column.max()) for column in moved]
    sums = [_dot(column, np.ones_like(column), end) for column, end in zip(moved, ends, strict=True)]
    products = np.empty((len(moved), len(moved)), dtype=object)
    for i, left in enumerate(moved):
        for j, right in enumerate(moved[: i + 1]):
            whole = len(left) * _dot(left, right, ends[i] * ends[j]) - sums[i] * sums[j]
            products[i, j] = products[j, i] = whole
    return products


def _dot(left: Any, right: Any, largest: int) -> int:
    """The sum of products, none above `largest`: in int64 where that shows that it fits, else of Python integers."""
    if len(left) * largest < LIMIT and left.dtype == right.dtype == np.int64:
        return int(left @ right)
    return int(left.astype(object) @ right.astype(object))


def _correlations(products: Matrix) -> Matrix:
    """Correlations over their number, so that the trace is 1."""
    count = len(products)
    matrix = np.empty_like(products)
    for i in range(count):
        for j in range(count):
            square = products[i, j] ** 2 * _ONE**2 // (products[i, i] * products[j, j])
            matrix[i, j] = isqrt(square) * (1 if products[i, j] >= 0 else -1) // count
    return matrix


def _covariances(products: Matrix, units: Sequence[Fraction]) -> Matrix:
    """Covariances over the sum of the variances, so that the trace is 1."""
    count = len(products)
    scaled = [[products[i, j] * units[i] * units[j] for j in range(count)] for i in range(count)]
    trace = sum(scaled[i][i] for i in range(count))
    return np.array([[round(it / trace * _ONE) for it in row] for row in scaled], dtype=object)


def _first_component(matrix: Matrix) -> Matrix | None:
    """``v v'`` of the first eigenvector v, by squaring the matrix until only its first component is left.

    With eigenvalues 1, t2, t3 … of the power, taken relative to the first, and e their sum without the first, the
    trace of its square over the square of its trace is ``(1 + sum(t**2)) / (1 + e)**2``, which lies below 1 by at least
    ``2 e / (1 + e)**2``: where it differs from 1 by less than 10**-50, so does e, and no share by more. The next
    square, which is returned, has the square of that. Each squaring cuts every entry down by less than 2 parts in
    10**60; of what is cut the first ones weigh most, at most by the distance of the two first eigenvalues, which is
    more than 10**-10 of the first.
    """
    for _ in range(_MOST_SQUARINGS):
        square = matrix @ matrix
        trace = sum(square[place, place] for place in range(len(square)))
        is_alone = trace > _ONE**2 - _FAR
        matrix = square * _ONE // trace
        if is_alone:
            return matrix
    return None


def _against(projector: Matrix, names: Sequence[str]) -> tuple[str, ...]:
    """The children whose loading has the sign of the smaller part of all weight; by their order where both are half."""
    first = max(range(len(names)), key=lambda place: (projector[place, place], names[place]))
    falling = [place for place in range(len(names)) if projector[first, place] < 0]
    weight = sum(projector[place, place] for place in falling)
    if 2 * weight > _ONE:
        falling = [place for place in range(len(names)) if place not in falling]
    return tuple(names[place] for place in falling)
