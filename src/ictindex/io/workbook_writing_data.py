"""A data set as one plain sheet: a header, a row for each unit, numbers as numbers and texts as texts."""

from __future__ import annotations

from decimal import Decimal

from ictindex.io.dataset_rows import CellValue, cells_of, unit_columns
from ictindex.io.template_values import label_of
from ictindex.io.workbook_writing_cells import Head, Sheet, Value, fits_double, workbook_bytes
from ictindex.model.columns import NumberColumn
from ictindex.model.dataset import Dataset

__all__ = ["dataset_workbook"]

_SHEET = "units"


def dataset_workbook(dataset: Dataset) -> bytes:
    """The bytes of the workbook; what the data say of themselves stands above the header behind a ``#``.

    A number of more than 15 digits is a text with all of them.
    """
    columns: dict[str, list[Value]] = {name: list(map(_cell, cells)) for name, cells in unit_columns(dataset).items()}
    columns |= {name: list(map(_cell, cells_of(column, dataset.decimal))) for name, column in dataset.columns}
    numeric = {name for name, column in dataset.columns if isinstance(column, NumberColumn)}
    heads = [Head.of(name, right=name in numeric) for name in columns]
    rows: list[tuple[Value, ...]] = list(zip(*columns.values(), strict=True))
    long = any(isinstance(it, Decimal) and not fits_double(it) for cells in columns.values() for it in cells)
    # Such a number is a text, and its decimal mark is declared, because 1.234 alone proves none.
    above = [f"# {note}" for note in (*(["decimal: ."] if long else []), *dataset.notes)]
    return workbook_bytes([Sheet(name=_SHEET, above=above, heads=heads, rows=rows)], title="", status="")


def _cell(value: CellValue) -> Value:
    return label_of(value) if isinstance(value, str) else value
