"""Rankings under many weights: weight sets, and indicators left out one at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from attrs import frozen

from ictindex.analysis.design import CannotMove, Design, from_weights, leaving_out, refused_by
from ictindex.analysis.planning import Way, plan
from ictindex.analysis.scenarios import CELLS, Scenarios
from ictindex.analysis.stack import Stack
from ictindex.analysis.together import Together
from ictindex.api import score
from ictindex.model.dataset import Dataset
from ictindex.model.nodes import ROOT
from ictindex.model.problems import UnknownName
from ictindex.model.rubric import Rubric
from ictindex.model.text import near_hint
from ictindex.model.where import InRange, Where
from ictindex.plugins import Registry
from ictindex.ranking.sheet import Sheet
from ictindex.scoring.scores import Scores

__all__ = ["Weighted", "rank_scenarios"]

CHOICES: Mapping[str, str] = {
    "leaves": "every indicator of the total",
    "children": "every child of the total",
}


def rank_scenarios(
    source: Dataset | Scores,
    rubric: Rubric | None = None,
    *,
    weights: Any = None,
    leave_out: str | Sequence[str] | None = None,
    registry: Registry | None = None,
    threads: int = 2,
    cells: int = CELLS,
) -> Scenarios:
    """Rank the units under many weight sets, or with one node at a time left out.

    Parameters
    ----------
    source, rubric
        The data and the law; or Scores, which know their law.
    weights
        (scenarios, children) weights of the total's children, in the order of `movable`; or a mapping from groups to
        such arrays. Under a sum a weight stands where the maximum did: the child's points are multiplied by the weight
        over its maximum, so that the rubric's own maxima change nothing. Under other aggregates a weight stands
        where the weight did, and only proportions count. 0 leaves a child out. Doubles are read through their
        shortest form, so 0.1 is one tenth.
    leave_out
        Ids of nodes to leave out, one in each scenario; ``"leaves"`` for every indicator of the total, ``"children"``
        for every child of it. A node that is left out leaves the maximum too, as one that does not apply.
    registry
        Where plugin shapes come from; the installed plugins where it is not given.
    threads, cells
        How many pieces of how many cells are worked out at a time; no result depends on either.

    Raises
    ------
    DataError
        If the data cannot be scored.
    ValueError
        If not exactly one of `weights` and `leave_out` is given, or if weights do not fit.
    CannotMove
        If a gate or a step looks at a node that the scenarios move or leave out.
    UnknownName
        If there is no such node.

    >>> from ictindex.model import Dataset, Group, Indicator, Rubric
    >>> rubric = Rubric(
    ...     id="demo/it@2026", total=Group(decimals=1), nodes=[Indicator(id="a", max=50), Indicator(id="b", max=50)]
    ... )
    >>> data = Dataset.from_columns(units=["x", "y"], columns={"a": [40, 30], "b": [20, 35]})
    >>> found = rank_scenarios(data, rubric, weights=[[50, 50], [60, 40], [70, 30]])
    >>> found.ranks().tolist(), found.ticks().tolist()
    ([[2, 1], [1, 1], [1, 2]], [[600, 650], [640, 640], [680, 630]])
    """
    scores = _scored(source, rubric, registry)
    if (weights is None) == (leave_out is None):
        msg = "give either `weights` or `leave_out`"
        raise ValueError(msg)
    if leave_out is not None:
        nodes = _nodes(scores.rubric, leave_out)
        return _scenarios(scores, leaving_out(scores.rubric, nodes), nodes, threads=threads, cells=cells)
    by_node = weights if isinstance(weights, Mapping) else {ROOT: weights}
    design = from_weights(scores.rubric, by_node)
    return _scenarios(scores, design, (), threads=threads, cells=cells)


def _scored(source: Dataset | Scores, rubric: Rubric | None, registry: Registry | None) -> Scores:
    if isinstance(source, Scores):
        return source
    if rubric is None:
        msg = "a data set needs a rubric"
        raise TypeError(msg)
    return score(source, rubric, registry=registry)


def _nodes(rubric: Rubric, leave_out: str | Sequence[str]) -> tuple[str, ...]:
    tree = rubric.tree
    below = tree.descendants(ROOT)
    if leave_out == "leaves":
        leaves = {leaf.id for leaf in tree.leaves()}
        return tuple(it for it in below if it in leaves)
    if leave_out == "children":
        return tree.children[ROOT]
    nodes = (leave_out,) if isinstance(leave_out, str) else tuple(leave_out)
    unknown = [it for it in nodes if it not in below]
    if unknown or not nodes:
        name = unknown[0] if unknown else ""
        msg = f'{rubric.id} has no node "{name}" below the total: {near_hint(name, (*below, *CHOICES))}'
        raise UnknownName(msg, name=name, known=(*below, *CHOICES))
    return nodes


def _scenarios(scores: Scores, design: Design, labels: tuple[str, ...], *, threads: int, cells: int) -> Scenarios:
    refused = refused_by(scores.rubric, design.moved, leaves_out=bool(design.absent))
    if refused:
        raise CannotMove(refused)
    sheet = Sheet(scores)
    way = plan(scores, design, maxima=_asks_for_maxima(scores.rubric))
    count, source = design.scenarios, Weighted(way=way)
    return Scenarios(sheet=sheet, count=count, labels=labels, source=source, threads=threads, cells=cells)


@frozen(kw_only=True, eq=False, slots=False)
class Weighted:
    """Scenarios of weights: the moved nodes by one of two ways, all others as they were scored."""

    way: Way

    @cached_property
    def how(self) -> str:
        """How the values are worked out."""
        kind = "many at once" if isinstance(self.way, Together) else "one scenario after another"
        return f"{kind}: {self.way.why}"

    @property
    def threads(self) -> bool:
        """Products of matrices leave the interpreter to others; the other way does not."""
        return isinstance(self.way, Together)

    def stack(self, sheet: Sheet, scenarios: range) -> Stack:
        """The values of some scenarios."""
        moved = self.way.results(scenarios)
        active = np.tile(sheet.scores.cohort.active, len(scenarios))
        return Stack(sheet=sheet, scenarios=scenarios, moved=moved, active=active, absent=self.way.design.absent)


def _asks_for_maxima(rubric: Rubric) -> bool:
    """Whether a percent decides anything, so that maxima are needed."""
    keys = {key.name for key in rubric.rank.key} | {
        key.name for award in rubric.awards for key in (*award.by, *award.break_by)
    }
    if "percent" in keys or any(tier.bound is not None and tier.bound.percent for tier in rubric.tiers):
        return True
    wheres: list[Where | None] = [tier.where for tier in rubric.tiers] + [it.where for it in rubric.downgrades]
    wheres += [award.among for award in rubric.awards]
    conditions = [it for where in wheres if where is not None for it in where.walk()]
    return any(isinstance(it, InRange) and (it.range.uses_percent or it.subject == "percent") for it in conditions)
