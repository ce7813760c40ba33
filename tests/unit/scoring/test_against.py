"""Readings measured against a cohort: examples worked by hand, and no order of rows in any of them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictindex import Against, Dataset, Group, Indicator, Partition, Rubric, Unit, score
from ictindex.model import Exclusion, Part
from ictindex.model.shapes import AGAINST_METHODS
from ictindex.testing import agreement, reference

BLOCK = Partition(name="block", parts=[Part(id="so"), Part(id="xa")])
BLOCKS = {"a": "so", "b": "so", "c": "xa", "d": "xa", "e": "so", "f": "xa"}
# b and c are equal, e has no answer, f is excluded: it is measured by the others and measures nobody.
READINGS = {"a": 2, "b": 5, "c": 5, "d": 9, "e": None, "f": 20}

# Method, fields, what a, b, c, d and f get; the cohort is 2, 5, 5, 9, in `block` it is 2, 5 and 5, 9.
EXAMPLES: list[tuple[str, dict[str, Any], str]] = [
    ("rank", {}, "1 2 2 4 5"),
    ("rank", {"better": "lower"}, "4 2 2 1 1"),
    ("rank", {"of": "block"}, "1 2 1 2 3"),
    ("borda", {}, "0 1 1 3 4"),
    ("borda", {"better": "lower"}, "3 1 1 0 0"),
    ("borda", {"of": "block"}, "0 1 0 1 2"),
    ("percentile", {}, "0 1/3 1/3 1 4/3"),
    ("percentile", {"better": "lower"}, "1 1/3 1/3 0 0"),
    ("percentile", {"to": (1, 4)}, "1 2 2 4 5"),
    ("percentile", {"of": "block", "max": 20}, "0 20 0 20 40"),
    ("minmax", {}, "0 3/7 3/7 1 18/7"),
    ("minmax", {"better": "lower"}, "1 4/7 4/7 0 -11/7"),
    ("minmax", {"to": (10, 80)}, "10 40 40 80 190"),
    ("minmax", {"of": "block", "max": 12}, "0 12 0 12 45"),
    ("best", {}, "2/9 5/9 5/9 1 20/9"),
    ("best", {"better": "lower"}, "1 2/5 2/5 2/9 1/10"),
    ("best", {"max": 18}, "4 10 10 18 40"),
    ("best", {"of": "block"}, "2/5 1 5/9 1 20/9"),
]
# The mean is 21/4, the variance 24.75/3, so the standard deviation is half the root of 33; in `block` the means are
# 3.5 and 7, the deviations the roots of 4.5 and 8. Four decimals, half-up.
ZSCORES: list[tuple[dict[str, Any], str]] = [
    ({}, "-1.1315 -0.0870 -0.0870 1.3056 5.1353"),
    ({"better": "lower"}, "1.1315 0.0870 0.0870 -1.3056 -5.1353"),
    ({"mean": 50, "sd": 10}, "38.6850 49.1296 49.1296 63.0558 101.3529"),
    ({"of": "block"}, "-0.7071 0.7071 -0.7071 0.7071 4.5962"),
]


def rubric_of(method: str, fields: dict[str, Any], **more: Any) -> Rubric:
    """One leaf against the cohort."""
    most = {"max": fields["max"]} if "max" in fields else {}
    shape = Against(method, **{name: value for name, value in fields.items() if name != "max"})
    leaf = Indicator(id="x", shape=shape, missing="not-applicable", **most, **more)
    exclude = [Exclusion(where={"unit": "f"}, why="quân sự")]
    return Rubric(id="demo/cohort@2026", total=Group(decimals=4), nodes=[leaf], partitions=[BLOCK], exclude=exclude)


def data_of(order: str = "abcdef") -> Dataset:
    """The units in this order of rows."""
    units = [Unit(id=unit, name=unit, parts={"block": BLOCKS[unit]}) for unit in order]
    return Dataset.from_columns(units=units, columns={"x": [READINGS[unit] for unit in order]})


@pytest.mark.parametrize("order", ["abcdef", "fedcba", "cfaebd"])
@pytest.mark.parametrize(("method", "fields", "expected"), EXAMPLES)
def test_a_cohort_with_a_tie_a_gap_and_an_excluded_unit(method, fields, expected, order) -> None:
    """Each method with its parameters, whatever the order of rows; the gap has no value."""
    rubric, data = rubric_of(method, fields), data_of(order)
    scores = score(data, rubric)
    assert [scores.exact("x", unit) for unit in "abcdf"] == [Fraction(text) for text in expected.split()]
    assert scores.exact("x", "e") is None
    assert [
        it for compared in agreement.SCORING.values() for it in compared(scores, reference.score(data, rubric))
    ] == []


@pytest.mark.parametrize("order", ["abcdef", "fedcba", "cfaebd"])
@pytest.mark.parametrize(("fields", "expected"), ZSCORES)
def test_standard_deviations_of_a_cohort(fields, expected, order) -> None:
    """The divisor is n - 1, of the units with a value only."""
    rubric, data = rubric_of("zscore", fields, decimals=4), data_of(order)
    ticks = dict(zip(order, score(data, rubric).ticks("x").tolist(), strict=True))
    assert [ticks[unit] for unit in "abcdf"] == [int(text.replace(".", "")) for text in expected.split()]


readings = st.lists(
    st.tuples(st.integers(1, 10**12), st.integers(1, 10**6), st.sampled_from(["so", "xa"])), min_size=4, max_size=9
)
FORMS = {"plain": "x", "share": "x / y", "logarithm": "ln x"}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("method", AGAINST_METHODS)
@given(cells=readings, data=st.data())
def test_no_order_of_rows_decides_and_no_excluded_unit_counts(method, form, cells, data) -> None:
    """Rows in another order, and rows without those that are excluded, give every unit what it had."""
    if form == "logarithm" and method == "best":
        cells = [(x + 1, y, part) for x, y, part in cells]
    names = [f"u{row}" for row in range(len(cells))]
    out = data.draw(st.sets(st.sampled_from(names), max_size=len(names) - 2))
    leaf = Indicator(
        id="x",
        read=FORMS[form],
        shape=Against(method, of=data.draw(st.sampled_from(["all", "block"])), constant="zero"),
        missing="not-applicable",
    )
    exclude = [Exclusion(where={"unit": sorted(out)}, why="quân sự")] if out else []
    rubric = Rubric(id="demo/cohort@2026", total=Group(decimals=6), nodes=[leaf], partitions=[BLOCK], exclude=exclude)

    def scored(rows: list[int]) -> dict[str, Any]:
        units = [Unit(id=names[row], name=names[row], parts={"block": cells[row][2]}) for row in rows]
        columns = {"x": [cells[row][0] for row in rows], "y": [cells[row][1] for row in rows]}
        scores = score(Dataset.from_columns(units=units, columns=columns), rubric)
        return {names[row]: scores.exact("x", place) for place, row in enumerate(rows)}

    rows = list(range(len(cells)))
    first = scored(rows)
    assert scored(data.draw(st.permutations(rows))) == first
    ranked = [row for row in rows if names[row] not in out]
    assert scored(ranked) == {names[row]: first[names[row]] for row in ranked}


@pytest.mark.parametrize("wide", [1, 10**9])
def test_both_ways_of_counting_and_of_adding_up_agree(wide) -> None:
    """Readings close together are counted by a table and added in int64; wide ones are searched, and added singly."""
    readings = [wide * it for it in (3, 1, 2, 2, 9, 5)]
    data = Dataset.from_columns(units=[f"u{row}" for row in range(6)], columns={"x": readings})
    leaves = [Indicator(id=f"by-{method}", read="x", shape=Against(method)) for method in ("rank", "zscore")]
    rubric = Rubric(id="demo/cohort@2026", total=Group(decimals=4), nodes=leaves)
    scores = score(data, rubric)
    assert [scores.exact("by-rank", row) for row in range(6)] == [4, 1, 2, 2, 6, 5]
    # Mean 22/6, variance (124 - 22 * 22 / 6) / 5 = 130/15, of which a z-score knows no scale.
    assert round(float(scores.exact("by-zscore", 4)), 12) == round((9 - 22 / 6) / (130 / 15) ** 0.5, 12)
