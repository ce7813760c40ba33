"""What a province should know about its own rubric, asked of the installed distribution."""

from decimal import Decimal
from pathlib import Path

import pytest

from ictindex import get_rubric, list_rubrics, rank, read
from ictindex.testing import plugin_tests

RUBRIC = "lam-dong/agencies@2016"
EXAMPLE = Path(__file__).parent.parent / "example.csv"

test_contract = plugin_tests("lam-dong", cases="cases/*.toml")


@pytest.fixture(scope="module")
def rubric():
    """Return the rubric as an installed plugin gives it."""
    return get_rubric(RUBRIC)


@pytest.fixture(scope="module")
def ranking(rubric):
    """Return the example's ranking."""
    return rank(read(EXAMPLE, rubric), rubric)


def outcome(standing):
    """Return all that a unit gets, without its name."""
    prizes = [(award.award, award.prize) for award in standing.awards]
    return standing.score, standing.rank, standing.percent, standing.tier, prizes


def test_is_listed():
    """Installing the wheel is all it takes to offer the rubric."""
    assert RUBRIC in list_rubrics()


def test_says_that_it_is_illustrative(rubric):
    """Nobody may take the invented criteria for the law."""
    assert rubric.status == "illustrative"


@pytest.mark.parametrize(("block", "units"), [("so", 21), ("nganh-doc", 5), ("huyen", 12)])
def test_each_kind_of_unit_has_ranks_of_its_own(ranking, block, units):
    """A rank is one more than the number of units of the same kind that did better."""
    ranked = [s for s in ranking.standings if s.unit.id.rsplit("-", 1)[0] == block and s.rank is not None]
    assert len(ranked) == units
    for standing in ranked:
        better = sum(other.rank < standing.rank for other in ranked)
        assert standing.rank == 1 + better


def test_military_and_police_are_listed_without_a_rank(ranking):
    """They stand in the table, nothing is asked of them and nothing is given."""
    unranked = [standing for standing in ranking.standings if standing.rank is None]
    assert {standing.unit.id for standing in unranked} == {"quan-su", "cong-an"}
    assert not any(standing.awards for standing in unranked)


def test_vertical_agencies_are_measured_against_their_own_maximum(ranking):
    """Services to citizens cannot apply to them: 75 points are their whole, and the percent says so."""
    for number in range(1, 6):
        standing = ranking[f"nganh-doc-{number:02}"]
        assert abs(standing.percent - standing.score * 100 / 75) <= Decimal("0.005")


def test_results_follow_the_answers(rubric, ranking, tmp_path):
    """Two units that swap their answers swap score, rank, tier and prizes, and nobody else notices."""
    departments = [s.unit.id for s in ranking.standings if s.unit.id.startswith("so-")]
    first, last = departments[0], departments[-1]
    assert outcome(ranking[first]) != outcome(ranking[last])

    names = {first: last, last: first}
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    rows = [line.split(",", 1) for line in lines[1:]]
    path = tmp_path / "swapped.csv"
    path.write_text("".join(f"{names.get(unit, unit)},{rest}\n" for unit, rest in rows), encoding="utf-8")
    swapped = rank(read(path, rubric), rubric)

    for standing in ranking.standings:
        assert outcome(standing) == outcome(swapped[names.get(standing.unit.id, standing.unit.id)])
