"""What is known to be wrong with a rubric without any data, by code and path."""

from __future__ import annotations

from typing import Any

import pytest

from ictindex.model import (
    Against,
    Curve,
    Group,
    Indicator,
    Levels,
    Partition,
    Prize,
    Rubric,
    RubricError,
    Source,
    Steps,
    Tier,
    Unit,
    View,
    Yes,
)

BLOCK = Partition(name="block", parts={"so": "Sở", "xa": "Xã"})


def problems(**changes: Any) -> set[tuple[str, str]]:
    """Codes and paths that a small lawful rubric shows after some changes."""
    fields: dict[str, Any] = {
        "id": "demo/it@2026",
        "total": Group(decimals=2),
        "partitions": [BLOCK],
        "nodes": [Indicator(id="may", max=20, read="a / b"), Indicator(id="web", shape=Yes(5))],
    }
    try:
        Rubric(**(fields | changes))
    except RubricError as error:
        return {(problem.code, problem.where.path) for problem in error.problems}
    return set()


def node(**fields: Any) -> list[Any]:
    """The lawful nodes and one more."""
    return [Indicator(id="may", max=20, read="a / b"), Indicator(**({"id": "x"} | fields))]


def test_the_small_rubric_is_lawful() -> None:
    """The base of all other cases has no problem."""
    assert problems() == set()


