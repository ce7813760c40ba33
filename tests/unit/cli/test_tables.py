"""Tables as text."""

from __future__ import annotations

import io

import pytest

from ictindex.cli.tables import plain_text, print_pieces
from ictindex.wording.tables import Column, Table, display_width

TABLE = Table(
    title="Đơn vị",
    columns=[Column("Tên"), Column("Điểm", right=True)],
    rows=[("Sở Y tế", "9.5"), ("UBND huyện Ứng Hòa", "10.0"), ("[bold]", "1.0")],
)


def test_columns_are_aligned_by_what_is_seen():
    """Vietnamese letters take one cell each, numbers stand at the right, no line ends in blanks."""
    assert plain_text([TABLE]) == (
        "Đơn vị\n"
        "Tên                 Điểm\n"
        "------------------  ----\n"
        "Sở Y tế              9.5\n"
        "UBND huyện Ứng Hòa  10.0\n"
        "[bold]               1.0\n"
    )


def test_marks_that_combine_take_no_cell():
    """A name in NFD is as wide as in NFC."""
    assert display_width("Ứng") == display_width("U\u031b\u0301ng") == 3


def test_paragraphs_and_tables_are_a_blank_line_apart():
    """Whatever their own ends are."""
    assert plain_text(["a\n", "b", "c\nd\n"]) == "a\n\nb\n\nc\nd\n"


def test_a_pipe_gets_plain_text_whatever_is_installed():
    """Only a person at a terminal is shown more."""
    stream = io.StringIO()
    print_pieces([TABLE, "x"], stream)
    assert stream.getvalue() == plain_text([TABLE, "x"])


def test_a_table_too_wide_for_the_terminal_is_plain(monkeypatch):
    """Rich would cut its cells, and a number that is cut is another number."""
    pytest.importorskip("rich", reason="rich is an extra")

    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setenv("COLUMNS", "80")
    wide = Table(columns=[Column(f"n{it}", right=True) for it in range(12)], rows=[["100.00 (1)"] * 12])
    stream = Terminal()
    print_pieces([wide, TABLE], stream)
    said = stream.getvalue()
    assert said.startswith(plain_text([wide]))
    assert "Sở Y tế" in said
    assert "…" not in said


def test_a_terminal_gets_the_same_cells_from_rich():
    """Brackets in a name are no markup."""
    pytest.importorskip("rich", reason="rich is an extra")

    class Terminal(io.StringIO):
        def isatty(self):
            return True

    stream = Terminal()
    print_pieces([TABLE, "Ghi chú [x]"], stream)
    said = stream.getvalue()
    for text in ("Đơn vị", "Sở Y tế", "UBND huyện Ứng Hòa", "[bold]", "10.0", "Ghi chú [x]"):
        assert text in said
