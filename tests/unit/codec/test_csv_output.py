"""CSV for spreadsheets."""

from __future__ import annotations

import csv
from decimal import Decimal
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictindex.codec import write_csv


def written(value: object) -> str:
    """The cell as it stands in the file."""
    stream = StringIO()
    write_csv([[value, "x"]], ["a", "b"], stream)
    return list(csv.reader(StringIO(stream.getvalue(), newline="")))[1][0]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("+cmd", "'+cmd"),
        ("-1+1", "'-1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\n=1"),
        ("-", "'-"),
        ("-5", "-5"),
        ("+0,5", "+0,5"),
        ("-1.5e3", "-1.5e3"),
        ("-29 %", "-29 %"),
        ("Sở = cơ quan", "Sở = cơ quan"),
        (-3, "-3"),
        (Decimal("-82.40"), "-82.40"),
        (Decimal("1E+3"), "1000"),
        (None, ""),
        (True, "True"),
    ],
)
def test_a_cell_never_starts_a_formula(value: object, expected: str) -> None:
    """Numbers stay numbers, anything else that a spreadsheet would run gets an apostrophe."""
    assert written(value) == expected


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_no_text_at_all_starts_a_formula(text: str) -> None:
    """Whatever a unit is called."""
    cell = written(text)
    assert not cell.startswith(("=", "@", "\t", "\r"))
    broken = text.replace("\r\n", "\n").replace("\r", "\n")
    assert cell in (broken, f"'{broken}")


def test_headers_are_cells_too_and_comments_stand_above() -> None:
    """Lines end in one way on every system."""
    stream = StringIO()
    write_csv([], ["id", "=x"], stream, comments=["rubric: demo/it@2026", "minh họa"])
    assert stream.getvalue() == "# rubric: demo/it@2026\n# minh họa\nid,'=x\n"
