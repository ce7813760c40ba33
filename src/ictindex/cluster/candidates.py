"""Partition function: the few units of a partition that a prize can go to, and how deep was looked.

Of every award and part all units that qualify are taken down to a level, equals at that level included; so whatever a
ladder decides above that level it decides among the same units as if it had seen all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import TypeAlias

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from ictindex.cluster.batches import batches_of
from ictindex.cluster.observing import facts_of, is_irrational
from ictindex.cluster.placed_file import PlacedFile
from ictindex.cluster.scored import Scored, class_codes
from ictindex.cluster.scoring_task import ScoreTask, score_batch
from ictindex.cluster.sources import Source
from ictindex.cluster.taking import taken
from ictindex.model.dataset import Dataset
from ictindex.model.problems import DataError, Problem, RubricError, RubricPath
from ictindex.model.rubric import Rubric
from ictindex.model.standing_rules import Key, Prize
from ictindex.ranking.conditions import meets, possible
from ictindex.ranking.facts import Facts
from ictindex.ranking.sheet import ALL, Sheet

__all__ = [
    "MOST_CANDIDATES",
    "Contest",
    "Found",
    "GatherTask",
    "Level",
    "deepest",
    "gather",
    "keys_of",
    "level_of",
    "looks_back",
    "refuse_many",
]

# The values of an award's keys, the greater the better; unknown values stand below all.
Level: TypeAlias = tuple[tuple[bool, Fraction], ...]
# An award's place in the rubric, and the code of the part.
Contest: TypeAlias = tuple[int, int]

MOST_CANDIDATES = 500_000
_OF_HISTORY = ("change", "change_points")


@frozen(kw_only=True, eq=False)
class GatherTask:
    """A scored partition, what its classes received, and how many candidates of each award and part to look for."""

    score: ScoreTask
    placed: Path
    depth: int


@frozen(kw_only=True, eq=False)
class Found:
    """Units with their answers and tiers; `place` says where in the source each stands.

    `levels` holds by award and part how far down all that qualify are among them; None means all the way. `sizes` says
    how many were sent for each award.
    """

    source: Source
    dataset: tuple[Dataset, ...] = ()
    tiers: NDArray[np.intp] = field(factory=lambda: np.zeros(0, np.intp))
    place: NDArray[np.int64] = field(factory=lambda: np.zeros(0, np.int64))
    levels: Mapping[Contest, Level | None] = field(factory=dict)
    sizes: Mapping[int, int] = field(factory=dict)


def keys_of(prize: Prize, rank_key: tuple[Key, ...]) -> tuple[Key, ...]:
    """What an award goes by."""
    return prize.by or rank_key


def looks_back(prize: Prize) -> bool:
    """Whether an award looks at the year before, so that it is not given here."""
    subjects = {key.name for key in prize.by} | (frozenset() if prize.among is None else prize.among.subjects())
    return not subjects.isdisjoint(_OF_HISTORY)


def level_of(facts: Facts, keys: tuple[Key, ...], row: int) -> Level:
    """The level of one unit."""
    figures = [(facts.figure(key.name), -1 if key.lower_is_better else 1) for key in keys]
    return tuple(
        (True, sign * figure.exact(row)) if figure.known[row] else (False, Fraction(0)) for figure, sign in figures
    )


def refuse_many(rubric: Rubric, count: int, sizes: Mapping[int, int]) -> None:
    """Refuse where more candidates are needed than memory should hold.

    Raises
    ------
    DataError
        With the award that needs the most.
    """
    if count <= MOST_CANDIDATES:
        return
    number = max(sizes, key=sizes.__getitem__)
    message = f"more than {MOST_CANDIDATES} units receive it or stand at an edge of it"
    hint = "a break_by that tells equals apart, or a narrower condition"
    where = RubricPath(path=f"award.{rubric.awards[number].id}")
    raise DataError((Problem(code="too-many-candidates", where=where, message=message, hint=hint),))


def gather(task: GatherTask) -> Found:
    """Look through a partition for candidates."""
    score, rubric = task.score, task.score.reading.rubric
    placed, scored = PlacedFile.load(task.placed), Scored.load(score.path.with_suffix(".npz"))
    codes = class_codes(score.path.with_suffix(".codes"), scored.sizes)
    looks: list[tuple[_Look, Dataset, NDArray[np.intp], NDArray[np.int64]]] = []
    sizes: Counter[int] = Counter()
    for batch, own, classes in zip(
        batches_of(score.source, score.reading, score.skipped), codes, scored.maps, strict=True
    ):
        sheet = Sheet(score_batch(batch, score))
        tiers = placed.tiers[classes[own]].astype(np.intp)
        ranked = placed.reason[classes[own]] == 0
        look = _look(facts_of(sheet, tiers), ranked, task.depth)
        sizes.update(look.sizes)
        refuse_many(rubric, len(look.rows) + sum(len(it) for _, _, it, _ in looks), sizes)
        rows = np.array(sorted(look.rows), dtype=np.int64)
        looks.append((look, taken(batch.dataset, rows, rubric), tiers[rows], batch.place[rows]))
        batch.dataset.forget()
    levels: dict[Contest, Level | None] = {}
    for look, *_ in looks:
        for contest, level in look.levels.items():
            levels[contest] = deepest(levels.get(contest), level)
    return Found(
        source=score.source,
        dataset=tuple(dataset for _, dataset, _, _ in looks if len(dataset)),
        tiers=np.concatenate([np.zeros(0, np.intp), *(tiers for _, _, tiers, _ in looks)]),
        place=np.concatenate([np.zeros(0, np.int64), *(place for _, _, _, place in looks)]),
        levels=levels,
        sizes=sizes,
    )


def deepest(one: Level | None, other: Level | None) -> Level | None:
    """How far down two looks together are complete: as far as the one that saw less."""
    if one is None or other is None:
        return other if one is None else one
    return max(one, other)


@frozen(kw_only=True, eq=False)
class _Look:
    rows: set[int]
    levels: dict[Contest, Level | None]
    sizes: Counter[int]


def _look(facts: Facts, ranked: NDArray[np.bool_], depth: int) -> _Look:
    # Somebody is always sent: also of a prize that nobody can be given something is to be said.
    look = _Look(rows={0}, levels={}, sizes=Counter())
    sheet = facts.sheet
    for number, prize in enumerate(sheet.rubric.awards):
        if looks_back(prize):
            continue
        keys = keys_of(prize, sheet.rubric.rank.key)
        _refuse_irrational(facts, prize, keys)
        # Without any prize won: whoever has won one is among the candidates of that prize already.
        eligible = ranked & meets(prize.among, facts)
        for key in prize.by or sheet.rubric.rank.by:
            eligible &= facts.figure(key.name).known
        merits = facts.merits(keys)
        parts = sheet.parts(prize.per or ALL)
        look.rows.update(_witnesses(prize, facts, parts))
        wanted = depth + sum(it.count or 0 for it in prize.prizes)
        everybody = any(it.count is None for it in prize.prizes)
        rows = np.flatnonzero(eligible)
        for part in range(len(sheet.part_names(prize.per or ALL))):
            mine = rows[parts[rows] == part]
            level = None
            if len(mine) > wanted and not everybody:
                edge = np.partition(merits[mine], len(mine) - wanted)[len(mine) - wanted]
                mine = mine[merits[mine] >= edge]
                level = level_of(facts, keys, int(mine[np.argmin(merits[mine])]))
            look.levels[number, part] = level
            look.sizes[number] += len(mine)
            look.rows.update(mine.tolist())
    return look


def _refuse_irrational(facts: Facts, prize: Prize, keys: tuple[Key, ...]) -> None:
    for key in keys:
        if is_irrational(facts.figure(key.name)):
            message = f"its key {key.name} has irrational values, which are compared all together or not at all"
            where = RubricPath(path=f"award.{prize.id}")
            raise RubricError((Problem(code="not-mergeable", where=where, message=message, hint="give it decimals"),))


def _witnesses(prize: Prize, facts: Facts, parts: NDArray[np.intp]) -> Iterator[int]:
    """A member of every part, and one whose parts and tags leave it a chance, if there is one.

    By them a prize that nobody won is told from one that is not for this part at all.
    """
    chance = possible(prize.among, facts.sheet.scores.cohort)
    for held in (np.ones_like(chance), chance):
        rows = np.flatnonzero(held & (parts >= 0))
        _, first = np.unique(parts[rows], return_index=True)
        yield from rows[first].tolist()
