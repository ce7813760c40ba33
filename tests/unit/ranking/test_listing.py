"""Lists: equals stand in Vietnamese alphabetical order of their names, and nothing is decided by that."""

from __future__ import annotations

import csv
import random
from hashlib import sha256
from io import StringIO

import attrs
import pytest

from ictindex.cli.report import report
from ictindex.cli.spreadsheet import spreadsheet
from ictindex.language import Language
from ictindex.model import Dataset, Exclusion, Group, Indicator, Prize, RankRule, Rubric, Unit
from ictindex.model.collation import collation_key
from ictindex.ranking import Ranking, rank
from ictindex.testing.reference.names import place_of
from ictindex.wording.tables import Table

NAMES = {"u1": "Sở Y tế", "u2": "Đồng Hỷ", "u3": "Ân Thi", "u4": "Ăn Hải", "u5": "Dĩ An", "u6": "An Giang"}
BY_LOT = sorted(NAMES, key=lambda unit: sha256(f"2014:{unit}".encode()).hexdigest())
ALPHABETICAL = ["u6", "u4", "u3", "u5", "u2", "u1"]


def ranking_of(names=NAMES, *, answers=(5,) * 6, order=None, awards=(), **rule: object) -> Ranking:
    """Six units, equal unless said otherwise, in whatever order of rows."""
    rows = [(Unit(id=unit, name=name), answer) for (unit, name), answer in zip(names.items(), answers, strict=True)]
    rows = [rows[place] for place in order] if order else rows
    data = Dataset.from_columns(units=[unit for unit, _ in rows], columns={"a": [answer for _, answer in rows]})
    nodes = [Indicator(id="a", max=10)]
    return rank(
        data, Rubric(id="demo/it@1", total=Group(decimals=0), nodes=nodes, awards=awards, rank=RankRule(**rule))
    )


def ids(ranking: Ranking) -> list[str]:
    """Units as the standings list them."""
    return [it.unit.id for it in ranking.standings]


@pytest.mark.parametrize("order", [None, [5, 4, 3, 2, 1, 0], [2, 0, 5, 1, 4, 3]])
def test_equals_are_listed_by_name(order) -> None:
    """In standings, JSON, CSV and the text report; they share one rank, and the order of rows shows nowhere."""
    ranking = ranking_of(order=order)
    assert [it.rank for it in ranking.standings] == [1] * 6
    assert ids(ranking) == ALPHABETICAL
    assert [it["id"] for it in ranking.to_dict()["units"]] == ALPHABETICAL
    lines = StringIO(spreadsheet(ranking))
    table = csv.DictReader(line for line in lines if not line.startswith(("#", '"#')))
    assert [row["id"] for row in table] == ALPHABETICAL
    shown = next(it for it in report(ranking, Language("vi")) if isinstance(it, Table))
    assert [row[1] for row in shown.rows] == [NAMES[unit] for unit in ALPHABETICAL]


def test_only_equals_are_listed_by_name() -> None:
    """The better unit stands first whatever it is called, and excluded units, which have no order, stand by name."""
    answers = [1, 5, 5, 9, 5, 1]
    assert ids(ranking_of(answers=answers)) == ["u4", "u3", "u5", "u2", "u6", "u1"]
    ranking = ranking_of(answers=answers)
    rubric = attrs.evolve(ranking.rubric, exclude=[Exclusion(where={"unit": ["u4", "u5", "u2"]}, why="an ninh")])
    assert ids(rank(ranking.scores.dataset, rubric)) == ["u3", "u6", "u1", "u4", "u5", "u2"]


def test_equal_names_and_no_names_stand_by_id() -> None:
    """The unit id has the last word; who has no name stands before those who have one."""
    names = {"u2": "", "u10": "", "b": "Sở Y tế", "c": "Ân Thi", "a": "Sở Y tế", "u1": ""}
    for order in ([0, 1, 2, 3, 4, 5], [5, 4, 3, 2, 1, 0], [3, 0, 4, 1, 5, 2]):
        assert ids(ranking_of(names, order=order)) == ["u1", "u10", "u2", "c", "a", "b"]
    assert ids(ranking_of(dict.fromkeys(["u2", "u10", "u1"], ""), answers=(1, 1, 1))) == ["u1", "u10", "u2"]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"last": "id"}, ["u1", "u2", "u3", "u4", "u5", "u6"]),
        ({"last": "id", "ties": "ordinal"}, ["u1", "u2", "u3", "u4", "u5", "u6"]),
        ({"last": "lot", "seed": "2014"}, BY_LOT),
        ({"last": "jury"}, ALPHABETICAL),
    ],
)
def test_a_declared_last_resort_is_not_touched(rule, expected) -> None:
    """Whom the law separates by id or by lot stands in that order, whatever the names."""
    assert ids(ranking_of(**rule)) == expected


@pytest.mark.parametrize(
    ("tie", "expected"),
    [("extend", ALPHABETICAL), ("break", ["u1", "u2"]), ("lot", BY_LOT[:2]), ("jury", []), ("shrink", [])],
)
def test_equal_winners_are_listed_by_name(tie, expected) -> None:
    """All who share a prize stand alphabetically; whom a rule has separated stands in the order of that rule."""
    prize = Prize(id="giải", prizes=["Nhất 2"], tie=tie)
    found = (
        ranking_of(awards=[prize], last="id", seed="2014") if tie in ("break", "lot") else ranking_of(awards=[prize])
    )
    assert [it.unit for it in found.awards] == expected


def test_recognition_is_listed_by_name() -> None:
    """All who qualify, the better ones first."""
    found = ranking_of(answers=[7, 5, 5, 7, 5, 5], awards=[Prize(id="khen", prizes=["Khen"])])
    assert [it.unit for it in found.awards] == ["u4", "u1", "u6", "u3", "u5", "u2"]


def test_the_reference_has_the_same_alphabet() -> None:
    """Written independently of the engine's, it puts any two names in the same order."""
    rng = random.Random(20)  # noqa: S311 - any words will do
    parts = ["aAă", "Âeêuư", "bdđĐzj", "0129", " .–-", "oôơiy", "àảãáạếíỡựỹẤ"]
    # A syllable has one tone at most.
    names = ["".join(rng.choice(letters) for letters in rng.sample(parts, rng.randrange(7))) for _ in range(400)]
    words = ["An", "Ân", "Ăn", "Đồng", "Dĩ", "Quận 2", "Quận 10", "Hòa Bình", "Hoà Bình", "ma", "mạ", "má"]
    names = [" ".join(it.split()) for it in (*names, *words, *(f"{one} {two}" for one in words for two in words))]
    assert sorted(names, key=place_of) == sorted(names, key=collation_key)
