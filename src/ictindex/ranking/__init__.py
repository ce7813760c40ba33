"""From scores to standings: order and ties, tiers, prizes, changes since the previous edition, and why."""

from __future__ import annotations

from ictindex.ranking.award import Award, Rival
from ictindex.ranking.conditions import Met
from ictindex.ranking.remarks import Remark
from ictindex.ranking.result import Ranking
from ictindex.ranking.run import rank, rank_scores
from ictindex.ranking.selector_spec import Candidate, SelectorSpec
from ictindex.ranking.standing import NodeStanding, Standing

__all__ = [
    "Award",
    "Candidate",
    "Met",
    "NodeStanding",
    "Ranking",
    "Remark",
    "Rival",
    "SelectorSpec",
    "Standing",
    "rank",
    "rank_scores",
]
