"""Numbers as people type them: one decimal mark per file, declared or proved; a guess is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from ictindex.model.text import fold

__all__ = [
    "DASHES",
    "NOT_APPLICABLE_TOKENS",
    "NO_WORDS",
    "YES_WORDS",
    "ambiguous_marks",
    "looks_numeric",
    "parse_number",
    "prove_mark",
]

YES_WORDS = frozenset(map(fold, ("yes", "có", "1", "true", "x")))
NO_WORDS = frozenset(map(fold, ("no", "không", "0", "false")))
NOT_APPLICABLE_TOKENS = ("n/a",)
DASHES = frozenset("-–—−")

_NUMERIC = re.compile(r"[+-]?(?=[.,]?\d)[\d.,]*\d?[.,]?(?:[eE][+-]?\d+)?\s*%?", re.ASCII)
_PLAIN = {
    # Thousands never begin with 0: under the point 0,633 is no number, and not 633.
    ".": re.compile(r"[+-]?(?:[1-9]\d{0,2}(?:,\d{3})+|\d+)?(?:\.\d*)?(?:[eE][+-]?\d+)?", re.ASCII),
    ",": re.compile(r"[+-]?(?:[1-9]\d{0,2}(?:\.\d{3})+|\d+)?(?:,\d*)?(?:[eE][+-]?\d+)?", re.ASCII),
}
_GROUPABLE = re.compile(r"[+-]?[1-9]\d{0,2}([.,])\d{3}\s*%?", re.ASCII)
_OTHER = {".": ",", ",": "."}


def looks_numeric(text: str) -> bool:
    """Whether a text can be a number under one of the two marks."""
    return bool(_NUMERIC.fullmatch(text))


def _proof(text: str) -> str:
    """The decimal mark that a number proves; empty where it proves none.

    ``0,633`` proves the comma, ``1.234.567`` proves it too (the points can only group), ``1,234`` proves nothing.
    """
    marks = [char for char in text if char in ".,"]
    if not marks or _GROUPABLE.fullmatch(text):
        return ""
    if len(set(marks)) > 1:
        return marks[-1]
    return _OTHER[marks[0]] if len(marks) > 1 else marks[0]


def prove_mark(texts: Iterable[str]) -> str | None:
    """The one decimal mark of a file; empty where nothing proves one; None where two numbers prove different marks.

    >>> prove_mark(["1,234", "0,633"]), prove_mark(["1,234"]), prove_mark(["0.5", "0,5"])
    (',', '', None)
    """
    found = {proof for proof in map(_proof, texts) if proof}
    if len(found) > 1:
        return None
    return found.pop() if found else ""


def ambiguous_marks(texts: Iterable[str]) -> list[str]:
    """The numbers that could be thousands or thousandths."""
    return [text for text in texts if _GROUPABLE.fullmatch(text)]


def parse_number(text: str, mark: str) -> Decimal | None:
    """The exact decimal of a text under a mark, the other mark grouping thousands; None if it is none.

    >>> parse_number("1.234,5", ","), parse_number("0,633", ".")
    (Decimal('1234.5'), None)
    """
    if not _PLAIN[mark].fullmatch(text) or not any(char.isdigit() for char in text):
        return None
    return Decimal(text.replace(_OTHER[mark], "").replace(mark, "."))
