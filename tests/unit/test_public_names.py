from __future__ import annotations

import importlib.metadata
import subprocess
import sys

import pytest

import ictindex

# The names that stay (semantic versioning): the words of the model, the errors, the functions.
WORDS = [
    "Unit",
    "Indicator",
    "Group",
    "View",
    "Partition",
    "Reading",
    "Given",
    "Yes",
    "Levels",
    "Steps",
    "Curve",
    "Against",
    "Where",
    "Key",
    "Tier",
    "Prize",
    "Rubric",
    "Dataset",
    "Published",
    "Scores",
    "Ranking",
    "Standing",
    "Award",
    "Problem",
    "Cell",
    "Registry",
    "Verify",
    "Downgrade",
    "CarryUp",
    "Verification",
    "Impute",
    "Imputation",
    "Treat",
    "Treatment",
    "Screen",
    "Screening",
    "Lineage",
    "Series",
    "Matches",
]
ERRORS = [
    "IctIndexError",
    "LineageError",
    "DataError",
    "RubricError",
    "PluginError",
    "UnknownName",
    "NotComparable",
    "TieRefused",
]
FUNCTIONS = [
    "list_rubrics",
    "get_rubric",
    "load_rubric",
    "read",
    "read_published",
    "check",
    "score",
    "rank",
    "rank_files",
    "rank_scores",
    "list_lineages",
    "get_lineage",
    "load_lineage",
    "history",
    "match",
]


def test_the_public_list_is_the_promised_one():
    """A name that is added, renamed or lost shows here first."""
    assert sorted([*WORDS, *ERRORS, *FUNCTIONS, "__version__"]) == sorted(ictindex.__all__)


@pytest.mark.parametrize("name", [*WORDS, *ERRORS, *FUNCTIONS])
def test_every_public_name_is_there(name):
    """It is a class or a function, with a docstring, and is found by `dir`."""
    value = getattr(ictindex, name)
    assert callable(value)
    assert value.__doc__
    assert name == value.__name__
    assert name in dir(ictindex)


@pytest.mark.parametrize("name", ERRORS)
def test_every_error_has_one_root(name):
    """One except clause catches whatever the library has to say, and each error is a builtin kind as well."""
    error = getattr(ictindex, name)
    assert issubclass(error, ictindex.IctIndexError)
    assert name == "IctIndexError" or len(error.__bases__) > 1


def test_a_name_that_does_not_exist_is_refused_as_python_does():
    """So that hasattr and wrong imports behave as with any module."""
    assert not hasattr(ictindex, "rankings")
    with pytest.raises(ImportError, match="cannot import name 'rankings'"):
        from ictindex import rankings  # noqa: F401 - the import is the test


def test_the_version_is_that_of_the_distribution():
    """The number stands in one place only."""
    assert importlib.metadata.version("ictindex") == ictindex.__version__


def test_star_import_gives_the_public_names():
    """Interactive use: everything public and nothing else."""
    names: dict[str, object] = {}
    exec("from ictindex import *", names)  # noqa: S102 - a star import is allowed at module level only
    assert set(ictindex.__all__) == set(names) - {"__builtins__"}


def test_the_bare_import_loads_no_library():
    """`import ictindex` costs nothing: libraries and rooms come with the first name that needs them."""
    program = "import sys, ictindex; print(*(name for name in sys.modules if name.partition('.')[0] in %r))"
    unwanted = ("attr", "attrs", "numpy", "pluggy", "importlib.metadata", "email", "csv", "tomllib")
    done = subprocess.run([sys.executable, "-c", program % (unwanted,)], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
