"""Tags that a condition of the rubric names and no unit carries; a mistyped tag would be silent."""

from __future__ import annotations

from ictindex.model.dataset import Dataset
from ictindex.model.rubric import Rubric
from ictindex.model.steps import CarryUp
from ictindex.model.where import Member

__all__ = ["idle_tags"]


def idle_tags(rubric: Rubric, dataset: Dataset) -> list[str]:
    """The idle ones, in order."""
    named = rubric.once(_tags_named)
    return sorted(named.difference(*(unit.tags for unit in dataset.units))) if named else []


def _tags_named(rubric: Rubric) -> frozenset[str]:
    wheres = [node.only for node in rubric.nodes] + [exclusion.where for exclusion in rubric.exclude]
    wheres += [part.where for partition in rubric.partitions for part in partition.parts]
    wheres += [tier.where for tier in rubric.tiers] + [award.among for award in rubric.awards]
    wheres += [rule.where for rule in rubric.downgrades]
    wheres += [step.among for step in rubric.steps if isinstance(step, CarryUp)]
    conditions = [condition for where in wheres if where is not None for condition in where.walk()]
    members = [it for it in conditions if isinstance(it, Member) and it.subject == "tag"]
    return frozenset(tag for it in members for tag in (*it.names, *it.none_of))
