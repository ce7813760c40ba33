"""Batches of a Parquet file: only the columns that the rubric reads, some rows at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from ictindex.cluster.arrow_columns import TextRows, column_from, ids_from, texts_from, words_from
from ictindex.cluster.batches import Batch, Reading, bad_file, read_columns
from ictindex.cluster.sources import Source
from ictindex.model.columns import Column, TextColumn
from ictindex.model.dataset import Dataset, find_mark
from ictindex.model.problems import Cell, DataError, Problem
from ictindex.model.text import near_hint, normalise
from ictindex.model.unit_rows import UnitRows

__all__ = ["parquet_batches", "parquet_ids"]

_BUFFER = 1 << 18


def parquet_batches(source: Source, reading: Reading, skipped: NDArray[np.int64]) -> Iterator[Batch]:
    """The rows of a Parquet file as batches."""
    with _opened(source) as file:
        stored = _stored(source, file.schema_arrow, reading)
        texts = [it for name, it in stored.items() if pa.types.is_string(file.schema_arrow.field(it).type)]
        again = [it for it in texts if it not in (stored["id"], stored.get("name"))]
    with _opened(source, read_dictionary=again) as file:
        start = 0
        for rows in file.iter_batches(reading.batch_rows, columns=list(stored.values()), use_threads=False):
            place = np.arange(start, start + len(rows), dtype=np.int64)
            start += len(rows)
            keep = ~np.isin(place, skipped) if len(skipped) else np.ones(len(place), np.bool_)
            if keep.all():
                yield _batch(source, rows, stored, place, reading)
            elif keep.any():
                yield _batch(source, rows.filter(pa.array(keep)), stored, place[keep], reading)


def parquet_ids(source: Source, reading: Reading) -> Iterator[tuple[pa.Array, NDArray[np.int64]]]:
    """The ids of a Parquet file and the row of each, from 1."""
    with _opened(source) as file:
        name = _stored(source, file.schema_arrow, reading)["id"]
        start = 1
        for rows in file.iter_batches(reading.batch_rows, columns=[name], use_threads=False):
            yield _ids(source, rows.column(0)), np.arange(start, start + len(rows), dtype=np.int64)
            start += len(rows)


@contextmanager
def _opened(source: Source, *, read_dictionary: Sequence[str] = ()) -> Iterator[pq.ParquetFile]:
    """The file; whatever Arrow finds wrong with it becomes a problem with its name."""
    try:
        # A small buffer per column: a row group may be larger than memory, a batch is not.
        with pq.ParquetFile(
            source.path, read_dictionary=list(read_dictionary), pre_buffer=False, buffer_size=_BUFFER
        ) as file:
            yield file
    except FileNotFoundError as error:
        raise bad_file(source, error, "a file that stays where it is while it is read") from error
    except (pa.ArrowException, OSError) as error:
        raise bad_file(source, error, "a whole Parquet file") from error


def _stored(source: Source, schema: pa.Schema, reading: Reading) -> dict[str, str]:
    """For every column that is wanted its name in the file."""
    found: dict[str, str] = {}
    problems = []
    for name in schema.names:
        key = normalise(name)
        if key in found:
            where = Cell(file=source.path, column=key)
            problems.append(Problem(code="double-column", where=where, message=f'the column "{key}" stands twice'))
        found[key] = name
    partitions = [it.name for it in reading.rubric.partitions if not it.is_derived]
    for name in ("id", *partitions):
        if name not in found:
            where, hint = Cell(file=source.path, column=name), near_hint(name, found)
            message = f'there is no column "{name}"'
            problems.append(Problem(code="missing-column", where=where, message=message, hint=hint))
    if problems:
        raise DataError(tuple(problems))
    wanted = ["id", *(["name"] if reading.names else []), "tags", *partitions, *read_columns(reading.rubric)]
    return {name: found[name] for name in dict.fromkeys(wanted) if name in found}


def _batch(
    source: Source, rows: pa.RecordBatch, stored: Mapping[str, str], place: NDArray[np.int64], reading: Reading
) -> Batch:
    rubric = reading.rubric
    arrays = dict(zip(stored, rows.columns, strict=True))
    ids = _ids(source, arrays.pop("id"))
    problems: list[Problem] = []
    described = {"tags", *(it.name for it in rubric.partitions if not it.is_derived)}
    columns: dict[str, Column] = {}
    names = arrays.pop("name", None) if reading.names and "name" not in read_columns(rubric) else None
    for name, array in arrays.items():
        try:
            is_text = name in described or rubric.column_kind(name) == "text"
            columns[name] = words_from(array) if is_text else column_from(array)
        except (TypeError, ValueError) as error:
            where = Cell(file=source.path, column=name)
            problems.append(Problem(code="bad-cell", where=where, message=str(error)))
    numeric = [it for name, it in columns.items() if name not in described and rubric.column_kind(name) != "text"]
    mark, doubts = find_mark([it for it in numeric if isinstance(it, TextColumn)], reading.decimal, source.path)
    if problems or doubts:
        raise DataError((*problems, *doubts))
    labels = {name: it for name, it in columns.items() if name in described and isinstance(it, TextColumn)}
    units = UnitRows(
        ids=TextRows(ids),
        names=None if names is None else TextRows(texts_from(names)),
        labels={name: it for name, it in labels.items() if name != "tags"},
        tags=labels.get("tags"),
    )
    data = {name: it for name, it in columns.items() if name not in described or name in read_columns(rubric)}
    lines = _lines(place)
    return Batch(
        dataset=Dataset(units=units, columns=data, decimal=mark, file=source.path, rows=lines), ids=ids, place=place
    )


def _lines(place: NDArray[np.int64]) -> Sequence[int]:
    """The row of each unit, from 1; a range where none is left out."""
    first, last = int(place[0]), int(place[-1])
    return range(first + 1, last + 2) if last - first + 1 == len(place) else (place + 1).tolist()


def _ids(source: Source, array: pa.Array) -> pa.Array:
    try:
        return ids_from(array)
    except TypeError as error:
        where = Cell(file=source.path, column="id")
        raise DataError((Problem(code="bad-cell", where=where, message=str(error)),)) from error
