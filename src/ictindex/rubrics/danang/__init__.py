"""The rubrics of Đà Nẵng: every TOML file beside this one."""

from __future__ import annotations

from importlib.resources import files

from ictindex.plugins import RubricLoader, hookimpl, toml_rubrics

__all__ = ["ictindex_rubrics"]


@hookimpl
def ictindex_rubrics() -> tuple[tuple[str, RubricLoader], ...]:
    """The rubrics of this folder."""
    return toml_rubrics("danang", files(__name__))
