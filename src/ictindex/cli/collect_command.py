"""``ictindex collect``: many filled workbooks in a folder as one data file, or all that is wrong with each of them."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path
from subprocess import list2cmdline  # quotes what has a space, as every shell takes it

from ictindex.cli.at_work import at_work
from ictindex.cli.exits import OK, PROBLEMS
from ictindex.cli.failures import UsageError
from ictindex.cli.law import files_of, registry_of, rubric_of
from ictindex.cli.outlet import refuse_inputs
from ictindex.cli.visible import visible
from ictindex.codec.file_text import is_workbook_name
from ictindex.language import Language
from ictindex.model.problems import Cell, DataError, Problem

__all__ = ["run"]


def run(options: Namespace) -> int:
    """Collect, check, and write the data file where nothing is wrong."""
    from ictindex.api import check
    from ictindex.io import collect, write_dataset
    from ictindex.io.collecting import found_in

    _check(options)
    plugins, language = not options.no_plugins, Language(options.lang)
    files, passed_over = found_in(options.folder)
    refuse_inputs(options.out, [*map(str, files), *files_of(options.rubric)])
    rubric = rubric_of(options.rubric, plugins=plugins)
    for name, why in passed_over:
        print(visible(language.say("passed-over", file=name, why=why)), file=sys.stderr)
    try:
        with at_work(options):
            collected = collect(options.folder, rubric, decimal=options.decimal)
            problems = check(collected.dataset, rubric, registry=registry_of(plugins=plugins))
    except DataError as error:
        # What was read without a problem was not looked at any further.
        _list(error.problems, map(str, files), options.folder, language, clean="problems-unchecked")
        return PROBLEMS
    if problems:
        _list(problems, map(str, files), options.folder, language, clean="problems-none")
        return PROBLEMS
    write_dataset(collected.dataset, options.out)
    told = language.say("collected", units=len(collected.dataset), files=len(files), out=options.out)
    print(visible(told))
    if not options.quiet:
        print(
            visible(
                language.say("next", then=list2cmdline(["ictindex", "rank", options.out, "--rubric", options.rubric]))
            )
        )
    return OK


def _check(options: Namespace) -> None:
    from ictindex.io.dataset_files import ENDINGS

    if Path(options.folder).is_file():
        msg = f"{options.folder} is a file, and collect reads all workbooks of a folder; for one file: ictindex check"
        raise UsageError(msg)
    if Path(options.out).suffix.casefold() not in ENDINGS:
        name = Path(options.out).with_suffix(".csv")
        msg = f"--out {options.out}: the data file ends in one of {', '.join(ENDINGS)}; name it so: --out {name}"
        raise UsageError(msg)
    if is_workbook_name(options.out) and Path(options.out).resolve().parent == Path(options.folder).resolve():
        msg = f"--out {options.out} would be collected the next time; write it outside of {options.folder}"
        raise UsageError(msg)


def _list(problems: Iterable[Problem], files: Iterable[str], folder: str, language: Language, *, clean: str) -> None:
    """The problems file by file, each with their number; those of no file last."""
    held: dict[str, list[Problem]] = {file: [] for file in files}
    for problem in problems:
        file = problem.where.file if isinstance(problem.where, Cell) else ""
        held.setdefault(file or folder, []).append(problem)
    for file, found in held.items():
        for problem in found:
            print(visible(str(problem)))
        key = "problems-some" if found else clean
        print(visible(language.say(key, name=file, count=len(found))))
