"""Try the laws on one rubric: on the data at hand, and on random data that the rubric accepts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ictindex.model import DataError, Dataset, Rubric, TieRefused
from ictindex.plugins import Registry
from ictindex.testing.case import Case
from ictindex.testing.laws import LAWS, Law
from ictindex.testing.strategies import drawn_case

__all__ = ["Breach", "LawNotTried", "Trial", "check_laws", "laws_of", "trials", "try_law"]

_SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class Breach:
    """A law, the data that break it, with as few units as still do, and how.

    `sentences` says what is wrong, a sentence each; as a text, the breach shows the units and their answers too.

    `law` is the law and `case` holds the data.
    """

    law: Law
    case: Case
    sentences: tuple[str, ...]

    def __str__(self) -> str:
        rest = len(self.sentences) - _SHOWN
        lines = [f"{self.law.id} is broken by {self.case.rubric.id}: {self.law.sentence}"]
        lines += [f"  - {it}" for it in self.sentences[:_SHOWN]]
        lines += [f"  - and {rest} more"] if rest > 0 else []
        return "\n".join([*lines, *_shown(self.case)])


@dataclass(frozen=True, kw_only=True)
class LawNotTried:
    """A `law` that speaks about the rubric and for which no data could be drawn, and `why`."""

    law: Law
    why: str

    def __str__(self) -> str:
        return f"{self.law.id} could not be tried: {self.why}"


@dataclass(frozen=True, kw_only=True)
class Trial:
    """Data to try laws on; `given` says that they are real rather than drawn, and must be accepted."""

    case: Case
    given: bool = False


def check_laws(
    rubric: Rubric,
    *,
    registry: Registry | None = None,
    data: Iterable[Dataset] = (),
    examples: int = 25,
    seed: int = 0,
) -> tuple[Breach | LawNotTried, ...]:
    """Every law that the rubric breaks, on given and on random data; empty where it keeps them all.

    The same arguments give the same answer.

    Parameters
    ----------
    rubric
        What is tried.
    registry
        Where the plugin shapes and prize selectors come from that the rubric names.
    data
        Data sets that the rubric accepts; the laws are tried on these first.
    examples
        How many data sets are drawn for each law; half of them with many equals.
    seed
        The first of the seeds that they are drawn from.

    Raises
    ------
    ValueError
        If `examples` is below 0.

    >>> from ictindex.model import Group, Indicator
    >>> check_laws(Rubric(id="demo/it@2026", total=Group(decimals=1), nodes=[Indicator(id="may", max=10)]), examples=2)
    ()
    """
    tried = trials(rubric, registry=registry, data=data, examples=examples, seed=seed)
    found = (try_law(law, tried) for law in laws_of(rubric))
    return tuple(it for it in found if it is not None)


def laws_of(rubric: Rubric) -> tuple[Law, ...]:
    """The laws that speak about a rubric."""
    return tuple(law for law in LAWS.values() if law.applies(rubric))


def trials(
    rubric: Rubric,
    *,
    registry: Registry | None = None,
    data: Iterable[Dataset] = (),
    examples: int = 25,
    seed: int = 0,
) -> tuple[Trial, ...]:
    """The data that `check_laws` tries laws on."""
    if examples < 0:
        msg = f"the number of examples is 0 or more, not {examples}"
        raise ValueError(msg)
    shapes, selectors = ({}, {}) if registry is None else (registry.shapes, registry.selectors)
    given = [Trial(case=Case(rubric, it, None, shapes, selectors), given=True) for it in data]
    drawn = (drawn_case(seed + number, rubric, tied=number % 2 == 1) for number in range(examples))
    return (*given, *(Trial(case=replace(it, shapes=shapes, selectors=selectors)) for it in drawn))


def try_law(law: Law, tried: Iterable[Trial]) -> Breach | LawNotTried | None:
    """The first breach of a law with its data made small, or None where the law is kept."""
    refused, kept = "no data were given or drawn", False
    for trial in tried:
        try:
            sentences = _sentences(law, trial.case)
        except (DataError, TieRefused) as error:
            # Drawn data may be what the rubric refuses, such as ties; given data are the author's own.
            if trial.given:
                return Breach(law=law, case=trial.case, sentences=(f"the data are refused: {error}",))
            refused = str(error.problems[0] if isinstance(error, DataError) else error)
        else:
            if sentences:
                return _smallest(law, trial.case, sentences)
            kept = True
    return None if kept else LawNotTried(law=law, why=refused)


def _sentences(law: Law, case: Case) -> tuple[str, ...]:
    try:
        return tuple(law.breaches(case))
    except (DataError, TieRefused):
        raise
    except Exception as error:  # noqa: BLE001 - a failure on lawful data is a breach, whoever made it
        return (f"{type(error).__name__}: {error}",)


def _smallest(law: Law, case: Case, sentences: tuple[str, ...]) -> Breach:
    """The breach with every unit left out that it does not need."""
    row = 0
    while len(case.dataset) > 1 and row < len(case.dataset):
        fewer = case.with_rows([it for it in range(len(case.dataset)) if it != row])
        try:
            still = _sentences(law, fewer)
        except (DataError, TieRefused):
            still = ()
        if still:
            case, sentences = fewer, still
        else:
            row += 1
    return Breach(law=law, case=case, sentences=sentences)


def _shown(case: Case) -> Iterator[str]:
    """Units with their parts, tags and answers, a line each."""
    columns = {name: case.cells(name, list(range(len(case.dataset)))) for name in case.dataset.column_names}
    for row, unit in enumerate(case.dataset.units):
        parts = ", ".join([*(f"{name} {part}" for name, part in unit.parts), *sorted(unit.tags)])
        answers = ", ".join(f"{name} = {'(empty)' if it[row] is None else it[row]}" for name, it in columns.items())
        yield f"  {unit.id}{f' ({parts})' if parts else ''}: {answers}"
