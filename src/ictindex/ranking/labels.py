"""Labels: the names that units carry for one subject of a condition: parts, tags, tiers, prizes won."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from ictindex.model.where import Member

__all__ = ["Labels"]

NONE: frozenset[str] = frozenset()


@frozen(kw_only=True, eq=False)
class Labels:
    """`which` (units,) picks for each unit one of the distinct `sets` of names."""

    which: NDArray[np.intp]
    sets: tuple[frozenset[str], ...]

    @classmethod
    def of(cls, names: Iterable[frozenset[str]]) -> Labels:
        """From one set of names per unit."""
        known: dict[frozenset[str], int] = {}
        which = [known.setdefault(it, len(known)) for it in names]
        return cls(which=np.array(which, dtype=np.intp), sets=tuple(known) or (NONE,))

    @classmethod
    def coded(cls, codes: NDArray[np.intp], names: Sequence[str]) -> Labels:
        """From codes (units,) into a list of single names; a code of -1 is no name."""
        return cls(which=codes, sets=(*(frozenset({name}) for name in names), NONE))

    def meets(self, condition: Member) -> NDArray[np.bool_]:
        """(units,) whether each unit's names satisfy the condition."""
        return np.array([condition.holds(names) for names in self.sets], dtype=np.bool_)[self.which]

    def names(self, row: int) -> frozenset[str]:
        """The names of one unit."""
        return self.sets[int(self.which[row])]
