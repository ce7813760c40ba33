"""Cells are what the rubric reads, or there is a problem for each that is not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import numpy as np
import pytest

from ictindex.model import (
    ColumnRule,
    DataError,
    Dataset,
    Exclusion,
    Group,
    Indicator,
    Levels,
    Partition,
    Rubric,
    Unit,
    Yes,
)
from ictindex.model.cell_checks import cell_problems


def rubric(*nodes: Indicator, **more: object) -> Rubric:
    """A rubric of these nodes."""
    return Rubric(id="demo/it@2026", total=Group(decimals=1), nodes=nodes, **more)  # type: ignore[arg-type]


def found(law: Rubric, units: list[str | Unit] | None = None, **columns: object) -> list[tuple[str, int | None, str]]:
    """Code, row and column of every problem."""
    length = len(next(iter(columns.values()), [1]))  # type: ignore[arg-type]
    data = Dataset.from_columns(units=units or [f"u{row}" for row in range(length)], columns=columns)
    return [(it.code, it.where.row, it.where.column) for it in cell_problems(data, law)]  # type: ignore[union-attr]


NUMBER = rubric(Indicator(id="x", read="a / b"))
YES = rubric(Indicator(id="x", shape=Yes(points=1)))
LEVEL = rubric(Indicator(id="x", shape=Levels(table=[("Đủ", 2), ("3", 1)])))
PERCENT = rubric(Indicator(id="x", max=5), columns=[ColumnRule(name="x", kind="percent")])
DATE = rubric(Indicator(id="x"), columns=[ColumnRule(name="x", kind="date", format="dd/mm/yyyy")])


def test_columns_that_readings_need_must_be_there() -> None:
    """Each is named, with those that read it."""
    assert found(NUMBER, a=[1]) == [("missing-column", None, "b")]
    problem = cell_problems(Dataset.from_columns(units=["u"], columns={"a": [1], "bb": [1]}), NUMBER)[0]
    assert problem.message == 'there is no column "b", which "x" reads'
    assert problem.hint == 'did you mean "bb"?'


def test_numbers_are_fine_and_texts_must_be_numbers() -> None:
    """Missing and not applicable cells are not looked at."""
    assert found(NUMBER, a=[1, 2.5, None], b=np.array([1.0, np.nan, 3.0])) == []
    assert found(NUMBER, a=["1", "", "n/a"], b=["x", "0.5", "-"]) == [
        ("not-a-number", 1, "b"),
        ("not-a-number", 3, "b"),
    ]
    assert found(NUMBER, a=[Decimal("1e400"), 1], b=[1, 1]) == [("not-a-number", 1, "a")]


def test_yes_and_no_have_their_words() -> None:
    """In two languages, in any case, as booleans and as 1 and 0."""
    words = ["Có", "KHÔNG", "x", "yes", "no", "true", "False", "1", "0", ""]
    assert found(YES, x=words) == []
    assert found(YES, x=[True, False]) == []
    assert found(YES, x=[1, 0, None]) == []
    assert found(YES, x=[1, 2]) == [("not-yes-or-no", 2, "x")]
    assert found(YES, x=["có", "rồi"]) == [("not-yes-or-no", 2, "x")]


def test_levels_are_those_of_the_rubric() -> None:
    """Case does not matter, and a level may be called 3."""
    assert found(LEVEL, x=["đủ", "Ðủ", "3", "n/a"]) == []
    assert found(LEVEL, x=[3, 3, None]) == []
    assert found(LEVEL, x=[3, 4, -3]) == [("unknown-level", 2, "x"), ("unknown-level", 3, "x")]


def test_two_nodes_may_read_one_column_by_different_levels() -> None:
    """The column must satisfy both."""
    law = rubric(
        Indicator(id="x", shape=Levels(table=[("a", 1), ("b", 0)])),
        Indicator(id="y", read="x", shape=Levels(table=[("a", 1), ("c", 0)])),
    )
    assert found(law, x=["a", "b"]) == [("unknown-level", 2, "x")]


def test_percents_are_shares_or_carry_their_sign() -> None:
    """29 alone may be 29 % or 2,900 %."""
    assert found(PERCENT, x=["29 %", "0.29", "150%"]) == []
    assert found(PERCENT, x=[0.29, 1, None]) == []
    assert found(PERCENT, x=["0.3", "29"]) == [("not-a-percent", 2, "x")]
    assert found(PERCENT, x=[0.3, 29]) == [("not-a-percent", 2, "x")]


def test_days_have_their_format() -> None:
    """A column of numbers holds none."""
    assert found(DATE, x=["31/12/2014", ""]) == []
    assert found(DATE, x=["31/12/2014", "2014-12-31"]) == [("not-a-date", 2, "x")]
    assert found(DATE, x=[1, 2]) == [("not-a-date", None, "x")]
    law = rubric(Indicator(id="x"), columns=[ColumnRule(name="x", kind="date")])
    assert found(law, x=[date(2014, 12, 31), None]) == []


def test_excluded_units_are_not_asked() -> None:
    """By id, tag or block, as the rubric excludes them."""
    law = rubric(
        Indicator(id="x"),
        partitions=[Partition(name="block", parts={"so": "Sở", "qs": "Quân sự"})],
        exclude=[Exclusion(where={"block": ["qs"]}, why="bí mật")],
    )
    units = [Unit(id="a", parts={"block": "Quân sự"}), Unit(id="b", parts={"block": "so"})]
    assert found(law, units, x=["?", "?"]) == [("not-a-number", 2, "x")]


def test_a_column_is_checked_against_the_mark_of_its_data() -> None:
    """What is a number under the comma is none under the point."""
    columns = {"a": ["0,5", "1"], "b": ["1", "1"]}
    data = Dataset.from_columns(units=["u", "v"], columns=columns, decimal=".")
    assert [problem.expected for problem in cell_problems(data, NUMBER)] == ['a number with "." as decimal mark']
    with pytest.raises(DataError):
        Dataset.from_columns(units=["u", "v"], columns={"a": ["0,5", "0.5"]})
