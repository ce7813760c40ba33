"""Where as a table: read subject by subject, so that each broken one has its own path, and written back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from ictindex.codec.kinds import Kind, mapping, sized
from ictindex.codec.place import Place
from ictindex.model.ranges import Range
from ictindex.model.text import normalise
from ictindex.model.where import AnyOf, AtLeast, Condition, InRange, Member, Where

__all__ = ["WHERE", "WHERE_SCHEMA", "read_where", "write_where"]


def read_where(value: object, place: Place) -> Where:
    """The condition that a table writes; a broken subject is reported and left out.

    >>> print(read_where({"block": ["so"], "ha-tang": "50%.."}, Place()))
    block = so; ha-tang = 50%..
    """
    table = mapping(value, 'a table of conditions, such as { block = ["so"], ha-tang = "50%.." }')
    conditions: list[Condition] = []
    for key, wanted in table.items():
        spot = place.at(str(key))
        before = len(spot.report.problems)
        if key in ("any", "at_least") and isinstance(wanted, list | tuple):
            for index, option in enumerate(wanted):
                if isinstance(option, Mapping):
                    spot.item(index).attempt(read_where, option, None)
        if len(spot.report.problems) == before:
            conditions += spot.attempt(_reader_of(normalise(str(key))), wanted, ())
    return Where(conditions)


def _reader_of(subject: str) -> Callable[[Any, Place], tuple[Condition, ...]]:
    def read(wanted: object, place: Place) -> tuple[Condition, ...]:
        del place
        if isinstance(wanted, str) and Range.looks_like(wanted):
            sized(wanted)
        return Where.of({subject: wanted}).conditions

    return read


def write_where(where: Where) -> dict[str, Any]:
    """The table that reads back as this condition.

    Raises
    ------
    ValueError
        If a subject stands in it twice, which a table cannot say.

    >>> write_where(Where.of({"prize": "-Nhất", "ha-tang": ">=50%"}))
    {'prize': '-Nhất', 'ha-tang': '50%..'}
    """
    table: dict[str, Any] = {}
    for condition in where.conditions:
        subject, wanted = _WRITERS[type(condition)](condition)
        if subject in table:
            msg = f"the condition ({where}) looks at {subject} twice, which a table cannot say; join the two"
            raise ValueError(msg)
        table[subject] = wanted
    return table


def _member(it: Member) -> tuple[str, Any]:
    words = [*it.names, *(f"-{name}" for name in it.none_of)]
    # A name that looks like a range, such as "2014", is one only outside a list.
    return it.subject, words[0] if len(words) == 1 and not Range.looks_like(words[0]) else words


def _in_range(it: InRange) -> tuple[str, Any]:
    return it.subject, str(it.range)


def _any_of(it: AnyOf) -> tuple[str, Any]:
    return "any", [write_where(option) for option in it.options]


def _at_least(it: AtLeast) -> tuple[str, Any]:
    return "at_least", [it.count, *(write_where(option) for option in it.options)]


_WRITERS: Mapping[type, Callable[[Any], tuple[str, Any]]] = MappingProxyType(
    {Member: _member, InRange: _in_range, AnyOf: _any_of, AtLeast: _at_least}
)

_NAMES = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}
_HERE = {"$ref": "#/$defs/where"}
# Conditions stand in several tables, so a schema holds what they are once, under this name.
WHERE_SCHEMA: Mapping[str, Any] = MappingProxyType(
    {
        "type": "object",
        "properties": {
            "any": {"type": "array", "items": _HERE, "minItems": 1},
            # The count, then the conditions; each item may be either, for validators that know no prefixItems.
            "at_least": {"type": "array", "items": {"anyOf": [{"type": "integer"}, _HERE]}, "minItems": 2},
        },
        "additionalProperties": _NAMES,
    }
)
WHERE = Kind(read=read_where, write=write_where, schema=_HERE)
