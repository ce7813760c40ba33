"""The decimal mark of a file, and the cells that prove it or leave it in doubt."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import attrs
import numpy as np

from ictindex.codec.table import Table
from ictindex.model.columns import PRESENT, TextColumn, text_column
from ictindex.model.dataset import find_mark
from ictindex.model.number_text import ambiguous_marks, looks_numeric, prove_mark
from ictindex.model.problems import Cell, Problem

__all__ = ["forms_of", "mark_of"]

_DECLARED = re.compile(r"#\s*decimal\s*:\s*([.,])", re.IGNORECASE)
# Whether a text is a number and which mark it proves depends on where its digits and marks stand, and on whether it
# begins with 0; not on which digits they are.
_DIGITS = str.maketrans("023456789", "111111111")


def mark_of(columns: Mapping[str, TextColumn], declared: str | None, table: Table) -> tuple[str, list[Problem]]:
    """The decimal mark of columns of numbers, declared or proved; problems name the cells in doubt.

    A comment of the table may declare it too: ``# decimal: ,``.
    """
    forms: dict[str, str] = {}
    for column in columns.values():
        forms |= forms_of(column.distinct)
    mark, problems = find_mark([text_column(forms.values())], declared or table.said(_DECLARED), table.file)
    return mark, [_placed(problem, columns, table) for problem in problems]


def forms_of(texts: Sequence[str]) -> dict[str, str]:
    """One text for each form: a file of a million numbers has a few hundred forms, and each is all alike.

    >>> sorted(forms_of(["0,633", "0,597", "1.234", "5.678"]).values())
    ['0,597', '5.678']
    """
    # Cells hold no line breaks, so all of them are translated at once; nor do they hold the character NUL.
    joined = "\n" + "\n".join(texts)
    for sign in ("", "-", "+"):
        joined = joined.replace(f"\n{sign}0", f"\n{sign}\0")
    return dict(zip(joined.translate(_DIGITS)[1:].split("\n"), texts, strict=True)) if texts else {}


def _placed(problem: Problem, columns: Mapping[str, TextColumn], table: Table) -> Problem:
    """The problem with the cell that is in doubt, or with one cell for each mark."""
    fits = _FITTING.get(problem.code, ())
    cells = [cell for it in fits if (cell := _first(columns, table, it)) is not None]
    if not cells or len(cells) < len(fits):
        return problem
    shown = " and ".join(f"{text} in {_spot(where)}" for text, where in cells)
    if len(cells) == 1:
        # The message names a number of the same form; this is the one that stands in the cell.
        message = f"{cells[0][0]} {problem.message.partition(' ')[2]}"
        return attrs.evolve(problem, where=cells[0][1], message=message)
    return attrs.evolve(problem, where=cells[0][1], message=f"{problem.message}: {shown}")


def _first(columns: Mapping[str, TextColumn], table: Table, fits: Callable[[str], bool]) -> tuple[str, Cell] | None:
    """The first cell of the first column with a number that fits."""
    for name, column in columns.items():
        codes = [code for code, text in enumerate(column.distinct) if looks_numeric(text) and fits(text)]
        rows = np.flatnonzero(np.isin(column.codes, codes) & (column.state == PRESENT))
        if len(rows):
            row = int(rows[0])
            return column.text(row), table.cell(row, name)
    return None


def _spot(where: Cell) -> str:
    return where.address or f'row {where.row}, column "{where.column}"'


def _proves_point(text: str) -> bool:
    return prove_mark([text]) == "."


def _proves_comma(text: str) -> bool:
    return prove_mark([text]) == ","


def _is_doubtful(text: str) -> bool:
    return bool(ambiguous_marks([text]))


_FITTING: Mapping[str, tuple[Callable[[str], bool], ...]] = MappingProxyType(
    {"two-decimal-marks": (_proves_point, _proves_comma), "unproved-decimal-mark": (_is_doubtful,)}
)
