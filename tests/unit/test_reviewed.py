"""What a review with other people's inputs found, each as a case that stays mended."""

from __future__ import annotations

import copy
import pickle
from decimal import Decimal

import numpy as np
import pytest

from ictindex import DataError, Dataset, Published, Unit, rank, score
from ictindex.codec import rubric_from_dict
from ictindex.model import PublishedRow, RubricError


def rubric(**tables):
    """A small rubric from tables."""
    base = {"schema": 1, "id": "t/t@1", "status": "illustrative", "total": {"decimals": 2}, "node": [{"id": "x"}]}
    return rubric_from_dict({**base, **tables})


def data(blocks=(), **columns):
    """Units u0, u1, … in these blocks."""
    count = len(next(iter(columns.values())))
    parts = blocks or [""] * count
    units = [Unit(id=f"u{row}", parts={"block": part} if part else {}) for row, part in enumerate(parts)]
    return Dataset.from_columns(units=units, columns=columns)


BLOCKS = {"so": "Sở", "xa": "Xã"}


def test_a_ranking_of_the_package_pickles_and_copies() -> None:
    """Its digests come along."""
    ranking = rank(data(x=[1, 2]), rubric())
    for other in (pickle.loads(pickle.dumps(ranking)), copy.deepcopy(ranking)):
        assert (other.law, other.data) == (ranking.law, ranking.data)
        assert other["u1"].rank == 1


def test_values_too_large_for_their_decimals_are_a_problem() -> None:
    """Nine trillion đồng with six printed decimals prints with fewer; with two of its own it is refused."""
    exact = rubric(total={}, rank={"value": "exact"})
    assert rank(data(x=[9_300_000_000_000]), exact)["u0"].score == Decimal(9_300_000_000_000)
    with pytest.raises(DataError, match="has no room for 2 decimals"):
        score(data(x=[93 * 10**15]), rubric())


def test_digits_hidden_between_blocks_are_remarked() -> None:
    """Both print 9.0 and one stands first over all."""
    law = rubric(partition={"block": BLOCKS}, total={"decimals": 1}, rank={"value": "exact", "overall": True})
    ranking = rank(data(["so", "xa"], x=["9.04", "9.01"]), law)
    assert [ranking[unit].rank_overall for unit in ("u0", "u1")] == [1, 2]
    assert "hidden-digits" in {remark.code for remark in ranking.remarks}


def test_equal_digests_mean_equal_results() -> None:
    """Exchanging the names of two parts changes whose maximum is whose, and so the digest of the data."""
    node = [{"id": "x", "max": {"default": 10, "xa": 20}}]
    cells = data(["Sở", "Xã"], x=[5, 5])
    one = rank(cells, rubric(partition={"block": BLOCKS}, node=node))
    other = rank(cells, rubric(partition={"block": {"so": "Xã", "xa": "Sở"}}, node=node))
    assert one.law == other.law
    assert one.data != other.data


def test_a_word_names_one_part() -> None:
    """Two parts of one name are refused."""
    with pytest.raises(RubricError, match="names"):
        rubric(partition={"block": {"so": "A", "xa": "A"}})


def test_a_float32_is_read_through_its_own_shortest_decimal() -> None:
    """0.7 is 0.7 in whatever width."""
    law = rubric(node=[{"id": "x", "steps": [[Decimal("0.7"), 10]], "else": 0}])
    assert score(data(x=np.array([0.7], dtype=np.float32)), law).values().tolist() == [10.0]


def test_columns_of_one_name_are_refused() -> None:
    """Composed and decomposed letters are one name."""
    with pytest.raises(DataError, match="two columns"):
        Dataset.from_columns(units=["a"], columns={"é": [1], "e\u0301": [2]})


def test_a_previous_table_without_blocks_moves_nobody() -> None:
    """It says so instead."""
    law = rubric(partition={"block": BLOCKS})
    ranking = rank(data(["so"], x=[1]), law, previous=Published(rubric="t/t@0", rows=[PublishedRow(id="u0", rank=3)]))
    assert ranking["u0"].change == 2
    assert "previous-without-block" in {remark.code for remark in ranking.remarks}


def test_codes_of_units_may_be_numbers() -> None:
    """A province is called 79."""
    units = [Unit(id="79"), Unit(id="01")]
    law = rubric(exclude=[{"unit": "79", "why": "for the test"}])
    ranking = rank(Dataset.from_columns(units=units, columns={"x": [1, 2]}), law)
    assert ranking["79"].rank is None


def test_swapped_arguments_are_named() -> None:
    """The message says what was expected in which order."""
    with pytest.raises(TypeError, match="a Dataset and a Rubric"):
        rank(rubric(), data(x=[1]))


def test_an_excluded_unit_is_found_however_its_tag_is_typed() -> None:
    """Tags are compared without case, and a tag that nobody carries is remarked."""
    units = [Unit(id="a", tags={"Quan-Su"}), Unit(id="b")]
    law = rubric(exclude=[{"tag": "quan-su", "why": "vì lý do an toàn"}, {"tag": "cong-an", "why": "như trên"}])
    ranking = rank(Dataset.from_columns(units=units, columns={"x": [1, 2]}), law)
    assert ranking["a"].rank_reason == "excluded: vì lý do an toàn"
    assert any('"cong-an"' in str(remark) for remark in ranking.remarks)
