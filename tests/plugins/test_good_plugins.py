"""Plugins that are as they should be: what they add is used."""

from __future__ import annotations

from decimal import Decimal

import pytest

from ictindex import Dataset, rank

SOURCE = """
    from ictindex.model import Custom, Group, Indicator, Prize, Rubric
    from ictindex.plugins import hookimpl
    from ictindex.ranking.selector_spec import SelectorSpec
    from ictindex.scoring.shape_spec import ShapeSpec

    def square(reading, arguments):
        return reading * reading * int(arguments["times"])

    def last_first(candidates):
        return tuple(candidate.unit for candidate in sorted(candidates, key=lambda it: it.value("total")))

    def rubric():
        shape = Custom(name="lam-dong/square", arguments={"times": 2})
        prize = Prize(id="last", prizes=["Khuyến khích 1"], select="lam-dong/last-first")
        return Rubric(
            id="lam-dong/agencies@2016",
            total=Group(decimals=0),
            nodes=[Indicator(id="may", max=200, min=0, shape=shape)],
            awards=[prize],
        )

    @hookimpl
    def ictindex_rubrics():
        return [("lam-dong/agencies@2016", rubric)]

    @hookimpl
    def ictindex_lineages():
        return [("lam-dong/xa@2025", dict)]

    @hookimpl
    def ictindex_shapes():
        yield "lam-dong/square", ShapeSpec(version="1", fast=square, exact=square, monotone="rising")

    @hookimpl
    def ictindex_prizes():
        yield "lam-dong/last-first", SelectorSpec(version="1", select=last_first)
    """


@pytest.fixture
def registry(site):
    """Return the registry of a plugin with a rubric, a shape and a prize selector."""
    site.install("lam-dong", source=SOURCE, version="1.2", requires=["ictindex>=0.1"])
    return site.discover(strict=True, require=["lam-dong"])


def test_everything_is_registered_under_its_full_name(registry):
    """Rubrics, lineages, shapes and selectors are found by namespace and name, the plugin with its version."""
    assert registry.rubric_ids == ("lam-dong/agencies@2016",)
    assert registry.list_lineages() == ["lam-dong/xa@2025"]
    assert list(registry.shapes) == ["lam-dong/square"]
    assert list(registry.selectors) == ["lam-dong/last-first"]
    (plugin,) = registry.plugins
    assert (
        plugin.name,
        plugin.distribution,
        plugin.version,
        plugin.state,
    ) == ("lam-dong", "lam-dong", "1.2", "whole")


def test_the_registry_cannot_be_changed(registry):
    """It is a value: what was registered stays as it is."""
    for mapping in (registry.loaders, registry.shapes, registry.selectors):
        with pytest.raises(TypeError):
            mapping["lam-dong/new"] = None


def test_a_ranking_uses_the_shape_and_the_selector(registry):
    """The plugin's square makes the points; its selector, not the score, gives the prize."""
    rubric = registry.get_rubric("lam-dong/agencies")
    data = Dataset.from_columns(units=["a", "b", "c"], columns={"may": [3, 10, 5]})
    ranking = rank(data, rubric, registry=registry)
    assert {unit: ranking[unit].score for unit in "abc"} == {"a": 18, "b": 200, "c": 50}
    assert all(isinstance(ranking[unit].score, Decimal) for unit in "abc")
    assert {unit: ranking[unit].rank for unit in "abc"} == {"a": 3, "b": 1, "c": 2}
    assert [unit for unit in "abc" if ranking[unit].awards] == ["a"]
