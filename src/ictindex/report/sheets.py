"""The sheet of one unit: its place and points, what is above it, its change, awards and conditions, node by node."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from attrs import frozen

from ictindex.model.numbers import decimal_of_ticks, round_ticks
from ictindex.model.problems import NotComparable
from ictindex.ranking import Standing
from ictindex.report.distances import Above, NextTier, next_tier, unit_above
from ictindex.report.measures import Block, Measure, Peers, rows_of
from ictindex.report.requirements import Requirement, Rule, requirements_of, rules_of
from ictindex.report.scene import Scene

__all__ = ["Column", "Line", "Loss", "Sheet", "SheetSet", "sheet_sets"]

_LOSSES = 3
_SHARE_DECIMALS = 1


@frozen(kw_only=True)
class Column:
    """A node as a block has it."""

    measure: Measure
    peers: Peers

    @property
    def stroke(self) -> int | None:
        """Where the median stands on a bar, in whole percents."""
        share = self.peers.median_share
        return None if share is None else _on_bar(share)


@frozen(kw_only=True)
class Line:
    """One node of one unit; the share is in percent of the unit's own maximum."""

    column: Column
    points: Decimal | None
    maximum: Fraction | None
    share: Decimal | None
    bar: int | None
    rank: int | None


@frozen(kw_only=True)
class Loss:
    """Points of a maximum that a unit does not have."""

    measure: Measure
    points: Fraction | Decimal


@frozen(kw_only=True, eq=False, slots=False)
class Sheet:
    """Everything on one unit; what costs time is worked out when it is read."""

    standing: Standing
    anchor: str
    columns: Sequence[Column]
    block: Block | None
    scene: Scene

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """A line for each node of its block."""
        return tuple(_line(column, self.standing.row) for column in self.columns)

    @cached_property
    def maximum(self) -> Fraction | None:
        """The unit's own maximum of the total."""
        return self.scene.total_maximum(self.standing.row)

    @cached_property
    def above(self) -> Above | None:
        """Who stands directly above it."""
        return None if self.block is None else unit_above(self.standing, self.block.standings)

    @cached_property
    def next_tier(self) -> NextTier | None:
        """How far the next better tier is."""
        return next_tier(self.standing)

    @property
    def rank_before(self) -> int | None:
        """The rank that the change is counted from."""
        it = self.standing
        return None if it.change is None or it.rank is None else it.rank + it.change

    @cached_property
    def score_change(self) -> Decimal | None:
        """The printed points gained; None where scores may not be compared."""
        try:
            return self.standing.ranking.score_change(self.standing.unit.id)
        except NotComparable:
            return None

    @cached_property
    def losses(self) -> tuple[Loss, ...]:
        """Where most points were lost, the most first; nothing where points of a leaf are no points of the total."""
        if not self.scene.adds_up:
            return ()
        row = self.standing.row
        leaves = [it.measure for it in self.columns if it.measure.is_leaf and it.measure.counts]
        found = [Loss(measure=it, points=points) for it in leaves if (points := it.lost(row)) is not None]
        return tuple(sorted(found, key=lambda it: -it.points)[:_LOSSES])

    @cached_property
    def requirements(self) -> tuple[tuple[Rule, tuple[Requirement, ...]], ...]:
        """The rules that have conditions, each with every condition as met or not; none where a unit is not ranked."""
        if self.standing.rank is None:
            return ()
        return tuple((rule, requirements_of(self.standing, rule)) for rule in rules_of(self.standing))

    @cached_property
    def prizes(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Who receives each prize of the unit, by rule and prize; nobody where it is the unit itself."""
        roles: dict[tuple[str, str], list[str]] = {}
        for award in self.standing.awards:
            roles.setdefault((award.award, award.prize), []).extend([award.role] if award.role else [])
        return {key: tuple(to) for key, to in roles.items()}


@frozen(kw_only=True)
class SheetSet:
    """The sheets of a block, or of the units that are not ranked (`block` is None); all have the same columns."""

    block: Block | None
    columns: tuple[Column, ...]
    sheets: tuple[Sheet, ...]


def sheet_sets(scene: Scene) -> Iterator[SheetSet]:
    """The sheets of every unit, block by block, the unranked ones last."""
    for block in scene.blocks:
        yield _sheet_set(scene, block, block.standings)
    if scene.unranked:
        yield _sheet_set(scene, None, scene.unranked)


def _sheet_set(scene: Scene, block: Block | None, standings: Sequence[Standing]) -> SheetSet:
    rows = rows_of(standings)
    peers = rows if block is not None else []
    columns = tuple(
        Column(measure=it, peers=it.peers(peers)) for it in scene.measures if any(it.live[row] for row in rows)
    )
    sheets = tuple(
        Sheet(standing=it, anchor=scene.anchors[it.unit.id], columns=columns, block=block, scene=scene)
        for it in standings
    )
    return SheetSet(block=block, columns=columns, sheets=sheets)


def _line(column: Column, row: int) -> Line:
    measure = column.measure
    share = measure.share(row)
    return Line(
        column=column,
        points=measure.points(row),
        maximum=measure.maximum(row),
        share=None if share is None else decimal_of_ticks(round_ticks(share, _SHARE_DECIMALS), _SHARE_DECIMALS),
        bar=None if share is None else _on_bar(share),
        rank=measure.ranks[row] or None,
    )


def _on_bar(share: Fraction) -> int:
    """A share as a whole percent of a bar, which has neither more than all nor less than nothing."""
    return min(max(round_ticks(share, 0), 0), 100)
