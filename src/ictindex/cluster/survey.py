"""The first look at a partition: the digest of its bytes, how many rows it has, and the digests of its ids."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import pyarrow as pa
from attrs import frozen
from numpy.typing import NDArray

from ictindex.cluster.batches import Reading, ids_of_source
from ictindex.cluster.id_digests import digests_of
from ictindex.cluster.keeping import written
from ictindex.cluster.sources import Source, digest_of
from ictindex.model.problems import Cell, DataError, Problem

__all__ = ["Survey", "double_ids", "survey", "suspicious_ids"]


@frozen(kw_only=True)
class Survey:
    """What one look at a file found; `empty` holds the places of rows without an id, from 0.

    `size` and `changed` (nanoseconds) tell whether the file is still the same without reading it.
    """

    source: Source
    digest: str = ""
    size: int = 0
    changed: int = 0
    rows: int = 0
    empty: tuple[int, ...] = ()
    problems: tuple[Problem, ...] = ()


@frozen(kw_only=True)
class SurveyTask:
    """A file to look at, and where the sorted digests of its ids go, without the ending."""

    source: Source
    reading: Reading
    folder: Path


def survey(task: SurveyTask) -> Survey:
    """Read the ids of a partition and the bytes of its file; leaves ``<digest>.ids.npy`` in the folder."""
    source = task.source
    try:
        before = Path(source.path).stat()
        digest = digest_of(source.path)
        found: list[NDArray[np.uint64]] = [np.zeros(0, np.uint64)]
        empty: list[int] = []
        problems: list[Problem] = []
        rows = 0
        for ids, lines in ids_of_source(source, task.reading):
            blank = np.flatnonzero(np.asarray(pa.compute.equal(ids, "")))
            for row in blank.tolist():
                hint = "every unit has an id of its own"
                where = Cell(file=source.path, row=int(lines[row]), column="id")
                problems.append(Problem(code="empty-id", where=where, message="the id is empty", hint=hint))
            empty += (blank + rows).tolist()
            digests = digests_of(ids)
            found.append(np.delete(digests, blank) if len(blank) else digests)
            rows += len(ids)
    except OSError as error:
        message, expected = " ".join(str(error).split()), "a file that can be read"
        where = Cell(file=source.path)
        return Survey(
            source=source, problems=(Problem(code="bad-file", where=where, message=message, expected=expected),)
        )
    except DataError as error:
        return Survey(source=source, problems=error.problems)
    with written(task.folder / f"{digest}.ids.npy") as stream:
        np.save(stream, np.sort(np.concatenate(found)))
    return Survey(
        source=source,
        digest=digest,
        size=before.st_size,
        changed=before.st_mtime_ns,
        rows=rows,
        empty=tuple(empty),
        problems=tuple(problems),
    )


@frozen(kw_only=True, eq=False)
class SuspectTask:
    """A file whose ids are to be held against suspicious digests."""

    source: Source
    reading: Reading
    digests: NDArray[np.uint64]


def suspicious_ids(task: SuspectTask) -> list[tuple[str, int, int]]:
    """Id, place from 0 and line of every row whose id has one of the digests."""
    found: list[tuple[str, int, int]] = []
    start = 0
    for ids, lines in ids_of_source(task.source, task.reading):
        rows = np.flatnonzero(np.isin(digests_of(ids), task.digests)).tolist()
        found += [(ids[row].as_py(), start + row, int(lines[row])) for row in rows]
        start += len(ids)
    return found


def double_ids(
    found: Iterable[tuple[Source, list[tuple[str, int, int]]]], *, both: bool
) -> tuple[list[Problem], Mapping[str, list[int]]]:
    """A problem for every row whose id stands before it, and the places of all rows of doubled ids by file.

    With `both` the first row has its problem as well.
    """
    rows: dict[str, list[tuple[Source, int, int]]] = defaultdict(list)
    for source, ids in found:
        for unit, place, line in ids:
            if unit:
                rows[unit].append((source, place, line))
    problems = []
    places: dict[str, list[int]] = defaultdict(list)
    for unit, stands in rows.items():
        if len(stands) > 1:
            for number, (source, place, line) in enumerate(stands):
                places[source.path].append(place)
                if number or both:
                    other, _, other_line = stands[0] if number else stands[1]
                    where = Cell(file=source.path, row=line, column="id")
                    message = (
                        f'the id "{unit}" stands in row {other_line} of {other.path} {"already" if number else "too"}'
                    )
                    hint = "every unit has its own id"
                    problems.append(Problem(code="double-id", where=where, message=message, hint=hint))
    return problems, places
