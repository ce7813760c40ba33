"""A rubric as TOML a person would write: head first, then one line for each node, tier and award.

A writer for this structure alone: the standard library reads TOML and writes none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import singledispatch
from typing import Any

from ictindex.codec.rubric_tables import rubric_to_dict
from ictindex.model.numbers import plain
from ictindex.model.rubric import RubricDraft

__all__ = ["rubric_to_toml", "table_to_toml", "value_to_toml"]

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_ESCAPED = re.compile(r'[\x00-\x1f\x7f"\\]')
_SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
# Written as `source.kdt = …`, a line each; a [header] would swallow the keys below it.
_DOTTED = frozenset({"source", "partition", "column"})
# A new paragraph begins with each of these.
_PARAGRAPHS = frozenset(
    {"total", "partition", "node", "view", "tier", "downgrade", "award", "exclude", "step", "column", "unit", "event"}
)


def rubric_to_toml(rubric: RubricDraft) -> str:
    """The rubric as TOML text that reads back as the same rubric, every key at its default left out.

    >>> from ictindex.codec.rubric_tables import rubric_from_dict
    >>> may = {"id": "may", "max": 2.5, "read": "may / can_bo"}
    >>> rubric = rubric_from_dict({"schema": 1, "id": "demo/it@2026", "total": {"decimals": 1}, "node": [may]})
    >>> print(rubric_to_toml(rubric))
    schema = 1
    id = "demo/it@2026"
    status = "illustrative"
    <BLANKLINE>
    total = { decimals = 1 }
    <BLANKLINE>
    node = [
      { id = "may", max = 2.5, read = "may / can_bo" },
    ]
    <BLANKLINE>
    """
    return table_to_toml(rubric_to_dict(rubric))


def table_to_toml(table: Mapping[str, Any]) -> str:
    """A table of plain values as TOML text: a line for each item of a list of tables."""
    return "\n".join(_lines(table)) + "\n"


def value_to_toml(value: object) -> str:
    """One plain value as TOML text on one line.

    >>> print(value_to_toml({"block": ["so"], "ha-tang": "50%.."}))
    { block = ["so"], ha-tang = "50%.." }
    """
    return _toml(value)


def _lines(table: Mapping[str, Any]) -> Iterator[str]:
    for key, value in table.items():
        if key in _PARAGRAPHS:
            yield ""
        if key in _DOTTED:
            yield from (f"{key}.{_key(name)} = {_toml(item)}" for name, item in value.items())
        elif isinstance(value, list) and value and isinstance(value[0], Mapping):
            yield f"{key} = ["
            yield from (f"  {_toml(item)}," for item in value)
            yield "]"
        else:
            yield f"{key} = {_toml(value)}"


def _key(name: str) -> str:
    return name if _BARE_KEY.fullmatch(name) else _toml(name)


@singledispatch
def _toml(value: object) -> str:
    msg = f"TOML has no word for {value!r} of type {type(value).__name__}"
    raise TypeError(msg)


@_toml.register(str)
def _(value: str) -> str:
    return '"' + _ESCAPED.sub(lambda found: _SHORT.get(found[0], f"\\u{ord(found[0]):04x}"), value) + '"'


@_toml.register(bool)
def _(value: bool) -> str:  # noqa: FBT001 - dispatched on its type
    return "true" if value else "false"


@_toml.register(int)
def _(value: int) -> str:
    return str(value)


@_toml.register(Decimal)
def _(value: Decimal) -> str:
    return plain(value)


@_toml.register(date)
def _(value: date) -> str:
    return value.isoformat()


@_toml.register(Mapping)
def _(value: Mapping[str, Any]) -> str:
    if not value:
        return "{}"
    return "{ " + ", ".join(f"{_key(str(key))} = {_toml(item)}" for key, item in value.items()) + " }"


@_toml.register(list)
def _(value: list[Any]) -> str:
    return "[" + ", ".join(map(_toml, value)) + "]"
