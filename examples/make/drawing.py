"""Seeded drawing of raw answers, and the table writer that every script here shares.

Only ``Random.random()`` is used and no mathematical library function, so that one seed gives the same bytes
on every Python and every machine.
"""

from __future__ import annotations

import csv
import random
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

__all__ = ["CO", "EXAMPLES", "KHONG", "Draw", "Row", "slug", "write_table"]

EXAMPLES = Path(__file__).resolve().parent.parent
CO, KHONG = "có", "không"

Row = dict[str, int | str]
Item = TypeVar("Item")


class Draw:
    """Answers of a unit whose quality lies between 0 and 1."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed).random

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self._random() * (high - low + 1))

    def real(self, low: float, high: float) -> float:
        """A number between low and high."""
        return low + self._random() * (high - low)

    def share(self, whole: int, quality: float, spread: float = 0.12) -> int:
        """How many of `whole` a unit of this quality has done; never more than all."""
        return min(whole, max(0, int(whole * self._near(quality, spread) + 0.5)))

    def answer(self, quality: float) -> str:
        """Có or không."""
        return CO if self._random() < quality else KHONG

    def level(self, best_first: Sequence[Item], quality: float, spread: float = 0.2) -> Item:
        """One of the levels, the first being the best."""
        place = int((1 - self._near(quality, spread)) * len(best_first))
        return best_first[min(len(best_first) - 1, max(0, place))]

    def shuffled(self, items: Iterable[Item]) -> list[Item]:
        """The items in a drawn order."""
        return [item for _, item in sorted(((self._random(), item) for item in items), key=lambda pair: pair[0])]

    def _near(self, quality: float, spread: float) -> float:
        return quality + (self._random() + self._random() - 1) * spread


def slug(name: str) -> str:
    """An ASCII id: ``slug("Sở Y tế")`` is ``'so-y-te'``."""
    plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    letters = "".join(sign if sign.isalnum() else " " for sign in plain if not unicodedata.combining(sign))
    return "-".join(letters.split())


def write_table(name: str, comments: Sequence[str], header: str, rows: Iterable[Mapping[str, object]]) -> None:
    """Write examples/`name`: comment lines, the header, a line per row; the bytes depend on nothing else."""
    with (EXAMPLES / name).open("w", encoding="utf-8", newline="") as file:
        file.writelines(f"# {comment}\n" for comment in comments)
        writer = csv.DictWriter(file, header.split(","), restval="", extrasaction="raise", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
