"""What if: the ranking with other answers, many alternatives at once; and with the digits that a table hides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import attrs
import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from ictindex.analysis.rescored import Rescored, Rows, rows_of
from ictindex.analysis.scenarios import CELLS, Scenarios
from ictindex.api import score
from ictindex.model.columns import PRESENT, Column, NumberColumn, TextColumn, column_of
from ictindex.model.dataset import Dataset
from ictindex.model.nodes import Indicator
from ictindex.model.numbers import EXACT
from ictindex.model.problems import UnknownName
from ictindex.model.rubric import Rubric
from ictindex.model.text import near_hint, normalise
from ictindex.plugins import Registry
from ictindex.ranking.sheet import Sheet

__all__ = ["what_if", "with_hidden_digits"]

# By unit and column, the answer that stands there instead; None is no answer.
Change = Mapping[tuple[str, str], Any]
_NOT_APPLICABLE = "n/a"
_MOST_COEFFICIENT = 10**17


def what_if(
    dataset: Dataset,
    rubric: Rubric,
    changes: Sequence[Change] | Mapping[str, Change],
    *,
    registry: Registry | None = None,
    cells: int = CELLS,
) -> Scenarios:
    """Rank the units with other answers, one alternative in each scenario.

    Parameters
    ----------
    dataset, rubric
        The data as they are, and the law.
    changes
        Alternatives, in a list or by name. Each maps ``(unit id, column)`` to the answer that stands there instead: a
        number, a text, a boolean or a date as in `Dataset.from_columns`; None is no answer, ``"n/a"`` not applicable.
    registry
        Where plugin shapes come from; the installed plugins where it is not given.
    cells
        How much is worked out at a time; no result depends on it.

    Raises
    ------
    DataError
        If the data, or those of an alternative, cannot be scored; an alternative is scored when it is asked for.
    UnknownName
        If there is no such unit or column.
    ValueError
        If there is no alternative.

    >>> from ictindex.model import Dataset, Group, Indicator, Rubric
    >>> rubric = Rubric(id="demo/it@2026", total=Group(decimals=1), nodes=[Indicator(id="a", max=50)])
    >>> data = Dataset.from_columns(units=["x", "y", "z"], columns={"a": [40, 30, 20]})
    >>> found = what_if(data, rubric, {"z gains 15": {("z", "a"): 35}, "x is silent on 5": {("x", "a"): "29.5"}})
    >>> dict(zip(found.names, found.ranks().tolist()))
    {'z gains 15': [1, 3, 2], 'x is silent on 5': [2, 1, 3]}
    """
    named = changes if isinstance(changes, Mapping) else {str(it): one for it, one in enumerate(changes, start=1)}
    answers = _Changes(dataset=dataset, changes=tuple(_placed(dataset, one) for one in named.values()))
    return _scenarios(dataset, rubric, tuple(named), answers, registry=registry, cells=cells)


def with_hidden_digits(
    dataset: Dataset,
    rubric: Rubric,
    *,
    draws: int,
    seed: int,
    registry: Registry | None = None,
    cells: int = CELLS,
) -> Scenarios:
    """Rank the units with answers that round to the printed ones.

    Every number with decimals is taken as rounded half up to the last decimal of its column and moved by a multiple of
    a tenth of that, from -5 to 4 tenths, all equally likely; whole numbers are counts and stay. Points that this puts
    outside of their limits are clipped to them.

    Parameters
    ----------
    dataset, rubric
        The data as they are printed, and the law.
    draws, seed
        How many scenarios, and the seed of numpy's PCG64; each scenario has a stream of its own.
    registry, cells
        As in `what_if`.
    """
    clipped = attrs.evolve(
        rubric, nodes=[attrs.evolve(it, range="clip") if isinstance(it, Indicator) else it for it in rubric.nodes]
    )
    answers = _HiddenDigits(dataset=dataset, names=rounded_columns(dataset, rubric), seed=seed)
    names = tuple(str(number) for number in range(1, draws + 1))
    return _scenarios(dataset, clipped, names, answers, registry=registry, cells=cells)


def rounded_columns(dataset: Dataset, rubric: Rubric) -> tuple[str, ...]:
    """The columns that leaves read as numbers and that have decimals; a percent is written in two ways and stays."""
    leaves = [leaf for leaf in rubric.tree.leaves() if not leaf.shape.reads_text]
    read = dict.fromkeys(name for leaf in leaves for name in leaf.reading.columns)
    return tuple(it for it in read if rubric.column_kind(it) == "number" and _has_decimals(dataset.column(it)))


def _has_decimals(column: Column | None) -> bool:
    return (
        isinstance(column, NumberColumn)
        and column.inexact is None
        and column.exponent > 0
        and column.largest < _MOST_COEFFICIENT
    )


def _scenarios(
    dataset: Dataset,
    rubric: Rubric,
    names: tuple[str, ...],
    answers: _Changes | _HiddenDigits,
    *,
    registry: Registry | None,
    cells: int,
) -> Scenarios:
    if not names:
        msg = "expected one scenario or more, found none"
        raise ValueError(msg)
    sheet = Sheet(score(dataset, rubric, registry=registry))
    source = Rescored(answers=answers, rubric=rubric, registry=registry)
    return Scenarios(sheet=sheet, count=len(names), labels=names, source=source, cells=cells)


def _placed(dataset: Dataset, change: Change) -> dict[tuple[int, str], Any]:
    """The change by row and column name."""
    rows = {unit.id: row for row, unit in enumerate(dataset.units)}
    found = {}
    for (unit, column), answer in change.items():
        for name, known, what in ((unit, rows, "unit"), (normalise(column), dataset.column_names, "column")):
            if name not in known:
                msg = f'there is no {what} "{name}": {near_hint(name, known)}'
                raise UnknownName(msg, name=name, known=known)
        found[rows[unit], normalise(column)] = answer
    return found


@frozen(kw_only=True, eq=False)
class _Changes:
    """Changes by row and column name, one mapping for each scenario."""

    dataset: Dataset
    changes: tuple[Mapping[tuple[int, str], Any], ...]

    def rows(self, scenario: int) -> Rows:
        return np.unique(np.array([row for row, _ in self.changes[scenario]], dtype=np.intp))

    def table(self, scenarios: range, rows: Sequence[Rows]) -> Dataset:
        together = rows_of(self.dataset, np.concatenate(rows))
        answers: dict[str, dict[int, Any]] = {}
        start = 0
        for scenario, changed in zip(scenarios, rows, strict=True):
            places = {row: start + place for place, row in enumerate(changed.tolist())}
            for (row, name), answer in self.changes[scenario].items():
                answers.setdefault(name, {})[places[row]] = answer
            start += len(changed)
        columns = {
            name: _changed(column, answers[name]) if name in answers else column for name, column in together.columns
        }
        return attrs.evolve(together, columns=columns)


def _changed(column: Column, answers: Mapping[int, Any]) -> Column:
    """A column with other cells, read as `Dataset.from_columns` reads them."""
    cells = [answers.get(row, None) if row in answers else _cell(column, row) for row in range(len(column))]
    return column_of(cells, (_NOT_APPLICABLE,))


def _cell(column: Column, row: int) -> Any:
    if isinstance(column, TextColumn):
        return column.text(row) if column.state[row] == PRESENT else _hole(column, row)
    if column.raw is not None:
        return _cell(column.raw, row)
    if column.state[row] != PRESENT:
        return _hole(column, row)
    if column.inexact is not None:
        return float(column.inexact[row])
    return Decimal(int(column.coefficients[row])).scaleb(-column.exponent, EXACT)


def _hole(column: Column, row: int) -> str | None:
    return None if column.state[row] == 1 else _NOT_APPLICABLE


@frozen(kw_only=True, eq=False)
class _HiddenDigits:
    """Answers with one digit more than they are printed with."""

    dataset: Dataset
    names: tuple[str, ...]
    seed: int

    def rows(self, scenario: int) -> Rows:
        del scenario
        return np.arange(len(self.dataset))

    def table(self, scenarios: range, rows: Sequence[Rows]) -> Dataset:
        together = rows_of(self.dataset, np.concatenate(rows))
        columns = dict(together.columns)
        moves = [self._moves(scenario) for scenario in scenarios]
        for place, name in enumerate(self.names):
            column = columns[name]
            assert isinstance(column, NumberColumn)
            moved = column.coefficients * 10 + np.concatenate([it[place] for it in moves])
            columns[name] = attrs.evolve(column, coefficients=moved, exponent=column.exponent + 1, raw=None)
        return attrs.evolve(together, columns=columns)

    def _moves(self, scenario: int) -> NDArray[np.int64]:
        """(columns, units) tenths of the last decimal, the same however the scenarios are cut into pieces."""
        generator = np.random.default_rng([self.seed, scenario])
        return generator.integers(-5, 5, (len(self.names), len(self.dataset)))
