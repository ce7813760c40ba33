"""Whether a published total follows from published inputs, both rounded for print."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from attrs import evolve, frozen

from ictindex.model.columns import PRESENT, NumberColumn
from ictindex.model.dataset import Dataset
from ictindex.model.nodes import ROOT
from ictindex.model.numbers import EXACT, as_decimal, plain
from ictindex.model.rubric import Rubric
from ictindex.scoring import score

__all__ = ["Reproduction", "reproduces"]


@frozen(kw_only=True)
class Reproduction:
    """One unit: the total that was printed, the one computed from the printed inputs, and what the inputs allow.

    Every input that rounds to the printed one gives an unrounded total from `low` up to `high`. `reproduced` says
    whether that interval meets the totals that round to the printed one; `same` whether the computed one is the same.

    `unit` is its id, `printed` and `computed` are the two totals.
    """

    unit: str
    printed: Decimal
    computed: Decimal
    low: Fraction
    high: Fraction
    reproduced: bool

    @property
    def same(self) -> bool:
        """Whether the engine's own number is the printed one."""
        return self.printed == self.computed


def reproduces(dataset: Dataset, rubric: Rubric, printed: Mapping[str, Decimal | str]) -> tuple[Reproduction, ...]:
    """Compare printed totals with all totals that the printed inputs allow.

    The total must rise with every input (weighted sums and means with weights of 0 or more, rising curves): then the
    lowest inputs give the lowest total. A cell printed with k decimals stands for half a unit of its k-th decimal to
    either side, as read from its text.

    Parameters
    ----------
    dataset
        The inputs as printed, read from text.
    rubric
        How the total follows; its total has the decimals of the printed one.
    printed
        The printed total by unit id.
    """
    decimals = rubric.printed_decimals(ROOT)
    half = Fraction(1, 2 * 10**decimals)
    own = score(dataset, rubric)
    ends = [score(_moved(dataset, rubric, side), rubric) for side in (-1, 1)]
    ticks, _ = own.printed_ticks()
    found = []
    for row, unit in enumerate(dataset.units):
        if unit.id in printed:
            total = as_decimal(printed[unit.id])
            low, high = (Fraction(end.exact(ROOT, row) or 0) for end in ends)
            meets = low < Fraction(total) + half and high > Fraction(total) - half
            computed = Decimal(int(ticks[row])).scaleb(-decimals, EXACT)
            found.append(
                Reproduction(unit=unit.id, printed=total, computed=computed, low=low, high=high, reproduced=meets)
            )
    return tuple(found)


def _moved(dataset: Dataset, rubric: Rubric, side: int) -> Dataset:
    """The inputs at one end of what rounds to them; clipped where the end leaves the declared range."""
    columns = dict(dataset.columns)
    read = {name for leaf in rubric.tree.leaves() for name in leaf.reading.columns}
    for name in read:
        column = dataset.column(name)
        assert isinstance(column, NumberColumn)
        cells = []
        for row in range(len(column)):
            text = column.text(row)
            places = len(text.replace(",", ".").partition(".")[2])
            moved = column.fraction(row) + Fraction(side, 2 * 10**places)
            cells.append(plain(_decimal(_inside(moved, rubric, name))) if column.state[row] == PRESENT else None)
        columns[name] = Dataset.from_columns(units=dataset.units, columns={name: cells}, decimal=".").columns[0][1]
    return evolve(dataset, columns=columns, decimal=".")


def _inside(value: Fraction, rubric: Rubric, column: str) -> Fraction:
    for leaf in rubric.tree.leaves():
        if leaf.reading.column == column and not leaf.reading.operator:
            low, high = leaf.limits()
            value = value if low is None else max(value, low)
            value = value if high is None else min(value, high)
    return value


def _decimal(value: Fraction) -> Decimal:
    # Half units of a decimal are decimals, so this division ends.
    return Decimal(value.numerator) / Decimal(value.denominator)
