"""What is wrong, where, what was expected and what to do: one type for data, rubrics and plugins."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from attrs import field, frozen

from ictindex.model.text import near_hint, near_name

__all__ = [
    "Cell",
    "DataError",
    "IctIndexError",
    "LineageError",
    "MissingExtra",
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
    """A place in a table: file, 1-based row as an editor counts it, column name; in a workbook the address too.

    Parameters
    ----------
    file
        The name of the file, empty for data that were given in Python.
    row
        The row, None where the whole file is meant.
    column
        The name of the column.
    address
        The address in a workbook.

    >>> str(Cell(file="a.csv", row=3, column="may"))
    'a.csv: row 3, column may'
    >>> str(Cell(file="a.xlsx", row=14, column="may", address="Sheet1!D14"))
    'a.xlsx: Sheet1!D14, column may'
    """

    file: str = ""
    row: int | None = None
    column: str = ""
    address: str = ""

    def __str__(self) -> str:
        parts = []
        if self.address:
            parts.append(self.address)
        elif self.row is not None:
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


class _WithFields(IctIndexError):
    """An error whose message is made for people and whose fields are made for programs."""

    def __reduce__(self) -> tuple[Any, ...]:
        return _raised_again, (type(self), str(self), dict(vars(self)))


def _raised_again(kind: type[IctIndexError], message: str, fields: dict[str, Any]) -> IctIndexError:
    error = kind(message)
    vars(error).update(fields)
    return error


class UnknownName(_WithFields, LookupError):
    """A name (rubric, unit, node, plugin) that does not exist; the message names near ones.

    `name` is what was asked for (empty where no one name was), `known` what there is, sorted, and `near` the
    nearest of them, empty where none is near.

    >>> error = UnknownName('there is no unit "so-yte"', name="so-yte", known=["so-y-te", "so-noi-vu"])
    >>> error.near, error.hint
    ('so-y-te', 'did you mean "so-y-te"?')
    """

    def __init__(self, message: str, *, name: str = "", known: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.name, self.known = name, tuple(sorted(set(known)))

    @property
    def near(self) -> str:
        """The nearest known name."""
        return near_name(self.name, self.known)

    @property
    def hint(self) -> str:
        """The nearest known name, or a few of those that there are."""
        return near_hint(self.name, self.known)


class MissingExtra(_WithFields, ImportError):
    """A library that an extra brings is not installed; `extra` is its name, and the message installs it."""

    def __init__(self, message: str, *, extra: str = "") -> None:
        super().__init__(message)
        self.extra = extra


class NotComparable(_WithFields, ValueError):
    """Two editions whose scores may not be subtracted from each other: `why`, and what would change that in `hint`."""

    def __init__(self, message: str, *, why: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.why, self.hint = why or message, hint


class TieRefused(_WithFields, ValueError):
    """The rubric says that a tie may not stand (``last = "refuse"``), and one does.

    `groups` holds the unit ids of each tie, `hint` what a rubric can say instead.
    """

    def __init__(self, message: str, *, groups: Iterable[Iterable[str]] = ()) -> None:
        super().__init__(message)
        self.groups = tuple(map(tuple, groups))
        self.hint = 'give `break_by`, or a `last` other than "refuse"'
