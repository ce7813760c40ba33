"""Annex 1B, group I: five criteria and 200 points as printed (tests/cases/data/mic-annex-1b-infrastructure.csv)."""

from __future__ import annotations

import csv
from fractions import Fraction
from pathlib import Path

import pytest

from ictindex import DataError, Dataset, Unit, get_rubric, rank, score
from ictindex.testing.case import Case
from ictindex.testing.laws import LAWS

RUBRIC = get_rubric("vietnam/ministry-infrastructure@2017")
CRITERIA = RUBRIC.tree.children["total"]
IDS = ("bo-a", "bo-b", "bo-c")
# Three invented ministries; their points are worked out in POINTS, with nothing but the printed rules.
ANSWERS = {
    "can_bo": [200, 400, 60],
    "can_bo_co_may": [180, 400, 45],
    "may_tinh": [190, 400, 45],
    "may_diet_virus": [152, 100, 15],
    "bang_thong": [100, 300, 9],
    "don_vi": [36, 10, 3],
    "don_vi_ket_noi": [30, 0, 2],
    "ung_dung_wan": [7, 3, 0],
    "co_ttdl": ["có", "có", "không"],
    "cong_bo_hop_chuan": ["có", "có", "có"],
    "tieu_chuan_khac": ["không", "có", "không"],
    "truong_hop_b": ["có", "không", "không"],
    "phong_may_chu": ["không", "có", "có"],
}
POINTS = {
    # 180/200, 400/400 and 45/60 of 20; 152/190, 100/400 and 15/45 of 20
    "may-tinh": (Fraction(18), Fraction(20), Fraction(15)),
    "diet-virus": (Fraction(16), Fraction(5), Fraction(20, 3)),
    # 0.5, 0.75 and 0.15 per officer; the best is 0.75: 2/3, 1 and 1/5 of 40
    "internet": (Fraction(80, 3), Fraction(40), Fraction(8)),
    # 30/36 of 45 and 5 for seven applications; nothing and 3; 2/3 of 45 and nothing
    "mang-dien-rong": (Fraction("42.5"), Fraction(3), Fraction(30)),
    # 35 and the better of 5 and 25; 35 and 5 + 25, together more than 60, and 10; the better of 5 and 0, and 10
    "trung-tam-du-lieu": (Fraction(60), Fraction(70), Fraction(15)),
}


def dataset(ids=IDS, **answers) -> Dataset:
    """Ministries with the first answers of the table, some of them changed."""
    units = [Unit(id=unit, parts={"block": "bo"}) for unit in ids]
    return Dataset.from_columns(
        units=units, columns={name: values[: len(ids)] for name, values in (ANSWERS | answers).items()}
    )


def test_criteria_and_maxima_are_those_printed(printed: Path) -> None:
    """Every row of the table is a criterion with its name and its maximum; together they are 200."""
    with (printed / "mic-annex-1b-infrastructure.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    nodes = [RUBRIC.node(name) for name in CRITERIA]
    assert [node.vi for node in nodes] == [row["criterion_vi"] for row in rows]
    assert [RUBRIC.bounds(node_id=name) for name in CRITERIA] == [(0, int(row["max_points"])) for row in rows]
    assert RUBRIC.bounds() == (0, sum(int(row["max_points"]) for row in rows)) == (0, 200)


def test_what_is_not_printed_is_assumed_by_name() -> None:
    """35, 5 and the limit of 60 are printed; the other parts of criterion 5 are no law, and nothing else is assumed."""
    assert RUBRIC.status == "reconstructed"
    assert RUBRIC.assumed == ("total.decimals", "node.tieu-chuan-khac", "node.truong-hop-b", "node.phong-may-chu")
    assert RUBRIC.inferred == ("node.trung-tam-du-lieu.max",)


@pytest.mark.parametrize("criterion", CRITERIA)
def test_points_by_hand(criterion: str) -> None:
    """Each criterion gives exactly the points of its printed rule."""
    scores = score(dataset(), RUBRIC)
    assert tuple(scores.exact(criterion, unit) for unit in IDS) == POINTS[criterion]


def test_totals_and_ranks_by_hand() -> None:
    """163 1/6, 138 and 74 2/3, printed with two decimals."""
    ranking = rank(dataset(), RUBRIC)
    assert [sum(points) for points in zip(*POINTS.values(), strict=True)] == [Fraction(979, 6), 138, Fraction(224, 3)]
    found = [(it.unit.id, it.rank, str(it.score), str(it.percent)) for it in ranking.standings]
    assert found == [("bo-a", 1, "163.17", "81.59"), ("bo-b", 2, "138.00", "69.00"), ("bo-c", 3, "74.67", "37.34")]


def test_bandwidth_is_measured_against_who_is_there() -> None:
    """Without the best ministry the next one has all 40 points."""
    assert score(dataset(IDS[:1]), RUBRIC).exact("internet", "bo-a") == 40


@pytest.mark.parametrize(
    ("published", "rest", "case_b", "points"),
    [("có", "không", "không", 40), ("có", "không", "có", 60), ("có", "có", "không", 60), ("không", "không", "có", 60)],
)
def test_the_best_case_counts_and_the_part_stops_at_60(published: str, rest: str, case_b: str, points: int) -> None:
    """35 + 5; 35 + 25 and not + 30; 35 + 30 is 65 and stops at 60; 35 + 25."""
    answers = {"cong_bo_hop_chuan": [published], "tieu_chuan_khac": [rest], "truong_hop_b": [case_b]}
    assert score(dataset(IDS[:1], **answers), RUBRIC).exact("phan-1", "bo-a") == points


def test_a_ministry_without_computers_is_refused() -> None:
    """What 0 of 0 computers is worth is not printed."""
    with pytest.raises(DataError) as caught:
        score(dataset(IDS[:1], may_tinh=[0], may_diet_virus=[0]), RUBRIC)
    assert [it.code for it in caught.value.problems] == ["zero-denominator"]


def test_best_and_worst_answers() -> None:
    """Law L19, and its two ends spelled out: exactly 200 and exactly 0."""
    assert LAWS["L19"].applies(RUBRIC)
    assert LAWS["L19"].breaches(Case(RUBRIC, dataset())) == []
    ends = {
        name: ["có", "không"] if isinstance(values[0], str) else [1, int(name in ("can_bo", "may_tinh", "don_vi"))]
        for name, values in ANSWERS.items()
    }
    scores = score(dataset(IDS[:2], **(ends | {"ung_dung_wan": [5, 0]})), RUBRIC)
    assert [scores.exact("total", unit) for unit in IDS[:2]] == [200, 0]


def test_the_reference_agrees() -> None:
    """Law L13 on the three ministries."""
    assert LAWS["L13"].breaches(Case(RUBRIC, dataset())) == []
