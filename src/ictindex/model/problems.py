"""What is wrong, where, what was expected and what to do: one type for data, rubrics and plugins."""

from __future__ import annotations

from typing import Any

from attrs import field, frozen

__all__ = [
    "Cell",
    "DataError",
    "IctIndexError",
    "LineageError",
    "NotComparable",
    "PluginError",
    "PluginSource",
    "Problem",
    "RubricError",
    "RubricPath",
    "TieRefused",
    "UnknownName",
]


@frozen(kw_only=True)
class Cell:
    """A place in a table: file, 1-based row as an editor counts it, column name.

    >>> str(Cell(file="a.csv", row=3, column="may"))
    'a.csv: row 3, column may'
    """

    file: str = ""
    row: int | None = None
    column: str = ""

    def __str__(self) -> str:
        parts = []
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.column:
            parts.append(f"column {self.column}")
        place = ", ".join(parts)
        return f"{self.file}: {place}" if self.file and place else self.file or place


@frozen(kw_only=True)
class RubricPath:
    """A place in a rubric, such as ``node[3].curve``."""

    path: str
    file: str = ""

    def __str__(self) -> str:
        return f"{self.file}: {self.path}" if self.file else self.path


@frozen(kw_only=True)
class PluginSource:
    """The plugin (its namespace) and the distribution that brought it."""

    name: str
    distribution: str = ""

    def __str__(self) -> str:
        return f"plugin {self.name} ({self.distribution})" if self.distribution else f"plugin {self.name}"


@frozen(kw_only=True)
class Problem:
    """One thing that is wrong.

    `code` is stable and documented; `message` says what, `where` the place, `expected` what would have been right and
    `hint` what to do. `cause` is the exception behind it, if one was caught.
    """

    code: str
    where: Cell | RubricPath | PluginSource
    message: str
    expected: str = ""
    hint: str = ""
    cause: BaseException | None = field(default=None, eq=False, repr=False)

    def __str__(self) -> str:
        text = f"{self.where}: {self.message}" if str(self.where) else self.message
        if self.expected:
            text += f"; expected {self.expected}"
        if self.hint:
            text += f" ({self.hint})"
        return f"{text} [{self.code}]"


class IctIndexError(Exception):
    """Root of all errors of this library."""


class _WithProblems(IctIndexError):
    """An error that carries every problem found, not the first one."""

    _place = "found"

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        count = len(self.problems)
        head = f"{count} problem{'s' if count != 1 else ''} {self._place}"
        return "\n".join([f"{head}:", *(f"  {problem}" for problem in self.problems)])

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.problems,)


class RubricError(_WithProblems, ValueError):
    """A rubric is not lawful; `problems` lists everything that is wrong with it."""

    _place = "in the rubric"


class LineageError(_WithProblems, ValueError):
    """A lineage contradicts itself, or is asked about a day of which it does not speak."""

    _place = "in the lineage"


class DataError(_WithProblems, ValueError):
    """A data set cannot be scored as it is; `problems` lists every cell and column concerned."""

    _place = "in the data"


class PluginError(_WithProblems, RuntimeError):
    """A plugin is broken or two plugins disagree."""

    _place = "with plugins"


class UnknownName(IctIndexError, LookupError):
    """A name (rubric, unit, node, plugin) that does not exist; the message names near ones."""


class NotComparable(IctIndexError, ValueError):
    """Two editions whose scores may not be subtracted from each other."""


class TieRefused(IctIndexError, ValueError):
    """The rubric says that a tie may not stand (``last = "refuse"``), and one does."""
