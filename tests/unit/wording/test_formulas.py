"""Formulas in words."""

from __future__ import annotations

import pytest

from ictindex.language import Language
from ictindex.model.nodes import AGGREGATES, Group, Indicator, View
from ictindex.model.rubric import RubricDraft
from ictindex.model.shapes import AGAINST_METHODS, Against, Curve, Custom, Levels, Steps, Yes
from ictindex.wording.formulas import formula

EN, VI = Language("en"), Language("vi")


def said(node, language=EN, **others):
    """The formula of a node in a rubric of its own."""
    kind = "views" if isinstance(node, View) else "nodes"
    return formula(RubricDraft(id="demo/it@2026", **{kind: [node]}, **others), node, language)


@pytest.mark.parametrize(
    ("leaf", "expected"),
    [
        (Indicator(id="a"), "a as given"),
        (Indicator(id="a", max=5), "a as given, from 0 to 5"),
        (Indicator(id="a", max=5, min=-1), "a as given, from -1 to 5"),
        (Indicator(id="a", max={"default": 20, "xa": 15}, read="x / y"), "x / y × 20 (xa 15)"),
        (Indicator(id="a", read="log10 x"), "log10 x as given"),
        (Indicator(id="a", shape=Yes(points=35)), "a: yes → 35, no → 0"),
        (Indicator(id="a", shape=Levels(table={"đủ": 20, "chưa": 0})), "a: đủ → 20, chưa → 0"),
        (
            Indicator(id="a", shape=Steps(table=[(3, 5), (">1", 2)], otherwise=0)),
            "a: at least 3 → 5, more than 1 → 2, otherwise → 0",
        ),
        (
            Indicator(id="a", shape=Curve(knots=[(0, 0), (4, 8)])),
            "a: straight lines through (0; 0) – (4; 8), flat outside",
        ),
        (Indicator(id="a", max=40, shape=Against(method="best")), "a / the greatest of all units × 40"),
        (
            Indicator(id="a", shape=Against(method="best", of="block", better="lower")),
            "a / the greatest of the units of its block; lower is better, so it is the least / a",
        ),
        (
            Indicator(id="a", shape=Against(method="minmax", to=(1, 9))),
            "a between the least and the greatest of all units, scaled from 1 to 9",
        ),
        (
            Indicator(id="a", shape=Against(method="zscore", mean=50, sd=10)),
            "a as z-score in all units, mean 50, standard deviation 10",
        ),
        (Indicator(id="a", shape=Custom(name="x/y", arguments={"k": 2})), "plugin shape x/y of a (k = 2)"),
        (
            Indicator(id="a", max=5, floor=1, cap=4, decimals=1, half="even"),
            "a as given, from 0 to 5; not below 1; not above 4; rounded to 1 decimal, halves to the even digit",
        ),
        (
            Indicator(id="a", max=5, extra=True),
            "a as given, from 0 to 5; bonus or penalty, outside the maximum",
        ),
        (Indicator(id="a", only={"block": ["-xa"]}), "a as given; applies only if block = -xa"),
    ],
)
def test_a_leaf_says_what_it_reads_and_how_it_scores(leaf, expected):
    """Each shape has its own sentence; clamps, rounding and gates follow it."""
    assert said(leaf) == expected


def test_a_percent_column_is_multiplied_by_the_maximum():
    """As a share of two columns is."""
    from ictindex.model.rubric import ColumnRule

    leaf = Indicator(id="a", max=10, read="ty_le")
    assert said(leaf, columns=[ColumnRule(name="ty_le", kind="percent")]) == "ty_le × 10"


def test_a_mean_names_weights_only_where_they_differ():
    """Equal weights say nothing."""
    view = View(id="v", over={"a": 1, "b": 2})
    assert said(view) == "mean of a × 1, b × 2"
    assert said(View(id="v", over=["a", "b"])) == "mean of a, b"


@pytest.mark.parametrize("language", [EN, VI])
@pytest.mark.parametrize("aggregate", AGGREGATES)
def test_every_aggregate_has_words(aggregate, language):
    """In both languages."""
    power = 2 if aggregate == "power" else None
    assert "{" not in said(View(id="v", aggregate=aggregate, power=power, over=["a"]), language)


@pytest.mark.parametrize("language", [EN, VI])
@pytest.mark.parametrize("method", AGAINST_METHODS)
def test_every_cohort_method_has_words(method, language):
    """In both languages."""
    assert said(Indicator(id="a", shape=Against(method=method)), language)


def test_a_group_names_its_children():
    """In the order of the file."""
    nodes = [Group(id="g"), Indicator(id="b", parent="g"), Indicator(id="a", parent="g")]
    draft = RubricDraft(id="demo/it@2026", nodes=nodes)
    assert formula(draft, nodes[0], VI) == "tổng của b, a"
