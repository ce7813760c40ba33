"""The examples of the provinces, cut into files, rank as they rank whole: prizes, tiers, juries and all."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from ictindex import get_rubric, rank, rank_files, read
from ictindex.ranking.table import awards_text

pytest.importorskip("pyarrow", reason="partitions need ictindex[frames]")

EXAMPLES = Path(__file__).parents[3] / "examples"


def cut(path: Path, folder: Path, parts: int) -> list[Path]:
    """The lines of a CSV file dealt out to several, comments and header in each."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    start = next(place for place, line in enumerate(lines) if not line.startswith(("#", '"#'))) + 1
    paths = [folder / f"{part}.csv" for part in range(parts)]
    for part, target in enumerate(paths):
        target.write_text("".join([*lines[:start], *lines[start + part :: parts]]), encoding="utf-8")
    return paths


def rows(files: Sequence[Path]) -> dict[str, dict[str, Any]]:
    """The rows of results by unit."""
    import pyarrow.parquet as pq

    return {row["id"]: row for file in files for row in pq.read_table(file).to_pylist()}


@pytest.mark.parametrize(
    ("name", "rubric_id"),
    [
        ("hanoi-2012.csv", "hanoi/awards@2012"),
        ("hanoi-2014.csv", "hanoi/agencies@2014"),
        ("danang-2016.csv", "danang/agencies@2016"),
        ("laocai-2014.csv", "laocai/agencies@2014"),
        ("dti-2020.csv", "vietnam/dti-provinces@2020"),
    ],
)
def test_examples_in_parts(tmp_path: Path, name: str, rubric_id: str) -> None:
    """Every printed cell of every unit, and every award with its rival."""
    if not EXAMPLES.exists():
        pytest.skip("the examples do not lie beside the tests")
    rubric = get_rubric(rubric_id)
    whole = rank(read(EXAMPLES / name, rubric), rubric)
    outcome = rank_files(cut(EXAMPLES / name, tmp_path, 4), rubric, out=tmp_path / "out")
    expected = {
        it.unit.id: {
            "id": it.unit.id,
            "block": it.block,
            "score": it.score,
            "rank": it.rank,
            "rank_overall": it.rank_overall,
            "percent": it.percent,
            "tier": it.tier,
            "awards": awards_text(it),
            "rank_reason": it.rank_reason,
        }
        for it in whole.standings
    }
    assert expected == rows(outcome.outputs)
    told = [(it.award, it.prize, it.unit, it.role, it.part, it.values, it.against) for it in whole.awards]
    assert told == [(it.award, it.prize, it.unit, it.role, it.part, it.values, it.against) for it in outcome.awards]
