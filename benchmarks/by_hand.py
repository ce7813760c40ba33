"""The jobs written by hand: numpy kernels that know the one job, and how people write it with other libraries.

Each function gets what the library has read already: whole hundredths (or counts) in contiguous columns and masks of
what is missing for `kernel_a`; float64 columns with NaN for the others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from jobs import BLOCKS, GROUPS, INDICATORS, MOST, Raw
from numpy.typing import NDArray

__all__ = ["duckdb_a", "kernel_a", "kernel_b", "numpy_a", "pandas_a", "polars_a", "scipy_b"]

CHUNK = 1 << 16
CELLS = 1 << 18
Ranks = list[NDArray[np.int32]]


def prepared(raw: Raw) -> list[list[tuple[NDArray[np.int64], NDArray[np.int64] | None, NDArray[np.bool_]]]]:
    """By group: numerators in hundredths (or counts), denominators of shares, and what is missing."""
    groups: list[list[Any]] = [[] for _ in range(GROUPS)]
    for number in range(INDICATORS):
        name = f"c{number}"
        top, bottom = raw.shares.get(name, (raw.points.get(name), None))
        missing = np.isnan(top)
        scale = 100 if bottom is None else 1
        numerators = np.rint(np.where(missing, 0, top) * scale).astype(np.int64)
        groups[number % GROUPS].append((numerators, None if bottom is None else bottom.astype(np.int64), missing))
    return groups


def kernel_a(raw: Raw, threads: int) -> Callable[[], Ranks]:
    """Job A as a kernel: chunks, integer ticks, one table of counts per column of ranks.

    Half-up of shares is a double with half a tick added, floored: what a careful hand would write, and exact only as
    long as no sum lies within 1e-9 of a half.
    """
    groups = prepared(raw)
    blocks = raw.blocks.astype(np.int64)
    units = len(raw)

    def scored(start: int, ticks: NDArray[np.int64]) -> None:
        rows = slice(start, start + CHUNK)
        for group, leaves in enumerate(groups):
            total: Any = 0.0
            whole: Any = 0
            for top, bottom, missing in leaves:
                points = np.where(missing[rows], 0, top[rows])
                if bottom is None:
                    whole = whole + points
                else:
                    total = total + points * (100.0 * MOST) / bottom[rows]
            ticks[group + 1, rows] = whole if isinstance(total, float) else np.floor(whole + total + (0.5 + 1e-9))
        ticks[0, rows] = ticks[1:, rows].sum(axis=0)

    def ranked(column: NDArray[np.int64]) -> Ranks:
        size = int(column.max()) + 1 if units else 1
        places = size - 1 - column
        counting = _counted if units >= BLOCKS * size / 4 else _sorted_places
        return [counting(blocks * size + places, size, blocks), counting(places, size, np.zeros_like(blocks))]

    def run() -> Ranks:
        ticks = np.empty((GROUPS + 1, units), dtype=np.int64)
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(lambda start: scored(start, ticks), range(0, units, CHUNK)))
            return [it for pair in pool.map(ranked, ticks) for it in pair]

    return run


def _counted(keys: NDArray[np.int64], size: int, blocks: NDArray[np.int64]) -> NDArray[np.int32]:
    """Ranks by a table of counts per block and tick."""
    counts = np.bincount(keys, minlength=(int(blocks.max(initial=0)) + 1) * size).reshape(-1, size)
    return (np.cumsum(counts, axis=1) - counts + 1).astype(np.int32).ravel()[keys]


def _sorted_places(keys: NDArray[np.int64], size: int, blocks: NDArray[np.int64]) -> NDArray[np.int32]:
    """Ranks by one sort of packed keys."""
    bits = len(keys).bit_length()
    packed = np.sort(keys << bits | np.arange(len(keys)))
    order, key = packed & ((1 << bits) - 1), packed >> bits
    block, places = key // size, np.arange(len(keys))
    del blocks
    first = np.maximum.accumulate(np.where(np.diff(key, prepend=-1) != 0, places, 0))
    start = np.maximum.accumulate(np.where(np.diff(block, prepend=-1) != 0, places, 0))
    ranks = np.empty(len(keys), dtype=np.int32)
    ranks[order] = first - start + 1
    return ranks


def _scores(raw: Raw) -> Iterator[NDArray[np.float64]]:
    """The total and the groups as people write them in numpy: floats, rounded with numpy.round."""
    groups = []
    for group in range(GROUPS):
        total: Any = 0.0
        for number in range(group, INDICATORS, GROUPS):
            name = f"c{number}"
            if name in raw.points:
                total = total + np.nan_to_num(raw.points[name])
            else:
                top, bottom = raw.shares[name]
                total = total + np.nan_to_num(top / bottom * MOST)
        groups.append(np.round(total, 2))
    yield np.round(np.sum(groups, axis=0), 2)
    yield from groups


def numpy_a(raw: Raw) -> Callable[[], Ranks]:
    """Sums in numpy, ranks with scipy.stats.rankdata block by block."""
    from scipy.stats import rankdata

    rows_of = [np.flatnonzero(raw.blocks == block) for block in range(BLOCKS)]

    def run() -> Ranks:
        found = []
        for score in _scores(raw):
            inside = np.empty(len(score), dtype=np.int32)
            for rows in rows_of:
                if len(rows):
                    inside[rows] = rankdata(-score[rows], "min")
            found += [inside, rankdata(-score, "min").astype(np.int32)]
        return found

    return run


def _names() -> dict[str, list[str]]:
    """The expressions of each group's indicators by column name."""
    return {f"g{group}": [f"c{number}" for number in range(group, INDICATORS, GROUPS)] for group in range(GROUPS)}


