"""A bar on the terminal, where rich is installed and somebody looks at it."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Protocol, TypeVar

from attrs import frozen

__all__ = ["Bar", "bars"]

Item = TypeVar("Item")


class Bar(Protocol):
    """Counts what passes through."""

    def over(self, items: Iterable[Item], total: int, what: str) -> Iterator[Item]:
        """The same items, each counted."""
        ...


@frozen
class _Silent:
    def over(self, items: Iterable[Item], total: int, what: str) -> Iterator[Item]:
        del total, what
        yield from items


@contextmanager
def bars(wanted: bool | None) -> Iterator[Bar]:  # noqa: FBT001 - passed on as the caller's keyword
    """A bar; None shows it on a terminal only.

    Raises
    ------
    ImportError
        If one is asked for and rich is not installed.
    """
    there = find_spec("rich") is not None
    if wanted and not there:
        msg = "a progress bar needs rich: install ictindex[cli]"
        raise ImportError(msg)
    if not there or not (sys.stderr.isatty() if wanted is None else wanted):
        yield _Silent()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description:10}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:

        @frozen
        class _Shown:
            def over(self, items: Iterable[Item], total: int, what: str) -> Iterator[Item]:
                task = progress.add_task(what, total=total)
                for item in items:
                    yield item
                    progress.advance(task)
                progress.update(task, completed=total)

        yield _Shown()
