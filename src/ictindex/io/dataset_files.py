"""A data set as a file that `read` takes: CSV, a workbook or Parquet, by the ending of its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import StringIO
from os import PathLike
from pathlib import Path
from types import MappingProxyType

from ictindex.codec import write_csv
from ictindex.codec.whole_file import write_whole
from ictindex.io.dataset_rows import CellValue, cells_of, unit_columns
from ictindex.io.parquet import write_parquet
from ictindex.io.workbook_writing_data import dataset_workbook
from ictindex.model.dataset import Dataset

__all__ = ["ENDINGS", "write_dataset"]


def write_dataset(dataset: Dataset, path: str | PathLike[str]) -> None:
    """Write a `dataset` as ``.csv``, ``.xlsx`` or ``.parquet``, as the ending of `path` says, whole or not at all.

    It reads back with the same digest.

    In Python a text stays a text whatever it looks like; a file of CSV or a sheet has only what stands in its cells,
    so there a column of words such as ``01`` needs a rubric that says so.

    Raises
    ------
    ValueError
        For another ending.
    MissingExtra
        If the extra ``excel`` or ``frames`` is not installed, where the ending needs it.
    OSError
        If the file cannot be written.
    """
    if not isinstance(dataset, Dataset):
        msg = f"expected a Dataset, found {type(dataset).__name__}"
        raise TypeError(msg)
    ending = Path(path).suffix.casefold()
    if ending not in ENDINGS:
        msg = f"{path}: expected a name that ends in one of {', '.join(ENDINGS)}"
        raise ValueError(msg)
    _WRITERS[ending](dataset, path)


def _csv(dataset: Dataset, path: str | PathLike[str]) -> None:
    stream = StringIO()
    columns: dict[str, list[CellValue]] = {name: [*cells] for name, cells in unit_columns(dataset).items()}
    columns |= {name: cells_of(column, dataset.decimal) for name, column in dataset.columns}
    # The mark is declared, because 1.234 alone proves none.
    comments = ["decimal: .", *dataset.notes]
    write_csv(zip(*columns.values(), strict=True), list(columns), stream, comments=comments)
    write_whole(path, stream.getvalue())


def _xlsx(dataset: Dataset, path: str | PathLike[str]) -> None:
    write_whole(path, dataset_workbook(dataset))


_WRITERS: Mapping[str, Callable[[Dataset, str | PathLike[str]], None]] = MappingProxyType(
    {".csv": _csv, ".xlsx": _xlsx, ".parquet": write_parquet}
)
ENDINGS = tuple(_WRITERS)
