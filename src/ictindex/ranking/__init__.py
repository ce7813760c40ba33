"""From scores to standings: order and ties, tiers, prizes, changes since the previous edition, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ictindex.on_demand import on_demand

if TYPE_CHECKING:
    from ictindex.ranking.award import Award, Rival
    from ictindex.ranking.conditions import Met
    from ictindex.ranking.remarks import Remark
    from ictindex.ranking.result import Ranking
    from ictindex.ranking.run import rank, rank_scores
    from ictindex.ranking.selector_spec import Candidate, SelectorSpec
    from ictindex.ranking.series import Change, Extreme, Series, SeriesEdition, Streak
    from ictindex.ranking.series_making import series_of
    from ictindex.ranking.standing import NodeStanding, Standing

__all__ = [
    "Award",
    "Candidate",
    "Change",
    "Extreme",
    "Met",
    "NodeStanding",
    "Ranking",
    "Remark",
    "Rival",
    "SelectorSpec",
    "Series",
    "SeriesEdition",
    "Standing",
    "Streak",
    "rank",
    "rank_scores",
    "series_of",
]

# The module of each name.
_PLACES = {
    "Award": "award",
    "Candidate": "selector_spec",
    "Change": "series",
    "Extreme": "series",
    "Met": "conditions",
    "NodeStanding": "standing",
    "Ranking": "result",
    "Remark": "remarks",
    "Rival": "award",
    "SelectorSpec": "selector_spec",
    "Series": "series",
    "SeriesEdition": "series",
    "Standing": "standing",
    "Streak": "series",
    "rank": "run",
    "rank_scores": "run",
    "series_of": "series_making",
}

__getattr__, __dir__ = on_demand(__name__, _PLACES)
