"""``ictindex plugin doctor``: load everything, and say what is wrong with each plugin and what to do."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Iterator

from ictindex.cli.exits import OK, PLUGIN
from ictindex.cli.plugin_list import plugin_table
from ictindex.cli.tables import print_pieces
from ictindex.cli.trial import trials
from ictindex.model.problems import PluginError, PluginSource, Problem
from ictindex.plugins import Registry
from ictindex.wording.tables import Piece

__all__ = ["run"]


def run(options: Namespace) -> int:
    """Try each plugin in a process of its own, then load those that came back, every rubric and lineage of theirs."""
    hung = trials(options.seconds)
    sources = [problem.where for problem in hung if isinstance(problem.where, PluginSource)]
    registry = Registry.discover(disable=[f"{it.name}@{it.distribution}" for it in sources])
    problems = [*hung, *registry.problems, *_load_problems(registry)]
    pieces: list[Piece] = [plugin_table(registry)]
    if problems:
        pieces.append("\n".join(map(str, problems)))
    count = len(problems)
    pieces.append(f"{count or 'no'} problem{'' if count == 1 else 's'}")
    print_pieces(pieces, sys.stdout)
    return PLUGIN if problems else OK


def _load_problems(registry: Registry) -> Iterator[Problem]:
    loads: list[tuple[Callable[[str], object], list[str]]] = [
        (registry.get_rubric, registry.list_rubrics()),
        (registry.get_lineage, registry.list_lineages()),
    ]
    for load, ids in loads:
        for name in ids:
            try:
                load(name)
            except PluginError as error:
                yield from error.problems
