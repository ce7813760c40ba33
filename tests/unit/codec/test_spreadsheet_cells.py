"""Cells that a spreadsheet would run, there and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ictindex.codec.spreadsheet_cells import marked, unmarked


@given(st.text("'=+-@＝＋－＠\t\r 5,a"))
def test_reading_undoes_exactly_what_writing_did(text: str) -> None:
    """Whatever apostrophes and signs a text begins with."""
    assert unmarked(marked(text)) == text


@given(st.text("'=+-@＝＋－＠ 5,a"))
def test_no_marked_text_begins_as_a_formula(text: str) -> None:
    """A number may begin with its sign; nothing else may."""
    written = marked(text)
    assert written[:1] not in tuple("=@＝＋－＠")
    assert written[:1] not in ("+", "-") or written[1:2] in tuple("5,")
