"""JSON text in which a Decimal is a number with exactly its digits; NaN and infinities cannot be written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal

__all__ = ["dumps"]

_STEP = "  "


def dumps(tree: object) -> str:
    """The tree as JSON: letters as they are, two spaces a level, plain tables and lists on one line.

    Raises
    ------
    TypeError
        For a float (it has no printed digits) and everything else that JSON does not know.
    ValueError
        For a Decimal that is not finite.

    >>> print(dumps({"score": Decimal("82.40"), "units": ["Sở Y tế"], "rank": None}))
    {
      "score": 82.40,
      "units": ["Sở Y tế"],
      "rank": null
    }
    """
    return _text(tree, "")


def _text(tree: object, indent: str) -> str:
    if isinstance(tree, Mapping):
        pairs = [(json.dumps(_key(key), ensure_ascii=False), value) for key, value in tree.items()]
        return _block("{", "}", [(f"{key}: ", value) for key, value in pairs], indent)
    if isinstance(tree, list | tuple):
        return _block("[", "]", [("", value) for value in tree], indent)
    return _plain(tree)


def _block(opening: str, closing: str, entries: list[tuple[str, object]], indent: str) -> str:
    if indent and not any(isinstance(value, Mapping | list | tuple) for _, value in entries):
        return opening + ", ".join(head + _plain(value) for head, value in entries) + closing
    if not entries:
        return opening + closing
    inner = indent + _STEP
    lines = [f"{inner}{head}{_text(value, inner)}" for head, value in entries]
    return "\n".join([opening, ",\n".join(lines), indent + closing])


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        if not value.is_finite():
            msg = f"{value} is no JSON number"
            raise ValueError(msg)
        return f"{value:f}"
    if value is None or isinstance(value, bool | int | str):
        return json.dumps(value, ensure_ascii=False)
    msg = f"a {type(value).__name__} cannot be written with exact digits: {value!r}"
    raise TypeError(msg)


def _key(key: object) -> str:
    if isinstance(key, str):
        return key
    msg = f"a key of a JSON table is a text, found {key!r}"
    raise TypeError(msg)
