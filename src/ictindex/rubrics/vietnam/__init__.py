"""The rubrics of the whole country: every TOML file beside this one; in ``lineage`` what became of its provinces."""

from __future__ import annotations

from importlib.resources import files

from ictindex.plugins import LineageLoader, RubricLoader, hookimpl, toml_lineages, toml_rubrics

__all__ = ["ictindex_lineages", "ictindex_rubrics"]


@hookimpl
def ictindex_rubrics() -> tuple[tuple[str, RubricLoader], ...]:
    """The rubrics of this folder."""
    return toml_rubrics("vietnam", files(__name__))


@hookimpl
def ictindex_lineages() -> tuple[tuple[str, LineageLoader], ...]:
    """The lineages of the folder ``lineage``."""
    return toml_lineages("vietnam", files(__name__) / "lineage")
