"""Checks of one indicator's shape: its table, its words, its limits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from ictindex.model.findings import Findings
from ictindex.model.nodes import Indicator
from ictindex.model.number_text import DASHES, NOT_APPLICABLE_TOKENS
from ictindex.model.numbers import plain
from ictindex.model.reading_domain import domain_of
from ictindex.model.rubric import RubricDraft
from ictindex.model.shapes import AGAINST_METHODS, BETTER, CONSTANT_POLICIES, Against, Curve, Custom, Levels, Steps
from ictindex.model.text import fold

__all__ = ["check_shape"]

_NO_LEVEL = {False: "an empty cell is missing", True: "n/a is not applicable, and a dash is refused"}


def check_shape(path: str, leaf: Indicator, draft: RubricDraft, findings: Findings) -> None:
    """What is wrong with the shape of one leaf."""
    check = _CHECKS.get(type(leaf.shape))
    if check is not None:
        check(path, leaf, draft, findings)
    if leaf.zero == "full" and leaf.limits()[1] is None and leaf.max is None and leaf.cap is None:
        message = 'zero = "full" gives the greatest points, and nothing says what they are'
        findings.add("full-without-max", f"{path}.zero", message, hint="give the node its `max`")
    if leaf.reading.operator in ("log10", "ln") and isinstance(leaf.shape, Levels):
        findings.add("text-operator", f"{path}.read", "levels are words and have no logarithm")


def _levels(path: str, leaf: Indicator, draft: RubricDraft, findings: Findings) -> None:
    del draft
    assert isinstance(leaf.shape, Levels)
    if not leaf.shape.table:
        findings.add("empty-shape", f"{path}.levels", "there is no level")
    findings.unique(f"{path}.levels[{{}}]", [fold(text) for text, _ in leaf.shape.table], "level")
    for index, (text, _) in enumerate(leaf.shape.table):
        if not text or fold(text) in NOT_APPLICABLE_TOKENS or text in DASHES:
            message = f'no cell is ever the level "{text}": {_NO_LEVEL[bool(text)]}'
            findings.add("no-level", f"{path}.levels[{index}]", message, hint="name the level by a word")


def _steps(path: str, leaf: Indicator, draft: RubricDraft, findings: Findings) -> None:
    assert isinstance(leaf.shape, Steps)
    if not leaf.shape.table:
        findings.add("empty-shape", f"{path}.steps", "there is no step")
    findings.unique(
        f"{path}.steps[{{}}]",
        [(">" if bound.strict else "") + plain(bound.value) for bound, _ in leaf.shape.table],
        "bound",
    )
    for index, (bound, _) in enumerate(leaf.shape.table):
        if bound.percent:
            hint = "steps are on the reading; write the number itself"
            findings.add("percent-step", f"{path}.steps[{index}]", f"{bound.number} is a percent of nothing", hint=hint)
    domain = domain_of(leaf.reading, draft.column_kind)
    for index, why in domain.idle_steps(leaf.shape):
        message = f"the step {leaf.shape.table[index][0].number} is never reached: {why}"
        findings.add("unreachable-step", f"{path}.steps[{index}]", message, hint=domain.hint)


def _curve(path: str, leaf: Indicator, draft: RubricDraft, findings: Findings) -> None:
    del draft
    assert isinstance(leaf.shape, Curve)
    knots = leaf.shape.knots
    if not knots:
        findings.add("empty-shape", f"{path}.curve", "there is no point on the curve")
    for index, ((before, _), (after, _)) in enumerate(pairwise(knots), start=1):
        if after <= before:
            message = f"{plain(after)} does not lie to the right of {plain(before)}"
            findings.add("curve-order", f"{path}.curve[{index}]", message, hint="for a jump use steps")


def _against(path: str, leaf: Indicator, draft: RubricDraft, findings: Findings) -> None:
    shape = leaf.shape
    assert isinstance(shape, Against)
    findings.one_of(f"{path}.against", shape.method, AGAINST_METHODS)
    findings.one_of(f"{path}.better", shape.better, BETTER)
    findings.one_of(f"{path}.constant", shape.constant, CONSTANT_POLICIES)
    findings.known(f"{path}.of", shape.of, ["all", *(partition.name for partition in draft.partitions)], "partition")
    if shape.to is not None and leaf.max is not None:
        findings.add("to-and-max", f"{path}.to", "`to` and `max` both size the result", hint="drop one of them")
    if shape.to is not None and shape.to[0] >= shape.to[1]:
        findings.add("bad-to", f"{path}.to", "the lower end of `to` does not lie below the upper end")
    if shape.to is not None and shape.method not in ("minmax", "percentile"):
        findings.add(
            "bad-to", f"{path}.to", f"`to` says nothing to {shape.method}", hint="`to` is for minmax and percentile"
        )
    if shape.method != "zscore" and (shape.mean != 0 or shape.sd != 1):
        findings.add("bad-mean", f"{path}.mean", f"`mean` and `sd` say nothing to {shape.method}")
    if shape.sd <= 0:
        findings.add("bad-mean", f"{path}.sd", "`sd` must be above 0")
    if shape.method in ("zscore", "rank", "borda") and (leaf.max is not None or leaf.min is not None):
        hint = "drop them; floor and cap clamp the result"
        findings.add("unbounded", f"{path}.max", f"{shape.method} has no declared maximum or minimum", hint=hint)
    if leaf.min is not None and shape.scales_to_max:
        findings.add("bad-to", f"{path}.min", "the least value is 0 here", hint="use `to = [lo, hi]`")


def _custom(path: str, leaf: Indicator, draft: RubricDraft, findings: Findings) -> None:
    del draft
    assert isinstance(leaf.shape, Custom)
    if leaf.shape.name.count("/") != 1:
        findings.add("bad-id", f"{path}.shape", f'"{leaf.shape.name}" is not a plugin shape', expected="namespace/name")


_CHECKS: Mapping[type, Callable[[str, Indicator, RubricDraft, Findings], Any]] = MappingProxyType(
    {Levels: _levels, Steps: _steps, Curve: _curve, Against: _against, Custom: _custom}
)
