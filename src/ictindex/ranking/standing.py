"""Standing: one unit's row of a ranking, and all of them in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, overload

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from ictindex.language import language_of
from ictindex.model.nodes import ROOT
from ictindex.model.units import Unit
from ictindex.ranking.award import Award

if TYPE_CHECKING:  # the ranking gives its standings
    from ictindex.ranking.result import Ranking

__all__ = ["NodeStanding", "Standing", "Standings"]


@frozen(kw_only=True)
class NodeStanding:
    """One unit at one node: the printed score (None: not applicable) and the rank (None: not ranked)."""

    score: Decimal | None
    rank: int | None


_SHOWN = (
    "unit",
    "block",
    "score",
    "rank",
    "rank_overall",
    "percent",
    "tier",
    "awards",
    "change",
    "change_reason",
    "rank_reason",
)


@frozen(eq=False, repr=False)
class Standing:
    """One unit's score, rank, tier, awards and change, and why: a row of the ranking's columns.

    Two standings are equal where everything that they say of their units is.
    """

    ranking: Ranking
    row: int

    @property
    def unit(self) -> Unit:
        """Whose row it is."""
        return self.ranking.sheet.rows[self.row]

    @property
    def block(self) -> str | None:
        """The id of the unit's block; None where it is in none."""
        return self.ranking.sheet.blocks[self.row]

    @property
    def score(self) -> Decimal | None:
        """The total with exactly the printed digits; None where it does not apply."""
        return self.ranking.sheet.figure(ROOT).printed(self.row)

    @property
    def percent(self) -> Decimal | None:
        """The total in percent of the unit's own maximum, with exactly the printed digits; None where it has none."""
        return self.ranking.sheet.figure("percent").printed(self.row)

    @property
    def rank(self) -> int | None:
        """The place inside the block, over all where the rubric has no blocks; None where `rank_reason` says why."""
        return int(self.ranking.places.ranks[self.row]) or None

    @property
    def rank_overall(self) -> int | None:
        """The place among all units, where the rubric ranks them together."""
        overall = self.ranking.places.overall
        return None if overall is None else int(overall[self.row]) or None

    @property
    def rank_reason(self) -> str | None:
        """Why there is no rank."""
        return self.ranking.places.reasons.get(self.row)

    @property
    def tier(self) -> str | None:
        """The id of the tier; None where the unit is not ranked or there are no tiers."""
        code = int(self.ranking.tier_codes[self.row])
        return None if code < 0 else self.ranking.rubric.tiers[code].id

    @property
    def awards(self) -> tuple[Award, ...]:
        """What the unit received."""
        return self.ranking.won.get(self.unit.id, ())

    @property
    def change(self) -> int | None:
        """The places gained since the previous edition; None where `change_reason` says why there is no answer."""
        return None if self.change_reason else int(self.ranking.history.places[self.row])

    @property
    def change_reason(self) -> str | None:
        """Why there is no change."""
        return self.ranking.history.reason(self.row) or None

    @property
    def nodes(self) -> Mapping[str, NodeStanding]:
        """Score and rank of the unit at every node and view, by node id."""
        return self.ranking.node_standings(self.row)

    @property
    def why(self) -> tuple[str, ...]:
        """The reasons for rank, tier, awards and change, an English sentence each."""
        return self.reasons()

    def reasons(self, lang: str = "en") -> tuple[str, ...]:
        """The same in a language, ``"vi"`` or ``"en"``.

        Raises
        ------
        ValueError
            For another language.
        """
        from ictindex.ranking.why import reasons

        words = language_of(lang)
        return tuple(words.text(it) for it in reasons(self))

    def _values(self) -> tuple[Any, ...]:
        return tuple([getattr(self, name) for name in _SHOWN])

    def __eq__(self, other: object) -> bool:
        return self._values() == other._values() if isinstance(other, Standing) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in zip(_SHOWN, self._values(), strict=True))
        return f"Standing({shown})"


@frozen(eq=False, repr=False)
class Standings(Sequence[Standing]):
    """Standings in an order, each made when it is looked at; equal to any sequence of the same standings."""

    ranking: Ranking
    rows: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, place: int) -> Standing: ...
    @overload
    def __getitem__(self, place: slice) -> Standings: ...
    def __getitem__(self, place: int | slice) -> Standing | Standings:
        if isinstance(place, slice):
            return Standings(self.ranking, self.rows[place])
        return Standing(self.ranking, int(self.rows[place]))

    def __eq__(self, other: object) -> bool:
        return tuple(self) == tuple(other) if isinstance(other, Sequence) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))
