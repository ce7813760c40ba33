"""What scoring one partition leaves behind: the class of every unit, the classes, and what its columns need.

Everything in the folder is numbers and JSON, so that a folder of somebody else can be read without running anything.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from ictindex.cluster.classes import NO_CLASSES, Classes, united
from ictindex.cluster.keeping import written

__all__ = ["Digits", "Scored", "class_codes", "joined", "merged_digits"]

# Exponent, and how many digits stand before the point (of an empty column the least number); inexact or not.
Digits = Mapping[str, tuple[int, int, bool]]


@frozen(kw_only=True, eq=False)
class Scored:
    """The result of one partition; `maps` say what the classes of each batch are among the classes of the partition.

    `codes_file` holds the class of every unit in its batch, int32, batch after batch.
    """

    classes: Classes
    maps: tuple[NDArray[np.int32], ...]
    sizes: tuple[int, ...]
    digits: Digits
    silenced: Mapping[str, int]
    marks: tuple[str, ...]
    notes: tuple[str, ...]
    unused: tuple[str, ...]

    @property
    def rows(self) -> int:
        """How many units were scored."""
        return sum(self.sizes)

    def head(self) -> Scored:
        """All but the classes."""
        return evolve(self, classes=NO_CLASSES, maps=())

    def save(self, path: Path) -> None:
        """Write all but the codes; the partition counts as done when this file is there."""
        tree = {
            "names": list(self.classes.columns),
            "values": {name: [str(value) for value in values] for name, values in self.classes.values.items()},
            "sizes": self.sizes,
            "digits": self.digits,
            "silenced": self.silenced,
            "marks": self.marks,
            "notes": self.notes,
            "unused": self.unused,
        }
        empty = np.zeros((0, 0), dtype=np.int64)
        arrays = {
            "columns": np.stack(list(self.classes.columns.values())) if self.classes.columns else empty,
            "counts": self.classes.counts,
            "maps": np.concatenate([np.zeros(0, np.int32), *self.maps]),
            "cuts": np.array([len(it) for it in self.maps], dtype=np.int64),
            "tree": np.frombuffer(json.dumps(tree, ensure_ascii=False).encode(), np.uint8),
        }
        with written(path) as stream:
            np.savez(stream, allow_pickle=False, **arrays)

    @classmethod
    def load(cls, path: Path) -> Scored:
        """What `save` wrote."""
        with np.load(path, allow_pickle=False) as arrays:
            tree: dict[str, Any] = json.loads(arrays["tree"].tobytes().decode())
            columns, counts = arrays["columns"], arrays["counts"]
            maps, cuts = arrays["maps"], arrays["cuts"]
        values = {name: tuple(map(Fraction, texts)) for name, texts in tree["values"].items()}
        return cls(
            classes=Classes(columns=dict(zip(tree["names"], columns, strict=True)), counts=counts, values=values),
            maps=tuple(np.split(maps, np.cumsum(cuts)[:-1])) if len(cuts) else (),
            sizes=tuple(tree["sizes"]),
            digits={name: (it[0], it[1], it[2]) for name, it in tree["digits"].items()},
            silenced=tree["silenced"],
            marks=tuple(tree["marks"]),
            notes=tuple(tree["notes"]),
            unused=tuple(tree["unused"]),
        )


def class_codes(path: Path, sizes: Sequence[int]) -> Iterator[NDArray[np.int32]]:
    """The codes of one batch after the other."""
    with path.open("rb") as stream:
        for size in sizes:
            yield np.fromfile(stream, dtype=np.int32, count=size)


def joined(pieces: Sequence[Scored]) -> Scored:
    """The results of several batches as one; joined again with others it is the same as all joined at once."""
    classes, codes = united([piece.classes for piece in pieces])
    silenced: Counter[str] = Counter()
    for piece in pieces:
        silenced.update(piece.silenced)
    return Scored(
        classes=classes,
        maps=tuple(own[inner] for own, piece in zip(codes, pieces, strict=True) for inner in piece.maps),
        sizes=tuple(size for piece in pieces for size in piece.sizes),
        digits=merged_digits(pieces),
        silenced=silenced,
        marks=tuple(sorted({mark for piece in pieces for mark in piece.marks})),
        notes=tuple(dict.fromkeys(note for piece in pieces for note in piece.notes)),
        unused=tuple(dict.fromkeys(name for piece in pieces for name in piece.unused)),
    )


def merged_digits(pieces: Iterable[Scored]) -> Digits:
    """The digits that all cells of a column need together."""
    found: dict[str, tuple[int, int, bool]] = {}
    for piece in pieces:
        for name, (exponent, before, inexact) in piece.digits.items():
            most, widest, any_inexact = found.get(name, (exponent, before, False))
            found[name] = (max(most, exponent), max(widest, before), any_inexact or inexact)
    return found
