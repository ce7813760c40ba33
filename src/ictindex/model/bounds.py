"""What a node can be worth, known without data: its maximum (the base of percents) and where its value lies."""

from __future__ import annotations

from collections.abc import Callable, Collection
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from ictindex.model.aggregation import aggregate_exactly
from ictindex.model.nodes import Group, Indicator, Node, View
from ictindex.model.numbers import round_ticks
from ictindex.model.tree import Tree
from ictindex.model.where import InRange

__all__ = [
    "Interval",
    "can_leave",
    "children_of",
    "counts",
    "finish",
    "greatest_of",
    "maximum_of",
    "minimum_of",
    "node_interval",
    "silence_pays",
]

Interval: TypeAlias = tuple[Fraction | None, Fraction | None]
Applies: TypeAlias = Callable[[str], bool]


def children_of(tree: Tree, node_id: str) -> tuple[tuple[str, Fraction], ...]:
    """The children of a group, or the nodes a view is over, with their weights."""
    view = tree.views.get(node_id)
    if view is not None:
        return tuple((child, Fraction(weight)) for child, weight in view.over)
    return tuple((child, Fraction(tree.nodes[child].weight)) for child in tree.children.get(node_id, ()))


def finish(node: Indicator | Group | View, value: Fraction) -> Fraction:
    """Floor, then cap, then the node's own rounding."""
    if node.floor is not None:
        value = max(value, Fraction(node.floor))
    if node.cap is not None:
        value = min(value, Fraction(node.cap))
    if node.decimals is None:
        return value
    return Fraction(round_ticks(value, node.decimals, node.half), 10**node.decimals)


def counts(node: Group | View, weight: Fraction) -> bool:
    """Whether a child of this weight counts: a weight of 0 leaves it out of a mean."""
    return bool(weight) or node.aggregate in ("sum", "best", "least")


def greatest_of(node: Indicator | Group | View, high: Fraction | None) -> Fraction | None:
    """The maximum of a node whose greatest value is `high`; its cap, where nothing else bounds it."""
    if high is None:
        high = None if node.cap is None else Fraction(node.cap)
    return None if high is None else finish(node, high)


def maximum_of(
    tree: Tree,
    node_id: str,
    parts: Collection[str],
    applies: Applies,
    known: dict[str, Fraction | None] | None = None,
) -> Fraction | None:
    """The value of a node when every applicable leaf that counts has its maximum; None where there is none.

    `applies` answers for a leaf or group whether the unit has it. Bonus and penalty (`extra`) are left out.
    `known` keeps what was found for this unit, so that a group in a group is not worked out for each of them.
    """
    known = {} if known is None else known
    if node_id not in known:
        known[node_id] = _maximum(tree, node_id, parts, applies, known)
    return known[node_id]


def _maximum(
    tree: Tree, node_id: str, parts: Collection[str], applies: Applies, known: dict[str, Fraction | None]
) -> Fraction | None:
    node = tree.views.get(node_id) or tree.nodes[node_id]
    if isinstance(node, Indicator):
        return greatest_of(node, node.limits(parts)[1])
    pairs: list[tuple[Fraction, Fraction]] = []
    for child, weight in children_of(tree, node_id):
        below = tree.nodes.get(child)
        if not applies(child) or (below is not None and below.extra) or not counts(node, weight):
            continue
        value = maximum_of(tree, child, parts, applies, known)
        if value is None:
            return greatest_of(node, None)
        pairs.append((value, weight))
    if not pairs:
        return greatest_of(node, None)
    power = None if node.power is None else Fraction(node.power)
    return finish(node, aggregate_exactly(node.aggregate, pairs, power))


def minimum_of(tree: Tree, node_id: str, parts: Collection[str], applies: Applies) -> Fraction | None:
    """The value of a node when every applicable leaf that counts has its least points; None where there is none.

    Like the maximum it is of answers, whatever silence is worth, and leaves bonus and penalty out.
    """
    node = tree.views.get(node_id) or tree.nodes[node_id]
    if isinstance(node, Indicator):
        low = node.limits(parts)[0]
        low = Fraction(node.floor) if low is None and node.floor is not None else low
        return None if low is None else finish(node, low)
    held: list[tuple[Fraction | None, Fraction]] = []
    for child, weight in children_of(tree, node_id):
        below = tree.nodes.get(child)
        if applies(child) and counts(node, weight) and (below is None or not below.extra):
            held.append((minimum_of(tree, child, parts, applies), weight))
    return _end(node, held, min if node.weighs_by_data else None, node.floor)


