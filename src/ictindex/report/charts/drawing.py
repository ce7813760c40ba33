"""What all charts share: one quiet style, figures without global state, numbers of either language, files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from decimal import Decimal
from functools import wraps
from os import PathLike, fspath
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from ictindex.model.problems import UnknownName
from ictindex.model.text import near_hint
from ictindex.ranking import Ranking
from ictindex.report.extras import needed
from ictindex.report.measures import Block
from ictindex.report.palette import LIGHT
from ictindex.report.said import Texts
from ictindex.report.scene import Scene, TierSeen

if TYPE_CHECKING:  # matplotlib is an extra
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["Sheet", "chart", "key_of_tiers", "save", "shortened"]

P = ParamSpec("P")
R = TypeVar("R")

# DejaVu Sans comes with matplotlib and has every Vietnamese letter; names are names, whatever signs of money they hold.
STYLE: Mapping[str, Any] = MappingProxyType(
    {
        "font.family": ["DejaVu Sans"],
        "font.size": 9,
        "text.parse_math": False,
        "text.color": LIGHT["ink"],
        "axes.edgecolor": LIGHT["edge"],
        "axes.labelcolor": LIGHT["soft"],
        "axes.titlelocation": "left",
        "axes.titlesize": 10,
        "axes.titleweight": "bold",
        "axes.spines.top": False,
        "axes.spines.right": False,
        "xtick.color": LIGHT["soft"],
        "ytick.color": LIGHT["ink"],
        "ytick.major.size": 0,
        "figure.facecolor": LIGHT["paper"],
        "axes.facecolor": LIGHT["paper"],
        "legend.frameon": False,
        "svg.fonttype": "path",
        "svg.hashsalt": "ictindex",
    }
)
# No file says when it was written, nor by which release of matplotlib.
_METADATA: Mapping[str, Mapping[str, None]] = MappingProxyType(
    {"svg": {"Date": None, "Creator": None}, "png": {"Software": None}, "pdf": {"CreationDate": None, "Producer": None}}
)
_DOTS_PER_INCH = 150
_LONGEST = 46


def chart(draw: Callable[P, R]) -> Callable[P, R]:
    """Draw in the style of the charts, whatever the caller's matplotlib is set to."""

    @wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> R:
        with _styled():
            return draw(*args, **kwargs)

    return drawn


def _styled() -> AbstractContextManager[None]:
    context: AbstractContextManager[None] = needed("matplotlib", extra="plot", what="a chart").rc_context(dict(STYLE))
    return context


class Sheet:
    """A ranking and a language to draw in: its blocks, and figures with a panel for each."""

    def __init__(self, ranking: Ranking, lang: str) -> None:
        if not isinstance(ranking, Ranking):
            msg = f"expected a Ranking, as `rank` gives it; found {type(ranking).__name__}"
            raise TypeError(msg)
        if lang not in ("vi", "en"):
            msg = f'charts speak "vi" or "en", not {lang!r}'
            raise ValueError(msg)
        self.scene = Scene(ranking=ranking)
        self.texts = Texts(lang)

    def blocks(self, block: str | None) -> tuple[Block, ...]:
        """The block of this id, or all that have ranked units.

        Raises
        ------
        UnknownName
            If there is no such block.
        ValueError
            If no unit is ranked.
        """
        found = self.scene.blocks
        if not found:
            msg = "no unit is ranked, so there is nothing to draw"
            raise ValueError(msg)
        if block is None:
            return found
        chosen = tuple(it for it in found if it.id == block)
        if not chosen:
            known = [it.id for it in found]
            msg = f'there is no block "{block}" with ranked units: {near_hint(block, known)}'
            raise UnknownName(msg, name=block, known=known)
        return chosen

    def block_of(self, unit_id: str) -> Block | None:
        """The block in which a unit is ranked; None where it is not."""
        self.scene.ranking[unit_id]
        return next((it for it in self.scene.blocks if any(st.unit.id == unit_id for st in it.standings)), None)

    def number(self, value: float | Decimal) -> str:
        """A number of an axis."""
        return self.texts.number(Decimal(str(value)) if isinstance(value, float) else value)

    def numbers_on(self, axis: Any) -> None:
        """Write the numbers of an axis with the decimal mark of the language."""
        ticker = needed("matplotlib.ticker", extra="plot", what="a chart")
        axis.set_major_formatter(ticker.FuncFormatter(lambda value, _: self.number(Decimal(f"{value:.10g}"))))

    def panels(self, heights: Sequence[float], *, width: float, gap: float = 0.75) -> tuple[Figure, list[Axes]]:
        """A figure with a panel of each height (in inches) below the one before."""
        figure = new_figure(width, sum(heights) + gap * len(heights))
        grid = figure.subplots(len(heights), 1, squeeze=False, gridspec_kw={"height_ratios": list(heights)})
        return figure, [row[0] for row in grid]


def new_figure(width: float, height: float) -> Figure:
    """A figure in inches that keeps its labels apart and belongs to no window."""
    made: Figure = needed("matplotlib.figure", extra="plot", what="a chart").Figure(
        figsize=(width, height), layout="constrained"
    )
    return made


def key_of_tiers(figure: Figure, tiers: Sequence[TierSeen], texts: Texts) -> None:
    """What the colours mean, above the panels."""
    patch = needed("matplotlib.patches", extra="plot", what="a chart").Patch
    if tiers:
        handles = [patch(facecolor=it.colour, edgecolor=LIGHT["edge"], label=texts.text(it.title)) for it in tiers]
        figure.legend(handles=handles, loc="outside upper left", ncols=len(handles), fontsize=8.5)


def shortened(name: str) -> str:
    """A name that leaves room for what it is the name of.

    >>> shortened("Ban Quản lý các khu công nghiệp, khu chế xuất và khu kinh tế")
    'Ban Quản lý các khu công nghiệp, khu chế…'
    """
    if len(name) <= _LONGEST:
        return name
    return name[: _LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;") + "…"


def save(figure: Figure, path: str | PathLike[str]) -> None:
    """Write a chart, the `figure`, to the file `path`; its ending says the format: ``.svg``, ``.png`` or ``.pdf``.

    Raises
    ------
    ValueError
        If the ending is another one.
    OSError
        If the file cannot be written.
    """
    kind = Path(path).suffix.casefold().removeprefix(".")
    if kind not in _METADATA:
        msg = f'a chart is written as {", ".join(f".{it}" for it in _METADATA)}; "{fspath(path)}" ends in none of them'
        raise ValueError(msg)
    with _styled():
        figure.savefig(path, format=kind, dpi=_DOTS_PER_INCH, metadata=dict(_METADATA[kind]))
