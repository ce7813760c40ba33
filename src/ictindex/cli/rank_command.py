"""``ictindex rank``: from a file to a result in one of three formats."""

from __future__ import annotations

from argparse import Namespace
from codecs import BOM_UTF8
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType

from ictindex.api import rank
from ictindex.cli.exits import OK
from ictindex.cli.failures import UsageError
from ictindex.cli.language import Language
from ictindex.cli.law import files_of, registry_of, rubric_of
from ictindex.cli.outlet import deliver, format_of, refuse_inputs, show_pieces
from ictindex.codec import read, read_published
from ictindex.model.dataset import Dataset
from ictindex.model.problems import DataError, Problem
from ictindex.model.published import Published
from ictindex.model.rubric import Rubric
from ictindex.ranking import Ranking

__all__ = ["ranking_of", "run"]

_ENOUGH = 4096


def run(options: Namespace) -> int:
    """Rank the units of a file and write the result."""
    refuse_inputs(options.out, [options.file, *files_of(options.rubric), options.previous])
    written = format_of(options, _FORMATS, otherwise="text")
    if options.reasons and written == "csv":
        msg = "--reasons is for text and JSON, and the format is csv"
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
    dataset, previous = _inputs(options, rubric)
    return rank(dataset, rubric, previous=previous, registry=registry_of(plugins=plugins))


def _inputs(options: Namespace, rubric: Rubric) -> tuple[Dataset, Published | None]:
    """Both files, with the problems of both."""
    problems: list[Problem] = []
    dataset = previous = None
    try:
        dataset = read(options.file, rubric, decimal=options.decimal, encoding=options.encoding)
    except DataError as error:
        problems += error.problems
    try:
        previous = None if options.previous is None else _published(options.previous, options.encoding)
    except DataError as error:
        problems += error.problems
    if dataset is None or problems:
        raise DataError(tuple(problems))
    return dataset, previous


def _published(path: str, encoding: str) -> Published:
    """The previous edition, in UTF-8 as `rank` writes it, else in the encoding of the data."""
    with Path(path).open("rb") as file:
        start = file.read(_ENOUGH)
    if start.removeprefix(BOM_UTF8).lstrip()[:1] == b"{":
        msg = f"{path} is JSON; --previous takes CSV with id, block and rank, as `ictindex rank --format csv` writes it"
        raise UsageError(msg)
    try:
        return read_published(path)
    except DataError as error:
        if all(problem.code != "bad-encoding" for problem in error.problems):
            raise
        return read_published(path, encoding=encoding)


def _text(ranking: Ranking, options: Namespace) -> None:
    from ictindex.cli.report import report

    pieces = report(ranking, Language(options.lang), groups=options.groups, reasons=options.reasons)
    show_pieces(pieces, options.out)


def _json(ranking: Ranking, options: Namespace) -> None:
    from ictindex.ranking.json_text import dumps

    deliver(dumps(ranking.to_dict(reasons=options.reasons)) + "\n", options.out)


def _csv(ranking: Ranking, options: Namespace) -> None:
    from ictindex.cli.spreadsheet import spreadsheet

    # Without the mark Excel on Windows reads Vietnamese as Windows-1258; other programs take it for a letter.
    deliver(("\ufeff" if options.bom else "") + spreadsheet(ranking), options.out)


_FORMATS: Mapping[str, Callable[[Ranking, Namespace], None]] = MappingProxyType(
    {"text": _text, "json": _json, "csv": _csv}
)
