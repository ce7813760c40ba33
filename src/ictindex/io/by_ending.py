"""Files that are read by the ending of their name; what is neither a workbook nor Parquet is CSV."""

from __future__ import annotations

from collections.abc import Sequence

from ictindex.codec.dataset_csv import read as read_csv
from ictindex.codec.file_text import FilePath, is_workbook_name
from ictindex.model.dataset import Dataset
from ictindex.model.problems import Cell, DataError, Problem
from ictindex.model.published import Published
from ictindex.model.rubric import Rubric

__all__ = ["read_by_ending", "read_published_by_ending"]


def read_by_ending(
    path: FilePath,
    rubric: Rubric | None,
    *,
    decimal: str | None,
    encoding: str,
    delimiter: str | None,
    not_applicable: Sequence[str],
    sheet: str | Sequence[str] | None,
) -> Dataset:
    """The data set of a file; an option that says nothing about this kind of file is refused."""
    if str(path).casefold().endswith(".parquet"):
        from ictindex.io.parquet import read_parquet

        _refuse_option(path, "delimiter", delimiter, "Parquet has none")
        _refuse_option(path, "sheet", sheet, "only a workbook has sheets")
        return read_parquet(path, rubric, decimal=decimal, not_applicable=not_applicable)
    if is_workbook_name(path):
        from ictindex.io.workbook_reading import read_workbook

        _refuse_option(path, "delimiter", delimiter, "a workbook has none")
        return read_workbook(path, rubric, sheet=sheet, decimal=decimal, not_applicable=not_applicable)
    _refuse_option(path, "sheet", sheet, "only a workbook has sheets")
    return read_csv(
        path, rubric, decimal=decimal, encoding=encoding, delimiter=delimiter, not_applicable=not_applicable
    )


def read_published_by_ending(
    path: FilePath, *, decimal: str | None, encoding: str, delimiter: str | None, sheet: str | None
) -> Published:
    """The printed ranking of a file, as `read_by_ending` reads data."""
    if is_workbook_name(path):
        from ictindex.io.workbook_reading import read_published_workbook

        _refuse_option(path, "delimiter", delimiter, "a workbook has none")
        return read_published_workbook(path, sheet=sheet, decimal=decimal)
    _refuse_option(path, "sheet", sheet, "only a workbook has sheets")
    from ictindex.codec.published_csv import read_published

    return read_published(path, decimal=decimal, encoding=encoding, delimiter=delimiter)


def _refuse_option(path: FilePath, name: str, value: object, why: str) -> None:
    if value is not None:
        message = f"the option {name}={value!r} says nothing here: {why}"
        raise DataError((Problem(code="bad-option", where=Cell(file=str(path)), message=message),))
