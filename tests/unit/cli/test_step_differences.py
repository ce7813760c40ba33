"""Steps in `rubric diff` and `rubric show`: by what they write, without an order, no stronger than their readers."""

from __future__ import annotations

import attrs
import pytest

from ictindex.cli.differences import differences
from ictindex.cli.effects import effect_of
from ictindex.codec import law_digest, text_digest
from ictindex.language import Language
from ictindex.model import CarryUp, Group, Indicator, Prize, Rubric, Tier, Verify, Where
from ictindex.wording.parameters import parameters_of

HOP = Verify(columns=["hop"], reported="*_tu", verified="*_hd")
WEB = Verify(columns=["web"], reported="*_tu", verified="*_hd", counts="lower", evidence="*_mc")
UP = CarryUp(into=["tong", "so"], node="rieng", parent="thuoc")
OLD = Rubric(
    id="demo/it@2025",
    total=Group(decimals=2),
    nodes=[
        Indicator(id="hop", max=5),
        Indicator(id="web", max=5, parent="none"),
        Indicator(id="rieng", max=5, parent="none", decimals=1),
        Indicator(id="xa", max=5, read="tong / so", zero="zero"),
    ],
    steps=[HOP, WEB, UP],
)


def told(**changes):
    """The differences of the old rubric and a changed one: kind, path and effect."""
    new = attrs.evolve(OLD, **changes)
    return [(it.kind, it.path, effect_of(it, OLD, new)) for it in differences(OLD, new)]


def test_the_order_of_steps_is_no_law():
    """Every order that the checks accept gives the same columns, so it changes no digest and is no difference."""
    turned = attrs.evolve(OLD, steps=[UP, WEB, HOP])
    assert (law_digest(turned), text_digest(turned)) == (law_digest(OLD), text_digest(OLD))
    assert told(steps=[UP, WEB, HOP]) == []


def test_columns_of_a_verification_have_no_order():
    """Each is verified alone."""
    both = [attrs.evolve(HOP, columns=columns) for columns in (["hop", "web"], ["web", "hop"])]
    one, other = (attrs.evolve(OLD, steps=[it, UP]) for it in both)
    assert law_digest(one) == law_digest(other)
    assert list(differences(one, other)) == []


def test_a_new_step_in_front_changes_no_other():
    """A step is told by what it writes, not by its place."""
    fresh = Verify(columns=["rieng"], reported="*_tu", verified="*_hd")
    assert told(steps=[fresh, HOP, WEB, UP]) == [("new", "step.rieng", "scores")]
    assert told(steps=[WEB, UP]) == [("gone", "step.hop", "scores")]


def test_a_step_that_gains_a_column_in_front_is_the_same_step():
    """It shares a column with the old one."""
    nodes = [*OLD.nodes, Indicator(id="moi", max=5)]
    steps = [attrs.evolve(HOP, columns=["moi", "hop"]), WEB, UP]
    assert ("changed", "step.hop.columns", "scores") in told(nodes=nodes, steps=steps)


def test_a_step_is_worth_what_its_readers_are():
    """What feeds only a node outside the total changes figures; what feeds the total, scores."""
    assert told(steps=[HOP, attrs.evolve(WEB, counts="self"), UP]) == [("changed", "step.web.counts", "figures")]
    assert told(steps=[attrs.evolve(HOP, counts="lower"), WEB, UP]) == [("changed", "step.hop.counts", "scores")]
    assert told(steps=[HOP, WEB, attrs.evolve(UP, parent="cap_tren")]) == [("changed", "step.tong.parent", "scores")]


def test_evidence_of_a_step_is_law():
    """It decides which claims count; that of a node is a note."""
    assert told(steps=[HOP, attrs.evolve(WEB, evidence="*_vb"), UP]) == [("changed", "step.web.evidence", "figures")]


def test_a_node_outside_the_total_that_is_carried_into_it_changes_scores():
    """Its value is in the scores of the parents."""
    nodes = [*OLD.nodes[:2], attrs.evolve(OLD.nodes[2], max=4), OLD.nodes[3]]
    assert told(nodes=nodes) == [("changed", "node.rieng.max", "scores")]


@pytest.mark.parametrize(
    ("more", "effect"),
    [
        ({"tiers": [Tier(id="t", where=Where.of({"nhom": "1.."})), Tier(id="y")]}, "tiers"),
        ({"awards": [Prize(id="p", by=["nhom"], prizes=["Nhất 1"])]}, "prizes"),
        ({}, "figures"),
    ],
)
def test_a_part_of_what_a_rule_looks_at_has_the_effect_of_the_rule(more, effect):
    """A leaf below a group outside the total, by who looks at the group."""
    nodes = [Indicator(id="a", max=5), Group(id="nhom", parent="none"), Indicator(id="b", parent="nhom", max=5)]
    old = Rubric(id="demo/it@2025", total=Group(decimals=2), nodes=nodes, **more)
    new = attrs.evolve(old, nodes=[*nodes[:2], attrs.evolve(nodes[2], max=4)])
    assert [effect_of(it, old, new) for it in differences(old, new)] == [effect]


def test_every_column_of_a_step_is_a_parameter():
    """Also the one that proves, and the one that says whose child a unit is."""
    found = {it.path: it.value for it in parameters_of(OLD, Language("en")) if it.path.startswith("step.")}
    assert found == {
        "step.hop.columns": "hop",
        "step.hop.self": "*_tu",
        "step.hop.verified": "*_hd",
        "step.web.columns": "web",
        "step.web.self": "*_tu",
        "step.web.verified": "*_hd",
        "step.web.evidence": "*_mc",
        "step.web.counts": "lower",
        "step.tong.into": "tong, so",
        "step.tong.node": "rieng",
        "step.tong.parent": "thuoc",
    }
