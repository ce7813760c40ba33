"""Imputation: empty cells filled from the answers of the same part, or with a constant, and each of them listed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

import numpy as np
from attrs import frozen

from ictindex.language import Digits, Sentence, Subject, sentence
from ictindex.model.columns import MISSING, PRESENT, NumberColumn
from ictindex.model.numbers import decimal_of_ticks, round_ticks
from ictindex.model.problems import Cell, Problem
from ictindex.model.step_fields import WHOLE_COHORT
from ictindex.model.steps import Impute
from ictindex.scoring.asking import asked, parts_of
from ictindex.scoring.cell_writing import with_cells
from ictindex.scoring.cohort import Cohort
from ictindex.scoring.reading import Cells
from ictindex.scoring.stepping import Imputation, Stepped

__all__ = ["impute"]

_LISTED = 1000


@frozen(kw_only=True)
class _Found:
    """What the empty cells of one part become, and of how many answers it is made."""

    value: Decimal
    donors: int


def impute(step: Impute, cells: Cells, cohort: Cohort) -> Stepped:
    """Fill every column of the step; the data keep all cells that hold anything, ``n/a`` included."""
    done = Stepped()
    for name in step.columns:
        done = done.and_then(_one(step, name, cells, cohort))
    return done


def _one(step: Impute, name: str, cells: Cells, cohort: Cohort) -> Stepped:
    if cells.dataset.column(name) is None:
        # A column that is not there is a problem already.
        return Stepped(whole=False)
    column, unreadable = cells.number(name)
    due = cohort.active & ~unreadable & asked(name, cohort)
    gaps = due & (column.state == MISSING)
    if not gaps.any():
        return Stepped()
    rows: list[tuple[int, Imputation]] = []
    problems: list[Problem] = []
    for part, inside in parts_of(step, cohort):
        empty = np.flatnonzero(gaps & inside).tolist()
        if not empty:
            continue
        donors = np.flatnonzero(due & inside & (column.state == PRESENT)).tolist()
        found = _FILLINGS[step.method](step, column, donors)
        if found is None:
            problems += _without_donor(step, name, part, empty, cohort)
        else:
            rows += [(row, _listed(step, name, part, found, cohort.dataset.units[row].id)) for row in empty]
    rows.sort(key=lambda pair: pair[0])
    told = sentence("imputed", column=name, filled=len(rows), asked=int(due.sum()), value=_said(step))
    return Stepped(
        columns={name: with_cells(column, {row: it.value for row, it in rows})},
        problems=tuple(problems),
        imputations=tuple(it for _, it in rows),
        remarks=(told,) if rows else (),
    )


def _mean(step: Impute, column: NumberColumn, donors: Sequence[int]) -> _Found | None:
    if not donors:
        return None
    return _rounded(step, sum(map(column.fraction, donors), Fraction(0)) / len(donors), len(donors))


def _median(step: Impute, column: NumberColumn, donors: Sequence[int]) -> _Found | None:
    if not donors:
        return None
    ordered = sorted(map(column.fraction, donors))
    middle = (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2
    return _rounded(step, middle, len(donors))


def _rounded(step: Impute, value: Fraction, donors: int) -> _Found:
    assert step.decimals is not None
    return _Found(value=decimal_of_ticks(round_ticks(value, step.decimals), step.decimals), donors=donors)


def _constant(step: Impute, column: NumberColumn, donors: Sequence[int]) -> _Found | None:
    del column, donors
    assert step.value is not None
    return _Found(value=step.value, donors=0)


def _listed(step: Impute, name: str, part: str, found: _Found, unit: str) -> Imputation:
    return Imputation(unit=unit, column=name, method=step.method, part=part, value=found.value, donors=found.donors)


def _said(step: Impute) -> Digits | Sentence:
    if not step.looks_at_others:
        return Digits(f"{step.value}")
    method = sentence(f"method-{step.method}")
    if step.by == WHOLE_COHORT:
        return sentence("imputed-with-all", method=method)
    return sentence("imputed-with-part", method=method, partition=Subject(step.by))


def _without_donor(step: Impute, name: str, part: str, rows: list[int], cohort: Cohort) -> Iterator[Problem]:
    """Empty cells in a part where nobody has an answer."""
    dataset = cohort.dataset
    among = "of the units" if step.by == WHOLE_COHORT else f"in {step.by} {part}" if part else f"outside {step.by}"
    for row in rows[:_LISTED]:
        yield Problem(
            code="no-donor",
            where=dataset.cell(row, name),
            message=f"{dataset.units[row].id}: empty, and nobody {among} has a value to take the {step.method} of",
            expected="a value, here or of another unit",
            hint='impute over all units (by = "all") or a constant, or let the node say what a gap is worth',
        )
    if len(rows) > _LISTED:
        message = f"{len(rows) - _LISTED} more units have the same problem"
        yield Problem(code="no-donor", where=Cell(file=dataset.file, column=name), message=message)


_FILLINGS: Mapping[str, Callable[[Impute, NumberColumn, Sequence[int]], _Found | None]] = MappingProxyType(
    {"mean": _mean, "median": _median, "constant": _constant}
)
