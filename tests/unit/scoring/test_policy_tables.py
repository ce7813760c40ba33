"""The tables policy x place of docs/concepts.md, a literal expectation per cell, worked by hand (law L12)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ictindex import Against, Dataset, Group, Indicator, Ranking, Rubric, check, rank
from ictindex.model import Reading
from ictindex.testing import agreement, reference

DOCS = Path(__file__).parents[3] / "docs" / "concepts.md"
LEAVES = '"a" has no value for 1 unit and leaves its maximum, which raises its percent'

Cells = tuple[str, str, str]
LEFT = ("–", "8.0", "80.00")

# Place, fields of the group and of "a", then under "zero" and under "not-applicable": points of "a", total, percent.
# "a" has no answer; beside it stands "b" with 8 of 10 points, but in the first row.
PLACES: list[tuple[str, dict[str, Any], dict[str, Any], Cells, Cells]] = [
    ("a leaf alone", {}, {}, ("0", "0.0", "0.00"), ("–", "–", "–")),
    ("numerator of a ratio", {}, {"read": "x / y"}, ("0", "8.0", "40.00"), LEFT),
    ("denominator of a ratio", {}, {"read": "y / x"}, ("0", "8.0", "40.00"), LEFT),
    ("part of a sum", {}, {}, ("0", "8.0", "40.00"), LEFT),
    ("part of a sum, of 30 points", {}, {"max": 30}, ("0", "8.0", "20.00"), LEFT),
    ("part of a mean", {"aggregate": "mean"}, {}, ("0", "4.0", "40.00"), LEFT),
    ("part of a mean, weight 3 of 4", {"aggregate": "mean"}, {"weight": 3}, ("0", "2.0", "20.00"), LEFT),
    ("part of a geometric mean", {"aggregate": "geometric"}, {}, ("0", "0.0", "0.00"), LEFT),
    ("part of a harmonic mean", {"aggregate": "harmonic"}, {}, ("0", "0.0", "0.00"), LEFT),
    ("part of a power mean, power 2", {"aggregate": "power", "power": 2}, {}, ("0", "5.7", "57.00"), LEFT),
    ("part of a power mean, power −1", {"aggregate": "power", "power": -1}, {}, ("0", "0.0", "0.00"), LEFT),
    ("part of a least-of", {"aggregate": "least"}, {}, ("0", "0.0", "0.00"), LEFT),
    ("part of a best-of, of 20 points", {"aggregate": "best"}, {"max": 20}, ("0", "8.0", "40.00"), LEFT),
]
CELLS = [
    (*place, policy, *cells)
    for *place, zero, left in PLACES
    for policy, cells in (("zero", zero), ("not-applicable", left))
]

# Policy, then points of "a", the total and its percent; "a" is 5 / 0 of 10 points, "b" has 8 of 10.
ZERO_DENOMINATOR = {
    "zero": ("0", "8.0", "40.00"),
    "full": ("10", "18.0", "90.00"),
    "not-applicable": ("–", "8.0", "80.00"),
}

# Method with its ends, then by policy the points of each unit of a cohort of equal values.
CONSTANT: dict[str, tuple[Against, dict[str, Any], dict[str, str]]] = {
    "minmax, max 10": (Against("minmax"), {"max": 10}, {"zero": "0", "middle": "5", "full": "10"}),
    "minmax, to 2 and 6": (Against("minmax", to=(2, 6)), {}, {"zero": "2", "middle": "4", "full": "6"}),
    "percentile, max 10": (Against("percentile"), {"max": 10}, {"zero": "0", "middle": "5", "full": "10"}),
    "percentile, to 2 and 6": (Against("percentile", to=(2, 6)), {}, {"zero": "2", "middle": "4", "full": "6"}),
    "zscore, mean 50, sd 10": (Against("zscore", mean=50, sd=10), {}, {"zero": "0", "middle": "50", "full": "50"}),
}
CONSTANT_CELLS = [
    (method, policy, points)
    for method, (_, _, by_policy) in CONSTANT.items()
    for policy, points in (*by_policy.items(), ("not-applicable", "–"))
]


def beside_b(place: str, group: dict[str, Any], leaf: dict[str, Any], **policies: str) -> Rubric:
    """The leaf "a" with its policies, and "b" beside it unless "a" stands alone."""
    nodes = [Indicator(**{"id": "a", "max": 10, "read": "x", **leaf, **policies})]
    if place != "a leaf alone":
        nodes.append(Indicator(id="b", max=10))
    return Rubric(id="demo/gap@2026", total=Group(decimals=1, **group), nodes=nodes)


def data_for(rubric: Rubric, **columns: Any) -> Dataset:
    """One unit with these cells; columns that nobody reads are left out."""
    read = {name for leaf in rubric.tree.leaves() for name in leaf.reading.columns}
    cells = {"x": None, "y": 4, "b": 8, **columns}
    return Dataset.from_columns(units=["u"], columns={name: [cells[name]] for name in sorted(read)})


def shown(ranking: Ranking) -> Cells:
    """Points of "a", the total and the percent as printed; a dash where there is none."""
    standing = ranking["u"]
    points = ranking.scores.exact("a", "u")
    return tuple("–" if it is None else str(it) for it in (points, standing.score, standing.percent))


def assert_equals_reference(ranking: Ranking) -> None:
    """The reference says the same of every node."""
    judged = reference.score(ranking.scores.dataset, ranking.rubric)
    for compared in agreement.SCORING.values():
        assert list(compared(ranking.scores, judged)) == []


@pytest.mark.parametrize("state", [None, "n/a"])
@pytest.mark.parametrize(("place", "group", "leaf", "policy", "points", "total", "percent"), CELLS)
def test_an_answer_that_is_not_there(state, place, group, leaf, policy, points, total, percent) -> None:
    """A cell of the table: an empty answer under its policy; n/a is answered by leaving alone."""
    rubric = beside_b(place, group, leaf, missing=policy)
    data = data_for(rubric, x=state)
    if state == "n/a" and policy == "zero":
        assert [problem.code for problem in check(data, rubric)] == ["n/a-but-due"]
        with pytest.raises(ValueError, match="not applicable"):
            reference.score(data, rubric)
        return
    ranking = rank(data, rubric)
    assert shown(ranking) == (points, total, percent)
    assert (LEAVES in ranking.scores.remarks) == (policy == "not-applicable")
    assert (ranking["u"].rank is None) == (total == "–")
    assert_equals_reference(ranking)


@pytest.mark.parametrize(("state", "code"), [(None, "missing"), ("n/a", "n/a-but-due")])
@pytest.mark.parametrize("place", PLACES, ids=[place[0] for place in PLACES])
def test_refusing_is_a_problem_in_every_place(place, state, code) -> None:
    """The column of `refuse`: one problem, and the reference refuses too."""
    rubric = beside_b(*place[:3])
    data = data_for(rubric, x=state)
    assert [problem.code for problem in check(data, rubric)] == [code]
    with pytest.raises(ValueError, match="refuse"):
        reference.score(data, rubric)


@pytest.mark.parametrize(("policy", "expected"), ZERO_DENOMINATOR.items())
def test_a_denominator_of_nothing(policy, expected) -> None:
    """5 of 0: no points, all of them, or the leaf leaves."""
    ranking = rank(*zero_denominator(policy))
    assert shown(ranking) == expected
    assert (LEAVES in ranking.scores.remarks) == (policy == "not-applicable")
    assert_equals_reference(ranking)


@pytest.mark.parametrize(("policy", "expected"), ZERO_DENOMINATOR.items())
@pytest.mark.parametrize("better", ["higher", "lower"])
def test_a_best_of_nothing(better, policy, expected) -> None:
    """The best of the cohort is 0, or where lower is better the unit's own value: the same policy."""
    shape = {"read": "x", "shape": Against("best", better=better)}
    rubric = beside_b("", {}, shape, zero=policy)
    ranking = rank(data_for(rubric, x=0), rubric)
    assert shown(ranking) == expected
    assert_equals_reference(ranking)


