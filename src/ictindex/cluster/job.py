"""One ranking over files that memory does not hold: look, score, merge, give prizes, write."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TypeVar

import attrs
import numpy as np
from attrs import field, frozen

from ictindex.cluster.batches import BATCH_ROWS, Reading
from ictindex.cluster.candidates import Found, GatherTask, gather
from ictindex.cluster.classes import NO_CLASSES, Classes, united
from ictindex.cluster.cohorts import Tallies, added, from_json, to_json
from ictindex.cluster.engines import Engine, engine_of
from ictindex.cluster.id_digests import suspects
from ictindex.cluster.placed_file import save_placed
from ictindex.cluster.placing import Placed, place
from ictindex.cluster.prizes import Given, decide
from ictindex.cluster.progress import Bar, bars
from ictindex.cluster.refusals import refuse_inexact, refuse_job, refuse_marks
from ictindex.cluster.scored import Scored
from ictindex.cluster.scoring_task import Done, ScoreTask, record_partition, score_partition
from ictindex.cluster.sources import Source, results_over, sources_of
from ictindex.cluster.state import State, key_of
from ictindex.cluster.summary import Outcome, write_summary
from ictindex.cluster.survey import Survey, SurveyTask, SuspectTask, double_ids, survey, suspicious_ids
from ictindex.cluster.writing import OUTPUTS, WriteTask, write_partition
from ictindex.model.problems import Cell, DataError, Problem, RubricError
from ictindex.model.rubric import Rubric
from ictindex.scoring.shape_spec import ShapeSpec

__all__ = ["ON_ERROR", "Job", "rank_files"]

Task = TypeVar("Task")
Result = TypeVar("Result")
Paths = Iterable[str | os.PathLike[str]] | str | os.PathLike[str]

ON_ERROR = ("refuse", "skip-rows")
_STATE = ".ictindex"


def version_here() -> str:
    """The version that a result says it was made by."""
    try:
        return version("ictindex")
    except PackageNotFoundError:  # run from a source tree that was never installed
        return "unknown"


@frozen(kw_only=True)
class Job:
    """What a caller asks for, checked."""

    rubric: Rubric
    out: Path
    law: str
    version: str = field(factory=version_here)
    shapes: Mapping[str, ShapeSpec] = field(factory=dict)
    suffix: str = ".parquet"
    decimal: str | None = None
    skip_bad: bool = False
    verify: bool = False
    batch_rows: int = BATCH_ROWS

    @property
    def reading(self) -> Reading:
        """How files are read."""
        return Reading(rubric=self.rubric, decimal=self.decimal, batch_rows=self.batch_rows)

    @property
    def state(self) -> State:
        """Where finished work is."""
        return State(self.out / _STATE)


def rank_files(
    paths: Paths, job: Job, *, engine: object = None, workers: int | None = None, progress: bool | None = None
) -> Outcome:
    """Rank the units of all files together; see `ictindex.rank_files`."""
    refuse_job(job.rubric, job.suffix, tuple(OUTPUTS), skip_bad=job.skip_bad)
    sources = sources_of(paths, job.out)
    if over := results_over(sources, job.out, job.suffix):
        raise DataError(tuple(over))
    with bars(progress) as bar:
        run = _Run(job=job, engine=engine_of(engine, workers), bar=bar)
        surveys = run.surveys(sources)
        skipped, problems = run.doubles(surveys)
        tasks = run.score_tasks(surveys, skipped)
        dones = run.scores(tasks)
        # A rule that parts do not obey is found by each of them.
        found = dict.fromkeys([*problems, *(problem for done in dones for problem in done.problems)])
        problems = _in_order(found, sources)
        if unlawful := tuple(it for it in problems if it.code == "not-mergeable"):
            raise RubricError(unlawful)
        if any(done.failed for done in dones) or (problems and not job.skip_bad):
            raise DataError(tuple(problems))
        # From here on the rows that scoring left out are left out from the beginning.
        tasks = [
            attrs.evolve(task, skipped=np.union1d(task.skipped, np.array(done.skipped, dtype=np.int64)))
            for task, done in zip(tasks, dones, strict=True)
        ]
        return run.finish(tasks, surveys, problems)


@frozen(kw_only=True)
class _Run:
    """One job under way on an engine."""

    job: Job
    engine: Engine
    bar: Bar

    def surveys(self, sources: Sequence[Source]) -> list[Survey]:
        """A look at every file, from memory where it has not changed."""
        state, reading = self.job.state, self.job.reading
        known = [state.survey(source, verify=self.job.verify) for source in sources]
        todo = [source for source, found in zip(sources, known, strict=True) if found is None]
        tasks = [SurveyTask(source=source, reading=reading, folder=state.ids_folder) for source in todo]
        for number, found in self._over(survey, tasks, "looking"):
            state.keep_survey(found)
            known[sources.index(todo[number])] = found
        surveys = [found for found in known if found is not None]
        unreadable = [problem for found in surveys if not found.digest for problem in found.problems]
        if unreadable:
            raise DataError(tuple(unreadable))
        return surveys

    def doubles(self, surveys: Sequence[Survey]) -> tuple[list[np.ndarray], list[Problem]]:
        """The rows that no unit can be told by, per file, with their problems."""
        digests = suspects([self.job.state.ids(found.digest) for found in surveys])
        found: list[tuple[Source, list[tuple[str, int, int]]]] = []
        if len(digests):
            tasks = [SuspectTask(source=it.source, reading=self.job.reading, digests=digests) for it in surveys]
            results = dict(self._over(suspicious_ids, tasks, "ids"))
            found = [(it.source, results[number]) for number, it in enumerate(surveys)]
        problems, places = double_ids(found, both=self.job.skip_bad)
        if not self.job.skip_bad:
            # They are refused in the end; until then their cells are looked at like all others.
            places = {}
        empty = [problem for it in surveys for problem in it.problems]
        skipped = [np.array(sorted({*it.empty, *places.get(it.source.path, ())}), dtype=np.int64) for it in surveys]
        return skipped, [*empty, *problems]

    def score_tasks(self, surveys: Sequence[Survey], skipped: Sequence[np.ndarray]) -> list[ScoreTask]:
        """A task for every file, with the cohorts of all of them where the rubric measures against any."""
        job = self.job
        law = (job.law, job.version, job.decimal, job.batch_rows, job.skip_bad)
        tasks = []
        for found, rows in zip(surveys, skipped, strict=True):
            key = key_of(law, found.digest, rows.tolist())
            tasks.append(
                ScoreTask(
                    source=found.source,
                    reading=job.reading,
                    path=job.state.result(key),
                    skipped=rows,
                    skip_bad=job.skip_bad,
                    shapes=job.shapes,
                )
            )
        if job.rubric.absolute:
            return tasks
        tallies = self._tallies(tasks)
        own = key_of(to_json(tallies))
        return [
            attrs.evolve(task, tallies=tallies, path=job.state.result(key_of(task.path.name, own))) for task in tasks
        ]

    def _tallies(self, tasks: Sequence[ScoreTask]) -> Tallies:
        state = self.job.state
        known: list[Tallies | None] = [
            None if (tree := state.read("cohorts", task.path.name)) is None else from_json(tree) for task in tasks
        ]
        todo = [number for number, found in enumerate(known) if found is None]
        problems: list[Problem] = []
        for place_, recorded in self._over(record_partition, [tasks[number] for number in todo], "cohorts"):
            number = todo[place_]
            problems += recorded.problems
            known[number] = recorded.tallies
            if not recorded.problems:
                state.write("cohorts", tasks[number].path.name, to_json(recorded.tallies))
        if problems:
            raise DataError(tuple(problems))
        return added(found for found in known if found is not None)

    def scores(self, tasks: Sequence[ScoreTask]) -> list[Done]:
        """Score every partition that is not scored yet."""
        state = self.job.state
        known = [state.done(task) for task in tasks]
        todo = [number for number, done in enumerate(known) if done is None]
        for place_, done in self._over(score_partition, [tasks[number] for number in todo], "scoring"):
            state.keep_done(tasks[todo[place_]], done)
            known[todo[place_]] = done
        return [done for done in known if done is not None]

    def finish(self, tasks: Sequence[ScoreTask], surveys: Sequence[Survey], problems: Sequence[Problem]) -> Outcome:
        """Merge the classes, rank them, give the prizes and write all rows."""
        job = self.job
        classes, results = _merged(tasks)
        filled = [number for number, it in enumerate(results) if it.rows]
        refuse_inexact(results)
        refuse_marks(job.rubric, results, [task.source for task in tasks])
        placed = place(classes, job.rubric) if filled else Placed.nobody()
        places: dict[int, Path] = {}
        for number in filled:
            # Once more into the whole, one partition at a time: it moves no class and says which are its own.
            _, (_, codes) = united([classes, _load(tasks[number]).classes])
            places[number] = tasks[number].path.with_suffix(".placed")
            save_placed(places[number], placed, classes, codes, job.rubric.rank_partition)
        look = partial(self._candidates, [(tasks[number], places[number]) for number in filled])
        given = Given(texts={})
        if job.rubric.awards and filled:
            tallies = tasks[0].tallies
            given = decide(job.rubric, look, shapes=job.shapes, tallies=tallies)
        outs = self._written(tasks, places, given)
        outcome = write_summary(
            job.out,
            rubric=job.rubric,
            law=job.law,
            version=job.version,
            classes=classes,
            placed=placed,
            given=given,
            results=results,
            surveys=surveys,
            outs=outs,
            problems=problems,
        )
        job.state.forget((task.path.name for task in tasks), (found.digest for found in surveys))
        return outcome

    def _candidates(self, scored: Sequence[tuple[ScoreTask, Path]], depth: int) -> Iterator[Found]:
        named = attrs.evolve(self.job.reading, names=True)
        tasks = [
            GatherTask(score=attrs.evolve(task, reading=named), placed=placed, depth=depth) for task, placed in scored
        ]
        found = dict(self._over(gather, tasks, "prizes"))
        # In the order of the files, so that nothing depends on who was ready first.
        return (found[number] for number in range(len(tasks)))

    def _written(self, tasks: Sequence[ScoreTask], places: Mapping[int, Path], given: Given) -> list[Path]:
        job, state = self.job, self.job.state
        outs = [task.source.beside(job.out, job.suffix) for task in tasks]
        todo: list[tuple[int, str]] = []
        for number, task in enumerate(tasks):
            placed = places.get(number)
            digest = "" if placed is None else _digest(placed)
            awards = sorted(given.texts.get(task.source.path, {}).items())
            key = key_of(task.path.name, task.skipped.tolist(), digest, awards, job.suffix)
            was = state.read("written", key_of(task.source.name))
            if not (was and was["key"] == key and outs[number].exists() and was["size"] == outs[number].stat().st_size):
                todo.append((number, key))
        write_tasks = [
            WriteTask(
                score=tasks[number],
                placed=places.get(number),
                out=outs[number],
                awards=given.texts.get(tasks[number].source.path, {}),
            )
            for number, _ in todo
        ]
        for place_, size in self._over(write_partition, write_tasks, "writing"):
            number, key = todo[place_]
            out = outs[number].relative_to(job.out).as_posix()
            state.write("written", key_of(tasks[number].source.name), {"key": key, "size": size, "out": out})
        state.forget_results({key_of(task.source.name) for task in tasks}, job.out)
        return outs

    def _over(
        self, function: Callable[[Task], Result], tasks: Sequence[Task], what: str
    ) -> Iterator[tuple[int, Result]]:
        return self.bar.over(self.engine.run(function, tasks), len(tasks), what) if tasks else iter(())


def _in_order(problems: Iterable[Problem], sources: Sequence[Source]) -> list[Problem]:
    """From the first file to the last and from the top of each to its end, whoever found them first."""
    place = {source.path: number for number, source in enumerate(sources)}

    def key(problem: Problem) -> tuple[int, int]:
        where = problem.where
        return (place.get(where.file, -1), where.row or 0) if isinstance(where, Cell) else (-1, 0)

    return sorted(problems, key=key)


def _load(task: ScoreTask) -> Scored:
    return Scored.load(task.path.with_suffix(".npz"))


def _merged(tasks: Sequence[ScoreTask]) -> tuple[Classes, list[Scored]]:
    """The classes of all partitions, one after the other, so that no more than two tables are in memory; the rest."""
    together = NO_CLASSES
    heads = []
    for task in tasks:
        found = _load(task)
        heads.append(found.head())
        if len(found.classes):
            together, _ = united([it for it in (together, found.classes) if len(it)])
    return together, heads


def _digest(path: Path) -> str:
    from ictindex.cluster.sources import digest_of

    return digest_of(str(path))
