"""Text for a console: what would move its cursor, change its colours or turn its letters round is written out."""

from __future__ import annotations

import re

__all__ = ["visible"]

# Controls but the tab and the line feed; separators and directions that no eye sees; halves of a character.
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    r"""The text with every control character as its code.

    >>> print(visible("S\x1b[31mở \u202eabc"))
    S\x1b[31mở \u202eabc
    """
    return text if text.isprintable() else _HIDDEN.sub(_code, text)


def _code(found: re.Match[str]) -> str:
    number = ord(found[0])
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"
