"""The columns of a ranking, for frames and csv."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ictindex.model.nodes import ROOT
from ictindex.ranking.sheet import ALL
from ictindex.ranking.standing import Standing

if TYPE_CHECKING:  # the ranking calls this module
    from ictindex.ranking.result import Ranking

__all__ = ["awards_text", "columns_of"]


def columns_of(ranking: Ranking) -> dict[str, NDArray[Any]]:
    """Columns (units,) in unit order.

    Scores are the doubles nearest to the printed digits, NaN where a node does not apply; ranks are 0 where
    a unit is not ranked; `change` is 0 where `change_reason` says why there is none; a missing text is
    empty. Every node has its score under its id and its rank under ``<id>.rank``.
    """
    rows = [ranking[unit_id] for unit_id in ranking.sheet.ids]
    scores = ranking.scores
    columns: dict[str, NDArray[Any]] = {
        "id": _texts(it.unit.id for it in rows),
        "name": _texts(it.unit.name for it in rows),
        "block": _texts(it.block or "" for it in rows),
        "score": _printed(ranking, ROOT),
        "rank": ranking.ranks().copy(),
        "rank_overall": _overall(ranking),
        "percent": np.array([np.nan if it.percent is None else float(it.percent) for it in rows]),
        "tier": _texts(it.tier or "" for it in rows),
        "change": np.array([it.change or 0 for it in rows], dtype=np.int32),
        "change_reason": _texts(it.change_reason or "" for it in rows),
        "rank_reason": _texts(it.rank_reason or "" for it in rows),
        "awards": _texts(awards_text(it) for it in rows),
    }
    for node in scores.rubric.node_ids:
        if node != ROOT:
            columns[node] = _printed(ranking, node)
            columns[f"{node}.rank"] = ranking.ranks(node).copy()
    return columns


def _texts(values: Iterable[str]) -> NDArray[np.str_]:
    return np.array(list(values), dtype=np.str_)


def _printed(ranking: Ranking, node: str) -> NDArray[np.float64]:
    ticks, decimals = ranking.scores.printed_ticks(node)
    # One rounded division of exact doubles gives the double nearest to the printed digits, up to 2**53 ticks.
    return np.where(ranking.scores.applicable(node), ticks / 10.0**decimals, np.nan)


def _overall(ranking: Ranking) -> NDArray[np.int32]:
    if ranking.places.overall is None:
        return np.zeros(len(ranking), dtype=np.int32)
    return ranking.ranks(within=ALL).copy()


def awards_text(standing: Standing) -> str:
    """A unit's awards in one cell: ``tap-the/Nhất; ca-nhan/Cá nhân (lãnh đạo)``."""
    return "; ".join(f"{it.award}/{it.prize}" + (f" ({it.role})" if it.role else "") for it in standing.awards)
