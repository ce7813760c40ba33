"""Design: which weights the children of which nodes have in every scenario, as whole numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from ictindex.model.bounds import maximum_of
from ictindex.model.columns import NumberColumn, column_of
from ictindex.model.nodes import ROOT, Group, Indicator, View
from ictindex.model.problems import IctIndexError, UnknownName
from ictindex.model.rubric import Rubric
from ictindex.model.screening import Screen
from ictindex.model.steps import CarryUp
from ictindex.model.text import near_hint
from ictindex.model.tree import NO_PARENT
from ictindex.scoring.composition import children_by_id

__all__ = [
    "CannotMove",
    "Design",
    "Weighing",
    "from_weights",
    "holder_of",
    "leaving_out",
    "movable",
    "own_weights",
    "refused_by",
]

Ints = NDArray[np.int64]

_MOST = 2**62


class CannotMove(IctIndexError, ValueError):
    """What is asked for cannot be worked out from the scores; `reasons` says why."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(self.reasons)

    def __str__(self) -> str:
        return "; ".join(self.reasons)


@frozen(kw_only=True, eq=False)
class Weighing:
    """The children of one node and what they count for: ``weights[scenario, child] * units[child]``.

    `weights` is (scenarios, children), or (1, children) where all scenarios have the same. Under a sum the product is
    the factor of a child's points, so that the rubric's own maxima as weights are factors of 1; elsewhere only the
    proportions of the weights count and `units` are 1. A weight of 0 leaves the child out.
    """

    node: str
    children: tuple[str, ...]
    weights: Ints
    units: tuple[Fraction, ...]

    def factor(self, scenario: int, child: int) -> Fraction:
        """What a child counts for in a scenario."""
        row = scenario if len(self.weights) > 1 else 0
        return int(self.weights[row, child]) * self.units[child]


@frozen(kw_only=True, eq=False)
class Design:
    """The nodes whose values differ between scenarios, each after the ones below it.

    `absent` (scenarios,) says for a node that is left out in which scenarios it is.
    """

    scenarios: int
    moved: Mapping[str, Weighing]
    absent: Mapping[str, NDArray[np.bool_]] = field(factory=dict)


def movable(rubric: Rubric, node_id: str = ROOT) -> tuple[str, ...]:
    """The children whose weights can be set: of a sum those that have a maximum, elsewhere those with a weight.

    Bonus and penalty under a sum, and children without a maximum, stay as they are.

    `node_id` is a group of the `rubric`, the total where none is named.
    """
    return tuple(own_weights(rubric, node_id))


def own_weights(rubric: Rubric, node_id: str = ROOT) -> dict[str, Fraction]:
    """The rubric's own weights of the children of a group: their maxima under a sum, else their weights.

    `node_id` is a group of the `rubric`, the total where none is named.

    Raises
    ------
    UnknownName
        If there is no such group.
    """
    node = rubric.tree.nodes.get(node_id)
    if not isinstance(node, Group):
        groups = [it for it, found in rubric.tree.nodes.items() if isinstance(found, Group)]
        msg = f'{rubric.id} has no group "{node_id}": {near_hint(node_id, groups)}'
        raise UnknownName(msg, name=node_id, known=groups)
    children = rubric.once(children_by_id)[node_id]
    if node.aggregate != "sum":
        return {child: weight for child, weight in children if weight}
    found = {}
    for child, _ in children:
        worth = None if rubric.tree.nodes[child].extra else _worth(rubric, child)
        if worth:
            found[child] = worth
    return found


def _worth(rubric: Rubric, child: str) -> Fraction | None:
    """The maximum of a child; where it differs by part, the one of no part, else the largest."""
    node = rubric.tree.nodes[child]
    found = maximum_of(rubric.tree, child, (), lambda _: True)
    if found is None and isinstance(node, Indicator) and node.max is not None:
        found = Fraction(node.max.largest)
    return found


def from_weights(rubric: Rubric, weights: Mapping[str, Any]) -> Design:
    """Scenarios from arrays (scenarios, movable children) by node.

    Raises
    ------
    ValueError
        If shapes do not fit, a weight is negative or no number, or all weights of a scenario are 0.
    """
    given = {node: _whole(rubric, node, array) for node, array in weights.items()}
    counts = {len(array) for array, _ in given.values()}
    if len(counts) != 1:
        msg = f"expected the same number of scenarios for every node, found {sorted(counts)}"
        raise ValueError(msg)
    return Design(scenarios=counts.pop(), moved=_with_ancestors(rubric, given))


def leaving_out(rubric: Rubric, nodes: Sequence[str]) -> Design:
    """One scenario for each node, in which it and all below it are left out; all others count as they do."""
    tree = rubric.tree
    gone = [{it, *tree.descendants(it)} for it in nodes]
    absent = {it: np.array([it in out for out in gone]) for it in set().union(*gone)}
    holders = {tree.nodes[it].parent for it in nodes}
    holders |= {view.id for view in rubric.views if any(name in absent for name, _ in view.over)}
    given = {}
    for holder in holders:
        children = tuple(child for child, _ in rubric.once(children_by_id)[holder])
        kept = np.array([[child not in out for child in children] for out in gone])
        own, denominator = _own_row(rubric, holder, children)
        given[holder] = (kept * own, denominator)
    moved = _with_ancestors(rubric, given, everything=True)
    return Design(scenarios=len(nodes), moved=moved, absent=absent)


