"""Year over year: what changed against a previous ranking, or why nothing can be said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from ictindex.model import Published, PublishedRow, Rubric
from ictindex.model.text import fold
from ictindex.testing.reference.numbers import rounded
from ictindex.testing.reference.scores import ReferenceScores

__all__ = ["Change", "Earlier", "changes_of", "comparable"]


@dataclass(frozen=True)
class Earlier:
    """A previous edition: its rubric id and rows, and whether it is known to have the same law."""

    rubric: str
    rows: Mapping[str, PublishedRow]
    same_law: bool = False

    @classmethod
    def of(cls, table: Published) -> Earlier:
        """A printed table, whose law nobody knows."""
        return cls(table.rubric, {row.id: row for row in table.rows})


@dataclass(frozen=True)
class Change:
    """Places gained (or why that is unknown) and points gained (None where unknown)."""

    places: int | None
    reason: str | None
    points: Fraction | None = None


def changes_of(
    scores: ReferenceScores, blocks: Mapping[str, str], ranks: Mapping[str, int], earlier: Earlier | None
) -> dict[str, Change]:
    """The change of every unit; `blocks` and `ranks` hold the ranked ones."""
    if earlier is None:
        return dict.fromkeys(scores.units, Change(None, "no-previous"))
    ranks_compare, scores_compare = comparable(scores.rubric, earlier)
    changes = {}
    for unit in scores.units:
        row = earlier.rows.get(unit)
        reason = _reason(scores.rubric, row, blocks.get(unit)) if ranks_compare else "not-comparable"
        places = None
        if reason is None and row is not None and row.rank is not None:
            places = row.rank - ranks[unit]
        points = _points(scores, unit, row) if scores_compare and unit in ranks else None
        changes[unit] = Change(places, reason, points)
    return changes


def comparable(rubric: Rubric, earlier: Earlier | None) -> tuple[bool, bool]:
    """Whether ranks and whether scores may be compared with the earlier edition."""
    if earlier is None:
        return False, False
    family = earlier.rubric.partition("@")[0]
    families = ("", rubric.id.partition("@")[0], rubric.follows.partition("@")[0])
    related = family in families
    same = earlier.same_law or earlier.rubric == rubric.id
    return (
        same or (related and "rank" in rubric.comparable),
        earlier.same_law or (related and "score" in rubric.comparable),
    )


def _reason(rubric: Rubric, row: PublishedRow | None, block: str | None) -> str | None:
    """Why the ranks of a unit cannot be compared; `block` is None for a unit that is not ranked."""
    if block is None:
        return "not-ranked"
    if row is None:
        return "new"
    if row.rank is None:
        return "not-ranked"
    partition = rubric.partition("block")
    if partition is None:
        return None
    if not row.block:
        return None  # a table without blocks says nothing of a move
    mine = next(part for part in partition.parts if part.id == block)
    return None if fold(row.block) in (fold(mine.id), fold(mine.vi), fold(mine.en)) else "moved"


def _points(scores: ReferenceScores, unit: str, row: PublishedRow | None) -> Fraction | None:
    """Both as printed: the earlier score is known no better."""
    total = scores.cell(unit, "total").value
    score: Decimal | None = None if row is None or row.rank is None else row.score
    if total is None or score is None:
        return None
    decimals = scores.rubric.printed_decimals("total")
    return rounded(total, decimals, scores.rubric.total.half) - Fraction(score)
