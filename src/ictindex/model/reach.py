"""What the value of a node can be for each kind of unit, without data: between which ends, and in percent."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import attrs
from attrs import frozen

from ictindex.model.bounds import can_leave, maximum_of, node_interval
from ictindex.model.nodes import ROOT
from ictindex.model.profiles import profiles_of, tells_all_apart
from ictindex.model.ranges import Bound, Range
from ictindex.model.rubric import RubricDraft
from ictindex.model.tree import Tree, build_tree

__all__ = ["Reach", "bare_reaches", "reaches"]

# Kinds of units times nodes: beyond this each condition would take seconds.
_MOST_VISITS = 30_000


@frozen(kw_only=True)
class Reach:
    """Where the deciding value of a node lies for one kind of unit; None where an end is not known.

    `fixed` says that the data cannot shrink the unit's maximum: where they can, a bonus may weigh more than its
    share of the full maximum, so that no percent above 100 is ruled out.
    """

    low: Fraction | None
    high: Fraction | None
    maximum: Fraction | None
    fixed: bool

    @property
    def high_percent(self) -> Fraction | None:
        """The greatest percent of the own maximum."""
        if self.maximum is None or self.maximum <= 0 or self.high is None:
            return None
        if self.fixed:
            return 100 * self.high / self.maximum
        return Fraction(100) if self.high <= self.maximum else None

    @property
    def low_percent(self) -> Fraction | None:
        """The least percent of the own maximum."""
        if self.maximum is None or self.maximum <= 0 or self.low is None:
            return None
        if self.fixed:
            return 100 * self.low / self.maximum
        return Fraction(0) if self.low >= 0 else None

    def points(self, bound: Bound) -> Fraction | None:
        """A bound in points; None where a percent has no one maximum to be taken of."""
        if not bound.percent:
            return Fraction(bound.value)
        return bound.against(self.maximum) if self.fixed and self.maximum and self.maximum > 0 else None

    def never_meets(self, bound: Bound) -> bool:
        """Whether no value can be at or above a lower bound."""
        end = self.high_percent if bound.percent else self.high
        value = Fraction(bound.value)
        return end is not None and (end < value or (bound.strict and end == value))

    def always_meets(self, bound: Bound) -> bool:
        """Whether every value is at or above a lower bound."""
        end = self.low_percent if bound.percent else self.low
        value = Fraction(bound.value)
        return end is not None and (end > value or (not bound.strict and end == value))

    def misses(self, wanted: Range) -> bool:
        """Whether no value can lie in a range."""
        if wanted.low is not None and self.never_meets(wanted.low):
            return True
        if wanted.high is None:
            return False
        # More than the upper end, or at least it where the end itself is left out, is outside.
        beyond = attrs.evolve(wanted.high, strict=not wanted.high.strict)
        return self.always_meets(beyond)


def reaches(draft: RubricDraft, node_id: str) -> tuple[Reach, ...]:
    """The different reaches of a node over all kinds of units that may have it; the nodes must be sound.

    None at all where there are too many kinds of units to look at each. Where unrounded values decide, both the
    rounded and the unrounded reach, because a bound may lie between.

    >>> from ictindex.model.nodes import Group, Indicator
    >>> rubric = RubricDraft(id="demo/it@2026", total=Group(decimals=1), nodes=[Indicator(id="may", max=5)])
    >>> [(int(it.low), int(it.high), int(it.high_percent)) for it in reaches(rubric, "total")]
    [(0, 5, 100)]
    """
    trees = [draft.tree]
    if draft.rank.value == "exact":
        trees.append(_with(draft, node_id, decimals=None))
    return _over_kinds(draft, node_id, trees)


def bare_reaches(draft: RubricDraft, node_id: str) -> tuple[Reach, ...]:
    """The same of the value that a node has before it is floored, capped and rounded."""
    return _over_kinds(draft, node_id, [_with(draft, node_id, decimals=None, cap=None, floor=None)])


def _over_kinds(draft: RubricDraft, node_id: str, trees: Sequence[Tree]) -> tuple[Reach, ...]:
    if not tells_all_apart(draft):
        return ()
    profiles = draft.once(profiles_of)
    if len(profiles) > 1 and len(profiles) * len(draft.nodes) > _MOST_VISITS:
        return ()
    found: dict[Reach, None] = {}
    fixed = not _shrinks(draft.tree, node_id)
    for profile in profiles:
        parts, applies = profile.parts, profile.applies
        for tree in trees:
            if node_id in tree.views or applies(node_id):
                low, high = node_interval(tree, node_id, parts, applies)
                maximum = maximum_of(tree, node_id, parts, applies)
                found[Reach(low=low, high=high, maximum=maximum, fixed=fixed)] = None
    return tuple(found)


def _shrinks(tree: Tree, node_id: str) -> bool:
    """Whether the data can take a leaf out of the maximum of a node."""
    view = tree.views.get(node_id)
    tops = [node_id] if view is None else [name for name, _ in view.over]
    below = {name for top in tops for name in (top, *tree.descendants(top))}
    return any(can_leave(tree, name, lambda _: True) for name in below)


def _with(draft: RubricDraft, node_id: str, **changes: Any) -> Tree:
    """The tree in which one node is another."""
    total = attrs.evolve(draft.total, **changes) if node_id == ROOT else draft.total
    nodes = [attrs.evolve(it, **changes) if it.id == node_id else it for it in draft.nodes]
    views = [attrs.evolve(it, **changes) if it.id == node_id else it for it in draft.views]
    return build_tree(total, nodes, views)