CASES: list[tuple[dict[str, Any], str, str]] = [
    ({"id": "Demo IT"}, "bad-id", "id"),
    ({"status": "offical"}, "unknown-word", "status"),
    ({"comparable": ["points"]}, "unknown-word", "comparable"),
    ({"total": Group()}, "no-decimals", "total.decimals"),
    ({"total": Group(decimals=2, max=30)}, "sum-of-maxima", "total.max"),
    ({"total": Group(decimals=13)}, "bad-decimals", "total.decimals"),
    ({"total": Group(decimals=2, aggregate="product")}, "unknown-word", "total.aggregate"),
    ({"total": Group(decimals=2, floor=10, cap=5)}, "floor-above-cap", "total.floor"),
    ({"total": Group(decimals=2, aggregate="power")}, "bad-power", "total.power"),
    ({"nodes": []}, "empty-group", "total"),
    ({"nodes": node(parent="y")}, "unknown-name", "node[1].in"),
    ({"nodes": node(parent="may")}, "parent-is-leaf", "node[1].in"),
    ({"nodes": node(id="may")}, "double-id", "node[1].id"),
    ({"nodes": node(id="percent")}, "reserved-id", "node[1].id"),
    ({"nodes": node(id="block")}, "reserved-id", "node[1].id"),
    ({"nodes": node(id="-x")}, "bad-id", "node[1].id"),
    ({"nodes": [*node(), Group(id="g")]}, "empty-group", "node[2]"),
    ({"nodes": node(weight=2)}, "weight-under-sum", "node[1].weight"),
    ({"nodes": node(weight=-1), "total": Group(decimals=2, aggregate="mean")}, "negative-weight", "node[1].weight"),
    ({"nodes": node(max=10, shape=Yes(5))}, "max-of-shape", "node[1].max"),
    ({"nodes": node(max={"default": 5, "huyen": 3})}, "unknown-name", "node[1].max"),
    ({"nodes": node(max=-5)}, "no-minimum", "node[1].min"),
    ({"nodes": node(missing="skip")}, "unknown-word", "node[1].missing"),
    ({"nodes": node(shape=Steps([(1, 2), (1, 3)], otherwise=0))}, "double-id", "node[1].steps[1]"),
    ({"nodes": node(shape=Steps([("50%", 2)], otherwise=0))}, "percent-step", "node[1].steps[0]"),
    ({"nodes": node(shape=Curve([(5, 0), (5, 1)]))}, "curve-order", "node[1].curve[1]"),
    ({"nodes": node(shape=Levels([("Có", 1), ("có", 2)]))}, "double-id", "node[1].levels[1]"),
    ({"nodes": node(shape=Levels([]))}, "empty-shape", "node[1].levels"),
    ({"nodes": node(shape=Yes(1), read="a / b")}, "text-operator", "node[1].read"),
    ({"nodes": node(shape=Yes(1), read="a")}, "column-read-twice", "node[0].read"),
    ({"nodes": node(shape=Against("top"))}, "unknown-word", "node[1].against"),
    ({"nodes": node(shape=Against("minmax", of="cum"))}, "unknown-name", "node[1].of"),
    ({"nodes": node(shape=Against("minmax", to=(0, 1)), max=5)}, "to-and-max", "node[1].to"),
    ({"nodes": node(shape=Against("zscore"), max=5)}, "unbounded", "node[1].max"),
    ({"nodes": node(only={"blok": "so"})}, "unknown-name", "node[1].only.blok"),
    ({"nodes": node(only={"block": "sở"})}, "unknown-name", "node[1].only.block"),
    ({"nodes": node(only={"may": "so"})}, "wrong-test", "node[1].only.may"),
    ({"nodes": node(only={"tier": "tot"})}, "too-early", "node[1].only.tier"),
    ({"nodes": node(only={"x": ">0"})}, "cycle", "node[1].only.x"),
    ({"nodes": node(extra=True), "total": Group(decimals=2, aggregate="mean")}, "extra-outside-sum", "node[1].extra"),
    ({"views": [View(id="v", over={"z": 1})]}, "unknown-name", "view[0].over"),
    ({"views": [View(id="may", over={"web": 1})]}, "double-id", "view[0].id"),
    ({"rank": {"by": []}}, "no-key", "rank.by"),
    ({"rank": {"by": ["totl"]}}, "unknown-name", "rank.by[0]"),
    ({"rank": {"by": ["change"]}}, "too-early", "rank.by[0]"),
    ({"rank": {"ties": "ordinal"}}, "ordinal-shares", "rank.last"),
    ({"rank": {"last": "lot"}}, "no-seed", "rank.seed"),
    ({"rank": {"by": ["percent"]}, "nodes": node()}, "unbounded", "rank.by[0]"),
    ({"tiers": [Tier(id="tot", bound=80)]}, "closed-lowest", "tier[0]"),
    ({"tiers": [Tier(id="tot"), Tier(id="yeu")]}, "open-tier", "tier[0]"),
    ({"tiers": [Tier(id="a", bound=50), Tier(id="b", bound=60), Tier(id="c")]}, "unreachable-tier", "tier[1].from"),
    ({"tiers": [Tier(id="a", share="10%", count=3), Tier(id="c")]}, "two-bounds", "tier[0]"),
    ({"tiers": [Tier(id="a", share="120%"), Tier(id="c")]}, "bad-share", "tier[0].share"),
    ({"awards": [Prize(id="a")]}, "no-prize", "award[0].prizes"),
    ({"awards": [Prize(id="a", prizes=["Khen", "Ba 2"])]}, "open-prize", "award[0].prizes"),
    ({"awards": [Prize(id="a", prizes=["Nhất 1"], per="khối")]}, "unknown-name", "award[0].per"),
    ({"awards": [Prize(id="a", prizes=["Nhất 1"], tie="break")]}, "break-shares", "award[0].tie"),
    ({"awards": [Prize(id="a", prizes=["Nhất 1"], tie="lot")]}, "no-seed", "award[0].seed"),
    ({"awards": [Prize(id="a", prizes=["Nhất 1"], among={"prize": "Nhì"})]}, "unknown-name", "award[0].among.prize"),
    ({"exclude": [{"where": {"unit": "x"}, "why": ""}]}, "no-reason", "exclude[0].why"),
    ({"status": "reconstructed"}, "no-source", "total.decimals"),
    ({"status": "reconstructed", "assumed": ["nodes"]}, "idle-pattern", "assumed"),
    ({"status": "official", "assumed": ["total"]}, "assumed-official", "assumed"),
    ({"sources": [Source(key="s", covers=["node.y"])]}, "idle-pattern", "printed.s"),
]


@pytest.mark.parametrize(("changes", "code", "path"), CASES, ids=[f"{code}-{path}" for _, code, path in CASES])
def test_a_mistake_is_named_by_code_and_path(changes: dict[str, Any], code: str, path: str) -> None:
    """Each mistake gives its own code at its own place."""
    if "exclude" in changes:
        from ictindex.model import Exclusion

        changes = {"exclude": [Exclusion(**row) for row in changes["exclude"]]}
    assert (code, path) in problems(**changes)


