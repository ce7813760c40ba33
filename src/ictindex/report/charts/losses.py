"""Losses: from the maximum down to the score of a unit, node by node, as a waterfall."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from ictindex.ranking import Ranking
from ictindex.report.charts.drawing import Sheet, chart, new_figure, shortened
from ictindex.report.palette import LIGHT
from ictindex.report.said import word
from ictindex.report.scene import name_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["losses"]

_ROW = 0.28


@chart
def losses(ranking: Ranking, unit_id: str, *, leaves: bool = True, lang: str = "vi") -> Figure:
    """Points that a unit did not get, the greatest loss first; what remains is its score.

    Parameters
    ----------
    ranking, unit_id
        Whose points.
    leaves
        Every indicator with a loss; or, where False, what the total is made of directly.
    lang
        ``"vi"`` or ``"en"``.

    Raises
    ------
    UnknownName
        If there is no such unit.
    ValueError
        If points of the nodes are no points of the total (means, caps, a bonus), or the unit has no maximum.
    """
    sheet = Sheet(ranking, lang)
    standing = ranking[unit_id]
    top = sheet.scene.total_maximum(standing.row)
    if not sheet.scene.adds_up or top is None or standing.score is None:
        msg = f'the total of "{unit_id}" is no plain sum of nodes with a maximum, so no loss is a loss of the total'
        raise ValueError(msg)
    chosen = [it for it in sheet.scene.measures if it.is_leaf and it.counts] if leaves else sheet.scene.groups
    found = [(it, points) for it in chosen if (points := it.lost(standing.row)) is not None]
    found.sort(key=lambda it: -it[1])
    figure = new_figure(8, _ROW * (len(found) + 2) + 0.9)
    axes = figure.subplots()
    last, pad = len(found) + 1, max(float(top) - float(standing.score), float(top) * 0.05) * 0.12
    left = top
    _end(axes, 0, float(top), sheet.texts.number(top), pad)
    for place, (_, points) in enumerate(found, start=1):
        axes.plot([float(left)] * 2, [place - 0.67, place + 0.33], color=LIGHT["edge"], linewidth=0.7, zorder=0)
        left -= Fraction(points)
        axes.barh(place, float(points), left=float(left), height=0.66, color=LIGHT["mark"])
        said = sheet.texts.number(-points)
        axes.text(float(left) - pad * 0.2, place, said, va="center", ha="right", fontsize=8)
    axes.plot([float(left)] * 2, [last - 0.67, last], color=LIGHT["edge"], linewidth=0.7, zorder=0)
    _end(axes, last, float(standing.score), sheet.texts.number(standing.score), pad)
    names = [
        sheet.texts.text(word("maximum")),
        *(sheet.texts.text(it.name) for it, _ in found),
        sheet.texts.text(word("score")),
    ]
    axes.set_yticks(range(last + 1), [shortened(it) for it in names], fontsize=8)
    axes.set_ylim(last + 0.6, -0.6)
    axes.set_xlim(float(standing.score) - pad * 2, float(top) + pad * 2)
    axes.spines["left"].set_visible(False)
    axes.set_title(name_of(standing.unit))
    sheet.numbers_on(axes.xaxis)
    return figure


def _end(axes: Axes, place: int, value: float, said: str, pad: float) -> None:
    """Where the points start and where they end: a mark, no bar, because the scale does not begin at 0."""
    axes.scatter([value], [place], s=46, color=LIGHT["accent"], zorder=2)
    axes.text(value + pad * 0.4, place, said, va="center", fontsize=8.5, weight="bold")