def zero_denominator(policy: str) -> tuple[Dataset, Rubric]:
    """5 / 0 under a policy, beside 8 of 10."""
    rubric = beside_b("", {}, {"read": Reading.parse("x / y")}, zero=policy)
    return data_for(rubric, x=5, y=0), rubric


def test_a_denominator_of_nothing_is_refused_by_default() -> None:
    """One problem with its code; the reference refuses too."""
    data, rubric = zero_denominator("refuse")
    assert [problem.code for problem in check(data, rubric)] == ["zero-denominator"]
    with pytest.raises(ValueError, match="refuse"):
        reference.score(data, rubric)


def constant_cohort(method: str, policy: str) -> tuple[Dataset, Rubric]:
    """Three units with the same reading, and one more column that is always there."""
    shape, fields, _ = CONSTANT[method]
    again = Against(shape.method, to=shape.to, mean=shape.mean, sd=shape.sd, constant=policy)
    nodes = [Indicator(id="a", read="x", shape=again, **fields), Indicator(id="b", max=10)]
    rubric = Rubric(id="demo/equal@2026", total=Group(decimals=1), nodes=nodes)
    return Dataset.from_columns(units=["u", "v", "w"], columns={"x": [7, 7, 7], "b": [8, 8, 8]}), rubric


@pytest.mark.parametrize(("method", "policy", "points"), CONSTANT_CELLS)
def test_a_cohort_of_equals(method, policy, points) -> None:
    """Nobody stands out: the lower end, the middle, the upper end, or the leaf leaves."""
    ranking = rank(*constant_cohort(method, policy))
    assert [ranking.scores.exact("a", unit) for unit in "uvw"] == [None if points == "–" else int(points)] * 3
    assert_equals_reference(ranking)


