"""Differences of rubrics."""

from __future__ import annotations

import attrs

from ictindex.cli.differences import differences
from ictindex.model.nodes import Group, Indicator
from ictindex.model.rubric import Rubric
from ictindex.model.standing_rules import Tier
from ictindex.model.units import Part, Partition

OLD = Rubric(
    id="demo/it@2025",
    total=Group(decimals=2),
    partitions=[Partition(name="block", parts=[Part(id="so", vi="Sở"), Part(id="xa", vi="Xã")])],
    nodes=[Indicator(id="a", max=5), Indicator(id="b", max=5)],
    tiers=[Tier(id="t", bound=8), Tier(id="k", where={"a": "1.."}), Tier(id="y")],
)


def found(**changes):
    """Differences of the old rubric and a changed one, as tuples."""
    return [(it.kind, it.path, it.old, it.new, it.is_text) for it in differences(OLD, attrs.evolve(OLD, **changes))]


def test_a_value_that_appears_or_disappears_is_told_from_its_default():
    """What was not written stands as nothing."""
    nodes = [Indicator(id="a", max=5, missing="zero"), Indicator(id="b", max=5)]
    assert found(nodes=nodes) == [("changed", "node.a.missing", None, "zero", False)]


def test_a_node_that_is_gone_and_one_that_is_new():
    """Each with all that it says."""
    assert found(nodes=[Indicator(id="a", max=5), Indicator(id="c", max=5, vi="C")]) == [
        ("gone", "node.b", "max = 5", None, False),
        ("new", "node.c", None, "vi = C, max = 5", False),
    ]


def test_the_name_of_a_part_is_text_and_a_part_is_law():
    """Names of parts may change without changing a result."""
    parts = [Part(id="so", vi="Sở, ngành"), Part(id="xa", vi="Xã"), Part(id="quan", vi="Quận")]
    assert found(partitions=[Partition(name="block", parts=parts)]) == [
        ("changed", "partition.block.so.vi", "Sở", "Sở, ngành", True),
        ("new", "partition.block.quan", None, "vi = Quận", False),
    ]


def test_the_order_of_tiers_is_law_and_the_order_of_nodes_is_not():
    """The first tier that holds decides."""
    tiers = [OLD.tiers[1], OLD.tiers[0], OLD.tiers[2]]
    nodes = [OLD.nodes[1], OLD.nodes[0]]
    assert found(tiers=tiers, nodes=nodes) == [
        ("order", "node", "a, b", "b, a", True),
        ("order", "tier", "t, k, y", "k, t, y", False),
    ]
