"""``ictindex collect``: many filled workbooks in a folder as one data file, or all that is wrong with each of them."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable

from ictindex.cli.exits import OK, PROBLEMS
from ictindex.cli.law import files_of, registry_of, rubric_of
from ictindex.cli.outlet import refuse_inputs
from ictindex.cli.visible import visible
from ictindex.language import Language
from ictindex.model.problems import Cell, DataError, Problem

__all__ = ["run"]


def run(options: Namespace) -> int:
    """Collect, check, and write the data file where nothing is wrong."""
    from ictindex.api import check
    from ictindex.io import collect, write_dataset
    from ictindex.io.collecting import found_in

    plugins, language = not options.no_plugins, Language(options.lang)
    files, passed_over = found_in(options.folder)
    refuse_inputs(options.out, [*map(str, files), *files_of(options.rubric)])
    rubric = rubric_of(options.rubric, plugins=plugins)
    for name, why in passed_over:
        print(visible(language.say("passed-over", file=name, why=why)), file=sys.stderr)
    try:
        collected = collect(options.folder, rubric, decimal=options.decimal)
        problems = check(collected.dataset, rubric, registry=registry_of(plugins=plugins))
    except DataError as error:
        _list(error.problems, map(str, files), options.folder, language)
        return PROBLEMS
    if problems:
        _list(problems, map(str, files), options.folder, language)
        return PROBLEMS
    write_dataset(collected.dataset, options.out)
    told = language.say("collected", units=len(collected.dataset), files=len(files), out=options.out)
    print(visible(told))
    return OK


def _list(problems: Iterable[Problem], files: Iterable[str], folder: str, language: Language) -> None:
    """The problems file by file, each with their number; those of no file last."""
    held: dict[str, list[Problem]] = {file: [] for file in files}
    for problem in problems:
        file = problem.where.file if isinstance(problem.where, Cell) else ""
        held.setdefault(file or folder, []).append(problem)
    for file, found in held.items():
        for problem in found:
            print(visible(str(problem)))
        key = "problems-some" if found else "problems-none"
        print(visible(language.say(key, name=file, count=len(found))))
