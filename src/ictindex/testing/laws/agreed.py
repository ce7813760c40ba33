"""Law L13: the engine equals the reference, in ticks, ties, percents and bounds, each on its own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

import attrs

from ictindex.model import Rubric
from ictindex.model.ranges import Range
from ictindex.testing import agreement
from ictindex.testing.case import Case
from ictindex.testing.laws.law import Law, always

__all__ = ["LAWS"]


def _agrees(case: Case) -> Iterator[str]:
    case = case.with_rubric(_decided_by_the_rubric(case.rubric))
    # The engine first: it says what is wrong with data that cannot be scored, the reference only that something is.
    scores, judged = case.scores(), case.judged()
    for name, compared in agreement.SCORING.items():
        yield from (f"{name}: {it}" for it in compared(scores, judged.scores))
    tested = [Range(low=tier.bound) for tier in case.rubric.tiers if tier.bound]
    yield from (f"bounds: {it}" for it in agreement.ranges(scores, judged.scores, tested))
    ranking = case.ranking()
    for name, compare in agreement.RANKING.items():
        yield from (f"{name}: {it}" for it in compare(ranking, judged))


def _decided_by_the_rubric(rubric: Rubric) -> Rubric:
    """The rubric up to the first award whose winners a plugin selects: the reference knows none.

    Awards behind it may ask for its winners, so they go with it; nothing else looks at awards.
    """
    own = tuple(takewhile(lambda award: not award.select, rubric.awards))
    return rubric if len(own) == len(rubric.awards) else attrs.evolve(rubric, awards=own)


LAWS = (
    Law(
        id="L13",
        sentence="fast equals the reference, for ticks, tie keys, percents and comparisons, each on its own",
        check=_agrees,
        applies=always,
        hard=True,
    ),
)
