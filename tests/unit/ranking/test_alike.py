"""Units that look alike."""

from __future__ import annotations

import pytest

from ictindex.model import Dataset, Group, Indicator, Rubric
from ictindex.ranking import rank
from ictindex.ranking.alike import alike_units


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("so-a", "SO-A"),
        ("so a", "soa"),
        ("so-a", "ｓｏ－ａ"),
        ("so-a", "sо-а"),
        ("SO", "ЅО"),
        ("so-a", "so–a"),
        ("a", "a\u200b"),
    ],
)
def test_ids_that_look_alike_are_remarked(one: str, other: str) -> None:
    """By case, spaces, width, the letters of another script, dashes, and characters that no eye sees."""
    rubric = Rubric(id="demo/it@2026", total=Group(decimals=0), nodes=[Indicator(id="x")])
    data = Dataset.from_columns(units=[one, other, "khac"], columns={"x": [1, 2, 3]})
    (remark,) = [it for it in rank(data, rubric).remarks if it.code == "alike-units"]
    assert set(remark.units) == {one, other}
    assert f'"{one}"' in remark.message
    assert f'"{other}"' in remark.message


def test_ids_that_differ_to_the_eye_are_not_remarked() -> None:
    """Marks of Vietnamese and digits tell ids apart."""
    assert list(alike_units([])) == []
    assert list(alike_units(["sở", "so", "sò", "so-1", "so-2", "đo", "do"])) == []


def test_many_alike_units_are_counted() -> None:
    """A remark for each of the first, one for the rest, the same for any order of rows."""
    ids = [f"{letter}{number}" for number in range(9) for letter in "aA"]
    remarks = list(alike_units(ids))
    assert len(remarks) == 6
    assert sorted(unit for remark in remarks for unit in remark.units) == sorted(ids)
    assert list(alike_units(ids[::-1])) == remarks
