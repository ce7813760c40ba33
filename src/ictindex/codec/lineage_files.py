"""A lineage as TOML and JSON, both ways, and its digest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs
from attrs import frozen

from ictindex.codec.digests import canonical_json, sha256
from ictindex.codec.file_text import FilePath, decoded, file_of
from ictindex.codec.kinds import DATE, NUMBER, PERIOD, TEXT, TITLE, WORD, WORDS, Kind, items, mapping, written_number
from ictindex.codec.place import Place
from ictindex.codec.records import Entry, Record
from ictindex.codec.rubric_parts import SOURCES
from ictindex.codec.syntax import parse_json, parse_toml
from ictindex.codec.toml_text import table_to_toml
from ictindex.model.check_lineage import lineage_problems
from ictindex.model.lineage import Lineage
from ictindex.model.lineage_events import Event, LineageUnit
from ictindex.model.problems import Cell, LineageError, Problem, RubricError, RubricPath
from ictindex.model.rubric import Title
from ictindex.model.standing_rules import Source
from ictindex.model.text import normalise

__all__ = ["lineage_digest", "lineage_from_dict", "lineage_to_dict", "lineage_to_toml", "load_lineage"]

SCHEMA = 1

_UNIT = Record(
    entries=(
        Entry(key="id", kind=WORD, required=True, substitute=""),
        Entry(key="name", kind=WORD),
        Entry(key="block", kind=WORD),
        Entry(key="also", kind=WORDS),
    )
)


def _read_unit(value: object, place: Place) -> LineageUnit:
    return LineageUnit(**_UNIT.read(mapping(value, 'a table: { id = "…", name = "…" }'), place))


def _read_units(value: object, place: Place) -> tuple[LineageUnit, ...]:
    units = items(value, 'a list of units: [ { id = "…", name = "…" }, … ]')
    return tuple(place.item(index).attempt(_read_unit, it, LineageUnit(id="")) for index, it in enumerate(units))


def _read_weights(value: object, place: Place) -> tuple[tuple[str, Any], ...]:
    pairs = []
    for unit, weight in mapping(value, 'a table of shares: { "02" = 0.4, "08" = 0.6 }').items():
        found = place.at(str(unit)).attempt(NUMBER.read, weight, None)
        if found is not None:
            pairs.append((normalise(str(unit)), found))
    return tuple(pairs)


_UNITS = Kind(read=_read_units, write=lambda units: [_UNIT.write(it) for it in units])
_WEIGHTS = Kind(read=_read_weights, write=lambda pairs: {unit: written_number(weight) for unit, weight in pairs})
_EVENT = Record(
    entries=(
        Entry(key="kind", kind=WORD, required=True, substitute=""),
        Entry(key="on", kind=DATE, required=True, substitute=date.min),
        Entry(key="before", kind=WORDS),
        Entry(key="after", kind=_UNITS),
        Entry(key="divided", kind=WORDS),
        Entry(key="weights", kind=_WEIGHTS),
        Entry(key="source", kind=TEXT),
        Entry(key="note", kind=TEXT),
    )
)


# Stands for what could not be read, at a path that is reported.
_NO_EVENT = Event(kind="", on=date.min)


def _read_events(value: object, place: Place) -> tuple[Event, ...]:
    events = items(value, 'a list of events: event = [ { kind = "merge", on = 2025-07-01, … }, … ]')
    return tuple(place.item(index).attempt(_read_event, it, _NO_EVENT) for index, it in enumerate(events))


def _read_event(value: object, place: Place) -> Event:
    return Event(**_EVENT.read(mapping(value), place))


@frozen(kw_only=True)
class _Draft:
    """What could be read of a lineage, with stand-ins for the rest."""

    id: str
    valid: tuple[date, date]
    units: tuple[LineageUnit, ...]
    events: tuple[Event, ...] = ()
    sources: tuple[Source, ...] = ()
    title: Title | None = None


_HEAD = Record(
    entries=(
        Entry(key="id", kind=WORD, required=True, substitute=""),
        Entry(key="title", kind=TITLE),
        Entry(key="valid", kind=PERIOD, required=True, substitute=(date.min, date.max)),
        Entry(key="source", attribute="sources", kind=SOURCES),
        Entry(key="unit", attribute="units", kind=_UNITS, required=True, substitute=()),
        Entry(
            key="event",
            attribute="events",
            kind=Kind(read=_read_events, write=lambda events: [_EVENT.write(it) for it in events]),
        ),
    )
)
_FILE = Record(entries=(Entry(key="schema", kind=Kind(read=lambda value, _: value)), *_HEAD.entries))
# Texts about a lineage, which change nothing that is carried along it.
_ABOUT = frozenset({"title", "source", "note", "also"})
_UNORDERED = ("before", "after", "divided")


def load_lineage(path: FilePath) -> Lineage:
    """Read a lineage from a TOML file, or from JSON where the name ends in ``.json``.

    Raises
    ------
    LineageError
        With every problem, each with file and path, or line and column where the text is no TOML.
    OSError
        If the file cannot be read.
    """
    source = file_of(path)
    file = str(source)
    text, problem = decoded(source.read_bytes(), file)
    if problem is not None:
        row = problem.where.row if isinstance(problem.where, Cell) else None
        raise LineageError((attrs.evolve(problem, where=RubricPath(path=f"line {row}", file=file)),))
    parse = parse_json if source.name.casefold().endswith(".json") else parse_toml
    try:
        table = parse(text, file)
    except RubricError as error:
        raise LineageError(error.problems) from None
    return lineage_from_dict(table, file)


def lineage_from_dict(table: Mapping[str, Any], file: str = "") -> Lineage:
    """The lineage that a table of plain values writes; `file` stands in messages.

    Raises
    ------
    LineageError
        With every problem: unknown keys, wrong kinds, and all that contradicts itself in what could be read.

    >>> from datetime import date
    >>> unit, day = {"id": "02", "name": "Hà Giang"}, date(2026, 1, 1)
    >>> event = {"kind": "recode", "on": day, "before": ["02"], "after": [{"id": "03", "name": "Hà Giang"}]}
    >>> table = {"schema": 1, "id": "demo/units@2026", "valid": [date(2025, 1, 1), day], "unit": [unit]}
    >>> [str(it) for it in lineage_from_dict(table | {"event": [event]}).at(day).values()]
    ['Hà Giang (03)']
    """
    top = Place()
    schema = table.get("schema")
    if schema != SCHEMA or isinstance(schema, bool):
        message = "`schema` is missing" if schema is None else f"schema {schema!r} is not known"
        top.at("schema").refuse("unknown-schema", message, expected=f"schema = {SCHEMA}")
        raise LineageError(_filed(top.report.problems, file))
    given = _FILE.read(table, top)
    given.pop("schema", None)
    if top.report.problems:
        # What contradicts itself is looked for in what could be read too.
        form = top.report.problems
        meaning = lineage_problems(_Draft(**given), unread=[str(it.where) for it in form])
        raise LineageError(_filed([*form, *meaning], file))
    try:
        return Lineage(**given)
    except LineageError as error:
        raise LineageError(_filed(error.problems, file)) from None


def lineage_to_dict(lineage: Lineage) -> dict[str, Any]:
    """The shortest table that reads back as this lineage."""
    return {"schema": SCHEMA, **_HEAD.write(lineage)}


def lineage_to_toml(lineage: Lineage) -> str:
    """The lineage as TOML text that reads back as the same lineage, a line for each unit and event."""
    return table_to_toml(lineage_to_dict(lineage))


def lineage_digest(lineage: Lineage) -> str:
    """SHA-256, in hexadecimal, of who was who when: all but titles, sources, notes and other spellings of names.

    The order of units and of the events of one day decides nothing and does not count.
    """
    table = _without_texts(lineage_to_dict(lineage))
    table["unit"] = sorted(table["unit"], key=canonical_json)
    for event in table.get("event", ()):
        event |= {side: sorted(event[side], key=canonical_json) for side in _UNORDERED if side in event}
    table["event"] = sorted(table.get("event", ()), key=canonical_json)
    return sha256(canonical_json(table))


def _without_texts(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _without_texts(it) for key, it in value.items() if key not in _ABOUT}
    return [_without_texts(it) for it in value] if isinstance(value, list) else value


def _filed(problems: tuple[Problem, ...] | list[Problem], file: str) -> tuple[Problem, ...]:
    return tuple(
        attrs.evolve(it, where=attrs.evolve(it.where, file=file)) if isinstance(it.where, RubricPath) else it
        for it in problems
    )
