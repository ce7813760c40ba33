"""Distribution: how many units have which score, with the bounds of the tiers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ictindex.ranking import Ranking, Standing
from ictindex.report.charts.drawing import Sheet, chart, key_of_tiers
from ictindex.report.extras import needed
from ictindex.report.measures import Block
from ictindex.report.palette import LIGHT
from ictindex.report.said import word
from ictindex.report.spread import Spread, spread_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["distribution"]

_BINS = 20
_PANEL = 1.7
_NO_TIERS: list[tuple[str | None, str]] = [(None, LIGHT["accent"])]


@chart
def distribution(ranking: Ranking, *, block: str | None = None, lang: str = "vi") -> Figure:
    """How the scores of a `ranking` spread, in percent of the maximum where every unit has one.

    A histogram for each block, or for the `block` of this id; `lang` is vi or en.

    Bars are stacked by tier; dashed lines are the bounds of tiers that lie on the scale.

    Raises
    ------
    UnknownName
        If there is no such block.
    ValueError
        If no block has two units with a score.
    """
    sheet = Sheet(ranking, lang)
    spreads = [(it, spread) for it in sheet.blocks(block) if (spread := spread_of(it, sheet.scene)) is not None]
    if not spreads:
        msg = "a distribution needs two units of one block with a score"
        raise ValueError(msg)
    figure, panels = sheet.panels([_PANEL] * len(spreads), width=7.5)
    ends = [float(end.value) for _, spread in spreads for end in spread.ends]
    for (found, spread), axes in zip(spreads, panels, strict=True):
        _panel(found, spread, axes, sheet, (min(ends), max(ends)))
    panels[-1].set_xlabel(sheet.texts.text(word("percent" if spreads[0][1].is_percent else "score")))
    key_of_tiers(figure, tuple(sheet.scene.tiers.values()), sheet.texts)
    return figure


def _panel(block: Block, spread: Spread, axes: Axes, sheet: Sheet, ends: tuple[float, float]) -> None:
    tiers: list[tuple[str | None, str]] = [
        (it.tier.id, it.colour) for it in reversed(tuple(sheet.scene.tiers.values()))
    ]
    groups = [[_value(it, spread) for it in block.standings if it.tier == tier] for tier, _ in tiers or _NO_TIERS]
    colours = [colour for _, colour in tiers or _NO_TIERS]
    axes.hist(groups, bins=_BINS, range=ends, stacked=True, color=colours, edgecolor=LIGHT["edge"], linewidth=0.5)
    top = axes.get_ylim()[1] * 1.18
    for bound in spread.bounds:
        place = float(bound.value)
        axes.axvline(place, color=LIGHT["mark"], linestyle=(0, (3, 3)), linewidth=1)
        axes.text(place, top, f" {sheet.texts.number(bound.value)}", color=LIGHT["mark"], va="top", fontsize=8)
    axes.set_ylim(0, top)
    axes.set_xlim(*ends)
    ticker = needed("matplotlib.ticker", extra="plot", what="a chart")
    axes.yaxis.set_major_locator(ticker.MaxNLocator(nbins=4, integer=True))
    axes.set_title(f"{sheet.texts.text(block.name)} ({len(block)})")
    sheet.numbers_on(axes.xaxis)


def _value(standing: Standing, spread: Spread) -> float:
    return float((standing.percent if spread.is_percent else standing.score) or 0)
