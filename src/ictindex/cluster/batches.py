"""Batches: the rows of a source as data sets of bounded size."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from ictindex.cluster.sources import Source
from ictindex.model.dataset import Dataset
from ictindex.model.problems import Cell, DataError, Problem
from ictindex.model.rubric import Rubric

if TYPE_CHECKING:  # pyarrow is an extra
    import pyarrow as pa

__all__ = ["BATCH_ROWS", "Batch", "Reading", "bad_file", "batches_of", "ids_of_source", "places_of", "read_columns"]

BATCH_ROWS = 1 << 17


@frozen(kw_only=True)
class Reading:
    """How sources are read: the rubric, the decimal mark of texts, and how many rows at a time.

    `names` says whether the names of units are wanted as well.
    """

    rubric: Rubric
    decimal: str | None = None
    batch_rows: int = BATCH_ROWS
    names: bool = False


@frozen(kw_only=True, eq=False)
class Batch:
    """Some rows of a source; `place` is where each stands in it, from 0, and `ids` an Arrow array of texts."""

    dataset: Dataset
    ids: pa.Array
    place: NDArray[np.int64]


def batches_of(source: Source, reading: Reading, skipped: NDArray[np.int64]) -> Iterator[Batch]:
    """The rows of a source in order, without those whose place is in `skipped`.

    Raises
    ------
    DataError
        With every problem of the file, or of the rows of one batch.
    """
    from ictindex.cluster.csv_source import csv_batches
    from ictindex.cluster.parquet_source import parquet_batches

    readers: Mapping[str, Callable[..., Iterator[Batch]]] = {"parquet": parquet_batches, "csv": csv_batches}
    return readers[source.format](source, reading, skipped)


def ids_of_source(source: Source, reading: Reading) -> Iterator[tuple[pa.Array, NDArray[np.int64]]]:
    """The ids of all rows, some at a time, and the line or row on which each stands."""
    from ictindex.cluster.csv_source import csv_ids
    from ictindex.cluster.parquet_source import parquet_ids

    readers: Mapping[str, Callable[..., Any]] = {"parquet": parquet_ids, "csv": csv_ids}
    found: Iterator[tuple[pa.Array, NDArray[np.int64]]] = readers[source.format](source, reading)
    return found


def places_of(source: Source, reading: Reading, lines: Collection[int]) -> NDArray[np.int64]:
    """The places, from 0, of the rows that stand on these lines of a source."""
    if not lines:
        return np.zeros(0, dtype=np.int64)
    start, found = 0, []
    for ids, stands in ids_of_source(source, reading):
        found.append(np.flatnonzero(np.isin(stands, list(lines))) + start)
        start += len(ids)
    return np.concatenate(found) if found else np.zeros(0, dtype=np.int64)


def read_columns(rubric: Rubric) -> tuple[str, ...]:
    """The data columns that the rubric reads and no step writes."""
    names = [name for leaf in rubric.tree.leaves() for name in leaf.reading.columns]
    names += [use.name for step in rubric.steps for use in step.reads]
    return tuple(name for name in dict.fromkeys(names) if name not in rubric.written)


def bad_file(source: Source, error: Exception, expected: str) -> DataError:
    """The error of a file that cannot be read at all."""
    message = " ".join(str(error).split())
    hint = "write it again; a file that was cut off while it was written looks like this"
    return DataError(
        (Problem(code="bad-file", where=Cell(file=source.path), message=message, expected=expected, hint=hint),)
    )
