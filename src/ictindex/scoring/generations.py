"""How often the units must be scored again before all that is carried up from nodes is known, and what never is."""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from ictindex.model.problems import Cell, Problem
from ictindex.model.units import Unit

__all__ = ["generations_of"]

_NO_PARENT = -1
_SHOWN = 10

# A step and the row of a parent: one pair of cells that is carried up.
Cells = tuple[int, int]


def generations_of(
    parents: Mapping[int, NDArray[np.intp]], behind: Mapping[int, Sequence[int]], units: Sequence[Unit]
) -> tuple[int, tuple[Problem, ...]]:
    """The longest chain of cells that wait for each other, and a problem where they wait in a circle.

    Parameters
    ----------
    parents
        For every step that carries up a node, (units,) the row of the parent of each child, -1 for none.
    behind
        For every such step, the steps whose columns stand behind its node.
    units
        For messages.

    What a step carries to a parent looks at its node of the children, and so at whatever the steps behind that node
    carry to those children.
    """
    rows = {index: np.flatnonzero(parent != _NO_PARENT).tolist() for index, parent in parents.items()}
    above = {index: parent.tolist() for index, parent in parents.items()}
    cells = {(index, above[index][row]) for index, children in rows.items() for row in children}
    waiting: dict[Cells, int] = dict.fromkeys(cells, 0)
    then: dict[Cells, list[Cells]] = {cell: [] for cell in cells}
    for index, children in rows.items():
        for row in children:
            for other in behind[index]:
                if (other, row) in cells:
                    then[other, row].append((index, above[index][row]))
                    waiting[index, above[index][row]] += 1
    level = dict.fromkeys(cells, 1)
    ready = deque(cell for cell, count in waiting.items() if not count)
    done = 0
    while ready:
        cell = ready.popleft()
        done += 1
        for later in then[cell]:
            level[later] = max(level[later], level[cell] + 1)
            waiting[later] -= 1
            if not waiting[later]:
                ready.append(later)
    if done < len(cells):
        return 0, (_circle({cell for cell, count in waiting.items() if count}, then, units),)
    return max(level.values(), default=0), ()


def _circle(left: set[Cells], then: Mapping[Cells, Sequence[Cells]], units: Sequence[Unit]) -> Problem:
    """The circle that is met first from the least id; every cell that is left waits for one that is."""
    before: dict[Cells, Cells] = {}
    for cell in sorted(left, key=lambda it: (units[it[1]].id, it[0])):
        for later in then[cell]:
            if later in left:
                before.setdefault(later, cell)
    path: list[Cells] = []
    cell = min(before, key=lambda it: (units[it[1]].id, it[0]))
    while cell not in path:
        path.append(cell)
        cell = before[cell]
    circle = [*path[path.index(cell) :], cell][::-1]
    names = [units[row].id for _, row in circle]
    shown = " → ".join(names if len(names) <= _SHOWN else [*names[:_SHOWN], "…"])
    steps = " and ".join(f"step[{index}]" for index in sorted({index for index, _ in circle}))
    message = f"what {steps} carry up goes round in a circle: {shown}"
    hint = "what a unit gives may not come back to it"
    return Problem(code="parent-circle", where=Cell(column="parent"), message=message, hint=hint)
