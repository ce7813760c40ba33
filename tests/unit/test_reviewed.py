"""What a review with other people's inputs found, each as a case that stays mended."""

from __future__ import annotations

import copy
import pickle
import time
from decimal import Context, Decimal, Inexact, Rounded, localcontext

import numpy as np
import pytest

from ictindex import DataError, Dataset, Indicator, Published, Unit, rank, read, score
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


def test_a_number_beside_a_text_is_not_read_under_the_texts_mark() -> None:
    """1.234 is a number already; the comma of its neighbour says nothing of it."""
    cells = data(x=["0,5", 1.234])
    assert score(cells, rubric(total={"decimals": 3})).values().tolist() == [0.5, 1.234]


def test_a_date_proves_no_decimal_mark() -> None:
    """31.12.2014 groups no thousands, so 1.234 stays in doubt."""
    with pytest.raises(DataError, match="may be thousands or thousandths"):
        data(ngay=["31.12.2014"], x=["1.234"])


def test_the_callers_decimal_context_changes_nothing() -> None:
    """Six digits of precision elsewhere in the program, and traps on everything inexact."""
    cells, law = data(x=["1234567.89", "1234567.91"]), rubric()
    with localcontext(Context(prec=6, traps=[Inexact, Rounded])):
        ranking = rank(cells, law)
        found = [(ranking[unit].rank, str(ranking[unit].score)) for unit in ("u0", "u1")]
    assert found == [(2, "1234567.89"), (1, "1234567.91")]


def test_masked_cells_are_missing_and_dates_are_dates() -> None:
    """What numpy hides is not read as data."""
    masked = data(x=np.ma.array([1, 999], mask=[False, True]))
    assert masked.column("x").state.tolist() == [0, 1]
    assert data(ngay=np.array(["2026-01-02"], dtype="datetime64[D]")).column("ngay").text(0) == "2026-01-02"


def test_a_token_may_be_one_text() -> None:
    """The text n/a is not three letters."""
    column = Dataset.from_columns(units=["a", "b"], columns={"x": ["a", "n/a"]}, not_applicable="n/a").column("x")
    assert column.state.tolist() == [0, 2]


@pytest.mark.parametrize("name", ["Nhất 1.5", "Nhất -1", "Nhất ３", "Nhất ①", ""])
def test_a_mistyped_number_of_prizes_is_no_recognition(name) -> None:
    """Otherwise everybody would receive it."""
    with pytest.raises(RubricError, match="how many there are"):
        rubric(award=[{"id": "a", "prizes": [name]}])


def test_nodes_are_not_called_as_the_columns_of_a_table() -> None:
    """Else the node's scores would stand where the ranks do."""
    with pytest.raises(RubricError, match="reserved"):
        rubric(node=[{"id": "rank"}])


def test_maxima_are_checked_however_many_tags_there_are() -> None:
    """A unit with all ten tags has all ten leaves."""
    node = [{"id": f"n{place}", "max": 10, "only": {"tag": f"t{place}"}} for place in range(10)]
    assert rubric(node=node, total={"decimals": 2, "max": 100}).total.max.default == 100
    with pytest.raises(RubricError, match="give 100, not 60"):
        rubric(node=node, total={"decimals": 2, "max": 60})


def test_hostile_texts_are_refused_soon(tmp_path) -> None:
    """An open quote over many lines, many commas behind a comment, blanks in a condition, a huge exponent."""
    start = time.process_time()
    file = tmp_path / "a.csv"
    file.write_text('id,"x\n' + "a,1\n" * 20_000, encoding="utf-8")
    with pytest.raises(DataError):
        read(file)
    file.write_text("# a" + "," * 50_000 + "x\nid,x\na,1\n", encoding="utf-8")
    assert len(read(file)) == 1
    with pytest.raises(RubricError):
        rubric(exclude=[{"unit": " " * 3000 + "x", "block": "y", "why": "z"}])
    with pytest.raises(ValueError, match="written out"):
        Indicator(id="x", max="1e99999999")
    assert time.process_time() - start < 10


def test_means_with_long_weights_are_still_ranked() -> None:
    """Weights of seven digits are no powers of millions."""
    node = [{"id": "x", "weight": Decimal("0.1234567")}, {"id": "y", "weight": Decimal("0.8765433")}]
    law = rubric(total={"aggregate": "geometric", "decimals": 3}, node=node, rank={"value": "exact"})
    ranking = rank(data(x=[2, 2, 3], y=[5, 5, 4]), law)
    assert [ranking[unit].rank for unit in ("u0", "u1", "u2")] == [1, 1, 3]
