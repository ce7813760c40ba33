"""A job of a few partitions, small enough to be seen through and with everything in it that a rubric can ask for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from ictindex.model import Group, Indicator, Levels, Partition, Prize, Rubric, Tier

pa = pytest.importorskip("pyarrow", reason="Parquet needs ictindex[frames]")
pq = pytest.importorskip("pyarrow.parquet", reason="Parquet needs ictindex[frames]")

Columns = Mapping[str, Sequence[Any]]

# Scores 9, 7, 7, 6, 5 and 2: a tie in the first two files, one file that is empty.
PARTS: tuple[Columns, ...] = (
    {"id": ["a", "b", "c"], "block": ["so", "xa", "so"], "may": [4, 5, 5], "mang": ["có", "không", "không"]},
    {"id": ["d", "e"], "block": ["so", "xa"], "may": [5.0, 1.5], "mang": ["không", "có"]},
    {"id": ["f"], "block": ["xa"], "may": [0], "mang": ["không"]},
)


@pytest.fixture
def rubric() -> Rubric:
    """Two leaves, two blocks, a quota, a bound and a ladder of prizes."""
    return Rubric(
        id="demo/files@2026",
        total=Group(decimals=1),
        nodes=[Indicator(id="may", max=5), Indicator(id="mang", shape=Levels({"có": 5, "không": 2}))],
        partitions=[Partition(name="block", parts={"so": "Sở", "xa": "Xã"})],
        rank={"overall": True},
        tiers=[Tier(id="tot", share="40%", tie="extend"), Tier(id="kha", bound="4"), Tier(id="yeu")],
        awards=[Prize(id="thi-dua", per="block", prizes=["Nhất 1", "Nhì 1"], tie="extend")],
    )


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., list[Path]]:
    """Writes partitions as Parquet files and gives their paths."""

    def writing(parts: Sequence[Columns] = PARTS, folder: str = "in") -> list[Path]:
        paths = []
        for number, columns in enumerate(parts):
            path = tmp_path / folder / f"part-{number}.parquet"
            path.parent.mkdir(exist_ok=True)
            pq.write_table(pa.table(dict(columns)), path)
            paths.append(path)
        return paths

    return writing


@pytest.fixture
def rows() -> Callable[[Sequence[Path]], dict[str, dict[str, Any]]]:
    """Reads results by unit."""

    def reading(files: Sequence[Path]) -> dict[str, dict[str, Any]]:
        return {row["id"]: row for file in files for row in pq.read_table(file).to_pylist()}

    return reading
