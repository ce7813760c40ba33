"""Ranking: order inside blocks and overall, ranks, tiers, changes, awards."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ictindex.model import Dataset, Key, Published, PublishedRow, Rubric, TieRefused
from ictindex.testing.reference.awards import Granting, grant_awards
from ictindex.testing.reference.history import Change, Earlier, changes_of, comparable
from ictindex.testing.reference.names import name_first
from ictindex.testing.reference.numbers import Number, decimal_of, rounded
from ictindex.testing.reference.order import (
    Comparison,
    compare_by,
    drawn_first,
    groups_of,
    id_first,
    in_turn,
    ranks_of,
)
from ictindex.testing.reference.scores import ReferenceScores, score
from ictindex.testing.reference.shapes import CustomShapes
from ictindex.testing.reference.tiers import QuotaTie, tiers_of

__all__ = ["ReferenceRanking", "rank", "rank_scores"]


@dataclass(frozen=True)
class ReferenceRanking:
    """The whole result; every mapping is by unit id, ranked units only unless said otherwise.

    `order` and `overall` list units best first, equals together and alphabetically by name: for each block in the
    order of the partition, and for all. `rank` is None with a `rank_reason` for units that are not ranked.
    `shared` names the equals that ``last = "jury"`` lets stand.
    """

    scores: ReferenceScores
    blocks: Mapping[str, str]
    order: Mapping[str, Sequence[Sequence[str]]]
    overall: Sequence[Sequence[str]]
    rank: Mapping[str, int | None]
    rank_reason: Mapping[str, str | None]
    rank_overall: Mapping[str, int]
    node_ranks: Mapping[str, Mapping[str, int]]
    percent: Mapping[str, Number | None]
    tiers: Mapping[str, str]
    quota_ties: Sequence[QuotaTie]
    changes: Mapping[str, Change]
    granting: Granting
    shared: Sequence[Sequence[str]]


def rank(
    dataset: Dataset,
    rubric: Rubric,
    previous: Published | ReferenceRanking | None = None,
    shapes: CustomShapes | None = None,
) -> ReferenceRanking:
    """Score and rank a `dataset` by a `rubric`; `previous` is the year before, `shapes` are those of `score`.

    Raises
    ------
    ValueError
        Where a policy that says "refuse" is violated.
    TieRefused
        Where two ranked units are equal and ``last = "refuse"``.
    """
    return rank_scores(score(dataset, rubric, shapes), previous)


def rank_scores(scores: ReferenceScores, previous: Published | ReferenceRanking | None = None) -> ReferenceRanking:
    """Rank `scores`; `previous` is the year before."""
    rubric = scores.rubric
    reasons = {unit: _why_not_ranked(scores, unit) for unit in scores.units}
    ranked = [unit for unit in scores.units if reasons[unit] is None]
    blocks = {unit: _block(scores, unit) for unit in ranked}
    names = _block_names(rubric)

    key = compare_by((*rubric.rank.by, *rubric.rank.break_by), lambda unit, name: scores.number(unit, name)[0])
    last = _LAST.get(rubric.rank.last, _equal)(rubric.rank.seed)
    comparison = in_turn(key, last)
    listing = name_first({unit.id: unit.name for unit in scores.dataset.units})
    order = {name: groups_of([unit for unit in ranked if blocks[unit] == name], comparison, listing) for name in names}
    overall = groups_of(ranked, comparison, listing)

    printed = [*order.values(), *([overall] if rubric.rank.overall else [])]
    shared = sorted({tuple(sorted(group)) for groups in printed for group in groups if len(group) > 1})
    if shared and rubric.rank.last == "refuse":
        msg = f"equal, and the rubric refuses ties: {', '.join(shared[0])}"
        raise TieRefused(msg, groups=shared)

    ranks = {unit: place for groups in order.values() for unit, place in ranks_of(groups, rubric.rank.ties).items()}
    tiers, quota_ties = tiers_of(scores, ranked, comparison)
    earlier = _earlier(previous, rubric)
    changes = changes_of(scores, blocks, ranks, earlier)
    granting = grant_awards(
        scores,
        ranked,
        tiers=tiers,
        changes=changes,
        last=last,
        listing=in_turn(comparison, listing),
        comparable=comparable(rubric, earlier),
    )
    return ReferenceRanking(
        scores=scores,
        blocks=blocks,
        order=order,
        overall=overall,
        rank={unit: ranks.get(unit) for unit in scores.units},
        rank_reason=reasons,
        rank_overall=ranks_of(overall, rubric.rank.ties) if rubric.rank.overall else {},
        node_ranks=_node_ranks(scores, ranked, blocks),
        percent={unit: scores.percent(unit) for unit in scores.units},
        tiers=tiers,
        quota_ties=quota_ties,
        changes=changes,
        granting=granting,
        shared=shared if rubric.rank.last == "jury" else [],
    )


def _why_not_ranked(scores: ReferenceScores, unit: str) -> str | None:
    if unit in scores.excluded:
        return f"excluded: {scores.excluded[unit]}"
    if not scores.cell(unit, "total").applies:
        return "not-applicable"
    return None if scores.names[unit].get("block", frozenset({""})) else "no-block"


def _block_names(rubric: Rubric) -> tuple[str, ...]:
    """The parts that ranks are inside of; one nameless part where the rubric has no blocks."""
    partition = rubric.partition("block")
    return ("",) if partition is None else partition.part_ids()


def _block(scores: ReferenceScores, unit: str) -> str:
    (block,) = scores.names[unit].get("block", frozenset({""}))
    return block


def _equal(seed: str | None) -> Comparison:
    """Equals stay equal: they share, the jury decides, or the ranking is refused."""
    del seed

    def comparison(left: str, right: str) -> int:
        del left, right
        return 0

    return comparison


def _by_id(seed: str | None) -> Comparison:
    del seed
    return id_first


_LAST: dict[str, Callable[[str | None], Comparison]] = {"id": _by_id, "lot": drawn_first}


def _node_ranks(scores: ReferenceScores, ranked: Sequence[str], blocks: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """Ranks of every node below the total inside the block: higher is better, equals share."""
    ties = scores.rubric.rank.ties
    method = "competition" if ties == "ordinal" else ties
    found: dict[str, dict[str, int]] = {}
    for node in (it for it in scores.rubric.node_ids if it != "total"):
        comparison = compare_by([Key(name=node)], lambda unit, name: scores.number(unit, name)[0])
        found[node] = {}
        for block in _block_names(scores.rubric):
            units = [unit for unit in ranked if blocks[unit] == block and scores.cell(unit, node).applies]
            found[node] |= ranks_of(groups_of(units, comparison), method)
    return found


def _earlier(previous: Published | ReferenceRanking | None, rubric: Rubric) -> Earlier | None:
    """A printed table as it is, or a ranking as it would be printed."""
    if previous is None or isinstance(previous, Published):
        return None if previous is None else Earlier.of(previous)
    then = previous.scores
    decimals, half = then.rubric.printed_decimals("total"), then.rubric.total.half
    rows = {}
    for unit in then.units:
        total = then.cell(unit, "total").value
        printed = None if total is None else decimal_of(rounded(total, decimals, half))
        block = previous.blocks.get(unit, "")
        rows[unit] = PublishedRow(id=unit, block=block, rank=previous.rank[unit], score=printed)
    return Earlier(then.rubric.id, rows, same_law=then.rubric == rubric)
