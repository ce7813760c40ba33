"""``ictindex check`` and ``ictindex rubric check``: every problem, a line each."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence

from ictindex.cli.at_work import at_work
from ictindex.cli.exits import OK, PLUGIN, PROBLEMS
from ictindex.cli.kit import ask_kit, is_asked
from ictindex.cli.law import registry_of, rubric_of
from ictindex.cli.visible import visible
from ictindex.language import Language
from ictindex.model.problems import DataError, PluginError, Problem, RubricError
from ictindex.model.rubric_remarks import rubric_remarks

__all__ = ["run", "run_rubric"]


def run(options: Namespace) -> int:
    """List every problem of a data file under a rubric."""
    from ictindex.api import check, read

    plugins = not options.no_plugins
    rubric = rubric_of(options.rubric, plugins=plugins)
    try:
        with at_work(options):
            dataset = read(
                options.file, rubric, decimal=options.decimal, encoding=options.encoding, sheet=options.sheet
            )
            problems = check(dataset, rubric, registry=registry_of(plugins=plugins))
    except DataError as error:
        problems = error.problems
    _list(problems, options.file, Language(options.lang))
    return PROBLEMS if problems else OK


def run_rubric(options: Namespace) -> int:
    """List every problem of each rubric; one that its plugin cannot load is trouble with a plugin."""
    return max(_check_one(name, options) for name in options.rubrics)


def _check_one(name: str, options: Namespace) -> int:
    problems: Sequence[Problem | str]
    remarks: Sequence[Problem | str]
    code, language = PROBLEMS, Language(options.lang)
    try:
        rubric = rubric_of(name, plugins=not options.no_plugins)
        remarks = rubric_remarks(rubric)
        problems = ()
        if is_asked(options):
            with at_work(options):
                problems, told = ask_kit(rubric, options)
            remarks = (*remarks, *told)
    except RubricError as error:
        problems, remarks = error.problems, ()
    except PluginError as error:
        problems, remarks, code = error.problems, (), PLUGIN
    for remark in remarks:
        print(language.say("remark", text=remark))
    _list(problems, name, language)
    return code if problems else OK


def _list(problems: Sequence[Problem | str], name: str, language: Language) -> None:
    for problem in problems:
        print(visible(str(problem)))
    print(language.say("problems-some" if problems else "problems-none", name=name, count=len(problems)))
