"""Weights by principal components against those of COINr (loadings of R's prcomp), on the ASEM example."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from ictindex import Dataset, Group, Indicator, Rubric, score

GROUPS = ("ConEcFin", "Environ", "Instit", "P2P", "Physical", "Political", "Social", "SusEcFin")


def table(file: Path) -> list[dict[str, str]]:
    """The rows of a table that lies in the shared folder."""
    if not file.exists():
        pytest.skip("the ASEM tables are not in the shared folder")
    with file.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("group", GROUPS)
def test_weights_are_the_squares_of_the_published_loadings(shared: Path, group: str) -> None:
    """To 12 decimals for every indicator of the group; the loadings are printed with 17 digits."""
    folder = shared / "asem"
    names = [row["iCode"] for row in table(folder / "ASEM_iMeta.csv") if row["Parent"] == group]
    loadings = {row["iCode"]: Decimal(row["pca"]) for row in table(folder / "reference" / "weights.csv")}
    rows = table(folder / "reference" / "pipeline_Normalised.csv")
    data = Dataset.from_columns(
        units=[row["uCode"] for row in rows],
        columns={name: [float(row[name]) for row in rows] for name in names},
    )
    total = Group(aggregate="mean", weights="pca", weight_decimals=12, decimals=4)
    nodes = [Indicator(id=name, max=100) for name in names]
    found = score(data, Rubric(id="asem/group@2018", total=total, nodes=nodes)).weights_from_data["total"]
    assert [name for name in names if abs(found[name] - loadings[name] ** 2) > Decimal("1e-12")] == []
