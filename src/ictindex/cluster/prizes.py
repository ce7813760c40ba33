"""Prizes over partitions: the ranking's own rules, applied to the candidates that the partitions sent.

The ladder is climbed by `ictindex.ranking` itself. What is added here is the proof that it has seen enough: nobody whom
it looked at stands below the level down to which all candidates are at hand. Else the partitions look deeper.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import numpy as np
from attrs import frozen

from ictindex.cluster.candidates import Contest, Found, Level, deepest, keys_of, level_of, looks_back, refuse_many
from ictindex.cluster.cohorts import Known, Tallies
from ictindex.cluster.observing import facts_of
from ictindex.cluster.taking import stacked
from ictindex.model.dataset import Dataset
from ictindex.model.rubric import Rubric
from ictindex.ranking.award import Award
from ictindex.ranking.facts import Facts
from ictindex.ranking.granting import Granted, give_awards
from ictindex.ranking.places import place_units
from ictindex.ranking.remarks import Remark
from ictindex.ranking.sheet import ALL, Sheet
from ictindex.scoring.scores import score
from ictindex.scoring.shape_spec import ShapeSpec

__all__ = ["Given", "decide"]

_FIRST_DEPTH = 8
_DEEPER = 32


@frozen(kw_only=True)
class Given:
    """All awards, what there is to say about them, and the awards of each row by file and place."""

    awards: tuple[Award, ...] = ()
    remarks: tuple[Remark, ...] = ()
    texts: Mapping[str, Mapping[int, str]]


def decide(
    rubric: Rubric,
    look: Callable[[int], Iterable[Found]],
    *,
    shapes: Mapping[str, ShapeSpec],
    tallies: Tallies | None,
) -> Given:
    """Give all prizes; `look` asks every partition for so many candidates more than there are places.

    Raises
    ------
    DataError
        Where more units stand at an edge, or qualify, than memory should hold.
    """
    depth = _FIRST_DEPTH
    while True:
        found = []
        sizes: Counter[int] = Counter()
        for one in look(depth):
            found.append(one)
            sizes.update(one.sizes)
            refuse_many(rubric, sum(len(it.place) for it in found), sizes)
        parts = [(dataset, it) for it in found for dataset in it.dataset]
        if not parts:
            return Given(texts={})
        dataset = stacked([part for part, _ in parts])
        scores = score(dataset, rubric, shapes=shapes, statistics=None if tallies is None else Known(tallies=tallies))
        sheet = Sheet(scores)
        facts = facts_of(sheet, np.concatenate([it.tiers for it in found]))
        granted = give_awards(facts, place_units(sheet), {})
        if all(_has_seen_enough(rubric, facts, granted, found)):
            return Given(awards=granted.awards, remarks=granted.remarks, texts=_texts(dataset, found, granted.awards))
        depth *= _DEEPER


def _has_seen_enough(rubric: Rubric, facts: Facts, granted: Granted, found: Sequence[Found]) -> Iterator[bool]:
    levels: dict[Contest, Level | None] = {}
    for one in found:
        for contest, level in one.levels.items():
            levels[contest] = deepest(levels.get(contest), level)
    rows = {unit: row for row, unit in enumerate(facts.sheet.ids)}
    for (number, code), level in levels.items():
        prize = rubric.awards[number]
        if level is None or looks_back(prize):
            continue
        part = facts.sheet.part_names(prize.per or ALL)[code] if prize.per else None
        seen, open_end = _examined(granted, prize.id, part)
        keys = keys_of(prize, rubric.rank.key)
        yield not open_end and all(level_of(facts, keys, rows[unit]) >= level for unit in seen)


def _examined(granted: Granted, award: str, part: str | None) -> tuple[set[str], bool]:
    """Everybody whom a ladder looked at, and whether it came to the end of its candidates."""
    won = [it for it in granted.awards if (it.award, it.part) == (award, part)]
    seen = {it.unit for it in won} | {it.against.unit for it in won if it.against is not None}
    open_end = any(it.against is None for it in won)
    for remark in granted.remarks:
        rule, _, rest = remark.subject.removeprefix("award.").partition("/")
        if rule == award and (part is None or rest.rpartition("/")[2] == part):
            seen |= set(remark.units) if remark.code == "prize-tie" else set()
            open_end |= remark.code == "shortage"
    return seen, open_end or not seen


def _texts(dataset: Dataset, found: Sequence[Found], awards: Sequence[Award]) -> Mapping[str, Mapping[int, str]]:
    """The cell of each winner: ``tap-the/Nhất; ca-nhan/Cá nhân (lãnh đạo)``, by file and place."""
    won: dict[str, list[str]] = defaultdict(list)
    for it in awards:
        won[it.unit].append(f"{it.award}/{it.prize}" + (f" ({it.role})" if it.role else ""))
    places = [(it.source.path, place) for it in found for place in it.place.tolist()]
    texts: dict[str, dict[int, str]] = defaultdict(dict)
    for unit, (path, place) in zip(dataset.units, places, strict=True):
        if unit.id in won:
            texts[path][place] = "; ".join(won[unit.id])
    return texts
