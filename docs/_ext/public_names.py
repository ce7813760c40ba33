"""The directive ``{public} PACKAGE``: the reference of the names in its body, from their docstrings."""

from __future__ import annotations

import inspect
import re
from importlib import import_module
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

__all__ = ["Public", "setup"]

# How numpy spells an array of any shape; the docstrings say the shape.
ARRAY = re.compile(r"~?[\w.]*ndarray\[tuple\[[^\]]*\], ~?[\w.]*dtype\[~?([\w.]+)\]\]")


class Public(SphinxDirective):
    """Stand for the documentation of each name, a line each."""

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Write a directive of autodoc for each name, and read them."""
        package = self.arguments[0]
        lines = [f".. {directive(package, name)}:: {package}.{name}" for name in self.content if name]
        body = "\n\n".join(lines)
        return self.parse_text_to_nodes(f"```{{eval-rst}}\n{body}\n```")


def setup(app: Sphinx) -> dict[str, Any]:
    """Join the build."""
    app.add_directive("public", Public)
    app.connect("autodoc-process-docstring", head_the_examples, priority=1)  # before napoleon reads the sections
    app.connect("autodoc-process-signature", as_a_reader_writes_it)
    return {"parallel_read_safe": True}


def directive(package: str, name: str) -> str:
    """Return what of autodoc speaks about a name."""
    value = getattr(import_module(package), name)
    if inspect.isclass(value):
        return "autoexception" if issubclass(value, Exception) else "autoclass"
    return "automodule" if inspect.ismodule(value) else "autofunction"


def head_the_examples(app: Sphinx, what: str, name: str, obj: object, options: object, lines: list[str]) -> None:
    """Give doctests a heading, because those below a section would be read as a part of it."""
    del app, what, name, obj, options
    first = next((number for number, line in enumerate(lines) if line.startswith(">>>")), None)
    if first is not None and any(line.startswith("---") for line in lines[:first]) and "Examples" not in lines:
        lines[first:first] = ["Examples", "--------"]


def as_a_reader_writes_it(
    app: Sphinx, what: str, name: str, obj: object, options: object, signature: str | None, returns: str | None
) -> tuple[str | None, str | None] | None:
    """Leave out of a signature what says nothing: types that a converter takes away, values that it makes."""
    del app, what, name, options
    if signature is None:
        return None
    if made_by_functions(obj):
        return "", None
    return signature.replace(": Any", "").replace("NOTHING", "…"), ARRAY.sub(r"ndarray[\1]", returns or "") or None


def made_by_functions(value: object) -> bool:
    """Return whether a value of this class comes from functions only: its docstring speaks of no parameters."""
    return inspect.isclass(value) and "__attrs_attrs__" in vars(value) and "Parameters\n" not in str(value.__doc__)
