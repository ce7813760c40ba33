"""Paths that data seldom take, each with a number worked by hand.

Each of these could be changed in the code without another test noticing (docs/assurance/mutation.md).
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from ictindex.model import CarryUp, Curve, Dataset, Group, Indicator, Levels, Rubric, Steps, Unit, Verify
from ictindex.scoring import check, score
from ictindex.scoring.exact import Irrational, Root, product, round_exactly, square_root


def law(*nodes, decimals=2, **given):
    """A rubric of these nodes."""
    return Rubric(id="demo/it@2026", total=Group(decimals=decimals), nodes=nodes, **given)


def data(**columns):
    """Units a, b, c … and these columns."""
    size = len(next(iter(columns.values())))
    return Dataset.from_columns(units=list("abcdef"[:size]), columns=columns, decimal=".")


@pytest.mark.parametrize(("value", "decimals", "ticks"), [("2.5", 0, 3), ("2.345", 2, 235), ("-2.5", 0, -2)])
def test_an_irrational_number_within_forty_digits_of_a_half_is_on_it(value, decimals, ticks) -> None:
    """A hair below the half, the 45th digit of a logarithm say, is rounded as the half is: up."""
    digits = Fraction(value) - Fraction(1, 10**45)
    assert round_exactly(Irrational(digits), decimals, "up") == ticks
    clearly = Fraction(value) - Fraction(1, 10**20)
    assert round_exactly(Irrational(clearly), decimals, "up") == ticks - 1


def test_a_fraction_times_a_root_stays_a_root() -> None:
    """In whichever order: 2 times the root of 2 is the root of 8."""
    two = square_root(Fraction(2))
    assert product(Fraction(2), two) == product(two, Fraction(2)) == Root(Fraction(8), 2)


def test_a_claim_without_proof_is_carried_up_as_0() -> None:
    """The cell is empty for the step behind, whatever was reported in it."""
    rubric = law(
        Indicator(id="up", read="tong / so", max=10, zero="zero"),
        steps=[
            Verify(columns=["x"], reported="*_tu", verified="*_hd", evidence="*_vb", unproved="missing"),
            CarryUp(into=["tong", "so"], column="x", missing="zero"),
        ],
    )
    cells = {"x_tu": [1, 1, 1], "x_hd": [1, 1, 1], "x_vb": ["cv", "cv", ""], "parent": ["", "a", "a"]}
    assert score(data(**cells), rubric).exact("up", "a") == 5


def test_a_sum_without_room_is_told_with_its_size() -> None:
    """Twice nine hundred thousand million million."""
    rubric = law(Indicator(id="up", read="tong / so", zero="zero"), steps=[CarryUp(into=["tong", "so"], column="x")])
    problems = check(data(x=[1, 9 * 10**17, 9 * 10**17], parent=["", "a", "a"]), rubric)
    assert ['the sum "tong" is 1.8e+18' in it.message for it in problems] == [True]


def test_an_unknown_parent_has_its_near_name() -> None:
    """Of a mistyped id."""
    rubric = law(Indicator(id="up", read="tong / so", zero="zero"), steps=[CarryUp(into=["tong", "so"], column="x")])
    units = [Unit(id="so-y-te"), Unit(id="b")]
    rows = Dataset.from_columns(units=units, columns={"x": [1, 1], "parent": ["", "so-y-tê"]})
    (problem,) = check(rows, rubric)
    assert "so-y-te" in problem.hint


def test_a_tag_that_only_a_gate_names_is_remarked_too() -> None:
    """Nobody carries it, so the node applies to nobody."""
    rubric = law(Indicator(id="x", max=5), Indicator(id="y", max=5, only={"tag": "đảo"}))
    remarks = score(data(x=[1], y=[1]), rubric).remarks
    assert any('no unit carries the tag "đảo"' in it for it in remarks)


def test_states_and_maxima_are_arrays_of_their_kind() -> None:
    """uint8 with 0, 1 and 2; float64 with NaN where there is no maximum."""
    rubric = law(Indicator(id="x", max=5, missing="zero"), Indicator(id="y", max=10, missing="not-applicable"))
    scores = score(data(x=[1, "", 2], y=[1, 2, "n/a"]), rubric)
    assert scores.state("x").dtype == np.uint8
    assert [scores.state(node).tolist() for node in ("x", "y")] == [[0, 1, 0], [0, 0, 2]]
    assert scores.maximum("total").tolist() == [15, 15, 5]


def test_a_step_of_points_asks_for_more_where_it_says_so() -> None:
    """4 is at least 4, and not more than 4."""
    at_least = Indicator(id="x", shape=Steps(table=[(4, 10), (1, 3)], otherwise=0))
    more = Indicator(id="y", shape=Steps(table=[(">4", 10), (1, 3)], otherwise=0))
    scores = score(data(x=[4, 5, 0], y=[4, 5, 0]), law(at_least, more))
    assert [scores.values(node).tolist() for node in ("x", "y")] == [[10, 10, 0], [3, 10, 0]]


def test_a_curve_over_shares_needs_no_exact_path_far_from_halves() -> None:
    """Doubles say how the values of a bent curve over six large primes are rounded."""
    node = Indicator(id="x", read="a / b", shape=Curve(knots=[(0, 0), ("0.5", 2), (1, 10)]))
    primes = [999_983, 999_979, 999_961, 999_959, 999_953, 999_931]
    scores = score(data(a=[1, 333_333, 5, 700_000, 11, 800_000], b=primes), law(node))
    assert scores.how()["total"] == ("filtered", 0)


def test_words_that_were_to_be_verified_and_are_not_there_are_one_problem() -> None:
    """The column of the council is missing; nothing more is said."""
    node = Indicator(id="x", shape=Levels(table=[["đủ", 5], ["chưa", 0]]))
    rubric = law(node, steps=[Verify(columns=["x"], reported="*_tu", verified="*_hd")])
    assert [(it.code, str(it.where)) for it in check(data(x_tu=["đủ"]), rubric)] == [("missing-column", "column x_hd")]


def test_the_lower_of_two_long_numbers_is_the_lower() -> None:
    """Nineteen digits are doubles, and are compared all the same."""
    rubric = law(
        Indicator(id="x", max=10), steps=[Verify(columns=["x"], reported="*_tu", verified="*_hd", counts="lower")]
    )
    cells = {"x_tu": ["5.0000000000000000001", "2"], "x_hd": ["3", "4.0000000000000000001"]}
    scores = score(data(**cells), rubric)
    assert scores.values("x").tolist() == [3, 2]


def test_logarithms_of_what_is_not_above_0_are_named_and_no_others() -> None:
    """100 has one, 0 has none."""
    node = Indicator(id="x", read="log10 a", max=5)
    rubric = law(node)
    assert score(data(a=[100, 1000]), rubric).values("x").tolist() == [2, 3]
    assert [(it.code, str(it.where)) for it in check(data(a=[100, 0]), rubric)] == [("no-logarithm", "row 2, column a")]


def test_a_geometric_mean_with_a_0_among_irrational_values_is_0() -> None:
    """The logarithm of 1 is 0, that of 10 is not."""
    nodes = [Indicator(id="x", read="log10 a", max=5), Indicator(id="y", read="log10 b", max=5)]
    rubric = Rubric(id="demo/it@2026", total=Group(decimals=2, aggregate="geometric"), nodes=nodes)
    assert score(data(a=[1, 10], b=[50, 10]), rubric).values().tolist() == [0, 1]


def test_the_best_of_two_shares_is_rounded_from_the_exact_one() -> None:
    """Over six large primes, which have no denominator in common that fits 64 bits."""
    nodes = [Indicator(id="x", max=10, read="a / b"), Indicator(id="y", max=10, read="c / b")]
    rubric = Rubric(id="demo/it@2026", total=Group(decimals=3, aggregate="best"), nodes=nodes)
    primes = [999_983, 999_979, 999_961, 999_959, 999_953, 999_931]
    cells = {"a": [1, 333_333, 5, 7, 11, 13], "b": primes, "c": [500_000, 2, 3, 250_000, 5, 750_000]}
    scores = score(data(**cells), rubric)
    assert scores.how()["total"][0] == "filtered"
    assert scores.values().tolist() == [5.0, 3.333, 0.0, 2.5, 0.0, 7.501]


def test_a_denominator_of_0_is_0_among_long_ones_too() -> None:
    """Nineteen digits make doubles of the column, and the policy sees the 0 all the same."""
    rubric = law(Indicator(id="x", max=10, read="a / b", zero="zero"))
    cells = {"a": ["1", "1"], "b": ["0", "4.0000000000000000001"]}
    assert score(data(**cells), rubric).values("x").tolist() == [0, 2.5]


@pytest.mark.parametrize(("place", "cells"), [(0, ["-2.5", "0.5", "0.75"]), (2, ["-0.25", "0.5", "2.5"])])
def test_limits_are_held_against_values_and_not_against_their_hundredths(place, cells) -> None:
    """250 hundredths lie beyond 1, and 100 of them, which is 1 itself, do not."""
    (problem,) = check(data(x=cells), law(Indicator(id="x", min=-1, max=1)))
    assert (problem.code, str(problem.where)) == ("out-of-range", f"row {1 + place}, column x")
    assert check(data(x=["-1.00", "0.25", "1.00"]), law(Indicator(id="x", min=-1, max=1))) == ()
