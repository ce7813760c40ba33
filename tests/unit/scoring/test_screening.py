"""Screening: who answered too little, what counts as asked, and that nobody who left is in any cohort."""

from __future__ import annotations

import pytest

from ictindex.model import (
    Against,
    CarryUp,
    Dataset,
    Exclusion,
    Group,
    Impute,
    Indicator,
    Part,
    Partition,
    Rubric,
    Screen,
    Treat,
    Unit,
    Verify,
    Yes,
)
from ictindex.ranking import rank
from ictindex.scoring import check, score


def law(*nodes, steps, **given):
    """A rubric of these nodes with the parts so and xa."""
    block = Partition(name="block", parts=[Part(id="so"), Part(id="xa")])
    return Rubric(id="demo/screen@2026", total=Group(decimals=2), partitions=[block], nodes=nodes, steps=steps, **given)


def data(blocks, **columns):
    """Units a, b, c … in these blocks, and columns."""
    units = [Unit(id=name, parts={"block": block}) for name, block in zip("abcdefgh", blocks.split(), strict=False)]
    return Dataset.from_columns(units=units, columns=columns, decimal=".")


def leaf(name, **given):
    """A column that may be empty."""
    return Indicator(id=name, **({"max": 10, "missing": "zero"} | given))


XYZ = (leaf("x"), leaf("y"), leaf("z"))


@pytest.mark.parametrize(
    ("least", "gone"), [("66%", ["c", "d"]), ("67%", ["b", "c", "d"]), ("33%", ["d"]), ("1%", ["d"])]
)
def test_the_share_is_compared_exactly(least, gone) -> None:
    """Two of three are 66.67 percent, one of three 33.33."""
    rows = data("so so so so", x=[1, 1, 1, None], y=[1, 1, None, None], z=[1, None, None, None])
    ranking = rank(rows, law(*XYZ, steps=[Screen(least=least, why="thiếu số liệu")]))
    assert sorted(it.unit.id for it in ranking.standings if it.rank is None) == gone
    assert ranking["d"].rank_reason == "excluded: thiếu số liệu"


def test_exactly_the_least_share_stays() -> None:
    """One of two is half, and half is not less than half."""
    rows = data("so so", x=[1, 1], y=[None, 1])
    assert score(rows, law(*XYZ[:2], steps=[Screen(least="50%", why="")])).screenings == ()


def test_the_list_says_what_is_lacking() -> None:
    """In row order: how many of how many, and which columns to answer; a remark counts the units."""
    rows = data("so so so", x=[1, None, 1], y=[None, None, 1], z=[None, 2, 3])
    ranking = rank(rows, law(*XYZ, steps=[Screen(least=60, why="thiếu")]))
    listed = [(it.unit, it.why, it.present, it.asked, it.empty) for it in ranking.scores.screenings]
    assert listed == [("a", "thiếu", 1, 3, ("y", "z")), ("b", "thiếu", 1, 3, ("x", "y"))]
    assert "2 units leave the ranking: a value in less than 60% of the cells asked for" in ranking.scores.remarks
    assert list(ranking.to_dict()["screenings"][0]["empty"]) == ["y", "z"]
    assert ranking.to_dict()["how"]["steps"][0]["least"] == "60%"


def test_cells_that_nobody_asks_for_do_not_count() -> None:
    """Z is asked of the second block only, and what says n/a is not asked for."""
    nodes = (leaf("x"), leaf("y", missing="not-applicable"), leaf("z", only={"block": "xa"}))
    rows = data("so xa so", x=[1, 1, 1], y=["n/a", "n/a", ""], z=["", "", ""])
    found = score(rows, law(*nodes, steps=[Screen(least="60%", why="")])).screenings
    assert [(it.unit, it.present, it.asked, it.empty) for it in found] == [("b", 1, 2, ("z",)), ("c", 1, 2, ("y",))]


def test_only_named_columns_count() -> None:
    """An empty y screens nobody where only x is counted."""
    rows = data("so so", x=[1, None], y=[None, 1])
    rubric = law(*XYZ[:2], steps=[Screen(least="100%", columns="x", why="")])
    assert [it.unit for it in score(rows, rubric).screenings] == ["b"]


def test_words_count_as_numbers_do() -> None:
    """No is an answer, an empty cell is none."""
    nodes = (leaf("x"), Indicator(id="co", shape=Yes(5), missing="zero"))
    rows = data("so so", x=[1, 1], co=["không", ""])
    assert [it.unit for it in score(rows, law(*nodes, steps=[Screen(least="60%", why="")])).screenings] == ["b"]


