"""What stands behind a node: everything that its value and its being there depend on."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ictindex.model.nodes import ROOT, Indicator
from ictindex.model.rubric import RubricDraft
from ictindex.model.steps import CarryUp

__all__ = ["carried_behind", "columns_behind", "nodes_behind"]


def nodes_behind(draft: RubricDraft, node_id: str) -> frozenset[str]:
    """The node or view, all below it, and the nodes that their gates and those above them look at, with all below."""
    seen: set[str] = set()
    waiting = [node_id]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting += _next(draft, name)
    return frozenset(seen)


def _next(draft: RubricDraft, name: str) -> list[str]:
    nodes = draft.tree.nodes
    if name in draft.tree.views:
        return [child for child, _ in draft.tree.views[name].over]
    found = list(draft.tree.children.get(name, ()))
    while name in nodes and name != ROOT:
        only = nodes[name].only
        found += [] if only is None else sorted(only.subjects() & nodes.keys())
        name = nodes[name].parent
    return found


def columns_behind(draft: RubricDraft, node_id: str) -> frozenset[str]:
    """The columns that the indicators behind a node read."""
    nodes = [draft.tree.nodes.get(name) for name in nodes_behind(draft, node_id)]
    return frozenset(name for it in nodes if isinstance(it, Indicator) for name in it.reading.columns)


def carried_behind(draft: RubricDraft) -> Mapping[int, tuple[int, ...]]:
    """For every step that carries up a node, the steps of that kind whose columns stand behind the node."""
    carried = {index: step for index, step in enumerate(draft.steps) if isinstance(step, CarryUp) and step.node}
    read = {index: columns_behind(draft, step.node) for index, step in carried.items()}
    return MappingProxyType(
        {
            index: tuple(other for other, step in carried.items() if not read[index].isdisjoint(step.into))
            for index in carried
        }
    )
