"""Numbers and lists in the cells of a rubric's sheets: a point or a comma is the decimal mark, never of thousands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from ictindex.codec.place import Refused
from ictindex.model.numbers import as_parameter, plain

__all__ = ["listed", "number_of", "number_text", "pieces"]

_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?", re.ASCII)
# One to three digits, a mark and three more may be thousands or thousandths.
_DOUBTFUL = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}", re.ASCII)


def number_of(text: str) -> int | Decimal:
    """The number that a text is.

    Raises
    ------
    Refused
        If it is none, or may be thousands as well as thousandths.

    >>> number_of("7,5"), number_of("20")
    (Decimal('7.5'), 20)
    """
    text = text.strip()
    if not _NUMBER.fullmatch(text):
        raise Refused(f'"{text}" is no number', expected="a number such as 20 or 7,5")
    if _DOUBTFUL.fullmatch(text):
        hint = f"write {text.replace('.', '').replace(',', '')}, or {text}0"
        raise Refused(
            f"{text} may be thousands or thousandths", expected="a number that can be read one way", hint=hint
        )
    try:
        number = as_parameter(text.replace(",", "."))
    except ValueError as error:
        raise Refused(str(error)) from None
    return int(number) if number == number.to_integral_value() else number


def number_text(number: int | Decimal) -> str:
    """A number as text that reads back in one way only.

    >>> number_text(Decimal("2.5")), number_text(Decimal("1.125"))
    ('2.5', '1.1250')
    """
    text = plain(Decimal(number))
    return f"{text}0" if _DOUBTFUL.fullmatch(text) else text


def pieces(text: str) -> list[str]:
    """The entries of a cell: between semicolons, or one a line."""
    return [piece.strip() for piece in re.split(r"[;\n]", text) if piece.strip()]


def listed(words: Iterable[str]) -> str:
    """Entries as one cell.

    >>> pieces(listed(["Nhất 1", "Nhì 2"]))
    ['Nhất 1', 'Nhì 2']
    """
    return "; ".join(words)
