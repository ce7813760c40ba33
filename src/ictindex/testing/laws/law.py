"""Law: one sentence of the design that every ranking keeps, and the check that looks for breaches."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from ictindex.model import Rubric
from ictindex.testing.case import Case

__all__ = ["Law", "always"]


@dataclass(frozen=True, kw_only=True)
class Law:
    """A law with its number, its sentence, the rubrics that it speaks about, and its check.

    `check` yields one sentence per breach. `features` are what random rubrics should have, so that the law speaks about
    most of them (keyword arguments of `strategies.rubrics`). `hard` laws are tried ten times as often.

    `id` is the number, such as L4, `sentence` what must hold, `applies` whether it speaks about a rubric.
    """

    id: str
    sentence: str
    check: Callable[[Case], Iterator[str]]
    applies: Callable[[Rubric], bool]
    features: Mapping[str, bool] = field(default_factory=dict)
    hard: bool = False

    def breaches(self, case: Case) -> list[str]:
        """Everything that breaks the law; nothing where the rubric is not spoken about."""
        return list(self.check(case)) if self.applies(case.rubric) else []


def always(rubric: Rubric) -> bool:
    """Every rubric is spoken about."""
    del rubric
    return True
