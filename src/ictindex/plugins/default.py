"""The one cached registry of the process, and the two functions that ask it."""

from __future__ import annotations

import warnings
from datetime import date
from threading import RLock

from ictindex.model.problems import PluginError, PluginSource, Problem
from ictindex.model.rubric import Rubric
from ictindex.plugins.hookspecs import PROJECT
from ictindex.plugins.problem_codes import plugin_problem
from ictindex.plugins.registry import Registry

__all__ = ["PluginWarning", "default_registry", "get_rubric", "list_rubrics"]


class PluginWarning(UserWarning):
    """A plugin is broken; its rubrics, or some of them, are not offered."""


class _Process:
    """The only state of the process: the registry, once it is made."""

    registry: Registry | None = None
    in_use: bool = False


_process = _Process()
_lock = RLock()  # of one thread only: a plugin that asks while it is imported gets an answer, not a deadlock


def list_rubrics(*, registry: Registry | None = None) -> list[str]:
    """The full ids of all rubrics that plugins offer, sorted.

    Parameters
    ----------
    registry
        Instead of the installed plugins.
    """
    return (registry if registry is not None else default_registry()).list_rubrics()


def get_rubric(id: str, *, on: date | None = None, registry: Registry | None = None) -> Rubric:
    """A rubric by its id, or the edition of a family that is valid on a date; see `Registry.get_rubric`.

    Parameters
    ----------
    id
        ``namespace/name@edition``, or ``namespace/name``.
    on
        A day of the assessed period.
    registry
        Instead of the installed plugins.

    Raises
    ------
    UnknownName
        If there is no such rubric, or no single edition is meant; the message names near ones.
    PluginError
        If the rubric cannot be loaded.
    """
    return (registry if registry is not None else default_registry()).get_rubric(id, on=on)


def default_registry() -> Registry:
    """The registry of the installed plugins: made when it is first asked for, then kept by the process.

    Warns
    -----
    PluginWarning
        Once per plugin that is not whole, when the registry is made.
    """
    if _process.registry is not None:
        return _process.registry
    with _lock:
        if _process.registry is None:
            _process.registry = _made()
        return _process.registry


def _made() -> Registry:
    if _process.in_use:
        message = "a plugin asks for the registry while plugins are being imported to make it"
        where = PluginSource(name=PROJECT, distribution=PROJECT)
        raise PluginError((plugin_problem("registry-in-use", where, message),))
    _process.in_use = True
    try:
        registry = Registry.discover()
    finally:
        _process.in_use = False
    by_plugin: dict[str, list[Problem]] = {}
    for problem in registry.problems:
        by_plugin.setdefault(str(problem.where), []).append(problem)
    for problems in by_plugin.values():
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        # Points at whoever called list_rubrics or get_rubric.
        warnings.warn(f'{problems[0]}{more}; see "ictindex plugin doctor"', PluginWarning, stacklevel=4)
    return registry
