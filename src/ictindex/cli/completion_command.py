"""``ictindex completion``: what a shell needs to complete commands, options and files."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from ictindex.cli.arguments import parser
from ictindex.cli.exits import OK
from ictindex.cli.failures import UsageError

__all__ = ["run"]

_FILES = ("FILE", "PATH", "FOLDER", ".csv", ".toml", ".xlsx")


def run(options: argparse.Namespace) -> int:
    """Print the script for one shell."""
    try:
        import shtab
    except ImportError as error:
        msg = 'completion needs the extra cli: python -m pip install "ictindex[cli]"'
        raise UsageError(msg) from error
    top = parser()
    for action in _actions(top):
        if any(word in str(action.metavar) for word in _FILES):
            action.complete = shtab.FILE
    print(shtab.complete(top, shell=options.shell))
    return OK


def _actions(command: argparse.ArgumentParser) -> Iterator[Any]:
    """The arguments of a command and of the commands below it."""
    for action in command._actions:  # noqa: SLF001 - argparse has no public way to its own arguments
        yield action
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - as above
            for below in action.choices.values():
                yield from _actions(below)
