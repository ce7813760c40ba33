"""A rubric as a workbook, for those who keep criteria as tables: from a file to sheets and back, the same law."""

from __future__ import annotations

from os import PathLike

from ictindex.codec.file_text import FilePath
from ictindex.codec.whole_file import write_whole
from ictindex.io.rubric_sheet_reading import read_rubric
from ictindex.io.rubric_sheet_writing import rubric_sheets
from ictindex.io.workbook_file import open_workbook
from ictindex.io.workbook_writing_cells import workbook_bytes
from ictindex.language import Language
from ictindex.model.rubric import Rubric, RubricDraft
from ictindex.wording.heading import status_line, title_of

__all__ = ["rubric_from_sheet", "rubric_to_sheet"]


def rubric_from_sheet(path: FilePath, *, id: str = "") -> Rubric:
    """Read a rubric from a workbook: a row for each node, and sheets for what is not a node.

    The sheet of nodes has the columns id, in, name, English name, maximum, weight, reading, how it scores, and other
    keys; a row ``total`` is the root. Headings are Vietnamese or English. Sheets of the head, partitions, views, tiers,
    downgrades and awards may be there besides; other sheets are not looked at.

    Parameters
    ----------
    path
        The workbook.
    id
        The id of the rubric, where the workbook has no sheet that says it.

    Raises
    ------
    RubricError
        With every problem, each with its cell.
    DataError
        If the file is no workbook.
    MissingExtra
        If the extra ``excel`` is not installed.
    OSError
        If the file cannot be read.
    """
    return read_rubric(open_workbook(path), id=id)


def rubric_to_sheet(rubric: RubricDraft, path: str | PathLike[str], *, lang: str = "vi", law: str = "") -> None:
    """Write a rubric as a workbook that reads back as the same law, whole or not at all.

    Parameters
    ----------
    rubric
        What to write.
    path
        The file.
    lang
        The language of headings and notations, ``"vi"`` or ``"en"``; both are read back.
    law
        The digest of the law, for the sheet to sign.

    Raises
    ------
    ValueError
        For another language.
    MissingExtra
        If the extra ``excel`` is not installed.
    OSError
        If the file cannot be written.
    """
    language = Language(lang)
    sheets = list(rubric_sheets(rubric, language, law=law))
    title = title_of(rubric, language).strip() or rubric.id
    write_whole(path, workbook_bytes(sheets, title=title, status=status_line(rubric, language)))
