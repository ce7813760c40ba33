"""Imputation: what stands in an empty cell, who gives it, and what is never touched; worked by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from ictindex.model import (
    CarryUp,
    ColumnRule,
    Dataset,
    Exclusion,
    Group,
    Impute,
    Indicator,
    Part,
    Partition,
    Rubric,
    Unit,
    Verify,
)
from ictindex.ranking import rank
from ictindex.scoring import check, score


def law(*nodes, steps, **given):
    """A rubric of these nodes with the parts so and xa."""
    block = Partition(name="block", parts=[Part(id="so"), Part(id="xa")])
    return Rubric(id="demo/impute@2026", total=Group(decimals=4), partitions=[block], nodes=nodes, steps=steps, **given)


def data(blocks, **columns):
    """Units a, b, c … in these blocks, and columns."""
    units = [Unit(id=name, parts={"block": block}) for name, block in zip("abcdefgh", blocks.split(), strict=False)]
    return Dataset.from_columns(units=units, columns=columns, decimal=".")


MAY = Indicator(id="may", max=100)


def filled(step, blocks, cells, *, nodes=(MAY,), **given):
    """The values of the node `may`, exact."""
    rows = data(blocks, may=cells)
    scores = score(rows, law(*nodes, steps=[step], **given))
    return [scores.exact("may", unit.id) for unit in rows.units]


@pytest.mark.parametrize(
    ("method", "decimals", "expected"),
    [
        ("mean", 2, "2.34"),
        ("mean", 1, "2.3"),
        ("mean", 0, "2"),
        ("median", 2, "2.01"),
        ("median", 0, "2"),
    ],
)
def test_the_mean_and_the_median_are_exact_and_rounded_once(method, decimals, expected) -> None:
    """Of 1, 2, 2.01 and 4.33 the mean is 2.335, an exact half; the median 2.005, another one."""
    step = Impute(columns=["may"], method=method, decimals=decimals)
    found = filled(step, "so so so so so", ["4.33", "1", "", "2.01", "2"])
    assert found == [Fraction("4.33"), 1, Fraction(expected), Fraction("2.01"), 2]


def test_the_median_of_three_is_the_middle_one() -> None:
    """Whatever the order of the rows."""
    step = Impute(columns=["may"], method="median", decimals=1)
    assert filled(step, "so so so so", ["9", "1", "", "2.5"])[2] == Fraction("2.5")


def test_halves_go_up_below_0_too() -> None:
    """The mean of -1 and 0 is -0.5, which becomes 0."""
    below = Indicator(id="may", min=-10, max=100)
    step = Impute(columns=["may"], method="mean", decimals=0)
    assert filled(step, "so so so", ["-1", "0", ""], nodes=[below])[2] == 0


def test_the_answers_are_those_of_the_same_part() -> None:
    """1 and 2 in the one, 10 in the other; over all units 13 / 3."""
    cells = ["1", "2", "", "10", ""]
    step = Impute(columns=["may"], method="mean", by="block", decimals=1)
    assert filled(step, "so so so xa xa", cells) == [1, 2, Fraction("1.5"), 10, 10]
    step = Impute(columns=["may"], method="mean", decimals=1)
    assert filled(step, "so so so xa xa", cells) == [1, 2, Fraction("4.3"), 10, Fraction("4.3")]


def test_a_constant_looks_at_nobody() -> None:
    """Neither at other units nor for a donor; the rubric stays absolute."""
    step = Impute(columns=["may"], method="constant", value="12.5")
    assert filled(step, "so so", ["", ""]) == [Fraction("12.5"), Fraction("12.5")]
    assert law(MAY, steps=[step]).absolute
    assert not law(MAY, steps=[Impute(columns=["may"], method="mean", decimals=1)]).absolute


def test_only_empty_cells_are_filled() -> None:
    """Every answer stays, 0 too, and ``n/a`` neither gives nor gets."""
    node = Indicator(id="may", max=100, missing="not-applicable")
    step = Impute(columns=["may"], method="mean", decimals=0)
    assert filled(step, "so so so so", ["0", "n/a", "", "10"], nodes=[node]) == [0, None, 5, 10]


def test_excluded_units_neither_give_nor_get() -> None:
    """The 100 of c is in no mean, and the gap of d stays one."""
    step = Impute(columns=["may"], method="mean", decimals=0)
    node = Indicator(id="may", max=100, missing="zero")
    out = [Exclusion(where={"unit": ["c", "d"]}, why="an ninh")]
    assert filled(step, "so so so so", ["10", "", "100", ""], nodes=[node], exclude=out) == [10, 10, 100, 0]


def test_units_that_no_node_asks_neither_give_nor_get() -> None:
    """Only the first block has the criterion: what the other one wrote is nobody's answer, and its gap no gap."""
    node = Indicator(id="may", max=100, only={"block": ["so"]})
    rubric = law(node, Indicator(id="hop", max=1), steps=[Impute(columns=["may"], method="mean", decimals=0)])
    scores = score(data("so so xa xa", may=["10", "", "90", ""], hop=[1, 1, 1, 1]), rubric)
    assert [(it.unit, it.value, it.donors) for it in scores.imputations] == [("b", Decimal(10), 1)]


