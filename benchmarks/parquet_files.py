"""Parquet files of a million units: an id, one of 50 blocks, and columns of hundredths from 0."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

__all__ = ["BLOCKS", "ROWS", "make_file"]

BLOCKS = [f"b{number}" for number in range(50)]
ROWS = 1_000_000


def make_file(folder: Path, number: int, names: Sequence[str], *, most: int) -> None:
    """The file of this number, which is its seed; the greatest value is ``most / 100``."""
    random = np.random.default_rng(number)
    codes = pa.array(random.integers(0, len(BLOCKS), ROWS, dtype=np.int32))
    columns = {
        "id": pa.array(np.arange(number * ROWS, (number + 1) * ROWS)),
        "block": pa.DictionaryArray.from_arrays(codes, pa.array(BLOCKS)),
    }
    columns |= {name: pa.array(random.integers(0, most + 1, ROWS) / 100) for name in names}
    path = folder / f"part-{number:03}.parquet"
    pq.write_table(pa.table(columns), path, compression="none", use_dictionary=["block"])
