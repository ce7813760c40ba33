"""The jobs that every engine is given: tables, rubrics and data sets of one seed, whatever their size.

A. Score and rank: 40 indicators in 8 groups, 50 blocks, 3 % of the answers missing (they count 0), two decimals at
   every group and at the total; ranks of the total and of the groups inside the blocks and over all: 18 columns.
   `shares` of the 40 indicators are a / b with denominators below 1,000; the others are hundredths up to 10.
B. Many weight sets: a total that is a weighted mean, printed with two decimals, under thousands of weight sets; for
   every unit the number of times that it takes each rank.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from ictindex import Dataset, Group, Indicator, Partition, Ranking, Rubric, Unit, rank
from ictindex.model.units import Part

__all__ = ["GROUPS", "INDICATORS", "Raw", "job_a", "job_b", "ranks_of_all", "raw_a", "raw_b", "weights_b", "whole_a"]

SEED = 20_261_122
INDICATORS, GROUPS, BLOCKS = 40, 8, 50
MISSING = 0.03
MOST = 10


@frozen(kw_only=True, eq=False)
class Raw:
    """A table as other engines get it: float64 columns with NaN where missing, blocks as small integers.

    `points` are the columns of the indicators by group; a share is a pair of columns.
    """

    blocks: NDArray[np.int32]
    points: Mapping[str, NDArray[np.float64]]
    shares: Mapping[str, tuple[NDArray[np.float64], NDArray[np.float64]]]

    def __len__(self) -> int:
        return len(self.blocks)


def raw_a(units: int, shares: int = 0) -> Raw:
    """The table of job A."""
    draws = np.random.default_rng(SEED)
    points, pairs = {}, {}
    for number in range(INDICATORS):
        missing = draws.random(units) < MISSING
        if number < INDICATORS - shares:
            values = draws.integers(0, 100 * MOST + 1, units) / 100
            points[f"c{number}"] = np.where(missing, np.nan, values)
        else:
            bottom = draws.integers(1, 1000, units)
            top = draws.integers(0, bottom + 1)
            pairs[f"c{number}"] = np.where(missing, np.nan, top), bottom.astype(np.float64)
    return Raw(blocks=draws.integers(0, BLOCKS, units).astype(np.int32), points=points, shares=pairs)


def group_of(number: int) -> str:
    """The group of an indicator."""
    return f"g{number % GROUPS}"


def rubric_a(shares: int = 0) -> Rubric:
    """The law of job A."""
    groups = [Group(id=f"g{number}", decimals=2) for number in range(GROUPS)]
    leaves = [
        Indicator(
            id=f"c{number}",
            parent=group_of(number),
            max=MOST,
            missing="zero",
            read=None if number < INDICATORS - shares else f"c{number} / c{number}b",
        )
        for number in range(INDICATORS)
    ]
    return Rubric(
        id="benchmark/a@1",
        total=Group(decimals=2),
        partitions=[Partition(name="block", parts=[Part(id=f"b{number}") for number in range(BLOCKS)])],
        nodes=[*groups, *leaves],
    )


def job_a(units: int, shares: int = 0) -> tuple[Rubric, Dataset]:
    """The law and the data of job A."""
    raw = raw_a(units, shares)
    columns = dict(raw.points)
    for name, (top, bottom) in raw.shares.items():
        columns |= {name: top, f"{name}b": bottom}
    names = [f"b{number}" for number in range(BLOCKS)]
    rows = [Unit(id=f"u{row}", parts={"block": names[block]}) for row, block in enumerate(raw.blocks.tolist())]
    return rubric_a(shares), Dataset.from_columns(units=rows, columns=columns)


def ranks_of_all(ranking: Ranking) -> list[NDArray[np.int32]]:
    """The 18 columns of ranks of job A."""
    nodes = ["total", *(f"g{number}" for number in range(GROUPS))]
    return [ranking.ranks(node, within) for node in nodes for within in ("block", "all")]


def whole_a(rubric: Rubric, dataset: Dataset) -> Callable[[], object]:
    """The job: rank, and all columns of ranks."""
    return lambda: ranks_of_all(rank(dataset, rubric))


def raw_b(units: int, indicators: int) -> NDArray[np.int64]:
    """Points (units, indicators) of job B in tenths from 0.0 to 10.0."""
    return np.random.default_rng(SEED).integers(0, 101, (units, indicators))


def weights_b(draws: int, indicators: int, parts: int = 10_000) -> NDArray[np.int64]:
    """Weights (draws, indicators): whole numbers of 0 and more that add up to `parts` in every draw."""
    generator = np.random.default_rng(SEED + 1)
    cuts = np.sort(generator.integers(0, parts + 1, (draws, indicators - 1)), axis=1)
    ends = np.column_stack([np.zeros(draws, np.int64), cuts, np.full(draws, parts)])
    return np.diff(ends, axis=1)


def job_b(units: int, indicators: int) -> tuple[Rubric, Dataset]:
    """The law and the data of job B."""
    points = raw_b(units, indicators)
    rubric = Rubric(
        id="benchmark/b@1",
        total=Group(decimals=2, aggregate="mean"),
        nodes=[Indicator(id=f"c{number}", max=10) for number in range(indicators)],
    )
    columns = {f"c{number}": points[:, number] / 10 for number in range(indicators)}
    return rubric, Dataset.from_columns(units=[f"u{row}" for row in range(units)], columns=columns)
