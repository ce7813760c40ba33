"""Case: a rubric with data that it accepts, as the laws look at it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from ictindex.model import Dataset, Indicator, Published, Rubric
from ictindex.model.columns import MISSING
from ictindex.ranking import Ranking, SelectorSpec, rank
from ictindex.scoring import Scores, ShapeSpec, score
from ictindex.scoring.exact import to_decimal
from ictindex.scoring.quantity import Quantity
from ictindex.testing import reference
from ictindex.testing.reference import Number, ReferenceRanking

__all__ = ["Case", "exact_value"]


@dataclass(frozen=True)
class Case:
    """A rubric, data, perhaps a table of the year before, and what plugins add to the rubric.

    `shapes` and `selectors` are what `rank` asks a registry for, by full name.

    `rubric`, `dataset` and `previous` are what `ictindex.rank` takes.
    """

    rubric: Rubric
    dataset: Dataset
    previous: Published | None = None
    shapes: Mapping[str, ShapeSpec] = field(default_factory=dict, repr=False)
    selectors: Mapping[str, SelectorSpec] = field(default_factory=dict, repr=False)

    def scores(self) -> Scores:
        """By the engine."""
        return score(self.dataset, self.rubric, shapes=self.shapes)

    def ranking(self) -> Ranking:
        """By the engine."""
        return rank(self.dataset, self.rubric, previous=self.previous, registry=self)

    def judged(self) -> ReferenceRanking:
        """By the reference."""
        exact = {name: spec.exact for name, spec in self.shapes.items()}
        return reference.rank(self.dataset, self.rubric, self.previous, exact)

    def with_rubric(self, rubric: Rubric) -> Case:
        """The same data under another rubric."""
        return replace(self, rubric=rubric)

    def with_rows(self, rows: list[int]) -> Case:
        """The data of some units only, in the order of these rows."""
        units = [self.dataset.units[row] for row in rows]
        columns = {name: self.cells(name, rows) for name in self.dataset.column_names}
        data = Dataset.from_columns(units=units, columns=columns, decimal=self.dataset.decimal)
        return replace(self, dataset=data)

    def with_answers(self, names: Collection[str], rows: list[int]) -> Case:
        """The same units, with the cells of some columns taken from these rows."""
        own = list(range(len(self.dataset)))
        columns = {name: self.cells(name, rows if name in names else own) for name in self.dataset.column_names}
        data = Dataset.from_columns(units=self.dataset.units, columns=columns, decimal=self.dataset.decimal)
        return replace(self, dataset=data)

    def reads_a_step(self, leaf: Indicator) -> bool:
        """Whether a step before the readings writes what a leaf reads, so that the data do not hold it."""
        return bool(self.rubric.steps) and not set(leaf.reading.columns) <= set(self.dataset.column_names)

    def cells(self, name: str, rows: list[int]) -> list[str | None]:
        """Cells of a column as texts, None where missing."""
        column = self.dataset.column(name)
        assert column is not None
        return [None if column.state[row] == MISSING else column.text(row) for row in rows]

    def __repr__(self) -> str:
        columns = {name: [column.text(row) for row in range(len(column))] for name, column in self.dataset.columns}
        units = self.dataset.units
        return f"Case(\n  {self.rubric!r},\n  units={units!r},\n  columns={columns!r},\n  {self.previous!r})"


def exact_value(quantity: Quantity, row: int) -> Number:
    """One value of the engine as a number of the reference: a fraction, or a decimal where it is irrational."""
    value = quantity.exact(row)
    return value if isinstance(value, Fraction) else to_decimal(value)
