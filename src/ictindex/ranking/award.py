"""Award: one prize given to one unit or person, on which values and against whom."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cached_property
from typing import Any

import attrs
from attrs import field, frozen

from ictindex.language import Sayable, Told

__all__ = ["Award", "Rival"]


@frozen
class Rival:
    """The next candidate behind the edge of a prize, and the values that were compared."""

    unit: str
    values: tuple[tuple[str, Decimal | None], ...] = ()


@frozen(slots=False)
class Award(Told):
    """The grant of a prize.

    `award` is the rule's id, `prize` the prize's name, `role` who in the unit receives it (None: the unit
    itself), `part` where it was decided (None: among all). `values` are the printed values of the keys,
    `against` is the first candidate who did not get it (None: there was none left).

    `unit` is the winner; `vi` and `en` are the names of the rule; `told` holds what `reason` is written from.
    """

    award: str
    prize: str
    unit: str
    role: str | None = None
    part: str | None = None
    vi: str = ""
    en: str = ""
    values: tuple[tuple[str, Decimal | None], ...] = ()
    against: Rival | None = None
    told: str | Sayable | Callable[[], Sayable] = field(default="", eq=False, repr=False)

    @cached_property
    def sentence(self) -> str | Sayable:
        """The reason as data; a text where the award was made with one."""
        return self.told() if callable(self.told) else self.told

    @property
    def reason(self) -> str:
        """By which rule, on which values and against whom, in one sentence of English."""
        return self.said()

    def __str__(self) -> str:
        return self.reason or f"{self.prize} ({self.award}): {self.unit}"

    def __reduce__(self) -> tuple[Any, ...]:
        # The words travel, not what they are made from.
        values = {it.name: getattr(self, it.name) for it in attrs.fields(Award)}
        return _award, ({**values, "told": self.sentence},)


def _award(values: dict[str, Any]) -> Award:
    return Award(**values)
