"""Hà Nội: prizes of 2012, tiers and commendations of 2014 (press articles), recognition of 2015 (made up)."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from ictindex import Dataset, get_rubric, rank, read, read_published

UNITS_2012 = {"so": 27, "huyen": 29, "xa": 62}
TIERS_2014 = {
    "so-nganh": (6, 13, 3, 0),
    "hiep-quan": (5, 1, 2, 1),
    "quan": (3, 10, 0, 0),
    "huyen": (0, 17, 0, 0),
    "phuong": (6, 23, 0, 0),
    "xa": (0, 17, 4, 0),
}


def swapped(data: Dataset, one: str, other: str) -> Dataset:
    """The same table with the answers of two units exchanged."""
    order = list(range(len(data)))
    ids = [unit.id for unit in data.units]
    a, b = ids.index(one), ids.index(other)
    order[a], order[b] = b, a
    columns = {name: [column.text(row) for row in order] for name, column in data.columns}
    return Dataset.from_columns(units=data.units, columns=columns, decimal=data.decimal)


@pytest.fixture(scope="module")
def ranking_2012(examples: Path):
    """The ranking of 2012."""
    rubric = get_rubric("hanoi/awards@2012")
    return rank(read(examples / "hanoi-2012.csv", rubric), rubric)


@pytest.fixture(scope="module")
def ranking_2014(examples: Path):
    """The ranking of 2014 against the printed one of 2013."""
    rubric = get_rubric("hanoi/agencies@2014")
    return rank(read(examples / "hanoi-2014.csv", rubric), rubric, previous=read_published(examples / "hanoi-2013.csv"))


def test_2012_has_118_units_in_their_blocks(ranking_2012) -> None:
    """27 departments, 29 districts, 62 communes."""
    assert Counter(standing.unit.part("block") for standing in ranking_2012.standings) == UNITS_2012


def test_2012_gives_17_prizes_as_printed(ranking_2012) -> None:
    """1-2-2 for departments and 1-1-2 for each of the three other prize blocks."""
    given = Counter(
        (award.part, award.prize) for award in ranking_2012.awards if award.award in ("tap-the-so", "tap-the")
    )
    assert given == {
        ("so", "Nhất"): 1,
        ("so", "Nhì"): 2,
        ("so", "Ba"): 2,
        **{
            (part, prize): count
            for part in ("quan", "huyen", "xa")
            for prize, count in (("Nhất", 1), ("Nhì", 1), ("Ba", 2))
        },
    }
    assert given.total() == 17


def test_2012_rewards_seven_persons(ranking_2012) -> None:
    """Leader and specialist of the first prize of three blocks, and the leader of the commune that serves best."""
    persons = [(award.part, award.role, award.unit) for award in ranking_2012.awards if award.prize == "Cá nhân"]
    assert len(persons) == 7
    first = {award.part: award.unit for award in ranking_2012.awards if award.prize == "Nhất"}
    for part in ("so", "quan", "huyen"):
        assert {(role, unit) for block, role, unit in persons if block == part} == {
            ("lãnh đạo phụ trách", first[part]),
            ("cán bộ chuyên trách", first[part]),
        }
    (serving,) = [unit for block, role, unit in persons if block == "xa"]
    best = max(
        standing.nodes["phuc-vu"].score for standing in ranking_2012.standings if standing.unit.part("block") == "xa"
    )
    assert ranking_2012[serving].nodes["phuc-vu"].score == best


def test_2014_prints_the_tiers_of_all_six_blocks(ranking_2014) -> None:
    """Tốt, Khá, Trung bình, Yếu in each block as in the article."""
    counts = ranking_2014.tier_counts("block")
    assert {block: tuple(tiers.values()) for block, tiers in counts.items()} == TIERS_2014


def test_2014_commends_19_for_rank_4_for_services_and_6_for_effort(ranking_2014) -> None:
    """None of the six is among the nineteen, all rose, and one rose five places."""
    by_award: dict[str, list[str]] = {}
    for award in ranking_2014.awards:
        by_award.setdefault(award.prize, []).append(award.unit)
    assert {prize: len(units) for prize, units in by_award.items()} == {
        "Thứ hạng cao": 19,
        "Dịch vụ công trực tuyến": 4,
        "Nỗ lực": 6,
    }
    effort = by_award["Nỗ lực"]
    assert not set(effort) & set(by_award["Thứ hạng cao"])
    changes = [ranking_2014[unit].change for unit in effort]
    assert all(change >= 1 for change in changes)
    assert changes.count(5) == 1


def test_2014_counts_no_change_for_units_that_are_new_or_moved(ranking_2014) -> None:
    """A change is a number or has a reason."""
    reasons = Counter(standing.change_reason for standing in ranking_2014.standings if standing.change is None)
    assert set(reasons) == {"new", "moved"}


@pytest.mark.parametrize(
    ("file", "rubric_id"), [("hanoi-2012.csv", "hanoi/awards@2012"), ("hanoi-2014.csv", "hanoi/agencies@2014")]
)
def test_results_follow_from_the_answers_alone(examples: Path, file: str, rubric_id: str) -> None:
    """Exchanging the answers of two units of one block exchanges their score, rank, tier and unit prizes."""
    rubric = get_rubric(rubric_id)
    data = read(examples / file, rubric)
    before = rank(data, rubric)
    block = [it for it in before.standings if it.unit.part("block") == before.standings[0].unit.part("block")]
    one, other = block[0].unit.id, block[-1].unit.id
    after = rank(swapped(data, one, other), rubric)
    for old, new in ((one, other), (other, one)):
        assert after[new].score == before[old].score
        assert after[new].rank == before[old].rank
        assert after[new].tier == before[old].tier
        assert [a.prize for a in after[new].awards] == [a.prize for a in before[old].awards]
    for standing in before.standings:
        if standing.unit.id not in (one, other):
            assert (after[standing.unit.id].rank, after[standing.unit.id].tier) == (standing.rank, standing.tier)


def test_raising_the_second_above_the_first_changes_the_winner(examples: Path) -> None:
    """With the answers of the first and its own best ones the second wins the first prize."""
    rubric = get_rubric("hanoi/awards@2012")
    data = read(examples / "hanoi-2012.csv", rubric)
    before = rank(data, rubric)
    so = [it for it in before.standings if it.unit.part("block") == "so"]
    first, second = so[0].unit.id, so[1].unit.id
    assert next(a.unit for a in before.awards if a.prize == "Nhất" and a.part == "so") == first
    after = rank(swapped(data, first, second), rubric)
    assert next(a.unit for a in after.awards if a.prize == "Nhất" and a.part == "so") == second


def test_recognition_reports_every_condition_with_its_value(examples: Path) -> None:
    """The illustrative regulation of 2015: who is recognised, and for each unit which condition is met."""
    rubric = get_rubric("hanoi/e-agency@2015")
    ranking = rank(read(examples / "e-agency-2015.csv", rubric), rubric)
    recognised = {award.unit for award in ranking.awards}
    assert 0 < len(recognised) < len(ranking.standings)
    for standing in ranking.standings:
        conditions = ranking.conditions("cong-nhan", standing.unit.id)
        assert len(conditions) >= 6
        assert all(condition.met for condition in conditions) == (standing.unit.id in recognised)
        assert all(condition.value for condition in conditions)


@pytest.mark.parametrize("year", ["2012", "2014"])
def test_every_award_says_by_which_rule_on_which_numbers_and_against_whom(
    year: str, ranking_2012, ranking_2014
) -> None:
    """The rule's name, the unit's own figures, and those of the first who did not get it, in one sentence."""
    ranking = {"2012": ranking_2012, "2014": ranking_2014}[year]
    assert len(ranking.awards) == {"2012": 17 + 7, "2014": 19 + 4 + 6}[year]
    for award in ranking.awards:
        assert award.vi in award.reason
        assert award.prize in award.reason
        if "meets every condition" in award.reason:
            continue
        assert all(f"{value}" in award.reason for _, value in award.values)
        assert award.against is not None
        rival = ranking[award.against.unit].unit
        assert f"decided against {rival.name}" in award.reason
        assert all(f"{value}" in award.reason for _, value in award.against.values)
    recognised = [award for award in ranking.awards if "meets every condition" in award.reason]
    assert len(recognised) == {"2012": 6, "2014": 0}[year]
