"""Printed rankings as CSV tables."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from ictindex.codec import read_published
from ictindex.model import DataError, Published, PublishedRow

Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file and return its path."""

    def write_file(content: str) -> Path:
        path = tmp_path / "a.csv"
        path.write_text(content, encoding="utf-8")
        return path

    return write_file


def places(path: Path) -> list[tuple[str, int | None, str]]:
    """Code, line and column of every problem."""
    with pytest.raises(DataError) as caught:
        read_published(path)
    return [(it.code, it.where.row, it.where.column) for it in caught.value.problems]


def test_a_printed_table_names_its_rubric(write: Write) -> None:
    """In its first line; further comments and columns are not looked at."""
    text = "# rubric: hanoi/agencies@2013\n# minh họa\nid,name,block,rank,score\na,Sở A,so,1,82.40\nb,,so,,\n"
    assert read_published(write(text)) == Published(
        rubric="hanoi/agencies@2013",
        rows=[
            PublishedRow(id="a", block="so", rank=1, score=Decimal("82.4")),
            PublishedRow(id="b", block="so"),
        ],
    )


def test_blocks_scores_and_the_rubric_may_be_left_out(write: Write) -> None:
    """Where all units are ranked together there is no block."""
    assert read_published(write("id;rank\na;1\nb;1\n")) == Published(
        rows=[PublishedRow(id="a", rank=1), PublishedRow(id="b", rank=1)]
    )


def test_scores_may_have_a_decimal_comma(write: Write) -> None:
    """By the same rule of proof as data."""
    table = read_published(write("id;rank;score\na;1;0,633\nb;2;1,234\n"))
    assert [row.score for row in table.rows] == [Decimal("0.633"), Decimal("1.234")]
    assert places(write("id;rank;score\na;1;1,234\n")) == [("unproved-decimal-mark", 2, "score")]
    assert read_published(write("id;rank;score\na;1;1,234\n"), decimal=",").rows[0].score == Decimal("1.234")
    assert read_published(write("# decimal: .\nid;rank;score\na;1;1.234\n")).rows[0].score == Decimal("1.234")


def test_long_scores_keep_their_digits(write: Write) -> None:
    """Exactly what was printed, in ten columns or in one."""
    table = read_published(write("id,rank,score\na,1,0.123456789012345678\nb,2,99999999.5\n"))
    assert [str(row.score) for row in table.rows] == ["0.123456789012345678", "99999999.5"]


def test_all_problems_of_a_printed_table_come_at_once(write: Write) -> None:
    """Ranks are whole numbers from 1 on; ids are there, and once."""
    text = "id,block,rank,score\na,so,1,x\na,so,0,1\n,so,1.5,2\nd,so,-1,3\ne,so,hạng 2,4\nf,so\n"
    assert sorted(places(write(text))) == [
        ("double-id", 3, "id"),
        ("empty-id", 4, "id"),
        ("not-a-number", 2, "score"),
        ("not-a-rank", 3, "rank"),
        ("not-a-rank", 4, "rank"),
        ("not-a-rank", 5, "rank"),
        ("not-a-rank", 6, "rank"),
        ("row-length", 7, ""),
    ]


def test_ids_and_ranks_are_needed(write: Write) -> None:
    """Both columns are named, with what comes near."""
    assert places(write("ma,hang\na,1\n")) == [("missing-column", 1, ""), ("missing-column", 1, "")]


def test_a_printed_table_names_its_law(write: Write) -> None:
    """As `ictindex rank` writes it; what is no digest is none."""
    law = "0123456789abcdef" * 4
    assert read_published(write(f"# law: {law}\nid,rank\na,1\n")).law == law
    assert read_published(write("# law: of 2014\nid,rank\na,1\n")).law == ""
