"""``ictindex rubric lock``: the digests by which a published edition is held fast."""

from __future__ import annotations

from argparse import Namespace

from ictindex.api import law_of
from ictindex.cli.exits import OK
from ictindex.cli.law import files_of, registry_of, rubric_of
from ictindex.cli.lock_check import compare_lock
from ictindex.cli.outlet import deliver, refuse_inputs
from ictindex.codec import text_digest
from ictindex.plugins import list_rubrics

__all__ = ["run"]


def run(options: Namespace) -> int:
    """Print a line of TOML for each rubric: the digest of its law and that of its texts; or compare them."""
    if options.check is not None:
        return compare_lock(options)
    refuse_inputs(options.out, files_of(*options.rubrics))
    plugins = not options.no_plugins
    names = options.rubrics or list_rubrics()
    lines = [_line(name, plugins=plugins) for name in names]
    deliver("\n".join(lines) + "\n", options.out)
    return OK


def _line(name: str, *, plugins: bool) -> str:
    rubric = rubric_of(name, plugins=plugins)
    law = law_of(rubric, registry=registry_of(plugins=plugins))
    return f'"{rubric.id}" = {{ law = "{law}", text = "{text_digest(rubric)}" }}'
