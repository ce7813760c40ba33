"""Weights from the data: squared loadings of the first principal component, by rotations of Jacobi with 75 digits."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext
from fractions import Fraction

from ictindex.testing.reference.numbers import Number, decimal_of, rounded, working

__all__ = ["principal_weights"]

_SWEEPS = 60
# Two first eigenvalues that are nearer than this, of the greater, are one.
_TIED = Decimal(10) ** -9
_STILL = Decimal(10) ** -80
_SETTLED = Decimal(10) ** -65
_WEIGHT_DIGITS = 30

Matrix = list[list[Decimal]]


def principal_weights(rows: Sequence[Sequence[Number]], *, decimals: int, scaled: bool) -> list[Fraction]:
    """The weight of each column, rounded half up; what agrees with a half to 30 digits is one.

    Raises
    ------
    ValueError
        For fewer than two rows, a column without variance under correlations, and two first components alike.
    """
    with localcontext(working()):
        covariances = _covariances(rows)
        matrix = _correlations(covariances) if scaled else covariances
        values, vectors = _eigen(matrix)
        falling = sorted(range(len(values)), key=lambda place: -values[place])
        first = falling[0]
        if values[first] <= 0:
            msg = "no column varies"
            raise ValueError(msg)
        if len(falling) > 1 and values[first] - values[falling[1]] <= _TIED * values[first]:
            msg = "two first components explain the same"
            raise ValueError(msg)
        shares = [row[first] ** 2 for row in vectors]
        length = sum(shares)
        return [rounded(rounded(share / length, _WEIGHT_DIGITS, "up"), decimals, "up") for share in shares]


def _covariances(rows: Sequence[Sequence[Number]]) -> Matrix:
    if len(rows) < 2:
        msg = f"weights from {len(rows)} units"
        raise ValueError(msg)
    columns = [[decimal_of(value) for value in column] for column in zip(*rows, strict=True)]
    means = [sum(column, Decimal(0)) / len(column) for column in columns]
    moved = [[value - mean for value in column] for column, mean in zip(columns, means, strict=True)]
    found = [
        [sum((x * y for x, y in zip(left, right, strict=True)), Decimal(0)) / (len(rows) - 1) for right in moved]
        for left in moved
    ]
    for place, column in enumerate(columns):
        # What should be nothing and is 10 ** -150 is nothing.
        if found[place][place] <= _STILL * max(abs(value) for value in (*column, Decimal(1))):
            found[place] = [Decimal(0)] * len(columns)
            for row in found:
                row[place] = Decimal(0)
    return found


def _correlations(covariances: Matrix) -> Matrix:
    places = range(len(covariances))
    deviations = [covariances[place][place].sqrt() for place in places]
    if not all(deviations):
        msg = "a column is the same for all units"
        raise ValueError(msg)
    return [[covariances[i][j] / (deviations[i] * deviations[j]) for j in places] for i in places]


def _eigen(matrix: Matrix) -> tuple[list[Decimal], Matrix]:
    """Eigenvalues, and the eigenvectors as columns: each rotation makes one number off the diagonal 0."""
    count = len(matrix)
    held = [list(row) for row in matrix]
    vectors = [[Decimal(i == j) for j in range(count)] for i in range(count)]
    size = sum((abs(value) for row in matrix for value in row), Decimal(0))
    for _ in range(_SWEEPS):
        if sum((abs(held[i][j]) for i in range(count) for j in range(i)), Decimal(0)) <= _SETTLED * size:
            break
        for i in range(count):
            for j in range(i):
                if held[i][j]:
                    _rotate(held, vectors, i, j)
    return [held[place][place] for place in range(count)], vectors


def _rotate(held: Matrix, vectors: Matrix, i: int, j: int) -> None:
    half = (held[j][j] - held[i][i]) / (2 * held[i][j])
    tangent = (1 if half >= 0 else -1) / (abs(half) + (half * half + 1).sqrt())
    cosine = 1 / (tangent * tangent + 1).sqrt()
    sine = tangent * cosine
    for row in (*held, *vectors):
        row[i], row[j] = cosine * row[i] - sine * row[j], sine * row[i] + cosine * row[j]
    held[i], held[j] = (
        [cosine * x - sine * y for x, y in zip(held[i], held[j], strict=True)],
        [sine * x + cosine * y for x, y in zip(held[i], held[j], strict=True)],
    )
