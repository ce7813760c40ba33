"""What the steps before the readings share: the columns that they read, and how their fields are taken."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from attrs import frozen

from ictindex.model.numbers import as_parameter
from ictindex.model.text import normalise

__all__ = ["WHOLE_COHORT", "ColumnUse", "names", "number"]

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


def names(value: str | Iterable[str]) -> tuple[str, ...]:
    """Names of columns; one text is one name."""
    return tuple(normalise(it) for it in ((value,) if isinstance(value, str) else value))


def number(value: object) -> Decimal | None:
    """A number of the rubric, or none."""
    return None if value is None else as_parameter(value)
