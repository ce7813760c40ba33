"""The four hooks of a plugin and the two markers; none of them takes an argument."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeAlias

import pluggy

from ictindex.model.rubric import Rubric

if TYPE_CHECKING:  # lineages and the engine are loaded for a plugin that has some or adds to it
    from ictindex.model.lineage import Lineage
    from ictindex.ranking.selector_spec import SelectorSpec
    from ictindex.scoring.shape_spec import ShapeSpec

__all__ = [
    "PROJECT",
    "LineageLoader",
    "RubricLoader",
    "hookimpl",
    "ictindex_lineages",
    "ictindex_prizes",
    "ictindex_rubrics",
    "ictindex_shapes",
]

PROJECT = "ictindex"

RubricLoader: TypeAlias = Callable[[], Rubric]
LineageLoader: TypeAlias = "Callable[[], Lineage]"

hookimpl = pluggy.HookimplMarker(PROJECT)
_hookspec = pluggy.HookspecMarker(PROJECT)


@_hookspec
def ictindex_rubrics() -> Iterable[tuple[str, RubricLoader]]:  # type: ignore[empty-body] # a specification
    """Pairs of a rubric's id, ``namespace/name@edition``, and what loads it when it is asked for.

    Listing parses nothing, so one broken file breaks one rubric. `toml_rubrics` makes the pairs of a folder.
    """


@_hookspec
def ictindex_lineages() -> Iterable[tuple[str, LineageLoader]]:  # type: ignore[empty-body] # a specification
    """Pairs of a lineage's id, ``namespace/name@edition``, and what loads it; see `toml_lineages`."""


@_hookspec
def ictindex_prizes() -> Iterable[tuple[str, SelectorSpec]]:  # type: ignore[empty-body] # a specification
    """Pairs of a prize selector's name, ``namespace/name``, and its record."""


@_hookspec
def ictindex_shapes() -> Iterable[tuple[str, ShapeSpec]]:  # type: ignore[empty-body] # a specification
    """Pairs of a shape's name, ``namespace/name``, and its record."""
