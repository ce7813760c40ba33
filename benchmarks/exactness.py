"""How often scores and ranks are right: ictindex, numpy and pandas on the same tables, judged by exact fractions.

Run ``python benchmarks/exactness.py`` (pandas is optional); it prints the generator, the seed and the table that the
README quotes. ``--write README.md`` puts the table between the README's exactness marks.
"""

from __future__ import annotations

import argparse
import inspect
import random
import re
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np

from ictindex import Dataset, Group, Indicator, Rubric, rank
from ictindex.testing import reference

SEED = 20260101
TABLES = 200
UNITS, INDICATORS = 63, 24

Table = tuple[dict[str, list[Decimal]], dict[str, tuple[list[int], list[int]]], dict[str, Decimal]]


def make_table(rng: random.Random) -> Table:
    """63 units x 24 indicators: tenths, half-points and half-hundredths as given, and shares of few small denominators.

    Half of the units repeat the answers of another one in other columns of the same kind, so that exact ties are
    common and every one of them is a sum of the same numbers in another order.
    """
    given: dict[str, list[Decimal]] = {}
    shares: dict[str, tuple[list[int], list[int]]] = {}
    sizes: dict[str, Decimal] = {}
    for number in range(INDICATORS):
        name = f"c{number}"
        kind = number % 4
        if kind == 3:
            bottoms = [rng.choice((2, 3, 4, 5, 6, 7, 8, 9, 12)) for _ in range(UNITS)]
            shares[name] = [rng.randint(0, bottom) for bottom in bottoms], bottoms
            sizes[name] = Decimal(rng.choice(("5", "7.5", "10")))
        else:
            step = (Decimal("0.1"), Decimal("0.5"), Decimal("0.005"))[kind]
            given[name] = [step * rng.randint(0, 10) for _ in range(UNITS)]
            sizes[name] = step * 10
    for unit in range(0, UNITS - 1, 2):
        for kind in range(4):
            columns = [f"c{number}" for number in range(INDICATORS) if number % 4 == kind]
            order = rng.sample(columns, len(columns))
            for column, other in zip(columns, order, strict=True):
                if kind < 3:
                    given[column][unit + 1] = given[other][unit]
                elif sizes[column] == sizes[other]:
                    for side in (0, 1):
                        shares[column][side][unit + 1] = shares[other][side][unit]
                else:
                    for side in (0, 1):
                        shares[column][side][unit + 1] = shares[column][side][unit]
    return given, shares, sizes


def by_ictindex(table: Table) -> tuple[list[Decimal], list[int]]:
    """Scores and ranks of the library."""
    rubric, dataset = as_rubric(table)
    ranking = rank(dataset, rubric)
    rows = [ranking[unit.id] for unit in dataset.units]
    return [row.score for row in rows], [row.rank for row in rows]


def as_rubric(table: Table) -> tuple[Rubric, Dataset]:
    """The table as a rubric: a sum to two decimals, half up."""
    given, shares, sizes = table
    nodes = [
        Indicator(id=name, max=sizes[name], read=f"{name} / {name}b" if name in shares else None)
        for name in sorted(sizes)
    ]
    columns: dict[str, object] = dict(given)
    for name, (tops, bottoms) in shares.items():
        columns |= {name: np.array(tops), f"{name}b": np.array(bottoms)}
    rubric = Rubric(id="benchmark/exactness@1", total=Group(decimals=2), nodes=nodes)
    return rubric, Dataset.from_columns(units=[f"u{unit:02}" for unit in range(UNITS)], columns=columns)


