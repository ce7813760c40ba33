"""What nodes are worth."""

from __future__ import annotations

from fractions import Fraction

from ictindex.model.nodes import Group, Indicator, View
from ictindex.model.rubric import Rubric
from ictindex.model.units import Part, Partition
from ictindex.wording.worth import percent_text, worths


def rubric(**others):
    """A rubric without tiers and prizes."""
    return Rubric(id="demo/it@2026", **{"total": Group(decimals=2), **others})


def test_under_a_sum_a_weight_is_the_share_of_the_maximum():
    """Local in the parent, global in the total."""
    nodes = [
        Group(id="g"),
        Indicator(id="a", parent="g", max=10),
        Indicator(id="b", parent="g", max=30),
        Indicator(id="c", max=60),
        Indicator(id="thuong", max=5, extra=True),
    ]
    found = worths(rubric(nodes=nodes))
    assert (found["a"].local, found["a"].global_) == ((Fraction(1, 4),), (Fraction(1, 10),))
    assert found["total"].maximum_text == "100"
    assert found["thuong"].local == ()


def test_under_a_mean_a_weight_is_its_share_of_the_weights():
    """Whatever the maxima are."""
    nodes = [Indicator(id="a", max=1, weight="0.4"), Indicator(id="b", max=1, weight="0.6")]
    found = worths(rubric(total=Group(aggregate="mean", decimals=2), nodes=nodes))
    assert percent_text(found["a"].global_) == "40 %"


def test_under_a_best_there_are_no_weights():
    """Nor below it."""
    nodes = [
        Group(id="g", aggregate="best"),
        Indicator(id="a", parent="g", max=6),
        Indicator(id="b", parent="g", max=10),
    ]
    found = worths(rubric(nodes=nodes))
    assert found["a"].local == ()
    assert found["g"].maximum_text == "10"


def test_alternatives_are_never_in_one_sum():
    """A node of one block is weighed against what a unit of that block has, so 10 of 25 is 40 %."""
    partition = Partition(name="block", parts=[Part(id="so", vi="Sở"), Part(id="xa", vi="Xã")])
    nodes = [
        Indicator(id="a", max=15),
        Indicator(id="b", max=10, only={"block": ["so"]}),
        Indicator(id="c", max=10, only={"block": ["xa"]}),
    ]
    found = worths(rubric(nodes=nodes, partitions=[partition]))
    assert [percent_text(found[it].local) for it in "abc"] == ["60 %", "40 %", "40 %"]


def test_weights_that_differ_by_kind_of_unit_are_a_range():
    """5 of 20 for those who have both, 5 of 5 for the others."""
    partition = Partition(name="block", parts=[Part(id="so", vi="Sở"), Part(id="xa", vi="Xã")])
    nodes = [Indicator(id="a", max=5), Indicator(id="b", max=15, only={"block": ["so"]})]
    found = worths(rubric(nodes=nodes, partitions=[partition]))
    assert percent_text(found["a"].global_) == "25–100 %"
    assert percent_text(found["b"].global_) == "75 %"


def test_under_a_mean_only_the_weights_that_a_unit_has_count():
    """A node that leaves gives its weight to the others."""
    partition = Partition(name="block", parts=[Part(id="so", vi="Sở"), Part(id="xa", vi="Xã")])
    nodes = [
        Indicator(id="a", max=1, weight=2),
        Indicator(id="b", max=1, weight=1, only={"block": ["so"]}),
        Indicator(id="c", max=1, weight=2),
    ]
    found = worths(rubric(total=Group(aggregate="mean", decimals=2), nodes=nodes, partitions=[partition]))
    assert percent_text(found["a"].global_) == "40–50 %"
    assert percent_text(found["b"].global_) == "20 %"


def test_maxima_differ_by_kind_of_unit():
    """A node that some units have not lowers their maximum."""
    partition = Partition(name="block", parts=[Part(id="so", vi="Sở"), Part(id="xa", vi="Xã")])
    nodes = [Indicator(id="a", max={"default": 20, "xa": 15}), Indicator(id="b", max=5, only={"block": ["so"]})]
    found = worths(rubric(nodes=nodes, partitions=[partition]))
    assert found["total"].maximum_text == "25 | 15"
    assert found["b"].maximum_text == "5"


def test_an_unbounded_node_has_no_maximum():
    """And gives its neighbours no weight."""
    found = worths(rubric(nodes=[Indicator(id="a"), Indicator(id="b", max=5)], views=[View(id="v", over=["b"])]))
    assert found["total"].maxima == ()
    assert found["b"].local == ()
    assert found["v"].maximum_text == "5"
