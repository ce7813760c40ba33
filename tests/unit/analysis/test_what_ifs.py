"""Other answers: changed cells, and digits that a printed table hides."""

from __future__ import annotations

import attrs
import pytest

from ictindex import Against, DataError, Dataset, Group, Indicator, Levels, Rubric, Screen, Steps, UnknownName, rank
from ictindex.analysis import CannotMove, rank_scenarios, robustness, what_if, with_hidden_digits

RUBRIC = Rubric(
    id="demo/if@2026",
    total=Group(decimals=1),
    nodes=[
        Indicator(id="a", max=50, missing="zero"),
        Indicator(id="b", shape=Levels([("đủ", 10), ("chưa", 0)])),
    ],
)
DATA = Dataset.from_columns(units=["x", "y", "z"], columns={"a": [40, 30.5, 20], "b": ["đủ", "chưa", "đủ"]})


def test_only_the_changed_units_are_scored_again():
    """Numbers, texts and silence are read as in a data set; an alternative without changes is the ranking."""
    changes = [{}, {("y", "a"): "49.9", ("y", "b"): "đủ"}, {("x", "a"): None}]
    found = what_if(DATA, RUBRIC, changes)
    assert found.names == ("1", "2", "3")
    assert found.ticks().tolist() == [[500, 305, 300], [500, 599, 300], [100, 305, 300]]
    assert found.ranks()[0].tolist() == rank(DATA, RUBRIC).ranks().tolist()
    assert "one pass" in found.how


def test_names_that_do_not_exist_are_refused():
    """An unknown unit or column is named with its nearest."""
    for change in ({("xx", "a"): 1}, {("x", "aa"): 1}):
        with pytest.raises(UnknownName, match="there is no"):
            what_if(DATA, RUBRIC, [change])


def test_no_alternatives_and_no_units():
    """Nothing to try is refused; no units have no ranks."""
    with pytest.raises(ValueError, match="found none"):
        what_if(DATA, RUBRIC, [])
    empty = Dataset.from_columns(units=[], columns={"a": [], "b": []})
    found = what_if(empty, RUBRIC, [{}])
    assert (found.ranks().shape, found.counts().shape) == ((1, 0), (0, 1))


def test_an_answer_that_cannot_be_scored_is_a_problem_of_the_data():
    """An unknown level is refused with all that is wrong, when the alternative is asked for."""
    with pytest.raises(DataError, match="level"):
        what_if(DATA, RUBRIC, [{("x", "b"): "có lẽ"}]).ranks()


def test_units_measured_against_each_other_are_all_scored_again():
    """One answer moves the others where they are measured against the cohort."""
    rubric = Rubric(
        id="demo/best@2026", total=Group(decimals=1), nodes=[Indicator(id="a", max=10, shape=Against("best"))]
    )
    data = Dataset.from_columns(units=["x", "y"], columns={"a": [40, 30]})
    found = what_if(data, rubric, [{("x", "a"): 60}])
    assert found.ticks().tolist() == [[100, 50]]
    assert "against each other" in found.how


def test_hidden_digits_move_decimals_and_nothing_else():
    """Numbers move by less than half of their last digit, counts stay, and pieces do not change the draws."""
    rubric = Rubric(
        id="demo/digits@2026",
        total=Group(decimals=2),
        nodes=[Indicator(id="a", max=50), Indicator(id="n", shape=Steps([[3, 1]], otherwise=0))],
    )
    data = Dataset.from_columns(units=["x", "y", "z"], columns={"a": [50, 30.5, 0.1], "n": [3, 2, 1]})
    found = with_hidden_digits(data, rubric, draws=40, seed=7)
    moved = found.ticks() - rank(data, rubric).scores.ticks()
    assert (moved.min(), moved.max()) == (-5, 4)
    assert moved[:, 0].max() == 0  # clipped to its limit
    again = with_hidden_digits(data, rubric, draws=40, seed=7, cells=3)
    assert again.ticks().tolist() == found.ticks().tolist()


def test_robustness_says_what_was_not_done():
    """A rubric of one indicator has no weights to draw, and its whole numbers hide no digits."""
    rubric = Rubric(id="demo/one@2026", total=Group(decimals=1), nodes=[Indicator(id="a", max=50)])
    data = Dataset.from_columns(units=["x", "y"], columns={"a": [40, 30]})
    found = robustness(data, rubric, draws=5)
    codes = [policy.name for policy in found.policies]
    assert codes == ["no-weights", "left-out", "no-digits", "spans"]
    assert found.units[0].weights is None
    assert found.to_dict()["units"][0]["unit"] == "x"


def test_an_answer_that_is_not_given_screens_its_unit_out():
    """Who has too little data is told of each alternative: answers that come in, and answers that go."""
    nodes = [Indicator(id=name, max=10, missing="zero") for name in ("a", "b")]
    rubric = Rubric(
        id="demo/if@2026", total=Group(decimals=0), nodes=nodes, steps=[Screen(why="few answers", least=100)]
    )
    data = Dataset.from_columns(units=["x", "y", "z"], columns={"a": [9, 8, 7], "b": [1, 1, None]})
    found = what_if(data, rubric, [{}, {("x", "b"): None}, {("z", "b"): 10}])
    assert found.ranks().tolist() == [[1, 2, 0], [0, 1, 0], [2, 3, 1]]


def test_who_is_screened_out_by_all_columns_is_not_known_without_one():
    """A node that is left out leaves the columns that count; where the step names them, nothing changes."""
    nodes = [Indicator(id=name, max=10, missing="zero") for name in ("a", "b")]
    data = Dataset.from_columns(units=["x", "y"], columns={"a": [9, 8], "b": [None, 3]})
    rubric = Rubric(
        id="demo/if@2026", total=Group(decimals=0), nodes=nodes, steps=[Screen(why="few answers", least=100)]
    )
    with pytest.raises(CannotMove, match="name the columns in the step"):
        rank_scenarios(data, rubric, leave_out="leaves")
    assert any("name the columns" in str(it) for it in robustness(data, rubric).policies)
    named = attrs.evolve(rubric, steps=[Screen(why="few answers", least=100, columns=["b"])])
    assert rank_scenarios(data, named, leave_out="leaves").ranks().tolist() == [[0, 1], [0, 1]]


def test_a_weight_of_nothing_screens_out_whom_the_rubric_does():
    """The child counts for nothing, and its answers are still asked for."""
    nodes = [Indicator(id=name, max=10, missing="zero") for name in ("a", "b")]
    rubric = Rubric(
        id="demo/if@2026", total=Group(decimals=0), nodes=nodes, steps=[Screen(why="few answers", least=100)]
    )
    data = Dataset.from_columns(units=["x", "y", "z"], columns={"a": [9, 8, 7], "b": [None, 3, 9]})
    assert rank_scenarios(data, rubric, weights=[[10, 10], [10, 0], [0, 10]]).ranks().tolist() == [
        [0, 2, 1],
        [0, 1, 2],
        [0, 2, 1],
    ]
