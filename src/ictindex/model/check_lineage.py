"""What can be wrong with a lineage: all of it at once, each with its path, as far as its parts are known."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date
from typing import Protocol

from attrs import frozen

from ictindex.model.findings import Findings
from ictindex.model.lineage_events import KINDS, Event, LineageUnit
from ictindex.model.problems import Problem
from ictindex.model.standing_rules import Source
from ictindex.model.text import near_hint

__all__ = ["LineageParts", "lineage_problems"]

_ID = re.compile(r"[a-z0-9][a-z0-9-]*/[a-z0-9][a-z0-9-]*@[A-Za-z0-9][A-Za-z0-9.-]*")


class LineageParts(Protocol):
    """A lineage, or what a reader has made of a broken one, with stand-ins for what it could not read."""

    @property
    def id(self) -> str:
        """The id."""
        ...

    @property
    def valid(self) -> tuple[date, date]:
        """The period."""
        ...

    @property
    def units(self) -> tuple[LineageUnit, ...]:
        """The units on the first day."""
        ...

    @property
    def events(self) -> tuple[Event, ...]:
        """The events."""
        ...

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources."""
        ...


@frozen
class _Known:
    """Whether parts could be read, by their paths: a stand-in proves nothing."""

    unread: tuple[str, ...]

    def __call__(self, *paths: str) -> bool:
        return not any(_holds(it, path) or _holds(path, it) for path in paths for it in self.unread)


def _holds(outer: str, inner: str) -> bool:
    return inner == outer or inner.startswith((f"{outer}.", f"{outer}["))


def lineage_problems(lineage: LineageParts, unread: Collection[str] = ()) -> tuple[Problem, ...]:
    """All problems of a lineage.

    Events are followed day by day as far as they make sense, so that one slip is not reported again in each later
    event. `before` always means the eve: two units may exchange their codes on one day, and no circle can be
    written.

    Parameters
    ----------
    lineage
        A lineage, or its parts.
    unread
        The paths at which stand-ins stand; what would only follow from one of them is not reported.
    """
    findings, known = Findings(), _Known(tuple(unread))
    _check_head(lineage, findings)
    for index, event in enumerate(lineage.events):
        path = f"event[{index}]"
        _check_form(event, path, findings, known)
        _check_weights(event, path, findings, known)
        if event.source and known("source"):
            findings.known(f"{path}.source", event.source, [it.key for it in lineage.sources], "source")
    _check_days(lineage, findings, known)
    if _ids_known(lineage, known):
        _check_codes(lineage, _horizon(lineage, known), findings)
    return tuple(it for it in findings.problems if known(str(it.where)))


def _check_head(lineage: LineageParts, findings: Findings) -> None:
    if not _ID.fullmatch(lineage.id):
        findings.add("bad-id", "id", f'"{lineage.id}" is no id', expected="namespace/name@edition")
    if lineage.valid[1] < lineage.valid[0]:
        findings.add("bad-valid", "valid", "the period ends before it begins", expected="[first day, last day]")
    findings.unique("unit[{}].id", (it.id for it in lineage.units), "unit")
    for index, unit in enumerate(lineage.units):
        if not unit.id:
            findings.add("empty-id", f"unit[{index}].id", "the id is empty")


def _check_form(event: Event, path: str, findings: Findings, known: _Known) -> None:
    if not known(f"{path}.kind") or not findings.one_of(f"{path}.kind", event.kind, KINDS):
        return
    form = KINDS[event.kind]
    # What remains of a unit whose other parts stand in other events may be all that a new unit has.
    least = {"merge": (1, 1), "split": (1, 1)}.get(event.kind) if event.divided else None
    sides = {
        "before": (event.before, (least[0], form.before[1]) if least else form.before),
        "after": (tuple(it.id for it in event.after), (least[1], form.after[1]) if least else form.after),
    }
    for side, (units, (low, high)) in sides.items():
        if known(f"{path}.divided") and not low <= len(units) <= high:
            expected = f"{low}" if low == high else f"{low} or more"
            message = f"a {event.kind} has {len(units)} units {side}"
            findings.add("event-form", f"{path}.{side}", message, expected=expected)
        for unit in sorted(unit for unit, count in Counter(units).items() if count > 1):
            findings.add("double-id", f"{path}.{side}", f'the unit "{unit}" stands twice')
    same = tuple(it.id for it in event.after) == event.before
    both = known(f"{path}.before", f"{path}.after")
    if both and form.same_unit and not same:
        hint = "another code is a recode"
        findings.add("event-form", f"{path}.after", f"a {event.kind} keeps the code", expected="one code", hint=hint)
    if both and form.new_id and same:
        findings.add("event-form", f"{path}.after", "a recode gives another code", hint="a new name alone is a rename")
    if form.block and not all(it.block for it in event.after):
        findings.add("event-form", f"{path}.after", "a move says where to", expected='block = "…"')
    for unit in event.divided if known(f"{path}.before") else ():
        findings.known(f"{path}.divided", unit, event.before, "unit in `before`")


