"""``ictindex rubric check --laws --case``: the kit for those who write no Python."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator

from ictindex.cli.failures import UsageError
from ictindex.cli.law import registry_of
from ictindex.language import Language
from ictindex.model.dataset import Dataset
from ictindex.model.problems import DataError
from ictindex.model.rubric import Rubric

__all__ = ["Findings", "ask_kit", "is_asked"]

Findings = list[str]


def is_asked(options: Namespace) -> bool:
    """Whether the kit is needed at all."""
    return bool(options.laws or options.case)


def ask_kit(rubric: Rubric, options: Namespace) -> tuple[Findings, Findings]:
    """What is wrong, and what else is to be said, about the laws and the worked examples.

    Raises
    ------
    UsageError
        If the extra ``testing`` is not installed.
    """
    try:
        import hypothesis  # noqa: F401 - only whether it is there
    except ModuleNotFoundError:
        msg = "--laws and --case need the extra testing: python -m pip install 'ictindex[testing]'"
        raise UsageError(msg) from None
    wrong: Findings = list(_cases(rubric, options))
    said: Findings = []
    if options.laws:
        broken, said = _laws(rubric, options)
        wrong += broken
    return wrong, said


def _laws(rubric: Rubric, options: Namespace) -> tuple[Findings, Findings]:
    from ictindex.plugins import default_registry
    from ictindex.testing.proving import Breach, LawNotTried, check_laws, laws_of

    registry = registry_of(plugins=not options.no_plugins) or default_registry()
    data = list(_answers(rubric, options))
    found = check_laws(rubric, registry=registry, data=data, examples=options.examples, seed=options.seed)
    silent: dict[str, list[str]] = {}
    for it in found:
        if isinstance(it, LawNotTried):
            silent.setdefault(it.why, []).append(it.law.id)
    language = Language(options.lang)
    said = [language.say("laws-not-tried", laws=", ".join(laws), why=why) for why, laws in silent.items()]
    tried = [law.id for law in laws_of(rubric) if not any(law.id in laws for laws in silent.values())]
    said.append(language.say("laws-tried", laws=", ".join(tried), examples=options.examples))
    return [str(it) for it in found if isinstance(it, Breach)], said


def _answers(rubric: Rubric, options: Namespace) -> Iterator[Dataset]:
    """The data of the worked examples; what is wrong with one of them, `_cases` says."""
    from ictindex.testing.worked import read_case

    for file in options.case:
        try:
            case = read_case(file)
            if case.rubric == rubric.id:
                yield case.dataset(rubric)
        except DataError:
            continue


def _cases(rubric: Rubric, options: Namespace) -> Iterator[str]:
    """Differences of each worked example of this rubric; an example of another rubric is a mistake."""
    from ictindex.testing.judging import check_case
    from ictindex.testing.worked import read_case

    for file in options.case:
        try:
            case = read_case(file)
            if case.rubric != rubric.id:
                yield f"{file}: it is about {case.rubric}, not about {rubric.id}"
                continue
            problems = check_case(case, rubric=rubric, registry=registry_of(plugins=not options.no_plugins))
        except DataError as error:
            problems = error.problems
        yield from map(str, problems)
