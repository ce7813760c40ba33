"""Whether the units can be divided, scored apart, and ranked together by counting (law L16); if not, why not."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from attrs import frozen

from ictindex.model.behind import nodes_behind
from ictindex.model.nodes import Indicator
from ictindex.model.problems import Problem, RubricPath
from ictindex.model.rubric import RubricDraft
from ictindex.model.shapes import Against

__all__ = ["BY_POSITION", "Mergeable", "mergeable"]

# What these give depends on every single value of the cohort, so no sum or extreme of a part stands for it.
BY_POSITION = frozenset({"rank", "percentile", "borda"})


@frozen
class Mergeable:
    """True where nothing stands against it; else `reasons` names every node and rule that does."""

    reasons: tuple[Problem, ...] = ()

    def __bool__(self) -> bool:
        return not self.reasons


def mergeable(rubric: RubricDraft) -> Mergeable:
    """Look at every node, step, rank rule and prize.

    >>> from ictindex.model.nodes import Group
    >>> from ictindex.model.rubric import Rubric
    >>> nodes = [Indicator(id="may", shape=Against("percentile"), max=20)]
    >>> rubric = Rubric(id="demo/it@2026", total=Group(decimals=1), nodes=nodes)
    >>> for reason in mergeable(rubric).reasons:
    ...     print(reason.where, "-", reason.message)
    node.may - its points are places in the whole cohort (percentile)
    """
    return Mergeable(tuple(_problem(*found) for found in (*_nodes(rubric), *_rules(rubric))))


def _problem(path: str, message: str, hint: str = "") -> Problem:
    return Problem(code="not-mergeable", where=RubricPath(path=path), message=message, hint=hint)


def _nodes(rubric: RubricDraft) -> Iterator[tuple[str, str, str]]:
    for index, step in enumerate(rubric.steps):
        if step.looks_at_others:
            yield f"step[{index}]", f'"{step.kind}" works out cells from those of other units', ""
    groups = {"total": rubric.total, **{f"node.{node.id}": node for node in rubric.nodes}}
    for path, node in {**groups, **{f"view.{view.id}": view for view in rubric.views}}.items():
        if not isinstance(node, Indicator) and node.weighs_by_data:
            yield path, "its weights are worked out from the data of all units", "write the weights"
    if rubric.total.decimals is None:
        yield "total", "it has no decimals, so how many are printed depends on all units", "give it decimals"
    measured = {leaf.id: leaf for leaf in rubric.tree.leaves() if leaf.shape.against_cohort}
    for name, leaf in measured.items():
        yield from _measured(rubric, name, leaf, measured.keys())


def _measured(
    rubric: RubricDraft, name: str, leaf: Indicator, measured: AbstractSet[str]
) -> Iterator[tuple[str, str, str]]:
    shape = leaf.shape
    if isinstance(shape, Against) and shape.method in BY_POSITION:
        yield f"node.{name}", f"its points are places in the whole cohort ({shape.method})", ""
    behind = sorted((nodes_behind(rubric, name) & measured) - {name})
    if behind:
        message = f"whom it is measured against depends on {', '.join(behind)}, measured against a cohort as well"
        yield f"node.{name}", message, ""


def _rules(rubric: RubricDraft) -> Iterator[tuple[str, str, str]]:
    if rubric.rank.last in ("id", "lot"):
        hint = 'last = "share" or "jury"'
        yield "rank.last", f'"{rubric.rank.last}" puts equals in an order, for which all ids have to be sorted', hint
    for award in rubric.awards:
        if award.select:
            yield f"award.{award.id}", f"the selector {award.select} looks at all candidates", ""
