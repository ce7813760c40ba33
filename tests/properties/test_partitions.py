"""Law L16: partitioned is the same as whole, for every mergeable rubric and any division of the units."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ictindex import rank_files
from ictindex.model import DataError, Dataset, RubricError, TieRefused
from ictindex.model.columns import MISSING, NumberColumn
from ictindex.ranking import Ranking
from ictindex.ranking.table import awards_text
from ictindex.testing.case import Case
from ictindex.testing.strategies import rubrics_with_data

pa = pytest.importorskip("pyarrow", reason="Parquet needs ictindex[frames]")
pq = pytest.importorskip("pyarrow.parquet", reason="Parquet needs ictindex[frames]")

KINDS = ("id", "block", "score", "rank", "rank_overall", "percent", "tier", "awards", "rank_reason")


def cells(dataset: Dataset, name: str, rows: Sequence[int]) -> Any:
    """Some cells of a column as an Arrow array: decimals, doubles or texts, as the column is held."""
    column = dataset.column(name)
    gone = [column.state[row] == MISSING for row in rows]
    if isinstance(column, NumberColumn) and column.inexact is None:
        values = [Decimal(int(column.coefficients[row])).scaleb(-column.exponent) for row in rows]
        kind = pa.decimal128(38, column.exponent)
        return pa.array([None if no else it for it, no in zip(values, gone, strict=True)], kind)
    if isinstance(column, NumberColumn):
        return pa.array([None if no else float(column.inexact[row]) for row, no in zip(rows, gone, strict=True)])
    return pa.array([None if no else column.text(row) for row, no in zip(rows, gone, strict=True)], pa.string())


def write(dataset: Dataset, rows: Sequence[int], path: Path, case: Case) -> None:
    """Some units as a Parquet file."""
    units = [dataset.units[row] for row in rows]
    columns = {
        "id": pa.array([unit.id for unit in units], pa.string()),
        "name": pa.array([unit.name for unit in units], pa.string()),
        "tags": pa.array(["|".join(sorted(unit.tags)) for unit in units], pa.string()),
    }
    for partition in case.rubric.partitions:
        if not partition.is_derived:
            columns[partition.name] = pa.array([unit.part(partition.name) for unit in units], pa.string())
    columns |= {name: cells(dataset, name, rows) for name in dataset.column_names}
    pq.write_table(pa.table(columns), path)


def rows_of(ranking: Ranking) -> dict[str, tuple[Any, ...]]:
    """What is printed of every unit."""
    return {
        it.unit.id: (
            it.unit.id,
            it.block,
            it.score,
            it.rank,
            it.rank_overall,
            it.percent,
            it.tier,
            awards_text(it),
            it.rank_reason,
        )
        for it in ranking.standings
    }


def rows_in(files: Sequence[Path]) -> dict[str, tuple[Any, ...]]:
    """The same from the files of a job."""
    found: dict[str, tuple[Any, ...]] = {}
    for file in files:
        table = pq.read_table(file)
        assert tuple(table.column_names) == KINDS
        for row in zip(*(table.column(name).to_pylist() for name in KINDS), strict=True):
            found[row[0]] = row
    return found


def divided(draw: Any, units: int) -> list[list[int]]:
    """A division of the rows: in any order, some parts empty, or one unit each."""
    order = draw(st.permutations(range(units)))
    parts = draw(st.integers(1, min(5, units + 1)))
    if draw(st.booleans()):
        return [[row] for row in order] + [[]]
    places = draw(st.lists(st.integers(0, parts - 1), min_size=units, max_size=units))
    return [[row for row, place in zip(order, places, strict=True) if place == part] for part in range(parts)]


# Each example is a job of several files.
@settings(max_examples=max(25, settings().max_examples // 2))
@given(case=rubrics_with_data(history=False, refusing=True), data=st.data())
def test_partitioned_is_whole(case: Case, data: st.DataObject) -> None:
    """Every printed cell of every unit, every award and every tier count: or the refusal says why not."""
    rubric = case.rubric
    split = divided(data.draw, len(case.dataset))
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder, "in", f"{number}.parquet") for number in range(len(split))]
        paths[0].parent.mkdir()
        for path, rows in zip(paths, split, strict=True):
            write(case.dataset, rows, path, case)

        def partitioned() -> Any:
            return rank_files(
                paths, rubric, out=Path(folder, "out"), decimal=".", batch_rows=data.draw(st.integers(1, 4)), workers=1
            )

        if not rubric.mergeable:
            with pytest.raises(RubricError) as refused:
                partitioned()
            assert refused.value.problems == rubric.mergeable.reasons
            return
        try:
            ranking = case.ranking()
        except TieRefused:
            ranking = None
        try:
            outcome = partitioned()
        except TieRefused:
            assert ranking is None
            return
        except RubricError as error:
            # Irrational keys are found out while scoring; nothing else is.
            told = {(it.code, "irrational" in it.message) for it in error.problems}
            outcome = None
        except DataError as error:
            # Numbers of more digits than integers hold: one table takes doubles, and says of which columns.
            doubles = {name for it in case.scores().sentences if it.key == "column-inexact" for _, name in it.values}
            told = {(it.code, it.where.column in doubles) for it in error.problems}
            outcome = None
        if outcome is None:
            assert told in ({("not-mergeable", True)}, {("inexact-column", True)})
            return
        assert ranking is not None
        assert rows_of(ranking) == rows_in(outcome.outputs)
        assert ranking.tier_counts() == dict(outcome.tiers)
        told = [(it.award, it.prize, it.unit, it.role, it.part, it.values, it.against) for it in ranking.awards]
        assert told == [(it.award, it.prize, it.unit, it.role, it.part, it.values, it.against) for it in outcome.awards]
        said = [(it.code, it.message) for it in ranking.remarks if it.subject.startswith("award")]
        assert said == [(it.code, it.message) for it in outcome.remarks if it.subject.startswith("award")]
        assert outcome.ranked == int(np.count_nonzero(ranking.places.ranked))
        assert json.loads(outcome.summary.read_text(encoding="utf-8"))["units"] == len(case.dataset)
