"""The Human Development Index 2021 from the table of the report 2021-22 (goalposts of its technical notes)."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from ictindex import Dataset, Group, Indicator, Rubric, get_rubric, rank

COLUMNS = ("life_exp", "exp_sch", "avg_sch", "gni_pc")


@pytest.fixture(scope="module")
def rows(shared: Path) -> list[dict[str, str]]:
    """The table of the report, a row per country."""
    file = shared / "published" / "hdi_2021_2022_report.csv"
    if not file.exists():
        pytest.skip("the HDI table is not in the shared folder")
    with file.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def test_191_countries_are_recomputed(rows: list[dict[str, str]]) -> None:
    """At least 190 values agree at three decimals, and at least 188 ranks with the printed ones."""
    rubric = get_rubric("undp/hdi@2021")
    data = Dataset.from_columns(
        units=[row["country"] for row in rows], columns={name: [row[name] for row in rows] for name in COLUMNS}
    )
    ranking = rank(data, rubric)
    assert len(rows) == 191
    same = [ranking[row["country"]].score == Decimal(row["hdi"]) for row in rows]
    placed = [ranking[row["country"]].rank == int(row["id"]) for row in rows]
    assert same.count(True) >= 190
    assert placed.count(True) >= 188


def test_printed_values_give_the_printed_ranks(rows: list[dict[str, str]]) -> None:
    """Ranking the printed hdi itself gives the column `id` for all 191."""
    rubric = Rubric(id="undp/printed@2021", total=Group(decimals=3), nodes=[Indicator(id="hdi", max=1)])
    data = Dataset.from_columns(units=[row["country"] for row in rows], columns={"hdi": [row["hdi"] for row in rows]})
    ranking = rank(data, rubric)
    assert all(ranking[row["country"]].rank == int(row["id"]) for row in rows)