def test_who_left_refuses_nobody_s_ranking() -> None:
    """An empty cell of a unit that leaves is no problem, whatever its node says of gaps."""
    nodes = (Indicator(id="x", max=10), leaf("y"))
    assert check(data("so so", x=[1, ""], y=[1, ""]), law(*nodes, steps=[Screen(least="60%", why="")])) == ()


def test_who_left_is_in_no_cohort() -> None:
    """The 100 of c would be the best; a has half of b."""
    nodes = (Indicator(id="x", shape=Against("best"), max=10), leaf("y"), leaf("z"))
    rows = data("so so so", x=[5, 10, 100], y=[1, 1, ""], z=[1, 1, ""])
    scores = score(rows, law(*nodes, steps=[Screen(least="50%", why="")]))
    assert [scores.exact("x", unit) for unit in "ab"] == [5, 10]


def test_who_left_neither_gives_nor_gets_nor_is_treated_nor_carried_up() -> None:
    """The answers of d count nowhere: not in the mean, not as an outlier, not for its parent."""
    rows = data(
        "so so so xa xa xa xa xa",
        parent=["", "", "", "a", "a", "a", "a", "a"],
        x=["", 2, 4, 900, 1, 1, 1, 1],
        y=[1, 1, 1, "", 1, 1, 1, 1],
        z=[1, 1, 1, "", 1, 1, 1, 1],
    )
    nodes = (
        leaf("x", max=1000),
        leaf("y"),
        leaf("z"),
        Indicator(id="tren", read="tong / so", max=10, only={"block": "so"}, zero="zero", range="clip"),
    )
    steps = [
        Screen(least="50%", why=""),
        Impute(columns=["x"], method="mean", decimals=0),
        Treat(columns=["x"], method="clip", high="100%", decimals=0),
        CarryUp(into=["tong", "so"], column="y"),
    ]
    scores = score(rows, law(*nodes, steps=steps))
    assert [(it.unit, it.value) for it in scores.imputations] == [("a", 2)]
    assert scores.treatments == ()
    assert scores.exact("tren", "a") == 10
    assert any("1 excluded units are left out" in it for it in scores.remarks)


def test_verified_cells_count_as_they_stand() -> None:
    """What the council left empty is empty; the table of what was verified has no row of the unit that left."""
    steps = [Verify(columns=["x"], reported="*_tu", verified="*_hd"), Screen(least="100%", why="")]
    rows = data("so so", x_tu=[1, 2], x_hd=["", 2], y=[1, 1])
    scores = score(rows, law(*XYZ[:2], steps=steps))
    assert [it.unit for it in scores.screenings] == ["a"]
    assert [it.unit for it in scores.verifications] == ["b"]


def test_an_excluded_unit_is_excluded_by_the_law_s_own_reason() -> None:
    """It is not screened besides."""
    out = [Exclusion(where={"unit": "b"}, why="quân sự")]
    rows = data("so so", x=[1, ""])
    ranking = rank(rows, law(leaf("x"), steps=[Screen(least="100%", why="thiếu")], exclude=out))
    assert ranking.scores.screenings == ()
    assert ranking["b"].rank_reason == "excluded: quân sự"


def test_a_unit_that_is_asked_nothing_is_not_screened() -> None:
    """Nothing is no share of nothing."""
    rows = data("so xa", x=[1, ""])
    assert score(rows, law(leaf("x", only={"block": "so"}), steps=[Screen(least="100%", why="")])).screenings == ()


def test_the_first_of_two_screens_gives_the_reason() -> None:
    """Each unit leaves once."""
    steps = [Screen(least="100%", columns="x", why="x"), Screen(least="60%", why="tất cả")]
    rows = data("so so so", x=["", 1, 1], y=["", "", 1])
    found = score(rows, law(*XYZ[:2], steps=steps)).screenings
    assert [(it.unit, it.why) for it in found] == [("a", "x"), ("b", "tất cả")]


def test_screening_leaves_a_rubric_absolute_and_mergeable() -> None:
    """Whether a unit leaves is its own doing."""
    from ictindex.model.mergeable import mergeable

    rubric = law(leaf("x"), steps=[Screen(least="100%", why="")])
    assert rubric.absolute
    assert mergeable(rubric)
