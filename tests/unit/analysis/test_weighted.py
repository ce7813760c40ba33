"""Weight sets and nodes left out: what is refused, what is said, and the two ways of working values out."""

from __future__ import annotations

import pickle
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from ictindex import Dataset, Group, Indicator, Rubric, UnknownName, rank, score
from ictindex.analysis import CannotMove, draw_weights, movable, own_weights, rank_scenarios
from ictindex.analysis.apart import Apart
from ictindex.analysis.together import FilteredSum, Together


def a_rubric(**total: object) -> Rubric:
    """Two given columns, and a group of a share and a penalty."""
    nodes = [
        Indicator(id="a", max=50),
        Group(id="g"),
        Indicator(id="b", parent="g", max=30, read="x / y"),
        Indicator(id="c", parent="g", min=-5, max=0, extra=True),
    ]
    return Rubric(id="demo/it@2026", total=Group(decimals=1, **total), nodes=nodes)


def some_data() -> Dataset:
    """Four units."""
    columns = {"a": [40, 30, 9, 50], "x": [1, 2, 3, 1], "y": [3, 3, 3, 7], "c": [0, -1, -5, 0]}
    return Dataset.from_columns(units=["u", "v", "w", "z"], columns=columns)


def test_movable_are_children_with_a_maximum():
    """Bonus and penalty stay as they are, and so do children without a maximum."""
    assert movable(a_rubric()) == ("a", "g")
    assert own_weights(a_rubric(), "g") == {"b": Fraction(30)}


def test_an_unknown_group_is_named():
    """A leaf has no children to weigh; the error names the groups."""
    with pytest.raises(UnknownName, match='no group "a"') as caught:
        own_weights(a_rubric(), "a")
    assert caught.value.known == ("g", "total")


@pytest.mark.parametrize(
    ("weights", "says"),
    [
        ([[1, 2, 3]], "a column for each of a, g"),
        ([1, 2], "found the shape"),
        ([[-1, 2]], "0 and more"),
        ([[0, 0]], "above 0"),
        ([[None, 1]], "none of them missing"),
        ([["x", "y"]], "numbers"),
        ([[0.1234567890123456789, 1e17]], "18 digits"),
        ({"total": [[1, 2]], "g": [[1], [2]]}, "same number of scenarios"),
    ],
)
def test_weights_that_do_not_fit_are_refused(weights, says):
    """A wrong shape, a negative, missing or long number, and nodes that disagree are refused in words."""
    with pytest.raises(ValueError, match=says):
        rank_scenarios(some_data(), a_rubric(), weights=weights)


def test_weights_or_left_out_not_both():
    """One of the two is given."""
    with pytest.raises(ValueError, match="either"):
        rank_scenarios(some_data(), a_rubric())
    with pytest.raises(TypeError, match="rubric"):
        rank_scenarios(some_data(), weights=[[1, 1]])


def test_a_node_that_is_not_below_the_total_cannot_be_left_out():
    """The error names near ones and the two words for all."""
    with pytest.raises(UnknownName, match='no node "bb"') as caught:
        rank_scenarios(some_data(), a_rubric(), leave_out=["bb"])
    assert "leaves" in caught.value.known


def test_a_gate_on_a_moved_node_is_refused_and_the_error_pickles():
    """What would have to be scored again is refused by name."""
    rubric = Rubric(
        id="demo/gate@2026",
        total=Group(decimals=1),
        nodes=[
            Group(id="g"),
            Indicator(id="a", parent="g", max=5),
            Indicator(id="b", max=5, only={"g": "1.."}),
        ],
    )
    data = Dataset.from_columns(units=["u"], columns={"a": [3], "b": [4]})
    with pytest.raises(CannotMove, match='the gate of "b" looks at "g"') as caught:
        rank_scenarios(data, rubric, leave_out="leaves")
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_doubles_are_read_by_their_shortest_form():
    """0.1 and 0.2 are tenths, so equal sums in another order tie."""
    rubric = Rubric(id="demo/tie@2026", total=Group(decimals=12), nodes=[Indicator(id=it, max=1) for it in "abc"])
    data = Dataset.from_columns(units=["u", "v"], columns={"a": [1, 0], "b": [1, 0], "c": [0, 1]})
    assert rank_scenarios(data, rubric, weights=[[0.1, 0.2, 0.3]]).ranks().tolist() == [[1, 1]]


def test_shares_go_the_filtered_way_and_stay_exact():
    """A third and a seventh are doubles with a bound; the halves that it cannot decide are decided exactly."""
    found = rank_scenarios(some_data(), a_rubric(), weights=[[50, 30], [10, 70]])
    assert isinstance(found.source.way, Together)
    big = Dataset.from_columns(
        units=["u", "v"],
        columns={"a": [0, 0], "x": [999_983, 1], "y": [2 * 999_983, 999_979 * 999_961], "c": [0, 0]},
    )
    half = rank_scenarios(big, a_rubric(), weights=[[0.1, 30]])
    assert isinstance(half.source.way.plans["total"].points, FilteredSum)
    assert half.ticks().tolist() == [[150, 0]]
    assert "bound of their error" in half.how


