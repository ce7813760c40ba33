"""Law L16: units scored in parts have the scores, and by counting the ranks, that they have as a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ictindex.model import Rubric
from ictindex.testing.case import Case
from ictindex.testing.laws.law import Law

__all__ = ["LAWS"]

_PARTS = 3


def _parts_are_the_whole(case: Case) -> Iterator[str]:
    """Every third unit apart; nobody knows of the other parts but by how many of them have which score."""
    whole = case.ranking()
    counts: dict[str | None, Counter[int]] = {}
    ticks: dict[str, int] = {}
    for first in range(min(_PARTS, len(case.dataset))):
        rows = list(range(first, len(case.dataset), _PARTS))
        part = case.with_rows(rows).scores()
        for node in case.rubric.node_ids:
            mine, all_of_them = part.printed_ticks(node), whole.scores.printed_ticks(node)
            applies = part.applicable(node).tolist(), whole.scores.applicable(node)[rows].tolist()
            here, there = mine[0].tolist(), all_of_them[0][rows].tolist()
            if here != there or applies[0] != applies[1]:
                yield f"{node} scored in part {first + 1} is {here}, as a whole {there}"
        for unit, tick in zip(part.dataset.units, part.printed_ticks()[0].tolist(), strict=True):
            if whole[unit.id].rank is not None:
                ticks[unit.id] = tick
                counts.setdefault(whole[unit.id].block, Counter())[tick] += 1
    if _ranks_by_counting(case.rubric):
        for unit_id, tick in ticks.items():
            standing = whole[unit_id]
            better = sum(count for other, count in counts[standing.block].items() if other > tick)
            if standing.rank != 1 + better:
                yield f"{unit_id} has rank {standing.rank}, and {better} units of all parts are better"


def _ranks_by_counting(rubric: Rubric) -> bool:
    """Whether the rank is 1 + the number of better totals."""
    rank = rubric.rank
    by = [str(key) for key in rank.key]
    return by == ["total"] and rank.value == "rounded" and rank.ties == "competition" and rank.last == "share"


def _apart(rubric: Rubric) -> bool:
    """Whether units can be scored in parts without statistics of a cohort handed over."""
    return bool(rubric.mergeable) and rubric.absolute


LAWS = (
    Law(
        id="L16",
        sentence="units scored in parts have the scores, and by counting the ranks, of the whole",
        check=_parts_are_the_whole,
        applies=_apart,
        features={"cohort": False},
    ),
)