def test_several_mistakes_are_reported_at_once() -> None:
    """Nothing stops at the first problem."""
    found = problems(status="offical", rank={"by": ["totl"]}, nodes=node(parent="y"))
    assert {code for code, _ in found} == {"unknown-word", "unknown-name"}
    assert len(found) == 3


def test_the_sum_of_maxima_is_checked_for_each_kind_of_unit() -> None:
    """A node that only some blocks have leaves their maximum: 1000 against 800 (RULES C1)."""
    nodes = [Indicator(id="a", max=800), Indicator(id="b", max=200, only={"block": "so"})]
    assert problems(nodes=nodes, total=Group(decimals=2, max=1000)) == set()
    assert problems(nodes=nodes, total=Group(decimals=2, max={"default": 1000, "xa": 800})) == set()
    found = problems(nodes=nodes, total=Group(decimals=2, max={"default": 1000, "xa": 700}))
    assert found == {("sum-of-maxima", "total.max")}


def test_a_rubric_with_every_parameter_sourced_may_be_official() -> None:
    """Sources on records, printed patterns and inferred patterns together cover everything."""
    nodes = [Indicator(id="may", max=20, source="qd"), Indicator(id="web", shape=Yes(5))]
    sources = [Source(key="qd", title="Quyết định 1", covers=["node.web", "partition"])]
    assert problems(status="official", nodes=nodes, sources=sources, inferred=["total.decimals"]) == set()


def test_a_group_leaves_with_the_last_child_that_a_unit_has() -> None:
    """Without the tag the inner group is its gated child alone, so the outer mean may be the other child's."""
    nodes = [
        Indicator(id="t", max=1),
        Group(id="outer", aggregate="mean"),
        Group(id="inner", parent="outer", aggregate="mean"),
        Indicator(id="tagged", parent="inner", max=1, only={"tag": "x"}),
        Indicator(id="gated", parent="inner", max=1, only={"t": "1.."}),
        Indicator(id="other", parent="outer", max=5),
    ]
    rubric = Rubric(id="demo/it@2026", total=Group(decimals=1), nodes=nodes)
    assert rubric.bounds(Unit(id="a"), "outer") == (0, 5)
    assert rubric.bounds(Unit(id="b", tags={"x"}), "outer") == (0, 3)


def test_bounds_without_a_unit_hold_every_kind_of_unit():
    """The widest of all: a larger maximum of one part, and a node that only another part has."""
    nodes = [
        Indicator(id="a", max={"default": 20, "xa": 30}),
        Indicator(id="b", max=5, only={"block": ["so"]}),
        Indicator(id="c", min=-3, max=0, only={"block": ["so"]}),
    ]
    rubric = Rubric(id="demo/it@2026", total=Group(decimals=0), partitions=[BLOCK], nodes=nodes)
    assert rubric.bounds() == (-3, 30)
    assert (rubric.bounds(node_id="b"), rubric.bounds(Unit(id="u", parts={"block": "so"}))) == ((0, 5), (-3, 25))


def test_bounds_without_a_unit_are_refused_where_kinds_cannot_be_counted():
    """Fourteen tags make 16,384 kinds of units."""
    nodes = [Indicator(id=f"a{place}", max=1, only={"tag": [f"t{place}"]}) for place in range(14)]
    rubric = Rubric(id="demo/it@2026", total=Group(decimals=0), nodes=nodes)
    with pytest.raises(ValueError, match=r"ask for one, bounds\(unit\)"):
        rubric.bounds()


@pytest.mark.parametrize("low", [-2, -1, 0])
def test_a_declared_minimum_of_a_group_is_what_its_children_give(low):
    """-2 of one and 0 of the other; what a penalty beside them costs stays out, as it does of the maximum."""
    nodes = [
        Indicator(id="a", parent="g", min=-2, max=5),
        Indicator(id="b", parent="g", max=5),
        Indicator(id="p", parent="g", min=-9, max=0, extra=True),
        Group(id="g", min=low),
    ]
    draft = {"id": "demo/it@2026", "total": Group(decimals=0), "nodes": nodes}
    if low == -2:
        assert Rubric(**draft).bounds(node_id="g") == (-11, 10)
    else:
        with pytest.raises(RubricError, match="give at least -2"):
            Rubric(**draft)
