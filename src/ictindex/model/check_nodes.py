"""Checks of nodes: ids, the tree, policies, shapes, readings, limits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from ictindex.model.bounds import children_of, node_interval
from ictindex.model.check_shapes import check_shape
from ictindex.model.findings import Findings
from ictindex.model.nodes import (
    AGGREGATES,
    MISSING_POLICIES,
    ORIGINS,
    RANGE_POLICIES,
    ROOT,
    ZERO_POLICIES,
    Group,
    Indicator,
    View,
)
from ictindex.model.numbers import HALVES, as_decimal, plain
from ictindex.model.profiles import profiles_of
from ictindex.model.rubric import RubricDraft
from ictindex.model.tree import NO_PARENT

__all__ = ["RESERVED_IDS", "check_limits", "check_nodes", "check_readings", "check_tree", "numbered"]

RESERVED_IDS = frozenset(
    {ROOT, NO_PARENT, "percent", "change", "change_points", "tag", "unit", "tier", "prize", "any", "at_least", "all"}
)
# The columns of a ranking's table, beside which the nodes stand.
RESERVED_COLUMNS = frozenset(
    {"id", "name", "block", "score", "rank", "rank_overall", "tier", "change_reason", "rank_reason", "awards", "tags"}
)
_ID = re.compile(r"\w[\w-]*")
_DATE_FORMAT = re.compile(r"(?!.*(yyyy|mm|dd).*\1)(?:(?:yyyy|mm|dd)[^\w%]{0,2}){2}(?:yyyy|mm|dd)")
_MEANS = ("mean", "geometric", "harmonic", "power")
_MOST_DECIMALS = 12
_MOST_DEPTH = 100
_MOST_POWER = 100


def numbered(draft: RubricDraft) -> Iterator[tuple[str, Indicator | Group | View]]:
    """The total, nodes and views with their paths."""
    yield ROOT, draft.total
    for index, node in enumerate(draft.nodes):
        yield f"node[{index}]", node
    for index, view in enumerate(draft.views):
        yield f"view[{index}]", view


def check_nodes(draft: RubricDraft, findings: Findings) -> None:
    """Ids and the words and numbers of each node on its own."""
    taken = RESERVED_IDS | RESERVED_COLUMNS | {partition.name for partition in draft.partitions}
    for path, node in numbered(draft):
        if path != ROOT:
            if node.id in taken:
                findings.add("reserved-id", f"{path}.id", f'"{node.id}" is a reserved word', hint="choose another id")
            elif not _ID.fullmatch(node.id):
                expected = "letters, digits, _ and -, not beginning with -"
                findings.add("bad-id", f"{path}.id", f'"{node.id}" is not an id', expected=expected)
        findings.one_of(f"{path}.half", node.half, HALVES)
        if node.decimals is not None and not 0 <= node.decimals <= _MOST_DECIMALS:
            expected = f"a whole number from 0 to {_MOST_DECIMALS}"
            findings.add("bad-decimals", f"{path}.decimals", f"{node.decimals} decimals", expected=expected)
        if node.floor is not None and node.cap is not None and node.floor > node.cap:
            message = f"the floor {plain(node.floor)} lies above the cap {plain(node.cap)}"
            findings.add("floor-above-cap", f"{path}.floor", message)
        if isinstance(node, Indicator):
            _check_leaf(path, node, draft, findings)
        else:
            _check_aggregate(path, node, findings)
        if not isinstance(node, View) and node.weight < 0:
            findings.add(
                "negative-weight",
                f"{path}.weight",
                f"the weight {plain(node.weight)} is negative",
                expected="0 or more",
            )
    ids = [node.id for node in draft.nodes]
    findings.unique("node[{}].id", ids, "node id")
    findings.unique("view[{}].id", [view.id for view in draft.views], "view id")
    for index, view in enumerate(draft.views):
        if view.id in ids:
            findings.add(
                "double-id", f"view[{index}].id", f'"{view.id}" is also the id of a node', hint="ids are unique"
            )
    for key in ("only", "extra"):
        if getattr(draft.total, key):
            findings.add("not-on-total", f"total.{key}", f"`{key}` cannot stand on the total", hint="put it on a node")


def _check_leaf(path: str, leaf: Indicator, draft: RubricDraft, findings: Findings) -> None:
    findings.one_of(f"{path}.missing", leaf.missing, MISSING_POLICIES)
    findings.one_of(f"{path}.zero", leaf.zero, ZERO_POLICIES)
    findings.one_of(f"{path}.range", leaf.range, RANGE_POLICIES)
    if leaf.origin:
        findings.one_of(f"{path}.origin", leaf.origin, ORIGINS)
    check_shape(path, leaf, draft, findings)


def _check_aggregate(path: str, node: Group | View, findings: Findings) -> None:
    findings.one_of(f"{path}.aggregate", node.aggregate, AGGREGATES)
    whole = node.power is not None and node.power == node.power.to_integral_value() and node.power != 0
    if node.aggregate == "power" and not whole:
        findings.add(
            "bad-power", f"{path}.power", "a power mean needs its power", expected="a whole number other than 0"
        )
    if node.aggregate == "power" and whole and node.power is not None and abs(node.power) > _MOST_POWER:
        findings.add("bad-power", f"{path}.power", f"the power {plain(node.power)}", expected=f"at most {_MOST_POWER}")
    if node.aggregate != "power" and node.power is not None:
        findings.add("bad-power", f"{path}.power", f"`power` says nothing to the aggregate {node.aggregate}")


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
    if tree.cycle:
        findings.add("cycle", "node", "these nodes look at each other: " + " → ".join(tree.cycle))
    for index, view in enumerate(draft.views):
        if not view.over:
            findings.add("empty-group", f"view[{index}].over", f'the view "{view.id}" is over nothing')
        for name, weight in view.over:
            findings.known(f"view[{index}].over", name, tree.nodes, "node")
            if weight < 0:
                findings.add("negative-weight", f"view[{index}].over", f'the weight of "{name}" is negative')
    _check_weights(draft, findings)


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


def _check_weights(draft: RubricDraft, findings: Findings) -> None:
    paths = {node.id: path for path, node in numbered(draft)}
    for path, node in numbered(draft):
        if isinstance(node, Indicator):
            continue
        children = [(name, weight) for name, weight in children_of(draft.tree, node.id) if name in draft.tree.nodes]
        if node.aggregate not in _MEANS:
            for name, weight in children:
                if weight != 1:
                    place = f"{path}.over" if isinstance(node, View) else f"{paths.get(name, name)}.weight"
                    message = f'a weight says nothing under the aggregate {node.aggregate} of "{node.id}"'
                    findings.add(
                        "weight-under-sum", place, message, hint="a node's `max` sizes it; weights count in means"
                    )
        elif children and not any(weight for _, weight in children):
            findings.add("no-weight", path, f'all weights under "{node.id}" are 0')


def check_readings(draft: RubricDraft, findings: Findings) -> None:
    """One column is read one way; declared columns are read by somebody."""
    leaves = draft.tree.leaves()
    text = {name for leaf in leaves if leaf.shape.reads_text for name in leaf.reading.columns}
    for index, node in enumerate(draft.nodes):
        if not isinstance(node, Indicator):
            continue
        if node.shape.reads_text and node.reading.operator:
            message = f"yes and levels look at one column, not at `{node.reading}`"
            findings.add("text-operator", f"node[{index}].read", message)
        clash = [name for name in node.reading.columns if name in text and not node.shape.reads_text]
        for name in clash:
            message = f'the column "{name}" is read as a number here and as yes or levels elsewhere'
            findings.add("column-read-twice", f"node[{index}].read", message, hint="use two columns")
    read = {name for leaf in leaves for name in leaf.reading.columns}
    for rule in draft.columns:
        findings.known(f"column.{rule.name}", rule.name, read, "reading of a column")
        findings.one_of(f"column.{rule.name}.kind", rule.kind, ("number", "percent", "date", "text"))
        if rule.kind == "date" and not _DATE_FORMAT.fullmatch(rule.format):
            message = f'"{rule.format}" does not say what a day looks like'
            expected = "yyyy, mm and dd, each once, in any order, with signs between them, such as dd/mm/yyyy"
            findings.add("bad-format", f"column.{rule.name}.format", message, expected=expected)
        if rule.kind != "text" and rule.name in text:
            findings.add(
                "column-read-twice", f"column.{rule.name}.kind", f"the column is read as text, not as {rule.kind}"
            )
        if rule.kind == "text" and rule.name in read - text:
            findings.add("column-read-twice", f"column.{rule.name}.kind", "the column is read as a number, not as text")


def check_limits(draft: RubricDraft, findings: Findings) -> None:
    """Declared maxima and minima against what shapes and children give, for every kind of unit."""
    profiles = draft.once(profiles_of)
    all_parts = [part for partition in draft.partitions for part in partition.part_ids()]
    for path, node in numbered(draft):
        if isinstance(node, View):
            continue
        if node.max is not None:
            for part, _ in node.max.parts:
                if findings.known(f"{path}.max", part, all_parts, "part") and all_parts.count(part) > 1:
                    findings.add("ambiguous-part", f"{path}.max", f'"{part}" is a part of two partitions')
            named = {it.name for it in draft.partitions if {part for part, _ in node.max.parts} & set(it.part_ids())}
            if len(named) > 1:
                message = "the maximum differs by the parts of two partitions, and a unit has one of each"
                findings.add("two-partitions", f"{path}.max", message, hint="use the parts of one partition")
        if isinstance(node, Indicator):
            _check_leaf_limits(path, node, findings)
            continue
        if node.max is None and node.min is None:
            _check_nonnegative(path, node, draft, findings)
            continue
        found: dict[Decimal | None, set[Fraction | None]] = {}
        for profile in profiles:
            if profile.applies(node.id):
                declared = None if node.max is None else node.max.for_parts(profile.parts)
                found.setdefault(declared, set()).add(profile.maximum(node.id))
        for declared, values in found.items():
            if declared is not None:
                _check_sum(path, node, declared, values, findings)
        _check_nonnegative(path, node, draft, findings)


def _check_sum(path: str, node: Group, declared: Decimal, values: set[Fraction | None], findings: Findings) -> None:
    if None in values:
        findings.add(
            "unbounded", f"{path}.max", f'a child of "{node.id}" has no maximum', hint="give each leaf its `max`"
        )
        return
    largest = max(value for value in values if value is not None)
    if largest != Fraction(declared):
        message = f'the parts of "{node.id}" give {_show(largest)}, not {plain(declared)}'
        findings.add(
            "sum-of-maxima", f"{path}.max", message, expected=f"max = {_show(largest)}", hint="or mend the children"
        )


def _check_nonnegative(path: str, node: Group, draft: RubricDraft, findings: Findings) -> None:
    if node.aggregate not in ("geometric", "harmonic", "power"):
        return
    for child, _ in children_of(draft.tree, node.id):
        low, _high = node_interval(draft.tree, child, (), lambda _: True)
        if low is not None and low < 0:
            message = f'"{child}" may be {_show(low)}, but a {node.aggregate} mean is of values of 0 and more'
            findings.add("negative-under-mean", f"{path}.aggregate", message)


def _check_leaf_limits(path: str, leaf: Indicator, findings: Findings) -> None:
    extremes = leaf.shape.extremes()
    scales = getattr(leaf.shape, "scales_to_max", False)
    if extremes is None or scales:
        if leaf.max is not None and leaf.min is None and leaf.max.default is not None and leaf.max.default < 0:
            findings.add(
                "no-minimum", f"{path}.min", f"the maximum is {plain(leaf.max.default)}", expected="a `min` below it"
            )
        if leaf.max is not None and leaf.min is not None and any(number < leaf.min for number in leaf.max.numbers):
            findings.add("min-above-max", f"{path}.min", f"the minimum {plain(leaf.min)} lies above a maximum")
        return
    low, high = extremes
    for number in () if leaf.max is None else leaf.max.numbers:
        if number != high:
            message = f"the shape gives at most {plain(high)}, not {plain(number)}"
            findings.add("max-of-shape", f"{path}.max", message, expected=f"max = {plain(high)}")
    if leaf.min is not None and leaf.min != low:
        message = f"the shape gives at least {plain(low)}, not {plain(leaf.min)}"
        findings.add("min-of-shape", f"{path}.min", message, expected=f"min = {plain(low)}")


def _show(value: Fraction) -> str:
    try:
        return plain(as_decimal(str(value))) if value.denominator == 1 else plain(_exact_decimal(value))
    except (ValueError, ArithmeticError):
        return str(value)


def _exact_decimal(value: Fraction) -> Decimal:
    number = Decimal(value.numerator) / Decimal(value.denominator)
    if Fraction(number) != value:
        raise ArithmeticError
    return as_decimal(number)
