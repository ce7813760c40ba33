"""A plugin's whole contract as one line of a test file."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from ictindex.plugins import Registry
from ictindex.testing.province import NotTried, Question, questions_of

__all__ = ["ask", "plugin_tests"]


def plugin_tests(
    namespace: str,
    *,
    cases: str | Path | Sequence[str | Path] = (),
    lock: str | Path | None = None,
    registry: Registry | None = None,
    examples: int = 25,
    seed: int = 0,
) -> Callable[[Question], None]:
    """A parametrised test function that asks everything of a plugin that the kit knows to ask.

    Write ``test_lam_dong = plugin_tests("lam-dong", cases="cases/*.toml")`` in a test file. A minor release may
    add laws, and with them tests.

    Parameters
    ----------
    namespace
        The plugin's: the name of its entry point.
    cases
        Worked examples: a file, a pattern, or several. Relative to the test file that calls.
    lock
        A file that ``ictindex rubric lock`` wrote, relative as above: these editions may not change any more.
    registry
        Instead of the installed plugins.
    examples, seed
        How many random data sets each law is tried on, and the first of their seeds.
    """
    home = Path(sys._getframe(1).f_globals.get("__file__", "")).parent  # noqa: SLF001 - the file that calls
    given = [cases] if isinstance(cases, str | Path) else list(cases)
    questions = questions_of(
        namespace,
        cases=[home / it for it in given],
        lock=None if lock is None else home / lock,
        registry=registry,
        examples=examples,
        seed=seed,
    )

    @pytest.mark.parametrize("question", [pytest.param(it, id=it.name) for it in questions])
    def test_plugin(question: Question) -> None:
        """The plugin keeps the contract."""
        ask(question)

    return test_plugin


def ask(question: Question) -> None:
    """Fail with everything that is wrong, a line each; skip where there is no answer."""
    __tracebackhide__ = True
    try:
        wrong = question.answer()
    except NotTried as why:
        pytest.skip(str(why))
    if wrong:
        pytest.fail("\n".join([question.name, *wrong]), pytrace=False)
