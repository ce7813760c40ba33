"""The jobs as suites of pytest-benchmark: ``pytest benchmarks`` (extra ``bench``).

Every engine also has to give the ranks of the others, where floats cannot tear a tie: sums of hundredths.
"""

from __future__ import annotations

from pathlib import Path

import by_hand
import numpy as np
import pytest
from jobs import job_a, job_b, raw_a, raw_b, weights_b, whole_a

from ictindex import get_rubric, rank, read, score
from ictindex.analysis import rank_scenarios, robustness

pytest.importorskip("pytest_benchmark", reason="the benchmarks are timed by pytest-benchmark (extra bench)")

EXAMPLES = Path(__file__).parents[1] / "examples"
ENGINES = {
    "kernel": lambda raw: by_hand.kernel_a(raw, 1),
    "numpy": by_hand.numpy_a,
    "pandas": by_hand.pandas_a,
    "polars": by_hand.polars_a,
    "duckdb": by_hand.duckdb_a,
}


@pytest.mark.parametrize("units", [100, 10_000])
@pytest.mark.parametrize("shares", [0, 12])
def test_job_a(benchmark, units, shares):
    """Score and rank."""
    rubric, dataset = job_a(units, shares)
    assert len(benchmark(whole_a(rubric, dataset))) == 18


@pytest.mark.parametrize("engine", sorted(ENGINES))
def test_the_engines_agree(engine):
    """All 18 columns of ranks of hundredths are the same by every engine."""
    rubric, dataset = job_a(2_000)
    ours = whole_a(rubric, dataset)()
    try:
        theirs = ENGINES[engine](raw_a(2_000))()
    except ImportError as error:
        pytest.skip(f"{engine} is not installed: {error}")
    assert [column.tolist() for column in ours] == [np.asarray(column).tolist() for column in theirs]


def test_job_b(benchmark):
    """Ten thousand weight sets with the distribution of ranks, which equals that of the kernel by hand."""
    rubric, dataset = job_b(63, 24)
    scores, weights = score(dataset, rubric), weights_b(10_000, 24)
    counts = benchmark(lambda: rank_scenarios(scores, weights=weights).counts())
    by_kernel = by_hand.kernel_b(raw_b(63, 24), weights, 1)()
    assert np.array_equal(by_kernel, counts[:, 1:])


def test_job_c(benchmark):
    """Each of forty indicators left out."""
    rubric, dataset = job_b(1_000, 40)
    scores = score(dataset, rubric)
    assert benchmark(lambda: rank_scenarios(scores, leave_out="leaves").ranks()).shape == (40, 1_000)


def test_small_job(benchmark):
    """111 units from a data set to a ranking."""
    rubric = get_rubric("hanoi/agencies@2014")
    data = read(EXAMPLES / "hanoi-2014.csv", rubric)
    assert len(benchmark(lambda: rank(data, rubric))) == 111


def test_robustness(benchmark):
    """The whole report on 111 units with 200 draws."""
    rubric = get_rubric("hanoi/agencies@2014")
    data = read(EXAMPLES / "hanoi-2014.csv", rubric)
    assert benchmark.pedantic(robustness, (data, rubric), {"draws": 200}, rounds=1).units
