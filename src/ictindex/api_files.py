"""Ranking files that memory does not hold, as the package offers it; its room is imported when it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ictindex.plugins.named import law_of, plugin_names, registry_for

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable

    from ictindex.cluster import Outcome
    from ictindex.model import Rubric
    from ictindex.plugins import Registry

__all__ = ["rank_files"]


def rank_files(  # noqa: PLR0913 - each is a keyword, and none of them is another
    paths: Iterable[str | os.PathLike[str]] | str | os.PathLike[str],
    rubric: Rubric,
    *,
    out: str | os.PathLike[str],
    format: str = "parquet",
    engine: object = None,
    workers: int | None = None,
    on_error: str = "refuse",
    decimal: str | None = None,
    batch_rows: int = 1 << 17,
    progress: bool | None = None,
    verify: bool = False,
    registry: Registry | None = None,
) -> Outcome:
    """Rank the units of many Parquet and CSV files together, in memory that does not grow with them.

    Every number is that of `rank` on all units at once: partitions are scored apart, and ranks, tiers and prizes follow
    from counts of equal units, which add up. Needs ``ictindex[frames]``.

    Parameters
    ----------
    paths
        Files, or folders that stand for all files below them. A column ``id``, the partitions by name, and the columns
        that the rubric reads; ``tags`` with ``|`` between them.
    rubric
        The law; see `Rubric.mergeable`.
    out
        The folder for the results: one file for each input, ``summary.json``, and ``skipped.csv`` where rows were
        skipped. What is finished there is not done again, and an input that has changed is.
    format
        ``"parquet"`` or ``"csv"``.
    engine
        A client of dask.distributed (``ictindex[cluster]``) whose workers see the same paths; else threads of this
        process.
    workers
        How many threads, where there is no engine.
    on_error
        ``"refuse"`` raises with all problems of all files; ``"skip-rows"`` leaves bad rows out and lists them. Of a
        doubled id every row is left out.
    decimal
        The decimal mark of numbers in texts; proved file by file where not given.
    batch_rows
        How many rows of a Parquet file are in memory at a time, per worker.
    progress
        A bar on the terminal, where rich is installed; None shows it where somebody looks.
    verify
        Reads all bytes of files whose size and time have not changed since they were read.
    registry
        Where plugin shapes come from; the installed plugins where it is not given.

    Raises
    ------
    RubricError
        With every node and rule for which parts do not add up to the whole.
    DataError
        With every problem of every file.
    TieRefused
        If units are equal where the rubric says that they may not be.
    """
    from pathlib import Path

    from ictindex.model import Rubric

    if not isinstance(rubric, Rubric):
        msg = f"expected paths and a Rubric, in this order; found {type(rubric).__name__}"
        raise TypeError(msg)
    if on_error not in ("refuse", "skip-rows"):
        msg = f'on_error is "refuse" or "skip-rows", found {on_error!r}'
        raise ValueError(msg)
    try:
        from ictindex.cluster import job
    except ImportError as error:
        msg = "rank_files reads and writes Parquet with pyarrow: install ictindex[frames]"
        raise ImportError(msg) from error
    known = registry_for(rubric, registry)
    work = job.Job(
        rubric=rubric,
        out=Path(out),
        law=law_of(rubric, known),
        shapes=dict(known.shapes) if rubric.once(plugin_names) else {},
        suffix=f".{format}",
        decimal=decimal,
        skip_bad=on_error == "skip-rows",
        verify=verify,
        batch_rows=batch_rows,
    )
    return job.rank_files(paths, work, engine=engine, workers=workers, progress=progress)
