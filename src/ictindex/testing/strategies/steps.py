"""Random steps for nodes that have been drawn: verified columns, filled gaps, and a node that is carried up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ictindex.model import CarryUp, Group, Impute, Indicator, Reading, Verify
from ictindex.model.rubric import RubricDraft
from ictindex.model.steps import COUNTS, FROM_OTHERS, UNPROVED, UNVERIFIED, Step
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
    """Steps in an order in which each finds what it reads; one at least imputes where that is wanted."""
    draft = RubricDraft(
        id="demo/random@2026", total=total, nodes=nodes, partitions=plan.partitions, columns=plan.columns
    )
    read = dict.fromkeys(name for leaf in draft.tree.leaves() for name in leaf.reading.columns)
    carried = _INTO[0] in read
    names = [name for name in read if name not in _INTO]
    found: list[Step] = [_verify(dice, dice.some(names, 1, 2), draft)] if names and dice.chance(2) else []
    numbers = [name for name in names if _can_be_filled(name, draft)]
    if numbers and (plan.wanted.imputing or dice.chance(2)):
        found.append(_impute(dice, plan, dice.one(numbers), draft))
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


def _can_be_filled(name: str, draft: RubricDraft) -> bool:
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
