"""The rows of a CSV file as one batch: the whole file is read, by the rules of `ictindex.read`."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from ictindex.cluster.batches import Batch, Reading, bad_file
from ictindex.cluster.sources import Source
from ictindex.codec.csv_table import read_table
from ictindex.codec.table import Table
from ictindex.codec.table_dataset import dataset_of
from ictindex.model.number_text import NOT_APPLICABLE_TOKENS
from ictindex.model.problems import DataError
from ictindex.model.text import normalise

__all__ = ["csv_batches", "csv_ids"]


def csv_batches(source: Source, reading: Reading, skipped: NDArray[np.int64]) -> Iterator[Batch]:
    """The rows of a CSV file; `place` counts rows from 0, the lines of the data set are those of the file."""
    table = _table(source)
    place = np.arange(len(table.lines), dtype=np.int64)
    if len(skipped):
        keep = ~np.isin(place, skipped)
        rows = place[keep].tolist()
        table.columns = {name: [cells[row] for row in rows] for name, cells in table.columns.items()}
        table.lines = [table.lines[row] for row in rows]
        place = place[keep]
    if len(place) or table.problems:
        dataset = dataset_of(
            table, reading.rubric, decimal=reading.decimal, not_applicable=NOT_APPLICABLE_TOKENS, check_ids=False
        )
        ids = pa.array([unit.id for unit in dataset.units], pa.string())
        yield Batch(dataset=dataset, ids=ids, place=place)


def csv_ids(source: Source, reading: Reading) -> Iterator[tuple[pa.Array, NDArray[np.int64]]]:
    """The ids of a CSV file and the line of each."""
    del reading
    table = _table(source)
    table.require("id")
    if table.problems:
        raise DataError(table.in_order())
    ids = pa.array(map(normalise, table.labels("id")), pa.string())
    yield ids, np.array(table.lines, dtype=np.int64)


def _table(source: Source) -> Table:
    try:
        table = read_table(source.path, encoding="utf-8-sig", delimiter=None)
    except OSError as error:
        raise bad_file(source, error, "a file that stays where it is while it is read") from error
    # A header without rows is an empty partition; only a table that stands alone needs a row.
    table.problems = [it for it in table.problems if not (it.code == "no-rows" and table.columns)]
    return table
