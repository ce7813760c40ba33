"""``ictindex rank``: from a file to a result in one of four formats."""

from __future__ import annotations

from argparse import Namespace
from codecs import BOM_UTF8
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from ictindex.api import rank, read, read_published
from ictindex.cli.at_work import at_work
from ictindex.cli.exits import OK
from ictindex.cli.failures import UsageError
from ictindex.cli.law import files_of, lineage_of, registry_of, rubric_of
from ictindex.cli.outlet import deliver, format_of, refuse_inputs, show_pieces
from ictindex.codec.file_text import is_workbook_name
from ictindex.language import Language
from ictindex.model.dataset import Dataset
from ictindex.model.days import as_day
from ictindex.model.problems import DataError, Problem
from ictindex.model.published import Published
from ictindex.model.rubric import Rubric
from ictindex.ranking import Ranking

if TYPE_CHECKING:
    from ictindex.model.lineage import Passage

__all__ = ["ranking_of", "run"]

_ENOUGH = 4096


def run(options: Namespace) -> int:
    """Rank the units of a file and write the result."""
    lineages = [] if options.lineage is None else [options.lineage]
    refuse_inputs(options.out, [options.file, *files_of(options.rubric, *lineages), options.previous])
    written = format_of(options, _FORMATS, otherwise="text")
    if options.reasons and written == "csv":
        msg = "--reasons is for text, JSON and workbooks, and the format is csv"
        raise UsageError(msg)
    if written == "xlsx" and options.out is None:
        msg = "a workbook is no text for the console; name its file: --out RESULT.xlsx"
        raise UsageError(msg)
    if options.bom and written != "csv":
        msg = f"--bom is for CSV, and the format is {written}"
        raise UsageError(msg)
    _FORMATS[written](ranking_of(options), options)
    return OK


def ranking_of(options: Namespace) -> Ranking:
    """The ranking that the arguments ask for: of a file, under a rubric, against the edition before.

    Raises
    ------
    DataError
        With the problems of both files.
    UsageError
        If an argument is something that it cannot be.
    """
    plugins = not options.no_plugins
    rubric = rubric_of(options.rubric, plugins=plugins)
    way = _way(options, rubric)
    with at_work(options):
        dataset, previous = _inputs(options, rubric)
        return rank(dataset, rubric, previous=previous, lineage=way, registry=registry_of(plugins=plugins))


def _inputs(options: Namespace, rubric: Rubric) -> tuple[Dataset, Published | None]:
    """Both files, with the problems of both."""
    problems: list[Problem] = []
    dataset = previous = None
    try:
        dataset = read(options.file, rubric, decimal=options.decimal, encoding=options.encoding, sheet=options.sheet)
    except DataError as error:
        problems += error.problems
    try:
        previous = None if options.previous is None else _published(options)
    except DataError as error:
        problems += error.problems
    if dataset is None or problems:
        raise DataError(tuple(problems))
    return dataset, previous


def _way(options: Namespace, rubric: Rubric) -> Passage | None:
    """The lineage with its two days: a printed table says of no day, and a rubric perhaps of its period.

    Raises
    ------
    UsageError
        If options are missing that belong together, or a day is none.
    """
    if options.lineage is None:
        without = next((it for it in ("since", "until") if getattr(options, it) is not None), None)
        if without is not None:
            msg = f"--{without} is a day of a lineage; give --lineage too"
            raise UsageError(msg)
        return None
    if options.previous is None:
        msg = "--lineage carries the table of --previous to the units of FILE; give --previous too"
        raise UsageError(msg)
    if options.since is None:
        msg = "a printed table does not say of which day its units are; give --since, such as --since 2024-12-31"
        raise UsageError(msg)
    if options.until is None and rubric.valid is None:
        msg = f"{rubric.id} does not say the period that it assesses; give --until, such as --until 2025-12-31"
        raise UsageError(msg)
    until = rubric.valid[1] if options.until is None and rubric.valid is not None else _day("until", options.until)
    lineage = lineage_of(options.lineage, plugins=not options.no_plugins)
    return lineage.between(_day("since", options.since), until)


def _day(option: str, text: str) -> date:
    try:
        return as_day(text)
    except ValueError as error:
        msg = f"--{option}: expected a day such as 2024-12-31, found {text!r}"
        raise UsageError(msg) from error


def _published(options: Namespace) -> Published:
    """The previous edition: a workbook, or CSV in UTF-8 as `rank` writes it, else in the encoding of the data."""
    path, sheet = options.previous, options.previous_sheet
    if is_workbook_name(path):
        return read_published(path, sheet=sheet)
    with Path(path).open("rb") as file:
        start = file.read(_ENOUGH)
    if start.removeprefix(BOM_UTF8).lstrip()[:1] == b"{":
        msg = f"{path} is JSON; --previous takes CSV with id, block and rank, as `ictindex rank --format csv` writes it"
        raise UsageError(msg)
    try:
        return read_published(path, sheet=sheet)
    except DataError as error:
        if all(problem.code != "bad-encoding" for problem in error.problems):
            raise
        return read_published(path, encoding=options.encoding)


def _text(ranking: Ranking, options: Namespace) -> None:
    from ictindex.cli.report import report

    pieces = report(ranking, Language(options.lang), groups=options.groups, reasons=options.reasons)
    show_pieces(pieces, options.out)


def _json(ranking: Ranking, options: Namespace) -> None:
    from ictindex.ranking.json_text import dumps

    deliver(dumps(ranking.to_dict(reasons=options.reasons, lang=options.lang)) + "\n", options.out)


def _csv(ranking: Ranking, options: Namespace) -> None:
    from ictindex.cli.spreadsheet import spreadsheet

    # Without the mark Excel on Windows reads Vietnamese as Windows-1258; other programs take it for a letter.
    deliver(("\ufeff" if options.bom else "") + spreadsheet(ranking), options.out)


def _xlsx(ranking: Ranking, options: Namespace) -> None:
    from ictindex.io import write_workbook

    write_workbook(ranking, options.out, lang=options.lang, reasons=options.reasons)


_FORMATS: Mapping[str, Callable[[Ranking, Namespace], None]] = MappingProxyType(
    {"text": _text, "json": _json, "csv": _csv, "xlsx": _xlsx}
)