def node_interval(tree: Tree, node_id: str, parts: Collection[str], applies: Applies) -> Interval:
    """An interval that holds every value the node can take, bonus and penalty included; None where unbounded.

    A child that may leave (a gate, or a policy that lets missing leave) adds 0 to a sum and widens nothing else.
    """
    node = tree.views.get(node_id) or tree.nodes[node_id]
    if isinstance(node, Indicator):
        return _leaf_interval(node, parts)
    lows: list[tuple[Fraction | None, Fraction]] = []
    highs: list[tuple[Fraction | None, Fraction]] = []
    leaving = False
    for child, weight in children_of(tree, node_id):
        if not applies(child) or not counts(node, weight):
            continue
        low, high = node_interval(tree, child, parts, applies)
        may_leave = can_leave(tree, child, applies) or (node_id in tree.views and _is_below_a_gate(tree, child))
        leaving |= may_leave
        if may_leave and node.aggregate == "sum":
            low = None if low is None else min(low, Fraction(0))
            high = None if high is None else max(high, Fraction(0))
        lows.append((low, weight))
        highs.append((high, weight))
    # Weights from the data may be any, so a mean by them lies between the least and the greatest of its children.
    hull = (leaving and node.aggregate != "sum") or node.weighs_by_data
    low_end = _end(node, lows, min if hull else None, node.floor)
    return low_end, _end(node, highs, max if hull else None, node.cap)


def _is_below_a_gate(tree: Tree, node_id: str) -> bool:
    """Whether a group above the node has a gate on a value; a view looks at the node beside that group."""
    node = tree.nodes.get(node_id)
    while node is not None and node.parent in tree.nodes and node.parent != node.id:
        node = tree.nodes[node.parent]
        if _has_gate_on_a_value(node):
            return True
    return False


def _has_gate_on_a_value(node: Node) -> bool:
    return node.only is not None and any(isinstance(it, InRange) for it in node.only.walk())


def can_leave(tree: Tree, node_id: str, applies: Applies) -> bool:
    """Whether a node may become not applicable through the data: a gate on a node's value, or a policy of a leaf.

    A group leaves with the last of its children that the kind of unit has at all.
    """
    node: Node | None = tree.nodes.get(node_id)
    if node is None:
        return True
    if _has_gate_on_a_value(node):
        return True
    if isinstance(node, Indicator):
        return "not-applicable" in (node.missing, node.zero, getattr(node.shape, "constant", ""))
    children = [child for child in tree.children.get(node_id, ()) if applies(child)]
    return all(can_leave(tree, child, applies) for child in children)


def silence_pays(leaf: Indicator) -> tuple[str, ...]:
    """The policies under which saying nothing is worth more than any answer: 0 where all points are below 0.

    The maximum stays that of the answers, so the percent of a silent unit may pass 100.

    >>> silence_pays(Indicator(id="vi-pham", max=-1, min=-5, missing="zero"))
    ('missing',)
    """
    parts = () if leaf.max is None else tuple(part for part, _ in leaf.max.parts)
    highs = [leaf.limits([part])[1] for part in parts] + [leaf.limits()[1]]
    if not any(high is not None and high < 0 for high in highs):
        return ()
    divides = leaf.reading.is_share or getattr(leaf.shape, "method", "") == "best"
    policies = (("missing", leaf.missing), ("zero", leaf.zero if divides else ""))
    return tuple(key for key, policy in policies if policy == "zero")


def _leaf_interval(node: Indicator, parts: Collection[str]) -> Interval:
    low, high = node.limits(parts)
    if "zero" in (node.missing, node.zero):
        low = None if low is None else min(low, Fraction(0))
        high = None if high is None else max(high, Fraction(0))
    low = Fraction(node.floor) if low is None and node.floor is not None else low
    high = Fraction(node.cap) if high is None and node.cap is not None else high
    return (None if low is None else finish(node, low)), (None if high is None else finish(node, high))


def _end(
    node: Group | View,
    ends: list[tuple[Fraction | None, Fraction]],
    choose: Callable[[list[Fraction]], Fraction] | None,
    limit: Decimal | None,
) -> Fraction | None:
    known = [(value, weight) for value, weight in ends if value is not None]
    if len(known) < len(ends) or not known:
        return None if limit is None else finish(node, Fraction(limit))
    if choose is not None:
        return finish(node, choose([value for value, _ in known]))
    if node.aggregate in ("geometric", "harmonic", "power") and any(value < 0 for value, _ in known):
        return None if limit is None else finish(node, Fraction(limit))
    power = None if node.power is None else Fraction(node.power)
    return finish(node, aggregate_exactly(node.aggregate, known, power))
