"""A sign of life while a command works for long: how many seconds, on a terminal and nowhere else."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from ictindex.language import Language

__all__ = ["at_work"]

_PATIENCE = 2.0  # seconds in which nobody asks


@contextmanager
def at_work(options: Namespace, *, patience: float = _PATIENCE, every: float = 1.0) -> Iterator[None]:
    """Tell the seconds on standard error until the work inside is done, which prints nothing itself.

    Nothing is told with `--quiet`, to a file or a pipe, or of work that is done at once.
    """
    if options.quiet or not sys.stderr.isatty():
        yield
        return
    done = Event()
    ticker = Thread(target=_tick, args=(done, Language(options.lang), patience, every), daemon=True)
    ticker.start()
    try:
        yield
    finally:
        done.set()
        ticker.join()


def _tick(done: Event, language: Language, patience: float, every: float) -> None:
    waited, shown = patience, ""
    if done.wait(patience):
        return
    while True:
        shown = language.say("at-work", seconds=round(waited))
        print(f"\r{shown}", end="", file=sys.stderr, flush=True)
        if done.wait(every):
            break
        waited += every
    print("\r" + " " * len(shown) + "\r", end="", file=sys.stderr, flush=True)
