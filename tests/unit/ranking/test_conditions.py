from __future__ import annotations

from decimal import Decimal

import pytest

from ictindex.language import Digits, sentence
from ictindex.model import Indicator, Prize, Tier, Where
from ictindex.ranking.conditions import Met

POINTS = {"a": ["so", 72, 18], "b": ["so", 56, 4], "c": ["quan", 40, None], "d": ["xa", 0, 0]}
RULES = {
    "nodes": [Indicator(id="a", max=80), Indicator(id="b", max=20, missing="not-applicable")],
    "tags": {"a": ["thi-diem"], "b": ["thi-diem", "moi"], "c": ["moi"]},
    "tiers": [Tier(id="tot", bound="75%"), Tier(id="kha", bound="50%"), Tier(id="yeu")],
}


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({"block": "so"}, "ab"),
        ({"block": ["so", "quan"]}, "abc"),
        ({"block": ["-so"]}, "cd"),
        ({"block": ["so", "-quan"]}, "ab"),
        ({"block": ["-so", "-xa"]}, "c"),
        ({"tag": "thi-diem"}, "ab"),
        ({"tag": ["thi-diem", "-moi"]}, "a"),
        ({"tag": ["-moi"]}, "ad"),
        ({"unit": ["a", "d"]}, "ad"),
        ({"unit": "-a"}, "bcd"),
        ({"tier": ["tot", "kha"]}, "abc"),
        ({"tier": "-yeu"}, "abc"),
        ({"a": "56.."}, "ab"),
        ({"a": ">56"}, "a"),
        ({"a": "..56"}, "bcd"),
        ({"a": "<56"}, "cd"),
        ({"a": "40..<72"}, "bc"),
        ({"a": "50%..70%"}, "bc"),
        ({"b": "0.."}, "abd"),
        ({"b": "<=20"}, "abd"),
        ({"total": "60.."}, "ab"),
        ({"percent": "60.."}, "ab"),
        ({"percent": "50..<90"}, "bc"),
        ({"block": "so", "a": "60.."}, "a"),
        ({"any": [{"a": "70.."}, {"block": "xa"}]}, "ad"),
        ({"any": [{"a": "50..", "b": "10.."}, {"block": "xa"}], "tag": "-moi"}, "ad"),
        ({"at_least": [2, {"a": "50.."}, {"tag": "moi"}, {"block": "so"}]}, "ab"),
    ],
)
def test_who_meets_a_condition_and_how_it_is_explained(ranked, where, expected):
    """The mask over all units and the explanation of each unit say the same."""
    awards = [Prize(id="cn", among=where, prizes=["Công nhận"])]
    ranking = ranked(POINTS, **RULES, awards=awards)
    assert "".join(sorted(it.unit for it in ranking.awards)) == expected
    explained = [unit for unit in POINTS if all(it.met for it in ranking.conditions("cn", unit))]
    assert "".join(explained) == expected


def test_percent_of_a_node_is_of_the_units_own_maximum_and_exact(ranked):
    """13.33 of 40 is less than a third, 6.67 of 20 is more: nothing is rounded before it is compared."""
    nodes = [Indicator(id="diem", max={"default": 40, "nho": 20}, decimals=2)]
    awards = [Prize(id="cn", among={"diem": "33.334%.."}, prizes=["Công nhận"])]
    points = {"x": ["lon", Decimal("13.33")], "y": ["nho", Decimal("6.67")]}
    assert [it.unit for it in ranked(points, nodes=nodes, awards=awards).awards] == ["y"]


def test_values_in_an_explanation_are_the_printed_ones():
    """A condition reads as a line of a report."""
    found = sentence("of-maximum", value=Digits("10.00"), maximum=Digits("20"))
    met = Met(condition=Where.of({"b": "50%.."}), met=True, found=found)
    assert str(met) == "b = 50%..: met (10.00 of 20)"
    assert met.said("vi") == "b từ 50% trở lên: đạt (10,00/20)"


def test_a_change_that_is_not_known_says_why(ranked):
    """First year, not ranked, or no previous edition."""
    from ictindex.model import Published, PublishedRow

    awards = [Prize(id="no-luc", among={"change": "0.."}, by=["change"], prizes=["Nỗ lực"])]
    previous = Published(rubric="demo/it@2025", rows=[PublishedRow(id="a", block="so", rank=1)])
    ranking = ranked(POINTS, **RULES, awards=awards, previous=previous)
    assert [ranking.conditions("no-luc", unit)[0].value for unit in "ab"] == ["+0", "first year"]
