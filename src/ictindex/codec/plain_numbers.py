"""Short plain decimals of a whole column at once; anything else goes through the model's own reader."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np

from ictindex.model.columns import PRESENT, NumberColumn, TextColumn, numbers_of_text

__all__ = ["numbers_or_none", "plain_numbers"]

# At most 15 digits in all. ASCII, because \d alone takes the digits of every script.
_MOST_DECIMALS = 6
_PLAIN = re.compile(r"(?:-?\d{1,9}(?:\.\d{1,6})?\n)*", re.ASCII)


def numbers_or_none(column: TextColumn, mark: str, kind: str, date_format: str) -> NumberColumn | None:
    """The numbers of a text column; None if a present cell is none."""
    quick = plain_numbers(column, mark) if kind == "number" else None
    if quick is not None:
        return quick
    numbers, refused = numbers_of_text(column, mark, kind, date_format)
    return None if refused else numbers


def plain_numbers(column: TextColumn, mark: str) -> NumberColumn | None:
    """The numbers of a column of plain decimals; None if a present cell is anything else.

    A decimal c / 10**6 with c < 10**15 is read as the nearest float, whose relative error is at most 2**-53, and
    so is that of its product with 10**6: it lies within c / 2**52 + 1 / 2**54 < 1/4 of c, and rounding gives c.
    """
    texts: Iterable[str] = column.distinct
    if not column.is_full:
        present = np.zeros(len(column.distinct), np.bool_)
        present[column.codes[column.state == PRESENT]] = True
        texts = (text if held else "0" for text, held in zip(column.distinct, present.tolist(), strict=True))
    joined = "\n".join(texts) + "\n"
    if mark == ",":
        if "." in joined:
            return None
        joined = joined.replace(",", ".")
    if not _PLAIN.fullmatch(joined):
        return None
    values = np.array(list(map(float, joined.split())))
    exponent = _MOST_DECIMALS
    scaled = np.rint(values * 10.0**exponent).astype(np.int64)
    while exponent and not (scaled % 10).any():
        scaled, exponent = scaled // 10, exponent - 1
    return NumberColumn(coefficients=scaled[column.codes], exponent=exponent, state=column.state, raw=column)
