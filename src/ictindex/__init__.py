"""ictindex: scores, ranks, tiers and prizes from ICT assessments of public bodies, exact and explained.

Read a table, take a rubric, rank::

    from ictindex import get_rubric, rank, read

    rubric = get_rubric("hanoi/agencies@2014")
    ranking = rank(read("hanoi-2014.csv", rubric), rubric)

The names below are the public interface (semantic versioning); all else is private. They are loaded when they
are first asked for, so that ``import ictindex`` alone costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ictindex.api import (
        check,
        get_lineage,
        get_rubric,
        history,
        list_lineages,
        list_rubrics,
        load_lineage,
        load_rubric,
        rank,
        rank_scores,
        read,
        read_published,
        score,
    )
    from ictindex.api_files import rank_files
    from ictindex.model import (
        Against,
        CarryUp,
        Cell,
        Curve,
        DataError,
        Dataset,
        Downgrade,
        Given,
        Group,
        IctIndexError,
        Impute,
        Indicator,
        Key,
        Levels,
        Lineage,
        LineageError,
        NotComparable,
        Partition,
        PluginError,
        Prize,
        Problem,
        Published,
        Reading,
        Rubric,
        RubricError,
        Screen,
        Steps,
        Tier,
        TieRefused,
        Treat,
        Unit,
        UnknownName,
        Verify,
        View,
        Where,
        Yes,
    )
    from ictindex.naming import Matches, match
    from ictindex.plugins import Registry
    from ictindex.ranking import Award, Ranking, Series, Standing
    from ictindex.scoring import Imputation, Scores, Screening, Treatment, Verification

    __version__: str

__all__ = [
    "Against",
    "Award",
    "CarryUp",
    "Cell",
    "Curve",
    "DataError",
    "Dataset",
    "Downgrade",
    "Given",
    "Group",
    "IctIndexError",
    "Imputation",
    "Impute",
    "Indicator",
    "Key",
    "Levels",
    "Lineage",
    "LineageError",
    "Matches",
    "NotComparable",
    "Partition",
    "PluginError",
    "Prize",
    "Problem",
    "Published",
    "Ranking",
    "Reading",
    "Registry",
    "Rubric",
    "RubricError",
    "Scores",
    "Screen",
    "Screening",
    "Series",
    "Standing",
    "Steps",
    "TieRefused",
    "Tier",
    "Treat",
    "Treatment",
    "Unit",
    "UnknownName",
    "Verification",
    "Verify",
    "View",
    "Where",
    "Yes",
    "__version__",
    "check",
    "get_lineage",
    "get_rubric",
    "history",
    "list_lineages",
    "list_rubrics",
    "load_lineage",
    "load_rubric",
    "match",
    "rank",
    "rank_files",
    "rank_scores",
    "read",
    "read_published",
    "score",
]

# Whatever is not named here lives in the model.
_ROOMS = {
    "Award": "ranking",
    "Imputation": "scoring",
    "Matches": "naming",
    "Ranking": "ranking",
    "Registry": "plugins",
    "Scores": "scoring",
    "Screening": "scoring",
    "Series": "ranking",
    "Standing": "ranking",
    "Treatment": "scoring",
    "Verification": "scoring",
    "check": "api",
    "get_lineage": "api",
    "get_rubric": "api",
    "history": "api",
    "list_lineages": "api",
    "list_rubrics": "api",
    "load_lineage": "api",
    "load_rubric": "api",
    "match": "naming",
    "rank": "api",
    "rank_files": "api_files",
    "rank_scores": "api",
    "read": "api",
    "read_published": "api",
    "score": "api",
}


def __getattr__(name: str) -> object:
    if name == "__version__":
        value: object = _version()
    elif name in __all__:
        value = getattr(import_module(f"{__name__}.{_ROOMS.get(name, 'model')}"), name)
    else:
        msg = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(msg)
    globals()[name] = value  # the next look-up does not come here
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(__name__)
    except PackageNotFoundError as error:
        # pyproject.toml is the only place where the number stands.
        msg = f"{__name__} runs without its metadata, which knows the version; install it"
        raise AttributeError(msg) from error
