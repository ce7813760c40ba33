"""The JSON form of a ranking: plain tables and lists, numbers as Decimals with the printed digits."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from importlib.metadata import PackageNotFoundError, version
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs

from ictindex.model.nodes import ROOT
from ictindex.model.numbers import decimal_of_ticks, round_ticks
from ictindex.model.screening import Screen
from ictindex.model.steps import Impute, Verify
from ictindex.model.treating import Treat
from ictindex.ranking.award import Award
from ictindex.ranking.figures import PERCENT_DECIMALS
from ictindex.ranking.how import how_of
from ictindex.ranking.standing import Standing

if TYPE_CHECKING:  # the ranking calls this module
    from ictindex.ranking.result import Ranking

__all__ = ["FORMAT", "award_tree", "share_of", "tree_of"]

FORMAT = 1
_TABLES: Mapping[type, str] = MappingProxyType(
    {Verify: "verifications", Screen: "screenings", Impute: "imputations", Treat: "treatments"}
)


def tree_of(ranking: Ranking, *, reasons: bool = False, lang: str = "en") -> dict[str, Any]:
    """The whole result; the same inputs give the same tree, so it holds no time and no path.

    With `reasons` each unit has all sentences on its place, which takes time that grows with the square of the units.
    Reasons and remarks are in `lang`, ``"vi"`` or ``"en"``; everything else has no language.
    """
    return {
        "format": FORMAT,
        "ictindex": _version(),
        "rubric": ranking.rubric.id,
        "status": ranking.rubric.status,
        "law": ranking.law,
        "data": ranking.data,
        "units": [_unit(it) | ({"why": list(it.reasons(lang))} if reasons else {}) for it in ranking.standings],
        "tiers": _tiers(ranking),
        "awards": [{**award_tree(it), "reason": it.said(lang)} for it in ranking.awards],
        "remarks": [{"code": it.code, "message": it.said(lang), "units": list(it.units)} for it in ranking.remarks],
        "how": how_of(ranking.rubric),
        **_weights(ranking),
        **_done_by_steps(ranking),
        **_lineage(ranking),
    }


def award_tree(it: Award) -> dict[str, Any]:
    """Who received what, by which rule, on which values, and against whom."""
    rival = None if it.against is None else {"unit": it.against.unit, "values": dict(it.against.values)}
    return {
        "award": it.award,
        "prize": it.prize,
        "unit": it.unit,
        "role": it.role,
        "part": it.part,
        "values": dict(it.values),
        "against": rival,
    }


def _weights(ranking: Ranking) -> dict[str, Any]:
    """The weights that were taken from the data, where a node takes them from there."""
    found = ranking.scores.weights_from_data
    return {"weights": {node: dict(weights) for node, weights in found.items()}} if found else {}


def _done_by_steps(ranking: Ranking) -> dict[str, Any]:
    """A table for each kind of step that the rubric has: what was verified, filled, treated, and who left."""
    kinds = {type(step) for step in ranking.rubric.steps}
    return {
        key: [attrs.asdict(it) for it in getattr(ranking.scores, key)] for kind, key in _TABLES.items() if kind in kinds
    }


def _lineage(ranking: Ranking) -> dict[str, Any]:
    """Along what the previous edition was carried, where it was."""
    passage = ranking.passage
    if passage is None:
        return {}
    days = {"since": passage.since.isoformat(), "until": passage.until.isoformat()}
    return {"lineage": {"id": passage.lineage.id, "digest": ranking.lineage, **days}}


def _version() -> str:
    try:
        return version("ictindex")
    except PackageNotFoundError:  # run from a source tree that was never installed
        return "unknown"


def _unit(standing: Standing) -> dict[str, Any]:
    nodes = {name: {"score": node.score, "rank": node.rank} for name, node in standing.nodes.items() if name != ROOT}
    return {
        "id": standing.unit.id,
        "name": standing.unit.name,
        "block": standing.block,
        "score": standing.score,
        "rank": standing.rank,
        "rank_overall": standing.rank_overall,
        "percent": standing.percent,
        "tier": standing.tier,
        "nodes": nodes,
        "awards": [{"award": it.award, "prize": it.prize, "role": it.role} for it in standing.awards],
        "change": standing.change,
        "change_reason": standing.change_reason,
        "rank_reason": standing.rank_reason,
    }


def _tiers(ranking: Ranking) -> list[dict[str, Any]]:
    pooled = ranking.tier_counts()
    parts = ranking.tier_counts("block") if ranking.rubric.rank_partition else {}
    ranked = sum(pooled.values())
    return [
        {
            "id": tier.id,
            "vi": tier.vi,
            "en": tier.en,
            "count": pooled[tier.id],
            "share": share_of(pooled[tier.id], ranked),
            "parts": {part: counts[tier.id] for part, counts in parts.items()},
        }
        for tier in ranking.rubric.tiers
    ]


def share_of(count: int, total: int) -> Decimal | None:
    """A count in percent of all, with two decimals; None of nothing.

    >>> share_of(9, 31), share_of(12, 31)
    (Decimal('29.03'), Decimal('38.71'))
    """
    if not total:
        return None
    return decimal_of_ticks(round_ticks(Fraction(100 * count, total), PERCENT_DECIMALS), PERCENT_DECIMALS)
