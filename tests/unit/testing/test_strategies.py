"""Random rubrics say everything that a rubric can say; a kind that is never drawn is a kind that no law is tried on."""

from __future__ import annotations

from collections import Counter
from itertools import chain

from hypothesis import given, settings

from ictindex.model import Against, Custom, Group, Indicator, Rubric
from ictindex.model.nodes import AGGREGATES, MISSING_POLICIES, RANGE_POLICIES, ZERO_POLICIES
from ictindex.model.shapes import AGAINST_METHODS
from ictindex.model.standing_rules import LAST_RESORTS, QUOTA_ROUNDINGS, QUOTA_TIES, TIE_METHODS, TIE_RULES
from ictindex.plugins import Registry
from ictindex.ranking import Ranking
from ictindex.scoring import check
from ictindex.testing.case import Case
from ictindex.testing.strategies import demo_shapes, drawn_case, large_case, rankings, rubrics, rubrics_with_data

CASES = [large_case(seed, units=6, refusing=True) for seed in range(250)]
RUBRIC = Rubric(
    id="demo/it@2026",
    total=Group(decimals=2),
    nodes=[Indicator(id="a", max=10), Indicator(id="b", max=20, shape=Custom(name="demo/halved", arguments={"by": 1}))],
)
RUBRICS = [case.rubric for case in CASES]
LEAVES = list(chain.from_iterable(rubric.tree.leaves() for rubric in RUBRICS))


def test_every_kind_of_node_is_drawn() -> None:
    """Shapes, methods, operators, policies and aggregates."""
    shapes = Counter(type(leaf.shape).__name__ for leaf in LEAVES)
    assert {"Given", "Yes", "Levels", "Steps", "Curve", "Against"} == set(shapes)
    assert set(AGAINST_METHODS) == {leaf.shape.method for leaf in LEAVES if isinstance(leaf.shape, Against)}
    assert {"", "/", "+", "-", "log10", "ln"} == {leaf.reading.operator for leaf in LEAVES}
    assert set(MISSING_POLICIES) == {leaf.missing for leaf in LEAVES}
    assert set(ZERO_POLICIES) == {leaf.zero for leaf in LEAVES}
    assert set(RANGE_POLICIES) == {leaf.range for leaf in LEAVES}
    groups = [node for rubric in RUBRICS for node in (rubric.total, *rubric.nodes) if not isinstance(node, Indicator)]
    assert set(AGGREGATES) == {group.aggregate for group in groups}


def test_every_rule_is_drawn() -> None:
    """Ties and last resorts of ranks, quotas of tiers, ties at prizes, roles, exclusions, gates, extras."""
    assert set(TIE_METHODS) == {rubric.rank.ties for rubric in RUBRICS}
    assert set(LAST_RESORTS) == {rubric.rank.last for rubric in RUBRICS}
    quotas = [tier for rubric in RUBRICS for tier in rubric.tiers if tier.is_quota]
    assert set(QUOTA_ROUNDINGS) == {tier.round for tier in quotas}
    assert set(QUOTA_TIES) == {tier.tie for tier in quotas}
    awards = [award for rubric in RUBRICS for award in rubric.awards]
    assert set(TIE_RULES) == {award.tie for award in awards}
    assert {True, False} == {bool(award.to) for award in awards} == {award.exclusive for award in awards}
    assert any(rubric.exclude for rubric in RUBRICS)
    nodes = [node for rubric in RUBRICS for node in rubric.nodes]
    assert any(node.only for node in nodes)
    assert any(node.extra for node in nodes)


def test_ties_are_frequent() -> None:
    """At least one ranking in four has equals, and some tie stands at the edge of a prize."""
    tied = [large_case(seed, units=8).judged() for seed in range(60)]
    groups = [any(len(group) > 1 for order in it.order.values() for group in order) for it in tied]
    assert sum(groups) >= len(groups) // 4
    assert any(it.granting.ties for it in tied)
    assert any(it.quota_ties for it in tied)


def test_a_seed_is_a_case() -> None:
    """The same seed gives the same rubric and the same cells."""
    one, other = large_case(7, units=9), large_case(7, units=9)
    assert one.rubric == other.rubric
    assert repr(one) == repr(other)


@given(case=rubrics_with_data())
def test_data_are_accepted(case: Case) -> None:
    """No filter is needed: the data that are drawn have no problem."""
    assert check(case.dataset, case.rubric) == ()


@settings(max_examples=50)
@given(rubric=rubrics(cohort=False))
def test_features_are_switched_off(rubric: Rubric) -> None:
    """Without cohorts every rubric is absolute."""
    assert rubric.absolute


@given(rankings())
def test_rankings_are_drawn(ranking: Ranking) -> None:
    """Of random data under random rubrics: every unit stands in it once, ranked or with a reason."""
    assert len({it.unit.id for it in ranking.standings}) == len(ranking) > 0
    assert all((it.rank is None) == (it.rank_reason is not None) for it in ranking.standings)


@given(rankings(RUBRIC, registry=Registry(shapes=demo_shapes())))
def test_rankings_of_one_rubric_are_drawn(ranking: Ranking) -> None:
    """With the shape of a plugin, which the registry gives."""
    assert ranking.rubric is RUBRIC


def test_data_of_a_seed_are_always_the_same() -> None:
    """Another seed gives others; every third has a year before."""
    one, again, other = drawn_case(3, RUBRIC), drawn_case(3, RUBRIC), drawn_case(4, RUBRIC)
    assert repr(one) == repr(again) != repr(other)
    assert [one.previous is None, other.previous is None] == [False, True]
