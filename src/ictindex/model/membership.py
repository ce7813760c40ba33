"""Which parts a unit belongs to: labels resolved to part ids, derived parts worked out, conditions on them answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from ictindex.model.text import fold
from ictindex.model.tree import NO_PARENT, Tree
from ictindex.model.units import Partition, Unit
from ictindex.model.where import AnyOf, AtLeast, Condition, Member, Where

__all__ = ["Members", "applies_to", "known_truth", "members_of", "parts_held", "resolve_part", "unit_applies"]

Members: TypeAlias = Mapping[str, frozenset[str]]


def resolve_part(partition: Partition, text: str) -> str | None:
    """The id of the part that a cell names, by id or by name; None if it names none."""
    return partition.words.get(fold(text))


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
    answers: list[bool | None] = []
    current = node_id
    while current in tree.nodes:
        answers.append(known_truth(tree.nodes[current].only, members))
        if current == tree.nodes[current].parent or tree.nodes[current].parent == NO_PARENT:
            break
        current = tree.nodes[current].parent
    above = _all(answers)
    children = [child for child in tree.children.get(node_id, ()) if _counts(tree, node_id, child)]
    if above is False or not children:
        return above
    below = [unit_applies(tree, child, members) for child in children]
    if True in below:
        return above
    return None if None in below else False


def _counts(tree: Tree, parent: str, child: str) -> bool:
    """Whether a child keeps its parent applicable: not with a weight of 0 in a mean."""
    aggregate = getattr(tree.nodes[parent], "aggregate", "sum")
    return aggregate in ("sum", "best", "least") or tree.nodes[child].weight != 0


def applies_to(tree: Tree, members: Members) -> Callable[[str], bool]:
    """Whether the unit may have a node, with conditions on values taken as met."""
    return lambda node_id: unit_applies(tree, node_id, members) is not False


def parts_held(partitions: Sequence[Partition], members: Members) -> frozenset[str]:
    """All part ids of a unit, over all partitions."""
    return frozenset().union(*(members[partition.name] for partition in partitions))
