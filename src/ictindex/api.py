"""The functions of the package; each imports its room when it is first called, so that their names cost nothing.

Those that score or rank look up the plugin shapes and prize selectors that a rubric names.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ictindex.codec.file_text import FilePath
    from ictindex.model import Dataset, Lineage, Passage, Problem, Published, Rubric
    from ictindex.plugins import Registry
    from ictindex.ranking import Ranking, Series
    from ictindex.scoring import Scores

__all__ = [
    "check",
    "get_lineage",
    "get_rubric",
    "history",
    "law_of",
    "list_lineages",
    "list_rubrics",
    "load_lineage",
    "load_rubric",
    "rank",
    "rank_scores",
    "read",
    "read_published",
    "score",
]


def list_rubrics(*, registry: Registry | None = None) -> list[str]:
    """The full ids of all rubrics that plugins offer, sorted; `registry` stands for the installed plugins."""
    from ictindex import plugins

    return plugins.list_rubrics(registry=registry)


def get_rubric(id: str, *, on: date | None = None, registry: Registry | None = None) -> Rubric:
    """A rubric by its id, or the edition of a family that is valid on a date.

    Parameters
    ----------
    id
        ``namespace/name@edition``, or ``namespace/name`` for the edition valid on the date `on`; without a date,
        for the only edition or the latest.
    on
        A day of the assessed period.
    registry
        Instead of the installed plugins.

    Raises
    ------
    UnknownName
        If there is no such rubric, or no single edition is meant; the message names near ones.
    PluginError
        If the rubric cannot be loaded, from the exception that is the cause.
    """
    from ictindex import plugins

    return plugins.get_rubric(id, on=on, registry=registry)


def load_rubric(path: FilePath, *, registry: Registry | None = None) -> Rubric:
    """Read a rubric from a TOML file, or from JSON where the name ends in ``.json``.

    Parameters
    ----------
    path
        A path, or a file of a package.
    registry
        Where given, the plugin shapes and selectors that the rubric names must be in it.

    Raises
    ------
    RubricError
        With every problem, each with file and path, or line and column where the text is no TOML.
    UnknownName
        If the rubric names a shape or selector that `registry` does not have.
    OSError
        If the file cannot be read.
    """
    from ictindex import codec
    from ictindex.model.problems import UnknownName
    from ictindex.model.text import near_hint
    from ictindex.plugins import named

    rubric = codec.load_rubric(path)
    used = named.plugin_names(rubric)
    offered = used if registry is None else {*registry.shapes, *registry.selectors}
    for name in sorted(used - offered):
        msg = f"{rubric.id} uses {name}, which no plugin offers: {near_hint(name, offered)}"
        raise UnknownName(msg, name=name, known=offered)
    return rubric


def list_lineages(*, registry: Registry | None = None) -> list[str]:
    """The full ids of all lineages that plugins offer, sorted; `registry` stands for the installed plugins."""
    return _lineages_of(registry).list_lineages()


def get_lineage(id: str, *, registry: Registry | None = None) -> Lineage:
    """A lineage that a plugin offers, by its full `id` ``namespace/name@edition``; `registry` as in `get_rubric`.

    Raises
    ------
    UnknownName
        If there is no such lineage; the message names near ones.
    PluginError
        If the lineage cannot be loaded, from the exception that is the cause.

    >>> from datetime import date
    >>> provinces = get_lineage("vietnam/provinces@2025")
    >>> [str(provinces.identity("24", day)) for day in (date(2025, 6, 30), date(2025, 7, 1))]
    ['Tỉnh Bắc Giang (24)', 'Tỉnh Bắc Ninh (24)']
    """
    from ictindex.model.typed import expect

    expect(id, str, "id", "the full id of a lineage, such as vietnam/provinces@2025")
    return _lineages_of(registry).get_lineage(id)


def _lineages_of(registry: Registry | None) -> Registry:
    from ictindex import plugins
    from ictindex.model.typed import expect

    if registry is None:
        return plugins.default_registry()
    expect(registry, plugins.Registry, "registry", "a Registry")
    return registry


def load_lineage(path: FilePath) -> Lineage:
    """Read a lineage from the TOML file at `path`, or from JSON where the name ends in ``.json``.

    Raises
    ------
    LineageError
        With every problem, each with file and path, or line and column where the text is no TOML.
    OSError
        If the file cannot be read.
    """
    from ictindex import codec

    return codec.load_lineage(path)


def read(
    path: FilePath,
    rubric: Rubric | None = None,
    *,
    decimal: str | None = None,
    encoding: str = "utf-8-sig",
    delimiter: str | None = None,
    not_applicable: Sequence[str] = ("n/a",),
    sheet: str | Sequence[str] | None = None,
) -> Dataset:
    """Read the units and raw columns of one assessment from CSV, or by the ending of its name a workbook or Parquet.

    Workbooks (.xlsx, .xlsm, .xls, .xlsb, .ods) need the extra ``excel``; how they are read stands at
    `ictindex.io.read_workbook`. Parquet (.parquet) needs the extra ``frames``; see `ictindex.io.from_frame`.

    Parameters
    ----------
    path
        A path, or a file of a package.
    rubric
        How the columns are read; without it a column is numbers where every cell of it is one.
    decimal
        The decimal mark, ``"."`` or ``","``; proved from the numbers where not given.
    encoding, delimiter
        Of a CSV file: UTF-8 and what the header shows, unless said otherwise.
    not_applicable
        Texts that mean not applicable; an empty cell is missing.
    sheet
        Of a workbook: the name of the sheet, or of several; all visible ones with ids where not given.

    Raises
    ------
    DataError
        With every problem: file, line or cell, column, what was found, what was expected.
    MissingExtra
        If the file is a workbook and the extra is not installed.
    OSError
        If the file cannot be read.
    """
    from ictindex.io.by_ending import read_by_ending

    return read_by_ending(
        path,
        rubric,
        decimal=decimal,
        encoding=encoding,
        delimiter=delimiter,
        not_applicable=not_applicable,
        sheet=sheet,
    )


def read_published(
    path: FilePath,
    *,
    decimal: str | None = None,
    encoding: str = "utf-8-sig",
    delimiter: str | None = None,
    sheet: str | None = None,
) -> Published:
    """Read a printed ranking: a header ``id, block, rank`` and perhaps ``score``, and one row for each unit.

    From a CSV file or a workbook, whose sheet is the one that `sheet` names, else ``history``, else the only table.

    `path`, `decimal`, `encoding` and `delimiter` are those of `read`.

    Raises
    ------
    DataError
        With every problem of the file.
    OSError
        If the file cannot be read.
    """
    from ictindex.io.by_ending import read_published_by_ending

    return read_published_by_ending(path, decimal=decimal, encoding=encoding, delimiter=delimiter, sheet=sheet)


def check(dataset: Dataset, rubric: Rubric, *, registry: Registry | None = None) -> tuple[Problem, ...]:
    """Every problem that keeps a data set from being scored under a rubric; empty if there is none.

    Parameters
    ----------
    dataset, rubric
        What to score, and the law.
    registry
        Where plugin shapes come from; the installed plugins where it is not given.
    """
    from ictindex import scoring

    _expect(dataset, rubric)
    return scoring.check(dataset, rubric, shapes=_registry_for(rubric, registry).shapes)


def score(dataset: Dataset, rubric: Rubric, *, registry: Registry | None = None) -> Scores:
    """The exact values of all nodes of all units: a `dataset` by a `rubric`; `registry` is that of `rank`.

    Raises
    ------
    DataError
        With every problem that `check` finds.
    """
    from ictindex import scoring

    _expect(dataset, rubric)
    return scoring.score(dataset, rubric, shapes=_registry_for(rubric, registry).shapes)


def rank_scores(
    scores: Scores,
    *,
    previous: Ranking | Published | None = None,
    lineage: Lineage | Passage | None = None,
    registry: Registry | None = None,
) -> Ranking:
    """Order, tiers and prizes of `scores`; `previous`, `lineage` and `registry` are those of `rank`."""
    from ictindex import codec, ranking
    from ictindex.model import Published
    from ictindex.plugins import named
    from ictindex.scoring import Scores

    if not isinstance(scores, Scores):
        msg = f"expected Scores, as `score` gives them; found {type(scores).__name__}"
        raise TypeError(msg)
    if previous is not None and not isinstance(previous, ranking.Ranking | Published):
        msg = f"previous is a Ranking or a Published table (read_published), found {type(previous).__name__}"
        raise TypeError(msg)
    table = None if lineage is None else _table_of(lineage)
    known = _registry_for(scores.rubric, registry)
    return ranking.rank_scores(
        scores,
        previous=previous,
        lineage=lineage,
        selectors=known.selectors,
        law=partial(named.law_of, scores.rubric, known),
        data=partial(codec.data_digest, scores.dataset, scores.rubric.partitions),
        lineage_digest="" if table is None else partial(codec.lineage_digest, table),
    )


def _table_of(lineage: Lineage | Passage) -> Lineage:
    """The lineage, also where it is given with its two days."""
    from ictindex.model import Lineage, Passage

    if not isinstance(lineage, Lineage | Passage):
        msg = f"lineage is a Lineage, or lineage.between(since, until), found {type(lineage).__name__}"
        raise TypeError(msg)
    return lineage.lineage if isinstance(lineage, Passage) else lineage


def rank(
    dataset: Dataset,
    rubric: Rubric,
    *,
    previous: Ranking | Published | None = None,
    lineage: Lineage | Passage | None = None,
    registry: Registry | None = None,
) -> Ranking:
    """Score the units, order them, give tiers and prizes.

    Parameters
    ----------
    dataset, rubric
        What to rank, and the law.
    previous
        The ranking of the year before, or its printed table, for changes in places.
    lineage
        What became of the units since then: the previous edition is carried to this year's units and ranked again
        before anything is compared. A Lineage where both rubrics say the period that they assess (the last day of
        each counts); else, and always for a printed table, ``lineage.between(since, until)``.
    registry
        Where plugin shapes and prize selectors come from; the installed plugins where it is not given.

    Raises
    ------
    DataError
        With every problem that `check` finds.
    TieRefused
        If units are equal where the rubric says that they may not be.
    NotComparable
        If a lineage is given without a previous edition, or nothing says of which days the two editions are.
    LineageError
        If the lineage does not speak of these days.
    """
    scores = score(dataset, rubric, registry=registry)
    return rank_scores(scores, previous=previous, lineage=lineage, registry=registry)


def history(
    editions: Sequence[Ranking | Published] | Mapping[int | date, Ranking | Published],
    *,
    lineage: Lineage | None = None,
) -> Series:
    """The rankings of several years side by side: places gained, best and worst years, streaks, newcomers.

    Parameters
    ----------
    editions
        Rankings whose rubrics say their period, in any order; or rankings and printed tables by year or day.
    lineage
        What became of the units in these years.

    Raises
    ------
    NotComparable
        If two editions are of different families of rubrics, or nothing says when one of them was.
    ValueError
        If there is no edition, two are of one day, or a key is no year and no day.
    TypeError
        If something stands where a Ranking, a printed table, a year or a Lineage is meant.
    """
    from ictindex import ranking

    return ranking.series_of(editions, lineage=lineage)


def _expect(dataset: object, rubric: object) -> None:
    """Say at once what stands in the wrong place."""
    from ictindex.model import Dataset, Rubric

    if not isinstance(dataset, Dataset) or not isinstance(rubric, Rubric):
        found = f"{type(dataset).__name__} and {type(rubric).__name__}"
        msg = f"expected a Dataset and a Rubric, in this order; found {found}"
        raise TypeError(msg)


def law_of(rubric: Rubric, *, registry: Registry | None = None) -> str:
    """The digest of everything that can change a result, the versions of the plugin shapes and selectors included."""
    from ictindex.plugins import named

    return named.law_of(rubric, _registry_for(rubric, registry))


def _registry_for(rubric: Rubric, registry: Registry | None) -> Registry:
    from ictindex.plugins import named

    return named.registry_for(rubric, registry)
