"""The directive ``{commands}``: every command with its arguments, read from the parser that runs them."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from ictindex.cli.arguments import parser

__all__ = ["Commands", "described", "setup"]

OPTION = re.compile(r"(?<![\w-])(--[a-z-]+)")


class Commands(SphinxDirective):
    """Stand for a section for each command."""

    def run(self) -> list[nodes.Node]:
        """Write the sections as Markdown and read them."""
        return self.parse_text_to_nodes("\n".join(described(parser())), allow_section_headings=True)


def setup(app: Sphinx) -> dict[str, Any]:
    """Join the build."""
    app.add_directive("commands", Commands)
    return {"parallel_read_safe": True}


def described(command: argparse.ArgumentParser) -> Iterator[str]:
    """Yield the Markdown of a command and of all below it, those that only hold others left out."""
    inner = [it for it in command._actions if isinstance(it, argparse._SubParsersAction)]
    if not inner:
        yield from section(command)
    for group in inner:
        for name in dict.fromkeys(group.choices):
            yield from described(group.choices[name])


def section(command: argparse.ArgumentParser) -> Iterator[str]:
    """Yield the Markdown of one command: what it does, how it is called, a row for each argument."""
    command.prog = command.prog.strip()
    yield from (f"## {command.prog}", "", str(command.description), "")
    yield from ("```text", command.format_usage().removeprefix("usage: ").rstrip(), "```", "")
    yield from ("| argument | means |", "| --- | --- |")
    for action in sorted(command._actions, key=lambda it: bool(it.option_strings)):
        if action.dest != "help" and action.help != argparse.SUPPRESS:
            yield f"| {spelled(command, action)} | {cell(command, action)} |"
    yield ""


def spelled(command: argparse.ArgumentParser, action: argparse.Action) -> str:
    """Return how an argument is written, with what follows it."""
    default = action.dest.upper() if action.option_strings else action.dest
    value = command._get_formatter()._format_args(action, action.metavar or default)
    if not action.option_strings:
        return code(value)
    return code(" ".join(filter(None, (", ".join(action.option_strings), value))))


def cell(command: argparse.ArgumentParser, action: argparse.Action) -> str:
    """Return what an argument means, with the words that it takes."""
    said = command._get_formatter()._expand_help(action) if action.help else ""
    if action.choices and action.metavar:
        said += f" ({', '.join(map(str, action.choices))})"
    if action.required and action.option_strings:
        said += " (required)"
    return OPTION.sub(r"`\1`", said.replace("|", r"\|").replace("<", r"\<").replace("*", r"\*"))


def code(text: str) -> str:
    """Return a text as code in the cell of a table."""
    return "`" + text.replace("|", r"\|") + "`"
