"""Random rubrics, lawful by construction: status illustrative, always accepted by `Rubric`."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from ictindex.model import Exclusion, Group, Indicator, Part, Partition, Rubric, Tier, View, Where
from ictindex.model.check_tiers import unreachable_tiers
from ictindex.model.rubric import RubricDraft
from ictindex.testing.strategies.conditions import TAGS, Subjects, random_where
from ictindex.testing.strategies.dice import Dice
from ictindex.testing.strategies.kinds import Wanted
from ictindex.testing.strategies.leaves import HALVES, Plan, random_leaf
from ictindex.testing.strategies.rules import random_downgrades, random_prizes, random_rank_rule, random_tiers
from ictindex.testing.strategies.steps import carried_leaf, random_steps

__all__ = ["random_rubric", "rubrics"]

_MOST_NODES = 9
_MEANS = ("mean", "geometric", "harmonic", "power")
_NEED_POSITIVE = ("geometric", "harmonic", "power")
_WEIGHTS = tuple(map(Decimal, ("1", "2", "3", "0.5", "0.4", "0.3", "0.25", "0")))
_BLOCKS = (Part(id="so", vi="Sở, ngành"), Part(id="quan", vi="Quận"), Part(id="xa", vi="Xã", en="Communes"))
_EXCLUSIONS = (
    Exclusion(where={"unit": ["u1", "u4"]}, why="quân sự"),
    Exclusion(where={"tag": TAGS[1]}, why="mới lập"),
)


@st.composite
def rubrics(draw: st.DrawFn, /, **features: bool) -> Rubric:
    """Random rubrics over everything that a rubric can say.

    Keyword arguments (`features`) switch features off (see `Wanted`): ``rubrics(cohort=False)`` gives absolute rubrics.
    """
    return random_rubric(Dice.of(draw), Wanted(**features))


def random_rubric(dice: Dice, wanted: Wanted) -> Rubric:
    """A rubric with the wanted features."""
    plan = Plan(
        wanted=wanted,
        partitions=_partitions(dice, wanted),
        all_bounded=not wanted.unbounded or dice.chance(2),
    )
    exact = dice.chance(4)
    total = _group(dice, plan, "total", positive=False)
    silent = exact and dice.chance(2)
    total["decimals"] = None if silent else dice.between(0, 3)
    nodes = _children(dice, plan, total, depth=0, positive=total["aggregate"] in _NEED_POSITIVE)
    if dice.chance(4):
        nodes.append(random_leaf(dice, plan, positive=False, parent="none"))
    stepped = wanted.steps and (wanted.changing or dice.chance(3))
    if stepped and wanted.cohort and dice.chance(2):
        nodes.append(carried_leaf(dice, plan))
    subjects = Subjects(
        partitions=plan.partitions,
        bounded=tuple(plan.bounded),
        free=tuple(plan.free),
        percent=plan.all_bounded,
        every=True,
    )
    rank = random_rank_rule(dice, subjects, exact=exact, refusing=wanted.refusing)
    tiers = random_tiers(dice, subjects) if wanted.rules else []
    scored: dict[str, Any] = {"total": Group(**total), "nodes": nodes, "partitions": plan.partitions, "rank": rank}
    tiers = _reachable(tiers, scored)
    return Rubric(
        id="demo/random@2026",
        **scored,
        columns=plan.columns,
        steps=random_steps(dice, plan, scored["total"], nodes) if stepped else [],
        views=[_view(dice, place, [node.id for node in nodes]) for place in range(dice.between(0, 2))],
        tiers=tiers,
        downgrades=random_downgrades(dice, subjects, tiers),
        awards=random_prizes(dice, subjects, rank, tiers) if wanted.rules else [],
        exclude=dice.one((_EXCLUSIONS[:0], _EXCLUSIONS[:0], _EXCLUSIONS[:1], _EXCLUSIONS)),
        comparable=dice.one((("rank",), ("rank", "score"), ("score",), ())),
    )


def _reachable(tiers: list[Tier], scored: dict[str, Any]) -> list[Tier]:
    """The rows that somebody can be in and that leave somebody to the rows below."""
    while idle := unreachable_tiers(RubricDraft(id="demo/random@2026", tiers=tiers, **scored)):
        tiers = [tier for place, tier in enumerate(tiers) if place not in idle]
    return tiers


def _partitions(dice: Dice, wanted: Wanted) -> list[Partition]:
    """Perhaps blocks, perhaps a second division, perhaps one derived from the blocks and tags."""
    found = []
    if wanted.blocks or not dice.chance(3):
        found.append(Partition(name="block", parts=_BLOCKS[: dice.between(1, 3)]))
    if dice.chance(3):
        found.append(Partition(name="vùng", parts=[Part(id="núi"), Part(id="biển")]))
    if found and dice.chance(3):
        name, parts = found[0].name, found[0].part_ids()
        derived = [Part(id="một", where=Where.of({name: parts[0]}))]
        if len(parts) > 1:
            derived.append(Part(id="hai", where=Where.of({name: parts[1], "tag": f"-{TAGS[0]}"})))
        found.append(Partition(name="ghép", parts=derived))
    return found


def _group(dice: Dice, plan: Plan, node: str, *, positive: bool) -> dict[str, Any]:
    """The fields of a group, without its place in the tree."""
    names = ["sum", "sum", "mean", "mean", "best", "least", "harmonic"]
    names += ["geometric", "geometric", "power"] if plan.wanted.irrational else []
    fields: dict[str, Any] = {"id": node, "aggregate": dice.one(names), "half": dice.one(HALVES)}
    if fields["aggregate"] == "power":
        fields["power"] = dice.one((2, 1, 3, -1, -2))
    if plan.wanted.clamps and dice.chance(6):
        floor = dice.decimal(0 if positive else -1, 2, 1)
        fields |= dice.one(({"floor": floor}, {"cap": floor + 15}, {"floor": floor, "cap": floor + 7}))
    if dice.chance(3):
        fields["decimals"] = dice.between(0, 3)
    return fields


def _children(dice: Dice, plan: Plan, group: dict[str, Any], *, depth: int, positive: bool) -> list[Any]:
    """The children of a group, each followed by its own.

    Extras stand beside a first child that counts for every kind of unit, so that no unit is left with a group that
    has a value and no maximum.
    """
    found: list[Any] = []
    for place in range(dice.between(1, 4 - depth)):
        fields: dict[str, Any] = {"parent": group["id"]}
        counts = place > 0 and isinstance(found[0], Indicator) and found[0].only is None
        if group["aggregate"] in _MEANS:
            fields["weight"] = dice.one(_WEIGHTS if place else _WEIGHTS[:-1])
        if group["aggregate"] == "sum" and counts:
            fields["extra"] = dice.chance(6)
        if plan.wanted.gates and dice.chance(5):
            fields["only"] = random_where(dice, plan.subjects())
        if depth < 2 and plan.count < _MOST_NODES and dice.chance(3):
            inner = _group(dice, plan, plan.next_id("g"), positive=positive)
            below = positive or inner["aggregate"] in _NEED_POSITIVE
            found.append(Group(**inner, **fields))
            found += _children(dice, plan, inner, depth=depth + 1, positive=below)
        else:
            found.append(random_leaf(dice, plan, positive=positive, **fields))
    return found


def _view(dice: Dice, place: int, nodes: Sequence[str]) -> View:
    """A figure beside the total, over any nodes and with weights of its own."""
    aggregate = dice.one(("mean", "sum", "best", "least"))
    over = [
        (node, dice.one(_WEIGHTS[:4]) if aggregate == "mean" else Decimal(1))
        for node in dice.some([*nodes, "total"], 1, 3)
    ]
    decimals = dice.one((None, 0, 1, 2))
    return View(id=f"góc-nhìn-{place}", aggregate=aggregate, over=over, decimals=decimals)
