"""Data for rubrics with steps: what is reported and found, who is whose child, which gaps a step fills."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from ictindex.model import CarryUp, Given, Impute, Indicator, Rubric, Verify
from ictindex.model.membership import Members, known_truth, unit_applies
from ictindex.testing.strategies.dice import Dice

__all__ = ["read_by_steps", "with_steps"]

_WEIGHTS = tuple(map(Decimal, ("1", "2", "2.5", "0", "120000")))
_DOCUMENTS = ("12/BC-UBND", "cv 1", "", "không")

Cells = dict[str, list[Any]]


def read_by_steps(dice: Dice, rubric: Rubric, units: int) -> Cells:
    """The number columns that only steps read: shares from 0 to 1, and weights."""
    found: Cells = {}
    leaves = {name for leaf in rubric.tree.leaves() for name in leaf.reading.columns}
    for step in rubric.steps:
        if isinstance(step, CarryUp):
            if step.column and step.column not in leaves:
                pool = [dice.decimal(0, 1, 2) for _ in range(3)]
                found[step.column] = [pool[pick % len(pool)] for pick in dice.many(units)]
            if step.weight and step.weight not in leaves:
                found[step.weight] = [_WEIGHTS[pick % len(_WEIGHTS)] for pick in dice.many(units)]
    return found


def with_steps(dice: Dice, rubric: Rubric, columns: Cells, ids: Sequence[str], known: Sequence[Members]) -> Cells:
    """The columns of a data set that has the answers of `columns` after the rubric's steps, more or less.

    An answer may be gone where a step fills it, or stand beside another one that does not count.
    """
    columns = {name: list(cells) for name, cells in columns.items()}
    for step in rubric.steps:
        if isinstance(step, Impute):
            for name in step.columns:
                _make_gaps(dice, step, columns[name], _askers(name, rubric, known), known)
    for step in rubric.steps:
        if isinstance(step, Verify):
            for name in step.columns:
                columns |= _sides(dice, step, name, columns.pop(name), rubric)
    parents = {step.parent for step in rubric.steps if isinstance(step, CarryUp)}
    return columns | {name: _parents(dice, name, rubric, ids, known) for name in sorted(parents)}


def _askers(name: str, rubric: Rubric, known: Sequence[Members]) -> list[bool]:
    """Who takes part and may be asked for a column by a node."""
    readers = [leaf for leaf in rubric.tree.leaves() if name in leaf.reading.columns]
    return [
        not any(known_truth(it.where, members) for it in rubric.exclude)
        and any(unit_applies(rubric.tree, leaf.id, members) is not False for leaf in readers)
        for members in known
    ]


def _make_gaps(dice: Dice, step: Impute, cells: list[Any], asked: Sequence[bool], known: Sequence[Members]) -> None:
    """Empty cells, one answer left in each part; a constant needs none."""
    parts: dict[object, list[int]] = {}
    for row, members in enumerate(known):
        if asked[row] and cells[row] not in (None, "n/a"):
            parts.setdefault("" if step.by == "all" else members[step.by], []).append(row)
    rolls = dice.many(len(cells))
    for rows in parts.values():
        for row in rows[1:] if step.looks_at_others else rows:
            if rolls[row] % 3 == 0:
                cells[row] = None
    if step.looks_at_others:
        _answer(step, cells, asked, known, parts)


def _answer(
    step: Impute, cells: list[Any], asked: Sequence[bool], known: Sequence[Members], parts: Mapping[object, list[int]]
) -> None:
    """Where a part has gaps and no answer, n/a takes their place: a node that lets a cell be empty accepts a policy."""
    answers = [cells[row] for rows in parts.values() for row in rows if cells[row] is not None]
    for row, members in enumerate(known):
        part = "" if step.by == "all" else members[step.by]
        if asked[row] and cells[row] is None and part not in parts:
            cells[row] = answers[0] if answers else 1


def _sides(dice: Dice, step: Verify, name: str, cells: list[Any], rubric: Rubric) -> Cells:
    """What was reported and found for cells that are to count, and the documents."""
    reported, verified, evidence = step.sides(name)
    other = _others(name, cells, rubric)
    rolls = dice.many(len(cells))
    own, found, proof = list(cells), list(cells), [""] * len(cells)
    for row, roll in enumerate(rolls):
        counts = cells[row]
        proof[row] = _DOCUMENTS[roll % 2 if step.unproved == "missing" else roll % len(_DOCUMENTS)]
        if counts is None:
            # Nothing counts: neither side, only the finding, or a claim without its document.
            if step.counts != "self" and step.unverified == "missing" and roll % 3 == 0:
                own[row] = other[row]
            elif step.unproved == "missing" and roll % 3 == 1:
                own[row] = found[row] = other[row]
                proof[row] = ""
        elif roll % 3 == 0 and counts != "n/a" and other[row] not in (None, "n/a"):
            if step.counts == "self":
                found[row] = None if roll % 2 else other[row]
            elif step.unverified == "self" and roll % 2:
                found[row] = None
            elif step.counts == "verified":
                own[row] = None if roll % 5 == 0 else other[row]
            else:
                found[row], own[row] = (other[row], counts) if roll % 2 else (counts, other[row])
    return {reported: own, verified: found} | ({evidence: proof} if evidence else {})


def _others(name: str, cells: list[Any], rubric: Rubric) -> list[Any]:
    """Another answer for each unit that its nodes accept: a neighbour's, but never a part above its whole."""
    readers = [leaf for leaf in rubric.tree.leaves() if name in leaf.reading.columns]
    if any(_is_part_of_a_whole(leaf) for leaf in readers):
        return cells
    present = [it for it in cells if it not in (None, "n/a")]
    return [present[row % len(present)] for row in range(1, len(cells) + 1)] if present else cells


def _is_part_of_a_whole(leaf: Indicator) -> bool:
    return leaf.reading.is_share and isinstance(leaf.shape, Given)


def _parents(dice: Dice, name: str, rubric: Rubric, ids: Sequence[str], known: Sequence[Members]) -> list[str]:
    """The parent of each unit, no circle: nobody is below one that comes later in an order of its own.

    First everyone who may not be without a child gets one, as far as there are some; the others are free.
    """
    steps = [step for step in rubric.steps if isinstance(step, CarryUp) and step.parent == name]
    needy = [row for row, members in enumerate(known) if _needs_children(steps, members, rubric)]
    free = [row for row in range(len(ids)) if row not in needy]
    fit = [row for row in free if all(_is_child(step, known[row], rubric) for step in steps)]
    parent: dict[int, int] = dict(zip(dice.shuffled(fit), needy, strict=False))
    order = [*needy, *dice.shuffled(free)]
    for place, row in enumerate(order):
        if row not in parent and place and not dice.chance(3):
            parent[row] = dice.one(order[:place])
    return [ids[parent[row]] if row in parent else "" for row in range(len(ids))]


def _needs_children(steps: Sequence[CarryUp], members: Members, rubric: Rubric) -> bool:
    """Whether a node that may apply to the unit divides by its children and refuses to divide by none."""
    if any(known_truth(it.where, members) for it in rubric.exclude):
        return False
    written = {step.into[1] for step in steps}
    return any(
        leaf.reading.second in written
        and leaf.zero == "refuse"
        and unit_applies(rubric.tree, leaf.id, members) is not False
        for leaf in rubric.tree.leaves()
    )


def _is_child(step: CarryUp, members: Members, rubric: Rubric) -> bool:
    out = any(known_truth(it.where, members) for it in rubric.exclude)
    return not out and (step.among is None or known_truth(step.among, members) is not False)
