"""The parts of a rubric as tables: nodes with their shapes, partitions, exclusions, and lists of records."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs

from ictindex.codec.conditions import WHERE_SCHEMA, read_where, write_where
from ictindex.codec.kinds import TEXT, TEXTS, Kind, items, mapping
from ictindex.codec.place import Place, wrong
from ictindex.codec.records import Record, misplaced
from ictindex.codec.rubric_records import (
    AWARD,
    COLUMN,
    DOWNGRADE,
    GROUP,
    LEAF,
    LEAF_HEAD,
    NODE_KEYS,
    RANK,
    SHAPES,
    SOURCE,
    STEP_RECORDS,
    TIER,
    TOTAL,
    VIEW,
    ShapeRecord,
)
from ictindex.model.nodes import ROOT, Group, Indicator, Node, View
from ictindex.model.rubric import ColumnRule
from ictindex.model.shapes import Given
from ictindex.model.standing_rules import Downgrade, Exclusion, Prize, RankRule, Source, Tier
from ictindex.model.steps import Step, Verify
from ictindex.model.text import normalise
from ictindex.model.units import Part, Partition
from ictindex.model.where import Where

__all__ = [
    "AWARDS",
    "COLUMNS",
    "DOWNGRADES",
    "EXCLUSIONS",
    "NODES",
    "PARTITIONS",
    "PRINTED",
    "RANKING",
    "SOURCES",
    "STEPS_BEFORE",
    "TIERS",
    "TOTALS",
    "VIEWS",
    "shape_record",
]


def _read_nodes(value: object, place: Place) -> tuple[Node, ...]:
    if not isinstance(value, list | tuple):
        # Without nodes the total is empty, which would be a second complaint about the same thing.
        place.report.silent.append(ROOT)
    tables = items(value, "a list of tables: node = [ { id = … }, … ], or [[node]]")
    parents = {normalise(it["in"]) for it in tables if isinstance(it, Mapping) and isinstance(it.get("in"), str)}

    def read(node: object, spot: Place) -> Node:
        table = mapping(node)
        if _is_group(table, parents):
            why = f'is for indicators, and "{table.get("id")}" is a group: it has children or an aggregate'
            others = {key: f"`{key}` {why}" for key in NODE_KEYS if key not in GROUP.keys}
            return Group(**GROUP.read(table, spot, others))
        return _read_leaf(table, spot)

    return tuple(place.item(index).attempt(read, it, Indicator(id="")) for index, it in enumerate(tables))


def _is_group(table: Mapping[str, Any], parents: set[str]) -> bool:
    """An aggregate makes a group, and so do children, where nothing is read and no shape given."""
    if table.keys() & {"aggregate", "power", "weight_sum", "weights", "weight_decimals"}:
        return True
    name = table.get("id")
    return isinstance(name, str) and normalise(name) in parents and not table.keys() & {"read", *SHAPES}


def _read_leaf(table: Mapping[str, Any], place: Place) -> Indicator:
    named = [key for key in table if key in SHAPES] or _nearly_named(table)
    shape = SHAPES[named[0]] if named else None
    others = {}
    for it in SHAPES.values():
        for key in it.record.keys:
            taken = f"a node has one shape, and `{named[0]}` stands here already" if named else ""
            others[key] = taken if key in SHAPES else f"`{key}` belongs to the shape `{it.key}`"
    if shape is None:
        return Indicator(**LEAF.read(table, place, others))
    record = Record(entries=(*LEAF.entries, *shape.record.entries))
    found = record.read(table, place, others)
    of_shape = {
        entry.attribute: found.pop(entry.attribute) for entry in shape.record.entries if entry.attribute in found
    }
    return Indicator(shape=shape.shape(**of_shape), **found)


def _nearly_named(table: Mapping[str, Any]) -> list[str]:
    """The shape that a misspelt key means, so that one slip is not also a missing shape."""
    near = [difflib.get_close_matches(str(key), NODE_KEYS, n=1) for key in table if key not in NODE_KEYS]
    return [found[0] for found in near if found and found[0] in SHAPES]


def shape_record(node: Indicator) -> ShapeRecord | None:
    """The keys that say the shape of a node; None for a column as given."""
    return next((it for it in SHAPES.values() if it.shape is type(node.shape)), None)


def _write_node(node: Node) -> dict[str, Any]:
    if isinstance(node, Group):
        return GROUP.write(node)
    shape = shape_record(node)
    spelled = {} if shape is None or isinstance(node.shape, Given) else shape.record.write(node.shape)
    return {**LEAF_HEAD.write(node), **spelled, **LEAF.write(node)}


def _read_partitions(value: object, place: Place) -> tuple[Partition, ...]:
    found = []
    for name, parts in mapping(value, "a table of partitions: partition.block = { … }").items():
        spot = place.at(str(name))
        listed = spot.attempt(_read_parts, parts, None)
        if listed is None:
            spot.silence()
        found.append(Partition(name=normalise(str(name)), parts=listed or ()))
    return tuple(found)


def _read_parts(value: object, place: Place) -> tuple[Part, ...]:
    hint = misplaced(place.path.rpartition(".")[2])
    table = mapping(value, 'a table of parts: { so = "Sở, ban, ngành", … }', hint)
    return tuple(
        place.at(str(name)).attempt(_reader_of_part(normalise(str(name))), part, Part(id=normalise(str(name))))
        for name, part in table.items()
    )


def _reader_of_part(part_id: str) -> Callable[[object, Place], Part]:
    def read(value: object, place: Place) -> Part:
        if isinstance(value, str):
            return Part(id=part_id, vi=value)
        if not isinstance(value, Mapping):
            raise wrong(value, 'a name, or { vi = "…", en = "…" } and conditions', misplaced(part_id))
        names = {key: place.at(key).attempt(TEXT.read, value[key], "") for key in ("vi", "en") if key in value}
        rest = {key: it for key, it in value.items() if key not in names}
        return Part(id=part_id, where=read_where(rest, place) if rest else None, **names)

    return read


def _write_partitions(partitions: Iterable[Partition]) -> dict[str, Any]:
    return {it.name: {part.id: _write_part(part) for part in it.parts} for it in partitions}


def _write_part(part: Part) -> object:
    if part.where is None and not part.en:
        return part.vi
    names = {key: name for key, name in (("vi", part.vi), ("en", part.en)) if name}
    return names if part.where is None else {**names, **write_where(part.where)}


def _read_exclusion(value: object, place: Place) -> Exclusion:
    table = mapping(value, 'a table: { unit = "…", why = "…" }')
    why = place.at("why").attempt(TEXT.read, table["why"], "?") if "why" in table else ""
    rest = {key: it for key, it in table.items() if key != "why"}
    if not rest:
        place.refuse("missing-key", "nothing says who is excluded", expected="unit, block, tag or another partition")
    return Exclusion(where=read_where(rest, place), why=why)


def _write_exclusion(it: Exclusion) -> dict[str, Any]:
    return {**write_where(it.where), **({"why": it.why} if it.why else {})}


def _read_printed(value: object, place: Place) -> dict[str, tuple[str, ...]]:
    table = mapping(value, 'a table of path patterns by source: { kdt = ["award.*"] }')
    return {str(key): place.at(str(key)).attempt(TEXTS.read, it, ()) for key, it in table.items()}


def _record_kind(record: Record, make: Callable[..., Any]) -> Kind:
    """One table that is one record."""

    def read(value: object, place: Place) -> object:
        return make(**record.read(mapping(value), place))

    return Kind(read=read, write=record.write, schema=record.schema)


def _list_kind(one: Kind, broken: object, example: str) -> Kind:
    """A list of tables; a broken one keeps its place in the list, so that later ones keep their paths."""

    def read(value: object, place: Place) -> tuple[Any, ...]:
        tables = items(value, f"a list of tables: {example}")
        return tuple(place.item(index).attempt(one.read, it, broken) for index, it in enumerate(tables))

    schema = {"type": "array", "items": one.schema}
    return Kind(read=read, write=lambda values: [one.write(value) for value in values], schema=schema)


def _named_kind(record: Record, make: Callable[..., Any], name: str) -> Kind:
    """A table of records by name, such as the sources by key."""

    def read_one(value: object, place: Place) -> dict[str, Any]:
        hint = misplaced(place.path.rpartition(".")[2])
        return record.read(mapping(value, "a table", hint), place)

    def read(value: object, place: Place) -> tuple[Any, ...]:
        found = []
        for key, it in mapping(value, "a table of tables by name").items():
            spot = place.at(str(key))
            given = spot.attempt(read_one, it, None)
            if given is not None:
                found.append(make(**{name: normalise(str(key))}, **given))
        return tuple(found)

    schema = {"type": "object", "additionalProperties": record.schema}
    return Kind(read=read, write=lambda values: {getattr(it, name): record.write(it) for it in values}, schema=schema)


# Stands where a step cannot be read.
_NO_STEP = Verify(columns=(), reported="", verified="")


def _read_step(value: object, place: Place) -> Step:
    table = mapping(value, 'a table: { kind = "verify", … }')
    word = table.get("kind")
    if not isinstance(word, str) or word not in STEP_RECORDS:
        code, message = ("unknown-word", f"found {word!r}") if "kind" in table else ("missing-key", "`kind` is missing")
        place.at("kind").refuse(code, message, expected=" | ".join(STEP_RECORDS))
        place.silence()
        return _NO_STEP
    make, record = STEP_RECORDS[word]
    given = record.read(table, place)
    del given["kind"]
    found: Step = make(**given)
    return found


def _step_schema(word: str) -> dict[str, Any]:
    schema = STEP_RECORDS[word][1].schema
    return {**schema, "properties": {**schema["properties"], "kind": {"const": word}}}


def _write_step(step: Step) -> dict[str, Any]:
    return STEP_RECORDS[step.kind][1].write(step)


def _node_schema() -> dict[str, Any]:
    """Every key of a node; which of them go together, and which exclude each other.

    Whether a node without a shape is a group depends on the others, so a schema cannot say it.
    """
    records = (GROUP, LEAF, *(it.record for it in SHAPES.values()))
    entries = {entry.key: entry for record in records for entry in record.entries}
    beside = {key: [it.key] for it in SHAPES.values() for key in it.record.keys if key != it.key}
    of_groups = [key for key in GROUP.keys if key not in LEAF.keys]
    of_leaves = [key for key in entries if key not in GROUP.keys]
    excluded = {key: [other for other in SHAPES if other != key] for key in SHAPES}
    excluded |= dict.fromkeys(of_groups, of_leaves)
    return {
        "type": "object",
        "properties": {key: entries[key].schema for key in NODE_KEYS},
        "required": [key for key in LEAF.keys if entries[key].required],
        "additionalProperties": False,
        "dependentRequired": beside | _required_with_shapes(),
        "dependentSchemas": {key: {"properties": dict.fromkeys(others, False)} for key, others in excluded.items()},
    }


def _required_with_shapes() -> dict[str, list[str]]:
    """The keys without which a shape is not whole."""
    found = {
        it.key: [entry.key for entry in it.record.entries if entry.required and entry.key != it.key]
        for it in SHAPES.values()
    }
    return {key: keys for key, keys in found.items() if keys}


_CONDITIONS: Mapping[str, Any] = WHERE_SCHEMA["properties"]


def _described_where(*names: str) -> dict[str, Any]:
    """A condition with texts beside it."""
    return {**WHERE_SCHEMA, "properties": {**dict.fromkeys(names, TEXT.schema), **_CONDITIONS}}


_PART = {"anyOf": [TEXT.schema, _described_where("vi", "en")]}

NODES = Kind(
    read=_read_nodes,
    write=lambda nodes: [_write_node(node) for node in nodes],
    schema={"type": "array", "items": _node_schema()},
)
PARTITIONS = Kind(
    read=_read_partitions,
    write=_write_partitions,
    schema={"type": "object", "additionalProperties": {"type": "object", "additionalProperties": _PART}},
)
PRINTED = Kind(read=_read_printed, schema={"type": "object", "additionalProperties": TEXTS.schema})
SOURCES = _named_kind(SOURCE, Source, "key")
COLUMNS = _named_kind(COLUMN, ColumnRule, "name")
TOTALS = _record_kind(TOTAL, Group)
RANKING = _record_kind(RANK, RankRule)
VIEWS = _list_kind(_record_kind(VIEW, View), View(id="", over=()), "view = [ { id = …, over = … } ]")
TIERS = _list_kind(_record_kind(TIER, Tier), Tier(id=""), 'tier = [ { id = …, from = "80%" }, … ]')
DOWNGRADES = _list_kind(
    _record_kind(DOWNGRADE, Downgrade), Downgrade(id="", where=Where(())), "downgrade = [ { id = …, where = … } ]"
)
AWARDS = _list_kind(_record_kind(AWARD, Prize), Prize(id=""), "award = [ { id = …, prizes = [ … ] } ]")
STEPS_BEFORE = _list_kind(
    Kind(read=_read_step, write=_write_step, schema={"oneOf": [_step_schema(word) for word in STEP_RECORDS]}),
    _NO_STEP,
    'step = [ { kind = "verify", … } ]',
)
EXCLUSIONS = _list_kind(
    Kind(read=_read_exclusion, write=_write_exclusion, schema={**_described_where("why"), "minProperties": 2}),
    attrs.evolve(Exclusion(where=Where(())), why="?"),
    'exclude = [ { unit = "…", why = "…" } ]',
)
