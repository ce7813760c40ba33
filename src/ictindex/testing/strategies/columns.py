"""Random columns that all leaves of a rubric accept together: one column may be read by several of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from ictindex.model import Against, CarryUp, Curve, Given, Indicator, Levels, Rubric, Steps, Yes
from ictindex.model.membership import Members, known_truth, unit_applies
from ictindex.model.rubric import RubricDraft
from ictindex.model.text import fold
from ictindex.testing.strategies.dice import Dice

__all__ = ["Columns", "holes", "span"]

_YES_AND_NO = ("có", "không", "x", "0", "Yes", "no", "1")
_FIRST_DAY = date(2025, 1, 1)


class Columns:
    """Columns under way, drawn when they are first asked for; `units` is how many cells each has."""

    def __init__(self, dice: Dice, rubric: Rubric, units: int, *, tied: bool) -> None:
        self._dice = dice
        self._rubric = rubric
        self._units = units
        self._tied = tied
        self._done: dict[str, list[Any]] = {}

    def all(self) -> dict[str, list[Any]]:
        """Every column that a leaf reads, but for those that children carry up."""
        for leaf in self._rubric.tree.leaves():
            for name in leaf.reading.columns:
                if not isinstance(self._rubric.written.get(name), CarryUp):
                    self._column(name)
        return self._done

    def _column(self, name: str) -> list[Any]:
        if name not in self._done:
            self._done[name] = []  # a share of itself ends here
            self._done[name] = self._drawn(name)
        return self._done[name]

    def _drawn(self, name: str) -> list[Any]:
        readers = [leaf for leaf in self._rubric.tree.leaves() if name in leaf.reading.columns]
        if self._rubric.column_kind(name) == "text":
            return self._picked(_words(readers))
        if self._rubric.column_kind(name) == "date":
            days = [_FIRST_DAY + timedelta(days=day) for day in (0, 31, 90, 364)]
            return self._picked([_written(day, self._rubric.column_format(name)) for day in days])
        wholes = [
            self._column(leaf.reading.second)
            for leaf in readers
            if leaf.reading.is_share and leaf.reading.column == name and isinstance(leaf.shape, Given)
        ]
        divides = [leaf for leaf in readers if leaf.reading.is_share and leaf.reading.second == name]
        if any(wholes):
            least = [min(cells) for cells in zip(*filter(None, wholes), strict=True)]
            picks = self._dice.many(self._units)
            # What others are divided by is not 0: computers per officer, then computers in the network.
            floor = 1 if divides else 0
            return [max(floor, _part_of(whole, pick)) for whole, pick in zip(least, picks, strict=True)]
        if divides:
            return self._picked(self._denominators(divides, alone=len(readers) == len(divides)))
        return self._picked(self._numbers(name, readers))

    def _picked(self, pool: Sequence[Any]) -> list[Any]:
        return [pool[pick % len(pool)] for pick in self._dice.many(self._units)]

    def _numbers(self, name: str, readers: Sequence[Indicator]) -> list[Decimal]:
        """Few values, so that units agree; the ends of what all readers accept are among them."""
        spans = [span(leaf, name, self._rubric) for leaf in readers]
        low, high = max(low for low, _ in spans), min(high for _, high in spans)
        # Twenty digits fit no int64: such a column is held as doubles, and is what they are.
        wide = all(isinstance(leaf.shape, Steps | Curve | Against) for leaf in readers) and self._dice.chance(12)
        digits = 20 if wide else self._dice.one((2, 1, 0, 4, 9))
        count = self._dice.between(1, 3 if self._tied else 6)
        return [self._dice.decimal(low, max(low, high), digits) for _ in range(count)]

    def _denominators(self, readers: Sequence[Indicator], *, alone: bool) -> list[int]:
        """Tiny ones make ties, six digits make values that no double holds; 0 where every reader answers it."""
        dice = self._dice
        tiny, large = (3, 6, 7, 9, 12, 1), (20, 50, 100, 997, 65_536, 999_983)
        small = self._tied or dice.chance(2)
        pool = [dice.one(tiny if small else large) for _ in range(dice.between(1, 4))]
        if not self._tied and dice.chance(2):
            pool.append(dice.between(1, 10**6))
        answered = alone and all(leaf.zero != "refuse" for leaf in readers)
        return [*pool, 0] if answered and dice.chance(2) else pool


def _words(readers: Sequence[Indicator]) -> list[str]:
    """Words that every reader knows."""
    known = [_vocabulary(leaf) for leaf in readers]
    return [word for word in known[0] if all(fold(word) in map(fold, others) for others in known)]


def _vocabulary(leaf: Indicator) -> Sequence[str]:
    if isinstance(leaf.shape, Yes):
        return _YES_AND_NO
    assert isinstance(leaf.shape, Levels)
    return [text for text, _ in leaf.shape.table]


def _written(day: date, pattern: str) -> str:
    return day.strftime(pattern.replace("yyyy", "%Y").replace("mm", "%m").replace("dd", "%d"))


def span(leaf: Indicator, name: str, rubric: RubricDraft) -> tuple[Decimal, Decimal]:
    """What a column may hold for a leaf; half of it where two columns are added, nothing to be taken away."""
    low, high = _reading_span(leaf, rubric)
    reading = leaf.reading
    if reading.is_irrational:
        return Decimal(1), Decimal(2) ** min(16, int(high)) if isinstance(leaf.shape, Given) else Decimal(100_000)
    if reading.operator == "+" and isinstance(leaf.shape, Given):
        return low / 2, high / 2
    if reading.operator == "-" and isinstance(leaf.shape, Given) and name == reading.second:
        return Decimal(0), Decimal(0)
    return low, high


def _reading_span(leaf: Indicator, rubric: RubricDraft) -> tuple[Decimal, Decimal]:
    shape = leaf.shape
    if isinstance(shape, Against):
        return Decimal(1), Decimal(60)
    if isinstance(shape, Steps):
        bounds = [bound.value for bound, _ in shape.table]
        return min(bounds) - 1, max(bounds) + 1
    if isinstance(shape, Curve):
        return shape.knots[0][0] - 1, shape.knots[-1][0] + 1
    if rubric.column_kind(leaf.reading.column) == "percent":
        return Decimal(0), Decimal(1)
    if leaf.max is None:
        return Decimal(0), Decimal(30)
    low, high = leaf.min or Decimal(0), min(leaf.max.numbers)
    return (low - 1, high + 2) if leaf.range == "clip" else (low, high)


def _part_of(whole: int, pick: int) -> int:
    """A numerator from none of the denominator to all of it."""
    whole = int(whole)
    return whole * (pick % 13) // 12 if pick % 2 else pick % (whole + 1)


def holes(dice: Dice, name: str, rubric: Rubric, known: Sequence[Members]) -> Mapping[int, str | None]:
    """Rows whose cell is empty or says n/a: where every reader's policy answers it, or nobody asks."""
    readers = [leaf for leaf in rubric.tree.leaves() if name in leaf.reading.columns]
    carried = [step for step in rubric.steps if isinstance(step, CarryUp)]
    always = {it.missing for it in carried if it.column == name} | {"refuse" for it in carried if it.weight == name}
    found: dict[int, str | None] = {}
    for row, (roll, members) in enumerate(zip(dice.many(len(known)), known, strict=True)):
        excluded = any(known_truth(exclusion.where, members) for exclusion in rubric.exclude)
        asking = always | {
            leaf.missing
            for leaf in readers
            if not excluded and unit_applies(rubric.tree, leaf.id, members) is not False
        }
        if roll % 9 == 7 and "refuse" not in asking:
            found[row] = None
        elif roll % 9 == 8 and asking <= {"not-applicable"}:
            found[row] = "n/a"
    return found