def _own_row(rubric: Rubric, node_id: str, children: Sequence[str]) -> tuple[Ints, int]:
    """The weights of a node's children as they are, over a denominator; 1 each under a sum."""
    weights = dict(rubric.once(children_by_id)[node_id])
    group = holder_of(rubric, node_id)
    own = [Fraction(1) if group.aggregate == "sum" else weights[child] for child in children]
    common = lcm(*(it.denominator for it in own))
    return np.array([int(it * common) for it in own], dtype=np.int64), common


def _whole(rubric: Rubric, node_id: str, array: object) -> tuple[Ints, int]:
    """An array of weights as whole numbers over one denominator; a double is read through its shortest form."""
    names = movable(rubric, node_id)
    table = np.asarray(array)
    if table.ndim != 2 or table.shape[1] != len(names) or not len(table):
        msg = (
            f'the weights of "{node_id}" are an array (scenarios, {len(names)}), a column for each of '
            f"{', '.join(names)}; found the shape {table.shape}"
        )
        raise ValueError(msg)
    if table.dtype.kind in "iu":
        numbers, denominator = table.astype(np.int64), 1
    else:
        numbers, denominator = _over_one_denominator(node_id, table)
    if (numbers < 0).any() or not (numbers > 0).any(axis=1).all():
        msg = f'the weights of "{node_id}" are numbers of 0 and more, and one of every scenario is above 0'
        raise ValueError(msg)
    if int(numbers.max()) * len(names) >= _MOST:
        msg = f'the weights of "{node_id}" add up to more than 18 digits'
        raise ValueError(msg)
    return numbers, denominator


def _over_one_denominator(node_id: str, table: NDArray[Any]) -> tuple[Ints, int]:
    exact = [it for it in table.ravel().tolist() if isinstance(it, Fraction)]
    if exact:
        fractions = [Fraction(it) if isinstance(it, Fraction | int) else Fraction(str(it)) for it in table.ravel()]
        common = lcm(*(it.denominator for it in fractions))
        scaled = [int(it * common) for it in fractions]
        if max(map(abs, scaled)) < _MOST:
            return np.array(scaled, dtype=np.int64).reshape(table.shape), common
    else:
        column = column_of(table.ravel())
        if isinstance(column, NumberColumn) and not column.state.any() and column.inexact is None:
            return column.coefficients.reshape(table.shape), 10**column.exponent
    msg = f'the weights of "{node_id}" are numbers of at most 18 digits, none of them missing'
    raise ValueError(msg)


def _with_ancestors(
    rubric: Rubric, given: Mapping[str, tuple[Ints, int]], *, everything: bool = False
) -> dict[str, Weighing]:
    """A weighing for every node that was given weights, every node above one of those, and every view over any."""
    needed = set(given)
    for node_id in given:
        above = node_id
        while above in rubric.tree.nodes and above != ROOT and (above := rubric.tree.nodes[above].parent) != NO_PARENT:
            needed.add(above)
    ordered = [it for it in rubric.tree.order if it in needed]
    ordered += [it.id for it in rubric.views if it.id in needed or any(name in needed for name, _ in it.over)]
    return {
        it: _weighing(rubric, it, given[it], movable_only=not everything) if it in given else _as_it_is(rubric, it)
        for it in ordered
    }


def holder_of(rubric: Rubric, node_id: str) -> Group | View:
    """The group or view of an id."""
    found = rubric.tree.views.get(node_id) or rubric.tree.nodes[node_id]
    assert not isinstance(found, Indicator)
    return found


def _weighing(rubric: Rubric, node_id: str, given: tuple[Ints, int], *, movable_only: bool) -> Weighing:
    children = tuple(child for child, _ in rubric.once(children_by_id)[node_id])
    weights, denominator = given
    group = holder_of(rubric, node_id)
    units = [Fraction(1)] * len(children)
    if movable_only:
        own = own_weights(rubric, node_id)
        full = np.ones((len(weights), len(children)), dtype=np.int64)
        full[:, [children.index(child) for child in own]] = weights
        if group.aggregate == "sum":
            units = [1 / (own[child] * denominator) if child in own else Fraction(1) for child in children]
        else:
            full[:, [place for place, child in enumerate(children) if child not in own]] = 0
        weights = full
    return Weighing(node=node_id, children=children, weights=weights, units=tuple(units))


def _as_it_is(rubric: Rubric, node_id: str) -> Weighing:
    children = tuple(child for child, _ in rubric.once(children_by_id)[node_id])
    own, _ = _own_row(rubric, node_id, children)
    return Weighing(node=node_id, children=children, weights=own[None, :], units=(Fraction(1),) * len(children))


def refused_by(rubric: Rubric, moved: Iterable[str], *, leaves_out: bool = False) -> tuple[str, ...]:
    """Why scenarios of weights, or of nodes left out, cannot be worked out from the scores; empty where they can."""
    names = set(moved)
    found = []
    for node in rubric.nodes:
        looks = set() if node.only is None else node.only.subjects() & names
        found += [f'the gate of "{node.id}" looks at "{name}", which the weights move' for name in sorted(looks)]
    found += [
        f'a step carries "{step.node}" up, which the weights move'
        for step in rubric.steps
        if isinstance(step, CarryUp) and step.node in names
    ]
    if leaves_out and any(isinstance(step, Screen) and not step.columns for step in rubric.steps):
        found.append(
            "a step screens units out by the columns of all nodes, and so by those of a node that is left out "
            "(name the columns in the step)"
        )
    return tuple(found)
