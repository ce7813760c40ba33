"""One made-up unit for every kind of unit that a rubric tells apart by parts and tags."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from itertools import islice, product

from attrs import field, frozen

from ictindex.model.bounds import greatest_of, maximum_of
from ictindex.model.membership import Members, applies_to, known_truth, members_of, parts_held
from ictindex.model.rubric import RubricDraft
from ictindex.model.tree import Tree
from ictindex.model.units import Unit
from ictindex.model.where import Member, Where

__all__ = ["Profile", "has_maximum", "part_profiles", "profiles_of", "tells_all_apart"]

_MOST = 4096
_FEW_TAGS = 6


def part_profiles(draft: RubricDraft) -> tuple[Unit, ...]:
    """Units for all combinations of parts and of the tags that conditions name (the first 4,096).

    With more than six tags: all, none, all but one, and each alone.
    """
    partitions = [partition for partition in draft.partitions if not partition.is_derived]
    tags = sorted(_tags_named(draft))
    choices = [[(partition.name, part) for part in partition.part_ids()] for partition in partitions]
    return tuple(
        Unit(id="profile", parts=parts, tags=frozenset(tag for tag, held in zip(tags, held_tags, strict=True) if held))
        for parts, held_tags in islice(
            ((parts, held) for held in _holdings(len(tags)) for parts in product(*choices)),
            _MOST,
        )
    )


def tells_all_apart(draft: RubricDraft) -> bool:
    """Whether `part_profiles` holds every kind of unit, so that what holds for all of them holds for every unit."""
    tags = len(_tags_named(draft))
    kinds = 2**tags if tags <= _FEW_TAGS else _MOST + 1
    for partition in draft.partitions:
        kinds *= 1 if partition.is_derived else len(partition.parts)
    return kinds <= _MOST


@frozen(kw_only=True, eq=False)
class Profile:
    """A kind of unit: its parts, the nodes that it may have, and what those are worth, each worked out once."""

    tree: Tree
    parts: frozenset[str]
    applies: Callable[[str], bool]
    _sizes: _Sizes
    _maxima: dict[str, Fraction | None] = field(factory=dict)

    def maximum(self, node_id: str) -> Fraction | None:
        """The maximum of a node or view; None where there is none."""
        if not self._maxima:
            self._maxima.update(self._sizes.of_leaves(self.parts))
        return maximum_of(self.tree, node_id, self.parts, self.applies, self._maxima)


def profiles_of(draft: RubricDraft) -> tuple[Profile, ...]:
    """The kinds of units that an `only` or a limit by part tells apart; call through ``draft.once(profiles_of)``."""
    sizes = draft.once(_sizes)
    gates = [_Gate(where) for where in dict.fromkeys(node.only for node in draft.nodes if node.only is not None)]
    sized = frozenset(part for node in draft.tree.nodes.values() if node.max is not None for part, _ in node.max.parts)
    found: dict[object, tuple[frozenset[str], Members]] = {}
    for unit in part_profiles(draft):
        members = members_of(draft.partitions, unit)
        parts = parts_held(draft.partitions, members)
        found.setdefault((parts & sized, tuple(gate.truth(members) for gate in gates)), (parts, members))
    return tuple(
        Profile(tree=draft.tree, parts=parts, applies=applies_to(draft.tree, members), sizes=sizes)
        for parts, members in found.values()
    )


def has_maximum(draft: RubricDraft, node_id: str) -> bool:
    """Whether every kind of unit that may have the node has a maximum of it, of which a percent can be taken."""
    is_view = node_id in draft.tree.views
    if not is_view and draft.once(_sizes).are_complete:
        return True
    profiles = draft.once(profiles_of)
    return all(it.maximum(node_id) is not None for it in profiles if is_view or it.applies(node_id))


class _Gate:
    """A condition, answered once for all units that are alike in what it looks at."""

    def __init__(self, where: Where) -> None:
        self._where, self._subjects = where, sorted(where.subjects())
        self._known: dict[tuple[frozenset[str] | None, ...], bool | None] = {}

    def truth(self, members: Members) -> bool | None:
        """What membership says of it."""
        key = tuple(map(members.get, self._subjects))
        if key not in self._known:
            self._known[key] = known_truth(self._where, members)
        return self._known[key]


@frozen(kw_only=True)
class _Sizes:
    """The maxima of leaves: of those that are alike for all units, and of the others by part and without one.

    With `are_complete` every node that a unit has is worth something: no leaf is unbounded, and none is a bonus.
    """

    common: Mapping[str, Fraction | None]
    varied: tuple[tuple[str, Mapping[str, Fraction | None], Fraction | None], ...]
    are_complete: bool

    def of_leaves(self, parts: Iterable[str]) -> dict[str, Fraction | None]:
        """The maximum of every leaf for a unit in these parts."""
        found, held = dict(self.common), sorted(parts)
        for name, by_part, otherwise in self.varied:
            found[name] = next((by_part[part] for part in held if part in by_part), otherwise)
        return found


def _sizes(draft: RubricDraft) -> _Sizes:
    tables = {
        leaf.id: {part: greatest_of(leaf, leaf.limits([part])[1]) for part, _ in leaf.max.parts} if leaf.max else {}
        for leaf in draft.tree.leaves()
    }
    common = {leaf.id: greatest_of(leaf, leaf.limits()[1]) for leaf in draft.tree.leaves()}
    known = [*common.values(), *(value for table in tables.values() for value in table.values())]
    return _Sizes(
        common=common,
        varied=tuple((name, table, common[name]) for name, table in tables.items() if table),
        are_complete=None not in known and not any(node.extra for node in draft.nodes),
    )


def _holdings(tags: int) -> Iterable[tuple[bool, ...]]:
    if tags <= _FEW_TAGS:
        return product((True, False), repeat=tags)
    ones = [tuple(place == one for place in range(tags)) for one in range(tags)]
    return [(True,) * tags, (False,) * tags, *(tuple(not held for held in one) for one in ones), *ones]


def _tags_named(draft: RubricDraft) -> set[str]:
    wheres = [node.only for node in draft.nodes if node.only is not None]
    wheres += [part.where for partition in draft.partitions for part in partition.parts if part.where is not None]
    conditions = [condition for where in wheres for condition in where.walk()]
    return {
        tag for it in conditions if isinstance(it, Member) and it.subject == "tag" for tag in (*it.names, *it.none_of)
    }
