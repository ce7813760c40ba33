"""Random data sets that a rubric accepts: cells on bounds and halves, ties, gaps where allowed."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from ictindex.model import Custom, Dataset, Part, Published, PublishedRow, Rubric, Unit
from ictindex.model.membership import members_of
from ictindex.plugins import Registry
from ictindex.ranking import Ranking
from ictindex.scoring import ShapeSpec, check
from ictindex.testing.case import Case
from ictindex.testing.strategies.columns import Columns, holes
from ictindex.testing.strategies.conditions import TAGS, UNITS
from ictindex.testing.strategies.dice import Dice, seeded_dice
from ictindex.testing.strategies.kinds import Wanted
from ictindex.testing.strategies.leaves import CUSTOM_SHAPE
from ictindex.testing.strategies.rubrics import random_rubric
from ictindex.testing.strategies.stepped import read_by_steps, with_steps

__all__ = [
    "datasets",
    "demo_shapes",
    "drawn_case",
    "large_case",
    "previous_tables",
    "rankings",
    "rubrics_with_data",
    "tied_datasets",
]


_PATTERNS = 3
# By the number of the unit: in another order than ids, one without; u10 is called as u0.
_NAMES = (
    "Sở Y tế",
    "Sở Nội vụ",
    "Đồng Hỷ",
    "Dĩ An",
    "Ân Thi",
    "Ăn Hải",
    "An Giang",
    "",
    "Quận 10",
    "Quận 2",
    "Sở Y tế",
)
_DRAWS = 8
_SIZES = (2, 1, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14)


def demo_shapes() -> Mapping[str, ShapeSpec]:
    """The plugin shape that `rubrics(custom=True)` uses: half of the reading, and `by` more."""

    def exact(reading: Fraction, arguments: Mapping[str, Decimal]) -> Fraction:
        return reading / 2 + Fraction(arguments["by"])

    def fast(readings: NDArray[np.float64], arguments: Mapping[str, Decimal]) -> NDArray[np.float64]:
        return readings / 2 + float(arguments["by"])

    return {CUSTOM_SHAPE: ShapeSpec(version="1", fast=fast, exact=exact, monotone="rising")}


@st.composite
def datasets(draw: st.DrawFn, rubric: Rubric) -> Dataset:
    """Data that the `rubric` accepts."""
    return _dataset(Dice.of(draw), rubric, tied=False)


@st.composite
def tied_datasets(draw: st.DrawFn, rubric: Rubric) -> Dataset:
    """Data that the `rubric` accepts, in which many units have the same answers, and columns few different values."""
    return _dataset(Dice.of(draw), rubric, tied=True)


@st.composite
def previous_tables(draw: st.DrawFn, rubric: Rubric, dataset: Dataset) -> Published:
    """A printed table of the year before a `dataset` of a `rubric`: some units moved, are new, gone or unranked."""
    return _previous(Dice.of(draw), rubric, dataset)


@st.composite
def rubrics_with_data(draw: st.DrawFn, /, *, history: bool = True, **features: bool) -> Case:
    """A rubric with the wanted features (see `rubrics`) and data for it, tied or not."""
    dice = Dice.of(draw)
    rubric = random_rubric(dice, Wanted(**features))
    dataset = _dataset(dice, rubric, tied=dice.chance(2))
    previous = _previous(dice, rubric, dataset) if history and dice.chance(2) else None
    return Case(rubric, dataset, previous, demo_shapes() if features.get("custom") else {})


def _previous(dice: Dice, rubric: Rubric, dataset: Dataset) -> Published:
    partition = rubric.partition("block")
    parts = () if partition is None else partition.parts
    blocks = [label for part in parts for label in (part.id, part.vi)] or [""]
    rows = [
        PublishedRow(
            id=unit,
            block=dice.one(blocks),
            rank=dice.one((1, 2, 3, 4, 5, 6, None)),
            score=None if dice.chance(4) else dice.decimal(0, 40),
        )
        for unit in [*(unit.id for unit in dataset.units), "gone"]
        if not dice.chance(5)
    ]
    names = ("demo/random@2025", "demo/random@2025", "demo/random@2026", "demo/other@2025", "")
    return Published(rubric=dice.one(names), rows=rows)


@st.composite
def rankings(draw: st.DrawFn, rubric: Rubric | None = None, /, *, registry: Registry | None = None) -> Ranking:
    """The ranking of random data under a `rubric`, or under a random one; half of them with a year before.

    `registry` has the plugin shapes and prize selectors that the rubric names.
    """
    if rubric is None:
        return draw(rubrics_with_data()).ranking()
    dice = Dice.of(draw)
    dataset = _dataset(dice, rubric, tied=dice.chance(2))
    previous = _previous(dice, rubric, dataset) if dice.chance(2) else None
    shapes, selectors = ({}, {}) if registry is None else (registry.shapes, registry.selectors)
    return Case(rubric, dataset, previous, shapes, selectors).ranking()


def drawn_case(seed: int, rubric: Rubric, *, tied: bool = False) -> Case:
    """Data for a rubric, with a table of the year before for every third seed; the same for the same seed."""
    dice = seeded_dice(seed)
    dataset = _dataset(dice, rubric, tied=tied)
    return Case(rubric, dataset, None if seed % 3 else _previous(dice, rubric, dataset))


def large_case(seed: int, units: int, **features: bool) -> Case:
    """A case that hypothesis cannot draw: always the same for the same seed."""
    dice = seeded_dice(seed)
    rubric = random_rubric(dice, Wanted(**features))
    return Case(rubric, _dataset(dice, rubric, tied=dice.chance(3), count=units))


def _dataset(dice: Dice, rubric: Rubric, *, tied: bool, count: int | None = None) -> Dataset:
    """Data for a rubric; with steps in between not every draw is accepted, so there are several."""
    found = _drawn(dice, rubric, tied=tied, count=count)
    plugged = any(isinstance(leaf.shape, Custom) for leaf in rubric.tree.leaves())
    for _ in range(_DRAWS if rubric.steps and not plugged else 0):
        if not check(found, rubric):
            break
        found = _drawn(dice, rubric, tied=tied, count=count)
    return found


def _drawn(dice: Dice, rubric: Rubric, *, tied: bool, count: int | None) -> Dataset:
    units = _units(dice, rubric, dice.one(_SIZES) if count is None else count)
    known = [members_of(rubric.partitions, unit) for unit in units]
    # In tied data every unit repeats the answers of one of a few patterns.
    patterns = [number % _PATTERNS for number in dice.many(len(units))] if tied else range(len(units))
    size = max(_PATTERNS, len(units))
    answers = Columns(dice, rubric, size, tied=tied).all() | read_by_steps(dice, rubric, size)
    columns = {name: [column[pattern] for pattern in patterns] for name, column in answers.items()}
    for name, column in columns.items():
        for row, hole in holes(dice, name, rubric, known).items():
            column[row] = hole
    if rubric.steps:
        columns = with_steps(dice, rubric, columns, [unit.id for unit in units], known)
    return Dataset.from_columns(units=units, columns=columns, decimal=".")


def _units(dice: Dice, rubric: Rubric, count: int) -> list[Unit]:
    """Units in no order, with a part in every named partition; some carry tags."""
    named = [partition for partition in rubric.partitions if not partition.is_derived]
    return [
        Unit(
            id=unit,
            name=_NAMES[int(unit[1:]) % len(_NAMES)],
            parts={it.name: _label(dice.one(it.parts), dice) for it in named},
            tags=dice.one((frozenset(), frozenset(), frozenset(), TAGS[:1], TAGS[1:], TAGS)),
        )
        for unit in dice.some([f"u{number}" for number in range(max(UNITS, count))], count, count)
    ]


def _label(part: Part, dice: Dice) -> str:
    return part.vi if part.vi and dice.chance(2) else part.id
