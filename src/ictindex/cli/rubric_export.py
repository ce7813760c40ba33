"""``ictindex rubric export``: a rubric as a file that reads back as the same law."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping
from types import MappingProxyType

from ictindex.cli.exits import OK
from ictindex.cli.law import files_of, rubric_of
from ictindex.cli.outlet import deliver, format_of, refuse_inputs
from ictindex.codec import rubric_to_json, rubric_to_toml
from ictindex.model.rubric import Rubric

__all__ = ["run"]

_FORMATS: Mapping[str, Callable[[Rubric], str]] = MappingProxyType({"toml": rubric_to_toml, "json": rubric_to_json})


def run(options: Namespace) -> int:
    """Write a rubric."""
    refuse_inputs(options.out, files_of(options.rubric))
    rubric = rubric_of(options.rubric, plugins=not options.no_plugins)
    deliver(_FORMATS[format_of(options, _FORMATS, otherwise="toml")](rubric), options.out)
    return OK
