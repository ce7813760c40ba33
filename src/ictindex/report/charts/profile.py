"""Profile: what a unit has of each node's maximum, beside the best and the median of its block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ictindex.ranking import Ranking
from ictindex.report.charts.drawing import Sheet, chart, new_figure, shortened
from ictindex.report.measures import Measure, rows_of
from ictindex.report.palette import LIGHT
from ictindex.report.said import word
from ictindex.report.scene import name_of

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["profile"]

_ROW = 0.27


@chart
def profile(ranking: Ranking, unit_id: str, *, leaves: bool = True, lang: str = "vi") -> Figure:
    """One unit against its block: a bar for its share of each maximum, strokes for the median and the best.

    Parameters
    ----------
    ranking, unit_id
        Whose profile.
    leaves
        Every indicator; or, where False, what the total is made of directly.
    lang
        ``"vi"`` or ``"en"``.

    Raises
    ------
    UnknownName
        If there is no such unit.
    ValueError
        If the unit is not ranked, or no node that applies to it has a maximum.
    """
    sheet = Sheet(ranking, lang)
    block = sheet.block_of(unit_id)
    if block is None:
        msg = f'"{unit_id}" is not ranked, so it has no block to stand against: {ranking[unit_id].rank_reason}'
        raise ValueError(msg)
    standing = ranking[unit_id]
    chosen = [it for it in sheet.scene.measures if it.is_leaf and it.counts] if leaves else sheet.scene.groups
    measures = [it for it in chosen if it.share(standing.row) is not None]
    if not measures:
        msg = f'no node that applies to "{unit_id}" has a maximum, so there are no shares to draw'
        raise ValueError(msg)
    rows = rows_of(block.standings)
    figure = new_figure(8, _ROW * len(measures) + 1.2)
    axes = figure.subplots()
    places = range(len(measures))
    axes.barh(
        places,
        [_share(it, standing.row) for it in measures],
        height=0.62,
        color=LIGHT["tint"],
        label=name_of(standing.unit),
    )
    medians = [float(it.peers(rows).median_share or 0) for it in measures]
    best = [max(_share(it, row) for row in rows if it.share(row) is not None) for it in measures]
    strokes: dict[str, Any] = {"s": 130, "marker": "|", "linewidths": 2.2}
    axes.scatter(medians, places, color=LIGHT["mark"], label=sheet.texts.text(word("median")), **strokes)
    axes.scatter(best, places, color=LIGHT["accent"], label=sheet.texts.text(word("best")), **strokes)
    for place, it in zip(places, measures, strict=True):
        axes.text(1, place, sheet.texts.number(it.points(standing.row)), va="center", fontsize=7.5)
    axes.set_yticks(places, [shortened(sheet.texts.text(it.name)) for it in measures], fontsize=8)
    axes.set_ylim(len(measures) - 0.4, -0.6)
    axes.set_xlim(0, max(100.0, *best) * 1.02)
    axes.set_xlabel(sheet.texts.text(word("percent")))
    axes.spines["left"].set_visible(False)
    axes.set_title(f"{name_of(standing.unit)}: {sheet.texts.text(block.name)}, {standing.rank}/{len(block)}")
    figure.legend(loc="outside lower left", ncols=3, fontsize=8.5)
    sheet.numbers_on(axes.xaxis)
    return figure


def _share(measure: Measure, row: int) -> float:
    return float(measure.share(row) or 0)