def test_a_part_in_which_nobody_has_an_answer_is_refused_by_unit_and_column() -> None:
    """One problem for each gap; a unit that is alone in its part is its own part."""
    rubric = law(MAY, steps=[Impute(columns=["may"], method="median", by="block", decimals=0)])
    problems = check(data("so xa xa", may=["1", "", ""]), rubric)
    assert [(it.code, str(it.where), it.message.partition(":")[0]) for it in problems] == [
        ("no-donor", "row 2, column may", "b"),
        ("no-donor", "row 3, column may", "c"),
    ]
    assert "nobody in block xa" in problems[0].message


def test_many_gaps_without_a_donor_are_told_in_time_and_counted() -> None:
    """The first thousand one by one, the rest as a number."""
    rubric = law(MAY, steps=[Impute(columns=["may"], method="mean", decimals=0)])
    units = [Unit(id=f"u{row}", parts={"block": "so"}) for row in range(1500)]
    problems = check(Dataset.from_columns(units=units, columns={"may": [None] * 1500}), rubric)
    assert len(problems) == 1001
    assert problems[-1].message == "500 more units have the same problem"


def test_every_filled_cell_is_listed() -> None:
    """In row order, with its value as printed, the part and the number of answers; a remark counts them."""
    rubric = law(MAY, steps=[Impute(columns=["may"], method="mean", by="block", decimals=2)])
    ranking = rank(data("xa so xa so", may=["", "3", "1", ""]), rubric)
    listed = [(it.unit, it.column, it.method, it.part, str(it.value), it.donors) for it in ranking.scores.imputations]
    assert listed == [("a", "may", "mean", "xa", "1.00", 1), ("d", "may", "mean", "so", "3.00", 1)]
    assert any('"may": 2 of 4 cells are empty' in it for it in ranking.scores.remarks)
    assert [it["unit"] for it in ranking.to_dict()["imputations"]] == ["a", "d"]


def test_a_full_column_stays_as_it_is() -> None:
    """No remark, nothing listed, and the step is no problem."""
    scores = score(data("so so", may=["1", "2"]), law(MAY, steps=[Impute(columns=["may"], method="mean", decimals=0)]))
    assert scores.imputations == ()
    assert not [it for it in scores.remarks if "filled" in it]


def test_what_was_verified_is_filled_and_carried_up() -> None:
    """Steps follow one another: the finding of b is empty, the mean of the findings stands there, a has the sum."""
    rubric = law(
        Indicator(id="hop", max=10, only={"block": ["xa"]}),
        Indicator(id="cac-xa", read="tong / so", max=10, range="clip", only={"block": ["so"]}),
        steps=[
            Verify(columns=["hop"], reported="*_tu", verified="*_hd"),
            Impute(columns=["hop"], method="mean", decimals=1),
            CarryUp(into=["tong", "so"], column="hop", among={"block": ["xa"]}),
        ],
    )
    cells = {"parent": ["", "a", "a"], "hop_tu": ["", 1, 1], "hop_hd": ["0.5", "", "0.7"]}
    scores = score(data("so xa xa", **cells), rubric)
    # The step that carries up asks everybody, so the 0.5 of a counts in the mean of 0.5 and 0.7.
    assert [(it.unit, it.value) for it in scores.imputations] == [("b", Decimal("0.6"))]
    assert scores.exact("cac-xa", "a") == Fraction("6.5")


def test_a_filled_cell_out_of_range_is_a_problem() -> None:
    """0.5 of at most 0.5, rounded to a whole number, is 1: the law has to say more decimals."""
    node = Indicator(id="may", max="0.5")
    rubric = law(node, steps=[Impute(columns=["may"], method="mean", decimals=0)])
    (problem,) = check(data("so so", may=["0.5", ""]), rubric)
    assert (problem.code, str(problem.where)) == ("out-of-range", "row 2, column may")


def test_long_numbers_are_held_as_doubles_and_say_so() -> None:
    """Nineteen digits do not fit; what was there keeps its value."""
    rubric = law(MAY, steps=[Impute(columns=["may"], method="constant", value="0.0000000000000000001")])
    scores = score(data("so so", may=["50.5", ""]), rubric)
    assert scores.exact("may", "a") == Fraction("50.5")
    assert any("18 digits" in it for it in scores.remarks)


def test_a_missing_column_is_one_problem() -> None:
    """Nothing is imputed into nothing."""
    rubric = law(MAY, steps=[Impute(columns=["may"], method="constant", value=1)])
    assert [it.code for it in check(data("so so"), rubric)] == ["missing-column"]


def test_a_percent_is_imputed_as_a_share() -> None:
    """29 % and 30 % give 0.295, which with two decimals is 0.3."""
    node = Indicator(id="may", read="ty_le", max=100)
    rubric = law(
        node,
        steps=[Impute(columns=["ty_le"], method="mean", decimals=2)],
        columns=[ColumnRule(name="ty_le", kind="percent")],
    )
    scores = score(data("so so so", ty_le=["29 %", "30 %", ""]), rubric)
    assert [scores.exact("may", unit) for unit in "abc"] == [29, 30, 30]
