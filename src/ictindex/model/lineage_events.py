"""What can happen to units, and how a lineage writes it down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from attrs import field, frozen

from ictindex.model.days import as_code, as_day
from ictindex.model.numbers import as_decimal
from ictindex.model.text import normalise
from ictindex.model.typed import typed

__all__ = ["KINDS", "Event", "Form", "LineageUnit"]


@frozen(kw_only=True)
class Form:
    """How many units an event of this kind has before and after, least and most, and what else it asks for."""

    before: tuple[int, int]
    after: tuple[int, int]
    same_unit: bool = False
    new_id: bool = False
    block: bool = False


_MANY = 1_000_000
# Rename and move change how a unit is called or where it belongs, not who it is.
KINDS: Mapping[str, Form] = MappingProxyType(
    {
        "merge": Form(before=(2, _MANY), after=(1, 1)),
        "split": Form(before=(1, 1), after=(2, _MANY)),
        "rename": Form(before=(1, 1), after=(1, 1), same_unit=True),
        "move": Form(before=(1, 1), after=(1, 1), same_unit=True, block=True),
        "recode": Form(before=(1, 1), after=(1, 1), new_id=True),
        "found": Form(before=(0, 0), after=(1, _MANY)),
        "abolish": Form(before=(1, _MANY), after=(0, 0)),
    }
)


def _texts(value: Iterable[str]) -> tuple[str, ...]:
    return (normalise(value),) if isinstance(value, str) else tuple(map(as_code, value))


def _weights(value: Mapping[str, object] | Iterable[tuple[str, object]]) -> tuple[tuple[str, Decimal], ...]:
    pairs = value.items() if isinstance(value, Mapping) else value
    return tuple((as_code(unit), as_decimal(weight)) for unit, weight in pairs)


@frozen(kw_only=True, field_transformer=typed)
class LineageUnit:
    """A unit as a lineage writes it: code, name, perhaps the block, and other spellings of its name."""

    id: str = field(converter=as_code)
    name: str = field(default="", converter=normalise)
    block: str = field(default="", converter=normalise)
    also: tuple[str, ...] = field(default=(), converter=_texts)


def _units(value: Iterable[LineageUnit]) -> tuple[LineageUnit, ...]:
    return tuple(value)


@frozen(kw_only=True, field_transformer=typed)
class Event:
    """What happened on a day: `before` names units of the eve, `after` the units of the day.

    `divided` names those of `before` of which only a part takes part in this event; the other parts stand in other
    events of the same day. `weights` are shares of a merged unit by predecessor, which add up to 1; without them
    all predecessors count alike.
    """

    kind: str
    on: date = field(converter=as_day)
    before: tuple[str, ...] = field(default=(), converter=_texts)
    after: tuple[LineageUnit, ...] = field(default=(), converter=_units)
    divided: tuple[str, ...] = field(default=(), converter=_texts)
    weights: tuple[tuple[str, Decimal], ...] = field(default=(), converter=_weights)
    source: str = ""
    note: str = ""
