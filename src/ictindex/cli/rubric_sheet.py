"""``ictindex rubric from-sheet`` and ``to-sheet``: criteria as a workbook, and back as the same law."""

from __future__ import annotations

from argparse import Namespace

from ictindex.api import law_of
from ictindex.cli.exits import OK
from ictindex.cli.law import files_of, registry_of, rubric_of
from ictindex.cli.outlet import deliver, refuse_inputs
from ictindex.codec import rubric_to_toml

__all__ = ["run_from", "run_to"]


def run_from(options: Namespace) -> int:
    """Write the rubric of a workbook as TOML."""
    from ictindex.io import rubric_from_sheet

    refuse_inputs(options.out, [options.file])
    deliver(rubric_to_toml(rubric_from_sheet(options.file, id=options.id)), options.out)
    return OK


def run_to(options: Namespace) -> int:
    """Write a rubric as a workbook."""
    from ictindex.io import rubric_to_sheet

    refuse_inputs(options.out, files_of(options.rubric))
    plugins = not options.no_plugins
    rubric = rubric_of(options.rubric, plugins=plugins)
    law = law_of(rubric, registry=registry_of(plugins=plugins))
    rubric_to_sheet(rubric, options.out, lang=options.lang, law=law)
    return OK
