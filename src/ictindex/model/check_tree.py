"""Checks of the tree: parents, children, nodes that look at each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from ictindex.model.check_weights import check_weights
from ictindex.model.findings import Findings
from ictindex.model.nodes import ROOT, Group, Indicator
from ictindex.model.rubric import RubricDraft
from ictindex.model.tree import NO_PARENT, evaluation_needs

__all__ = ["check_tree"]

# Each is looked for in what the others leave: a bound on the time that a file of nothing but cycles takes.
_MOST_CYCLES = 20
_MOST_DEPTH = 100


def check_tree(draft: RubricDraft, findings: Findings) -> None:
    """Parents, children, cycles, weights."""
    tree = draft.tree
    groups = {node.id for node in draft.nodes if isinstance(node, Group)} | {ROOT, NO_PARENT}
    for index, node in enumerate(draft.nodes):
        path = f"node[{index}]"
        if isinstance(tree.nodes.get(node.parent), Indicator):
            hint = f'drop the shape and reading of "{node.parent}", or move this node'
            findings.add(
                "parent-is-leaf", f"{path}.in", f'"{node.parent}" is an indicator and has no children', hint=hint
            )
        else:
            findings.known(f"{path}.in", node.parent, groups, "group")
        if isinstance(node, Group) and not tree.children.get(node.id):
            findings.add(
                "empty-group", path, f'the group "{node.id}" has no children', hint="drop it, or put nodes in it"
            )
        if node.extra and getattr(tree.nodes.get(node.parent), "aggregate", "sum") != "sum":
            message = "a bonus or penalty (`extra`) is added, so it stands under a sum"
            findings.add("extra-outside-sum", f"{path}.extra", message)
    if not tree.children.get(ROOT):
        findings.add("empty-group", ROOT, "the total has no children", hint="a rubric needs at least one node")
    _check_depth(draft, findings)
    _check_cycles(draft, findings)
    for index, view in enumerate(draft.views):
        if not view.over:
            findings.add("empty-group", f"view[{index}].over", f'the view "{view.id}" is over nothing')
        for name, weight in view.over:
            findings.known(f"view[{index}].over", name, tree.nodes, "node")
            if weight < 0:
                findings.add("negative-weight", f"view[{index}].over", f'the weight of "{name}" is negative')
    check_weights(draft, findings)


def _check_depth(draft: RubricDraft, findings: Findings) -> None:
    """No law nests so deep; and what walks the tree has to come back."""
    nodes, depths = draft.tree.nodes, {ROOT: 0}
    for index, node in enumerate(draft.nodes):
        path: list[str] = []
        name = node.id
        while name in nodes and name not in depths and name not in path:
            path.append(name)
            name = nodes[name].parent
        for below in reversed(path):
            depths[below] = depths.get(nodes[below].parent, 0) + 1
        if depths.get(node.id) == _MOST_DEPTH + 1:
            message, expected = f'"{node.id}" stands below {_MOST_DEPTH} groups', f"at most {_MOST_DEPTH}"
            findings.add("too-deep", f"node[{index}].in", message, expected=expected)


def _check_cycles(draft: RubricDraft, findings: Findings) -> None:
    for cycle in _cycles(evaluation_needs(draft.tree.nodes, draft.tree.children)):
        message = "these nodes look at each other: " + " → ".join(cycle)
        findings.add("cycle", _path_of(draft, cycle), message, hint="what a node looks at comes before it")


def _cycles(needs: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Cycles without a node in common, each beginning and ending with one node."""
    left = {name: [it for it in needed if it in needs] for name, needed in needs.items()}
    for _ in range(_MOST_CYCLES):
        try:
            TopologicalSorter(left).prepare()
        except CycleError as error:
            cycle = tuple(error.args[1])
        else:
            return
        yield cycle
        gone = set(cycle)
        left = {name: [it for it in needed if it not in gone] for name, needed in left.items() if name not in gone}


def _path_of(draft: RubricDraft, cycle: Sequence[str]) -> str:
    """The first condition that closes the cycle, of one of its nodes or of a group above; else the first parent."""
    around = set(cycle)
    concerned = set(cycle)
    for name in cycle:
        while name in draft.tree.nodes and name != ROOT and (name := draft.tree.nodes[name].parent) not in concerned:
            concerned.add(name)
    for index, node in enumerate(draft.nodes):
        if node.only is not None and node.id in concerned:
            for subject in sorted(node.only.subjects() & around):
                return f"node[{index}].only.{subject}"
    return next((f"node[{index}].in" for index, node in enumerate(draft.nodes) if node.id in around), "node")
