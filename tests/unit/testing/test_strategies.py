"""Random rubrics say everything that a rubric can say; a kind that is never drawn is a kind that no law is tried on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import chain, product

from hypothesis import given, settings

from ictindex.model import Against, CarryUp, Custom, Group, Impute, Indicator, Rubric, Treat, Verify
from ictindex.model.columns import NumberColumn
from ictindex.model.nodes import AGGREGATES, MISSING_POLICIES, RANGE_POLICIES, ZERO_POLICIES
from ictindex.model.numbers import HALVES
from ictindex.model.shapes import AGAINST_METHODS, CONSTANT_POLICIES
from ictindex.model.standing_rules import LAST_RESORTS, QUOTA_ROUNDINGS, QUOTA_TIES, TIE_METHODS, TIE_RULES
from ictindex.model.steps import COUNTS, IMPUTATIONS
from ictindex.model.treating import TREATMENTS
from ictindex.plugins import Registry
from ictindex.ranking import Ranking
from ictindex.scoring import check
from ictindex.testing.case import Case
from ictindex.testing.strategies import demo_shapes, drawn_case, large_case, rankings, rubrics, rubrics_with_data
from ictindex.testing.strategies.dice import seeded_dice
from ictindex.testing.strategies.kinds import Wanted
from ictindex.testing.strategies.rubrics import random_rubric

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


def test_every_kind_of_step_is_drawn() -> None:
    """Kinds, methods, what counts, what is carried up, and cells that a step changes, units that one screens."""
    steps = list(chain.from_iterable(rubric.steps for rubric in RUBRICS))
    assert {"verify", "carry-up", "impute", "treat", "screen"} == {step.kind for step in steps}
    assert set(IMPUTATIONS) == {step.method for step in steps if isinstance(step, Impute)}
    assert set(COUNTS) == {step.counts for step in steps if isinstance(step, Verify)}
    assert {True, False} == {bool(step.node) for step in steps if isinstance(step, CarryUp)}
    stepped = [case for case in CASES if case.rubric.steps]
    assert set(TREATMENTS) == {step.method for step in steps if isinstance(step, Treat)}
    assert any(case.scores().imputations for case in stepped)
    assert any(case.scores().treatments for case in stepped)
    assert any(case.scores().screenings for case in stepped)
    assert any(row.differs for case in stepped for row in case.scores().verifications)


def test_every_shape_meets_every_aggregate() -> None:
    """All pairs of a shape, or a method against the cohort, and the aggregate above it stand among 900 rubrics."""
    shapes = {"Given", "Yes", "Levels", "Steps", "Curve", *AGAINST_METHODS}
    drawn: Counter[tuple[str, str]] = Counter()
    for seed in range(900):
        rubric = random_rubric(seeded_dice(seed), Wanted())
        groups = {node.id: node for node in (rubric.total, *rubric.nodes) if isinstance(node, Group)}
        drawn.update(
            (_kind(leaf), groups[leaf.parent].aggregate) for leaf in rubric.tree.leaves() if leaf.parent in groups
        )
    missing = {pair for pair in product(shapes, AGGREGATES) if drawn[pair] < 2}
    assert missing == set()


def _kind(leaf: Indicator) -> str:
    """The shape's name, or the method of one against the cohort."""
    return leaf.shape.method if isinstance(leaf.shape, Against) else type(leaf.shape).__name__


def test_numbers_are_long_and_stand_on_halves() -> None:
    """Twelve significant digits, denominators of six, values on halves under each rule, constant-cohort policies."""
    numbers = [column for case in CASES for _, column in case.dataset.columns if isinstance(column, NumberColumn)]
    digits = {len(str(abs(it)).rstrip("0")) for column in numbers for it in column.coefficients.tolist()}
    assert set(range(1, 13)) <= digits
    shares = [leaf.reading.second for leaf in LEAVES if leaf.reading.is_share]
    columns = [case.dataset.column(name) for case in CASES for name in shares]
    divisors = [column for column in columns if isinstance(column, NumberColumn)]
    assert max(column.largest for column in divisors if column.exponent == 0) >= 900_000
    assert {rule for case in CASES[:120] for rule in _halves(case)} == set(HALVES)
    policies = {leaf.shape.constant for leaf in LEAVES if isinstance(leaf.shape, Against)}
    assert policies == set(CONSTANT_POLICIES) - {"refuse"}


def _halves(case: Case) -> Iterator[str]:
    """The rounding rules of nodes that have a value exactly on a half."""
    scores = case.scores()
    for node in (scores.rubric.total, *scores.rubric.nodes):
        for unit in range(len(scores) if node.decimals is not None else 0):
            value = scores.exact(node.id, unit)
            if isinstance(value, Fraction) and (2 * value * 10 ** (node.decimals or 0)) % 2 == 1:
                yield node.half


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
