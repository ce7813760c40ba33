"""Run a stranger's code so that its failure is a value."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from attrs import frozen

__all__ = ["Failure", "attempt"]

_Result = TypeVar("_Result")
_MOST = 300


@frozen
class Failure:
    """The exception that ended a call."""

    error: BaseException

    def __str__(self) -> str:
        kind = type(self.error).__name__
        text = attempt(lambda: str(self.error))
        if isinstance(text, Failure) or not text.strip():
            return kind
        line = text.strip().splitlines()[0]
        return f"{kind}: {line[:_MOST]}{'…' if len(line) > _MOST else ''}"


def attempt(action: Callable[[], _Result]) -> _Result | Failure:
    """The result of a call, or its failure.

    SystemExit is a failure as any other: no plugin ends the program. KeyboardInterrupt is the user's word.

    >>> print(attempt(lambda: [][0]))
    IndexError: list index out of range
    """
    try:
        return action()
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 - whatever a stranger raises
        return Failure(error)
