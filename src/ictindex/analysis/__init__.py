"""Analysis: how firm a ranking is, and what would change it."""

from __future__ import annotations

from ictindex.analysis.design import CannotMove, movable, own_weights
from ictindex.analysis.distribution import RankDistribution
from ictindex.analysis.drawing import draw_weights
from ictindex.analysis.firmness import Held, LeftOut, Policy, RankSpan, Robustness, UnitRobustness
from ictindex.analysis.robustness import robustness
from ictindex.analysis.scenarios import Scenarios
from ictindex.analysis.weighted import rank_scenarios
from ictindex.analysis.what_ifs import what_if, with_hidden_digits

__all__ = [
    "CannotMove",
    "Held",
    "LeftOut",
    "Policy",
    "RankDistribution",
    "RankSpan",
    "Robustness",
    "Scenarios",
    "UnitRobustness",
    "draw_weights",
    "movable",
    "own_weights",
    "rank_scenarios",
    "robustness",
    "what_if",
    "with_hidden_digits",
]
