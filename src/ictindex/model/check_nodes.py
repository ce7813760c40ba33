"""Checks of nodes: ids, policies, shapes, readings, limits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from ictindex.model.bounds import children_of, minimum_of, node_interval
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
from ictindex.model.numbers import HALVES, fraction_text, plain
from ictindex.model.profiles import profiles_of
from ictindex.model.rubric import COLUMN_KINDS, RubricDraft
from ictindex.model.tree import EVERY, NO_PARENT

__all__ = [
    "MOST_DECIMALS",
    "RESERVED_COLUMNS",
    "RESERVED_IDS",
    "check_limits",
    "check_nodes",
    "check_readings",
    "numbered",
]

RESERVED_IDS = frozenset(
    {ROOT, NO_PARENT, "percent", "change", "change_points", "tag", "unit", "tier", "prize", "any", "at_least", "all"}
    | EVERY.keys()
)
# The columns of a ranking's table, beside which the nodes stand.
RESERVED_COLUMNS = frozenset(
    {"id", "name", "block", "score", "rank", "rank_overall", "tier", "change_reason", "rank_reason", "awards", "tags"}
)
_ID = re.compile(r"\w[\w-]*")
_DATE_FORMAT = re.compile(r"(?!.*(yyyy|mm|dd).*\1)(?:(?:yyyy|mm|dd)[^\w%]{0,2}){2}(?:yyyy|mm|dd)")
MOST_DECIMALS = 12
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
        if node.decimals is not None and not 0 <= node.decimals <= MOST_DECIMALS:
            expected = f"a whole number from 0 to {MOST_DECIMALS}"
            findings.add("bad-decimals", f"{path}.decimals", f"{node.decimals} decimals", expected=expected)
        if node.floor is not None and node.cap is not None and node.floor > node.cap:
            message = f"the floor {plain(node.floor)} lies above the cap {plain(node.cap)}"
            findings.add("floor-above-cap", f"{path}.floor", message)
        if not isinstance(node, View):
            _check_clamps(path, node, findings)
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


def _check_clamps(path: str, node: Indicator | Group, findings: Findings) -> None:
    """Declared limits that the node's own cap and floor contradict."""
    if node.cap is not None and node.min is not None and node.cap < node.min:
        message = f"the cap {plain(node.cap)} lies below the minimum {plain(node.min)}"
        findings.add("cap-below-min", f"{path}.cap", message)
    largest = node.max.largest if node.max is not None and node.max.numbers else None
    if largest is None or isinstance(node, Group):
        return  # of a group the maximum is worked out, cap and floor included
    if node.cap is not None and node.cap < largest:
        message = f"the maximum {plain(largest)} lies above the cap {plain(node.cap)}"
        hint = "a share that is full early is a curve: curve = [[0, 0], [0.5, 10]]"
        findings.add("max-above-cap", f"{path}.max", message, expected=f"max = {plain(node.cap)}", hint=hint)
    if node.floor is not None and node.floor > largest:
        message = f"the floor {plain(node.floor)} lies above the maximum {plain(largest)}"
        findings.add("floor-above-max", f"{path}.floor", message)


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
    read |= {use.name for step in draft.steps for use in step.reads}
    for rule in draft.columns:
        findings.known(f"column.{rule.name}", rule.name, read, "reading of a column")
        findings.one_of(f"column.{rule.name}.kind", rule.kind, COLUMN_KINDS)
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
        _check_minimum(path, node, draft, findings)
        _check_nonnegative(path, node, draft, findings)


def _check_sum(path: str, node: Group, declared: Decimal, values: set[Fraction | None], findings: Findings) -> None:
    if None in values:
        findings.add(
            "unbounded", f"{path}.max", f'a child of "{node.id}" has no maximum', hint="give each leaf its `max`"
        )
        return
    largest = max(value for value in values if value is not None)
    if largest != Fraction(declared):
        message = f'the parts of "{node.id}" give {fraction_text(largest)}, not {plain(declared)}'
        findings.add(
            "sum-of-maxima",
            f"{path}.max",
            message,
            expected=f"max = {fraction_text(largest)}",
            hint="or mend the children",
        )


def _check_minimum(path: str, node: Group, draft: RubricDraft, findings: Findings) -> None:
    """The least that the children give, over all kinds of units, as of a maximum the greatest."""
    if node.min is None:
        return
    kinds = [it for it in draft.once(profiles_of) if it.applies(node.id)]
    found = {minimum_of(draft.tree, node.id, it.parts, it.applies) for it in kinds}
    known = {low for low in found if low is not None}
    if len(known) < len(found):
        hint = "give each leaf its `min`"
        findings.add("unbounded", f"{path}.min", f'a child of "{node.id}" has no minimum', hint=hint)
    elif known and min(known) != Fraction(node.min):
        least = fraction_text(min(known))
        message = f'the parts of "{node.id}" give at least {least}, not {plain(node.min)}'
        findings.add("sum-of-minima", f"{path}.min", message, expected=f"min = {least}", hint="or mend the children")


def _check_nonnegative(path: str, node: Group, draft: RubricDraft, findings: Findings) -> None:
    if node.aggregate not in ("geometric", "harmonic", "power"):
        return
    for child, _ in children_of(draft.tree, node.id):
        low, _high = node_interval(draft.tree, child, (), lambda _: True)
        if low is not None and low < 0:
            message = f'"{child}" may be {fraction_text(low)}, but a {node.aggregate} mean is of values of 0 and more'
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
