"""Every indicator, or every group, as one subject of a condition: "no criterion at 0", "no group below 50 %"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from ictindex.language import Listed, Sayable, Sentence, sentence
from ictindex.model.ranges import Range
from ictindex.ranking.figures import Figure

__all__ = ["EveryFigure"]

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


@frozen(kw_only=True, eq=False)
class EveryFigure:
    """Several nodes that are all to lie in a range; a node that does not apply to a unit asks nothing of it.

    It is no number: nothing can be ordered by it.
    """

    figures: Mapping[str, Figure]
    units: int

    @property
    def known(self) -> Bools:
        """(units,) where any of the nodes applies."""
        held = np.zeros(self.units, dtype=np.bool_)
        for figure in self.figures.values():
            held |= figure.known
        return held

    @property
    def codes(self) -> Ints:
        """(units,) zeros: there is no order."""
        return np.zeros(self.units, dtype=np.int64)

    def inside(self, range_: Range) -> Bools:
        """(units,) whether every node that applies lies in the range."""
        held = np.ones(self.units, dtype=np.bool_)
        for figure in self.figures.values():
            held &= figure.inside(range_) | ~figure.known
        return held

    def told(self, range_: Range, row: int) -> Sayable:
        """The nodes that do not lie in the range, with their values; how many do where all of them do."""
        applying = {name: figure for name, figure in self.figures.items() if figure.known[row]}
        failing = [
            sentence("key-value", key=name, value=it.in_full(row))
            for name, it in applying.items()
            if not it.inside(range_)[row]
        ]
        return Listed(failing, ", ") if failing else sentence("all-of-them", count=len(applying))

    def printed(self, row: int) -> Decimal | None:
        """Nothing."""
        del row
        return None

    def printed_of(self, rows: Sequence[int]) -> list[Decimal | None]:
        """Nothing for any unit."""
        return [None] * len(rows)

    def exact(self, row: int) -> Fraction:
        """0: there is no value."""
        del row
        return Fraction(0)

    def said(self, row: int) -> Sentence:
        """That there is no one value."""
        del row
        return sentence("no-one-value")

    def in_full(self, row: int) -> Sentence:
        """The same."""
        return self.said(row)
