"""Collects problems of a rubric by path."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from attrs import Factory, define

from ictindex.model.problems import Problem, RubricPath
from ictindex.model.text import near_hint

__all__ = ["Findings"]


@define
class Findings:
    """A list of problems with ways to add to it; `nodes_are_sound` says whether maxima can be worked out."""

    problems: list[Problem] = Factory(list)
    nodes_are_sound: bool = False

    def add(self, code: str, path: str, message: str, *, expected: str = "", hint: str = "") -> None:
        """Record one problem."""
        where = RubricPath(path=path)
        self.problems.append(Problem(code=code, where=where, message=message, expected=expected, hint=hint))

    def one_of(self, path: str, value: str, choices: Collection[str]) -> bool:
        """Whether a word is one of a closed list; records a problem if not."""
        if value in choices:
            return True
        hint = near_hint(value, choices)
        self.add(
            "unknown-word", path, f'"{value}" is not one of the words here', expected=" | ".join(choices), hint=hint
        )
        return False

    def known(self, path: str, name: str, choices: Iterable[str], what: str) -> bool:
        """Whether a name exists; records a problem with the nearest one if not."""
        names = set(choices)
        if name in names:
            return True
        self.add("unknown-name", path, f'there is no {what} "{name}"', hint=near_hint(name, names))
        return False

    def unique(self, path: str, names: Iterable[str], what: str) -> None:
        """Record every name that stands twice; `path` holds ``{}`` for the index."""
        seen: set[str] = set()
        for index, name in enumerate(names):
            if name in seen:
                self.add("double-id", path.format(index), f'the {what} "{name}" stands twice', hint="ids are unique")
            seen.add(name)
