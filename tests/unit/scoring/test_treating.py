"""Treatment of outliers: which values move, where to, and what is never touched; worked by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from ictindex.model import (
    ColumnRule,
    Dataset,
    Exclusion,
    Group,
    Impute,
    Indicator,
    Part,
    Partition,
    Rubric,
    Treat,
    Unit,
)
from ictindex.ranking import rank
from ictindex.scoring import check, score


def law(*nodes, steps, **given):
    """A rubric of these nodes with the parts so and xa."""
    block = Partition(name="block", parts=[Part(id="so"), Part(id="xa")])
    return Rubric(id="demo/treat@2026", total=Group(decimals=4), partitions=[block], nodes=nodes, steps=steps, **given)


def data(blocks, **columns):
    """Units a, b, c … in these blocks, and columns."""
    units = [
        Unit(id=name, parts={"block": block}) for name, block in zip("abcdefghijklmn", blocks.split(), strict=False)
    ]
    return Dataset.from_columns(units=units, columns=columns, decimal=".")


X = Indicator(id="x", max=1000, min=-1000, missing="zero")
SO = "so " * 8


def treated(step, cells, *, blocks=SO, nodes=(X,), **given):
    """The values of the node `x`, exact."""
    rows = data(blocks, x=cells)
    scores = score(rows, law(*nodes, steps=[step], **given))
    return [scores.exact("x", unit.id) for unit in rows.units]


def test_an_outlier_becomes_the_next_value() -> None:
    """Of 1 to 7 and 90 the skewness is 2.80 and the kurtosis 7.90; with 7 for 90 both lie below their limits."""
    step = Treat(columns=["x"], method="winsorise")
    assert treated(step, [3, 1, 90, 2, 7, 6, 5, 4]) == [3, 1, 7, 2, 7, 6, 5, 4]


def test_the_side_of_the_skew_is_treated() -> None:
    """The same mirrored: the least value moves up."""
    step = Treat(columns=["x"], method="winsorise")
    assert treated(step, [-3, -1, -90, -2, -7, -6, -5, -4]) == [-3, -1, -7, -2, -7, -6, -5, -4]


def test_values_that_are_calm_stay() -> None:
    """Skewness 1.31, though 12 stands apart: below 2, so nothing is done and nothing said."""
    step = Treat(columns=["x"], method="winsorise")
    scores = score(data(SO, x=[1, 2, 3, 4, 5, 6, 7, 14]), law(X, steps=[step]))
    assert scores.treatments == ()
    assert not [it for it in scores.remarks if "moved" in it]


@pytest.mark.parametrize(("skew", "kurtosis", "moves"), [("4", "2", False), ("3.9", "4", False), ("3", "2", True)])
def test_one_limit_that_is_met_is_enough(skew, kurtosis, moves) -> None:
    """Of nine 0 and a 10 the skewness is √10 = 3.16 and the kurtosis exactly 10: a limit is met by being below it."""
    step = Treat(columns=["x"], method="winsorise", skew=skew, kurtosis=kurtosis)
    found = treated(step, [0] * 9 + [10], blocks="so " * 10)
    assert (found[-1] == 0) is moves


@pytest.mark.parametrize(("kurtosis", "moves"), [("10", True), ("10.0000000000001", False)])
def test_a_value_on_the_limit_is_not_below_it(kurtosis, moves) -> None:
    """The kurtosis is 10 exactly, which no double decides."""
    step = Treat(columns=["x"], method="winsorise", kurtosis=kurtosis)
    assert (treated(step, [0] * 9 + [10], blocks="so " * 10)[-1] == 0) is moves


def test_a_skewness_that_is_a_root_is_compared_by_its_square() -> None:
    """√10 lies above 3.16227766016837933199 and below the next number of that length."""
    for skew, moves in (("3.16227766016837933199", True), ("3.16227766016837933200", False)):
        step = Treat(columns=["x"], method="winsorise", skew=skew, kurtosis=0)
        assert (treated(step, [0] * 9 + [10], blocks="so " * 10)[-1] == 0) is moves


def test_equals_move_together_or_not_at_all() -> None:
    """Two of 90 are outermost: with at most one cell neither moves, with two both do."""
    cells = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 90, 90]
    for most, last in ((1, [90, 90]), (2, [11, 11])):
        step = Treat(columns=["x"], method="winsorise", most=most, skew=1, kurtosis=1)
        assert treated(step, cells, blocks="so " * 13)[-2:] == last


STEEP = [1, 1, 1, 1, 1, 2, 30, 900]


@pytest.mark.parametrize(("unmet", "expected"), [("keep", [30, 30]), ("undo", [30, 900])])
def test_where_the_cells_are_not_enough_the_law_says_what_happens(unmet, expected) -> None:
    """Moving 900 to 30 leaves two equals at 30 that would have to move on."""
    step = Treat(columns=["x"], method="winsorise", most=1, skew="0.5", kurtosis=-3, unmet=unmet)
    scores = score(data(SO, x=STEEP), law(X, steps=[step]))
    assert [scores.exact("x", unit) for unit in "gh"] == expected
    assert any("with at most 1 the limits 0.5 and -3 are not reached" in it for it in scores.remarks)


def test_data_with_too_many_outliers_are_refused_where_the_law_says_so() -> None:
    """One problem for the column and the part, with the statistics."""
    step = Treat(columns=["x"], method="winsorise", by="block", most=1, skew="0.5", kurtosis=-3, unmet="refuse")
    (problem,) = check(data(SO, x=STEEP), law(X, steps=[step]))
    assert (problem.code, str(problem.where)) == ("untreated", "column x")
    assert '"x" in block so' in problem.message
    assert "skewness" in problem.message


def test_fewer_than_four_values_have_no_kurtosis() -> None:
    """Nothing is an outlier among three."""
    step = Treat(columns=["x"], method="winsorise", skew="0.1", kurtosis=-100)
    assert treated(step, [1, 2, 900], blocks="so so so") == [1, 2, 900]


def test_values_are_those_of_the_same_part() -> None:
    """90 is far out among the first block, and one of many in the second."""
    step = Treat(columns=["x"], method="winsorise", by="block")
    found = treated(step, [1, 2, 3, 4, 90, 90, 91, 92, 93], blocks="so so so so so xa xa xa xa")
    assert found == [1, 2, 3, 4, 4, 90, 91, 92, 93]


def test_excluded_units_and_gaps_enter_no_statistic_and_stay() -> None:
    """The 900 of h is in no cohort, and the gap of g stays one."""
    step = Treat(columns=["x"], method="winsorise")
    out = [Exclusion(where={"unit": "h"}, why="an ninh")]
    assert treated(step, [1, 2, 3, 4, 5, 6, None, 900], exclude=out) == [1, 2, 3, 4, 5, 6, 0, 900]


def test_units_that_no_node_asks_enter_no_statistic() -> None:
    """Only the first block has the criterion; its 90 is an outlier, and the 90s of the other are nobody's answers."""
    node = Indicator(id="x", max=1000, only={"block": "so"})
    rubric = law(node, Indicator(id="y", max=1), steps=[Treat(columns=["x"], method="winsorise")])
    cells = [1, 2, 3, 4, 90, 90, 90, 90, 90]
    scores = score(data("so so so so so xa xa xa xa", x=cells, y=[1] * 9), rubric)
    assert [(it.unit, it.before, it.after, it.values) for it in scores.treatments] == [("e", 90, 4, 5)]


