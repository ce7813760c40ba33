"""How a ranking is made, in words."""

from __future__ import annotations

import itertools

import pytest

from ictindex.language import Language, all_texts
from ictindex.model.nodes import MISSING_POLICIES, RANGE_POLICIES, ZERO_POLICIES, Group, Indicator
from ictindex.model.rubric import Rubric
from ictindex.model.shapes import CONSTANT_POLICIES, Against
from ictindex.model.standing_rules import (
    LAST_RESORTS,
    QUOTA_ROUNDINGS,
    TIE_METHODS,
    TIE_RULES,
    Prize,
    RankRule,
    Source,
    Tier,
)
from ictindex.wording.node_lines import node_lines
from ictindex.wording.policies import policies

TEXTS = all_texts()


def made(**others):
    """The policies of a small rubric as a table."""
    nodes = others.pop("nodes", [Indicator(id="a", max=5, read="x / y"), Indicator(id="b", max=5)])
    rubric = Rubric(id="demo/it@2026", total=Group(decimals=2), nodes=nodes, **others)
    return dict(policies(rubric, Language("en")))


def test_the_defaults_are_said():
    """A rubric that spells nothing still tells everything that decides."""
    assert made() == {
        "Missing": "refused",
        "Zero denominator": "refused",
        "Out of range": "refused",
        "Not applicable": "a node that does not apply leaves the unit's maximum",
        "Rounding": "the total to 2 decimals, halves up; no other node is rounded",
        "Order": "the total; rounded values decide; among all units",
        "Ties": "1, 2, 2, 4 (competition)",
        "Last resort": "equals share the rank",
        "Other editions": "comparable in: rank",
        "Parameters": "invented: total, node",
    }


def test_nodes_that_differ_are_named():
    """The many are counted, the few are listed."""
    nodes = [*(Indicator(id=f"n{it}", max=1) for it in range(4)), Indicator(id="x", max=1, missing="zero")]
    assert made(nodes=nodes)["Missing"] == "refused (4 nodes); 0 points (x)"


def test_a_cohort_has_its_own_policy():
    """It is said only where there is a cohort shape."""
    nodes = [Indicator(id="a", max=5, shape=Against(method="minmax", constant="middle"))]
    assert made(nodes=nodes)["Constant cohort"] == "the middle"


def test_tiers_and_prize_ties_are_said():
    """With bounds, their side, and quotas."""
    tiers = [Tier(id="a", vi="A", bound="80%"), Tier(id="b", vi="B", share="20%"), Tier(id="c", vi="C")]
    awards = [Prize(id="p", prizes=["Nhất 1"], tie="extend"), Prize(id="q", prizes=["Nhì 1"])]
    found = made(tiers=tiers, awards=awards)
    assert (
        found["Tiers"]
        == "A at least 80%; B 20 % of the units (rounded down, none of the equals receives it); C the rest"
    )
    assert "(p)" in found["Ties at a prize"]
    assert "(q)" in found["Ties at a prize"]


def test_prize_rules_are_said_in_a_clause_each():
    """Prizes, parts, keys and condition; a recognition has no order."""
    awards = [
        Prize(id="p", prizes=["Nhất 1", "Nhì 2"], among={"tier": "a"}),
        Prize(id="q", prizes=["Khen"], among={"b": "1.."}),
    ]
    tiers = [Tier(id="a", bound="80%"), Tier(id="c")]
    assert made(awards=awards, tiers=tiers)["Prizes"] == "Nhất 1, Nhì 2 by the total if tier = a; Khen if b = 1.."


def test_origins_are_told_by_the_shortest_paths():
    """By source first, then inferred, assumed and invented; a record of one origin stands for its parameters."""
    others = {"assumed": ["node.a"], "inferred": ["node.b"], "sources": [Source(key="qd", covers=["total"])]}
    assert made(**others)["Parameters"] == "from the source qd: total; inferred: node.b; assumed: node.a"


def test_keys_are_named_in_order():
    """With the side that is better."""
    rank = RankRule(by=["percent"], break_by=["-b"], last="lot", seed="2026", overall=True)
    found = made(rank=rank)
    assert found["Order"].startswith("percent of the maximum, then b (lower is better)")
    assert found["Last resort"] == "by lot with seed 2026"


@pytest.mark.parametrize(
    "key",
    [
        *(f"value-{word}" for word in sorted({*MISSING_POLICIES, *ZERO_POLICIES, *RANGE_POLICIES, *CONSTANT_POLICIES})),
        *(f"ties-{word}" for word in TIE_METHODS),
        *(f"last-{word}" for word in LAST_RESORTS),
        *(f"tie-{word}" for word in TIE_RULES),
        *(f"quota-{word}" for word in QUOTA_ROUNDINGS),
        *itertools.starmap("{}-{}".format, [("value-of-rank", "rounded"), ("value-of-rank", "exact")]),
    ],
)
def test_every_word_of_the_model_has_a_text(key):
    """A policy that the model adds must be told, or this fails."""
    assert key in TEXTS


@pytest.mark.parametrize(
    ("code", "said", "row"),
    [
        ("en", "a as given, from 0 to 1; answers measured; evidence: nhật ký", "measured (2 nodes)"),
        ("vi", "a giữ nguyên, từ 0 đến 1; số liệu đo tự động; minh chứng: nhật ký", "đo tự động (2 chỉ tiêu)"),
    ],
)
def test_where_answers_come_from_is_said_and_counted(code, said, row):
    """Of each indicator beside its formula, and how many are measured (RULES A14)."""
    nodes = [
        Indicator(id="a", max=1, origin="measured", evidence="nhật ký"),
        Indicator(id="b", max=1, origin="measured"),
        Indicator(id="c", max=1),
    ]
    rubric = Rubric(id="demo/it@2026", total=Group(decimals=0), nodes=nodes)
    assert said in node_lines(rubric, Language(code))
    assert row in [text for _, text in policies(rubric, Language(code))]
