"""CSV for spreadsheets: no cell of it is ever taken for a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TextIO

from ictindex.codec.spreadsheet_cells import marked
from ictindex.model.numbers import plain

__all__ = ["write_csv"]


def write_csv(
    rows: Iterable[Sequence[object]], header: Sequence[str], stream: TextIO, *, comments: Iterable[str] = ()
) -> None:
    r"""Write a header and rows, commas between cells, lines ended by ``\n``.

    A text that a spreadsheet would run as a formula (it begins with ``= + - @``, their wide forms, a tab or a
    carriage return, and is no number) gets an apostrophe in front; `read` and `read_published` take it off
    ids, names and parts again. Decimals are written with exactly their digits, None as an empty cell.
    Comments stand above the header, each behind a ``#``.

    >>> from io import StringIO
    >>> stream = StringIO()
    >>> write_csv([["so-y-te", Decimal("82.40"), None], ["=1+1", -5, "-"]], ["id", "score", "tier"], stream)
    >>> print(stream.getvalue(), end="")
    id,score,tier
    so-y-te,82.40,
    '=1+1,-5,'-
    """
    stream.writelines(_comment(" ".join(comment.split())) for comment in comments)
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow([_cell(name) for name in header])
    writer.writerows([_cell(value) for value in row] for row in rows)


def _comment(text: str) -> str:
    """One cell, quoted where a spreadsheet would divide it and run what begins behind the comma."""
    if not any(mark in text for mark in ',;"'):
        return f"# {text}\n"
    doubled = text.replace('"', '""')
    return f'"# {doubled}"\n'


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = plain(value) if isinstance(value, Decimal) else str(value)
    # The csv module quotes line feeds only, and a bare carriage return would end the row.
    return marked(text).replace("\r\n", "\n").replace("\r", "\n")
