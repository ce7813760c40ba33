"""What groups and views are worked out from: their children, and through plain sums the children of those."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import chain
from types import MappingProxyType
from typing import TypeAlias

from ictindex.model.bounds import children_of
from ictindex.model.nodes import ROOT, Group, View
from ictindex.model.rubric import RubricDraft

__all__ = ["children_by_id", "components_by_id", "counted_components", "plain_sums"]

# Nodes with their weights.
Weighted: TypeAlias = tuple[tuple[str, Fraction], ...]


def children_by_id(rubric: RubricDraft) -> Mapping[str, Weighted]:
    """The children of every group and view with their weights; call through ``rubric.once``."""
    return MappingProxyType({name: children_of(rubric.tree, name) for name in _groups_and_views(rubric)})


def plain_sums(rubric: RubricDraft) -> frozenset[str]:
    """The groups and views that are no more than the sum of their children, maxima included.

    A sum above adds up these children itself, so a plain sum can wait until somebody asks for it. The total is always
    asked for; a bonus or penalty counts in the sum and not in its maximum. Call through ``rubric.once``.
    """
    children = rubric.once(children_by_id)
    bare = [name for name, node in _groups_and_views(rubric).items() if name != ROOT and _is_bare(node)]
    extra = _extra(rubric)
    return frozenset(name for name in bare if children[name] and extra.isdisjoint(child for child, _ in children[name]))


def components_by_id(rubric: RubricDraft) -> Mapping[str, Weighted]:
    """The children of every group and view; in a sum the children of plain sums in the place of these."""
    return _opened(rubric, rubric.once(children_by_id))


def counted_components(rubric: RubricDraft) -> Mapping[str, Weighted]:
    """The same without bonus and penalty, which stay out of the maximum."""
    extra = _extra(rubric)
    children = rubric.once(children_by_id).items()
    return _opened(rubric, {name: tuple(it for it in own if it[0] not in extra) for name, own in children})


def _opened(rubric: RubricDraft, children: Mapping[str, Weighted]) -> Mapping[str, Weighted]:
    plain, all_children = rubric.once(plain_sums), rubric.once(children_by_id)

    def opened(name: str, weight: Fraction) -> Iterator[tuple[str, Fraction]]:
        if name not in plain:
            yield name, weight
            return
        for child in all_children[name]:
            yield from opened(*child)

    groups = _groups_and_views(rubric).items()
    return MappingProxyType(
        {
            name: tuple(chain.from_iterable(opened(*it) for it in children[name]))
            if node.aggregate == "sum"
            else children[name]
            for name, node in groups
        }
    )


def _groups_and_views(rubric: RubricDraft) -> Mapping[str, Group | View]:
    groups = {name: node for name, node in rubric.tree.nodes.items() if isinstance(node, Group)}
    return {**groups, **{view.id: view for view in rubric.views}}


def _is_bare(node: Group | View) -> bool:
    """Whether a sum is neither rounded nor held to a floor or cap."""
    return node.aggregate == "sum" and node.decimals is None and node.floor is None and node.cap is None


def _extra(rubric: RubricDraft) -> frozenset[str]:
    return frozenset(name for name, node in rubric.tree.nodes.items() if node.extra)
