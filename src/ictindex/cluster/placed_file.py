"""What each class of one partition received, on its way from where classes are ranked to where units are written."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from ictindex.cluster.classes import Classes
from ictindex.cluster.keeping import written
from ictindex.cluster.placing import Placed

__all__ = ["PlacedFile", "save_placed"]

Ints = NDArray[np.int64]


@frozen(kw_only=True, eq=False)
class PlacedFile:
    """By the classes of one partition, (classes,): ranks, tiers, percents; `overall` is all 0 where there is none."""

    ranks: Ints
    overall: Ints
    tiers: Ints
    percents: Ints
    reason: Ints
    block: Ints
    score: Ints
    bits: Ints

    @classmethod
    def load(cls, path: Path) -> PlacedFile:
        """What `save_placed` wrote."""
        with np.load(path, allow_pickle=False) as arrays:
            return cls(**{name: arrays[name] for name in arrays.files})


def save_placed(path: Path, placed: Placed, classes: Classes, codes: NDArray[np.int32], block: str) -> None:
    """Write what the classes `codes` of all have received.

    Parameters
    ----------
    path
        Where it goes.
    placed, classes
        All classes and what they received.
    codes
        (classes of the partition,) which of all classes each is.
    block
        The partition that ranks are inside of; empty for none.
    """
    columns = classes.columns
    nothing = np.zeros(len(codes), dtype=np.int64)
    with written(path) as stream:
        np.savez(
            stream,
            allow_pickle=False,
            ranks=placed.ranks[codes],
            overall=nothing if placed.overall is None else placed.overall[codes],
            tiers=placed.tiers[codes],
            percents=placed.percents[codes],
            reason=columns["reason"][codes],
            block=columns[f"part.{block}"][codes] if block else nothing,
            score=columns["score"][codes],
            bits=columns["bits"][codes],
        )
