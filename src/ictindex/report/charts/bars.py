"""Bars: the units of each block in their order, each as long as its score, in the colour of its tier."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ictindex.ranking import Ranking
from ictindex.report.charts.drawing import Sheet, chart, key_of_tiers, shortened
from ictindex.report.measures import Block
from ictindex.report.palette import LIGHT
from ictindex.report.scene import name_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["bars"]

_ROW = 0.235


@chart
def bars(ranking: Ranking, *, block: str | None = None, lang: str = "vi") -> Figure:
    """Scores of a `ranking` as bars, a panel for each block, or for the `block` of this id; `lang` is vi or en.

    Raises
    ------
    UnknownName
        If there is no such block.
    """
    sheet = Sheet(ranking, lang)
    blocks = sheet.blocks(block)
    figure, panels = sheet.panels([_ROW * len(it) + 0.1 for it in blocks], width=8)
    longest = max(float(it.score or 0) for found in blocks for it in found.standings)
    for found, axes in zip(blocks, panels, strict=True):
        _panel(found, axes, sheet, longest)
    key_of_tiers(figure, tuple(sheet.scene.tiers.values()), sheet.texts)
    return figure


def _panel(block: Block, axes: Axes, sheet: Sheet, longest: float) -> None:
    tiers = sheet.scene.tiers
    places = range(len(block))
    colours = [tiers[it.tier].colour if it.tier else LIGHT["accent"] for it in block.standings]
    scores = [float(it.score or 0) for it in block.standings]
    axes.barh(places, scores, height=0.72, color=colours, edgecolor=LIGHT["edge"], linewidth=0.4)
    for place, it in zip(places, block.standings, strict=True):
        axes.text(
            float(it.score or 0) + longest * 0.008, place, sheet.texts.number(it.score), va="center", fontsize=7.5
        )
    names = [f"{it.rank}  {shortened(name_of(it.unit))}" for it in block.standings]
    axes.set_yticks(places, names, fontsize=8)
    axes.set_ylim(len(block) - 0.4, -0.6)
    axes.set_xlim(0, longest * 1.08)
    axes.set_title(sheet.texts.text(block.name))
    axes.spines["left"].set_visible(False)
    sheet.numbers_on(axes.xaxis)
