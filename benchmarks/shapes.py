"""Cost per shape and per aggregate in ns per cell at a million rows, beside the figures of a prototype.

Each line is one column (or four children of an aggregate), made, measured and dropped: memory stays at a few columns.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from fractions import Fraction
from statistics import median

import numpy as np

from ictindex.model import Against, Curve, Dataset, Given, Group, Indicator, Levels, Rubric, Steps, Unit, Yes
from ictindex.model.nodes import AGGREGATES
from ictindex.model.shapes import AGAINST_METHODS, Shape
from ictindex.scoring.aggregates import Term, aggregate
from ictindex.scoring.binding import bind
from ictindex.scoring.cohort import Cohort
from ictindex.scoring.principal import principal_weights
from ictindex.scoring.quantity import from_integers
from ictindex.scoring.reading import Cells
from ictindex.scoring.shapes import Context, points_of, read_leaf

__all__ = ["main"]

ROWS = 1_000_000
RUNS = 3
CHILDREN = 4

# A prototype's figures in ns per cell: numpy alone, one thread, columns parsed already, on another day of a machine
# of this kind ("Exact rounding and ties: the kernel" and "Rank one column" of the project's performance notes).
# No entry: the prototype had none.
PROTOTYPE = {
    "given": "1.0-1.5",
    "yes": "3-6",
    "levels": "3-6",
    "steps": "3-6",
    "curve": "18-30",
    "share": "1.7-2.8",
    "against rank": "15-94",
    "against borda": "15-94",
    "against percentile": "15-94",
    "sum": "1.0-1.5",
    "mean": "1.0-1.5",
}

TEXTS = ("đủ", "một phần", "chưa")
SHAPES: dict[str, tuple[Shape, str]] = {
    "given": (Given(), "number"),
    "yes": (Yes(35), "yes"),
    "levels": (Levels([(text, place) for place, text in enumerate(TEXTS)]), "level"),
    "steps": (Steps([[40, 20], [30, 15], [20, 10], [10, 5]], otherwise=0), "number"),
    "curve": (Curve([(0, 0), (50, 40), (80, 45)]), "number"),
    "share": (Given(), "number / whole"),
    "curve of a share": (Curve([(0, 0), ("0.5", 40), ("0.8", 45)]), "number / whole"),
    "log10": (Given(), "log10 number"),
    **{f"against {method}": (Against(method), "number") for method in AGAINST_METHODS},
    "against percentile of a share": (Against("percentile"), "number / whole"),
}


def column(name: str, units: Sequence[Unit]) -> Dataset:
    """One or two columns of a million rows."""
    draws = np.random.default_rng(20261122)
    numbers = draws.integers(1, 10_000, ROWS) / 100
    made: dict[str, Callable[[], object]] = {
        "number": lambda: numbers,
        "whole": lambda: draws.integers(100, 1_000, ROWS),
        "yes": lambda: draws.choice(["có", "không"], ROWS).tolist(),
        "level": lambda: draws.choice(TEXTS, ROWS).tolist(),
    }
    read = [word for word in name.split() if word in made]
    return Dataset.from_columns(units=units, columns={it: made[it]() for it in read})


def timed(work: Callable[[], object]) -> float:
    """The median of some runs, in seconds, after one that warms up; one that takes a second and more is enough."""
    seconds = [_once(work)]
    if seconds[0] < 1:
        seconds = [_once(work) for _ in range(RUNS)]
    return median(seconds)


def _once(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def shape_cost(name: str, data: Dataset) -> float:
    """Reading a parsed column and making points of it."""
    shape, read = SHAPES[name]
    most = 20 if isinstance(shape, Given) and "/" in read else None
    leaf = Indicator(id="x", read=read, shape=shape, max=most)
    rubric = Rubric(id="demo/cost@2026", total=Group(decimals=2), nodes=[leaf])
    cells = Cells(data, rubric)
    context = Context(cells, Cohort(rubric, data), rubric.once(bind), {})
    return timed(lambda: points_of(leaf, read_leaf(leaf, context), cells.everyone, context))


def aggregate_cost(name: str) -> float:
    """Four children of hundredths that all apply."""
    draws = np.random.default_rng(20261122)
    mask = np.ones(ROWS, dtype=np.bool_)
    values = [from_integers(draws.integers(1, 10_000, ROWS), 100) for _ in range(CHILDREN)]
    terms = [Term(value, Fraction(weight), mask, full=True) for weight, value in enumerate(values, start=1)]
    return timed(lambda: aggregate(name, terms, 2)) / CHILDREN


def weights_cost(*, scaled: bool) -> float:
    """The first principal component of four children of hundredths: their products cost, the component does not."""
    draws = np.random.default_rng(20261122)
    common = draws.integers(1, 10_000, ROWS)
    children = {f"c{it}": from_integers(common + draws.integers(0, 10_000, ROWS), 100) for it in range(CHILDREN)}
    everyone = np.ones(ROWS, dtype=np.bool_)
    return timed(lambda: principal_weights(children, everyone, decimals=4, scaled=scaled)) / CHILDREN


def main() -> None:
    """Print a line per shape and per aggregate."""
    print(f"{ROWS:,} rows, median of {RUNS} runs; ns per cell, beside a prototype's")
    units = [Unit(id=f"u{row}", name="") for row in range(ROWS)]
    data: dict[str, Dataset] = {}
    for name, (_, read) in SHAPES.items():
        key = read.removeprefix("log10 ")
        if key not in data:
            data.clear()
            data[key] = column(key, units)
        print(f"{name:32} {shape_cost(name, data[key]) / ROWS * 1e9:9.1f}   {PROTOTYPE.get(name, '-')}", flush=True)
    for name in AGGREGATES:
        print(f"{name:32} {aggregate_cost(name) / ROWS * 1e9:9.1f}   {PROTOTYPE.get(name, '-')}", flush=True)
    for name, scaled in (("pca", True), ("pca-covariance", False)):
        print(f"{'weights ' + name:32} {weights_cost(scaled=scaled) / ROWS * 1e9:9.1f}   -", flush=True)


if __name__ == "__main__":
    main()
