"""The report as one HTML file that needs nothing beside it: no network, no other file, no time of day."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ictindex.language import LANGUAGES
from ictindex.ranking import Ranking
from ictindex.report import making, overview
from ictindex.report.extras import needed
from ictindex.report.palette import DARK, LIGHT
from ictindex.report.said import Said, Texts, both, named, number_said, told, word
from ictindex.report.scene import Scene, name_of
from ictindex.report.sheets import SheetSet, sheet_sets
from ictindex.report.spread import spread_of
from ictindex.report.winners import prize_rules

if TYPE_CHECKING:  # jinja2 is an extra
    from os import PathLike

    from jinja2 import Environment
    from markupsafe import Markup

__all__ = ["render_report", "write_report"]

# Above so many bytes of names in the sheets their rows carry codes, and the script writes the names.
_ROOM_FOR_NAMES = 400_000


def render_report(ranking: Ranking, *, lang: str = "vi") -> str:
    """The report as the text of an HTML file.

    Parameters
    ----------
    ranking
        What `ictindex.rank` gives; with `previous` the report says what changed.
    lang
        The language that the file opens in, ``"vi"`` or ``"en"``; a switch in the file changes it.

    Returns
    -------
    str
        A whole document; the same inputs give the same text.

    Raises
    ------
    ModuleNotFoundError
        If jinja2 is not installed: the extra ``report``.
    TypeError, ValueError
        If it is no Ranking, or no such language.

    >>> from ictindex.model import Dataset, Group, Indicator, Rubric
    >>> from ictindex.ranking import rank
    >>> rubric = Rubric(id="demo/it@2026", total=Group(decimals=1), nodes=[Indicator(id="may", max=20)])
    >>> page = render_report(rank(Dataset.from_columns(units=["a", "b"], columns={"may": [5, 15]}), rubric))
    >>> page.splitlines()[1], "15,0" in page
    ('<html lang="vi">', True)
    """
    if not isinstance(ranking, Ranking):
        msg = f"expected a Ranking, as `rank` gives it; found {type(ranking).__name__}"
        raise TypeError(msg)
    if lang not in LANGUAGES:
        msg = f'a report opens in "vi" or "en", not in {lang!r}'
        raise ValueError(msg)
    texts = Texts(lang)
    return _environment(texts).get_template("report.html.j2").render(_context(Scene(ranking=ranking), texts))


def write_report(ranking: Ranking, path: str | PathLike[str], *, lang: str = "vi") -> None:
    """Write the report on a `ranking` to the file `path`, in UTF-8; it opens in `lang`.

    Parameters and errors are those of `render_report`; besides OSError if the file cannot be written.
    """
    Path(path).write_text(render_report(ranking, lang=lang), encoding="utf-8", newline="\n")


def _environment(texts: Texts) -> Environment:
    """Templates that escape every text; what they may call besides speaks through `texts`."""
    jinja2 = needed("jinja2", extra="report", what="the HTML report")
    environment: Environment = jinja2.Environment(
        loader=jinja2.PackageLoader("ictindex.report"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    environment.filters.update(t=_Spoken(texts), text=texts.text, place=texts.place, n=texts.number, whole=_whole)
    environment.filters.update(said=number_said, written=texts.written)
    environment.globals.update(word=word, both=both, told=told, named=named, name_of=name_of)
    return environment


class _Spoken:
    """The filter ``t``: a text in the first language, which the script can speak anew in the other."""

    def __init__(self, texts: Texts) -> None:
        self._texts = texts
        self._markup: type[Markup] = needed("markupsafe", extra="report", what="the HTML report").Markup

    def __call__(self, said: Said) -> Markup:
        place = self._texts.place(said)
        if place is None:
            return self._markup("{}").format(said.vi)
        return self._markup("<span data-t={}>{}</span>").format(place, self._texts.text(said))


def _whole(value: Decimal | Fraction | None) -> int:
    """A number without its decimals, for the width of a bar."""
    return 0 if value is None else min(max(int(value), 0), 100)


def _context(scene: Scene, texts: Texts) -> dict[str, Any]:
    ranking, rubric = scene.ranking, scene.ranking.rubric
    script = _source("report.js")
    sets = tuple(sheet_sets(scene))
    return {
        "scene": scene,
        "ranking": ranking,
        "rubric": rubric,
        "lang": texts.code,
        "title": making.title_said(rubric),
        "style": _source("report.css"),
        "colours": _colours(),
        "script": script,
        "script_digest": b64encode(sha256(script.encode()).digest()).decode(),
        "counts": tuple(overview.counts_of(scene)),
        "blocks": tuple(overview.blocks_in_short(scene)),
        "tier_rows": tuple(overview.tier_rows(scene)),
        "spreads": {block.id: spread_of(block, scene) for block in scene.blocks},
        "prize_rules": tuple(prize_rules(ranking)),
        "differing": tuple(it for it in ranking.scores.verifications if it.differs),
        "sets": sets,
        "names_inline": _bytes_of_names(sets) <= _ROOM_FOR_NAMES,
        "columns": {_key(it): _columns(it, texts) for it in sets},
        "making": making,
        "has_percent": any(it.percent is not None for it in ranking.standings),
        "has_overall": rubric.rank.overall and bool(rubric.rank_partition),
        "version": _version(),
        "previous": _previous(scene),
        "texts": texts,
    }


def _source(name: str) -> str:
    return (files("ictindex.report") / "templates" / name).read_text(encoding="utf-8")


_PALETTES: Mapping[str, Mapping[str, str]] = MappingProxyType({"light": LIGHT, "dark": DARK})


def _colours() -> dict[str, str]:
    """Each palette as declarations of CSS."""
    return {
        name: ";".join(f"--{key}:{colour}" for key, colour in palette.items()) for name, palette in _PALETTES.items()
    }


def _bytes_of_names(sets: Sequence[SheetSet]) -> int:
    """What the names of nodes would take if every row of every sheet had its own."""
    return sum(len(it.sheets) * sum(len(column.measure.name.vi.encode()) for column in it.columns) for it in sets)


def _key(sheets: SheetSet) -> str:
    return "-" if sheets.block is None else sheets.block.id


def _columns(sheets: SheetSet, texts: Texts) -> dict[str, Any]:
    """What the script writes into the rows of the sheets of a block: names, depths, best, median and its stroke."""
    measures = [column.measure for column in sheets.columns]
    return {
        "vi": [it.name.vi for it in measures],
        "en": [it.name.en for it in measures],
        "depth": [it.depth for it in measures],
        "best": [texts.number(column.peers.best) for column in sheets.columns],
        "median": [texts.number(column.peers.median) for column in sheets.columns],
        "stroke": [column.stroke for column in sheets.columns],
    }


def _previous(scene: Scene) -> Said | None:
    """What changes are against."""
    table = scene.ranking.previous
    if table is None:
        return None
    return Said(table.rubric, table.rubric) if table.rubric else word("previous-unnamed")


def _version() -> str:
    try:
        return version("ictindex")
    except PackageNotFoundError:  # run from a source tree that was never installed
        return "unknown"
