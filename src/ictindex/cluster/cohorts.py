"""Cohorts over partitions: extremes, counts and exact sums of each part, which add up in any order.

Mean and standard deviation come from the exact sums of x and of x². With doubles that difference would lose its digits;
with fractions it is the same number as the sum of squared distances from the mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import reduce

import numpy as np
from attrs import define, evolve, field, frozen

from ictindex.model.rubric import Rubric
from ictindex.model.shapes import Against
from ictindex.scoring import exact
from ictindex.scoring.against import Cohort, CohortsOf, Present, Split
from ictindex.scoring.exact import Irrational, Real
from ictindex.scoring.quantity import LIMIT, Quantity, Whole, spread

__all__ = ["Known", "Recorder", "Tallies", "Tally", "added", "from_json", "to_json"]


@frozen(kw_only=True)
class Tally:
    """A cohort by what is known of it; the sums are asked for where a leaf needs a standard deviation."""

    count: int
    least: Real
    greatest: Real
    total: Fraction = Fraction(0)
    squares: Fraction = Fraction(0)
    rational: bool = True

    def extremes(self) -> tuple[Real, Real]:
        """Least and greatest."""
        return self.least, self.greatest

    def moments(self) -> tuple[Real, Real]:
        """Mean and standard deviation (divisor n - 1)."""
        mean = self.total / self.count
        variance = (self.count * self.squares - self.total**2) / (self.count * (self.count - 1))
        deviation = exact.square_root(variance)
        if self.rational:
            return mean, deviation
        return Irrational(mean), Irrational(exact.to_fraction(deviation))

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(
            count=self.count + other.count,
            least=other.least if exact.compare(other.least, self.least) < 0 else self.least,
            greatest=other.greatest if exact.compare(other.greatest, self.greatest) > 0 else self.greatest,
            total=self.total + other.total,
            squares=self.squares + other.squares,
            rational=self.rational and other.rational,
        )


# By leaf, then by the code of the part.
Tallies = Mapping[str, Mapping[int, Tally]]


def added(parts: Iterable[Tallies]) -> Tallies:
    """The tallies of several partitions together."""
    return reduce(_plus, parts, {})


def _plus(one: Tallies, other: Tallies) -> Tallies:
    both = {leaf: dict(tallies) for leaf, tallies in one.items()}
    for leaf, tallies in other.items():
        mine = both.setdefault(leaf, {})
        for code, tally in tallies.items():
            mine[code] = mine[code].plus(tally) if code in mine else tally
    return both


@frozen(kw_only=True)
class Known:
    """The cohorts of all partitions together, for scoring one of them."""

    tallies: Tallies

    def cohorts_of(self, node_id: str) -> CohortsOf:
        """The cohorts of a leaf's parts, whoever of them is at hand."""
        found = [(code, tally) for code, tally in sorted(self.tallies.get(node_id, {}).items())]

        def known(value: Quantity, split: Split) -> Sequence[tuple[int, Cohort]]:
            del value, split
            return found

        return known


@define(kw_only=True)
class Recorder:
    """Writes down the cohorts that one batch shows; the points that come of it are thrown away."""

    rubric: Rubric
    seen: dict[str, dict[int, Tally]] = field(factory=dict)

    def cohorts_of(self, node_id: str) -> CohortsOf:
        """The cohorts at hand, each written down on the way."""
        shape = self.rubric.tree.nodes[node_id].shape  # type: ignore[union-attr]  # only leaves are measured
        sums = isinstance(shape, Against) and shape.method == "zscore"

        def record(value: Quantity, split: Split) -> Sequence[tuple[int, Cohort]]:
            self.seen[node_id] = {code: _tally(Present(value, rows), sums=sums) for code, rows in split}
            return [(code, Present(value, rows)) for code, rows in split]

        return record


def _tally(present: Present, *, sums: bool) -> Tally:
    least, greatest = present.extremes()
    tally = Tally(count=present.count, least=least, greatest=greatest)
    if not sums:
        return tally
    value = present.value
    if isinstance(value, Whole):
        numerators = spread(value.numerators, int(present.rows.max()) + 1)[present.rows]
        total, squares = _whole_sums(numerators, value.largest)
        bottom = value.denominator
        return evolve(tally, total=Fraction(total, bottom), squares=Fraction(squares, bottom**2))
    values = [value.exact(row) for row in present.rows.tolist()]
    digits = [exact.to_fraction(it) for it in values]
    return evolve(
        tally,
        total=sum(digits, Fraction(0)),
        squares=sum((it * it for it in digits), Fraction(0)),
        rational=all(isinstance(it, Fraction) for it in values),
    )


def _whole_sums(numerators: np.ndarray, largest: int) -> tuple[int, int]:
    if len(numerators) * largest * largest < LIMIT:
        return int(numerators.sum()), int((numerators * numerators).sum())
    numbers = numerators.tolist()
    return sum(numbers), sum(it * it for it in numbers)


def to_json(tallies: Tallies) -> dict[str, dict[str, list[object]]]:
    """The tallies as plain data."""
    return {
        leaf: {
            str(code): [
                it.count,
                _text(it.least),
                _text(it.greatest),
                str(it.total),
                str(it.squares),
                it.rational,
            ]
            for code, it in found.items()
        }
        for leaf, found in tallies.items()
    }


def from_json(tree: Mapping[str, Mapping[str, Sequence[object]]]) -> Tallies:
    """The tallies that `to_json` wrote."""
    return {
        leaf: {
            int(code): Tally(
                count=int(str(count)),
                least=_real(str(least)),
                greatest=_real(str(greatest)),
                total=Fraction(str(total)),
                squares=Fraction(str(squares)),
                rational=bool(rational),
            )
            for code, (count, least, greatest, total, squares, rational) in found.items()
        }
        for leaf, found in tree.items()
    }


def _text(value: Real) -> str:
    """A tilde in front of what is known by its digits only; readings are never roots."""
    return str(value) if isinstance(value, Fraction) else f"~{exact.to_fraction(value)}"


def _real(text: str) -> Real:
    return Irrational(Fraction(text[1:])) if text.startswith("~") else Fraction(text)
