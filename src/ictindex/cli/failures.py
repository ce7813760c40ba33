"""What an error says to the person at the console, and the exit code that it ends the program with."""

from __future__ import annotations

from ictindex.cli.exits import FAULT, PLUGIN, PROBLEMS, USAGE
from ictindex.model.problems import (
    DataError,
    IctIndexError,
    LineageError,
    MissingExtra,
    NotComparable,
    PluginError,
    RubricError,
    TieRefused,
    UnknownName,
)

__all__ = ["UsageError", "told"]


class UsageError(IctIndexError, ValueError):
    """The command was given something that it cannot take."""


# The first row whose class the error is of decides; what is in no row is a fault of the program.
_CODES: tuple[tuple[type[Exception], int], ...] = (
    (PluginError, PLUGIN),
    (DataError, PROBLEMS),
    (RubricError, PROBLEMS),
    (LineageError, PROBLEMS),
    (TieRefused, PROBLEMS),
    (NotComparable, PROBLEMS),
    (UsageError, USAGE),
    (MissingExtra, USAGE),
    (UnknownName, USAGE),
    (OSError, USAGE),
)


def told(error: Exception) -> tuple[int, str]:
    """The exit code of an error and its message.

    >>> told(UnknownName('there is no rubric "x"'))
    (2, 'there is no rubric "x"')
    """
    code = next((code for kind, code in _CODES if isinstance(error, kind)), FAULT)
    if isinstance(error, OSError) and error.strerror:
        return code, f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return code, str(error) if code != FAULT else f"unexpected {type(error).__name__}: {error}"
