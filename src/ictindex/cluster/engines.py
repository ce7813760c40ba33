"""Engines: who runs the partition functions. Each gives back results in any order, with the number of their task."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import Any, Protocol, TypeVar

from attrs import frozen

__all__ = ["Dask", "Embedded", "Engine", "engine_of"]

Task = TypeVar("Task")
Result = TypeVar("Result")


class Engine(Protocol):
    """Runs one function on many tasks."""

    def run(self, function: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterator[tuple[int, Result]]:
        """Results as they come, each with the number of its task."""
        ...


@frozen(kw_only=True)
class Embedded:
    """Threads of this process, and no server: numpy and Arrow let go of the interpreter while they work.

    At most `workers` partitions are under way at a time, so memory is that of so many batches.
    """

    workers: int

    def run(self, function: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterator[tuple[int, Result]]:
        """Results as they come; the first exception stops what has not begun."""
        if self.workers == 1:
            yield from ((number, function(task)) for number, task in enumerate(tasks))
            return
        waiting = iter(enumerate(tasks))
        with ThreadPoolExecutor(self.workers, thread_name_prefix="ictindex") as pool:
            running: dict[Future[Result], int] = {}
            for number, task in waiting:
                running[pool.submit(function, task)] = number
                if len(running) < self.workers:
                    continue
                yield from self._finished(running)
            while running:
                yield from self._finished(running)

    def _finished(self, running: dict[Future[Result], int]) -> Iterator[tuple[int, Result]]:
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            yield running.pop(future), future.result()


@frozen(kw_only=True)
class Dask:
    """A client of dask.distributed: workers see the same paths; a task whose worker dies or that fails is run again."""

    client: Any
    retries: int = 2

    def run(self, function: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterator[tuple[int, Result]]:
        """Results as they come."""
        from distributed import as_completed as completed_of

        as_completed: Any = completed_of

        futures = {
            self.client.submit(function, task, retries=self.retries, pure=False): number
            for number, task in enumerate(tasks)
        }
        try:
            for future in as_completed(list(futures)):
                yield futures[future], future.result()
                future.release()
        finally:
            # Where one failed for good, the others are not waited for.
            self.client.cancel([future for future in futures if not future.done()])


def engine_of(engine: object, workers: int | None) -> Engine:
    """An engine from what a caller passed: None is this process, a Dask client its cluster.

    Raises
    ------
    TypeError
        For anything else.
    """
    if engine is None:
        count = workers if workers is not None else max(1, min(4, os.cpu_count() or 1))
        if count < 1:
            msg = f"workers is a whole number from 1, found {workers}"
            raise ValueError(msg)
        return Embedded(workers=count)
    if callable(getattr(engine, "submit", None)) and callable(getattr(engine, "cancel", None)):
        return Dask(client=engine)
    msg = f"engine is a dask.distributed Client, or None for this process; found {type(engine).__name__}"
    raise TypeError(msg)
