"""Doubled unit ids over all partitions: exact, in memory that does not grow with the number of units.

Each partition leaves the sorted 64-bit digests of its ids (8 bytes a unit, on disk). They are merged slice by slice of
the range of digests; a digest that stands twice is a suspect, and only suspects are compared as texts: two different
ids may share a digest, one id never has two.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

__all__ = ["digests_of", "suspects"]

Digests = NDArray[np.uint64]

_SLICE = 1 << 22
_WORD = 8
_ODD = np.uint64(0x9E3779B97F4A7C15)
_SHIFT = np.uint64(29)


def digests_of(ids: pa.Array) -> Digests:
    """A digest of every text, (units,): eight bytes at a time, multiplied and folded; the same on every machine.

    >>> first, second, third = digests_of(pa.array(["so-y-te", "so-noi-vu", "so-y-te"])).tolist()
    >>> first == third, first == second
    (True, False)
    """
    _, offsets, data = ids.buffers()
    ends = np.frombuffer(offsets, np.int32)[ids.offset : ids.offset + len(ids) + 1].astype(np.int64)
    starts, lengths = ends[:-1], np.diff(ends)
    digests = lengths.astype(np.uint64) * _ODD
    if data is None or not len(ids):
        return digests
    signs = np.zeros(int(ends[-1]) + _WORD, dtype=np.uint8)
    signs[: int(ends[-1])] = np.frombuffer(data, np.uint8)[: int(ends[-1])]
    # Every eight bytes of the texts as one number, wherever they begin.
    words = np.ndarray(shape=(len(signs) - _WORD + 1,), dtype="<u8", buffer=signs, strides=(1,))
    masks = np.array([(1 << (_WORD * count)) - 1 for count in range(_WORD + 1)], dtype=np.uint64)
    for begin in range(0, int(lengths.max()), _WORD):
        live = lengths > begin
        word = words[np.where(live, starts + begin, 0)] & masks[np.clip(lengths - begin, 0, _WORD)]
        mixed = (digests ^ word) * _ODD
        digests = np.where(live, mixed ^ (mixed >> _SHIFT), digests)
    return digests


def suspects(files: Sequence[Path]) -> Digests:
    """The digests that stand more than once in all files together, each of them sorted; sorted."""
    lengths = [len(np.load(file, mmap_mode="r")) for file in files]
    count = max(1, sum(lengths) // _SLICE)
    bounds = np.array([(number << 64) // count for number in range(1, count)], dtype=np.uint64)
    cuts = [_cuts(file, bounds) for file in files]
    found = [np.zeros(0, np.uint64)]
    for place in range(count if files else 0):
        pieces = [_between(file, own[place], own[place + 1]) for file, own in zip(files, cuts, strict=True)]
        found.append(twice(np.concatenate(pieces)))
    return np.concatenate(found)


def _cuts(file: Path, bounds: Digests) -> list[int]:
    """Where the slices of a file begin, and where the last one ends."""
    digests = np.load(file, mmap_mode="r")
    return [0, *np.searchsorted(digests, bounds).tolist(), len(digests)]


def _between(file: Path, start: int, stop: int) -> Digests:
    """Some digests of a file, read: what is looked at through a map stays in memory until the map is gone."""
    digests = np.load(file, mmap_mode="r")
    return np.fromfile(file, dtype=digests.dtype, count=stop - start, offset=digests.offset + start * digests.itemsize)


def twice(digests: Digests) -> Digests:
    """What stands more than once."""
    ordered = np.sort(digests)
    return np.unique(ordered[1:][ordered[1:] == ordered[:-1]])
