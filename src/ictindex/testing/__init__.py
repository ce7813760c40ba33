"""The kit for authors of rubrics and plugins: laws, strategies, worked examples, fake distributions, the reference.

Needs the extra ``testing``. Nothing here is loaded by itself: a test file imports what it uses, and the plugin of
pytest is named on the command line (``-p ictindex.testing.pytest``). The names below are public (semantic
versioning); a minor release may add laws.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ictindex.testing import reference
    from ictindex.testing.case import Case
    from ictindex.testing.comparison import assert_rankings_equal
    from ictindex.testing.distributions import FakeDistribution, fake_distribution, installed_project
    from ictindex.testing.judging import check_case
    from ictindex.testing.laws import LAWS, Law
    from ictindex.testing.proving import Breach, LawNotTried, check_laws
    from ictindex.testing.published import Reproduction, reproduces
    from ictindex.testing.strategies import datasets, previous_tables, rankings, tied_datasets
    from ictindex.testing.strategies.rubrics import rubrics
    from ictindex.testing.tests_of_plugin import plugin_tests
    from ictindex.testing.worked import WorkedCase, read_case

__all__ = [
    "LAWS",
    "Breach",
    "Case",
    "FakeDistribution",
    "Law",
    "LawNotTried",
    "Reproduction",
    "WorkedCase",
    "assert_rankings_equal",
    "check_case",
    "check_laws",
    "datasets",
    "fake_distribution",
    "installed_project",
    "plugin_tests",
    "previous_tables",
    "rankings",
    "read_case",
    "reference",
    "reproduces",
    "rubrics",
    "tied_datasets",
]

# Where each name lives; loaded when it is asked for, because hypothesis and pytest cost more than most uses need.
_ROOMS = {
    "LAWS": "laws",
    "Breach": "proving",
    "Case": "case",
    "FakeDistribution": "distributions",
    "Law": "laws",
    "LawNotTried": "proving",
    "Reproduction": "published",
    "WorkedCase": "worked",
    "assert_rankings_equal": "comparison",
    "check_case": "judging",
    "check_laws": "proving",
    "datasets": "strategies",
    "fake_distribution": "distributions",
    "installed_project": "distributions",
    "plugin_tests": "tests_of_plugin",
    "previous_tables": "strategies",
    "rankings": "strategies",
    "read_case": "worked",
    "reproduces": "published",
    "rubrics": "strategies",
    "tied_datasets": "strategies",
}


def __getattr__(name: str) -> object:
    if name == "reference":
        return import_module(f"{__name__}.reference")
    if name not in _ROOMS:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    try:
        value: object = getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
    except ModuleNotFoundError as error:
        if error.name not in ("hypothesis", "pytest"):
            raise
        msg = f"{name} needs {error.name}: python -m pip install 'ictindex[testing]'"
        raise ModuleNotFoundError(msg, name=error.name) from error
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
