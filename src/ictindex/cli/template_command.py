"""``ictindex template``: workbooks to fill in, made from a rubric."""

from __future__ import annotations

from argparse import Namespace
from subprocess import list2cmdline  # quotes what has a space, as every shell takes it

from ictindex.cli.exits import OK
from ictindex.cli.failures import UsageError
from ictindex.cli.law import files_of, rubric_of
from ictindex.cli.outlet import refuse_inputs
from ictindex.cli.visible import visible
from ictindex.language import Language
from ictindex.model.dataset import Dataset
from ictindex.model.rubric import Rubric

__all__ = ["run"]


def run(options: Namespace) -> int:
    """Write the workbook, or a folder of them, and say what comes next."""
    from ictindex.api import read

    _check(options)
    refuse_inputs(options.out, [options.units, *files_of(options.rubric)])
    rubric = rubric_of(options.rubric, plugins=not options.no_plugins)
    known = None if options.units is None else read(options.units, encoding=options.encoding)
    units = Dataset(units=known.units, columns=()) if known is not None and options.blank else known
    command = _write_folder if options.split else _write_one
    told = command(options, rubric, units)
    if not options.quiet:
        print(visible(told))
    return OK


def _check(options: Namespace) -> None:
    is_workbook = options.out.casefold().endswith(".xlsx")
    if options.split and options.units is None:
        msg = "--split writes a workbook for each block or unit; say who they are with --units FILE"
        raise UsageError(msg)
    if options.split and is_workbook:
        msg = f"--split writes many workbooks into a folder; name it so: --out {options.out[:-5]}"
        raise UsageError(msg)
    if not options.split and not is_workbook:
        name = options.out.rstrip("/").rpartition(".")[0] or options.out.rstrip("/")
        msg = f"a template is a workbook; name it so: --out {name}.xlsx (or --split for many of them in a folder)"
        raise UsageError(msg)


def _write_folder(options: Namespace, rubric: Rubric, units: Dataset | None) -> str:
    from ictindex.io import write_templates

    asked = units or ()
    files = write_templates(options.out, rubric, units=asked, per=options.per)
    then = list2cmdline(["ictindex", "collect", options.out, "--rubric", options.rubric, "--out", "data.xlsx"])
    told = {"out": options.out, "units": len(asked), "files": len(files), "then": then}
    return Language(options.lang).say("templates-written", **told)


def _write_one(options: Namespace, rubric: Rubric, units: Dataset | None) -> str:
    from ictindex.io import write_template

    write_template(options.out, rubric, units=units, per=options.per, rows=options.rows)
    then = list2cmdline(["ictindex", "check", options.out, "--rubric", options.rubric])
    return Language(options.lang).say("template-written", out=options.out, then=then)
