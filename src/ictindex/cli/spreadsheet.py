"""A ranking as CSV: a row for each unit, a column for each value, no cell that a spreadsheet would run."""

from __future__ import annotations

from io import StringIO

from ictindex.codec import write_csv
from ictindex.language import Language
from ictindex.model.nodes import ROOT
from ictindex.ranking import Ranking, Standing
from ictindex.ranking.table import awards_text
from ictindex.wording.heading import status_line

__all__ = ["spreadsheet"]

_HEAD = (
    "block",
    "rank",
    "rank_overall",
    "id",
    "name",
    "score",
    "percent",
    "tier",
    "change",
    "change_reason",
    "rank_reason",
    "awards",
)
_NOT_APPLICABLE = "n/a"


def spreadsheet(ranking: Ranking) -> str:
    """The standings as CSV text, best first, with the printed digits.

    The first lines name rubric and status, so that the file can be the previous edition of the next one
    (`ictindex.codec.read_published`).
    """
    rubric = ranking.rubric
    nodes = [name for name in rubric.node_ids if name != ROOT]
    header = [*_HEAD, *(column for name in nodes for column in (name, f"{name}.rank"))]
    comments = [
        f"rubric: {rubric.id}",
        f"status: {status_line(rubric, Language('en'))}",
        f"law: {ranking.law}",
        f"how: ictindex rubric show {rubric.id}",
    ]
    comments += [f"data: {note}" for note in ranking.scores.dataset.notes]
    stream = StringIO()
    rows = ([*_head(standing), *_nodes(standing, nodes)] for standing in ranking.standings)
    write_csv(rows, header, stream, comments=comments)
    return stream.getvalue()


def _head(it: Standing) -> list[object]:
    return [
        it.block,
        it.rank,
        it.rank_overall,
        it.unit.id,
        it.unit.name,
        it.score,
        it.percent,
        it.tier,
        it.change,
        it.change_reason,
        it.rank_reason,
        awards_text(it),
    ]


def _nodes(it: Standing, names: list[str]) -> list[object]:
    cells: list[object] = []
    standings = it.nodes
    for name in names:
        node = standings[name]
        cells += [_NOT_APPLICABLE if node.score is None else node.score, node.rank]
    return cells
