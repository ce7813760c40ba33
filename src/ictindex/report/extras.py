"""The libraries of extras: loaded when they are needed, and named with the command that installs them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

__all__ = ["needed"]


def needed(module: str, *, extra: str, what: str) -> Any:
    """A module of a library that an extra installs.

    Raises
    ------
    ModuleNotFoundError
        With the command that installs it.
    """
    library = module.partition(".")[0]
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] != library:
            raise
        msg = f"{what} needs {library}: python -m pip install 'ictindex[{extra}]'"
        raise ModuleNotFoundError(msg, name=error.name) from error
