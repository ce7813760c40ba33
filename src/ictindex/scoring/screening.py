"""Screening: who has too little data to be ranked. Nothing else is known yet, so nobody's fate hangs on another's."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from types import MappingProxyType

import attrs
import numpy as np
from numpy.typing import NDArray

from ictindex.language import Digits, Sentence, sentence
from ictindex.model.columns import MISSING, NOT_APPLICABLE
from ictindex.model.numbers import plain
from ictindex.model.rubric import RubricDraft
from ictindex.model.screening import Screen
from ictindex.model.steps import CarryUp
from ictindex.scoring.asking import asked
from ictindex.scoring.cohort import Cohort
from ictindex.scoring.reading import Cells
from ictindex.scoring.stepping import Screening, Stepped

__all__ = ["screen"]


def screen(cells: Cells, cohort: Cohort) -> tuple[Cohort, Stepped]:
    """The units without those that a step of the rubric takes out, and the list of these."""
    left: dict[int, Screening] = {}
    remarks: list[Sentence] = []
    for step in cohort.rubric.steps:
        if isinstance(step, Screen):
            found = {row: it for row, it in _found(step, cells, cohort) if row not in left}
            left |= found
            if found:
                remarks.append(sentence("screened", units=len(found), least=Digits(plain(step.least))))
    screened = MappingProxyType({row: it.why for row, it in sorted(left.items())})
    rows = tuple(left[row] for row in screened)
    return attrs.evolve(cohort, screened=screened), Stepped(screenings=rows, remarks=tuple(remarks))


def _found(step: Screen, cells: Cells, cohort: Cohort) -> Iterator[tuple[int, Screening]]:
    counted = [name for name in _counted(step, cohort.rubric) if cells.dataset.column(name) is not None]
    due = {name: cohort.active & asked(name, cohort) & (_state(name, cells) != NOT_APPLICABLE) for name in counted}
    empty = {name: rows & (_state(name, cells) == MISSING) for name, rows in due.items()}
    nobody = np.zeros(len(cohort), dtype=np.int64)
    of = sum(due.values(), start=nobody)
    lacking = sum(empty.values(), start=nobody)
    for row in np.flatnonzero(lacking).tolist():
        present = int(of[row] - lacking[row])
        if 100 * present < step.least * Decimal(int(of[row])):
            names = tuple(name for name, rows in empty.items() if rows[row])
            unit = cohort.dataset.units[row].id
            yield row, Screening(unit=unit, why=step.why, present=present, asked=int(of[row]), empty=names)


def _counted(step: Screen, rubric: RubricDraft) -> tuple[str, ...]:
    """The columns whose cells are counted."""
    names = dict.fromkeys(name for leaf in rubric.tree.leaves() for name in leaf.reading.columns)
    own = tuple(name for name in names if not isinstance(rubric.written.get(name), CarryUp))
    return step.columns or own


def _state(name: str, cells: Cells) -> NDArray[np.uint8]:
    """(units,) what the cells are, as the rubric reads the column."""
    if cells.rubric.column_kind(name) != "text":
        return cells.number(name)[0].state
    texts = cells.text(name)
    assert texts is not None
    return texts.state
