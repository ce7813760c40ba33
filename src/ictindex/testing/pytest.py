"""The contract of a plugin as tests of pytest, for who has no test file.

Opt-in: ``pytest -p ictindex.testing.pytest --ictindex-plugin lam-dong``. There is no entry point that loads this
module by itself.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ictindex.testing.province import Question, questions_of
from ictindex.testing.tests_of_plugin import ask

__all__ = ["PluginItem", "pytest_addoption", "pytest_collection_modifyitems"]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of the kit."""
    group = parser.getgroup("ictindex", "the contract of a plugin of ictindex")
    group.addoption("--ictindex-plugin", action="append", default=[], metavar="NAMESPACE", help="ask this plugin")
    group.addoption(
        "--ictindex-case", action="append", default=[], metavar="FILE", help="a worked example, or a pattern"
    )
    group.addoption("--ictindex-lock", metavar="FILE", help="a file that `ictindex rubric lock` wrote")
    group.addoption(
        "--ictindex-examples",
        type=int,
        default=25,
        metavar="N",
        help="random data sets for each law (default: 25)",
    )


@pytest.hookimpl(tryfirst=True)  # before -k and -m choose
def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put a test for each question before all others."""
    home = config.invocation_params.dir
    lock = config.getoption("--ictindex-lock")
    for namespace in reversed(config.getoption("--ictindex-plugin")):
        asked = questions_of(
            namespace,
            cases=[home / it for it in config.getoption("--ictindex-case")],
            lock=None if lock is None else home / lock,
            examples=config.getoption("--ictindex-examples"),
        )
        items[:0] = [
            PluginItem.from_parent(session, name=f"{namespace}[{it.name}]", question=it, path=home) for it in asked
        ]


class PluginItem(pytest.Item):
    """One question as a test."""

    def __init__(self, *, question: Question, path: Path, **rest: object) -> None:
        super().__init__(path=path, **rest)  # type: ignore[arg-type]  # what pytest itself hands over
        self.question = question

    def runtest(self) -> None:
        """Ask."""
        ask(self.question)

    def reportinfo(self) -> tuple[Path, None, str]:
        """Where it is said to stand: under its own name."""
        return self.path, None, self.name
