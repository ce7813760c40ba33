"""A data set from a frame of pandas, polars or pyarrow: exact, with every problem by row and column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ictindex.codec.decimal_mark import mark_of
from ictindex.codec.spreadsheet_cells import marked
from ictindex.codec.table import Table
from ictindex.codec.table_dataset import dataset_of
from ictindex.io.extras import library
from ictindex.io.frame_columns import Cells, column_of_cells, labels_of, texts_of
from ictindex.model.columns import PRESENT, Column, TextColumn, text_column
from ictindex.model.dataset import Dataset
from ictindex.model.number_text import NOT_APPLICABLE_TOKENS, looks_numeric
from ictindex.model.problems import Cell, DataError, Problem
from ictindex.model.rubric import Rubric
from ictindex.model.steps import CarryUp
from ictindex.model.text import normalise
from ictindex.model.units import BLOCK

__all__ = ["dataset_of_frame", "from_frame"]

_OWN = ("id", "name", "tags")


def from_frame(
    frame: Any,
    rubric: Rubric | None = None,
    *,
    decimal: str | None = None,
    not_applicable: Sequence[str] = NOT_APPLICABLE_TOKENS,
    notes: Sequence[str] = (),
) -> Dataset:
    """The units and raw columns that a frame holds, its columns named as those of a CSV file.

    Numbers are taken exactly: whole numbers and decimals as they are, a float as its shortest decimal (0.1 is one
    tenth). Null and NaN are missing; true and false are yes and no; a day, or a timestamp at midnight, is a date;
    categories are texts. Texts are read as the cells of a CSV file are, and may hold ``n/a``.

    Parameters
    ----------
    frame
        A pandas or polars DataFrame, or a pyarrow Table, with a column ``id``, one row for each unit. An index is not
        looked at.
    rubric
        How the columns are read; without it a column is of the type that the frame says.
    decimal
        The decimal mark of numbers in texts, ``"."`` or ``","``; proved from them where not given.
    not_applicable
        Texts that mean not applicable.
    notes
        What the data say of themselves ("illustrative, not official data"); every report repeats it.

    Raises
    ------
    DataError
        With every problem: row (the first is 1), column, what was found, what was expected.
    TypeError
        If it is no such frame.
    MissingExtra
        If the extra ``frames`` is not installed.
    """
    return dataset_of_frame(frame, rubric, decimal=decimal, not_applicable=not_applicable, notes=notes)


def dataset_of_frame(
    frame: Any,
    rubric: Rubric | None = None,
    *,
    decimal: str | None = None,
    not_applicable: Sequence[str] = NOT_APPLICABLE_TOKENS,
    notes: Sequence[str] = (),
    file: str = "",
) -> Dataset:
    """The same, with the file that the frame was read from in every problem."""
    eager = _eager(frame, file)
    strange = next((it for it in eager.columns if not isinstance(it, str)), None)
    if strange is not None:
        msg = f"expected columns that are named by texts, found {strange!r}; rename them"
        raise TypeError(msg)
    lines = list(range(1, len(eager) + 1))
    table = Table(file, comments=[f"# {note}" for note in notes], lines=lines, header_line=0)
    columns, ready = _columns(eager, rubric, table, not_applicable)
    table.columns, table.ready = columns, ready
    if not lines:
        table.refuse("no-rows", "the frame has no row", hint="a table has a row for each unit")
    if rubric is None:
        # A rubric that is named later may read numbers out of texts: what their decimal mark is, is known now or never.
        texts = {name: it for name, it in ready.items() if isinstance(it, TextColumn) and _may_be_numbers(it)}
        mark, doubts = mark_of(texts, decimal, table)
        decimal = decimal or mark
        table.problems += doubts
    return dataset_of(table, rubric, decimal=decimal, not_applicable=not_applicable)


def _eager(frame: Any, file: str) -> Any:
    """The frame behind the one interface to all libraries."""
    narwhals = library("narwhals", "frames")
    try:
        return narwhals.from_native(frame, eager_only=True)
    except TypeError:
        hint = "; collect() it first" if hasattr(frame, "collect") else ""
        kind = f"{type(frame).__module__.partition('.')[0]}.{type(frame).__name__}".removeprefix("builtins.")
        msg = f"expected a DataFrame of pandas or polars, or a Table of pyarrow, found {kind}{hint}"
        raise TypeError(msg) from None
    except narwhals.exceptions.DuplicateError as error:
        problem = Problem(code="double-column", where=Cell(file=file), message=str(error).replace("\n", " "))
        raise DataError((problem,)) from None


def _columns(
    eager: Any, rubric: Rubric | None, table: Table, tokens: Sequence[str]
) -> tuple[dict[str, Sequence[str]], dict[str, Column]]:
    """The columns that are read as those of a file, and those that need no reading."""
    columns: dict[str, Sequence[str]] = {}
    ready: dict[str, Column] = {}
    labels = {*_OWN, BLOCK, *(() if rubric is None else (it.name for it in rubric.partitions if not it.is_derived))}
    kinds = {} if rubric is None else rubric.column_kinds
    parents = {step.parent for step in (() if rubric is None else rubric.steps) if isinstance(step, CarryUp)}
    shares = not eager.implementation.is_pandas_like()  # pandas may be written to afterwards
    for native_name in eager.columns:
        name = normalise(str(native_name))
        if name in columns:
            table.refuse("double-column", f'two columns are called "{name}"', column=name)
            continue
        date_format = "yyyy-mm-dd" if rubric is None or name not in kinds else rubric.column_format(name)
        cells = Cells(
            name=name,
            series=eager[native_name],
            table=table,
            tokens=tuple(token.casefold() for token in tokens),
            date_format=date_format,
            shares=shares,
        )
        if name in labels:
            # As in a file: the sign that keeps a spreadsheet from running an id is taken off again.
            columns[name] = [marked(text) for text in labels_of(cells)]
            continue
        found = _answers(cells) if name not in parents else text_column(labels_of(cells), tokens)
        if isinstance(found, TextColumn) and kinds.get(name, "text") != "text":
            columns[name] = [found.distinct[code] for code in found.codes.tolist()]  # the rubric reads numbers or days
        else:
            columns[name], ready[name] = (), found  # the frame knows its types: a text stays one
    return columns, ready


def _answers(cells: Cells) -> Column:
    """The column, by the type that the frame gives it."""
    texts = texts_of(cells)
    return column_of_cells(cells) if texts is None else text_column(texts, cells.tokens)


def _may_be_numbers(column: TextColumn) -> bool:
    """Whether every cell of a column of texts looks like a number."""
    held = set(column.codes[column.state == PRESENT].tolist())
    return bool(held) and all(looks_numeric(column.distinct[code]) for code in held)
