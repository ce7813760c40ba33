"""Random conditions: parts, tags, units, ranges of nodes, and what only prizes may look at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ictindex.model import Partition, Where
from ictindex.testing.strategies.dice import Dice

__all__ = ["TAGS", "UNITS", "Subjects", "random_where"]

TAGS = ("xã đảo", "mới")
UNITS = 14

_FORMS = ("{}..", ">{}", "..{}", "<{}", ">={}", "<={}")
_PERCENTS = ("50%", "75%", "80%", "100%", "25%", "0%", "33.3%")


@dataclass(frozen=True, kw_only=True)
class Subjects:
    """What keys and conditions may name.

    `bounded` and `free` are nodes with and without a maximum; `percent` holds where the total has one.
    `prizes` and `tiers` are names that an award may look at, beside the change since last year.
    """

    partitions: Sequence[Partition]
    bounded: Sequence[str] = ()
    free: Sequence[str] = ()
    percent: bool = False
    prizes: Sequence[str] = ()
    tiers: Sequence[str] = ()
    history: bool = False
    every: bool = False

    @property
    def keys(self) -> list[str]:
        """Names to order by."""
        return ["total", *self.bounded, *self.free, *(["percent"] if self.percent else [])]

    def with_decisions(self, prizes: Sequence[str], tiers: Sequence[str]) -> Subjects:
        """The same for an award."""
        return replace(self, prizes=tuple(prizes), tiers=tuple(tiers), history=True)


def random_where(dice: Dice, subjects: Subjects) -> Where:
    """A condition of one or two subjects, sometimes any or at_least of several."""
    if not dice.chance(6):
        return Where.of(_table(dice, subjects))
    options = [_table(dice, subjects) for _ in range(dice.between(1, 3))]
    if dice.chance(2):
        return Where.of({"any": options})
    return Where.of({"at_least": [dice.between(1, len(options)), *options]})


def _table(dice: Dice, subjects: Subjects) -> dict[str, Any]:
    """A condition in its TOML form."""
    tests = _tests(subjects)
    return {subject: tests[subject](dice) for subject in dice.some(list(tests), 1, 2)}


def _tests(subjects: Subjects) -> dict[str, Callable[[Dice], Any]]:
    """For every subject what it is asked."""
    words: dict[str, Sequence[str]] = {it.name: it.part_ids() for it in subjects.partitions}
    words |= {"tag": TAGS, "unit": [f"u{number}" for number in range(UNITS)]}
    words |= {"prize": subjects.prizes, "tier": subjects.tiers}
    tests: dict[str, Callable[[Dice], Any]] = {subject: _one_of(names) for subject, names in words.items() if names}
    tests |= dict.fromkeys(subjects.bounded, _range_or_share) | dict.fromkeys(subjects.free, _range)
    if subjects.percent:
        tests["percent"] = lambda dice: dice.one(_FORMS).format(dice.one(("50", "75", "80", "100", "33.3")))
    if subjects.every:
        tests |= dict.fromkeys(("indicators", "groups"), _range_or_share if subjects.percent else _range)
    if subjects.history:
        tests["change"] = lambda dice: dice.one(("1..", "new", "-new", "0..", ">-2", "..0"))
        tests["change_points"] = lambda dice: dice.one(("0..", ">0.5", "<0"))
    return tests


def _one_of(names: Sequence[str]) -> Callable[[Dice], list[str]]:
    def words(dice: Dice) -> list[str]:
        found = dice.some(names, 1, 2)
        return [f"-{it}" for it in found] if dice.chance(3) else found

    return words


def _range(dice: Dice) -> str:
    return dice.one(_FORMS).format(f"{dice.decimal(0, 20, 1):f}")


def _range_or_share(dice: Dice) -> str:
    return dice.one(_FORMS).format(dice.one(_PERCENTS)) if dice.chance(2) else _range(dice)
