"""Random steps for nodes that have been drawn: verified columns, screened units, changed cells, a carried node."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ictindex.model import CarryUp, Group, Impute, Indicator, Reading, Screen, Treat, Verify
from ictindex.model.rubric import RubricDraft
from ictindex.model.steps import COUNTS, FROM_OTHERS, UNPROVED, UNVERIFIED, Step
from ictindex.model.treating import UNMET
from ictindex.testing.strategies.columns import span
from ictindex.testing.strategies.dice import Dice
from ictindex.testing.strategies.leaves import Plan

__all__ = ["carried_leaf", "random_steps"]

_INTO = ("tổng", "số")


def carried_leaf(dice: Dice, plan: Plan) -> Indicator:
    """A node of the total that reads what children carry up; in one block less where gates are wanted."""
    node = plan.next_id("t")
    fields: dict[str, Any] = {"zero": dice.one(("zero", "full"))}
    block = next((it for it in plan.partitions if it.name == "block"), None)
    if plan.wanted.gates:
        fields["zero"] = dice.one(("zero", "full", "not-applicable"))
        if block is not None and dice.chance(2):
            fields["only"] = {"block": [f"-{block.part_ids()[-1]}"]}
    plan.bounded.append(node)
    reading = Reading(column=_INTO[0], operator="/", second=_INTO[1])
    return Indicator(id=node, read=reading, max=dice.one((5, 10, "2.5")), range="clip", **fields)


def random_steps(dice: Dice, plan: Plan, total: Group, nodes: Sequence[Any]) -> list[Step]:
    """Steps in an order in which each finds what it reads; one at least changes cells where that is wanted."""
    draft = RubricDraft(
        id="demo/random@2026", total=total, nodes=nodes, partitions=plan.partitions, columns=plan.columns
    )
    read = dict.fromkeys(name for leaf in draft.tree.leaves() for name in leaf.reading.columns)
    carried = _INTO[0] in read
    names = [name for name in read if name not in _INTO]
    found: list[Step] = [_verify(dice, dice.some(names, 1, 2), draft)] if names and dice.chance(2) else []
    if names and dice.chance(4):
        columns = dice.some(names, 1, 2) if dice.chance(2) else []
        found.append(Screen(least=dice.one(("50%", "80%", "100%")), columns=columns, why="thiếu số liệu"))
    numbers = [name for name in names if _can_be_changed(name, draft)]
    if numbers and (plan.wanted.changing or dice.chance(2)):
        name = dice.one(numbers)
        makers: Sequence[Callable[..., Step]] = dice.one(((_impute,), (_treat,), (_impute, _treat)))
        found += [make(dice, plan, name, draft) for make in makers]
    return [*found, _carry_up(dice, plan, total)] if carried else found


def _verify(dice: Dice, columns: list[str], draft: RubricDraft) -> Verify:
    words = any(draft.column_kind(name) == "text" for name in columns)
    evidence = dice.one(("", "*_vb"))
    return Verify(
        columns=columns,
        reported="*_tu",
        verified="*_hd",
        evidence=evidence,
        counts=dice.one(COUNTS[:-1] if words else COUNTS),
        unverified=dice.one(UNVERIFIED),
        unproved=dice.one(UNPROVED) if evidence else "remark",
    )


def _can_be_changed(name: str, draft: RubricDraft) -> bool:
    """A number that is no part of a whole: the mean of parts may be more than somebody's whole."""
    readers = [leaf for leaf in draft.tree.leaves() if name in leaf.reading.columns]
    return draft.column_kind(name) in ("number", "percent") and not any(leaf.reading.is_share for leaf in readers)


def _impute(dice: Dice, plan: Plan, name: str, draft: RubricDraft) -> Impute:
    method = dice.one((*FROM_OTHERS, "constant")) if plan.wanted.cohort else "constant"
    if method == "constant":
        readers = [leaf for leaf in draft.tree.leaves() if name in leaf.reading.columns]
        return Impute(columns=[name], method=method, value=max(span(leaf, name, draft)[0] for leaf in readers))
    by = dice.one(["all", *(partition.name for partition in plan.labelled())])
    return Impute(columns=[name], method=method, by=by, decimals=dice.one((2, 3)))


def _treat(dice: Dice, plan: Plan, name: str, draft: RubricDraft) -> Treat:
    """Limits that many columns are beyond, so that something is done, and bounds inside what the readers accept."""
    if not plan.wanted.cohort or dice.chance(4):
        return Treat(columns=[name], method="clip", **_inside(dice, name, draft))
    by = dice.one(["all", *(partition.name for partition in plan.labelled())])
    fields: dict[str, Any] = {"columns": [name], "by": by}
    if dice.chance(2):
        limits: dict[str, Any] = {"skew": dice.one(("0.1", "0.5", 2)), "kurtosis": dice.one(("-3", "-1", "3.5"))}
        return Treat(method="winsorise", most=dice.one((1, 2, 5)), unmet=dice.one(UNMET[:-1]), **limits, **fields)
    ends: dict[str, Any] = dice.one(
        ({"low": "5%", "high": "95%"}, {"high": "75%"}, {"low": "30%"}, {"sd": 1}, {"sd": "0.5"})
    )
    return Treat(method="clip", decimals=dice.one((2, 3)), **ends, **fields)


def _inside(dice: Dice, name: str, draft: RubricDraft) -> dict[str, Any]:
    """Two written bounds, or one of them."""
    readers = [leaf for leaf in draft.tree.leaves() if name in leaf.reading.columns]
    spans = [span(leaf, name, draft) for leaf in readers]
    low, high = max(low for low, _ in spans), min(high for _, high in spans)
    ends = {"low": low, "high": max(low, high / 2)}
    return dice.one((ends, {"low": ends["low"]}, {"high": ends["high"]}))


def _carry_up(dice: Dice, plan: Plan, total: Group) -> CarryUp:
    fields: dict[str, Any] = {"column": "tỷ_lệ_xã", "missing": dice.one(("refuse", "zero", "not-applicable"))}
    if total.decimals is not None and dice.chance(2):
        fields = {"node": "total"}
    block = next((it for it in plan.partitions if it.name == "block"), None)
    if block is not None and dice.chance(2):
        fields["among"] = {"block": [block.part_ids()[-1]]}
    if dice.chance(3):
        fields["weight"] = "dân_số"
    if dice.chance(3):
        fields["share"] = dice.one(("0.5..", ">0.25", "..0.75"))
    return CarryUp(into=_INTO, **fields)
