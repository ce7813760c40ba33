"""How a ranking is made, as plain tables: every policy with its value, the words that the rubric's file uses."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

import attrs

from ictindex.model.coverage import origin_of, parameters
from ictindex.model.nodes import Indicator
from ictindex.model.ranges import Bound
from ictindex.model.rubric import RubricDraft
from ictindex.model.screening import Screen
from ictindex.model.shapes import Against
from ictindex.model.standing_rules import Downgrade, Prize, Tier
from ictindex.model.steps import Step

__all__ = ["how_of", "origins_of"]


def how_of(rubric: RubricDraft) -> dict[str, Any]:
    """The policies of a rubric, those at their default included; conditions as texts, `rubric show` has the nodes.

    >>> from ictindex.model.nodes import Group
    >>> rubric = RubricDraft(id="demo/it@2026", total=Group(decimals=1), nodes=[Indicator(id="may", max=5)])
    >>> how = how_of(rubric)
    >>> how["missing"], how["order"]["ties"], how["rounding"]["total"]
    ({'refuse': ['may']}, 'competition', {'decimals': 1, 'half': 'up'})
    """
    leaves = rubric.tree.leaves()
    cohorts = [leaf for leaf in leaves if isinstance(leaf.shape, Against)]
    divided = [leaf for leaf in leaves if leaf.reading.is_share or getattr(leaf.shape, "method", "") == "best"]
    return {
        **({"steps": [_step(it) for it in rubric.steps]} if rubric.steps else {}),
        "missing": _by_value(leaves, lambda leaf: leaf.missing),
        "zero": _by_value(divided, lambda leaf: leaf.zero),
        "range": _by_value(leaves, lambda leaf: leaf.range),
        "constant": _by_value(cohorts, lambda leaf: getattr(leaf.shape, "constant", "")),
        **_weights(rubric),
        "rounding": _rounding(rubric),
        "order": _order(rubric),
        "tiers": [_tier(tier) for tier in rubric.tiers],
        **({"downgrades": [_downgrade(it) for it in rubric.downgrades]} if rubric.downgrades else {}),
        "awards": [_award(award, rubric) for award in rubric.awards],
        "comparable": list(rubric.comparable),
        "origins": origins_of(rubric),
    }


def origins_of(rubric: RubricDraft) -> dict[str, Any]:
    """How many parameters each source covers, and which are assumed, inferred or without an origin, by path."""
    found: dict[str, list[str]] = {"assumed": [], "inferred": [], "none": []}
    sources: dict[str, int] = {}
    for path, record_source in parameters(rubric):
        origin, source = origin_of(rubric, path, record_source)
        if origin == "source":
            sources[source] = sources.get(source, 0) + 1
        else:
            found[origin].append(path)
    return {"sources": sources, **found}


def _by_value(leaves: Iterable[Indicator], policy: Callable[[Indicator], str]) -> dict[str, list[str]]:
    held: dict[str, list[str]] = {}
    for leaf in leaves:
        held.setdefault(policy(leaf), []).append(leaf.id)
    return held


def _weights(rubric: RubricDraft) -> dict[str, Any]:
    """How weights are taken from the data, by node; nothing where all are written."""
    nodes = (rubric.total, *rubric.nodes, *rubric.views)
    weighed = {
        it.id: {"method": it.weights, "decimals": it.weight_decimals}
        for it in nodes
        if not isinstance(it, Indicator) and it.weighs_by_data
    }
    return {"weights": weighed} if weighed else {}


def _rounding(rubric: RubricDraft) -> dict[str, Any]:
    own = [it for it in (*rubric.nodes, *rubric.views) if it.decimals is not None]
    total = rubric.total
    return {
        "total": None if total.decimals is None else {"decimals": total.decimals, "half": total.half},
        "nodes": {it.id: {"decimals": it.decimals, "half": it.half} for it in own},
    }


def _order(rubric: RubricDraft) -> dict[str, Any]:
    rank = rubric.rank
    return {
        "by": [str(key) for key in rank.by],
        "break_by": [str(key) for key in rank.break_by],
        "value": rank.value,
        "ties": rank.ties,
        "last": rank.last,
        "seed": rank.seed,
        "within": rubric.rank_partition or None,
        "overall": rank.overall,
    }


def _tier(tier: Tier) -> dict[str, Any]:
    """The bound or quota of a row; a row with none of them takes the rest."""
    row: dict[str, Any] = {"id": tier.id}
    if tier.bound is not None:
        key = "above" if tier.bound.strict else "from"
        row[key] = tier.bound.number if tier.bound.percent else tier.bound.value
    if tier.is_quota:
        size = {"share": _percent(tier.share)} if tier.share is not None else {"count": tier.count}
        row |= size | {"per": tier.per or None, "tie": tier.tie, "round": tier.round}
    return row | ({} if tier.where is None else {"where": str(tier.where)})


def _downgrade(rule: Downgrade) -> dict[str, Any]:
    return {"id": rule.id, "where": str(rule.where), "tiers": rule.tiers}


def _step(step: Step) -> dict[str, Any]:
    """The fields of a step by the names of the file; conditions and ranges as texts."""
    idle = ("source", *getattr(step, "idle", ()))
    held = {it.name: getattr(step, it.name) for it in attrs.fields(type(step)) if it.name not in idle}
    return (
        {"kind": step.kind}
        | {
            "self" if name == "reported" else name: list(value) if isinstance(value, tuple) else _word(value)
            for name, value in held.items()
            if value not in (None, "")
        }
        | ({"least": _percent(step.least)} if isinstance(step, Screen) else {})
    )


def _word(value: object) -> str:
    return value.number if isinstance(value, Bound) else str(value)


def _percent(share: Decimal) -> str:
    return f"{share:f}%"


def _award(award: Prize, rubric: RubricDraft) -> dict[str, Any]:
    by = award.by or rubric.rank.key
    return {
        "id": award.id,
        "per": award.per or None,
        "among": None if award.among is None else str(award.among),
        "by": [] if award.is_recognition else [str(key) for key in (*by, *award.break_by)],
        "select": award.select or None,
        "prizes": [str(prize) for prize in award.prizes],
        "to": list(award.to),
        "tie": None if award.is_recognition else award.tie,
        "seed": award.seed or rubric.rank.seed if award.tie == "lot" else None,
        "exclusive": award.exclusive,
    }
