"""``ictindex robustness`` and the plan of ``ictindex rubric show``."""

from __future__ import annotations

import json

import pytest


def test_the_report_has_ranks_tiers_prizes_and_policies(ictindex, rubric, data):
    """A table for each block, what is firm, and how it was done."""
    ran = ictindex("robustness", data, "--rubric", rubric, "--draws", 20)
    assert ran.code == 0
    for text in ("How firm the ranks are in Sở, ban, ngành (Departments)", "seed 1", "100.0 %", "Nhất"):
        assert text in ran.out


def test_the_report_speaks_vietnamese(ictindex, rubric, data):
    """Every text has both languages."""
    ran = ictindex("robustness", data, "--rubric", rubric, "--draws", 5, "--lang", "vi")
    assert "Độ vững của thứ hạng trong khối Sở, ban, ngành" in ran.out


def test_json_and_csv_are_the_same_bytes_for_one_seed(ictindex, rubric, data):
    """The seed is the only source of chance."""
    for form in ("json", "csv"):
        one, two = (ictindex("robustness", data, "--rubric", rubric, "--draws", 9, "--format", form) for _ in "ab")
        assert one.out == two.out
    found = json.loads(ictindex("robustness", data, "--rubric", rubric, "--draws", 9, "--format", "json").out)
    assert {"rubric", "law", "units", "indicators", "tiers", "prizes", "policies"} <= set(found)


@pytest.mark.parametrize("wrong", [("--draws", 0), ("--width", 2)])
def test_numbers_out_of_limits_are_wrong_usage(ictindex, rubric, data, wrong):
    """Exit code 2 and one sentence."""
    ran = ictindex("robustness", data, "--rubric", rubric, *wrong)
    assert ran.code == 2
    assert "--draws is 1 and more" in ran.err


def test_the_plan_is_read_off_a_file(ictindex, rubric, data):
    """Class, arithmetic and reason of every node, and how the units are ranked."""
    ran = ictindex("rubric", "show", rubric, "--plan", data)
    assert ran.code == 0
    for text in ("given, a quotient", "a table of points", "searched: ", "small common multiple"):
        assert text in ran.out
    found = json.loads(ictindex("rubric", "show", rubric, "--plan", data, "--format", "json").out)
    assert [it["node"] for it in found["nodes"]] == ["total", "tin", "mang"]


def test_the_plan_of_a_number_of_units_is_that_of_ranking(ictindex, rubric):
    """Without data nothing is known of the nodes, and nothing is guessed."""
    found = json.loads(ictindex("rubric", "show", rubric, "--plan", "--units", 100_000, "--format", "json").out)
    assert (found["nodes"], found["rank"]["name"]) == ([], "counted")
    for units, name in ((100, "searched"), (513, "sorted")):
        found = json.loads(ictindex("rubric", "show", rubric, "--plan", "--units", units, "--format", "json").out)
        assert found["rank"]["name"] == name


def test_the_options_of_the_plan_go_together(ictindex, rubric, data):
    """Neither a file nor a number, both, or one of them without --plan is wrong usage."""
    for wrong in (("--plan",), ("--plan", data, "--units", 3), ("--units", 3)):
        assert ictindex("rubric", "show", rubric, *wrong).code == 2
