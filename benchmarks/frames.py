"""How long a data set takes from a frame of each library, from Parquet, and out to it.

Twenty columns each of whole numbers, of floats with two decimals, and of words; the number of units is the argument.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import polars as pl
import pyarrow as pa

from ictindex import read
from ictindex.io import from_frame, write_parquet

__all__: list[str] = []

COLUMNS = 20
WORDS = np.array(["đủ", "một phần", "chưa"])


def main() -> int:
    """Print a line for each way."""
    units = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    print(f"{units} units x {3 * COLUMNS} columns")
    table = made(units)
    for name, frame in (("pyarrow", table), ("polars", pl.from_arrow(table)), ("pandas", table.to_pandas())):
        say(f"from {name}", lambda frame=frame: from_frame(frame))
    with TemporaryDirectory() as folder:
        path = Path(folder, "x.parquet")
        dataset = from_frame(table)
        say("to Parquet", lambda: write_parquet(dataset, path))
        say("from Parquet", lambda: read(path))
    return 0


def made(units: int) -> Any:
    """The same table every time."""
    draw = np.random.default_rng(20261122)
    columns: dict[str, Any] = {"id": [f"u{number}" for number in range(units)]}
    for place in range(COLUMNS):
        columns[f"i{place}"] = draw.integers(0, 1_000_000, units)
        columns[f"f{place}"] = draw.integers(0, 10_000, units) / 100
        columns[f"w{place}"] = WORDS[draw.integers(0, len(WORDS), units)].tolist()
    return pa.table(columns)


def say(what: str, do: Callable[[], object]) -> None:
    """The time of one run."""
    start = time.perf_counter()
    do()
    print(f"  {what:14} {time.perf_counter() - start:6.2f} s")


if __name__ == "__main__":
    raise SystemExit(main())
