"""``ictindex match``: which units of two files are one, by their names."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from io import StringIO

from ictindex.cli.exits import OK, PROBLEMS
from ictindex.cli.failures import UsageError
from ictindex.cli.outlet import deliver, refuse_inputs
from ictindex.codec import write_csv
from ictindex.codec.csv_table import read_table
from ictindex.codec.file_text import is_workbook_name
from ictindex.codec.table import Table
from ictindex.model.problems import DataError
from ictindex.model.text import normalise
from ictindex.naming import Matches, match

__all__ = ["run"]

_HEADER = ("left", "left_name", "right", "right_name", "state", "why")


def run(options: Namespace) -> int:
    """Write a line for each pair, each doubt and each name that stands alone; doubts are problems."""
    refuse_inputs(options.out, [options.left, options.right, options.abbreviations])
    if options.abbreviations is not None and is_workbook_name(options.abbreviations):
        msg = f"{options.abbreviations}: the abbreviations are a CSV file with the columns short and name"
        raise UsageError(msg)
    left, right = (_names(path, "id", "name", options) for path in (options.left, options.right))
    short = {} if options.abbreviations is None else _names(options.abbreviations, "short", "name", options)
    found = match(left, right, abbreviations=short)
    stream = StringIO()
    write_csv(_rows(found, left, right), _HEADER, stream)
    deliver(stream.getvalue(), options.out)
    return PROBLEMS if found.doubtful else OK


def _names(path: str, key: str, name: str, options: Namespace) -> dict[str, str]:
    """Names by key, the key itself where a name is empty or there is no such column.

    Raises
    ------
    DataError
        With every problem of the file.
    """
    table = _table(path, options.encoding)
    table.require(key)
    keys = [normalise(text) for text in table.labels(key)]
    names = table.labels(name) if name in table.columns else keys
    _check(table, key, keys)
    if table.problems:
        raise DataError(table.in_order())
    return {it: text.strip() or it for it, text in zip(keys, names, strict=True)}


def _table(path: str, encoding: str) -> Table:
    if is_workbook_name(path):
        from ictindex.io.workbook_reading import names_table

        return names_table(path)
    return read_table(path, encoding=encoding, delimiter=None)


def _check(table: Table, column: str, keys: list[str]) -> None:
    seen: set[str] = set()
    for it, line in zip(keys, table.lines, strict=False):
        if not it:
            table.refuse("empty-id", "the id is empty", line, column=column)
        elif it in seen:
            table.refuse("double-id", f'"{it}" stands twice', line, column=column)
        seen.add(it)


def _rows(found: Matches, left: dict[str, str], right: dict[str, str]) -> Iterator[tuple[str, ...]]:
    yield from ((it.left, left[it.left], it.right, right[it.right], "pair", "") for it in found.pairs)
    yield from ((it.left, left[it.left], it.right, right[it.right], "doubtful", it.why) for it in found.doubtful)
    yield from ((it, left[it], "", "", "left-only", "") for it in found.left_only)
    yield from (("", "", it, right[it], "right-only", "") for it in found.right_only)
