"""The tree of nodes: who is whose child, and an order in which everything looked at comes first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from itertools import chain
from types import MappingProxyType

from attrs import field, frozen

from ictindex.model.nodes import ROOT, Group, Indicator, Node, View

__all__ = ["EVERY", "NO_PARENT", "Tree", "build_tree", "evaluation_needs"]

NO_PARENT = "none"


@frozen(kw_only=True, slots=False)
class Tree:
    """Nodes by id, children by parent, and the order of evaluation.

    `waves` holds every node after its children and after the nodes that its `only` looks at; nodes of one wave look at
    none of the same wave. It is empty if `cycle` is not.
    """

    nodes: Mapping[str, Node] = field(repr=False)
    views: Mapping[str, View] = field(repr=False)
    children: Mapping[str, tuple[str, ...]]
    waves: tuple[tuple[str, ...], ...]
    cycle: tuple[str, ...] = ()

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The nodes of all waves."""
        return tuple(chain.from_iterable(self.waves))

    @cached_property
    def nodes_by_wave(self) -> tuple[tuple[Node | View, ...], ...]:
        """The nodes of all waves, and the views, which look at any of them."""
        return (*(tuple(self.nodes[it] for it in wave) for wave in self.waves), tuple(self.views.values()))

    def descendants(self, node_id: str) -> tuple[str, ...]:
        """All nodes below one, parents before children."""
        found: list[str] = []
        for child in self.children.get(node_id, ()):
            found += [child, *self.descendants(child)]
        return tuple(found)

    def depth_first(self) -> tuple[str, ...]:
        """The total, then every node under its parent, then the nodes that belong to no total."""
        apart = self.children.get(NO_PARENT, ())
        return (ROOT, *self.descendants(ROOT), *(it for top in apart for it in (top, *self.descendants(top))))

    def depth(self, node_id: str) -> int:
        """0 for the total and for nodes that belong to no total."""
        depth = 0
        while node_id != ROOT and (node_id := self.nodes[node_id].parent) in self.nodes:
            depth += 1
        return depth

    @cached_property
    def _leaves(self) -> tuple[Indicator, ...]:
        return tuple(node for node in self.nodes.values() if isinstance(node, Indicator))

    def leaves(self) -> tuple[Indicator, ...]:
        """All indicators in file order."""
        return self._leaves

    def __reduce__(self) -> tuple[object, ...]:
        # Mapping proxies do not pickle; the tree is cheap to build again.
        return _rebuild, (tuple(self.nodes.values()), tuple(self.views.values()))


def build_tree(total: Group, nodes: Iterable[Node], views: Iterable[View] = ()) -> Tree:
    """Build the tree; unknown parents and double ids are left to the checks."""
    by_id: dict[str, Node] = {ROOT: total}
    for node in nodes:
        by_id.setdefault(node.id, node)
    children: dict[str, list[str]] = {}
    for node_id, node in by_id.items():
        if node_id != ROOT:
            children.setdefault(node.parent, []).append(node_id)
    kids = {parent: tuple(ids) for parent, ids in children.items()}
    waves, cycle = _evaluation_waves(by_id, kids)
    return Tree(
        nodes=MappingProxyType(by_id),
        views=MappingProxyType({view.id: view for view in views}),
        children=MappingProxyType(kids),
        waves=waves,
        cycle=cycle,
    )


def _evaluation_waves(
    nodes: Mapping[str, Node], children: Mapping[str, tuple[str, ...]]
) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...]]:
    sorter = TopologicalSorter(evaluation_needs(nodes, children))
    try:
        sorter.prepare()
    except CycleError as error:
        return (), tuple(error.args[1])
    waves = []
    while sorter.is_active():
        waves.append(sorter.get_ready())
        sorter.done(*waves[-1])
    return tuple(waves), ()


def evaluation_needs(nodes: Mapping[str, Node], children: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    """For every node the nodes that are worked out before it: its children, and those that its gates look at."""
    needs: dict[str, list[str]] = {}
    for node_id in nodes:
        below = list(children.get(node_id, ()))
        # A gate on a group closes everything below it, so the leaves wait for the gate's nodes too.
        gates = sorted(_gate_subjects(node_id, nodes))
        needs[node_id] = below + [gate for gate in gates if gate in nodes]
    return needs


def _gate_subjects(node_id: str, nodes: Mapping[str, Node]) -> set[str]:
    subjects: set[str] = set()
    seen: set[str] = set()
    while node_id in nodes and node_id not in seen:
        seen.add(node_id)
        only = nodes[node_id].only
        if only is not None:
            subjects |= only.subjects()
        node_id = nodes[node_id].parent if node_id != ROOT else ""
    return subjects


def _rebuild(nodes: tuple[Node, ...], views: tuple[View, ...]) -> Tree:
    total, *others = nodes
    assert isinstance(total, Group)
    return build_tree(total, others, views)


def _groups(tree: Tree) -> tuple[str, ...]:
    """What the total is made of, without bonus and penalty."""
    return _counted(tree, ROOT)


def _indicators(tree: Tree) -> tuple[str, ...]:
    """The indicators of the total, without those of a bonus or penalty."""
    found, waiting = [], [*_counted(tree, ROOT)]
    while waiting:
        name = waiting.pop(0)
        if isinstance(tree.nodes[name], Indicator):
            found.append(name)
        waiting[:0] = _counted(tree, name)
    return tuple(found)


def _counted(tree: Tree, node_id: str) -> tuple[str, ...]:
    return tuple(it for it in tree.children.get(node_id, ()) if not tree.nodes[it].extra)


# Subjects of a condition that stand for several nodes, all of which are to lie in its range.
EVERY: Mapping[str, Callable[[Tree], tuple[str, ...]]] = MappingProxyType(
    {"indicators": _indicators, "groups": _groups}
)