@pytest.mark.parametrize("method", CONSTANT)
def test_a_cohort_of_equals_is_refused_by_default(method) -> None:
    """A problem for each unit of it; the reference refuses too."""
    data, rubric = constant_cohort(method, "refuse")
    assert [problem.code for problem in check(data, rubric)] == ["constant-cohort"] * 3
    with pytest.raises(ValueError, match="refuse"):
        reference.score(data, rubric)


@pytest.mark.parametrize(("method", "expected"), [("best", [1, 1, 1]), ("rank", [1, 1, 1]), ("borda", [0, 0, 0])])
def test_other_methods_know_no_constant_cohort(method, expected) -> None:
    """All are the best, all are first from below, nobody is above another."""
    nodes = [Indicator(id="a", read="x", shape=Against(method))]
    rubric = Rubric(id="demo/equal@2026", total=Group(decimals=1), nodes=nodes)
    ranking = rank(Dataset.from_columns(units=["u", "v", "w"], columns={"x": [7, 7, 7]}), rubric)
    assert [ranking.scores.exact("a", unit) for unit in "uvw"] == expected
    assert_equals_reference(ranking)


def printed_rows() -> list[str]:
    """The rows of the three tables, as the documentation has them."""
    silent = [
        f"| {place} | `{policy}` | {points} | {total} | {percent} | {'a remark' if points == '–' else ''} |"
        for place, _, _, policy, points, total, percent in CELLS
    ]
    nothing = [
        f"| `{policy}` | {points} | {total} | {percent} | {'a remark' if points == '–' else ''} |"
        for policy, (points, total, percent) in ZERO_DENOMINATOR.items()
    ]
    equal = [f"| {method} | {' | '.join((*rows.values(), '–'))} |" for method, (_, _, rows) in CONSTANT.items()]
    return [*silent, *nothing, *equal]


@pytest.mark.parametrize("row", printed_rows())
def test_the_documentation_prints_the_same_cells(row) -> None:
    """What is tested here is what docs/concepts.md says."""
    lines = [" ".join(line.split()) for line in DOCS.read_text(encoding="utf-8").splitlines()]
    assert " ".join(row.split()) in lines
