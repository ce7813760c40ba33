"""Weights from the data: worked by hand, refused where data give none, and said wherever a ranking is printed."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from ictindex import Dataset, Group, Indicator, Rubric, View, check, rank, score
from ictindex.codec import rubric_from_dict, rubric_to_dict
from ictindex.model import Exclusion, RubricError, Where

FOUR = {"aggregate": "mean", "weights": "pca", "weight_decimals": 4, "decimals": 4}


def rubric(names: str = "abc", *, total: Any = None, **more: Any) -> Rubric:
    """A mean of leaves of one point each."""
    nodes = more.pop("nodes", None) or [Indicator(id=name, max=1) for name in names]
    return Rubric(id="demo/pca@2026", total=Group(**(total or FOUR)), nodes=nodes, **more)


def data(**columns: Any) -> Dataset:
    """Units u0, u1 … with these columns."""
    count = len(next(iter(columns.values())))
    return Dataset.from_columns(units=[f"u{place}" for place in range(count)], columns=columns, decimal=".")


# a and b correlate by 1/2, c with neither: the first component is (1, 1, 0) over the root of 2.
APART = data(a=[1, 0, 0, 1, 0.5, 0.5], b=[1, 0, 1, 0.5, 0, 0.5], c=[0.5, 0.5, 0.5, 0.5, 0.5, 1])


def test_two_children_weigh_alike() -> None:
    """A matrix [[1, r], [r, 1]] has the first component (1, 1) or (1, -1), whatever r."""
    scores = score(data(a=[0.1, 0.5, 0.9], b=[0.2, 0.3, 1]), rubric("ab"))
    assert dict(scores.weights_from_data["total"]) == {"a": Decimal("0.5000"), "b": Decimal("0.5000")}
    assert [str(it) for it in scores.weights_from_data["total"].values()] == ["0.5000", "0.5000"]


def test_three_children_worked_by_hand() -> None:
    """Correlations of 4/5, 0 and 3/5: v is (4/5, 1, 3/5) over the root of 2, the weights 0.32, 0.50 and 0.18."""
    # Columns of a, c orthogonal, each of square 4, and b = 4/5 a + 3/5 c.
    a, c = [1, 1, -1, -1], [1, -1, 1, -1]
    b = [Decimal(4 * x + 3 * y) / 5 for x, y in zip(a, c, strict=True)]
    nodes = [Indicator(id=name, max=2, min=-2) for name in "abc"]
    scores = score(data(a=a, b=b, c=c), rubric(nodes=nodes))
    assert dict(scores.weights_from_data["total"]) == {"a": Decimal("0.32"), "b": Decimal("0.5"), "c": Decimal("0.18")}
    assert scores.exact("total", "u0") == Fraction(32, 100) + Fraction(14, 20) + Fraction(18, 100)


def test_covariances_weigh_what_varies_more() -> None:
    """Uncorrelated columns: the one with the greater variance is the first component alone."""
    total = {**FOUR, "weights": "pca-covariance"}
    scores = score(data(a=[0, 0, 1, 1], b=[0.5, 0.6, 0.5, 0.6]), rubric("ab", total=total))
    assert dict(scores.weights_from_data["total"]) == {"a": Decimal(1), "b": Decimal(0)}
    assert any("0 for b" in remark for remark in scores.remarks)


def test_rounded_weights_need_not_add_up_to_one() -> None:
    """Three alike have 0.3333 each, and a mean divides by 0.9999: none of them is favoured to make up the sum."""
    scores = score(data(a=[0.1, 0.7, 0.4], b=[0.1, 0.7, 0.4], c=[0.1, 0.7, 0.4]), rubric())
    assert set(scores.weights_from_data["total"].values()) == {Decimal("0.3333")}
    assert scores.values().tolist() == [0.1, 0.7, 0.4]


def test_what_runs_against_the_others_is_remarked() -> None:
    """A square has no sign, so a remark says what it hides."""
    columns = {"a": [0, 0.5, 1], "b": [0.1, 0.6, 0.9], "c": [0.9, 0.6, 0]}
    scores = score(data(**columns), rubric())
    assert [remark for remark in scores.remarks if "against the other" in remark] == [
        '"c" runs against the others of "total", which its weight from the data does not show'
    ]
    assert '3 weights of "total" rest on 3 units only' in " ".join(scores.remarks)


REFUSED = {
    "constant-child": {"a": [0.1, 0.5, 0.9], "b": [0.2, 0.2, 0.2]},
    "few-units": {"a": [0.1], "b": [0.2]},
    # Orthogonal columns: every direction is a first component.
    "tied-components": {"a": [0, 0, 1, 1], "b": [0, 1, 0, 1]},
}


@pytest.mark.parametrize("code", sorted(REFUSED))
def test_data_that_give_no_weights_are_refused(code: str) -> None:
    """One problem, at the key that asks for weights."""
    found = check(data(**REFUSED[code]), rubric("ab"))
    assert [(it.code, str(it.where), bool(it.hint)) for it in found] == [(code, "total.weights", True)]


def test_shares_that_differ_by_nothing_are_constant() -> None:
    """1/3 and 2/6 are one number, held in doubles or not."""
    nodes = [Indicator(id="a", max=1), Indicator(id="b", max=1, read="p / q")]
    columns = {"a": [0, 0.5, 1], "p": [1, 2, 999_983], "q": [3, 6, 2_999_949]}
    assert [it.code for it in check(data(**columns), rubric(nodes=nodes))] == ["constant-child"]


def test_only_ranked_units_with_all_children_weigh() -> None:
    """The weights are those of the four other units; the excluded and the incomplete one are scored by them."""
    nodes = [Indicator(id=name, max=1, missing="not-applicable") for name in "abc"]
    law = rubric(nodes=nodes, exclude=[Exclusion(where=Where.of({"unit": "u4"}), why="quân sự")])
    few = {"a": [0.1, 0.4, 0.8, 0.6], "b": [0.2, 0.35, 0.9, 0.5], "c": [0.9, 0.2, 0.3, 0.5]}
    more = {name: [*cells, 1 if name == "a" else 0, None if name == "a" else 1] for name, cells in few.items()}
    weights = score(data(**few), rubric()).weights_from_data["total"]
    scores = score(data(**more), law)
    assert scores.weights_from_data["total"] == weights
    assert scores.units_behind_weights("total") == 4
    shares = {name: Fraction(weight) for name, weight in weights.items()}
    assert scores.exact("total", "u4") == shares["a"] / sum(shares.values())
    assert scores.exact("total", "u5") == 1


def test_a_view_may_weigh_by_the_data_beside_a_total_with_written_weights() -> None:
    """The same numbers, published beside the total."""
    columns = {"a": [0.1, 0.4, 0.8, 0.6], "b": [0.2, 0.35, 0.9, 0.5], "c": [0.9, 0.2, 0.3, 0.5]}
    law = rubric(total={"aggregate": "mean", "decimals": 4}, views=[View(id="v", over=["a", "b", "c"], **FOUR)])
    scores = score(data(**columns), law)
    assert scores.weights_from_data == {"v": score(data(**columns), rubric()).weights_from_data["total"]}
    assert scores.values("v").tolist() == score(data(**columns), rubric()).values().tolist()


def test_such_a_rubric_is_not_absolute_and_keeps_its_bounds() -> None:
    """Another unit may change every score; a mean by any weights lies between the ends of its children."""
    law = rubric(nodes=[Indicator(id="a", max=1), Indicator(id="b", max=1, min=-1)])
    assert (law.absolute, bool(law.mergeable), law.bounds()) == (False, False, (Fraction(-1), Fraction(1)))


def test_order_of_units_and_of_children_says_nothing() -> None:
    """Every order gives the same weights, exactly."""
    columns = {"a": [0.1, 0.4, 0.8, 0.6], "b": [0.2, 0.35, 0.9, 0.5], "c": [0.9, 0.2, 0.3, 0.5]}
    turned = {name: cells[::-1] for name, cells in columns.items()}
    expected = score(data(**columns), rubric()).weights_from_data["total"]
    assert dict(score(data(**turned), rubric("cab")).weights_from_data["total"]) == dict(expected)


def test_the_keys_survive_the_file() -> None:
    """Rubric to table and back, for the total and for a view; the other weights stay unwritten."""
    law = rubric(views=[View(id="v", over=["a", "b"], **FOUR)])
    table = rubric_to_dict(law)
    assert (table["total"]["weights"], table["view"][0]["weight_decimals"]) == ("pca", 4)
    assert rubric_from_dict(table) == law
    assert "weights" not in rubric_to_dict(rubric(total={"decimals": 1}))["total"]


def test_a_ranking_prints_the_weights() -> None:
    """In JSON as numbers, and how they come about beside the other policies."""
    columns = {"a": [0.1, 0.4, 0.8, 0.6], "b": [0.2, 0.35, 0.9, 0.5], "c": [0.9, 0.2, 0.3, 0.5]}
    tree = rank(data(**columns), rubric()).to_dict()
    assert list(tree["weights"]["total"]) == ["a", "b", "c"]
    assert sum(tree["weights"]["total"].values()) == Decimal("0.9999")
    assert tree["how"]["weights"] == {"total": {"method": "pca", "decimals": 4}}


def test_carried_values_that_would_weigh_themselves_are_a_circle() -> None:
    """What is carried up from a node cannot decide the weights of that node."""
    from ictindex.model import CarryUp

    nodes = [Indicator(id="a", max=1), Indicator(id="b", max=1, read="tong / so", zero="zero")]
    with pytest.raises(RubricError) as error:
        rubric(nodes=nodes, steps=[CarryUp(node="total", into=["tong", "so"])])
    assert [it.code for it in error.value.problems] == ["step-circle"]
