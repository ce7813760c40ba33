"""National indices: printed totals reproduced from printed parts (sources in tests/cases/data and examples)."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from ictindex import get_rubric, rank, read, read_published
from ictindex.testing.published import reproduces


def ranks_of(ranking) -> dict[str, int]:
    """Rank by unit id."""
    return {standing.unit.id: standing.rank for standing in ranking.standings}


@pytest.mark.parametrize(
    ("file", "rubric_id", "count", "differing"),
    [
        ("ict-index-2006", "vietnam/ict-index@2006", 10, {"ho-chi-minh", "binh-duong"}),
        ("dti-2020", "vietnam/dti-provinces@2020", 9, set()),
        ("dti-2022", "vietnam/dti-provinces@2022", 5, {"ho-chi-minh"}),
        ("par-2012", "vietnam/par-index@2012", 19, set()),
    ],
)
def test_printed_totals_and_ranks_are_reproduced(
    examples: Path, printed: Path, file: str, rubric_id: str, count: int, differing: set[str]
) -> None:
    """Every printed total is possible for the printed inputs; the last digits that differ are named."""
    rubric = get_rubric(rubric_id)
    data = read(examples / f"{file}.csv", rubric)
    table = read_published(printed / f"{file}.csv")
    found = reproduces(data, rubric, {row.id: row.score for row in table.rows if row.score is not None})
    assert len(found) == count
    assert all(it.reproduced for it in found)
    assert {it.unit for it in found if not it.same} == differing
    assert ranks_of(rank(data, rubric)) == {row.id: row.rank for row in table.rows}


def test_ict_2006_ranks_on_exact_values_behind_equal_prints(examples: Path) -> None:
    """Three provinces print 0.37 and stand at ranks 7, 8 and 9."""
    rubric = get_rubric("vietnam/ict-index@2006")
    ranking = rank(read(examples / "ict-index-2006.csv", rubric), rubric)
    assert [(it.rank, str(it.score)) for it in ranking.standings[6:9]] == [(7, "0.37"), (8, "0.37"), (9, "0.37")]
    assert any("hidden" in str(remark) or "digits" in str(remark) for remark in ranking.remarks)


def test_ict_2016_is_the_mean_of_three(examples: Path, printed: Path) -> None:
    """Five printed totals reproduced; Đà Nẵng 2019 is 0.8654 to the last digit."""
    rubric = get_rubric("vietnam/ict-index@2016")
    data = read(examples / "ict-index-2016.csv", rubric)
    with (printed / "ict-index-2016-totals.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    found = reproduces(data, rubric, {row["id"]: row["printed_total"] for row in rows})
    assert len(found) == 5
    assert all(it.reproduced for it in found)
    assert str(rank(data, rubric)["da-nang-2019"].score) == "0.8654"


def test_hanoi_in_the_national_index_of_2013_and_2014(printed: Path) -> None:
    """Second, then third of 63, as Published history."""
    assert read_published(printed / "ict-index-2013.csv").row("ha-noi").rank == 2
    assert read_published(printed / "ict-index-2014.csv").row("ha-noi").rank == 3


def test_dti_2020_hue_is_an_exact_half_that_only_half_up_rounds_as_printed(examples: Path) -> None:
    """0.40965 becomes 0.4097; half to even would print 0.4096."""
    from fractions import Fraction

    from ictindex import score
    from ictindex.model.numbers import round_ticks

    rubric = get_rubric("vietnam/dti-provinces@2020")
    scores = score(read(examples / "dti-2020.csv", rubric), rubric)
    exact = scores.exact("total", "thua-thien-hue")
    assert exact == Fraction("0.40965")
    assert round_ticks(exact, 4, "up") == 4097
    assert round_ticks(exact, 4, "even") == 4096


def test_dti_2022_the_engines_own_number_for_hcm_stands_beside_the_printed_one(examples: Path, printed: Path) -> None:
    """0.7164 from the printed parts, 0.7163 printed; possible because the parts are rounded too."""
    rubric = get_rubric("vietnam/dti-provinces@2022")
    data = read(examples / "dti-2022.csv", rubric)
    (hcm,) = reproduces(data, rubric, {"ho-chi-minh": "0.7163"})
    assert (str(hcm.computed), hcm.reproduced, hcm.same) == ("0.7164", True, False)


def test_egov_2017_shares_ranks_on_the_printed_decimals(examples: Path, printed: Path) -> None:
    """17, 17, 19; 32, 32, 34; 40, 40, 42: all 53 ranks as printed, from decimals with commas."""
    rubric = get_rubric("vietnam/egov@2017")
    ranking = rank(read(examples / "egov-2017.csv", rubric), rubric)
    table = read_published(printed / "egov-2017.csv")
    assert len(table.rows) == 53
    assert ranks_of(ranking) == {row.id: row.rank for row in table.rows}
    order = [standing.rank for standing in ranking.standings]
    assert (order[16:19], order[31:34], order[39:42]) == ([17, 17, 19], [32, 32, 34], [40, 40, 42])
