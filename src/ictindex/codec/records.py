"""A record of a rubric as a table: its keys, the kind of each, and the attribute of the model it fills."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import attrs
from attrs import field, frozen

from ictindex.codec.kinds import Kind
from ictindex.codec.place import Place
from ictindex.model.text import near_hint, normalise

__all__ = ["TOP_KEYS", "Entry", "Record", "defaults_of", "misplaced"]

# What may stand at the head of a rubric. In TOML such a key below a [table] header ends in that table.
TOP_KEYS = (
    "schema",
    "id",
    "status",
    "title",
    "valid",
    "follows",
    "comparable",
    "assumed",
    "inferred",
    "printed",
    "source",
    "total",
    "rank",
    "partition",
    "node",
    "view",
    "tier",
    "downgrade",
    "award",
    "exclude",
    "step",
    "column",
)
_NOTHING: Mapping[str, str] = MappingProxyType({})
_OMITTED = object()


@frozen(kw_only=True)
class Entry:
    """One key of a record.

    `attribute` is its name in the model; `substitute` stands in for a value that cannot be read, where the
    default would make other parts of the rubric look wrong; `law` says whether it can change a result; `when`
    tells apart two keys that write one attribute; `choices` are the words of a closed list, for editors.
    """

    key: str
    kind: Kind
    attribute: str = field(default=attrs.Factory(lambda self: self.key, takes_self=True))
    required: bool = False
    substitute: Any = _OMITTED
    law: bool = True
    when: Callable[[Any], bool] = lambda value: True  # noqa: ARG005 - the usual case: always
    choices: tuple[str, ...] = ()

    @property
    def schema(self) -> Mapping[str, Any]:
        """What JSON Schema says of the value."""
        return _chosen(self.kind.schema, self.choices) if self.choices else self.kind.schema


@frozen(kw_only=True)
class Record:
    """The keys of one kind of table, for reading and for writing it."""

    entries: tuple[Entry, ...]
    _by_key: Mapping[str, Entry] = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_by_key", MappingProxyType({entry.key: entry for entry in self.entries}))

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys in the order in which they are written."""
        return tuple(self._by_key)

    @property
    def schema(self) -> dict[str, Any]:
        """What JSON Schema says of the table: its keys and no others, and which exclude each other."""
        made: dict[str, Any] = {
            "type": "object",
            "properties": {entry.key: entry.schema for entry in self.entries},
            "additionalProperties": False,
        }
        required = [entry.key for entry in self.entries if entry.required]
        rivals = {
            one.key: {"properties": {other.key: False}}
            for one in self.entries
            for other in self.entries
            if one is not other and one.attribute == other.attribute
        }
        return made | ({"required": required} if required else {}) | ({"dependentSchemas": rivals} if rivals else {})

    def read(self, table: Mapping[str, Any], place: Place, elsewhere: Mapping[str, str] = _NOTHING) -> dict[str, Any]:
        """The attributes that a table gives, substitutes for what is broken; every problem is reported.

        `elsewhere` holds keys that stand in such tables but not in this one, with the reason.
        """
        found: dict[str, Any] = {}
        strange: list[str] = []
        for key, value in table.items():
            entry = self._by_key.get(key)
            if entry is not None:
                self._take(entry, value, place, found)
            elif key in elsewhere:
                place.at(str(key)).refuse("misplaced-key", elsewhere[key])
            else:
                strange.append(key)
        for key in strange:
            self._unknown(str(key), table, place, found)
        for entry in self.entries:
            if entry.required and entry.attribute not in found:
                if entry.key not in table:
                    place.at(entry.key).refuse("missing-key", f"`{entry.key}` is missing")
                found[entry.attribute] = None if entry.substitute is _OMITTED else entry.substitute
        return found

    def write(self, value: object) -> dict[str, Any]:
        """The shortest table that reads back as this record: what is at its default is left out."""
        defaults = defaults_of(type(value))
        table = {}
        for entry in self.entries:
            held = getattr(value, entry.attribute)
            if held is not None and entry.when(held) and (entry.required or held != defaults.get(entry.attribute)):
                table[entry.key] = entry.kind.write(held)
        return table

    def _take(self, entry: Entry, value: object, place: Place, found: dict[str, Any]) -> None:
        spot = place.at(entry.key)
        taken = spot.attempt(entry.kind.read, value, entry.substitute)
        if entry.attribute in found:
            rivals = " and ".join(f"`{it.key}`" for it in self.entries if it.attribute == entry.attribute)
            spot.refuse("two-keys", f"{rivals} exclude each other", hint="keep one of them")
        elif taken is not _OMITTED:
            found[entry.attribute] = taken

    def _unknown(self, key: str, table: Mapping[str, Any], place: Place, found: dict[str, Any]) -> None:
        """Report the key, and take its value for that of the near key, so that one slip is one problem."""
        free = [entry.key for entry in self.entries if entry.key not in table]
        spot = place.at(key)
        spot.refuse(
            "unknown-key",
            f"there is no key `{key}` here",
            hint=misplaced(key) or near_hint(key, free or self.keys),
        )
        for near in difflib.get_close_matches(normalise(key), free, n=1):
            trial = spot.apart()
            taken = trial.attempt(self._by_key[near].kind.read, table[key], None)
            if not trial.report.problems:
                found.setdefault(self._by_key[near].attribute, taken)


def _chosen(schema: Mapping[str, Any], choices: tuple[str, ...]) -> dict[str, Any]:
    """The schema in which every text is one of the choices."""
    if schema.get("type") == "string":
        return {"enum": list(choices)}
    narrowed = dict(schema)
    if "items" in schema:
        narrowed["items"] = _chosen(schema["items"], choices)
    if "anyOf" in schema:
        narrowed["anyOf"] = [_chosen(it, choices) for it in schema["anyOf"]]
    return narrowed


def misplaced(key: str) -> str:
    """The hint for a key of the rubric's head that stands in a table; empty for any other."""
    if key not in TOP_KEYS:
        return ""
    return f"`{key}` belongs to the head of the rubric: in TOML write it above the first [table] header"


def defaults_of(record: type) -> dict[str, Any]:
    """The default of every attribute of a record of the model that has one."""
    found: dict[str, Any] = {}
    for it in attrs.fields(record):
        if it.init and it.default is not attrs.NOTHING:
            default = it.default.factory() if isinstance(it.default, attrs.Factory) else it.default  # type: ignore[arg-type]  # attrs types Factory as a function
            found[it.name] = default
    return found
