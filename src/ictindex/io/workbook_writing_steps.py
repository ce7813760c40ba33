"""The sheets of what was done before scoring: cells verified otherwise, filled and moved, units that left."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from attrs import frozen

from ictindex.io.workbook_writing_cells import Head, Sheet, Value
from ictindex.io.workbook_writing_top import Top
from ictindex.scoring import Scores

__all__ = ["step_sheets"]


@frozen(kw_only=True)
class _Listed:
    """A sheet: how the keys of its texts begin, what it lists, and its columns with those of numbers."""

    kind: str
    rows: Callable[[Scores], Sequence[Any]]
    cells: Callable[[Any], list[Value]]
    keys: tuple[str, ...]
    numbers: tuple[str, ...] = ()
    signed: tuple[str, ...] = ()


_SHEETS = (
    _Listed(
        kind="verified",
        rows=lambda scores: [it for it in scores.verifications if it.differs],
        cells=lambda it: [it.unit, it.column, it.reported, it.verified, it.counted, it.difference],
        keys=("unit", "column", "reported", "verified", "counted", "difference"),
        numbers=("reported", "verified", "counted", "difference"),
        signed=("difference",),
    ),
    _Listed(
        kind="screened",
        rows=lambda scores: scores.screenings,
        cells=lambda it: [it.unit, it.present, it.asked, ", ".join(it.empty)],
        keys=("unit", "present", "asked", "empty"),
        numbers=("present", "asked"),
    ),
    _Listed(
        kind="imputed",
        rows=lambda scores: scores.imputations,
        cells=lambda it: [it.unit, it.column, it.value],
        keys=("unit", "column", "value"),
        numbers=("value",),
    ),
    _Listed(
        kind="treated",
        rows=lambda scores: scores.treatments,
        cells=lambda it: [it.unit, it.column, it.before, it.after],
        keys=("unit", "column", "before", "after"),
        numbers=("before", "after"),
    ),
)


def step_sheets(top: Top) -> Iterator[Sheet]:
    """A sheet for each kind of step that has changed something."""
    for it in _SHEETS:
        found = it.rows(top.ranking.scores)
        if found:
            heads = [
                Head.of(top.say(f"{it.kind}-{key}"), right=key in it.numbers, signed=key in it.signed)
                for key in it.keys
            ]
            title = top.say(f"{it.kind}-title", count=len(found))
            rows = [it.cells(row) for row in found]
            yield top.sheet(top.said(f"{it.kind}-sheet"), heads, rows, more=title, fixed=2)
