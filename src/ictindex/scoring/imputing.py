"""Imputation: empty cells filled from the answers of the same part, or with a constant, and each of them listed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from ictindex.language import Digits, Sentence, Subject, sentence
from ictindex.model.columns import MISSING, PRESENT, NumberColumn
from ictindex.model.membership import applies_to
from ictindex.model.numbers import EXACT, as_decimal, decimal_of_ticks, round_ticks
from ictindex.model.problems import Cell, Problem
from ictindex.model.steps import WHOLE_COHORT, Impute
from ictindex.scoring.cohort import Cohort
from ictindex.scoring.quantity import BoolArray
from ictindex.scoring.reading import Cells
from ictindex.scoring.stepping import Imputation, Stepped

__all__ = ["impute"]

_MOST = 10**18
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
    asked = cohort.active & ~unreadable & _asked(step, name, cohort)
    gaps = asked & (column.state == MISSING)
    if not gaps.any():
        return Stepped()
    rows: list[tuple[int, Imputation]] = []
    problems: list[Problem] = []
    for part, inside in _parts(step, cohort):
        empty = np.flatnonzero(gaps & inside).tolist()
        if not empty:
            continue
        donors = np.flatnonzero(asked & inside & (column.state == PRESENT)).tolist()
        found = _FILLINGS[step.method](step, column, donors)
        if found is None:
            problems += _without_donor(step, name, part, empty, cohort)
        else:
            rows += [(row, _listed(step, name, part, found, cohort.dataset.units[row].id)) for row in empty]
    rows.sort(key=lambda pair: pair[0])
    told = sentence("imputed", column=name, filled=len(rows), asked=int(asked.sum()), value=_said(step))
    return Stepped(
        columns={name: _filled(column, {row: it.value for row, it in rows})},
        problems=tuple(problems),
        imputations=tuple(it for _, it in rows),
        remarks=(told,) if rows else (),
    )


def _asked(step: Impute, name: str, cohort: Cohort) -> BoolArray:
    """(units,) who is asked for the column: by a node that may apply to it, or by a step, which asks all."""
    rubric = cohort.rubric
    everyone = np.ones(len(cohort), dtype=np.bool_)
    if any(use.name == name for it in rubric.steps if it is not step for use in it.reads):
        return everyone
    readers = [leaf.id for leaf in rubric.tree.leaves() if name in leaf.reading.columns]
    if all(node.only is None for node in rubric.nodes):
        return everyone
    applies = (applies_to(rubric.tree, members) for members in cohort.members)
    return np.array([any(may(leaf) for leaf in readers) for may in applies], dtype=np.bool_)


def _parts(step: Impute, cohort: Cohort) -> Iterator[tuple[str, BoolArray]]:
    """Every part of the step's partition with its units, (units,); "" for units in none, and for all together."""
    if step.by == WHOLE_COHORT or not step.looks_at_others:
        yield "", np.ones(len(cohort), dtype=np.bool_)
        return
    codes = cohort.codes(step.by)
    partition = cohort.rubric.partition(step.by)
    assert partition is not None
    for code, part in enumerate(partition.part_ids()):
        yield part, np.asarray(codes == code)
    yield "", np.asarray(codes < 0)


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


def _filled(column: NumberColumn, values: Mapping[int, Decimal]) -> NumberColumn:
    """The column with these cells, every other as it was."""
    state = column.state.copy()
    state[list(values)] = PRESENT
    exponent = max([column.exponent, *(-_exponent(it) for it in values.values())])
    factor = 10 ** (exponent - column.exponent)
    cells = {row: int(it.scaleb(exponent, EXACT)) for row, it in values.items()}
    fits = column.largest * factor < _MOST and all(abs(it) < _MOST for it in cells.values())
    if column.inexact is None and fits:
        coefficients = column.coefficients * factor
        for row, cell in cells.items():
            coefficients[row] = cell
        return NumberColumn(coefficients=coefficients, exponent=exponent, state=state)
    # More than 18 digits over one exponent: as doubles, which the remark on inexact columns says.
    doubles = _doubles(column)
    for row, it in values.items():
        doubles[row] = float(it)
    nothing = np.zeros(len(column), dtype=np.int64)
    return NumberColumn(coefficients=nothing, exponent=0, state=state, inexact=doubles)


def _exponent(value: Decimal) -> int:
    exponent = as_decimal(value).as_tuple().exponent
    assert isinstance(exponent, int)
    return exponent


def _doubles(column: NumberColumn) -> NDArray[np.float64]:
    if column.inexact is not None:
        return column.inexact.copy()
    return np.array([float(column.fraction(row)) for row in range(len(column))], dtype=np.float64)


_FILLINGS: Mapping[str, Callable[[Impute, NumberColumn, Sequence[int]], _Found | None]] = MappingProxyType(
    {"mean": _mean, "median": _median, "constant": _constant}
)
