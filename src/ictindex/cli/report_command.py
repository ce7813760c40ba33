"""``ictindex report``: from a file to a result that people read in a browser and on paper."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from ictindex.cli.at_work import at_work
from ictindex.cli.exits import OK
from ictindex.cli.failures import UsageError
from ictindex.cli.law import files_of
from ictindex.cli.outlet import deliver, refuse_ending, refuse_inputs
from ictindex.cli.rank_command import ranking_of

__all__ = ["run"]


def run(options: Namespace) -> int:
    """Rank the units of a file and write the report."""
    refuse_inputs(options.out, [options.file, *files_of(options.rubric), options.previous])
    if Path(options.out or "").suffix.casefold() not in (".html", ".htm"):
        refuse_ending(options.out, "the report is HTML, for a browser, which prints it as PDF; name it .html")
    if options.out is None and sys.stdout.isatty():
        msg = "the report is an HTML file: name it with --out, or send the output to a file"
        raise UsageError(msg)
    deliver(_rendered(options), options.out)
    return OK


def _rendered(options: Namespace) -> str:
    from ictindex.report import render_report

    ranking = ranking_of(options)
    try:
        with at_work(options):
            return render_report(ranking, lang=options.lang)
    except ModuleNotFoundError as error:
        if error.name not in ("jinja2", "markupsafe"):
            raise
        raise UsageError(str(error)) from error
