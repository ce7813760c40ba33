"""Facts: everything that keys and conditions may look at, up to the point that a ranking has reached."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from ictindex.model.nodes import ROOT
from ictindex.model.standing_rules import Key
from ictindex.model.tree import EVERY
from ictindex.model.where import Member
from ictindex.ranking.figures import CountFigure, Figure, merits_by
from ictindex.ranking.history import History
from ictindex.ranking.labels import Labels
from ictindex.ranking.sheet import Sheet

__all__ = ["DECIDED", "Facts"]

Ints = NDArray[np.int64]
Codes = NDArray[np.intp]

_NOBODY: frozenset[str] = frozenset()
_NOTHING: Mapping[int, frozenset[str]] = MappingProxyType({})


@frozen(kw_only=True, eq=False, slots=False)
class Facts:
    """The sheet, and what has been decided from it: history, tiers, prizes won.

    `tiers` (units,) are codes into the tier table, -1 for none; `won` holds the names of prizes by row.
    """

    sheet: Sheet
    history: History
    tiers: Codes
    won: Mapping[int, frozenset[str]] = field(default=_NOTHING)

    def after(self, tiers: Codes, won: Mapping[int, frozenset[str]] = _NOTHING) -> Facts:
        """The same facts after tiers, and perhaps prizes, were given."""
        return Facts(sheet=self.sheet, history=self.history, tiers=tiers, won=won)

    def figure(self, name: str) -> Figure:
        """The values of a node, a view or a reserved key."""
        own = _OF_HISTORY.get(name)
        if own is not None:
            return own(self)
        return self._every(name) if name in EVERY else self.sheet.figure(name)

    def _every(self, name: str) -> Figure:
        from ictindex.ranking.every import EveryFigure  # few conditions look at every group or indicator

        nodes = EVERY[name](self.sheet.rubric.tree)
        return EveryFigure(figures={node: self.sheet.figure(node) for node in nodes}, units=len(self.sheet))

    @property
    def points(self) -> CountFigure:
        """The change in printed points."""
        return self.history.points_figure(*self.sheet.scores.printed_ticks(ROOT))

    def merits(self, keys: tuple[Key, ...]) -> Ints:
        """Merits (units,) by keys that may look at all facts."""
        changing = any(key.name in _OF_HISTORY for key in keys)
        return merits_by(keys, self.figure) if changing else self.sheet.merits(keys)

    def labels(self, subject: str) -> Labels:
        """The names that units carry for a subject of a condition."""
        own = DECIDED.get(subject) or _CARRIED.get(subject)
        return self.sheet.labels(subject) if own is None else own(self)

    def answer(self, condition: Member) -> NDArray[np.bool_]:
        """(units,) whether each unit's names satisfy a condition; read-only where they are the unit's own."""
        own = DECIDED.get(condition.subject)
        return self.sheet.scores.cohort.answer(condition) if own is None else own(self).meets(condition)


_OF_HISTORY: Mapping[str, Callable[[Facts], Figure]] = MappingProxyType(
    {"change": lambda facts: facts.history.figure, "change_points": lambda facts: facts.points}
)


def _tier_labels(facts: Facts) -> Labels:
    return Labels.coded(facts.tiers, [tier.id for tier in facts.sheet.rubric.tiers])


def _prize_labels(facts: Facts) -> Labels:
    known: dict[frozenset[str], int] = {_NOBODY: 0}
    which = np.zeros(len(facts.sheet), dtype=np.intp)
    for row, names in facts.won.items():
        which[row] = known.setdefault(names, len(known))
    return Labels(which=which, sets=tuple(known))


def _change_labels(facts: Facts) -> Labels:
    return Labels.coded(np.where(facts.history.new, 0, -1), ["new"])


# Subjects of Where that take names: what a ranking decides, and what units carry; every other one is a partition.
DECIDED: Mapping[str, Callable[[Facts], Labels]] = MappingProxyType(
    {"tier": _tier_labels, "prize": _prize_labels, "change": _change_labels}
)
_CARRIED: Mapping[str, Callable[[Facts], Labels]] = MappingProxyType(
    {
        "tag": lambda facts: Labels.of(unit.tags for unit in facts.sheet.rows),
        "unit": lambda facts: Labels.of(frozenset({unit.id}) for unit in facts.sheet.rows),
    }
)
