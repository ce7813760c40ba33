"""What a ranking tells, to the letter: the words, names and numbers that no rank depends on.

Each of these could be changed in the code without another test noticing (docs/assurance/mutation.md).
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from ictindex.model import (
    CarryUp,
    Dataset,
    Group,
    Impute,
    Indicator,
    PluginError,
    Prize,
    RankRule,
    Rubric,
    Tier,
    Unit,
    Verify,
)
from ictindex.ranking import SelectorSpec, rank
from ictindex.ranking.alike import alike_units
from ictindex.ranking.how import how_of


def test_an_id_of_characters_that_no_eye_sees_is_one_id() -> None:
    """It looks like nothing, and nothing is a look of its own."""
    assert list(alike_units(["\u200b", "a", "b"])) == []


def test_the_groups_that_are_only_counted_have_the_code_of_the_others() -> None:
    """Nine groups, six remarks, one code."""
    ids = [f"{letter}{number}" for number in range(9) for letter in "aA"]
    assert {remark.code for remark in alike_units(ids)} == {"alike-units"}


def test_points_gained_are_compared_in_their_own_digits(ranked) -> None:
    """0.55 is at least 0.5, and 0.45 is not."""
    award = Prize(id="no-luc", among={"change_points": "0.5.."}, prizes=["Nỗ lực"])
    before = ranked({"a": [50], "b": [50]}, awards=[award])
    after = ranked({"a": [Decimal("50.55")], "b": [Decimal("50.45")]}, previous=before, awards=[award])
    assert [it.unit for it in after.awards] == ["a"]


def test_a_part_without_units_lacks_its_prize(ranked) -> None:
    """Nobody is in the second block: its prize is short, and the ranking stands."""
    blocks = {"block": {"so": {}, "xa": {}}}
    ranking = ranked({"a": ["so", 5]}, partitions=blocks, awards=[Prize(id="g", per="block", prizes=["Nhất 1"])])
    assert [(it.unit, it.part) for it in ranking.awards] == [("a", "so")]
    assert [it.code for it in ranking.remarks] == ["shortage"]


def test_a_rubric_without_steps_tells_none() -> None:
    """And one with steps tells their kind first, in the keys of the file."""
    plain = Rubric(id="demo/it@2026", total=Group(decimals=1), nodes=[Indicator(id="a", max=5)])
    assert "steps" not in how_of(plain)
    verify = Verify(columns=["a"], reported="*_tu", verified="*_hd")
    stepped = Rubric(id="demo/it@2026", total=Group(decimals=1), nodes=[Indicator(id="a", max=5)], steps=[verify])
    (step,) = how_of(stepped)["steps"]
    assert list(step.items())[:3] == [("kind", "verify"), ("columns", ["a"]), ("self", "*_tu")]


def test_an_award_carries_its_names(ranked) -> None:
    """In both languages, and no role where it names none."""
    award = Prize(id="g", vi="Giải thưởng", en="Award", prizes=["Nhất 1"])
    ranking = ranked({"a": [5], "b": [4]}, awards=[award])
    assert [(it.vi, it.en, it.role) for it in ranking.awards] == [("Giải thưởng", "Award", None)]
    assert ranking.to_columns()["awards"].tolist() == ["g/Nhất", ""]


def test_the_columns_have_their_names(ranked) -> None:
    """In the order in which the CSV writes them."""
    ranking = ranked({"a": [5]}, tiers=[Tier(id="tot")])
    columns = ranking.to_columns()
    head = "id name block score rank rank_overall percent tier change change_reason rank_reason awards"
    assert list(columns)[:12] == head.split()
    assert columns["tier"].tolist() == ["tot"]


def test_a_quota_over_all_units_names_no_part(ranked) -> None:
    """The sentence goes from the name of the tier to the number of units."""
    tiers = [Tier(id="tot", count=1, tie="shrink"), Tier(id="yeu")]
    ranking = ranked({"a": [5], "b": [5], "c": [1]}, tiers=tiers)
    (told,) = [it.message for it in ranking.remarks if it.code == "tier-tie"]
    assert told.startswith("Equal at the edge of tier tot (1 units): a and b;")


def test_percents_are_read_back_over_the_unit_s_own_maximum() -> None:
    """8 of 10 stands before 9 of 20, printed or not: no remark on hidden digits."""
    nodes = [Indicator(id="x", max=10), Indicator(id="y", max=10, missing="not-applicable")]
    rule = RankRule(by=["percent"], value="exact")
    rubric = Rubric(id="demo/it@2026", total=Group(decimals=1), nodes=nodes, rank=rule)
    data = Dataset.from_columns(units=["a", "b"], columns={"x": [8, 9], "y": ["n/a", "0"]})
    ranking = rank(data, rubric)
    assert [it.unit.id for it in ranking.standings] == ["a", "b"]
    assert "hidden-digits" not in [it.code for it in ranking.remarks]


def test_hidden_digits_are_a_remark_on_the_rank() -> None:
    """6.04 before 5.96, both printed 6.0."""
    nodes = [Indicator(id="x", max=10)]
    rule = RankRule(by=["total"], value="exact")
    rubric = Rubric(id="demo/it@2026", total=Group(decimals=1), nodes=nodes, rank=rule)
    ranking = rank(Dataset.from_columns(units=["a", "b"], columns={"x": ["6.04", "5.96"]}), rubric)
    assert [(it.code, it.subject) for it in ranking.remarks] == [("hidden-digits", "rank")]


def test_a_key_that_prints_alike_is_told_with_more_digits_of_both() -> None:
    """Equal totals, 1/3 before 0.3333, both printed 0.33."""
    nodes = [Indicator(id="x", max=1), Indicator(id="y", max=1, read="m / n", parent="none")]
    rule = RankRule(by=["total"], break_by=["y"])
    rubric = Rubric(id="demo/it@2026", total=Group(decimals=2), nodes=nodes, rank=rule)
    cells = {"x": [1, 1], "m": [1, 3333], "n": [3, 10000]}
    ranking = rank(Dataset.from_columns(units=["a", "b"], columns=cells), rubric)
    (told,) = [it.message for it in ranking.remarks if it.code == "tie-broken"]
    assert "0.333333333333" in told
    assert "0.333300000000" in told


def test_a_selector_that_fails_is_told_what_was_expected(ranked) -> None:
    """The problem names the shape of a good answer."""
    spec = SelectorSpec(version="1", select=lambda *_: "nobody")

    class Offered:
        shapes: dict = {}  # noqa: RUF012 - a registry for one test
        selectors = {"demo/odd": spec}  # noqa: RUF012 - the same

    award = Prize(id="g", prizes=["Nhất 1"], select="demo/odd")
    with pytest.raises(PluginError) as error:
        ranked({"a": [5], "b": [4]}, awards=[award], registry=Offered())
    (problem,) = error.value.problems
    assert (problem.code, bool(problem.expected)) == ("selector-output", True)


def test_an_imputation_is_told_in_full(ranked) -> None:
    """Every key of the JSON."""
    rule = {"nodes": [Indicator(id="diem", max=100)], "steps": [Impute(columns=["diem"], method="mean", decimals=1)]}
    (told,) = ranked({"a": [5], "b": [None]}, **rule).to_dict()["imputations"]
    wanted = {"unit": "b", "column": "diem", "method": "mean", "part": "", "value": Decimal("5.0"), "donors": 1}
    assert told == wanted


def test_children_without_a_parent_are_told() -> None:
    """The step names those that count; b counts and belongs to nobody."""
    step = CarryUp(into=["tong", "so"], column="x", among={"tag": "con"})
    rubric = Rubric(
        id="demo/it@2026",
        total=Group(decimals=1),
        nodes=[Indicator(id="up", read="tong / so", max=1, zero="zero")],
        steps=[step],
    )
    units = [Unit(id="a"), Unit(id="b", tags={"con"}), Unit(id="c", tags={"con"})]
    data = Dataset.from_columns(units=units, columns={"x": [0, 1, 1], "parent": ["", "", "a"]})
    told = [it.message for it in rank(data, rubric).remarks if "carried nowhere" in it.message]
    assert len(told) == 1
    assert "1 units that" in told[0]
