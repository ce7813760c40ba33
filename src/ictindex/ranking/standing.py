"""Standing: one unit's row of a ranking."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import field, frozen

from ictindex.language import language_of
from ictindex.model.units import Unit
from ictindex.ranking.award import Award

if TYPE_CHECKING:  # the ranking holds its standings
    from ictindex.ranking.result import Ranking

__all__ = ["NodeStanding", "Standing"]


@frozen(kw_only=True)
class NodeStanding:
    """One unit at one node: the printed score (None: not applicable) and the rank (None: not ranked)."""

    score: Decimal | None
    rank: int | None


@frozen(kw_only=True, slots=False)
class Standing:
    """One unit's score, rank, tier, awards and change, and why.

    `score` and `percent` have exactly the printed digits. `rank` is inside the block (or over all, where
    the rubric has no blocks), `rank_reason` says why it is None; so does `change_reason` for `change`, the
    places gained.
    """

    unit: Unit
    block: str | None = None
    score: Decimal | None = None
    rank: int | None = None
    rank_overall: int | None = None
    percent: Decimal | None = None
    tier: str | None = None
    awards: tuple[Award, ...] = ()
    change: int | None = None
    change_reason: str | None = None
    rank_reason: str | None = None
    row: int = field(eq=False, repr=False)
    ranking: Ranking = field(eq=False, repr=False)

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