def test_other_aggregates_go_one_after_another():
    """A geometric mean is no sum, and says so."""
    rubric = Rubric(
        id="demo/mean@2026",
        total=Group(decimals=2, aggregate="geometric"),
        nodes=[Indicator(id="a", max=9), Indicator(id="b", max=9)],
    )
    data = Dataset.from_columns(units=["u", "v"], columns={"a": [4, 9], "b": [9, 2]})
    found = rank_scenarios(data, rubric, weights=[[1, 1], [3, 1]])
    assert isinstance(found.source.way, Apart)
    assert found.ticks().tolist() == [[600, 424], [490, 618]]
    assert '"total" is a geometric' in repr(found)


def test_the_counts_of_a_few_scenarios_of_many_units():
    """Where the scenarios are fewer than the ranks the ranks are kept, else the counts; both say the same."""
    generator = np.random.default_rng(1)
    rubric = Rubric(id="demo/many@2026", total=Group(decimals=0), nodes=[Indicator(id=it, max=9) for it in "ab"])
    columns = {it: generator.integers(0, 10, 40) for it in "ab"}
    scores = score(Dataset.from_columns(units=[f"u{row}" for row in range(40)], columns=columns), rubric)
    few = rank_scenarios(scores, weights=[[9, 9], [4, 14]])
    many = rank_scenarios(scores, weights=[[9, 9], [4, 14]] * 30)
    assert (few.distribution().counted, many.distribution().counted) == (False, True)
    width = few.counts().shape[1]
    assert (30 * few.counts()).tolist() == many.counts()[:, :width].tolist()
    assert few.distribution().quantile("0.5").tolist() == many.distribution().quantile("0.5").tolist()
    assert (30 * few.distribution().at_most(5)).tolist() == many.distribution().at_most(5).tolist()
    with pytest.raises(ValueError, match="from 0 to 1"):
        few.distribution().quantile(2)


@pytest.mark.parametrize("spread", ["relative", "dirichlet"])
def test_draws_add_up_are_seeded_and_leave_nobody_out(spread):
    """Every set has the sum of the own weights, exactly; the same seed gives the same sets, another seed others."""
    rubric = Rubric(
        id="demo/draw@2026", total=Group(decimals=1), nodes=[Indicator(id=f"c{it}", max=7.5) for it in range(30)]
    )
    sets = draw_weights(rubric, draws=50, seed=3, width=0.9, spread=spread)["total"]
    assert {sum(Decimal(repr(it)) for it in row) for row in sets.tolist()} == {Decimal(225)}
    assert (sets > 0).all()
    assert sets.tolist() == draw_weights(rubric, draws=50, seed=3, width=0.9, spread=spread)["total"].tolist()
    assert sets.tolist() != draw_weights(rubric, draws=50, seed=4, width=0.9, spread=spread)["total"].tolist()


def test_draws_out_of_limits_are_refused():
    """No draws, no width and an unknown spread."""
    for wrong in ({"draws": 0}, {"width": 1.5}, {"spread": "normal"}):
        with pytest.raises(ValueError, match="expected draws from 1 on"):
            draw_weights(a_rubric(), **{"draws": 1, "seed": 1, **wrong})


def test_results_are_read_only_and_the_base_is_the_ranking():
    """Nobody can change a result, and the rubric's own weights give its own ranks."""
    found = rank_scenarios(some_data(), a_rubric(), weights=[[50, 30]])
    with pytest.raises(ValueError, match="read-only"):
        found.ranks()[0, 0] = 9
    assert found.ranks()[0].tolist() == rank(some_data(), a_rubric()).ranks().tolist()
    assert found.unit_ids == ("u", "v", "w", "z")


def test_a_child_without_a_bound_of_its_error_can_be_left_out():
    """Its weight of 0 times no bound decides nothing, and says nothing either: the exact values decide."""
    nodes = [
        Indicator(id="a", max=10),
        Group(id="h", aggregate="harmonic"),
        Group(id="p", parent="h", aggregate="power", power=2, floor=1),
        Indicator(id="c", parent="p", max=10),
    ]
    rubric = Rubric(id="demo/it@2026", total=Group(aggregate="mean", decimals=1), nodes=nodes)
    data = Dataset.from_columns(units=["u", "v"], columns={"a": [1, 2], "c": [0, 4]})
    scores = score(data, rubric)
    assert np.isinf(scores.unrounded("h").error).any()
    found = rank_scenarios(scores, leave_out="children")
    assert found.names == ("a", "h")
    assert found.ticks().tolist() == [[10, 40], [10, 20]]
    assert found.ranks().tolist() == [[2, 1], [2, 1]]
