"""How a ranking is made, as plain tables in the JSON of a ranking."""

from __future__ import annotations

import json

import pytest

import ictindex as package
from ictindex.codec import rubric_from_dict
from ictindex.ranking.how import how_of
from ictindex.ranking.json_text import dumps

LAW = {
    "schema": 1,
    "id": "demo/it@2026",
    "status": "reconstructed",
    "assumed": ["node", "total", "rank"],
    "inferred": ["tier"],
    "printed": {"qd": ["award", "partition"]},
    "source": {"qd": {"title": "Quyết định"}},
    "total": {"decimals": 2},
    "rank": {"by": ["percent"], "break_by": ["-b"], "last": "lot", "seed": "7"},
    "partition": {"block": {"so": "Sở", "xa": "Xã"}},
    "node": [
        {"id": "a", "max": 5, "read": "x / y", "zero": "zero", "decimals": 1},
        {"id": "b", "against": "best", "max": 5, "constant": "full", "missing": "zero"},
    ],
    "tier": [
        {"id": "tot", "from": "80%", "where": {"a": ">1"}},
        {"id": "kha", "above": 5.5},
        {"id": "tb", "share": "20%", "per": "block"},
        {"id": "yeu"},
    ],
    "award": [
        {"id": "p", "prizes": ["Nhất 1"], "tie": "lot", "per": "block", "to": ["lãnh đạo"]},
        {"id": "q", "prizes": ["Khen"], "among": {"prize": "-Nhất"}},
    ],
}


def how():
    """The tables of the small law as JSON has them."""
    return json.loads(dumps(how_of(rubric_from_dict(LAW))))


def test_every_policy_names_its_nodes():
    """Values as the file spells them, those at their default included."""
    found = how()
    assert found["missing"] == {"refuse": ["a"], "zero": ["b"]}
    assert found["zero"] == {"zero": ["a"], "refuse": ["b"]}
    assert found["range"] == {"refuse": ["a", "b"]}
    assert found["constant"] == {"full": ["b"]}
    assert found["rounding"] == {
        "total": {"decimals": 2, "half": "up"},
        "nodes": {"a": {"decimals": 1, "half": "up"}},
    }


def test_the_ranked_key_and_the_last_resort_are_said():
    """With the side that is better and the seed."""
    assert how()["order"] == {
        "by": ["percent"],
        "break_by": ["-b"],
        "value": "rounded",
        "ties": "competition",
        "last": "lot",
        "seed": "7",
        "within": "block",
        "overall": False,
    }


def test_tiers_have_their_bounds_and_quotas():
    """A percent is a text, points are a number, and the lowest row has neither."""
    assert how()["tiers"] == [
        {"id": "tot", "from": "80%", "where": "a = >1"},
        {"id": "kha", "above": 5.5},
        {"id": "tb", "share": "20%", "per": "block", "tie": "shrink", "round": "floor"},
        {"id": "yeu"},
    ]


def test_awards_have_their_rules():
    """The keys that an award takes from the rank are spelled; a recognition has none."""
    first, second = how()["awards"]
    assert (first["by"], first["tie"], first["seed"], first["to"]) == (["percent", "-b"], "lot", "7", ["lãnh đạo"])
    assert (second["by"], second["tie"], second["among"]) == ([], None, "prize = -Nhất")


def test_every_parameter_has_its_origin_once():
    """Counted by source, listed where nobody printed it."""
    origins = how()["origins"]
    assert origins["sources"] == {"qd": 7}
    assert origins["none"] == []
    assert "tier.tot.from" in origins["inferred"]
    assert "rank.seed" in origins["assumed"]


@pytest.mark.parametrize("rubric_id", package.list_rubrics())
def test_every_registered_rubric_says_how(rubric_id):
    """As exact JSON, with each leaf under one value of each policy."""
    rubric = package.get_rubric(rubric_id)
    found = json.loads(dumps(how_of(rubric)))
    held = [name for nodes in found["missing"].values() for name in nodes]
    assert sorted(held) == sorted(leaf.id for leaf in rubric.tree.leaves())