def _check_weights(event: Event, path: str, findings: Findings, known: _Known) -> None:
    if not event.weights or not known(f"{path}.kind", f"{path}.before", f"{path}.weights"):
        return
    names = [unit for unit, _ in event.weights]
    if event.kind != "merge":
        findings.add("event-form", f"{path}.weights", f"a {event.kind} has no weights", expected="weights on a merge")
    elif sorted(names) != sorted(event.before):
        expected = f"a share for each of {', '.join(event.before)}"
        findings.add("lineage-weights", f"{path}.weights", f"weights of {', '.join(names)}", expected=expected)
    for unit, weight in event.weights:
        if weight < 0:
            findings.add("negative-weight", f"{path}.weights.{unit}", f"the weight {weight} is below 0")
    total = sum(weight for _, weight in event.weights)
    if total != 1:
        hint = "sizes such as a population are given when a table is carried"
        findings.add("lineage-weights", f"{path}.weights", f"the shares add up to {total}", expected="1", hint=hint)


def _check_days(lineage: LineageParts, findings: Findings, known: _Known) -> None:
    first, last = lineage.valid
    before = None
    for index, event in enumerate(lineage.events):
        path = f"event[{index}].on"
        if not known(path):
            continue
        if known("valid") and not first < event.on <= last:
            expected = f"a day after {first.isoformat()}, at latest {last.isoformat()}"
            findings.add("outside-lineage", path, f"{event.on.isoformat()} is not in `valid`", expected=expected)
        if before is not None and event.on < before:
            message = f"{event.on.isoformat()} stands behind {before.isoformat()}"
            findings.add("event-order", path, message, expected="events in the order of their days")
        before = event.on


def _ids_known(lineage: LineageParts, known: _Known) -> bool:
    """Whether every unit of the first day is known by its id."""
    listed = all(it not in known.unread for it in ("unit", "event"))
    return listed and all(known(f"unit[{index}].id") for index in range(len(lineage.units)))


def _horizon(lineage: LineageParts, known: _Known) -> date:
    """The first day of which something may not be known: that of an event that could not be read whole.

    Where its own day could not be read it stands at least at that of the event before it.
    """
    horizon, before = date.max, date.min
    for index, event in enumerate(lineage.events):
        path = f"event[{index}]"
        dated = known(f"{path}.on")
        before = event.on if dated else before
        if not dated or not known(*(f"{path}.{part}" for part in ("kind", "before", "after", "divided"))):
            horizon = min(horizon, before)
    return horizon


def _check_codes(lineage: LineageParts, horizon: date, findings: Findings) -> None:
    """Who lives on each eve, who ends and who begins, in the order of the days before the horizon.

    On the day of the horizon itself the eve is known still, and no more.
    """
    alive = {it.id for it in lineage.units}
    for events in _days(lineage, horizon):
        _check_lives(events, alive, findings)
        if events[0][1].on == horizon:
            return
        _check_ends(events, alive, findings)
        gone = {unit for _, event in events for unit in event.before}
        born: dict[str, str] = {}
        for index, event in events:
            for place, unit in enumerate(event.after):
                path = f"event[{index}].after[{place}].id"
                if not unit.id:
                    findings.add("empty-id", path, "the id is empty")
                elif unit.id in born:
                    message = f'"{unit.id}" begins here and in {born[unit.id]} on one day'
                    findings.add("double-birth", path, message, hint="name all its predecessors in one event")
                elif unit.id in alive and unit.id not in gone:
                    hint = "a code is given again when the unit that had it ends: name it in `before` of an event"
                    findings.add("double-birth", path, f'"{unit.id}" begins while another unit has the code', hint=hint)
                born.setdefault(unit.id, f"event[{index}]")
        alive = (alive - gone) | born.keys()


def _check_lives(events: list[tuple[int, Event]], alive: set[str], findings: Findings) -> None:
    for index, event in events:
        for place, unit in enumerate(event.before):
            if unit not in alive:
                message = f'there is no unit "{unit}" on the eve of {event.on.isoformat()}'
                findings.add("unknown-name", f"event[{index}].before[{place}]", message, hint=near_hint(unit, alive))


def _check_ends(events: list[tuple[int, Event]], alive: set[str], findings: Findings) -> None:
    takes = Counter(unit for _, event in events for unit in set(event.before))
    for index, event in events:
        for place, unit in enumerate(event.before):
            path = f"event[{index}].before[{place}]"
            if unit not in alive:
                continue
            if takes[unit] > 1 and unit not in event.divided:
                message = f'"{unit}" ends in {takes[unit]} events of one day'
                hint = f'where only a part of it goes, write divided = ["{unit}"] in each of them'
                findings.add("double-end", path, message, hint=hint)
            elif takes[unit] == 1 and unit in event.divided and len(event.after) < 2:
                message = f'nothing says where the other parts of "{unit}" go'
                findings.add("double-end", path, message, expected="another event of that day with the rest")


def _days(lineage: LineageParts, horizon: date) -> Iterator[list[tuple[int, Event]]]:
    """The events of each day with their place in the table, the days in order."""
    pairs = list(enumerate(lineage.events))
    for day in sorted({event.on for event in lineage.events if event.on <= horizon}):
        yield [(index, event) for index, event in pairs if event.on == day]
