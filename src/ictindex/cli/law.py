"""The rubric or the lineage that an argument names: the id of a registered one, or a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from ictindex.cli.failures import UsageError
from ictindex.model.problems import UnknownName
from ictindex.model.rubric import Rubric

if TYPE_CHECKING:  # a rubric from a file needs no plugin, and most commands no lineage
    from ictindex.model.lineage import Lineage
    from ictindex.plugins import Registry

__all__ = ["files_of", "is_file_name", "lineage_of", "registry_of", "rubric_of"]

Found = TypeVar("Found")

_FILE_ENDINGS = (".toml", ".json")


def is_file_name(name: str) -> bool:
    """Whether an argument is a file rather than the id of a rubric.

    >>> is_file_name("my.toml"), is_file_name("hanoi/agencies@2014")
    (True, False)
    """
    return name.casefold().endswith(_FILE_ENDINGS)


def rubric_of(name: str, *, plugins: bool = True) -> Rubric:
    """The rubric that an argument names.

    Raises
    ------
    UnknownName
        If no plugin offers it; the message names near ones.
    UsageError
        If it is no file and plugins are not allowed.
    RubricError
        With every problem of the file.
    """
    if is_file_name(name):
        from ictindex.codec import load_rubric

        return load_rubric(name)
    return _registered(name, "rubric", lambda registry: registry.get_rubric(name), plugins=plugins)


def lineage_of(name: str, *, plugins: bool = True) -> Lineage:
    """The lineage that an argument names.

    Raises
    ------
    UnknownName
        If no plugin offers it; the message names near ones.
    UsageError
        If it is no file and plugins are not allowed.
    LineageError
        With every problem of the file.
    """
    if is_file_name(name):
        from ictindex.codec import load_lineage

        return load_lineage(name)
    return _registered(name, "lineage", lambda registry: registry.get_lineage(name), plugins=plugins)


def _registered(name: str, what: str, get: Callable[[Registry], Found], *, plugins: bool) -> Found:
    if not plugins:
        msg = f'with --no-plugins a {what} is a file, and "{name}" ends in none of {", ".join(_FILE_ENDINGS)}'
        raise UsageError(msg + _file_hint(name))
    from ictindex.plugins import default_registry

    try:
        return get(default_registry())
    except UnknownName as error:
        hint = _file_hint(name)
        if not hint:
            raise
        msg = f"{error}{hint}"
        raise UnknownName(msg, name=error.name, known=error.known) from error


def _file_hint(name: str) -> str:
    """A word on the file that lies there under this name and an ending."""
    files = [name + ending for ending in _FILE_ENDINGS if Path(name + ending).is_file()]
    return f'; a file is named with its ending: "{files[0]}"' if files else ""


def files_of(*names: str) -> list[str]:
    """The arguments that are files."""
    return [name for name in names if is_file_name(name)]


def registry_of(*, plugins: bool) -> Registry | None:
    """For `ictindex.api`: none, so that it looks plugins up where a rubric needs them, or an empty one."""
    if plugins:
        return None
    from ictindex.plugins import Registry

    return Registry()