def test_written_bounds_hold_each_unit_by_itself() -> None:
    """Beyond them a value becomes the bound; the rubric stays absolute."""
    step = Treat(columns=["x"], method="clip", low="2.5", high=6)
    assert treated(step, [1, 2, 3, 4, 5, 6, 7, 8]) == [Fraction("2.5"), Fraction("2.5"), 3, 4, 5, 6, 6, 6]
    assert law(X, steps=[step]).absolute
    assert not law(X, steps=[Treat(columns=["x"], method="clip", high="90%", decimals=1)]).absolute


def test_percentiles_lie_on_a_line_between_neighbours_and_are_rounded_once() -> None:
    """Of 1 to 8 the tenth lies at 1.7 and the ninetieth at 7.3; with no decimals at 2 and 7."""
    for decimals, ends in ((1, [Fraction("1.7"), Fraction("7.3")]), (0, [2, 7])):
        step = Treat(columns=["x"], method="clip", low="10%", high="90%", decimals=decimals)
        assert treated(step, [1, 2, 3, 4, 5, 6, 7, 8]) == [ends[0], 2, 3, 4, 5, 6, 7, ends[1]]


def test_standard_deviations_are_those_of_a_sample_and_rounded_exactly() -> None:
    """Of 1 to 8 the mean is 4.5 and the variance 6: one standard deviation ends at 2.05 and 6.95."""
    step = Treat(columns=["x"], method="clip", sd=1, decimals=2)
    assert treated(step, [1, 2, 3, 4, 5, 6, 7, 8]) == [
        Fraction("2.05"), Fraction("2.05"), 3, 4, 5, 6, Fraction("6.95"), Fraction("6.95"),
    ]  # fmt: skip


