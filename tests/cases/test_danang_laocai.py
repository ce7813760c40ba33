"""Đà Nẵng 2016 (https://dost.danang.gov.vn, FACTS 0) and Lào Cai 2014 (press article, FACTS 0)."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from ictindex import NotComparable, get_rubric, rank, read

KHCN = "so-khoa-hoc-cong-nghe"


@pytest.fixture(scope="module")
def danang(examples: Path):
    """The ranking of 2016."""
    rubric = get_rubric("danang/agencies@2016")
    return rank(read(examples / "danang-2016.csv", rubric), rubric)


def find(ranking, name: str):
    """The standing of the unit with this name."""
    (standing,) = [it for it in ranking.standings if it.unit.name == name]
    return standing


def test_danang_science_is_sixth_of_24_and_24_6_9_4_by_group(danang) -> None:
    """Sở Khoa học và Công nghệ as printed: overall and in each of the four groups."""
    standing = find(danang, "Sở Khoa học và Công nghệ")
    assert len(danang.standings) == 24
    assert standing.rank == 6
    groups = list(danang.rubric.tree.children["total"])
    assert [standing.nodes[group].rank for group in groups] == [24, 6, 9, 4]


def test_danang_leader_has_the_printed_score(danang) -> None:
    """Sở Thông tin và Truyền thông leads with 96.08 (baodanang.vn, 2017)."""
    leader = danang.standings[0]
    assert (leader.unit.name, str(leader.score)) == ("Sở Thông tin và Truyền thông", "96.08")


def test_scores_of_another_law_are_not_subtracted_but_ranks_are(danang, examples: Path) -> None:
    """An edition made for this test: one maximum differs, so scores are refused and ranks carry a remark."""
    rubric = danang.rubric
    first = next(node for node in rubric.nodes if node.id == rubric.tree.leaves()[0].id)
    older = evolve(
        rubric, id="danang/agencies@2015", nodes=[evolve(it, decimals=1) if it is first else it for it in rubric.nodes]
    )
    data = read(examples / "danang-2016.csv", rubric)
    before = rank(data, older)
    after = rank(data, rubric, previous=before)
    assert before.law != after.law
    with pytest.raises(NotComparable):
        after.score_change(after.standings[0].unit.id)
    assert all(standing.change is not None for standing in after.standings)
    assert any("danang/agencies@2015" in str(remark) for remark in after.remarks)


def test_scores_of_the_same_law_may_be_subtracted(danang, examples: Path) -> None:
    """The same rubric under another edition has the same law digest."""
    rubric = danang.rubric
    data = read(examples / "danang-2016.csv", rubric)
    before = rank(data, evolve(rubric, id="danang/agencies@2015"))
    after = rank(data, rubric, previous=before)
    assert before.law == after.law
    assert all(after.score_change(standing.unit.id) == 0 for standing in after.standings)


def test_laocai_has_9_tot_and_12_kha_pooled_over_both_blocks(examples: Path) -> None:
    """9 of 31 print as 29 %, 12 as 39 %; a share quota of 29 % would floor to 8."""
    rubric = get_rubric("laocai/agencies@2014")
    ranking = rank(read(examples / "laocai-2014.csv", rubric), rubric)
    assert len(ranking.standings) == 31
    counts = ranking.tier_counts()
    assert list(counts.values())[:2] == [9, 12]
    shares = {row["id"]: row["share"] for row in ranking.to_dict()["tiers"]}
    assert [f"{share:.0f}" for share in list(shares.values())[:2]] == ["29", "39"]
    assert 29 * 31 // 100 == 8


def test_laocai_first_year_has_no_change_and_says_why(examples: Path) -> None:
    """Change is null with the reason that there is no previous year."""
    rubric = get_rubric("laocai/agencies@2014")
    ranking = rank(read(examples / "laocai-2014.csv", rubric), rubric)
    assert {(it.change, it.change_reason) for it in ranking.standings} == {(None, "no-previous")}
