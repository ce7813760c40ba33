"""The result in short: how many units and blocks, who is first, how scores and tiers are spread."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from attrs import frozen

from ictindex.model.numbers import decimal_of_ticks, round_ticks
from ictindex.ranking import Standing
from ictindex.report.measures import Block, median_score
from ictindex.report.said import Said, word
from ictindex.report.scene import Scene, TierSeen

__all__ = ["BlockInShort", "TierRow", "TierShare", "blocks_in_short", "counts_of", "tier_rows"]


@frozen(kw_only=True)
class BlockInShort:
    """A block in one row of a table; `first` are all who share the first place."""

    block: Block
    first: tuple[Standing, ...]
    highest: Decimal | None
    median: Fraction | None
    lowest: Decimal | None
    maximum: Said | None


@frozen(kw_only=True)
class TierShare:
    """How many units of a block have a tier; `start` and `width` are its piece of a bar in percent."""

    tier: TierSeen
    count: int
    start: Fraction
    width: Fraction

    @property
    def percent(self) -> Decimal:
        """The share in percent, one decimal, halves up."""
        return decimal_of_ticks(round_ticks(self.width, 1), 1)


@frozen(kw_only=True)
class TierRow:
    """The tiers of a block, or of all units where `block` is None."""

    block: Block | None
    shares: tuple[TierShare, ...]
    count: int


def counts_of(scene: Scene) -> Iterator[tuple[int, Said]]:
    """The numbers that a reader wants first, each with what it counts."""
    ranking = scene.ranking
    ranked = [it for it in ranking.standings if it.rank is not None]
    yield len(ranked), word("count-ranked")
    if ranking.rubric.rank_partition:
        yield len(scene.blocks), word("count-blocks")
    if ranking.rubric.awards:
        yield len(ranking.awards), word("count-awards")
    if ranking.previous is not None:
        changes = [it.change for it in ranked if it.change is not None]
        yield sum(it > 0 for it in changes), word("count-up")
        yield sum(it < 0 for it in changes), word("count-down")
    yield len(ranking.remarks), word("count-remarks")


def blocks_in_short(scene: Scene) -> Iterator[BlockInShort]:
    """Every block with its first units and its scores."""
    for block in scene.blocks:
        scores = [it.score for it in block.standings if it.score is not None]
        best = min(it.rank for it in block.standings if it.rank is not None)
        yield BlockInShort(
            block=block,
            first=tuple(it for it in block.standings if it.rank == best),
            highest=max(scores, default=None),
            median=median_score(block),
            lowest=min(scores, default=None),
            maximum=_maximum(block, scene),
        )


def _maximum(block: Block, scene: Scene) -> Said | None:
    """The maximum of the units of a block, or the least and the greatest."""
    tops = {top for it in block.standings if (top := scene.total_maximum(it.row)) is not None}
    return scene.numbers(dict.fromkeys((min(tops), max(tops)))) if tops else None


def tier_rows(scene: Scene) -> Iterator[TierRow]:
    """A row for each block, and one for all units where there are several."""
    if not scene.tiers:
        return
    for block in scene.blocks:
        yield _tier_row(scene, block, block.standings)
    if len(scene.blocks) > 1:
        yield _tier_row(scene, None, tuple(it for block in scene.blocks for it in block.standings))


def _tier_row(scene: Scene, block: Block | None, standings: tuple[Standing, ...]) -> TierRow:
    shares = []
    start = Fraction(0)
    for tier in scene.tiers.values():
        count = sum(it.tier == tier.tier.id for it in standings)
        width = Fraction(100 * count, len(standings))
        shares.append(TierShare(tier=tier, count=count, start=start, width=width))
        start += width
    return TierRow(block=block, shares=tuple(shares), count=len(standings))
