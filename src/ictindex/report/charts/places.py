"""Places: how the units of a block moved from edition to edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from ictindex.ranking import Ranking, Series
from ictindex.report.charts.drawing import Sheet, chart, new_figure, shortened
from ictindex.report.measures import Block
from ictindex.report.palette import LIGHT
from ictindex.report.scene import name_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["places"]

_ROW = 0.26


@frozen(kw_only=True)
class _Moves:
    """The rank of each unit in each edition, by unit id; None where it has none that may be compared."""

    labels: Sequence[str]
    ranks: Mapping[str, Sequence[int | None]]


@chart
def places(ranking: Ranking | Series, *, block: str | None = None, lang: str = "vi") -> Figure:
    """Ranks of a block from year to year, a line for each unit: up in green and solid, down in red and dashed.

    Parameters
    ----------
    ranking
        A Ranking that was made with `previous`; or a Series, as `ictindex.history` gives it, whose last edition is a
        Ranking.
    block
        The id of a block; needed where there are several.
    lang
        ``"vi"`` or ``"en"``.

    Raises
    ------
    UnknownName
        If there is no such block.
    ValueError
        If there are several blocks and none is named, or there is no edition before.
    """
    latest = _latest(ranking)
    sheet = Sheet(latest, lang)
    found = sheet.blocks(block)
    if len(found) > 1:
        msg = f"ranks are inside blocks: name one of {', '.join(it.id for it in found)}"
        raise ValueError(msg)
    moves = _of_series(ranking, found[0]) if isinstance(ranking, Series) else _of_two(latest, found[0])
    deepest = max((it for ranks in moves.ranks.values() for it in ranks if it is not None), default=1)
    figure = new_figure(5.4 + 1.3 * len(moves.labels), _ROW * deepest + 1)
    axes = figure.subplots()
    for standing in found[0].standings:
        _line(axes, moves.ranks[standing.unit.id], f"{standing.rank}  {shortened(name_of(standing.unit))}")
    axes.set_xticks(range(len(moves.labels)), moves.labels)
    axes.set_xlim(-0.25, len(moves.labels) - 0.5)
    axes.set_yticks([])
    axes.set_ylim(deepest + 0.7, 0.3)
    axes.tick_params(axis="x", length=0, labeltop=True, labelbottom=False)
    for side in axes.spines.values():
        side.set_visible(False)
    axes.set_title(sheet.texts.text(found[0].name))
    return figure


def _latest(ranking: Ranking | Series) -> Ranking:
    if not isinstance(ranking, Series):
        return ranking
    latest = ranking.editions[-1].ranking
    if not isinstance(latest, Ranking):
        msg = f"the last edition, {ranking.editions[-1].label}, is a printed table; a Ranking knows names and blocks"
        raise ValueError(msg)  # noqa: TRY004 - the type is right, the edition is not
    return latest


def _of_two(ranking: Ranking, block: Block) -> _Moves:
    previous = ranking.previous
    if previous is None:
        msg = "the ranking was made without a previous edition: rank(…, previous=…)"
        raise ValueError(msg)
    before = {it.unit.id: it.rank + it.change for it in block.standings if it.rank and it.change is not None}
    labels = (previous.rubric.partition("@")[2] or "–", ranking.rubric.edition or "–")
    return _Moves(labels=labels, ranks={it.unit.id: (before.get(it.unit.id), it.rank) for it in block.standings})


def _of_series(series: Series, block: Block) -> _Moves:
    ids = [it.unit.id for it in block.standings]
    return _Moves(labels=series.labels, ranks={it: [series.rank(it, label) for label in series.labels] for it in ids})


def _line(axes: Axes, ranks: Sequence[int | None], name: str) -> None:
    known = [(at, rank) for at, rank in enumerate(ranks) if rank is not None]
    first, last = known[0][1], known[-1][1]
    colour = LIGHT["up"] if last < first else LIGHT["down"] if last > first else LIGHT["edge"]
    style = "--" if last > first else "-"
    ats, values = zip(*known, strict=True)
    axes.plot(ats, values, style, color=colour, linewidth=1.4, marker="o", markersize=4)
    axes.text(ats[-1] + 0.06, values[-1], name, va="center", fontsize=8)
    if len(known) > 1:
        axes.text(ats[0] - 0.06, values[0], str(values[0]), va="center", ha="right", fontsize=8)
