"""Libraries that come with an extra: loaded by name when they are needed, and a plain sentence where they are not."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from ictindex.model.problems import MissingExtra

__all__ = ["library"]


def library(name: str, extra: str) -> Any:
    """The module of a library.

    Raises
    ------
    MissingExtra
        With the line that installs it.

    >>> library("no_such_library", "excel")
    Traceback (most recent call last):
    ...
    ictindex.model.problems.MissingExtra: no_such_library is not installed: python -m pip install 'ictindex[excel]'
    """
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name.partition(".")[0]:
            raise  # the library is there and lacks one of its own
        msg = f"{error.name} is not installed: python -m pip install 'ictindex[{extra}]'"
        raise MissingExtra(msg, extra=extra) from None
