"""Making a series: the order of its editions, what they may be compared in, and who stands in two of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import MAXYEAR, MINYEAR, date
from itertools import pairwise

import attrs

from ictindex.language import sentence
from ictindex.model.days import as_day
from ictindex.model.lineage import Lineage
from ictindex.model.membership import resolve_part
from ictindex.model.problems import NotComparable
from ictindex.model.published import Published
from ictindex.model.text import shown
from ictindex.model.typed import expect
from ictindex.model.units import BLOCK, Partition
from ictindex.ranking.history import Edition, Link, link_between
from ictindex.ranking.lineage import carry_edition
from ictindex.ranking.result import Ranking
from ictindex.ranking.series import Series, SeriesEdition, SeriesStep

__all__ = ["series_of"]


def series_of(
    editions: Sequence[Ranking | Published] | Mapping[int | date, Ranking | Published],
    *,
    lineage: Lineage | None = None,
) -> Series:
    """A series; see `ictindex.history`.

    Raises
    ------
    NotComparable
        If two editions are of different families of rubrics, or nothing says when one of them was.
    ValueError
        If there is no edition, two are of one day, or a key is no year and no day.
    TypeError
        If something stands where a Ranking, a printed table, a year or a Lineage is meant.
    """
    if lineage is not None:
        expect(lineage, Lineage, "lineage", "a Lineage, as get_lineage or load_lineage gives it")
    ordered = sorted(_dated(editions), key=lambda it: it.on)
    if not ordered:
        msg = "a series has one edition or more"
        raise ValueError(msg)
    doubled = [f"{a.label} and {b.label}" for a, b in pairwise(ordered) if a.on == b.on or a.label == b.label]
    if doubled:
        msg = f"two editions are of one day or have one label: {', '.join(doubled)}"
        raise ValueError(msg)
    strangers = [f"{a.table.rubric} and {b.table.rubric}" for a, b in pairwise(ordered) if not _related(a, b)]
    if strangers:
        msg = f"a series is of one family of rubrics; found {'; '.join(strangers)}"
        raise NotComparable(msg)
    steps = tuple(_step(a, b, lineage) for a, b in pairwise(ordered))
    return Series(editions=tuple(ordered), lineage=lineage, steps=steps)


def _dated(
    editions: Sequence[Ranking | Published] | Mapping[int | date, Ranking | Published],
) -> list[SeriesEdition]:
    wanted = "a list of Rankings, or Rankings and printed tables by year: {2013: …, 2014: …}"
    expect(editions, Iterable, "editions", wanted)
    if isinstance(editions, Ranking | Published | str):
        msg = f"editions: expected {wanted}, found one {type(editions).__name__}"
        raise TypeError(msg)
    editions = editions if isinstance(editions, Mapping) else list(editions)
    for when, it in editions.items() if isinstance(editions, Mapping) else enumerate(editions):
        expect(it, (Ranking, Published), f"editions[{when!r}]", "a Ranking or a Published table (read_published)")
    if isinstance(editions, Mapping):
        blocks = _block_of(editions.values())
        return [
            SeriesEdition(label=str(when), on=_last_day(when), ranking=it, table=_table(it, blocks))
            for when, it in editions.items()
        ]
    found, without = [], []
    for place, it in enumerate(editions):
        if isinstance(it, Ranking) and it.rubric.valid is not None:
            label, on = it.rubric.edition, it.rubric.valid[1]
            found.append(SeriesEdition(label=label, on=on, ranking=it, table=it.to_published()))
        else:
            without.append(f"{place} ({it.rubric.id if isinstance(it, Ranking) else 'a printed table'})")
    if without:
        msg = f"nothing says when these editions were: {', '.join(without)}; give them by year: {{2013: …, 2014: …}}"
        raise NotComparable(msg)
    return found


def _last_day(when: object) -> date:
    """The day of an edition: the last one of a year, or the day itself.

    Raises
    ------
    TypeError
        For what is neither a year nor a day.
    ValueError
        For a year that no calendar has, or a text that is no day.
    """
    if isinstance(when, bool) or not isinstance(when, int):
        return as_day(when)
    if not MINYEAR <= when <= MAXYEAR:
        msg = f"expected a year from {MINYEAR} to {MAXYEAR}, or a day; found {shown(when)}"
        raise ValueError(msg)
    return date(when, 12, 31)


def _block_of(editions: Iterable[Ranking | Published]) -> Partition | None:
    """The blocks as a rubric of the series calls them."""
    rubrics = (it.rubric for it in editions if isinstance(it, Ranking))
    return next((found for rubric in rubrics if (found := rubric.partition(BLOCK)) is not None), None)


def _table(ranking: Ranking | Published, blocks: Partition | None) -> Published:
    """The printed places; a table may name a block where rankings have its id."""
    if isinstance(ranking, Ranking):
        return ranking.to_published()
    if blocks is None:
        return ranking
    rows = [attrs.evolve(row, block=resolve_part(blocks, row.block) or row.block) for row in ranking.rows]
    return attrs.evolve(ranking, rows=rows)


def _related(earlier: SeriesEdition, later: SeriesEdition) -> bool:
    before, now = (it.table.rubric.partition("@")[0] for it in (earlier, later))
    follows = later.ranking.rubric.follows.partition("@")[0] if isinstance(later.ranking, Ranking) else ""
    return not before or not now or before in (now, follows)


def _step(earlier: SeriesEdition, later: SeriesEdition, lineage: Lineage | None) -> SeriesStep:
    before: Published = earlier.table
    why: Mapping[str, str] = {}
    if lineage is not None:
        carried = carry_edition(
            earlier.ranking if isinstance(earlier.ranking, Ranking) else earlier.table,
            lineage.between(earlier.on, later.on),
        )
        strange = (unit for unit in later.table.by_id if unit not in lineage.at(later.on))
        before, why = carried.table, {**carried.why, **dict.fromkeys(strange, "not-in-lineage")}
    return SeriesStep(link=_link(earlier, later), before=before, why=why, places=_like_for_like(before, later.table))


def _link(earlier: SeriesEdition, later: SeriesEdition) -> Link:
    if isinstance(later.ranking, Published):
        # A printed table does not say what its law allows.
        why = sentence("table-without-law", later=later.label, earlier=earlier.label)
        return Link(ranks=True, scores=False, why=why)
    edition = Edition(table=earlier.table)
    if isinstance(earlier.ranking, Ranking):
        edition = Edition(table=earlier.table, law=earlier.ranking.law_of, rubric=earlier.ranking.rubric)
    return link_between(later.ranking.rubric, later.ranking.law_of, edition)[0]


def _like_for_like(before: Published, after: Published) -> dict[str, tuple[int, int]]:
    """Places before and after of the units ranked in the same block of both, counted among these alone."""
    pairs: dict[str, list[tuple[str, int, int]]] = {}
    for row in after.rows:
        old = before.row(row.id)
        if old is None or old.rank is None or row.rank is None:
            continue
        # A table that names no block says nothing of a move.
        if not old.block or not row.block or old.block == row.block:
            pairs.setdefault(row.block or old.block, []).append((row.id, old.rank, row.rank))
    places: dict[str, tuple[int, int]] = {}
    for block in pairs.values():
        olds, news = sorted(it[1] for it in block), sorted(it[2] for it in block)
        # Competition ranks: one more than the number of better ones.
        first_old = {rank: place for place, rank in reversed(list(enumerate(olds, start=1)))}
        first_new = {rank: place for place, rank in reversed(list(enumerate(news, start=1)))}
        places |= {unit: (first_old[old], first_new[new]) for unit, old, new in block}
    return places
