"""Everything that the kit asks of a plugin, as a list of named questions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from glob import glob
from pathlib import Path

from attrs import frozen

from ictindex import api
from ictindex.model.problems import DataError, IctIndexError
from ictindex.model.rubric import Rubric
from ictindex.plugins import Registry, default_registry
from ictindex.plugins.locks import lock_problems, read_lock
from ictindex.plugins.named import plugin_names
from ictindex.testing.judging import check_case
from ictindex.testing.proving import LawNotTried, Trial, laws_of, trials, try_law
from ictindex.testing.worked import WorkedCase, read_case

__all__ = ["NotTried", "Question", "questions_of"]

_Answer = Callable[[], Iterable[object]]


class NotTried(Exception):
    """A law that speaks about a rubric, for which no data could be drawn; the message says why."""


@frozen(kw_only=True)
class Question:
    """One thing that is asked of a plugin: its name, and a function that returns what is wrong, line by line.

    The function raises `NotTried` where there is no answer.
    """

    name: str
    answer: Callable[[], tuple[str, ...]]


def questions_of(
    namespace: str,
    *,
    cases: Sequence[str | Path] = (),
    lock: str | Path | None = None,
    registry: Registry | None = None,
    examples: int = 25,
    seed: int = 0,
) -> tuple[Question, ...]:
    """Whether the plugin is whole, its rubrics lawful, its worked examples right, its published editions unchanged.

    Parameters
    ----------
    namespace
        The plugin's.
    cases
        Files of worked examples, or patterns such as ``cases/*.toml``.
    lock
        A file that ``ictindex rubric lock`` wrote.
    registry
        Instead of the installed plugins.
    examples, seed
        As for `check_laws`; the answers of the worked examples are tried besides.
    """
    known = default_registry() if registry is None else registry
    own = [it for it in known.rubric_ids if it.partition("/")[0] == namespace]
    files = [file for pattern in cases for file in _matching(pattern)]
    asked = [_ask("whole", partial(_not_whole, known, namespace))]
    worked = _Worked(files=tuple(files), registry=known)
    for rubric_id in own:
        asked += _about_rubric(known, rubric_id, worked, examples, seed)
    asked += [_ask(f"case {file.name}", partial(worked.wrong, file)) for file in files]
    asked += [
        _ask(f"case {pattern}", partial(_lines, f"no file matches {pattern}"))
        for pattern in cases
        if not _matching(pattern)
    ]
    if lock is not None:
        asked.append(_ask(f"lock {Path(lock).name}", partial(broken_locks, Path(lock), known)))
    return tuple(asked)


def _ask(name: str, answer: _Answer) -> Question:
    """A question whose answer is read to its end, an error of the library being an answer too."""

    def answered() -> tuple[str, ...]:
        try:
            return tuple(map(str, answer()))
        except (IctIndexError, OSError) as error:
            return (str(error),)

    return Question(name=name, answer=answered)


def _lines(*lines: str) -> tuple[str, ...]:
    return lines


def _matching(pattern: str | Path) -> list[Path]:
    return [Path(it) for it in sorted(glob(str(pattern), recursive=True))]  # noqa: PTH207 - absolute patterns too


def _not_whole(registry: Registry, namespace: str) -> Iterator[object]:
    """Problems of the plugin as it was found, and those of rubrics that cannot be loaded."""
    yield from registry.problems_of(namespace)
    states = {plugin.state for plugin in registry.plugins if plugin.name == namespace}
    if not states:
        known = ", ".join(plugin.name for plugin in registry.plugins)
        yield f'no plugin "{namespace}" is installed; found: {known or "none"}'
    elif "disabled" in states:
        yield f'the plugin "{namespace}" is disabled'


@frozen(kw_only=True, slots=False)
class _Worked:
    """The worked examples, read when they are first asked for."""

    files: tuple[Path, ...]
    registry: Registry

    @cached_property
    def cases(self) -> tuple[WorkedCase, ...]:
        """Those that can be read; what is wrong with the others is said when they are asked for themselves."""
        found = []
        for file in self.files:
            try:
                found.append(read_case(file))
            except (DataError, OSError):
                continue
        return tuple(found)

    def wrong(self, file: Path) -> Iterable[object]:
        """Every difference of one of them."""
        return check_case(read_case(file), registry=self.registry)

    def trials(self, rubric: Rubric, examples: int, seed: int) -> tuple[Trial, ...]:
        """The answers of a rubric's examples, then random ones."""
        data = []
        for case in (it for it in self.cases if it.rubric == rubric.id):
            try:
                data.append(case.dataset(rubric))
            except (DataError, OSError):
                continue  # the case itself is asked about, and says so
        return trials(rubric, registry=self.registry, data=data, examples=examples, seed=seed)


def _about_rubric(registry: Registry, rubric_id: str, worked: _Worked, examples: int, seed: int) -> Iterator[Question]:
    yield _ask(f"rubric {rubric_id}", partial(_missing_plugins, registry, rubric_id))
    try:
        rubric = registry.get_rubric(rubric_id)
    except IctIndexError:
        return  # which the question above says
    drawn: list[tuple[Trial, ...]] = []  # drawn once for all laws, when the first is asked

    def breaches(number: int) -> Iterator[object]:
        if not drawn:
            drawn.append(worked.trials(rubric, examples, seed))
        found = try_law(laws[number], drawn[0])
        if isinstance(found, LawNotTried):
            raise NotTried(str(found))
        if found is not None:
            yield found

    laws = laws_of(rubric)
    for number, law in enumerate(laws):
        yield _ask(f"{law.id} {rubric_id}", partial(breaches, number))


def _missing_plugins(registry: Registry, rubric_id: str) -> Iterator[object]:
    """Whatever keeps the rubric from being loaded, and shapes and selectors that nobody offers."""
    rubric = registry.get_rubric(rubric_id)
    for name in sorted(plugin_names(rubric) - {*registry.shapes, *registry.selectors}):
        yield f"{rubric_id} uses {name}, which no plugin offers"


def broken_locks(lock: Path, registry: Registry) -> Iterator[object]:
    """Every edition whose law or texts are no longer those that a lock file holds."""
    held = read_lock(lock)
    for rubric_id in held:
        rubric = registry.get_rubric(rubric_id)
        yield from lock_problems(rubric, api.law_of(rubric, registry=registry), held, str(lock))
