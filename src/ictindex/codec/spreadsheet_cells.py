"""Texts that a spreadsheet would run as formulas: marked where they are written, unmarked where they are read."""

from __future__ import annotations

import re

__all__ = ["marked", "unmarked"]

# Some spreadsheets take the wide forms of East Asian keyboards for the plain ones. Apostrophes before such a sign
# count too: else a text that has one of its own could not be told from a marked one.
_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")
_NUMBER = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?\s?%?", re.ASCII)


def marked(text: str) -> str:
    """The text, with an apostrophe in front where a spreadsheet would take it for a formula.

    >>> marked("=1+1"), marked("-x"), marked("-5"), marked("so-y-te")
    ("'=1+1", "'-x", '-5', 'so-y-te')
    """
    return f"'{text}" if _is_formula(text) else text


def unmarked(text: str) -> str:
    """Exactly what `marked` was given.

    >>> unmarked("'-x"), unmarked("'''=x"), unmarked("'tis"), unmarked("-5")
    ('-x', "''=x", "'tis", '-5')
    """
    return text[1:] if text.startswith("'") and _is_formula(text[1:]) else text


def _is_formula(text: str) -> bool:
    return bool(_FORMULA.match(text)) and not _NUMBER.fullmatch(text)
