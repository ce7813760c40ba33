"""Lineage: who a unit is on a day, and what became of it when units merged, split or changed their code.

A code alone never says who a unit is: codes are given again with another meaning, and names are kept for other
territory. An identity is a code with the day from which it means this unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs
from attrs import field, frozen

from ictindex.model.days import as_code, as_day
from ictindex.model.lineage_events import KINDS, Event, LineageUnit
from ictindex.model.numbers import as_decimal
from ictindex.model.problems import LineageError, Problem, RubricPath, UnknownName
from ictindex.model.rubric import Title
from ictindex.model.standing_rules import Source
from ictindex.model.text import near_hint, shown
from ictindex.model.typed import expect, typed

if TYPE_CHECKING:  # carrying acts on a lineage
    from ictindex.model.carrying import Carried, Table

__all__ = ["Identity", "Lineage", "Passage", "Stage"]


def _tuple(value: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(value)


def _period(value: Iterable[object]) -> tuple[date, ...]:
    return tuple(map(as_day, value))


def _title(value: Title | Mapping[str, str] | str) -> Title:
    return Title.of(value)


@frozen(kw_only=True)
class Identity:
    """Who a unit is: its code and the day from which the code means this unit (None: since the lineage begins).

    `until` is the day on which it was no longer, None where it goes on. Two identities are equal where code and
    `since` are: the name, the block and the end are what is known of them.

    >>> Identity(id="24", name="Bắc Giang") == Identity(id="24", since=date(2025, 7, 1), name="Bắc Ninh")
    False
    """

    id: str
    since: date | None = None
    until: date | None = field(default=None, eq=False)
    name: str = field(default="", eq=False)
    block: str = field(default="", eq=False)
    also: tuple[str, ...] = field(default=(), eq=False)

    def __str__(self) -> str:
        return f"{self.name} ({self.id})" if self.name else self.id


@frozen(kw_only=True, slots=False)
class Stage:
    """The units from a day on, by code, and where each of those that changed that day comes from."""

    on: date | None
    units: Mapping[str, Identity]
    # Codes of the eve and of the day, of all units that took part in an event, and the share if one is written.
    links: tuple[tuple[str, str, Fraction | None], ...] = ()
    ended: tuple[Identity, ...] = ()

    @cached_property
    def goes_to(self) -> Mapping[str, tuple[str, ...]]:
        """By code of the eve the codes of the day, of every unit that this day touched."""
        return _grouped(((old, new) for old, new, _ in self.links), (it.id for it in self.ended))

    @cached_property
    def comes_from(self) -> Mapping[str, tuple[str, ...]]:
        """By code of the day the codes of the eve, of every unit that this day touched."""
        founded = (unit for unit, known in self.units.items() if self.on is not None and known.since == self.on)
        return _grouped(((new, old) for old, new, _ in self.links), founded)


def _grouped(pairs: Iterable[tuple[str, str]], alone: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """By the first of each pair the second ones; nothing for those that stand alone."""
    found: dict[str, list[str]] = {unit: [] for unit in alone}
    for here, there in pairs:
        found.setdefault(here, []).append(there)
    return {here: tuple(there) for here, there in found.items()}


@frozen(kw_only=True, slots=False, field_transformer=typed)
class Lineage:
    """A table of events, checked when it is made.

    Parameters
    ----------
    id
        ``namespace/name@edition``.
    valid
        The first and the last day of which the table speaks.
    units
        The units on the first day.
    events
        In the order of their days.
    title, sources
        What it is called, and where it stands.

    Raises
    ------
    LineageError
        From the constructor, with every problem found.

    >>> from ictindex.model.lineage_events import Event, LineageUnit
    >>> lineage = Lineage(
    ...     id="demo/units@2025",
    ...     valid=(date(2020, 1, 1), date(2025, 12, 31)),
    ...     units=[LineageUnit(id="02", name="Hà Giang"), LineageUnit(id="08", name="Tuyên Quang")],
    ...     events=[
    ...         Event(
    ...             kind="merge",
    ...             on=date(2025, 7, 1),
    ...             before=["02", "08"],
    ...             after=[LineageUnit(id="08", name="Tuyên Quang")],
    ...         )
    ...     ],
    ... )
    >>> eve, day = date(2025, 6, 30), date(2025, 7, 1)
    >>> lineage.at(eve)["08"] == lineage.at(day)["08"]
    False
    >>> [str(it) for it in lineage.predecessors("08", day, eve)]
    ['Hà Giang (02)', 'Tuyên Quang (08)']
    """

    id: str
    valid: tuple[date, date] = field(converter=_period)
    units: tuple[LineageUnit, ...] = field(converter=_tuple)
    events: tuple[Event, ...] = field(default=(), converter=_tuple)
    title: Title = field(factory=Title, converter=_title)
    sources: tuple[Source, ...] = field(default=(), converter=_tuple)

    def __attrs_post_init__(self) -> None:
        from ictindex.model.check_lineage import lineage_problems

        problems = lineage_problems(self)
        if problems:
            raise LineageError(problems)

    def __getstate__(self) -> dict[str, Any]:
        # What is worked out from the fields is worked out again: mapping proxies do not pickle.
        return {it.name: getattr(self, it.name) for it in attrs.fields(Lineage)}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)

    def at(self, day: date | str) -> Mapping[str, Identity]:
        """The units on a day, by code, called as on that day.

        Here and below a day is a date or its ISO text, ``"2025-07-01"``.

        Raises
        ------
        LineageError
            If the table does not speak of that day.
        """
        return self._stage(day).units

    def identity(self, id: str, on: date | str) -> Identity:
        """Who a code means on a day.

        Raises
        ------
        UnknownName
            If no unit has this code on that day.
        """
        units, code = self.at(on), as_code(id)
        found = units.get(code)
        if found is None:
            msg = f'{self.id} has no unit "{code}" on {as_day(on).isoformat()}: {near_hint(code, units)}'
            raise UnknownName(msg, name=code, known=units)
        return found

    def successors(self, id: str, on: date | str, until: date | str) -> tuple[Identity, ...]:
        """The units of the later day `until` that hold what the unit `id` of the day `on` held, wholly or partly."""
        return self._followed(self.identity(id, on), self.changes(on, until), until, back=False)

    def predecessors(self, id: str, on: date | str, since: date | str) -> tuple[Identity, ...]:
        """The units of the earlier day `since` that the unit `id` of the day `on` has something of."""
        return self._followed(self.identity(id, on), tuple(reversed(self.changes(since, on))), since, back=True)

    def between(self, since: date | str, until: date | str, *, weights: Mapping[str, object] | None = None) -> Passage:
        """The way from one day to a later one, for carrying a table; see `carry_forward` for `weights`."""
        return Passage(lineage=self, since=since, until=until, weights=weights)

    def carry_forward(
        self, table: Table, since: date | str, until: date | str, *, weights: Mapping[str, object] | None = None
    ) -> Carried:
        """The values that the units of `until` would have had on the day `since`, as far as they follow.

        A merged unit has the mean of its predecessors, event by event, unweighted unless the event or `weights`
        says otherwise. Nothing is rounded here.

        Parameters
        ----------
        table
            Numbers by unit code and name of the value, codes as on `since`.
        since, until
            The day of the table, and the later day whose units it is carried to.
        weights
            The size of each unit of the table, such as its population; a merged unit has the sum of the sizes.

        Returns
        -------
        Carried
            The values, and by name what could not be carried.
        """
        from ictindex.model.carrying import carry

        return carry(self.between(since, until, weights=weights), table, back=False)

    def carry_back(
        self, table: Table, until: date | str, since: date | str, *, weights: Mapping[str, object] | None = None
    ) -> Carried:
        """The values that the units of the earlier day `since` have by a table of the day `until`.

        A unit that was split has the mean of its parts; one that was merged has no value of its own any more,
        which is reported. Parameters are those of `carry_forward`, with codes as on `until`.
        """
        from ictindex.model.carrying import carry

        return carry(self.between(since, until, weights=weights), table, back=True)

    def changes(self, since: date | str, until: date | str) -> tuple[Stage, ...]:
        """The stages that begin after the day `since` and not after the day `until`.

        Raises
        ------
        LineageError
            If the table does not speak of these days, or they stand in the wrong order.
        """
        first, last = as_day(since), as_day(until)
        for day in (first, last):
            self._stage(day)
        if last < first:
            raise _refused("bad-valid", f"{last.isoformat()} is before {first.isoformat()}", "the earlier day first")
        return tuple(it for it in self.stages if it.on is not None and first < it.on <= last)

    @cached_property
    def stages(self) -> tuple[Stage, ...]:
        """The units from the first day on, then from each day on which something happened."""
        units = {
            it.id: Identity(id=it.id, name=it.name, block=it.block, also=it.also, until=self._ends(it.id, None))
            for it in self.units
        }
        found = [Stage(on=None, units=MappingProxyType(units))]
        for on, events in groupby(self.events, key=lambda it: it.on):
            found.append(self._after(found[-1], on, tuple(events)))
        return tuple(found)

    def _after(self, eve: Stage, on: date, events: tuple[Event, ...]) -> Stage:
        gone = {unit for event in events for unit in event.before}
        units = {unit: known for unit, known in eve.units.items() if unit not in gone}
        links: list[tuple[str, str, Fraction | None]] = []
        stays: set[str] = set()
        for event in events:
            shares = {unit: Fraction(weight) for unit, weight in event.weights}
            for new in event.after:
                links += [(old, new.id, shares.get(old)) for old in event.before]
                units[new.id] = self._made(event, new, eve)
                if KINDS[event.kind].same_unit:
                    stays.add(new.id)
        ended = tuple(eve.units[unit] for unit in sorted(gone - stays))
        return Stage(on=on, units=MappingProxyType(units), links=tuple(links), ended=ended)

    def _made(self, event: Event, new: LineageUnit, eve: Stage) -> Identity:
        """Who a unit of the day is: what an event of one unit does not say of it stays, under a new code too."""
        until = self._ends(new.id, event.on)
        form = KINDS[event.kind]
        if not (form.same_unit or form.new_id):
            return Identity(id=new.id, since=event.on, until=until, name=new.name, block=new.block, also=new.also)
        old = eve.units[event.before[0]]
        return _called(old if form.same_unit else attrs.evolve(old, id=new.id, since=event.on, until=until), new)

    def _ends(self, unit: str, since: date | None) -> date | None:
        """The day on which the code stops to mean the unit that has it since `since`."""
        days = self._last_days.get(unit, ())
        return next((day for day in days if since is None or day > since), None)

    @cached_property
    def _last_days(self) -> Mapping[str, list[date]]:
        """By code the days on which it stopped to mean a unit, in order."""
        found: dict[str, list[date]] = {}
        for event in self.events:
            for unit in () if KINDS[event.kind].same_unit else event.before:
                found.setdefault(unit, []).append(event.on)
        return found

    def _stage(self, day: date | str) -> Stage:
        (first, last), on = self.valid, as_day(day)
        if not first <= on <= last:
            message = f"{self.id} says nothing of {on.isoformat()}"
            raise _refused("outside-lineage", message, f"a day from {first.isoformat()} to {last.isoformat()}")
        return [it for it in self.stages if it.on is None or it.on <= on][-1]

    def _followed(
        self, start: Identity, changes: Iterable[Stage], to: date | str, *, back: bool
    ) -> tuple[Identity, ...]:
        held = {start.id}
        for stage in changes:
            index = stage.comes_from if back else stage.goes_to
            held = {there for unit in held for there in index.get(unit, (unit,))}
        units = self.at(to)
        return tuple(units[unit] for unit in sorted(held))


def _called(known: Identity, new: LineageUnit) -> Identity:
    """The same unit under a new name, code or block; what the event does not say stays."""
    return attrs.evolve(known, name=new.name or known.name, block=new.block or known.block, also=new.also or known.also)


def _refused(code: str, message: str, expected: str) -> LineageError:
    return LineageError((Problem(code=code, where=RubricPath(path="valid"), message=message, expected=expected),))


def _sizes(value: Mapping[str, object] | None) -> tuple[tuple[str, Fraction], ...] | None:
    if value is None:
        return None
    expect(value, Mapping, "weights", "sizes by the code of the unit")
    sizes: dict[str, Fraction] = {}
    wrong = []
    for unit, size in value.items():
        try:
            code, known = as_code(unit), size if isinstance(size, Fraction) else Fraction(as_decimal(size))
        except (TypeError, ValueError) as error:
            wrong.append(f"{shown(unit)}: {error}")
            continue
        if code in sizes:
            wrong.append(f'"{code}" stands twice')
        if known < 0:
            wrong.append(f'"{code}" has {shown(size)}, which is below 0')
        sizes[code] = known
    if wrong:
        msg = f"weights are sizes of 0 or more by code; {'; '.join(wrong)}"
        raise ValueError(msg)
    return tuple(sorted(sizes.items()))


@frozen(kw_only=True, eq=False, field_transformer=typed)
class Passage:
    """The way from one day of a lineage to a later one: what `rank` takes where no rubric says the days.

    `weights` are sizes of the units of the table that is carried, or None where events say how predecessors count.
    """

    lineage: Lineage
    since: date = field(converter=as_day)
    until: date = field(converter=as_day)
    weights: tuple[tuple[str, Fraction], ...] | None = field(default=None, converter=_sizes)

    def __attrs_post_init__(self) -> None:
        self.lineage.changes(self.since, self.until)

    @property
    def changes(self) -> tuple[Stage, ...]:
        """What happened on the way."""
        return self.lineage.changes(self.since, self.until)
