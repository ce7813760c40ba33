"""A printed table of an earlier year: what a row may hold, and the arrays that changes are worked out from."""

from __future__ import annotations

import pytest

from ictindex.model import Published, PublishedRow


@pytest.mark.parametrize(
    ("rank", "error", "says"),
    [
        (0, ValueError, "a rank is 1 or more, found 0"),
        (True, TypeError, "expected a whole number from 1 on"),
        (10**18, ValueError, "a rank has at most 18 digits"),
    ],
)
def test_a_printed_rank_is_a_whole_number_that_can_be_subtracted(rank, error, says):
    """Places gained are a difference of 64 bits."""
    with pytest.raises(error, match=says):
        PublishedRow(id="a", rank=rank)
    assert PublishedRow(id="a", rank=10**18 - 1).rank == 10**18 - 1


def test_whoever_has_no_row_has_no_rank_and_no_block():
    """The last entry of both arrays is theirs, also of a table without rows."""
    table = Published(rows=[PublishedRow(id="a", block="so", rank=2), PublishedRow(id="b", block="xa")])
    labels, codes = table.block_codes
    assert table.ranks.tolist() == [2, 0, 0]
    assert [labels[code] for code in codes] == ["so", "xa", ""]
    assert dict(table.place) == {"a": 0, "b": 1}
    assert Published(rows=[]).ranks.tolist() == [0]
