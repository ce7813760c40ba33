"""A ranking of an earlier year, as it was printed, from a CSV file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ictindex.codec.csv_table import read_table
from ictindex.codec.decimal_mark import mark_of
from ictindex.codec.file_text import FilePath
from ictindex.codec.table import Table
from ictindex.model.columns import PRESENT, numbers_of_text, text_column
from ictindex.model.dataset import double_ids
from ictindex.model.number_text import parse_number
from ictindex.model.problems import DataError
from ictindex.model.published import Published, PublishedRow
from ictindex.model.text import normalise
from ictindex.model.units import Unit

__all__ = ["published_of", "read_published"]

_RUBRIC = re.compile(r"#\s*rubric\s*:\s*([^\s,;\"]+)", re.IGNORECASE)
_LAW = re.compile(r"#\s*law\s*:\s*([0-9a-f]{64})\b", re.IGNORECASE)
_RANK = re.compile(r"[0-9]{1,9}")


def read_published(
    path: FilePath, *, decimal: str | None = None, encoding: str = "utf-8-sig", delimiter: str | None = None
) -> Published:
    """Read a printed ranking: a header ``id, block, rank`` and perhaps ``score``, and one row for each unit.

    A comment above the header, ``# rubric: hanoi/agencies@2013``, names the rubric, another, ``# law:`` with the
    digest that `ictindex rank` writes, its law. A rank is a whole number
    from 1 on, or empty for a unit that was listed and not ranked; `block` may be left out where all units
    were ranked together. Other columns and comments are not looked at.

    Parameters
    ----------
    path
        A path, or a file of a package.
    decimal, encoding, delimiter
        As for `read`; the decimal mark is that of the scores.

    Raises
    ------
    DataError
        With every problem: file, line, column, what was found, what was expected.
    OSError
        If the file cannot be read.
    """
    return published_of(read_table(path, encoding=encoding, delimiter=delimiter), decimal=decimal)


def published_of(table: Table, *, decimal: str | None = None) -> Published:
    """The printed ranking that a table holds, wherever it was read.

    Raises
    ------
    DataError
        With every problem of the table.
    """
    table.require("id")
    table.require("rank")
    ids = [normalise(text) for text in table.labels("id")]
    blocks = table.labels("block")
    ranks = [_rank(text, table, line) for text, line in zip(table.texts("rank"), table.lines, strict=True)]
    scores = _scores(table, decimal)
    _check_ids(ids, table)
    if table.problems:
        raise DataError(table.in_order())
    rows = zip(ids, blocks, ranks, scores, strict=True)
    return Published(
        rubric=table.said(_RUBRIC) or "",
        law=(table.said(_LAW) or "").lower(),
        rows=tuple(PublishedRow(id=it, block=block, rank=rank, score=score) for it, block, rank, score in rows),
    )


def _check_ids(ids: Sequence[str], table: Table) -> None:
    if "id" not in table.columns:
        return
    for unit_id, line in zip(ids, table.lines, strict=True):
        if not unit_id:
            table.refuse("empty-id", "the id is empty", line, column="id", hint="every unit has an id of its own")
    stand_ins = [Unit(id=unit_id or f"row {line}") for unit_id, line in zip(ids, table.lines, strict=True)]
    table.problems += double_ids(stand_ins, table.file, table.lines)


def _rank(text: str, table: Table, line: int) -> int | None:
    text = text.strip()
    if not text:
        return None
    if _RANK.fullmatch(text) and int(text) >= 1:
        return int(text)
    expected = "a whole number from 1 on, or an empty cell for a unit that was not ranked"
    table.refuse("not-a-rank", f'"{text}" is not a rank', line, column="rank", expected=expected)
    return None


def _scores(table: Table, decimal: str | None) -> list[Decimal | None]:
    typed = table.columns.get("score", ("",) * len(table.lines))
    mark, doubts = mark_of({"score": text_column(typed)}, decimal, table)
    table.problems += doubts
    column = text_column(table.texts("score", mark))
    _, refused = numbers_of_text(column, mark)
    scores: list[Decimal | None] = []
    for row, line in enumerate(table.lines):
        code = int(column.codes[row])
        if code in refused and not doubts:
            message = f'"{column.text(row)}" is not a number'
            table.refuse("not-a-number", message, line, column="score", expected=refused[code])
        present = column.state[row] == PRESENT and code not in refused
        # Not from the column of numbers, which is inexact where they have many digits.
        scores.append(parse_number(column.text(row), mark) if present else None)
    return scores
