"""Analysis: how firm a ranking is, and what would change it. It calls public functions and the arithmetic of scoring."""

from __future__ import annotations

from ictindex.analysis.design import movable, own_weights
from ictindex.analysis.distribution import RankDistribution
from ictindex.analysis.scenarios import Scenarios
from ictindex.analysis.weighted import rank_scenarios

__all__ = ["RankDistribution", "Scenarios", "movable", "own_weights", "rank_scenarios"]
