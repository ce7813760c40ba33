"""Winsorising against what COINr 1.1.14 makes of the ASEM example: the rounds, the statistics and every value."""

from __future__ import annotations

import csv
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from ictindex import Dataset, Group, Indicator, Rubric, Scores, Treat, score
from ictindex.scoring.spread import winsorised


def table(file: Path) -> list[dict[str, str]]:
    """The rows of a table that lies in the shared folder."""
    if not file.exists():
        pytest.skip("the ASEM tables are not in the shared folder")
    with file.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def treated(rows: list[dict[str, str]], names: list[str]) -> Scores:
    """The columns under a rubric that winsorises them with the defaults and takes them as they are."""
    columns = {name: [row[name] if row[name] not in ("", "NA") else None for row in rows] for name in names}
    rubric = Rubric(
        id="asem/raw@2018",
        total=Group(aggregate="best", decimals=4),
        nodes=[Indicator(id=name, min=-10000, range="clip", missing="not-applicable") for name in names],
        steps=[Treat(columns=names, method="winsorise")],
    )
    return score(Dataset.from_columns(units=[row["uCode"] for row in rows], columns=columns, decimal="."), rubric)


def compared(rows: list[dict[str, str]], wanted: list[dict[str, str]]) -> list[tuple[str, str]]:
    """The cells that are further from the published ones than their 17 digits."""
    names = [name for name in wanted[0] if name != "uCode"]
    scores = treated(rows, names)
    found = {name: dict(zip((row["uCode"] for row in rows), scores.values(name), strict=True)) for name in names}
    return [
        (row["uCode"], name)
        for row in wanted
        for name in names
        if row[name] not in ("", "NA")
        and abs(found[name][row["uCode"]] - float(row[name])) > 1e-12 * abs(float(row[name]))
    ]


def test_every_treated_value_of_the_raw_data_is_reproduced(shared: Path) -> None:
    """51 units and 49 indicators, 64 gaps in them; 18 indicators are treated."""
    folder = shared / "asem"
    assert compared(table(folder / "ASEM_iData.csv"), table(folder / "reference" / "treat_default_raw.csv")) == []


def test_every_treated_value_of_the_pipeline_is_reproduced(shared: Path) -> None:
    """The same after denominators and imputation, where 15 indicators are treated."""
    folder = shared / "asem" / "reference"
    assert compared(table(folder / "pipeline_Screened.csv"), table(folder / "pipeline_Treated.csv")) == []


@pytest.mark.parametrize("name", ["Flights", "ForPort", "Tariff", "FemLab", "PubDebt", "Poverty"])
def test_the_rounds_and_the_statistics_are_the_published_ones(shared: Path, name: str) -> None:
    """Skewness and kurtosis of type 2 before and after, to 13 digits, and as many values moved as COINr counts."""
    folder = shared / "asem"
    (row,) = (it for it in table(folder / "reference" / "treat_default_raw_details.csv") if it["iCode"] == name)
    values = [Fraction(Decimal(it[name])) for it in table(folder / "ASEM_iData.csv") if it[name] not in ("", "NA")]
    found = winsorised(values, skew=Fraction(2), kurtosis=Fraction("3.5"), most=5)
    assert found.rounds == int(row["winsorise.nwin"] or 0)
    for spread, step in ((found.before, 0), (found.after, 1)):
        if row[f"check_SkewKurt{step}.Skew"]:
            assert spread is not None
            skew = spread.sign * float(spread.skew_squared) ** 0.5
            assert skew == pytest.approx(float(row[f"check_SkewKurt{step}.Skew"]), rel=1e-13)
            assert float(spread.kurtosis) == pytest.approx(float(row[f"check_SkewKurt{step}.Kurt"]), rel=1e-12)


def test_the_cells_that_are_changed_are_those_that_are_published(shared: Path) -> None:
    """The list of treatments has the published number of cells for each indicator, and no other indicator."""
    folder = shared / "asem"
    details = table(folder / "reference" / "treat_default_raw_details.csv")
    listed = [it.column for it in treated(table(folder / "ASEM_iData.csv"), [it["iCode"] for it in details]).treatments]
    assert {name: listed.count(name) for name in listed} == {
        it["iCode"]: int(it["winsorise.nwin"]) for it in details if it["winsorise.nwin"]
    }
