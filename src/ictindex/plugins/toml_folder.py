"""The whole work of a plugin that is nothing but TOML files."""

from __future__ import annotations

from functools import partial
from os import PathLike
from typing import TYPE_CHECKING

from ictindex.model.rubric import Rubric
from ictindex.plugins.hookspecs import LineageLoader, RubricLoader

if TYPE_CHECKING:  # of no use before a folder is read, as pathlib
    from importlib.resources.abc import Traversable

    from ictindex.model.lineage import Lineage

__all__ = ["toml_lineages", "toml_rubrics"]

_ENDING = ".toml"


def toml_rubrics(namespace: str, folder: Traversable | str | PathLike[str]) -> tuple[tuple[str, RubricLoader], ...]:
    """The rubrics of a folder as pairs of id and loader; no file is opened.

    Parameters
    ----------
    namespace
        The plugin's namespace, the name of its entry point.
    folder
        A folder of files ``name@edition.toml``, such as ``importlib.resources.files(__name__)``. Files that
        begin with a dot and files with another ending are none of its rubrics.

    Raises
    ------
    FileNotFoundError
        If there is no such folder, or none of its files ends in ``.toml``: the usual mark of a wheel that was
        built without its data.
    """
    return tuple((f"{namespace}/{name}", partial(_load, file)) for name, file in _files(folder))


def toml_lineages(namespace: str, folder: Traversable | str | PathLike[str]) -> tuple[tuple[str, LineageLoader], ...]:
    """The lineages of a folder as pairs of id and loader; as `toml_rubrics`, and a folder of their own."""
    return tuple((f"{namespace}/{name}", partial(_load_lineage, file)) for name, file in _files(folder))


def _files(folder: Traversable | str | PathLike[str]) -> list[tuple[str, Traversable]]:
    """The TOML files of a folder by name without its ending."""
    from pathlib import Path

    place = Path(folder) if isinstance(folder, str | PathLike) else folder
    if not place.is_dir():
        msg = f"there is no folder {place}"
        raise FileNotFoundError(msg)
    files = sorted((file for file in place.iterdir() if _is_rubric(file.name)), key=lambda file: file.name)
    if not files:
        msg = f"no file of {place} ends in {_ENDING}; does the wheel carry its data files?"
        raise FileNotFoundError(msg)
    return [(file.name.removesuffix(_ENDING), file) for file in files]


def _load(file: Traversable) -> Rubric:
    from ictindex.codec import load_rubric

    return load_rubric(file)


def _load_lineage(file: Traversable) -> Lineage:
    from ictindex.codec import load_lineage

    return load_lineage(file)


def _is_rubric(name: str) -> bool:
    return name.endswith(_ENDING) and not name.startswith(".")
