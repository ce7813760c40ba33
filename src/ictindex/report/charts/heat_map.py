"""Heat map: units by groups, each cell the share of the maximum that the unit has of the group."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np

from ictindex.model.numbers import round_ticks
from ictindex.ranking import Ranking
from ictindex.report.charts.drawing import Sheet, chart, shortened
from ictindex.report.extras import needed
from ictindex.report.measures import Block
from ictindex.report.palette import LIGHT, RAMP, contrast
from ictindex.report.said import word
from ictindex.report.scene import name_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.image import AxesImage

__all__ = ["heat_map"]

_ROW = 0.235
_WRAP = 17


@chart
def heat_map(ranking: Ranking, *, block: str | None = None, lang: str = "vi") -> Figure:
    """Shares of the maximum in a `ranking`, units by what the total is made of.

    A panel for each block, or for the `block` of this id; `lang` is vi or en.

    A cell is empty where the group does not apply to the unit or has no maximum.

    Raises
    ------
    UnknownName
        If there is no such block.
    """
    sheet = Sheet(ranking, lang)
    blocks = sheet.blocks(block)
    width = 3.6 + 0.95 * max(len(sheet.scene.groups), 2)
    figure, panels = sheet.panels([_ROW * len(it) for it in blocks], width=width, gap=1.0)
    image = None
    for found, axes in zip(blocks, panels, strict=True):
        image = _panel(found, axes, sheet)
    if image is not None:
        bar = figure.colorbar(image, ax=panels, location="bottom", aspect=40, shrink=0.6, pad=0.01)
        bar.set_label(sheet.texts.text(word("percent")))
    return figure


def _panel(block: Block, axes: Axes, sheet: Sheet) -> AxesImage:
    groups = sheet.scene.groups
    shares = [[group.share(it.row) for group in groups] for it in block.standings]
    table = np.array([[np.nan if it is None else float(it) for it in row] for row in shares])
    colours = needed("matplotlib.colors", extra="plot", what="a chart")
    ramp = colours.LinearSegmentedColormap.from_list(
        "light-to-dark", [[it / 255 for it in step] for step in reversed(RAMP)]
    )
    image = axes.imshow(table, cmap=ramp, vmin=0, vmax=100, aspect="auto")
    for row, cells in enumerate(shares):
        for column, share in enumerate(cells):
            _write(axes, row, column, share, colours.to_hex(ramp(float(share or 0) / 100)), sheet)
    names = [f"{it.rank}  {shortened(name_of(it.unit))}" for it in block.standings]
    axes.set_yticks(range(len(block)), names, fontsize=8)
    heads = [_wrapped(sheet.texts.text(group.name)) for group in groups]
    axes.set_xticks(range(len(groups)), heads, fontsize=8)
    axes.xaxis.tick_top()
    axes.tick_params(axis="x", length=0)
    axes.set_title(sheet.texts.text(block.name))
    for side in axes.spines.values():
        side.set_visible(False)
    axes.set_xticks([it - 0.5 for it in range(1, len(groups))], minor=True)
    axes.set_yticks([it - 0.5 for it in range(1, len(block))], minor=True)
    axes.grid(which="minor", color=LIGHT["paper"], linewidth=1.2)
    axes.tick_params(which="minor", length=0)
    return image


def _write(axes: Axes, row: int, column: int, share: Fraction | None, ground: str, sheet: Sheet) -> None:
    """The number of a cell, dark on light and light on dark."""
    if share is None:
        axes.text(column, row, "–", ha="center", va="center", fontsize=7.5, color=LIGHT["soft"])
        return
    colour = max((LIGHT["paper"], LIGHT["ink"]), key=lambda it: contrast(it, ground))
    axes.text(
        column, row, sheet.number(Decimal(round_ticks(share, 0))), ha="center", va="center", fontsize=7.5, color=colour
    )


def _wrapped(name: str) -> str:
    """A heading in lines that fit above its column."""
    lines = [""]
    for part in name.split():
        if lines[-1] and len(lines[-1]) + len(part) >= _WRAP:
            lines.append("")
        lines[-1] = f"{lines[-1]} {part}".strip()
    return "\n".join(lines)
