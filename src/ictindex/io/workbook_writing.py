"""A ranking as a workbook: what was decided, what everybody has, and how it was made."""

from __future__ import annotations

from collections.abc import Iterator
from os import PathLike

from ictindex.codec.whole_file import write_whole
from ictindex.io.workbook_writing_cells import Sheet, workbook_bytes
from ictindex.io.workbook_writing_law import law_sheets
from ictindex.io.workbook_writing_result import result_sheets
from ictindex.io.workbook_writing_top import Top
from ictindex.language import Language
from ictindex.ranking import Ranking

__all__ = ["ranking_workbook", "write_workbook"]


def write_workbook(ranking: Ranking, path: str | PathLike[str], *, lang: str = "vi", reasons: bool = False) -> None:
    """Write a ranking as an Excel workbook (.xlsx), whole or not at all.

    A sheet for each block with its standings, then those not ranked, the points at every node, tiers, prizes with
    their reasons, what a council verified, remarks, and how the ranking was made: every policy, node, formula,
    parameter and source. The status of the rubric stands in the first lines of each sheet. Numbers show exactly the
    printed digits; one that a double cannot hold exactly is a text. The same ranking gives the same bytes.

    Parameters
    ----------
    ranking
        What to write.
    path
        The file.
    lang
        The language of headings, ``"vi"`` or ``"en"``; names stand as the law has them.
    reasons
        With a sheet of every sentence on each unit's place.

    Raises
    ------
    MissingExtra
        If the extra ``excel`` is not installed.
    ValueError
        For another language, or where a table does not fit into a sheet.
    OSError
        If the file cannot be written.
    """
    write_whole(path, ranking_workbook(ranking, lang=lang, reasons=reasons))


def ranking_workbook(ranking: Ranking, *, lang: str = "vi", reasons: bool = False) -> bytes:
    """The bytes that `write_workbook` writes."""
    if not isinstance(ranking, Ranking):
        msg = f"expected a Ranking, as `rank` gives it; found {type(ranking).__name__}"
        raise TypeError(msg)
    top = Top(ranking=ranking, language=Language(lang))
    return workbook_bytes(list(_sheets(top, reasons=reasons)), title=top.title, status=top.status)


def _sheets(top: Top, *, reasons: bool) -> Iterator[Sheet]:
    yield from result_sheets(top, reasons=reasons)
    yield from law_sheets(top)
