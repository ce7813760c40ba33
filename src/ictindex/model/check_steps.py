"""Checks of steps: what they read is there in time, what they write is read, and nothing runs in a circle."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import Any

from ictindex.model.behind import columns_behind, nodes_behind
from ictindex.model.check_nodes import MOST_DECIMALS
from ictindex.model.findings import Findings
from ictindex.model.profiles import has_maximum
from ictindex.model.rubric import RubricDraft
from ictindex.model.screening import Screen
from ictindex.model.step_fields import WHOLE_COHORT
from ictindex.model.steps import (
    COUNTS,
    FROM_OTHERS,
    IMPUTATIONS,
    UNPROVED,
    UNVERIFIED,
    CarryUp,
    Impute,
    Step,
    Verify,
)
from ictindex.model.treating import TREATMENTS, UNMET, Treat
from ictindex.model.units import BLOCK

__all__ = ["check_steps"]

_STAR = "*"
_OF_UNITS = frozenset({"id", "name", "tags", BLOCK})
_MISSING = ("refuse", "zero", "not-applicable")
# What happens to a column that a step of this kind changes.
_DONE = {"impute": "imputed", "treat": "treated"}


def check_steps(draft: RubricDraft, findings: Findings) -> None:
    """Every step on its own, then what they write and read together."""
    for index, step in enumerate(draft.steps):
        _CHECKS[type(step)](draft, f"step[{index}]", step, findings)
    _check_columns(draft, findings)


def _check_verify(draft: RubricDraft, path: str, step: Verify, findings: Findings) -> None:
    findings.one_of(f"{path}.counts", step.counts, COUNTS)
    findings.one_of(f"{path}.unverified", step.unverified, UNVERIFIED)
    findings.one_of(f"{path}.unproved", step.unproved, UNPROVED)
    if not step.columns:
        findings.add("no-column", f"{path}.columns", "the step writes no column", expected="names of columns")
    for key, pattern in step.patterns:
        if pattern.count(_STAR) > 1 or (len(step.columns) > 1 and _STAR not in pattern):
            message = f'"{pattern}" does not say one column for each of {len(step.columns)}'
            findings.add("bad-pattern", f"{path}.{key}", message, expected=f'one star, as in "{_STAR}_{key}"')
    for key, pattern in (("self", step.reported), ("verified", step.verified)):
        if not pattern:
            findings.add("missing-key", f"{path}.{key}", f"`{key}` is missing")
    if step.unproved == "missing" and not step.evidence:
        message = "without a column of evidence nothing is unproved"
        findings.add("no-evidence", f"{path}.unproved", message, hint="give `evidence`, or drop `unproved`")
    if step.counts == "lower":
        for column in step.columns:
            if draft.column_kind(column) == "text":
                message = f'"{column}" holds words, of which none is the lower'
                findings.add("lower-word", f"{path}.counts", message, hint='counts = "verified" or "self"')


def _check_carry_up(draft: RubricDraft, path: str, step: CarryUp, findings: Findings) -> None:
    findings.one_of(f"{path}.missing", step.missing, _MISSING)
    if len(set(step.into)) != 2 or len(step.into) != 2:
        expected = 'two names: into = ["tong", "so"]'
        findings.add("bad-pair", f"{path}.into", f"{len(set(step.into))} columns", expected=expected)
    if bool(step.node) == bool(step.column):
        message = "a step carries up a `node` or a `column`, one of the two"
        findings.add("two-keys" if step.node else "missing-key", f"{path}.node", message)
    for key, name in (("column", step.column), ("weight", step.weight)):
        if name and draft.column_kind(name) == "text":
            message = f'the column "{name}" is read as words elsewhere, which have no sum'
            hint = "carry up a node that gives points for them"
            findings.add("column-read-twice", f"{path}.{key}", message, hint=hint)
    if step.share is not None and step.share.is_empty:
        message = f'nothing lies in the range "{step.share}"'
        findings.add("empty-range", f"{path}.share", message, hint="the lower end stands first")
    if step.column and step.share is not None and step.share.uses_percent:
        message = "a column has no maximum to take a percent of"
        findings.add("wrong-test", f"{path}.share", message, hint='write the number alone: "50.."')
    if not step.node:
        return
    known = [*draft.tree.nodes, *draft.tree.views]
    if not findings.known(f"{path}.node", step.node, known, "node"):
        return
    node = draft.tree.nodes.get(step.node) or draft.tree.views[step.node]
    if node.decimals is None:
        hint = f'give "{step.node}" its `decimals`'
        findings.add("unrounded", f"{path}.node", "what is carried up is the printed value", hint=hint)
    if step.share is not None and step.share.uses_percent and not has_maximum(draft, step.node):
        message = f'"{step.node}" has no maximum to take a percent of'
        findings.add("unbounded", f"{path}.share", message, hint="give its leaves a `max`")
    circle = sorted(_measured_on_carried(draft, step.node))
    if circle:
        message = f'"{circle[0]}" looks at a cohort of what is carried up, and is part of "{step.node}"'
        findings.add("step-circle", f"{path}.node", message, hint=f'carry up a group without "{circle[0]}"')


def _check_changed(draft: RubricDraft, path: str, step: Impute | Treat, findings: Findings) -> None:
    """What steps that change cells have in common: columns of numbers, parts, and decimals of what is worked out."""
    if not step.columns:
        findings.add("no-column", f"{path}.columns", "the step changes no column", expected="names of columns")
    if step.by != WHOLE_COHORT:
        findings.known(f"{path}.by", step.by, [partition.name for partition in draft.partitions], "partition")
    for name in step.columns:
        kind = draft.column_kind(name)
        if kind not in ("number", "percent"):
            held = "words" if kind == "text" else "days"
            findings.add(
                "not-numbers", f"{path}.columns", f'"{name}" holds {held}; only numbers are {_DONE[step.kind]}'
            )
    if step.decimals is not None and not 0 <= step.decimals <= MOST_DECIMALS:
        expected = f"a whole number from 0 to {MOST_DECIMALS}"
        findings.add("bad-decimals", f"{path}.decimals", f"{step.decimals} decimals", expected=expected)


def _check_impute(draft: RubricDraft, path: str, step: Impute, findings: Findings) -> None:
    _check_changed(draft, path, step, findings)
    if not findings.one_of(f"{path}.method", step.method, IMPUTATIONS):
        return
    asked = {"decimals": step.method in FROM_OTHERS, "value": step.method not in FROM_OTHERS}
    for key, needed in asked.items():
        given = getattr(step, key) is not None
        if needed and not given:
            findings.add("missing-key", f"{path}.{key}", f'method = "{step.method}" needs `{key}`')
        elif given and not needed:
            message = f'`{key}` says nothing with method = "{step.method}"'
            findings.add("two-keys", f"{path}.{key}", message, hint=f"drop `{key}`, or take another method")


def _check_treat(draft: RubricDraft, path: str, step: Treat, findings: Findings) -> None:
    _check_changed(draft, path, step, findings)
    findings.one_of(f"{path}.unmet", step.unmet, UNMET)
    if not findings.one_of(f"{path}.method", step.method, TREATMENTS):
        return
    defaults = Treat(columns=(), method=step.method)
    for key in step.idle:
        if getattr(step, key) != getattr(defaults, key):
            message = f'`{key}` says nothing with method = "{step.method}"'
            findings.add("two-keys", f"{path}.{key}", message, hint=f"drop `{key}`, or take another method")
    if step.method == "clip":
        _check_clip(path, step, findings)
        return
    if step.most < 1:
        findings.add("bad-limit", f"{path}.most", f"{step.most} cells", expected="1 or more")
    if step.skew <= 0:
        message = "no skewness is less than that: its sign does not count"
        findings.add("bad-limit", f"{path}.skew", message, expected="a number above 0")


def _check_clip(path: str, step: Treat, findings: Findings) -> None:
    """Two bounds, or one, or standard deviations; decimals where one of them is worked out."""
    if step.sd is None and not step.bounds:
        hint = 'high = 100, high = "95%" or sd = 3'
        findings.add("missing-key", f"{path}.high", 'method = "clip" needs `low`, `high` or `sd`', hint=hint)
    if step.sd is not None and step.bounds:
        key = "low" if step.low is not None else "high"
        findings.add("two-keys", f"{path}.{key}", "`sd` gives both bounds", hint=f"drop `{key}`, or `sd`")
    if step.sd is not None and step.sd <= 0:
        findings.add("bad-limit", f"{path}.sd", f"{step.sd} standard deviations", expected="a number above 0")
    for key, bound in (("low", step.low), ("high", step.high)):
        if bound is not None and bound.percent and not 0 <= bound.value <= 100:
            findings.add("bad-limit", f"{path}.{key}", f"{bound.number} is no percentile", expected="0% to 100%")
        if bound is not None and bound.strict:
            message = "what lies beyond a bound becomes the bound, so the bound itself belongs"
            findings.add("bad-limit", f"{path}.{key}", message, expected=f'"{bound.number}"')
    if step.low and step.high and step.low.percent != step.high.percent:
        message = f"{step.low.number} and {step.high.number}: which is the lower hangs on the data"
        findings.add("mixed-bounds", f"{path}.high", message, expected="two numbers, or two percentiles")
    elif step.low and step.high and step.low.value > step.high.value:
        message = f"from {step.low.number} to {step.high.number} nothing lies"
        findings.add("empty-range", f"{path}.high", message, hint="`low` is the lower one")
    if step.works_out_bounds and step.decimals is None:
        findings.add("missing-key", f"{path}.decimals", "a bound that is worked out needs `decimals`")
    if step.decimals is not None and not step.works_out_bounds:
        message = "`decimals` says nothing about bounds that are written"
        findings.add("two-keys", f"{path}.decimals", message, hint="drop `decimals`")


def _check_screen(draft: RubricDraft, path: str, step: Screen, findings: Findings) -> None:
    if not 0 < step.least <= 100:
        found = f"{step.least}%"
        findings.add(
            "bad-limit", f"{path}.least", f"{found} of the cells", expected='more than 0% and at most 100%: "66%"'
        )
    read = {name for leaf in draft.tree.leaves() for name in leaf.reading.columns}
    for name in step.columns:
        if findings.known(f"{path}.columns", name, read, "reading of a column") and isinstance(
            draft.written.get(name), CarryUp
        ):
            message = f'"{name}" is carried up from other units, and not answered by the unit'
            findings.add("too-early", f"{path}.columns", message, hint="count the columns that units answer")


def _measured_on_carried(draft: RubricDraft, node_id: str) -> set[str]:
    """What the node is made of and what measures carried values against a cohort, or takes weights from them.

    No value would be the first.
    """
    carried = {name for step in draft.steps if isinstance(step, CarryUp) and step.node for name in step.into}
    behind = nodes_behind(draft, node_id)
    leaves = [it for it in draft.tree.leaves() if it.id in behind and it.shape.against_cohort]
    weighed = [it for it in (draft.total, *draft.nodes, *draft.views) if getattr(it, "weighs_by_data", False)]
    found = {leaf.id for leaf in leaves if carried.intersection(leaf.reading.columns)}
    return found | {it.id for it in weighed if it.id in behind and carried & columns_behind(draft, it.id)}


def _check_columns(draft: RubricDraft, findings: Findings) -> None:
    """Each column is written once, read by somebody, and not read before it is written."""
    read = {name for leaf in draft.tree.leaves() for name in leaf.reading.columns}
    partitions = {partition.name for partition in draft.partitions}
    writer: dict[str, int] = {}
    for index, step in enumerate(draft.steps):
        path = f"step[{index}]"
        key = _key(step)
        for name in step.writes:
            if name in writer:
                message = f'"{name}" is written by step[{writer[name]}] already'
                findings.add("double-column", f"{path}.{key}", message, hint="each column is written once")
            writer.setdefault(name, index)
            if name in _OF_UNITS | partitions:
                findings.add("reserved-id", f"{path}.{key}", f'"{name}" describes the units', hint="another name")
    _check_changes(draft, read, findings)
    _check_screens(draft, findings)
    used = read | {use.name for step in draft.steps for use in step.reads}
    for index, step in enumerate(draft.steps):
        idle = [name for name in step.writes if name not in used]
        if idle and (isinstance(step, Verify) or len(idle) == len(step.writes)):
            findings.known(f"step[{index}].{_key(step)}", idle[0], used, "reading of a column")
        for use in step.reads:
            if use.name in _OF_UNITS | partitions:
                message = f'"{use.name}" describes the units, and no step reads it'
                findings.add("reserved-id", f"step[{index}]", message, hint="a column of its own")
            _check_order(draft, index, use.name, writer.get(use.name), findings)


def _check_changes(draft: RubricDraft, read: Collection[str], findings: Findings) -> None:
    """Each column is filled once and treated once, then read by a node or a later step, and by no earlier one."""
    done: dict[tuple[str, str], int] = {}
    for index, step in enumerate(draft.steps):
        later = set(read) | {use.name for it in draft.steps[index + 1 :] for use in it.reads}
        for name in step.changes:
            if (step.kind, name) in done:
                message = f'"{name}" is {_DONE[step.kind]} by step[{done[step.kind, name]}] already'
                hint = f"each column is {_DONE[step.kind]} once"
                findings.add("double-column", f"step[{index}].columns", message, hint=hint)
            elif name not in later:
                findings.known(f"step[{index}].columns", name, later, "later reading of a column")
            done.setdefault((step.kind, name), index)
    for index, step in enumerate(draft.steps):
        for use in step.reads:
            # Units are screened by what they answered; a column is filled before it is treated.
            later_ones = [kind for kind in ("impute", "treat") if done.get((kind, use.name), index) > index]
            if isinstance(step, Screen) or (isinstance(step, Impute) and later_ones == ["treat"]):
                continue
            for kind in later_ones:
                message = f'"{use.name}" is {_DONE[kind]} by step[{done[kind, use.name]}], which comes later'
                findings.add("too-early", f"step[{index}]", message, hint="put the steps in order")


def _check_screens(draft: RubricDraft, findings: Findings) -> None:
    """Who takes part is settled before anybody's cells are filled, treated or carried up, and once by each column."""
    first: dict[str, int] = {}
    for index, step in enumerate(draft.steps):
        if not isinstance(step, Screen):
            continue
        if step.name in first:
            message = f"step[{first[step.name]}] screens by the same columns"
            findings.add("double-column", f"step[{index}].columns", message, hint="one share for each")
        first.setdefault(step.name, index)
        before = [place for place, it in enumerate(draft.steps[:index]) if isinstance(it, Impute | Treat | CarryUp)]
        after = [place for place, it in enumerate(draft.steps) if place > index and isinstance(it, Verify)]
        if before:
            message = f"step[{before[0]}] needs to know which units take part, and comes before"
            findings.add(
                "too-early", f"step[{before[0]}]", message, hint=f"put step[{index}], which screens, before it"
            )
        if after:
            message = f"step[{after[0]}] writes columns whose cells are counted, and comes later"
            findings.add("too-early", f"step[{index}]", message, hint="put the steps that verify first")


def _key(step: Step) -> str:
    return "into" if isinstance(step, CarryUp) else "columns"


def _check_order(draft: RubricDraft, index: int, name: str, writer: int | None, findings: Findings) -> None:
    """A column that a step reads and a step writes is written before."""
    if writer is None:
        return
    other = draft.steps[writer]
    if writer >= index:
        message = f'"{name}" is written by step[{writer}], which comes later'
        findings.add("too-early", f"step[{index}]", message, hint="put the steps in order")
    elif isinstance(other, CarryUp) and other.node:
        message = f'"{name}" is carried up from a node, which is known after all steps'
        findings.add("too-early", f"step[{index}]", message, hint="let a node read it")


_CHECKS: Mapping[type, Callable[[RubricDraft, str, Any, Findings], None]] = MappingProxyType(
    {
        Verify: _check_verify,
        CarryUp: _check_carry_up,
        Impute: _check_impute,
        Treat: _check_treat,
        Screen: _check_screen,
    }
)
