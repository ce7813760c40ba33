"""One made-up unit for every kind of unit that a rubric tells apart by parts and tags."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice, product

from ictindex.model.bounds import maximum_of
from ictindex.model.membership import applies_to, members_of, parts_held
from ictindex.model.rubric import RubricDraft
from ictindex.model.units import Unit
from ictindex.model.where import Member

__all__ = ["has_maximum", "part_profiles", "tells_all_apart"]

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


def has_maximum(draft: RubricDraft, node_id: str) -> bool:
    """Whether every kind of unit that may have the node has a maximum of it, of which a percent can be taken."""
    for unit in part_profiles(draft):
        members = members_of(draft.partitions, unit)
        applies = applies_to(draft.tree, members)
        if (node_id in draft.tree.views or applies(node_id)) and (
            maximum_of(draft.tree, node_id, parts_held(draft.partitions, members), applies) is None
        ):
            return False
    return True


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
