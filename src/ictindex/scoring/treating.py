"""Treatment of outliers: values beyond two bounds become the bound, and each of them is listed.

Winsorising ends in two bounds as clipping does: moving the outermost values to the next one, again and again, makes
them all equal to the last one reached.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

import numpy as np
from attrs import frozen

from ictindex.language import Digits, Listed, Sayable, Sentence, Subject, sentence
from ictindex.model.columns import PRESENT, NumberColumn
from ictindex.model.numbers import decimal_of_ticks, round_ticks
from ictindex.model.problems import Cell, Problem
from ictindex.model.ranges import Bound
from ictindex.model.step_fields import WHOLE_COHORT
from ictindex.model.treating import Treat
from ictindex.scoring.asking import asked, parts_of
from ictindex.scoring.cell_writing import cell_number, with_cells
from ictindex.scoring.cohort import Cohort
from ictindex.scoring.reading import Cells
from ictindex.scoring.spread import distance_ticks, percentile, winsorised
from ictindex.scoring.stepping import Stepped, Treatment

__all__ = ["treat"]


@frozen(kw_only=True)
class _End:
    """The last value that stays, exactly, and how it is written into the cells beyond it."""

    value: Fraction
    written: Decimal

    @classmethod
    def of(cls, number: Decimal) -> _End:
        """A number of the law, or one that was rounded."""
        return cls(value=Fraction(number), written=number)


@frozen(kw_only=True)
class _Ends:
    """Between which values a part's cells are left, what to say of it, and whether the law's limits were reached."""

    low: _End | None = None
    high: _End | None = None
    said: Sayable | None = None
    met: bool = True


def treat(step: Treat, cells: Cells, cohort: Cohort) -> Stepped:
    """Treat every column of the step; empty cells and ``n/a`` stay as they are."""
    done = Stepped()
    for name in step.columns:
        done = done.and_then(_one(step, name, cells, cohort))
    return done


def _one(step: Treat, name: str, cells: Cells, cohort: Cohort) -> Stepped:
    if cells.dataset.column(name) is None:
        # A column that is not there is a problem already.
        return Stepped(whole=False)
    column, unreadable = cells.number(name)
    due = cohort.active & ~unreadable & asked(name, cohort) & (column.state == PRESENT)
    if column.inexact is not None:
        due &= np.isfinite(column.inexact)  # what is no number is a problem already
    rows: list[tuple[int, Treatment]] = []
    problems: list[Problem] = []
    remarks: list[Sentence] = []
    for part, inside in parts_of(step, cohort):
        among = np.flatnonzero(due & inside).tolist()
        if not among:
            continue
        ends = _METHODS[step.method](step, column, among)
        moved = list(_moved(step, name, part, ends, column, among, cohort))
        rows += moved
        if moved or ends.said:
            told = sentence(
                "treated",
                column=name,
                where=_where(step, part),
                moved=len(moved),
                values=len(among),
                spread=ends.said or "",
            )
            if not ends.met and step.unmet == "refuse":
                problems.append(_unmet(step, name, str(told), cohort))
            remarks.append(told)
    rows.sort(key=lambda pair: pair[0])
    return Stepped(
        columns={name: with_cells(column, {row: it.after for row, it in rows})} if rows else {},
        problems=tuple(problems),
        treatments=tuple(it for _, it in rows),
        remarks=tuple(remarks),
    )


def _where(step: Treat, part: str) -> Sentence | str:
    """Of which units the values are."""
    if step.by == WHOLE_COHORT:
        return ""
    partition = Subject(step.by)
    return (
        sentence("treated-in", partition=partition, part=part)
        if part
        else sentence("treated-outside", partition=partition)
    )


def _moved(
    step: Treat, name: str, part: str, ends: _Ends, column: NumberColumn, among: Sequence[int], cohort: Cohort
) -> Iterator[tuple[int, Treatment]]:
    """The rows whose value lies beyond an end, and what it becomes."""
    for row in among:
        value = column.fraction(row)
        low = ends.low if ends.low is not None and value < ends.low.value else None
        end = ends.high if ends.high is not None and value > ends.high.value else low
        if end is None:
            continue
        yield (
            row,
            Treatment(
                unit=cohort.dataset.units[row].id,
                column=name,
                method=step.method,
                part=part,
                before=cell_number(column, row),
                after=end.written,
                values=len(among),
            ),
        )


def _winsorise(step: Treat, column: NumberColumn, among: Sequence[int]) -> _Ends:
    holders = {column.fraction(row): row for row in among}
    found = winsorised(
        [column.fraction(row) for row in among],
        skew=Fraction(step.skew),
        kurtosis=Fraction(step.kurtosis),
        most=step.most,
    )
    if found.before is None or (found.rounds == 0 and found.met):
        return _Ends()
    after = sentence("spread-of-equals") if found.after is None else found.after.told
    said = [sentence("treated-spread", before=found.before.told, after=after)]
    if not found.met:
        limits = {name: Digits(str(it)) for name, it in (("skew", step.skew), ("kurtosis", step.kurtosis))}
        said.append(sentence("treated-unmet", most=step.most, **limits))
        if step.unmet == "undo":
            return _Ends(said=Listed([*said, sentence("treated-undone")], joint=""), met=False)
    low, high = (_End(value=it, written=cell_number(column, holders[it])) for it in (found.low, found.high))
    return _Ends(low=low, high=high, said=Listed(said, joint=""), met=found.met)


def _clip(step: Treat, column: NumberColumn, among: Sequence[int]) -> _Ends:
    if not step.works_out_bounds:
        low, high = (None if it is None else _End.of(it.value) for it in (step.low, step.high))
        return _Ends(low=low, high=high)
    values = sorted(column.fraction(row) for row in among)
    decimals = step.decimals
    assert decimals is not None
    if step.sd is None:
        ends = (_percentile(step.low, values, decimals), _percentile(step.high, values, decimals))
        return _Ends(low=ends[0], high=ends[1])
    if len(values) == 1:
        return _Ends()  # one value has no standard deviation, and lies at its mean
    times = Fraction(step.sd)
    ticks = [distance_ticks(values, sign * times, decimals) for sign in (-1, 1)]
    low, high = (_End.of(decimal_of_ticks(it, decimals)) for it in ticks)
    return _Ends(low=low, high=high)


def _percentile(bound: Bound | None, values: Sequence[Fraction], decimals: int) -> _End | None:
    if bound is None:
        return None
    ticks = round_ticks(percentile(values, Fraction(bound.value)), decimals)
    return _End.of(decimal_of_ticks(ticks, decimals))


def _unmet(step: Treat, name: str, told: str, cohort: Cohort) -> Problem:
    return Problem(
        code="untreated",
        where=Cell(file=cohort.dataset.file, column=name),
        message=told,
        expected=f"an absolute skewness below {step.skew}, or a kurtosis below {step.kurtosis}",
        hint='look at the greatest and the least values; or let the law say more cells (most), or unmet = "keep"',
    )


_METHODS: Mapping[str, Callable[[Treat, NumberColumn, Sequence[int]], _Ends]] = MappingProxyType(
    {"winsorise": _winsorise, "clip": _clip}
)