def _columns(raw: Raw) -> dict[str, NDArray[Any]]:
    columns: dict[str, NDArray[Any]] = {"block": raw.blocks, **raw.points}
    for name, (top, bottom) in raw.shares.items():
        columns |= {name: top, f"{name}b": bottom}
    return columns


def pandas_a(raw: Raw) -> Callable[[], Ranks]:
    """DataFrame.sum, round, groupby and rank."""
    import pandas as pd

    frame = pd.DataFrame(_columns(raw))

    def run() -> Ranks:
        table = frame.copy(deep=False)
        for name in raw.shares:
            table[name] = table[name] / table[f"{name}b"] * MOST
        scores = pd.DataFrame({group: table[names].sum(axis=1).round(2) for group, names in _names().items()})
        scores.insert(0, "total", scores.sum(axis=1).round(2))
        inside = scores.groupby(table["block"]).rank(method="min", ascending=False)
        overall = scores.rank(method="min", ascending=False)
        return [it[name].to_numpy().astype(np.int32) for name in scores.columns for it in (inside, overall)]

    return run


def polars_a(raw: Raw) -> Callable[[], Ranks]:
    """One lazy query: sum_horizontal, round, rank over the block."""
    import polars as pl

    frame = pl.DataFrame(_columns(raw)).fill_nan(None)

    def run() -> Ranks:
        query = frame.lazy().with_columns(pl.col(name) / pl.col(f"{name}b") * MOST for name in raw.shares)
        query = query.with_columns(pl.sum_horizontal(names).round(2).alias(group) for group, names in _names().items())
        query = query.with_columns(pl.sum_horizontal(list(_names())).round(2).alias("total"))
        columns = ["total", *_names()]
        ranks = [
            it.alias(f"{name}{place}")
            for name in columns
            for place, it in enumerate(
                (
                    pl.col(name).rank("min", descending=True).over("block"),
                    pl.col(name).rank("min", descending=True),
                )
            )
        ]
        return [it.to_numpy().astype(np.int32) for it in query.select(ranks).collect().iter_columns()]

    return run


