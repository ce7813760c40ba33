"""Criteria printed with their formulas (tests/cases/data/printed-rules.csv): every row, with answers and points."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

import pytest

from ictindex import DataError, Dataset, load_rubric, score
from ictindex.testing.case import Case
from ictindex.testing.laws import LAWS

DATA = Path(__file__).parent / "data"
FILES = {"S_tvpl_bulletin": "printed-rules-bulletin.toml", "S_caolanh": "printed-rules-cao-lanh.toml"}
# Answers that have nothing to say to the criterion tried.
NEUTRAL: Mapping[str, Mapping[str, object]] = {
    "S_tvpl_bulletin": {"so_hop": 0, "hop_chu_tri": 0, "hop_ve_cds": 1, "van_ban_ky": 0, "van_ban_yeu_cau": 1},
    "S_caolanh": {
        "truong_ban": "chưa có",
        "du_hop_tinh": "không",
        "chu_tri_hop_huyen": "không",
        "van_ban_ky": 0,
        "van_ban_yeu_cau": 1,
        "con_lai": 0,
    },
}
# By source and code: answers, and the points that the printed rule gives for them.
WORKED: Mapping[tuple[str, str], list[tuple[Mapping[str, object], object]]] = {
    # four times 20, three 15, two 10, once 5, all else 0
    ("S_tvpl_bulletin", "1.1"): [
        ({"so_hop": 4}, 20),
        ({"so_hop": 3}, 15),
        ({"so_hop": 2}, 10),
        ({"so_hop": 1}, 5),
        ({"so_hop": 0}, 0),
        ({"so_hop": 7}, 20),  # five and more are not printed: the greatest bound that holds counts
    ],
    # a/b of 20
    ("S_tvpl_bulletin", "1.2"): [
        ({"hop_ve_cds": 4, "hop_chu_tri": 4}, 20),
        ({"hop_ve_cds": 4, "hop_chu_tri": 3}, 15),
        ({"hop_ve_cds": 3, "hop_chu_tri": 1}, Fraction(20, 3)),
        ({"hop_ve_cds": 4, "hop_chu_tri": 0}, 0),
    ],
    ("S_tvpl_bulletin", "1.3"): [
        ({"van_ban_ky": 5, "van_ban_yeu_cau": 5}, 20),
        ({"van_ban_ky": 2, "van_ban_yeu_cau": 5}, 8),
        ({"van_ban_ky": 0, "van_ban_yeu_cau": 5}, 0),
    ],
    # The group is the sum of its criteria: 10 + 5 + 4 and the rest of it
    ("S_caolanh", "1"): [
        (
            {
                "truong_ban": "Bí thư/Chủ tịch",
                "du_hop_tinh": "có",
                "van_ban_ky": 2,
                "van_ban_yeu_cau": 5,
                "con_lai": "12.5",
            },
            Fraction("31.5"),
        ),
    ],
    # the maximum, half of it, nothing
    ("S_caolanh", "1.1"): [
        ({"truong_ban": "Bí thư/Chủ tịch"}, 10),
        ({"truong_ban": "Phó Bí thư/Phó Chủ tịch"}, 5),
        ({"truong_ban": "chưa có"}, 0),
    ],
    # half of it for each of two
    ("S_caolanh", "1.2"): [
        ({"du_hop_tinh": "có", "chu_tri_hop_huyen": "có"}, 10),
        ({"du_hop_tinh": "có"}, 5),
        ({"chu_tri_hop_huyen": "có"}, 5),
        ({}, 0),
    ],
    ("S_caolanh", "1.3"): [
        ({"van_ban_ky": 3, "van_ban_yeu_cau": 4}, Fraction("7.5")),
        ({"van_ban_ky": 4, "van_ban_yeu_cau": 4}, 10),
        ({"van_ban_ky": 0, "van_ban_yeu_cau": 4}, 0),
    ],
}


def _rows() -> list[dict[str, str]]:
    with (DATA / "printed-rules.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(line for line in lines if not line.startswith("#")))


ROWS = _rows()


def rubric_of(source: str):
    """The rubric that holds the criteria of a source."""
    return load_rubric(DATA / FILES[source])


def dataset(source: str, answers: Mapping[str, object]) -> Dataset:
    """One unit with these answers."""
    cells = {**NEUTRAL[source], **answers}
    return Dataset.from_columns(units=["huyện"], columns={name: [value] for name, value in cells.items()}, decimal=".")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['source_id']} {row['code']}")
def test_each_printed_criterion(row: dict[str, str]) -> None:
    """The node has the printed name and maximum, and gives the printed points for every worked answer."""
    source, node = row["source_id"], row["code"].replace(".", "-")
    rubric = rubric_of(source)
    assert rubric.node(node).vi == row["criterion_vi"]
    assert rubric.bounds(node_id=node) == (0, int(row["max_points"]))
    worked = WORKED[source, row["code"]]
    found = [score(dataset(source, answers), rubric).exact(node, "huyện") for answers, _ in worked]
    assert found == [points for _, points in worked]


def test_every_worked_criterion_is_a_row() -> None:
    """Nothing is worked out that the table does not print."""
    assert sorted(WORKED) == sorted((row["source_id"], row["code"]) for row in ROWS)


def test_a_ratio_of_nothing_is_refused() -> None:
    """What 0 of 0 meetings or documents is worth is not printed, so nothing is made up."""
    data = dataset("S_tvpl_bulletin", {"hop_ve_cds": 0, "van_ban_yeu_cau": 0})
    with pytest.raises(DataError) as caught:
        score(data, rubric_of("S_tvpl_bulletin"))
    assert [it.code for it in caught.value.problems] == ["zero-denominator", "zero-denominator"]


@pytest.mark.parametrize("source", FILES)
def test_assumed_is_named_and_the_reference_agrees(source: str) -> None:
    """Both excerpts are reconstructed; law L13 holds on every worked answer."""
    rubric = rubric_of(source)
    assert rubric.status == "reconstructed"
    assert "total" in rubric.assumed
    cases = [answers for (name, _), worked in WORKED.items() if name == source for answers, _ in worked]
    assert [LAWS["L13"].breaches(Case(rubric, dataset(source, answers))) for answers in cases] == [[]] * len(cases)
