"""Series: the rankings of several years side by side; places gained, best and worst years, streaks, newcomers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from ictindex.model.days import as_code
from ictindex.model.lineage import Lineage
from ictindex.model.problems import NotComparable, UnknownName
from ictindex.model.published import Published, PublishedRow
from ictindex.model.text import near_hint, shown
from ictindex.ranking.history import Link
from ictindex.ranking.result import Ranking

__all__ = ["Change", "Extreme", "Series", "SeriesEdition", "SeriesStep", "Streak"]


@frozen(kw_only=True, eq=False)
class SeriesEdition:
    """One ranking of a series: label, day, the ranking or printed table itself, and its printed places."""

    label: str
    on: date
    ranking: Ranking | Published = field(repr=False)
    table: Published = field(repr=False)

    @cached_property
    def tiers(self) -> Mapping[str, str | None] | None:
        """Tiers by unit id; None for a printed table, which has none."""
        if isinstance(self.ranking, Published):
            return None
        return {it.unit.id: it.tier for it in self.ranking.standings}


@frozen(kw_only=True)
class Change:
    """Places gained against the edition before, counted in two ways.

    `published` is between the places as they were printed. `like_for_like` is among the units that are ranked in
    the same block of both editions, each time counted among these alone, so that who joins or leaves moves nobody;
    where units merged, their places before are those of the carried table. `reason` says why both are None,
    `published_reason` why `published` alone is.
    """

    published: int | None = None
    like_for_like: int | None = None
    reason: str | None = None
    published_reason: str | None = None


@frozen(kw_only=True)
class Extreme:
    """A best or worst rank and the labels of all editions that have it."""

    rank: int
    editions: tuple[str, ...]


@frozen(kw_only=True)
class Streak:
    """Editions in a row: the longest run (the latest of equally long ones) and the run that the last edition ends."""

    longest: tuple[str, ...] = ()
    current: tuple[str, ...] = ()


@frozen(kw_only=True, eq=False)
class SeriesStep:
    """From one edition to the next: what may be compared, and the earlier table on the later units."""

    link: Link
    before: Published
    why: Mapping[str, str]
    # Places before and after, among the units of both editions alone.
    places: Mapping[str, tuple[int, int]]


@frozen(kw_only=True, eq=False, slots=False)
class Series:
    """Editions in the order of their days, of one family of rubrics.

    Units are those of the last edition, by the id that they have there. Along a lineage a unit keeps its places of
    years in which it had another code; a merged unit has none from before the merger.
    """

    editions: tuple[SeriesEdition, ...]
    lineage: Lineage | None = None
    _steps: tuple[SeriesStep, ...] = field(repr=False, alias="steps")

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the editions, the earliest first."""
        return tuple(it.label for it in self.editions)

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The ids of the units of the last edition, sorted."""
        return tuple(sorted(self.editions[-1].table.by_id))

    def rank(self, unit_id: str, edition: str | int | date) -> int | None:
        """The printed rank of a unit in an edition; None where it stood in none or had none."""
        row = self._row_of(unit_id, self._index(edition))
        return None if row is None else row.rank

    def change(self, unit_id: str, edition: str | int | date) -> Change:
        """Places gained in an edition against the one before.

        Raises
        ------
        UnknownName
            If there is no such unit in the last edition, or no such edition.
        """
        index = self._index(edition)
        row = self._row_of(unit_id, index)
        if index == 0:
            return Change(reason="no-previous")
        if row is None or row.rank is None:
            return Change(reason="not-ranked")
        step = self._steps[index - 1]
        if not step.link.ranks:
            return Change(reason="not-comparable")
        before = step.before.row(row.id)
        if before is None:
            return Change(reason=step.why.get(row.id, "new"))
        if before.rank is None:
            return Change(reason="not-ranked")
        pair = step.places.get(row.id)
        if pair is None:
            return Change(reason="moved")
        printed = self._row_of(unit_id, index - 1)
        gained = None if printed is None or printed.rank is None else printed.rank - row.rank
        return Change(
            published=gained,
            like_for_like=pair[0] - pair[1],
            published_reason="merged" if gained is None else None,
        )

    def best(self, unit_id: str) -> Extreme | None:
        """The best printed rank and its editions; None of a unit that never had one."""
        return self._extreme(unit_id, min)

    def worst(self, unit_id: str) -> Extreme | None:
        """The worst printed rank and its editions; None of a unit that never had one."""
        return self._extreme(unit_id, max)

    def streak(self, unit_id: str, *, first: int | None = None, tier: str | None = None) -> Streak:
        """How often in a row a unit was among the first so many of its block, or in a tier.

        An edition without the unit ends a run.

        Raises
        ------
        ValueError
            Unless exactly one of `first` and `tier` is given, and where an edition is a printed table, which has
            no tiers.
        UnknownName
            If no edition has such a tier.
        """
        held = self._holder(first, tier)
        runs: list[tuple[str, ...]] = [()]
        for index, edition in enumerate(self.editions):
            row = self._row_of(unit_id, index)
            if row is not None and held(index, row):
                runs[-1] = (*runs[-1], edition.label)
            else:
                runs.append(())
        return Streak(longest=max(reversed(runs), key=len), current=runs[-1])

    def first_year(self, edition: str | int | date) -> tuple[str, ...]:
        """The units of an edition, by their ids there, that no earlier edition lists, nor what they are made of.

        Of the first edition nothing is known before, so it has none.
        """
        index = self._index(edition)
        if index == 0:
            return ()
        here = self.editions[index]
        return tuple(
            unit
            for unit in sorted(here.table.by_id)
            if not any(self._ancestors(unit, here.on, it.on) & it.table.by_id.keys() for it in self.editions[:index])
        )

    def score_change(self, unit_id: str, edition: str | int | date) -> Decimal | None:
        """The printed score less that of the edition before; None where the unit has none in one of them.

        Raises
        ------
        NotComparable
            For the first edition, and unless both have one law or the rubric says ``comparable = ["score"]``.
        """
        index = self._index(edition)
        row = self._row_of(unit_id, index)
        if index == 0:
            msg = f"{self.labels[0]} is the first edition of the series"
            raise NotComparable(msg)
        step = self._steps[index - 1]
        if not step.link.scores:
            msg = str(
                step.link.why
                or f"scores of {self.labels[index]} are not comparable with {self.editions[index - 1].label}"
            )
            hint = 'scores are subtracted only under one law, or where the rubric says comparable = ["score"]'
            raise NotComparable(f"{msg} ({hint})")
        before = None if row is None else step.before.row(row.id)
        if row is None or before is None or row.score is None or before.score is None:
            return None
        return row.score - before.score

    def to_columns(self) -> dict[str, NDArray[Any]]:
        """Columns (units x editions,), unit by unit and edition by edition.

        Ranks are 0 where there is none. Changes are 0 where `change_reason` says why there is none;
        `published_reason` says it for `change_published` alone. Tiers are empty where there is none.
        """
        rows = []
        newcomers = {label: set(self.first_year(label)) for label in self.labels}
        for unit in self.units:
            for index, label in enumerate(self.labels):
                row = self._row_of(unit, index)
                change = self.change(unit, label)
                tiers = self.editions[index].tiers or {}
                rows.append(
                    (
                        unit,
                        label,
                        "" if row is None else row.block,
                        0 if row is None else row.rank or 0,
                        "" if row is None else tiers.get(row.id) or "",
                        change.published or 0,
                        change.like_for_like or 0,
                        change.reason or "",
                        change.published_reason or change.reason or "",
                        row is not None and row.id in newcomers[label],
                    )
                )
        columns = zip(*rows, strict=True) if rows else ((),) * len(_COLUMNS)
        return {name: np.array(values, dtype=kind) for (name, kind), values in zip(_COLUMNS, columns, strict=True)}

    def _extreme(self, unit_id: str, choose: Callable[[Iterable[int]], int]) -> Extreme | None:
        ranks = {label: self.rank(unit_id, label) for label in self.labels}
        known = {label: rank for label, rank in ranks.items() if rank is not None}
        if not known:
            return None
        found = choose(known.values())
        return Extreme(rank=found, editions=tuple(label for label, rank in known.items() if rank == found))

    def _holder(self, first: int | None, tier: str | None) -> Callable[[int, PublishedRow], bool]:
        if (first is None) == (tier is None):
            msg = "a streak is of first=… or of tier=…, one of the two"
            raise ValueError(msg)
        if first is not None:
            if type(first) is not int or first < 1:
                msg = f"first is how many places count, a whole number from 1 on; found {first!r}"
                raise ValueError(msg)
            return lambda _, row: row.rank is not None and row.rank <= first
        without = [it.label for it in self.editions if it.tiers is None]
        if without:
            msg = f"printed tables have no tiers, and these editions are such: {', '.join(without)}"
            raise ValueError(msg)
        rankings = [it.ranking for it in self.editions if isinstance(it.ranking, Ranking)]
        known = sorted({row.id for it in rankings for row in it.rubric.tiers})
        if tier not in known:
            msg = f'no edition of the series has a tier "{tier}": {near_hint(str(tier), known)}'
            raise UnknownName(msg, name=str(tier), known=known)
        return lambda index, row: (self.editions[index].tiers or {}).get(row.id) == tier

    def _index(self, edition: str | int | date) -> int:
        # A year as a number, or a day, is what the series may have been made with.
        if isinstance(edition, bool) or not isinstance(edition, str | int | date):
            msg = f"an edition is named by its label, such as {self.labels[-1]!r}; found {shown(edition)}"
            raise TypeError(msg)
        label = str(edition)
        if label not in self.labels:
            msg = f'the series has no edition "{label}": {near_hint(label, self.labels)}'
            raise UnknownName(msg, name=label, known=self.labels)
        return self.labels.index(label)

    def _row_of(self, unit_id: str, index: int) -> PublishedRow | None:
        """The printed row of a unit of the last edition in another one."""
        code = as_code(unit_id)
        chain = self._chains.get(code)
        if chain is None:
            msg = f'the last edition has no unit "{code}": {near_hint(code, self.units)}'
            raise UnknownName(msg, name=code, known=self.units)
        there = chain[index]
        return None if there is None else self.editions[index].table.row(there)

    @cached_property
    def _chains(self) -> dict[str, tuple[str | None, ...]]:
        """By unit of the last edition its id in each edition, as far back as it is the same unit."""
        chains = {}
        for unit in self.units:
            ids: list[str | None] = [unit]
            for later, earlier in pairwise(reversed(self.editions)):
                here = ids[-1]
                ids.append(None if here is None else self._same(here, later.on, earlier.on))
            chains[unit] = tuple(reversed(ids))
        return chains

    def _same(self, unit: str, on: date, since: date) -> str | None:
        if self.lineage is None:
            return unit
        if unit not in self.lineage.at(on):
            return None
        before = self.lineage.predecessors(unit, on, since)
        whole = len(before) == 1 and len(self.lineage.successors(before[0].id, since, on)) == 1
        return before[0].id if whole else None

    def _ancestors(self, unit: str, on: date, since: date) -> set[str]:
        if self.lineage is None or unit not in self.lineage.at(on):
            return {unit}
        return {it.id for it in self.lineage.predecessors(unit, on, since)}


_COLUMNS: tuple[tuple[str, Any], ...] = (
    ("unit", np.str_),
    ("edition", np.str_),
    ("block", np.str_),
    ("rank", np.int32),
    ("tier", np.str_),
    ("change_published", np.int32),
    ("change_like_for_like", np.int32),
    ("change_reason", np.str_),
    ("published_reason", np.str_),
    ("first_year", np.bool_),
)
