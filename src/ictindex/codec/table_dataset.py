"""A data set from a table, with every problem of the table at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import compress

import attrs
import numpy as np

from ictindex.codec.decimal_mark import forms_of, mark_of
from ictindex.codec.plain_numbers import numbers_or_none
from ictindex.codec.spreadsheet_cells import unmarked
from ictindex.codec.table import Table
from ictindex.model.cell_checks import cell_problems
from ictindex.model.columns import PRESENT, Column, TextColumn, text_column
from ictindex.model.dataset import Dataset, double_ids
from ictindex.model.number_text import NOT_APPLICABLE_TOKENS, looks_numeric, parse_number
from ictindex.model.problems import Cell, DataError, Problem
from ictindex.model.rubric import Rubric
from ictindex.model.shapes import Custom
from ictindex.model.units import BLOCK, Unit
from ictindex.scoring import check
from ictindex.scoring.cohort import Cohort
from ictindex.scoring.placement import placement_problems

__all__ = ["dataset_of"]

_OWN = ("id", "name", "tags")


def dataset_of(
    table: Table,
    rubric: Rubric | None = None,
    *,
    decimal: str | None = None,
    not_applicable: Sequence[str] = NOT_APPLICABLE_TOKENS,
    check_ids: bool = True,
) -> Dataset:
    """The units and raw columns that a table holds, wherever it was read; parameters are those of `read`.

    Who looks at all ids elsewhere need not look at them here (`check_ids`).

    Raises
    ------
    DataError
        With every problem of the table.
    """
    table.require("id")
    units = _units(table, rubric, check_ids=check_ids)
    names = [name for name in table.columns if name not in {*_names_of_units(rubric), *table.ready}]
    # What people typed decides whether a column is of numbers, and proves their mark.
    typed = {name: _texts(table.columns[name], not_applicable) for name in names}
    numeric = [name for name in names if _is_numeric(name, typed[name], rubric)]
    mark, doubts = mark_of(_marked({name: typed[name] for name in numeric}, rubric), decimal, table)
    cells = typed | {name: _texts(table.texts(name, mark), not_applicable) for name in names if name in table.numbers}
    columns = table.ready | cells | {name: _typed(name, cells[name], mark, rubric) for name in numeric}
    dataset = Dataset(
        units=units,
        columns=[(name, columns[name]) for name in {**table.columns, **columns} if name in columns],
        decimal=mark,
        file=table.file,
        rows=tuple(table.lines),
        notes=tuple(table.notes()),
    )
    problems = list(doubts)
    if rubric is not None and table.columns:
        problems += _problems_of_cells(dataset, rubric, mark_in_doubt=bool(doubts), spoiled=bool(table.problems))
    if table.problems or problems:
        raise DataError(table.in_order(problems))
    return dataset if table.places is None else attrs.evolve(dataset, places=table.places)


def _texts(cells: Sequence[str], tokens: Sequence[str]) -> TextColumn:
    """The texts of a column, without the marks that keep a spreadsheet from running them."""
    return text_column(map(unmarked, cells) if any(cell[:1] == "'" for cell in cells) else cells, tokens)


def _problems_of_cells(dataset: Dataset, rubric: Rubric, *, mark_in_doubt: bool, spoiled: bool) -> list[Problem]:
    """Cells that cannot be read; if the file is refused anyway, then with all that scoring would say of it too."""
    found = cell_problems(dataset, rubric)
    if mark_in_doubt:
        # Where the mark is in doubt only what is a number under neither mark is wrong for certain.
        rows = {line: row for row, line in enumerate(dataset.rows)}
        certain = [it for it in found if it.code != "not-a-number" or not _may_be_number(dataset, it, rows)]
        return [*certain, *placement_problems(Cohort(rubric, dataset))]
    plugin_shapes = any(isinstance(leaf.shape, Custom) for leaf in rubric.tree.leaves())
    return list(check(dataset, rubric)) if (found or spoiled) and not plugin_shapes else found


def _may_be_number(dataset: Dataset, problem: Problem, rows: Mapping[int, int]) -> bool:
    """Whether the cell of a problem can be a number under one of the two marks; `rows` by line of the file."""
    where = problem.where
    column = dataset.column(where.column) if isinstance(where, Cell) else None
    if column is None or not isinstance(where, Cell) or where.row is None:
        return True
    return looks_numeric(column.text(rows[where.row]))


def _names_of_units(rubric: Rubric | None) -> frozenset[str]:
    """The columns that describe units rather than hold data."""
    return frozenset({*_OWN, *_partitions(rubric)})


def _partitions(rubric: Rubric | None) -> tuple[str, ...]:
    named = () if rubric is None else tuple(it.name for it in rubric.partitions if not it.is_derived)
    return tuple(dict.fromkeys((BLOCK, *named)))


def _units(table: Table, rubric: Rubric | None, *, check_ids: bool) -> tuple[Unit, ...]:
    ids, names = table.labels("id"), table.labels("name")
    tags = table.labels("tags")
    parts = {name: table.labels(name) for name in _partitions(rubric) if name in table.columns}
    units = tuple(
        Unit(
            # A stand-in, so that the other cells of the row are looked at too.
            id=ids[row] or f"row {table.lines[row]}",
            name=names[row],
            parts=[(name, cells[row]) for name, cells in parts.items() if cells[row].strip()],
            tags=frozenset(tag for tag in tags[row].split("|") if tag.strip()),
        )
        for row in range(len(table.lines))
    )
    for row, text in enumerate(tags):
        if any(mark in text for mark in ",;"):
            message, hint = f'"{text}" is one tag, with a comma or semicolon in it', "separate tags with |"
            table.refuse("bad-tag", message, table.lines[row], column="tags", hint=hint)
    if "id" in table.columns and check_ids:
        for row, unit_id in enumerate(ids):
            if not unit_id:
                hint = "every unit has an id of its own"
                table.refuse("empty-id", "the id is empty", table.lines[row], column="id", hint=hint)
        table.problems += double_ids(units, table.file, table.lines)
    return units


def _rule(name: str, rubric: Rubric | None) -> tuple[str, str]:
    """Kind and date format of a column that the rubric reads; empty for one that it does not."""
    if rubric is None:
        return "", ""
    return (rubric.column_kinds[name], rubric.column_format(name)) if name in rubric.column_kinds else ("", "")


def _is_numeric(name: str, column: TextColumn, rubric: Rubric | None) -> bool:
    """Whether a column is read as numbers: the rubric says so, or says nothing and every cell can be one."""
    kind, _ = _rule(name, rubric)
    if kind:
        return kind != "text"
    held = np.zeros(len(column.distinct), np.bool_)
    held[column.codes[column.state == PRESENT]] = True
    texts = list(compress(column.distinct, held.tolist()))
    return all(map(_can_be_number, forms_of(texts).values()))


def _can_be_number(text: str) -> bool:
    # A day such as 31.12.2014 looks like a number and is one under neither mark.
    return looks_numeric(text) and any(parse_number(text, mark) is not None for mark in ".,")


def _marked(numbers: dict[str, TextColumn], rubric: Rubric | None) -> dict[str, TextColumn]:
    """The columns whose numbers may prove the decimal mark: those that the rubric reads, without days."""
    if rubric is None:
        return numbers
    return {name: column for name, column in numbers.items() if _rule(name, rubric)[0] in ("number", "percent")}


def _typed(name: str, column: TextColumn, mark: str, rubric: Rubric | None) -> Column:
    """The column as numbers; as it is where a cell is none, for the checks to say so."""
    kind, date_format = _rule(name, rubric)
    return numbers_or_none(column, mark, kind or "number", date_format) or column
