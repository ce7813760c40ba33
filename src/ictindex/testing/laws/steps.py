"""Law L15: imputation changes only missing cells, treatment only cells that its table lists."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import attrs

from ictindex.model import Dataset, Impute, Rubric, Treat
from ictindex.model.columns import MISSING, PRESENT
from ictindex.scoring import Scores
from ictindex.scoring.cell_writing import cell_number
from ictindex.scoring.reading import Cells
from ictindex.testing.case import Case
from ictindex.testing.laws.law import Law

__all__ = ["LAWS"]


def _only_listed(case: Case) -> Iterator[str]:
    """What is listed stood there as the list says, and written in by hand it gives the same without the steps.

    A column that another step writes stands in no data set and cannot be written in: there L13 alone judges.
    """
    scores = case.scores()
    rows = {unit.id: row for row, unit in enumerate(case.dataset.units)}
    for it in scores.imputations:
        column = case.dataset.column(it.column)
        if column is not None and column.state[rows[it.unit]] != MISSING:
            yield f"{it.column} of {it.unit} holds {column.text(rows[it.unit])} and is imputed"
    yield from _treated(case, scores, rows)
    if all(case.dataset.column(name) is not None for step in case.rubric.steps for name in step.changes):
        yield from _as_by_hand(case, scores)


def _treated(case: Case, scores: Scores, rows: dict[str, int]) -> Iterator[str]:
    """Each cell of the list held what the list says, given or imputed, and holds another number now, once."""
    cells = Cells(case.dataset, case.rubric)
    filled = {(it.unit, it.column): it.value for it in scores.imputations}
    listed = Counter((it.unit, it.column) for it in scores.treatments)
    yield from (f"{unit} is listed twice for {column}" for (unit, column), count in listed.items() if count > 1)
    for it in scores.treatments:
        before = filled.get((it.unit, it.column))
        if case.dataset.column(it.column) is not None and before is None:
            column, row = cells.number(it.column)[0], rows[it.unit]
            if column.state[row] != PRESENT:
                yield f"{it.column} of {it.unit} holds nothing and is treated"
                continue
            before = cell_number(column, row)
        if before is not None and before != it.before:
            yield f"{it.column} of {it.unit} held {before}, and {it.before} is listed"
        if it.before == it.after:
            yield f"{it.column} of {it.unit} is listed and unchanged"


def _as_by_hand(case: Case, scores: Scores) -> Iterator[str]:
    plain = _unchanged(case.rubric)
    by_hand = replace(case, rubric=plain, dataset=_written(case, scores)).scores()
    for node in case.rubric.node_ids:
        found, wanted = (it.printed_ticks(node)[0].tolist() for it in (scores, by_hand))
        states = [it.applicable(node).tolist() for it in (scores, by_hand)]
        if found != wanted or states[0] != states[1]:
            yield f"{node} is {found}, and {wanted} where the listed cells are written by hand"


def _unchanged(rubric: Rubric) -> Rubric:
    """The same law without the steps that change cells; what its parameters rest on is no part of the question."""
    steps = [step for step in rubric.steps if not step.changes]
    sources = [attrs.evolve(source, covers=()) for source in rubric.sources]
    return attrs.evolve(rubric, steps=steps, status="illustrative", assumed=(), inferred=(), sources=sources)


def _written(case: Case, scores: Scores) -> Dataset:
    rows = {unit.id: row for row, unit in enumerate(case.dataset.units)}
    columns = {name: case.cells(name, list(rows.values())) for name in case.dataset.column_names}
    mark = case.dataset.decimal
    cells = [(it.unit, it.column, it.value) for it in scores.imputations]
    cells += [(it.unit, it.column, it.after) for it in scores.treatments]
    for unit, name, value in cells:
        columns[name][rows[unit]] = f"{value:f}".replace(".", mark)
    return Dataset.from_columns(units=case.dataset.units, columns=columns, decimal=mark)


def _changes_cells(rubric: Rubric) -> bool:
    return any(isinstance(step, Impute | Treat) for step in rubric.steps)


LAWS = (
    Law(
        id="L15",
        sentence="imputation changes only missing cells; treatment changes only cells its table lists",
        check=_only_listed,
        applies=_changes_cells,
        features={"changing": True},
    ),
)
