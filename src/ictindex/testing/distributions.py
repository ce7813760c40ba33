"""Distributions made of nothing but files, so that a plugin is tested without pip, network or build."""

from __future__ import annotations

import importlib
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import EntryPoint, distributions
from pathlib import Path
from textwrap import dedent
from typing import Any

from attrs import frozen

from ictindex.plugins import Registry

__all__ = ["FakeDistribution", "fake_distribution", "installed_project"]

_GROUP = "ictindex"


@frozen(kw_only=True)
class FakeDistribution:
    """A distribution as an installer would have left it: metadata, entry points and modules in `folder`.

    Several may share one folder. `name` is that of the distribution, `sources` are the folders that its modules lie in.
    """

    name: str
    folder: Path
    sources: tuple[Path, ...]

    @property
    def entry_points(self) -> tuple[EntryPoint, ...]:
        """The entry points of all distributions of the folder, as `importlib.metadata` reads them."""
        found = distributions(path=[str(self.folder)])
        return tuple(it for distribution in found for it in distribution.entry_points)

    @contextmanager
    def importable(self) -> Iterator[None]:
        """Its modules can be imported; afterwards they are forgotten, and the path is what it was."""
        places = [str(place) for place in (*self.sources, self.folder)]
        path, modules = list(sys.path), set(sys.modules)
        sys.path[:0] = places
        importlib.invalidate_caches()
        try:
            yield
        finally:
            sys.path[:] = path
            for name in set(sys.modules) - modules:
                home = str(getattr(sys.modules[name], "__file__", None) or "")
                if any(home.startswith(place) for place in places):
                    del sys.modules[name]

    def registry(self, **options: Any) -> Registry:
        """What discovery makes of the folder alone; the options are those of `Registry.discover`.

        Rubrics are loaded when they are asked for: do so inside ``with distribution.importable():``.
        """
        with self.importable():
            return Registry.discover(entry_points=self.entry_points, **options)


def fake_distribution(
    folder: str | Path,
    name: str,
    *,
    source: str = "",
    namespaces: Sequence[str] | None = None,
    version: str = "1.0",
    requires: Sequence[str] = (),
    files: Mapping[str, str] | None = None,
    entry_points: str | None = None,
) -> FakeDistribution:
    """Write a distribution with one package into a folder.

    Parameters
    ----------
    folder
        Where it is written; it may hold others already.
    name
        The distribution's; that of the package is the same with ``_`` for ``-``.
    source
        The text of the package's ``__init__.py``; indentation that all lines share is taken away.
    namespaces
        The names of its entry points, all of which lead to the package; the distribution's own where not given.
    version, requires
        As the metadata state them.
    files
        Further files of the package by name, such as rubrics.
    entry_points
        Instead of `namespaces`, the whole text of ``entry_points.txt``.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     made = fake_distribution(folder, "lam-dong", source="raise SystemExit")
    ...     [problem.code for problem in made.registry().problems]
    ['exit-at-import']
    """
    module = name.replace("-", "_")
    place = Path(folder)
    lines = [f"{it} = {module}" for it in ([name] if namespaces is None else namespaces)]
    _write_metadata(place, name, version, requires, _entry_points(lines) if entry_points is None else entry_points)
    package = place / module
    package.mkdir()
    for file, text in {"__init__.py": source, **(files or {})}.items():
        (package / file).write_text(dedent(text), encoding="utf-8")
    importlib.invalidate_caches()
    return FakeDistribution(name=name, folder=place, sources=())


def installed_project(folder: str | Path, project: str | Path) -> FakeDistribution:
    """A project as if it were installed from its folder: metadata from ``pyproject.toml``, modules from ``src``.

    Parameters
    ----------
    folder
        Where the metadata are written.
    project
        A folder with a ``pyproject.toml``; its packages lie in ``src``, or beside that file.

    Raises
    ------
    FileNotFoundError
        If there is no such file.
    KeyError
        If it names no project.
    """
    home = Path(project)
    table = tomllib.loads((home / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [f"{name} = {module}" for name, module in table.get("entry-points", {}).get(_GROUP, {}).items()]
    name, version = table["name"], table.get("version", "0")
    _write_metadata(Path(folder), name, version, table.get("dependencies", ()), _entry_points(lines))
    source = home / "src"
    return FakeDistribution(name=name, folder=Path(folder), sources=(source if source.is_dir() else home,))


def _entry_points(lines: Sequence[str]) -> str:
    return "\n".join([f"[{_GROUP}]", *lines]) + "\n"


def _write_metadata(folder: Path, name: str, version: str, requires: Sequence[str], entry_points: str) -> None:
    info = folder / f"{name.replace('-', '_')}-{version}.dist-info"
    info.mkdir(parents=True)
    headers = ["Metadata-Version: 2.1", f"Name: {name}", f"Version: {version}"]
    headers += [f"Requires-Dist: {line}" for line in requires]
    (info / "METADATA").write_text("\n".join(headers) + "\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(entry_points, encoding="utf-8")
