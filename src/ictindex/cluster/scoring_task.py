"""Partition functions: score one partition, or write down its cohorts. Pure: all they need comes with the task."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import attrs
import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from ictindex.cluster.batches import Batch, Reading, batches_of, places_of, read_columns
from ictindex.cluster.cohorts import Known, Recorder, Tallies, added
from ictindex.cluster.keeping import beside
from ictindex.cluster.observing import observe
from ictindex.cluster.scored import Digits, Scored, joined
from ictindex.cluster.sources import Source
from ictindex.model.columns import TextColumn, numbers_of_text
from ictindex.model.dataset import Dataset
from ictindex.model.problems import Cell, DataError, Problem, RubricError
from ictindex.model.rubric import Rubric
from ictindex.scoring.scores import Scores, score
from ictindex.scoring.shape_spec import ShapeSpec

__all__ = ["Done", "Recorded", "ScoreTask", "record_partition", "score_batch", "score_partition"]

Places = NDArray[np.int64]


def _places(value: object) -> Places:
    return np.asarray(value, dtype=np.int64)


@frozen(kw_only=True, eq=False)
class ScoreTask:
    """A partition to score; `path` is where the result goes, without an ending.

    `skipped` holds the places of rows to leave out; with `skip_bad` rows that cannot be scored are left out as well.
    """

    source: Source
    reading: Reading
    path: Path
    skipped: Places = field(factory=lambda: np.zeros(0, np.int64), converter=_places)
    skip_bad: bool = False
    shapes: Mapping[str, ShapeSpec] = field(factory=dict)
    tallies: Tallies | None = None


@frozen(kw_only=True)
class Done:
    """How a partition went: the rows that were left out for what they hold, with their problems, or why it failed."""

    source: Source
    problems: tuple[Problem, ...] = ()
    skipped: tuple[int, ...] = ()
    failed: bool = False


@frozen(kw_only=True)
class Recorded:
    """The cohorts of a partition, and the rows that nothing can be read from."""

    source: Source
    tallies: Tallies = field(factory=dict)
    problems: tuple[Problem, ...] = ()


def score_partition(task: ScoreTask) -> Done:
    """Score a partition batch by batch, and leave the class of each unit and the classes beside each other.

    Rows that are bad never disturb the others: the partition is scored again without them where they may be skipped.
    """
    skipped = task.skipped
    problems: list[Problem] = []
    left_out: list[int] = []
    while True:
        found = _attempt(attrs.evolve(task, skipped=skipped))
        bad = places_of(task.source, task.reading, {line for it in found if (line := _line(it))})
        bad = np.setdiff1d(bad, skipped)
        if not found or not task.skip_bad or not len(bad):
            told = tuple(_light(it) for it in (*problems, *found))
            return Done(source=task.source, problems=told, skipped=tuple(left_out), failed=bool(found))
        # A sentence on the rest of a long list has no row; the next attempt finds those rows themselves.
        problems += [it for it in found if _line(it)]
        left_out += bad.tolist()
        skipped = np.union1d(skipped, bad)


def record_partition(task: ScoreTask) -> Recorded:
    """The cohorts of a partition: what its units show to the leaves that measure them against others."""
    found: list[Tallies] = []
    try:
        for batch in batches_of(task.source, task.reading, task.skipped):
            recorder = Recorder(rubric=task.reading.rubric)
            # A cohort that is constant in one batch need not be so in all; what is truly wrong, scoring finds.
            with suppress(DataError):
                score(batch.dataset, task.reading.rubric, shapes=task.shapes, statistics=recorder, workers=1)
            found.append(recorder.seen)
            batch.dataset.forget()
    except (DataError, RubricError) as error:
        return Recorded(source=task.source, problems=error.problems)
    return Recorded(source=task.source, tallies=added(found))


def score_batch(batch: Batch, task: ScoreTask) -> Scores:
    """The scores of one batch.

    Raises
    ------
    DataError
        With what is wrong with its rows.
    """
    known = None if task.tallies is None else Known(tallies=task.tallies)
    # Partitions are worked on side by side already.
    return score(batch.dataset, task.reading.rubric, shapes=task.shapes, statistics=known, workers=1)


def _attempt(task: ScoreTask) -> list[Problem]:
    """Score all rows that are not skipped; what is wrong with them, or nothing where the result has been saved."""
    problems: list[Problem] = []
    pieces: list[Scored] = []
    try:
        with beside(task.path.with_suffix(".codes")) as draft:
            with draft.open("wb") as stream:
                for batch in batches_of(task.source, task.reading, task.skipped):
                    try:
                        piece, codes = _piece(batch, task)
                    except DataError as error:
                        problems += error.problems
                    else:
                        codes.tofile(stream)
                        pieces = _few([*pieces, piece])
                    batch.dataset.forget()
                    if len(problems) > _MOST_PROBLEMS and not task.skip_bad:
                        message = f"more than {_MOST_PROBLEMS} problems; the rest of the file was not looked at"
                        where = Cell(file=task.source.path)
                        problems.append(Problem(code=problems[-1].code, where=where, message=message))
                        break
            _refuse(problems)
    except (DataError, RubricError) as error:
        return list(error.problems)
    # The codes stand there before the file that says that they are whole.
    joined(pieces).save(task.path.with_suffix(".npz"))
    return []


def _refuse(problems: Sequence[Problem]) -> None:
    """Leave no codes behind where there are problems."""
    if problems:
        raise DataError(tuple(problems))


def _few(pieces: list[Scored]) -> list[Scored]:
    """The same results, joined where their classes together take more room than those of a batch."""
    return [joined(pieces)] if sum(len(it.classes) for it in pieces) > _MANY else pieces


def _piece(batch: Batch, task: ScoreTask) -> tuple[Scored, NDArray[np.int32]]:
    """One batch as a result of its own, and the class of each of its units."""
    scores = score_batch(batch, task)
    classes, codes = observe(scores)
    own = np.arange(len(classes), dtype=np.int32)
    rubric = task.reading.rubric
    wanted = read_columns(rubric)
    piece = Scored(
        classes=classes,
        maps=(own,),
        sizes=(len(codes),),
        digits=_digits(batch.dataset, rubric, wanted),
        silenced=scores.silenced(),
        marks=(batch.dataset.decimal,),
        notes=batch.dataset.notes,
        unused=tuple(name for name in batch.dataset.column_names if name not in wanted),
    )
    return piece, codes


_MANY = 1 << 18
# Nobody mends more of one file before looking again; without a limit a column of the wrong kind would fill memory.
_MOST_PROBLEMS = 10_000
# Of a column of zeros: fewer digits before the point than any number has.
_NONE = -10_000


def _digits(dataset: Dataset, rubric: Rubric, names: Sequence[str]) -> Digits:
    """How many digits each number column takes before and behind the point."""
    found: dict[str, tuple[int, int, bool]] = {}
    for name in names:
        column = dataset.column(name)
        kind = rubric.column_kind(name)
        if column is None or kind == "text":
            continue
        if isinstance(column, TextColumn):
            column, _ = numbers_of_text(column, dataset.decimal, kind, rubric.column_format(name))
        before = len(str(column.largest)) - column.exponent if column.largest else _NONE
        found[name] = (column.exponent, before, column.inexact is not None)
    return found


def _line(problem: Problem) -> int:
    return problem.where.row or 0 if isinstance(problem.where, Cell) else 0


def _light(problem: Problem) -> Problem:
    """Without the exception behind it, which may not travel."""
    return attrs.evolve(problem, cause=None)
