"""A CSV file as a table: its comments, its header, its columns, and the line on which each row begins."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from itertools import chain

from ictindex.codec.file_text import FilePath, decoded, file_of
from ictindex.codec.table import Table
from ictindex.model.text import normalise

__all__ = ["read_table"]

_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
# Not the comma of `# decimal: ,`.
_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}


def read_table(path: FilePath, *, encoding: str, delimiter: str | None) -> Table:
    """The table of a CSV file; what is wrong with its form stands in its problems.

    Lines that begin with ``#`` before the header are comments. The delimiter is the comma, semicolon or tab
    that the header uses. Empty lines are skipped, and so are columns with neither a name nor a cell: Excel
    writes both.
    """
    source = file_of(path)
    table = Table(str(source))
    text, problem = decoded(source.read_bytes(), table.file, encoding)
    if problem is not None:
        table.problems.append(problem)
        return table
    # Not splitlines: an editor counts \n, \r\n and \r, and no form feeds or line separators.
    lines = iter(StringIO(text, newline=""))
    header = _header(lines, table)
    if not header:
        table.refuse("no-rows", "the file is empty", hint="a table has a header and a row for each unit")
        return table
    mark = _delimiter("".join(header), delimiter, table)
    if mark:
        _read_rows(chain(header, lines), mark, table)
    return table


def _header(lines: Iterator[str], table: Table) -> list[str]:
    """The lines of the header, those of a quoted line break included; comments go to the table."""
    for number, line in enumerate(lines, start=1):
        bare = _first_cell(line.strip())
        if bare.startswith("#"):
            table.comments.append(bare)
        elif line.strip(',;\t \r\n"'):
            table.header_line = number
            header, is_open = [line], line.count('"') % 2 == 1
            while is_open and (more := next(lines, "")):
                header.append(more)
                is_open ^= more.count('"') % 2 == 1
            return header
    return []


def _first_cell(line: str) -> str:
    """A comment without what a spreadsheet adds to it: quotes around it, and a delimiter for every other column."""
    quoted = _QUOTED.match(line)
    return quoted[1].replace('""', '"') if quoted else _without_tail(line)


def _without_tail(line: str) -> str:
    """The line without the delimiters at its end; behind a colon the first is what is said: ``# decimal: ,``."""
    bare = line.rstrip(",;\t")
    return line[: len(bare) + 1] if bare.endswith(": ") else bare


def _delimiter(header: str, declared: str | None, table: Table) -> str:
    """The delimiter of the file; empty, with a problem, where it is in doubt."""
    if declared is not None:
        if declared in _DELIMITERS:
            return declared
        table.refuse("bad-option", f"the delimiter {declared!r}", hint='it is "," or ";" or a tab')
        return ""
    outside = "".join(header.split('"')[::2])
    found = [it for it in _DELIMITERS if it in outside]
    if len(found) > 1:
        # Only one of them can give the column that every table has.
        telling = [it for it in found if "id" in map(normalise, _split(header, it))]
        found = telling if len(telling) == 1 else found
    if len(found) > 1:
        names = " and ".join(f"{outside.count(it)} × {_DELIMITERS[it]}" for it in found)
        hint = 'declare it: delimiter=",", ";" or a tab; or put names that hold one in double quotes'
        table.refuse("unclear-delimiter", f"the header has {names}", table.header_line, hint=hint)
        return ""
    return found[0] if found else ","


def _split(header: str, delimiter: str) -> list[str]:
    return next(csv.reader(StringIO(header, newline=""), delimiter=delimiter), [])


def _read_rows(text: Iterable[str], delimiter: str, table: Table) -> None:
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    before = table.header_line - 1
    rows: list[list[str]] = []
    names: list[str] = []
    start = before + 1
    try:
        for row in reader:
            if not names:
                names = [normalise(name) for name in row]
            elif any(row) and (len(row) == len(names) or _fits(row, names, start, table)):
                rows.append(row[: len(names)])
                table.lines.append(start)
            start = before + reader.line_num + 1
    except csv.Error as error:
        hint = "a quote inside a quoted cell is written twice; every quote that opens is closed"
        table.refuse("bad-quotes", f"the quotes of this row do not match ({error})", start, hint=hint)
    cells: list[Sequence[str]] = list(zip(*rows, strict=True)) if rows else [() for _ in names]
    _name_columns(names, cells, table)
    if not rows and not table.problems:
        hint = "a table has a row for each unit"
        table.refuse("no-rows", "there is a header and no row", table.header_line, hint=hint)


def _fits(row: list[str], names: list[str], line: int, table: Table) -> bool:
    """Whether a row of another length differs by empty cells at its end only; else a problem."""
    if len(row) > len(names) and not any(row[len(names) :]):
        return True
    hint = "a cell with a delimiter in it, such as 0,5 between commas, stands in double quotes"
    message = f"{len(row)} cells under {len(names)} column names"
    table.refuse("row-length", message, line, hint=hint if len(row) > len(names) else "")
    return False


def _name_columns(names: list[str], cells: list[Sequence[str]], table: Table) -> None:
    doubled = Counter(names)
    for place, (name, column) in enumerate(zip(names, cells, strict=True), start=1):
        if not name:
            if any(column):
                table.refuse("empty-column-name", f"column {place} has cells and no name", table.header_line)
        elif name in table.columns:
            if doubled.pop(name, None):
                message = f'the column "{name}" stands twice'
                table.refuse("double-column", message, table.header_line, column=name)
        else:
            table.columns[name] = column