def by_fractions(table: Table) -> tuple[list[Decimal], list[int]]:
    """The judge: fractions added up and rounded half up, ranks counted one by one; the kit's reference must agree."""
    given, shares, sizes = table
    ticks = []
    for unit in range(UNITS):
        total = sum((Fraction(values[unit]) for values in given.values()), Fraction(0))
        total += sum(
            (Fraction(a[unit], b[unit]) * Fraction(sizes[name]) for name, (a, b) in shares.items()), Fraction(0)
        )
        ticks.append((total * 200 + 1) // 2)
    ranks = [1 + sum(other > own for other in ticks) for own in ticks]
    rubric, dataset = as_rubric(table)
    judged = reference.rank(dataset, rubric)
    assert ranks == [judged.rank[unit.id] for unit in dataset.units]
    return [Decimal(int(tick)).scaleb(-2) for tick in ticks], ranks


def _floats(table: Table) -> np.ndarray:
    given, shares, sizes = table
    columns = [
        np.array(given[name], dtype=float)
        if name in given
        else np.array(shares[name][0]) / np.array(shares[name][1]) * float(sizes[name])
        for name in sizes
    ]
    return np.column_stack(columns)


def _counted(values: np.ndarray) -> list[int]:
    return (1 + (values[None, :] > values[:, None]).sum(axis=1)).tolist()


def by_numpy(table: Table) -> tuple[list[Decimal], list[int]]:
    """Row sums as they are; the score printed with two decimals."""
    total = _floats(table).sum(axis=1)
    return [Decimal(f"{value:.2f}") for value in total], _counted(total)


def by_numpy_rounded(table: Table) -> tuple[list[Decimal], list[int]]:
    """Row sums rounded with numpy.round."""
    total = np.round(_floats(table).sum(axis=1), 2)
    return [Decimal(f"{value:.2f}") for value in total], _counted(total)


def by_pandas(table: Table) -> tuple[list[Decimal], list[int]]:
    """DataFrame.sum, round and rank(method="min")."""
    import pandas as pd

    total = pd.DataFrame(_floats(table)).sum(axis=1).round(2)
    ranks = total.rank(method="min", ascending=False).astype(int)
    return [Decimal(f"{value:.2f}") for value in total], ranks.tolist()


METHODS: dict[str, Callable[[Table], tuple[list[Decimal], list[int]]]] = {
    "ictindex": by_ictindex,
    "numpy, unrounded": by_numpy,
    "numpy, np.round": by_numpy_rounded,
    "pandas, round and rank": by_pandas,
}


def run(tables: int = TABLES, seed: int = SEED) -> dict[str, tuple[int, int, int, int]]:
    """For every method: wrong scores, wrong ranks, tables with a wrong rank, units judged."""
    rng = random.Random(seed)
    found: dict[str, list[int]] = {}
    for _ in range(tables):
        table = make_table(rng)
        true_scores, true_ranks = by_fractions(table)
        for name, method in METHODS.items():
            try:
                scores, ranks = method(table)
            except ImportError:
                continue
            wrong_scores = sum(a != b for a, b in zip(scores, true_scores, strict=True))
            wrong_ranks = sum(a != b for a, b in zip(ranks, true_ranks, strict=True))
            counts = found.setdefault(name, [0, 0, 0, 0])
            for place, more in enumerate((wrong_scores, wrong_ranks, bool(wrong_ranks), UNITS)):
                counts[place] += more
    return {name: tuple(counts) for name, counts in found.items()}


def as_markdown(found: dict[str, tuple[int, int, int, int]], tables: int) -> str:
    """The table that the README quotes."""
    size = f"{tables} random tables of {UNITS} × {INDICATORS}"
    lines = [
        f"| {size} | wrong printed scores | wrong ranks | tables with a wrong rank |",
        "|---|---|---|---|",
    ]
    for name, (scores, ranks, spoiled, units) in found.items():
        lines.append(f"| {name} | {scores} of {units:,} | {ranks} of {units:,} | {spoiled} of {tables} |")
    return "\n".join(lines)


def main() -> None:
    """Print the generator, the seed and the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tables", type=int, default=TABLES)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--write", type=Path, help="a Markdown file with exactness marks")
    arguments = parser.parse_args()
    print(inspect.getsource(make_table))
    print(f"seed {arguments.seed}, numpy {np.__version__}\n")
    table = as_markdown(run(arguments.tables, arguments.seed), arguments.tables)
    print(table)
    if arguments.write:
        text = arguments.write.read_text(encoding="utf-8")
        marked = re.sub(
            r"(<!-- exactness:begin -->).*?(<!-- exactness:end -->)", rf"\1\n{table}\n\2", text, flags=re.DOTALL
        )
        arguments.write.write_text(marked, encoding="utf-8")


if __name__ == "__main__":
    main()
