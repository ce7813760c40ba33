"""The step `screen`: units with too little data leave the ranking."""

from __future__ import annotations

from decimal import Decimal

from attrs import field, frozen

from ictindex.model.numbers import as_parameter
from ictindex.model.step_fields import ColumnUse, names

__all__ = ["Screen"]


def _share(value: object) -> Decimal:
    return as_parameter(value.strip().removesuffix("%") if isinstance(value, str) else value)


@frozen(kw_only=True)
class Screen:
    """Units that have answered too little are listed, not ranked, and belong to no cohort.

    A cell is asked for where a node that reads the column may apply to the unit, and where it does not say ``n/a``.

    Parameters
    ----------
    least
        The least share of the cells that a unit is asked for, in percent: 66 or "66%".
    columns
        The columns whose cells are counted; by default every one that a node reads and no children carry up.
    why
        The reason that stands beside the unit.
    source
        The key of the source that prints it.

    >>> step = Screen(least="66%", why="thiếu số liệu")
    >>> step.least, step.name, step.looks_at_others
    (Decimal('66'), 'screen', False)
    """

    least: Decimal = field(converter=_share)
    columns: tuple[str, ...] = field(default=(), converter=names)
    why: str
    source: str = ""

    kind = "screen"

    @property
    def writes(self) -> tuple[str, ...]:
        """The columns that the step writes anew: none."""
        return ()

    @property
    def name(self) -> str:
        """What paths call the step: the first column that it counts."""
        return f"screen.{self.columns[0]}" if self.columns else "screen"

    @property
    def changes(self) -> tuple[str, ...]:
        """The columns that are there, and whose cells the step changes: none."""
        return ()

    @property
    def reads(self) -> tuple[ColumnUse, ...]:
        """The columns that the step names; those that it counts by default are the nodes' own."""
        return tuple(ColumnUse(name=name, like=name, asks=False) for name in self.columns)

    @property
    def looks_at_others(self) -> bool:
        """Whether a unit's fate depends on other units."""
        return False