def duckdb_a(raw: Raw) -> Callable[[], Ranks]:
    """One query with 18 windows, on two threads, over an Arrow table."""
    import duckdb
    import pyarrow as pa

    # Arrow knows what is missing; a NaN of numpy would be the greatest of all numbers here.
    table = pa.table(
        {name: pa.array(it, mask=np.isnan(it) if it.dtype.kind == "f" else None) for name, it in _columns(raw).items()}
    )
    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    connection.register("source", table.append_column("row", pa.array(np.arange(len(raw)))))
    points = {name: f"coalesce({name}, 0)" for name in raw.points}
    points |= {name: f"coalesce({name} / {name}b * {MOST}, 0)" for name in raw.shares}
    groups = [f"round({' + '.join(points[it] for it in names)}, 2) AS {group}" for group, names in _names().items()]
    total = f"round({' + '.join(_names())}, 2) AS total"
    windows = [
        f"rank() OVER ({partition}ORDER BY {name} DESC)::INTEGER AS {name}{place}"
        for name in ("total", *_names())
        for place, partition in enumerate(("PARTITION BY block ", ""))
    ]
    query = f"""
        WITH groups AS (SELECT row, block, {", ".join(groups)} FROM source),
             scores AS (SELECT *, {total} FROM groups)
        SELECT {", ".join(windows)} FROM scores ORDER BY row
    """  # noqa: S608  every name in it is made here

    def run() -> Ranks:
        found = connection.execute(query).fetchnumpy()
        return [np.asarray(it) for it in found.values()]

    return run


def kernel_b(points: NDArray[np.int64], weights: NDArray[np.int64], threads: int) -> Callable[[], NDArray[np.int64]]:
    """Job B as a kernel: GEMM, half-up ticks, packed keys, one sort, one count; (units, ranks) how often each rank."""
    units, draws = len(points), len(weights)
    parts = int(weights[0].sum())
    # points are tenths: ticks of hundredths are 10 w x / parts, half up.
    matrix = np.ascontiguousarray(points.T.astype(np.float64) * 10)
    step = max(1, CELLS // units)
    bits = int(units).bit_length()
    rows = np.arange(units, dtype=np.uint64)

    def chunk(start: int) -> NDArray[np.int64]:
        sums = weights[start : start + step].astype(np.float64) @ matrix
        sums += parts / 2
        sums /= parts
        np.floor(sums, out=sums)
        keys = ((1 << 40) - sums).astype(np.uint64) << np.uint64(bits) | rows
        keys.sort(axis=1)
        order = (keys & np.uint64((1 << bits) - 1)).astype(np.int64)
        value = keys >> np.uint64(bits)
        places = np.broadcast_to(np.arange(units), order.shape)
        first = np.concatenate([np.ones((len(order), 1), np.bool_), value[:, 1:] != value[:, :-1]], axis=1)
        ranks = np.maximum.accumulate(np.where(first, places, 0), axis=1)
        return np.bincount((order * units + ranks).ravel(), minlength=units * units)

    def run() -> NDArray[np.int64]:
        with ThreadPoolExecutor(threads) as pool:
            found = sum(pool.map(chunk, range(0, draws, step)))
        return np.asarray(found).reshape(units, units)

    return run


def scipy_b(points: NDArray[np.int64], weights: NDArray[np.int64]) -> Callable[[], NDArray[np.int64]]:
    """Job B with numpy and scipy.stats.rankdata on all draws at once."""
    from scipy.stats import rankdata

    units = len(points)
    parts = int(weights[0].sum())

    def run() -> NDArray[np.int64]:
        scores = np.round(weights @ (points.T / 10) / parts, 2)
        ranks = rankdata(-scores, "min", axis=1).astype(np.int64)
        return np.bincount((np.arange(units) * units + ranks - 1).ravel(), minlength=units * units).reshape(units, -1)

    return run
