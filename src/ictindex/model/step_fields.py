"""What the steps before the readings share: the columns that they read, and how their fields are taken."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import ClassVar

from attrs import frozen

from ictindex.model.numbers import as_parameter
from ictindex.model.text import normalise

__all__ = ["WHOLE_COHORT", "ColumnUse", "InPlace", "names", "number"]

WHOLE_COHORT = "all"


@frozen(kw_only=True)
class ColumnUse:
    """A column that a step reads: as the column `like` is read, else as a kind of its own.

    `asks` says that the step needs the cell of every unit; a step that only looks after the cells of a column, filling
    or treating or counting them, leaves it to the nodes whom they ask.
    """

    name: str
    like: str = ""
    kind: str = "number"
    asks: bool = True


class InPlace:
    """What steps have in common that change cells of columns that are there; `columns` are theirs."""

    __slots__ = ()

    columns: tuple[str, ...]
    kind: ClassVar[str]

    @property
    def writes(self) -> tuple[str, ...]:
        """The columns that the step writes anew: none."""
        return ()

    @property
    def name(self) -> str:
        """What paths call the step: its kind and the first column that it changes, which another step may write."""
        return f"{self.kind}.{self.columns[0]}" if self.columns else ""

    @property
    def changes(self) -> tuple[str, ...]:
        """The columns that are there, and whose cells the step changes."""
        return self.columns

    @property
    def reads(self) -> tuple[ColumnUse, ...]:
        """The columns that the step reads."""
        return tuple(ColumnUse(name=name, like=name, asks=False) for name in self.columns)


def names(value: str | Iterable[str]) -> tuple[str, ...]:
    """Names of columns; one text is one name."""
    return tuple(normalise(it) for it in ((value,) if isinstance(value, str) else value))


def number(value: object) -> Decimal | None:
    """A number of the rubric, or none."""
    return None if value is None else as_parameter(value)
