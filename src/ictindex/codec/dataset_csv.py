"""A data set from a CSV file, with every problem of the file at once."""

from __future__ import annotations

from collections.abc import Sequence

from ictindex.codec.csv_table import read_table
from ictindex.codec.file_text import FilePath
from ictindex.codec.table_dataset import dataset_of
from ictindex.model.dataset import Dataset
from ictindex.model.number_text import NOT_APPLICABLE_TOKENS
from ictindex.model.rubric import Rubric

__all__ = ["read"]


def read(
    path: FilePath,
    rubric: Rubric | None = None,
    *,
    decimal: str | None = None,
    encoding: str = "utf-8-sig",
    delimiter: str | None = None,
    not_applicable: Sequence[str] = NOT_APPLICABLE_TOKENS,
) -> Dataset:
    """Read the units and raw columns of one assessment from a CSV file.

    A header and one row for each unit: ``id``, ``name``, ``block``, ``tags`` (separated by ``|``), further
    partitions by name, then the columns that readings name. Lines that begin with ``#`` before the header are
    comments; one of them may declare the decimal mark: ``# decimal: ,``.

    Parameters
    ----------
    path
        A path, or a file of a package.
    rubric
        How the columns are read; without it a column is numbers where every cell of it is one.
    decimal
        The decimal mark, ``"."`` or ``","``; proved from the numbers where not given.
    encoding
        UTF-8, with or without a byte order mark, unless said otherwise.
    delimiter
        ``","``, ``";"`` or a tab; taken from the header where not given.
    not_applicable
        Texts that mean not applicable; an empty cell is missing.

    Raises
    ------
    DataError
        With every problem: file, line, column, what was found, what was expected.
    OSError
        If the file cannot be read.
    """
    table = read_table(path, encoding=encoding, delimiter=delimiter)
    return dataset_of(table, rubric, decimal=decimal, not_applicable=not_applicable)
