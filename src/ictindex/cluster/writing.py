"""Partition function: write the result of one partition, a row per unit in the order of the input."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from attrs import frozen
from numpy.typing import NDArray

from ictindex.cluster.batches import ids_of_source
from ictindex.cluster.keeping import beside
from ictindex.cluster.observing import APPLICABLE, reasons_of
from ictindex.cluster.placed_file import PlacedFile
from ictindex.cluster.placing import NO_PERCENT
from ictindex.cluster.scored import Scored, class_codes
from ictindex.cluster.scoring_task import ScoreTask
from ictindex.codec.csv_output import write_csv
from ictindex.model.rubric import Rubric
from ictindex.ranking.figures import PERCENT_DECIMALS

__all__ = ["OUTPUTS", "WriteTask", "write_partition"]

Ints = NDArray[np.int64]

_DIGITS = 18
_WORDS = ("block", "tier", "awards", "rank_reason")


@frozen(kw_only=True, eq=False)
class WriteTask:
    """A partition that was scored, what its classes received (None: it has no rows), where they go, awards by place."""

    score: ScoreTask
    placed: Path | None
    out: Path
    awards: Mapping[int, str]


def write_partition(task: WriteTask) -> int:
    """Write the rows beside their place and rename them into it; returns the size of the file in bytes."""
    rubric = task.score.reading.rubric
    rows = iter(()) if task.placed is None else _rows(task, _table(PlacedFile.load(task.placed), rubric))
    with beside(task.out) as draft:
        OUTPUTS[task.out.suffix](draft, _schema(rubric), rows)
        return draft.stat().st_size


def _schema(rubric: Rubric) -> pa.Schema:
    words = pa.dictionary(pa.int32(), pa.string())
    return pa.schema(
        [
            ("id", pa.string()),
            ("block", words),
            ("score", pa.decimal128(_DIGITS, rubric.total.decimals or 0)),
            ("rank", pa.int64()),
            ("rank_overall", pa.int64()),
            ("percent", pa.decimal128(_DIGITS, PERCENT_DECIMALS)),
            ("tier", words),
            ("awards", words),
            ("rank_reason", words),
        ]
    )


def _table(placed: PlacedFile, rubric: Rubric) -> Mapping[str, pa.Array]:
    """What every class prints; each unit then takes the row of its class."""
    partition = rubric.partition(rubric.rank_partition) if rubric.rank_partition else None
    names = () if partition is None else partition.part_ids()
    applicable = (placed.bits >> APPLICABLE) & 1 == 1
    return {
        "block": _words(names, placed.block if names else np.full(len(placed.ranks), -1)),
        "score": _decimals(placed.score, ~applicable, rubric.total.decimals or 0),
        "rank": pa.array(placed.ranks, pa.int64(), mask=placed.ranks == 0),
        "rank_overall": pa.array(placed.overall, pa.int64(), mask=placed.overall == 0),
        "percent": _decimals(placed.percents, placed.percents == NO_PERCENT, PERCENT_DECIMALS),
        "tier": _words(tuple(tier.id for tier in rubric.tiers), placed.tiers),
        "rank_reason": _words(reasons_of(rubric), np.where(placed.reason == 0, -1, placed.reason)),
    }


def _words(names: tuple[str, ...], codes: Ints) -> pa.Array:
    indices = pa.array(codes.astype(np.int32), pa.int32(), mask=codes < 0)
    return pa.DictionaryArray.from_arrays(indices, pa.array(names, pa.string()))


def _decimals(ticks: Ints, gone: NDArray[np.bool_], decimals: int) -> pa.Array:
    """Ticks as decimals: the low and the high word of each, the high one its sign."""
    held = np.where(gone, 0, ticks)
    words = np.stack([held, held >> 63], axis=1)
    mask = np.packbits(~gone, bitorder="little")
    kind = pa.decimal128(_DIGITS, decimals)
    return pa.Array.from_buffers(kind, len(held), [pa.py_buffer(mask), pa.py_buffer(words)])


def _rows(task: WriteTask, table: Mapping[str, pa.Array]) -> Iterator[pa.RecordBatch]:
    score = task.score
    scored = Scored.load(score.path.with_suffix(".npz"))
    codes = zip(class_codes(score.path.with_suffix(".codes"), scored.sizes), scored.maps, strict=True)
    schema = _schema(score.reading.rubric)
    texts = {text: code for code, text in enumerate(dict.fromkeys(("", *task.awards.values())))}
    start = 0
    for ids, _ in ids_of_source(score.source, score.reading):
        place = np.arange(start, start + len(ids))
        start += len(ids)
        keep = ~np.isin(place, score.skipped) if len(score.skipped) else np.ones(len(place), np.bool_)
        if not keep.any():
            continue
        own, classes = next(codes)
        which = pa.array(classes[own])
        columns = {name: column.take(which) for name, column in table.items()}
        columns["id"] = ids if keep.all() else ids.filter(pa.array(keep))
        columns["awards"] = _awards(place[keep], task.awards, texts)
        yield pa.record_batch([columns[name] for name in schema.names], schema=schema)


def _awards(place: Ints, awards: Mapping[int, str], codes: Mapping[str, int]) -> pa.Array:
    """The awards of some rows; the same dictionary for all rows of a file."""
    own = np.zeros(len(place), dtype=np.int32)
    if awards:
        for row in np.flatnonzero(np.isin(place, list(awards))).tolist():
            own[row] = codes[awards[int(place[row])]]
    return pa.DictionaryArray.from_arrays(pa.array(own), pa.array(list(codes), pa.string()))


def _parquet(path: Path, schema: pa.Schema, rows: Iterator[pa.RecordBatch]) -> None:
    # Without Arrow's own schema a reader sees plain texts, whatever they are held as.
    with pq.ParquetWriter(
        path, schema, compression="lz4", use_dictionary=list(_WORDS), write_statistics=False, store_schema=False
    ) as writer:
        for batch in rows:
            writer.write_batch(batch)


def _csv(path: Path, schema: pa.Schema, rows: Iterator[pa.RecordBatch]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        write_csv([], schema.names, stream)
        for batch in rows:
            part = io.StringIO()
            cells = zip(*(column.to_pylist() for column in batch.columns), strict=True)
            write_csv(cells, (), part)
            # Without the empty header of the part.
            stream.write(part.getvalue().partition("\n")[2])


# How rows are written, by the ending of the output.
OUTPUTS: Mapping[str, Callable[[Path, pa.Schema, Iterator[pa.RecordBatch]], None]] = MappingProxyType(
    {".parquet": _parquet, ".csv": _csv}
)
