"""A workbook to fill in, made from a rubric: headings and rules in Vietnamese, cells that take what can be counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from os import PathLike

from ictindex.codec.whole_file import write_whole
from ictindex.io.extras import library
from ictindex.io.template_answers import answers_of
from ictindex.io.template_book import TemplateBook
from ictindex.io.template_forms import write_forms
from ictindex.io.template_sheets import write_block_sheets
from ictindex.io.template_units import TemplateUnit, units_of
from ictindex.io.workbook_writing_cells import CREATED
from ictindex.model.dataset import Dataset
from ictindex.model.rubric import Rubric
from ictindex.model.units import Unit

__all__ = ["PER", "asked", "template_bytes", "workbook_bytes", "write_template"]

PER = ("block", "unit")


def write_template(
    path: str | PathLike[str],
    rubric: Rubric,
    *,
    units: Dataset | Iterable[Unit] | None = None,
    per: str = "block",
    rows: int = 100,
) -> None:
    """Write a workbook in which the answers that a rubric reads are filled in.

    Headings and explanations are Vietnamese. Only the cells of answers are open; they take numbers within the law's
    limits, or words from a list. A criterion that a unit's block does not have is greyed. Where the rubric verifies,
    there are columns for the unit's own report, the council's finding and the evidence. A hidden sheet says for which
    edition and law the template was made, and `read` refuses it for another.

    Parameters
    ----------
    path
        The file to write, ending in ``.xlsx``.
    rubric
        What is asked.
    units
        Who is asked: a data set, whose answers are filled in already, or units; open rows where not given.
    per
        ``"block"`` for a sheet for each block, ``"unit"`` for a sheet for each unit.
    rows
        How many open rows there are where no units are given.

    Raises
    ------
    ValueError
        For another `per`, for fewer than one row, or where a sheet would have too many columns.
    MissingExtra
        If xlsxwriter is not installed.
    OSError
        If the file cannot be written.
    """
    write_whole(path, template_bytes(rubric, units=units, per=per, rows=rows))


def template_bytes(
    rubric: Rubric, *, units: Dataset | Iterable[Unit] | None = None, per: str = "block", rows: int = 100
) -> bytes:
    """The workbook of `write_template` as bytes; the same arguments give the same."""
    if rows < 1:
        msg = f"a template has at least one row, found rows={rows!r}"
        raise ValueError(msg)
    dataset = asked(units, per)
    return workbook_bytes(rubric, units_of(dataset, rubric), dataset, per=per, rows=rows)


def asked(units: Dataset | Iterable[Unit] | None, per: str) -> Dataset | None:
    """Who is asked, as a data set; another `per` than there are is refused."""
    if per not in PER:
        msg = f'a template is per "block" or per "unit", not {per!r}'
        raise ValueError(msg)
    return units if isinstance(units, Dataset) or units is None else Dataset(units=units, columns=())


def workbook_bytes(
    rubric: Rubric, units: Sequence[TemplateUnit], dataset: Dataset | None, *, per: str, rows: int = 1
) -> bytes:
    """A workbook for some of the units of a data set, or with open rows where there are none."""
    writer = library("xlsxwriter", "excel")
    stream = BytesIO()
    never = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    workbook = writer.Workbook(stream, {"in_memory": True, **never})
    workbook.set_properties({"title": rubric.id, "author": "", "created": CREATED})
    book = TemplateBook(book=workbook, rubric=rubric, per=per)
    book.write_help()
    answers = answers_of(rubric)
    if per == "unit":
        write_forms(book, answers, units, dataset)
    else:
        write_block_sheets(book, answers, units, dataset, rows)
    book.write_hidden()
    workbook.worksheets()[1].activate()
    workbook.close()
    return stream.getvalue()
