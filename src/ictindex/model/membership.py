"""Which parts a unit belongs to: labels resolved to part ids, derived parts worked out, conditions on them answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from ictindex.model.text import fold
from ictindex.model.tree import Tree
from ictindex.model.units import Partition, Unit
from ictindex.model.where import AnyOf, AtLeast, Condition, Member, Where

__all__ = ["Members", "applies_to", "known_truth", "members_of", "parts_held", "resolve_part", "unit_applies"]

Members: TypeAlias = Mapping[str, frozenset[str]]


def resolve_part(partition: Partition, text: str) -> str | None:
    """The id of the part that a cell names, by id or by name; None if it names none."""
    # Most cells hold the word as it is kept, and need no folding.
    known = partition.words.get(text)
    return partition.words.get(fold(text)) if known is None else known


def members_of(partitions: Sequence[Partition], unit: Unit) -> Members:
    """For every partition the part of the unit (derived parts included), its tags and its id."""
    found: dict[str, frozenset[str]] = {"unit": frozenset({unit.id}), "tag": unit.tags}
    for partition in partitions:
        label = unit.part(partition.name)
        part = None if label is None or partition.is_derived else resolve_part(partition, label)
        found[partition.name] = frozenset() if part is None else frozenset({part})
    for partition in partitions:
        if partition.is_derived:
            held = [it.id for it in partition.parts if it.where is not None and known_truth(it.where, found)]
            found[partition.name] = frozenset(held)
    return found


def known_truth(where: Where | None, members: Members) -> bool | None:
    """True or False as far as membership decides it; None where a value of the data is needed."""
    if where is None:
        return True
    return _all([_truth(condition, members) for condition in where.conditions])


def _truth(condition: Condition, members: Members) -> bool | None:
    if isinstance(condition, Member):
        found = members.get(condition.subject)
        return None if found is None else condition.holds(found)
    if isinstance(condition, AnyOf | AtLeast):
        needed = condition.count if isinstance(condition, AtLeast) else 1
        answers = [known_truth(option, members) for option in condition.options]
        if answers.count(True) >= needed:
            return True
        return False if len(answers) - answers.count(False) < needed else None
    return None


def _all(answers: Sequence[bool | None]) -> bool | None:
    if False in answers:
        return False
    return None if None in answers else True


def unit_applies(tree: Tree, node_id: str, members: Members) -> bool | None:
    """Whether a node applies to the unit as far as membership decides, its groups included.

    A group applies where a child of it does.
    """
    return _Answers(tree, members).whole(node_id)


class _Answers:
    """What membership decides of the nodes of one unit, each worked out once."""

    def __init__(self, tree: Tree, members: Members) -> None:
        self._tree, self._members = tree, members
        self._gates: dict[str, bool | None] = {}
        self._wholes: dict[str, bool | None] = {}

    def whole(self, node_id: str) -> bool | None:
        """Whether the node applies: its gate is open, and so is one of its children."""
        if node_id not in self._wholes:
            self._wholes[node_id] = self._whole(node_id)
        return self._wholes[node_id]

    def _whole(self, node_id: str) -> bool | None:
        gate = self._gate(node_id)
        children = [child for child in self._tree.children.get(node_id, ()) if _counts(self._tree, node_id, child)]
        if gate is False or not children:
            return gate
        below = [self.whole(child) for child in children]
        if True in below:
            return gate
        return None if None in below else False

    def _gate(self, node_id: str) -> bool | None:
        """Whether the conditions of the node and of the groups above it are met."""
        path: list[str] = []
        while node_id in self._tree.nodes and node_id not in self._gates and node_id not in path:
            path.append(node_id)
            node_id = self._tree.nodes[node_id].parent
        answer = self._gates.get(node_id, True)
        for name in reversed(path):
            answer = _all([answer, known_truth(self._tree.nodes[name].only, self._members)])
            self._gates[name] = answer
        return answer


def _counts(tree: Tree, parent: str, child: str) -> bool:
    """Whether a child keeps its parent applicable: not with a weight of 0 in a mean."""
    aggregate = getattr(tree.nodes[parent], "aggregate", "sum")
    return aggregate in ("sum", "best", "least") or tree.nodes[child].weight != 0


def applies_to(tree: Tree, members: Members) -> Callable[[str], bool]:
    """Whether the unit may have a node, with conditions on values taken as met."""
    answers = _Answers(tree, members)
    return lambda node_id: answers.whole(node_id) is not False


def parts_held(partitions: Sequence[Partition], members: Members) -> frozenset[str]:
    """All part ids of a unit, over all partitions."""
    return frozenset().union(*(members[partition.name] for partition in partitions))
