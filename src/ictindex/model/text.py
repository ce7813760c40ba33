"""Names as people write them: one Unicode form, one Đ, near names for messages."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable

__all__ = ["fold", "near_hint", "near_name", "normalise", "shown"]

_MOST_SHOWN = 60
_MOST_BITS = 200

_HALF = re.compile("[\ud800-\udfff]")
# Ð (eth) and Ɖ (African d) look like Đ and are typed for it.
_D = str.maketrans({"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"})


def normalise(text: str) -> str:
    """NFC, one Đ, single spaces, no space at the ends.

    Raises
    ------
    ValueError
        For a text with half of a character (a lone surrogate), which no file can hold.

    >>> normalise("  Ðà  Nẵng ")
    'Đà Nẵng'
    """
    if not text.isascii():  # most cells are numbers, and every cell comes through here
        if _HALF.search(text):
            msg = f"{text!r} holds half of a character, which no file can hold"
            raise ValueError(msg)
        text = unicodedata.normalize("NFC", text).translate(_D)
    return " ".join(text.split())


def fold(text: str) -> str:
    """The form in which names are compared: normalised, without case."""
    return normalise(text).casefold()


def near_name(name: str, known: Iterable[str]) -> str:
    """The nearest known name; empty where none is near."""
    return next(iter(difflib.get_close_matches(name, sorted(set(known)), n=1, cutoff=0.6)), "")


def near_hint(name: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known name, or lists a few of them.

    >>> near_hint("ha-tan", ["ha-tang", "ung-dung"])
    'did you mean "ha-tang"?'
    """
    choices = sorted(set(known))
    close = near_name(name, choices)
    if close:
        return f'did you mean "{close}"?'
    if not choices:
        return "none is known here"
    shown = ", ".join(f'"{choice}"' for choice in choices[:8]) + (", …" if len(choices) > 8 else "")
    return f"known: {shown}"


def shown(value: object) -> str:
    """A value in a message, in not too many characters; Python does not write very long numbers at all."""
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        return "a very long number"
    try:
        text = repr(value)
    except ValueError:  # of a very long number inside
        text = f"a {type(value).__name__}"
    return text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
