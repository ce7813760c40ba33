"""A ranking as a table in a notebook: registered here, so that the ranking itself knows nothing of pages."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from decimal import Decimal
from functools import partial
from html import escape
from typing import Any

from ictindex.io.workbook_writing_cells import Head, Sheet, Value
from ictindex.io.workbook_writing_result import standings_sheets
from ictindex.io.workbook_writing_top import Top
from ictindex.language import LANGUAGES, Language
from ictindex.model.numbers import plain
from ictindex.ranking import Ranking

__all__ = ["load_ipython_extension", "ranking_html", "show_in_notebooks"]

# Nobody reads more rows between two cells of a notebook.
_MOST_ROWS = 200


def show_in_notebooks(*, lang: str = "vi") -> None:
    """From now on let IPython and Jupyter show a Ranking as tables, with the status of its rubric above.

    ``%load_ext ictindex.io.notebook`` does the same.

    `lang` is vi or en.

    Raises
    ------
    ValueError
        For a language other than ``"vi"`` and ``"en"``.
    RuntimeError
        Where no IPython runs.
    """
    language = Language(lang)
    # Whoever runs a notebook has it loaded; it is no library of ours.
    loaded = sys.modules.get("IPython")
    shell = None if loaded is None else loaded.get_ipython()
    if shell is None:
        msg = "no IPython runs here; in a notebook call it in a cell"
        raise RuntimeError(msg)
    _register(shell, language)


def load_ipython_extension(shell: Any) -> None:
    """What ``%load_ext ictindex.io.notebook`` calls."""
    _register(shell, Language(LANGUAGES[0]))


def _register(shell: Any, language: Language) -> None:
    shell.display_formatter.formatters["text/html"].for_type(Ranking, partial(ranking_html, lang=language.code))


def ranking_html(ranking: Ranking, *, lang: str = "vi") -> str:
    """The standings as HTML that needs nothing else: the status first, then a table for each block."""
    top = Top(ranking=ranking, language=Language(lang))
    return "".join(["<div>", *_parts(top), "</div>"])


def _parts(top: Top) -> Iterator[str]:
    """Title, status, digests and notes once; then a table for each block with the line of its own."""
    title, *more = top.sheet("", [], []).above
    yield f"<p><strong>{escape(title)}</strong></p>"
    yield "".join(f"<p>{escape(text)}</p>" for text in more)
    for sheet in standings_sheets(top):
        yield from _table(sheet, sheet.above[-1])


def _table(sheet: Sheet, caption: str) -> Iterator[str]:
    yield f'<table><caption style="text-align:left">{escape(caption)}</caption><thead><tr>'
    yield "".join(f'<th scope="col">{escape(" ".join(head.lines))}</th>' for head in sheet.heads)
    yield "</tr></thead><tbody>"
    for row in sheet.rows[:_MOST_ROWS]:
        yield "<tr>" + "".join(_cell(value, head) for value, head in zip(row, sheet.heads, strict=True)) + "</tr>"
    yield "</tbody></table>"
    if len(sheet.rows) > _MOST_ROWS:
        yield f"<p>… {len(sheet.rows) - _MOST_ROWS}</p>"


def _cell(value: Value, head: Head) -> str:
    side = "right" if head.right else "left"
    return f'<td style="text-align:{side}">{escape(_shown(value, head))}</td>'


def _shown(value: Value, head: Head) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    text = plain(value) if isinstance(value, Decimal) else str(value)
    return f"+{text}" if head.signed and value > 0 else text
