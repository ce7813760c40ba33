"""Where a reader stands in a table, and what it found wrong there: all of it, each with its path."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from attrs import Factory, define, field, frozen

from ictindex.model.findings import Findings
from ictindex.model.problems import Problem

Read = TypeVar("Read")
Otherwise = TypeVar("Otherwise")

__all__ = ["Place", "Refused", "Report", "shown", "wrong"]

# Python refuses to write longer numbers out, and nobody reads them.
_MOST_BITS = 200
_DIGITS_OF_BIT = 0.30103
_MOST_SHOWN = 80


class Refused(ValueError):
    """A value that cannot stand where it stands."""

    def __init__(self, message: str, *, code: str = "wrong-kind", expected: str = "", hint: str = "") -> None:
        super().__init__(message)
        self.code, self.expected, self.hint = code, expected, hint


@define
class Report:
    """Problems of the form, and the places whose content a substitute stands for."""

    findings: Findings = Factory(Findings)
    silent: list[str] = Factory(list)

    @property
    def problems(self) -> list[Problem]:
        """What was found so far."""
        return self.findings.problems

    def speaks_of(self, path: str) -> bool:
        """Whether a problem at this path may only repeat one that is reported already.

        So it is at and below a reported path, and for a record as a whole that has a reported key.
        """
        reported = [*(str(problem.where) for problem in self.problems), *self.silent]
        below = any(path == it or path.startswith((it + ".", it + "[")) for it in reported)
        return below or (path.endswith("]") and any(it.startswith(path + ".") for it in reported))


@frozen(kw_only=True)
class Place:
    """A path in a table such as ``node[3].curve``, and the report that its problems go to.

    >>> top = Place()
    >>> top.at("node").item(3).at("max").refuse("wrong-kind", "found a table", expected="a number")
    >>> print(top.report.problems[0])
    node[3].max: found a table; expected a number [wrong-kind]
    """

    path: str = ""
    report: Report = field(factory=Report)

    def at(self, key: str) -> Place:
        """The place of a key of the table that stands here."""
        return Place(path=f"{self.path}.{key}" if self.path else key, report=self.report)

    def item(self, index: int) -> Place:
        """The place of an item of the list that stands here."""
        return Place(path=f"{self.path}[{index}]", report=self.report)

    def apart(self) -> Place:
        """The same place with a report of its own, to try something."""
        return Place(path=self.path)

    def refuse(self, code: str, message: str, *, expected: str = "", hint: str = "") -> None:
        """Report a problem here."""
        self.report.findings.add(code, self.path, message, expected=expected, hint=hint)

    def silence(self) -> None:
        """Let the checks of the model say nothing about this place: what stands here is a substitute."""
        self.report.silent.append(self.path)

    def attempt(self, read: Callable[[Any, Place], Read], value: object, otherwise: Otherwise) -> Read | Otherwise:
        """The value as `read` understands it, or the substitute and a problem."""
        try:
            return read(value, self)
        except Refused as error:
            self.refuse(error.code, str(error), expected=error.expected, hint=error.hint)
        except (TypeError, ValueError) as error:
            # The model's own constructors say in one sentence what they found and what they wanted.
            self.refuse("bad-value", str(error))
        return otherwise


def wrong(value: object, expected: str, hint: str = "") -> Refused:
    """The refusal of a value of the wrong kind.

    >>> print(wrong(True, "a number"))
    found true
    """
    return Refused(f"found {shown(value)}", expected=expected, hint=hint)


def shown(value: object) -> str:
    """What was found, in a few words."""
    if value is None:
        return "nothing (null)"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'the text "{_short(value)}"'
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list | tuple):
        return "a list"
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        return f"a number of about {round(value.bit_length() * _DIGITS_OF_BIT)} digits"
    return _short(str(value))


def _short(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
