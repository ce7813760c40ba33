"""``ictindex template``: a workbook to fill in, made from a rubric."""

from __future__ import annotations

from argparse import Namespace

from ictindex.cli.exits import OK
from ictindex.cli.failures import UsageError
from ictindex.cli.law import files_of, rubric_of
from ictindex.cli.outlet import refuse_inputs

__all__ = ["run"]


def run(options: Namespace) -> int:
    """Write the workbook."""
    from ictindex.api import read
    from ictindex.io import write_template

    if not options.out.casefold().endswith(".xlsx"):
        msg = f"a template is a workbook; name it so: --out {options.out.rpartition('.')[0] or options.out}.xlsx"
        raise UsageError(msg)
    refuse_inputs(options.out, [options.units, *files_of(options.rubric)])
    rubric = rubric_of(options.rubric, plugins=not options.no_plugins)
    units = None if options.units is None else read(options.units, encoding=options.encoding)
    write_template(options.out, rubric, units=units, per=options.per, rows=options.rows)
    return OK