def test_one_value_has_no_standard_deviation() -> None:
    """It lies at its own mean."""
    step = Treat(columns=["x"], method="clip", sd=1, decimals=2, by="block")
    assert treated(step, [1, 2, 9], blocks="so so xa") == [1, 2, 9]


def test_every_changed_cell_is_listed() -> None:
    """In row order, with what stood there, what stands there, and among how many; a remark has the statistics."""
    step = Treat(columns=["x"], method="winsorise", by="block")
    ranking = rank(data(SO, x=["3", "1", "90.5", "2", "7", "6", "5", "4"]), law(X, steps=[step]))
    (it,) = ranking.scores.treatments
    assert (it.unit, it.column, it.method, it.part, it.before, it.after, it.values) == (
        "c", "x", "winsorise", "so", Decimal("90.5"), Decimal(7), 8,
    )  # fmt: skip
    assert any('"x" in block so: 1 of 8 values moved inward, from skewness 2.80' in it for it in ranking.scores.remarks)
    told = ranking.to_dict()
    assert [(it["unit"], it["before"], it["after"]) for it in told["treatments"]] == [
        ("c", Decimal("90.5"), Decimal(7))
    ]
    assert "low" not in told["how"]["steps"][0]


def test_all_may_become_equal() -> None:
    """Of two values that alternate nothing is left to compare, which is calm; the remark says so."""
    step = Treat(columns=["x"], method="winsorise", skew="0.1", kurtosis=-10, most=2)
    scores = score(data(SO, x=[5, 5, 5, 5, 5, 5, 9, 9]), law(X, steps=[step]))
    assert {it.after for it in scores.treatments} == {5}
    assert any("to all equal" in it for it in scores.remarks)


def test_a_column_is_filled_before_it_is_treated() -> None:
    """The mean of 1, 2, 3, 4 and 90 is 20, which then is the value next to the outlier."""
    steps = [
        Impute(columns=["x"], method="mean", decimals=0),
        Treat(columns=["x"], method="winsorise", skew=1, kurtosis=1),
    ]
    scores = score(data("so " * 6, x=[1, 2, 3, 4, 90, None]), law(X, steps=steps))
    assert [(it.unit, it.before, it.after) for it in scores.treatments] == [("e", 90, 20)]
    assert [(it.unit, it.value) for it in scores.imputations] == [("f", 20)]


def test_long_numbers_are_treated_as_the_doubles_that_they_are() -> None:
    """Nineteen digits fit no integer column; the outermost becomes the next double, and no other is listed."""
    cells = ["0.1234567890123456789", "1", "2", "3", "4", "5", "6", "900.5"]
    scores = score(data(SO, x=cells), law(X, steps=[Treat(columns=["x"], method="winsorise")]))
    assert [(it.unit, it.after) for it in scores.treatments] == [("h", 6)]


def test_a_share_is_treated_as_a_share() -> None:
    """90 % among ones is brought to the next, 0.04."""
    node = Indicator(id="x", max=100)
    step = Treat(columns=["x"], method="winsorise")
    rubric = law(node, steps=[step], columns=[ColumnRule(name="x", kind="percent")])
    cells = ["1 %", "2 %", "3 %", "4 %", "90 %"]
    assert score(data("so " * 5, x=cells), rubric).exact("x", "e") == 4


def test_a_missing_column_is_one_problem() -> None:
    """There is nothing to treat."""
    assert [it.code for it in check(data(SO), law(X, steps=[Treat(columns=["x"], method="winsorise")]))] == [
        "missing-column"
    ]
