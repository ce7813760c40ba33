"""What can be wrong with a lineage: all of it at once, each with its path."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ictindex.model.findings import Findings
from ictindex.model.lineage_events import KINDS, Event
from ictindex.model.problems import Problem
from ictindex.model.text import near_hint

if TYPE_CHECKING:  # a lineage checks itself
    from ictindex.model.lineage import Lineage

__all__ = ["lineage_problems"]

_ID = re.compile(r"[a-z0-9][a-z0-9-]*/[a-z0-9][a-z0-9-]*@[A-Za-z0-9][A-Za-z0-9.-]*")


def lineage_problems(lineage: Lineage) -> tuple[Problem, ...]:
    """All problems of a lineage.

    Events are followed day by day as far as they make sense, so that one slip is not reported again in each later
    event. `before` always means the eve: two units may exchange their codes on one day, and no circle can be
    written.
    """
    findings = Findings()
    _check_head(lineage, findings)
    for index, event in enumerate(lineage.events):
        _check_form(event, f"event[{index}]", findings)
        _check_weights(event, f"event[{index}]", findings)
        if event.source:
            known = [it.key for it in lineage.sources]
            findings.known(f"event[{index}].source", event.source, known, "source")
    _check_days(lineage, findings)
    _check_codes(lineage, findings)
    return tuple(findings.problems)


def _check_head(lineage: Lineage, findings: Findings) -> None:
    if not _ID.fullmatch(lineage.id):
        findings.add("bad-id", "id", f'"{lineage.id}" is no id', expected="namespace/name@edition")
    if lineage.valid[1] < lineage.valid[0]:
        findings.add("bad-valid", "valid", "the period ends before it begins", expected="[first day, last day]")
    findings.unique("unit[{}].id", (it.id for it in lineage.units), "unit")
    for index, unit in enumerate(lineage.units):
        if not unit.id:
            findings.add("empty-id", f"unit[{index}].id", "the id is empty")


def _check_form(event: Event, path: str, findings: Findings) -> None:
    if not findings.one_of(f"{path}.kind", event.kind, KINDS):
        return
    form = KINDS[event.kind]
    # What remains of a unit whose other parts stand in other events may be all that a new unit has.
    least = {"merge": (1, 1), "split": (1, 1)}.get(event.kind) if event.divided else None
    sides = {
        "before": (event.before, (least[0], form.before[1]) if least else form.before),
        "after": (tuple(it.id for it in event.after), (least[1], form.after[1]) if least else form.after),
    }
    for side, (units, (low, high)) in sides.items():
        if not low <= len(units) <= high:
            expected = f"{low}" if low == high else f"{low} or more"
            message = f"a {event.kind} has {len(units)} units {side}"
            findings.add("event-form", f"{path}.{side}", message, expected=expected)
        for unit in sorted(unit for unit, count in Counter(units).items() if count > 1):
            findings.add("double-id", f"{path}.{side}", f'the unit "{unit}" stands twice')
    same = tuple(it.id for it in event.after) == event.before
    if form.same_unit and not same:
        hint = "another code is a recode"
        findings.add("event-form", f"{path}.after", f"a {event.kind} keeps the code", expected="one code", hint=hint)
    if form.new_id and same:
        findings.add("event-form", f"{path}.after", "a recode gives another code", hint="a new name alone is a rename")
    if form.block and not all(it.block for it in event.after):
        findings.add("event-form", f"{path}.after", "a move says where to", expected='block = "…"')
    for unit in event.divided:
        findings.known(f"{path}.divided", unit, event.before, "unit in `before`")


def _check_weights(event: Event, path: str, findings: Findings) -> None:
    if not event.weights:
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


def _check_days(lineage: Lineage, findings: Findings) -> None:
    first, last = lineage.valid
    before = None
    for index, event in enumerate(lineage.events):
        path = f"event[{index}].on"
        if not first < event.on <= last:
            expected = f"a day after {first.isoformat()}, at latest {last.isoformat()}"
            findings.add("outside-lineage", path, f"{event.on.isoformat()} is not in `valid`", expected=expected)
        if before is not None and event.on < before:
            message = f"{event.on.isoformat()} stands behind {before.isoformat()}"
            findings.add("event-order", path, message, expected="events in the order of their days")
        before = event.on


def _check_codes(lineage: Lineage, findings: Findings) -> None:
    """Who lives on each eve, who ends and who begins, in the order of the days."""
    alive = {it.id for it in lineage.units}
    for events in _days(lineage):
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


def _check_ends(events: list[tuple[int, Event]], alive: set[str], findings: Findings) -> None:
    takes = Counter(unit for _, event in events for unit in set(event.before))
    for index, event in events:
        for place, unit in enumerate(event.before):
            path = f"event[{index}].before[{place}]"
            if unit not in alive:
                eve = f"the eve of {event.on.isoformat()}"
                findings.add("unknown-name", path, f'there is no unit "{unit}" on {eve}', hint=near_hint(unit, alive))
            elif takes[unit] > 1 and unit not in event.divided:
                message = f'"{unit}" ends in {takes[unit]} events of one day'
                hint = f'where only a part of it goes, write divided = ["{unit}"] in each of them'
                findings.add("double-end", path, message, hint=hint)
            elif takes[unit] == 1 and unit in event.divided and len(event.after) < 2:
                message = f'nothing says where the other parts of "{unit}" go'
                findings.add("double-end", path, message, expected="another event of that day with the rest")


def _days(lineage: Lineage) -> Iterator[list[tuple[int, Event]]]:
    """The events of each day with their place in the table, the days in order."""
    pairs = list(enumerate(lineage.events))
    for day in sorted({event.on for event in lineage.events}):
        yield [(index, event) for index, event in pairs if event.on == day]
