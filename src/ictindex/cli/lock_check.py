"""``ictindex rubric lock --check``: whether published editions are still what they were."""

from __future__ import annotations

from argparse import Namespace

from ictindex.api import law_of
from ictindex.cli.exits import OK, PROBLEMS
from ictindex.cli.failures import UsageError
from ictindex.cli.law import registry_of, rubric_of
from ictindex.model.problems import Problem
from ictindex.plugins.locks import lock_problems, read_lock

__all__ = ["compare_lock"]


def compare_lock(options: Namespace) -> int:
    """List every edition whose law or texts differ from the lock.

    Without rubrics named, each edition of the lock is looked up by its id; a named one must stand in the lock.
    """
    if options.out is not None:
        msg = "--check writes nothing: it goes without --out"
        raise UsageError(msg)
    plugins = not options.no_plugins
    lock = read_lock(options.check)
    problems: list[Problem] = []
    names = options.rubrics or list(lock)
    for rubric in (rubric_of(name, plugins=plugins) for name in names):
        law = law_of(rubric, registry=registry_of(plugins=plugins))
        problems += lock_problems(rubric, law, lock, options.check)
    for problem in problems:
        print(problem)
    if not problems:
        print(f"{options.check}: {len(names)} edition{'' if len(names) == 1 else 's'} unchanged")
    return PROBLEMS if problems else OK
