"""Every engine on the same jobs in one run: medians, and how many times as long as ictindex each takes.

Run ``python benchmarks/peers.py`` (extra ``bench``); ``--quick`` leaves out what takes minutes. A library that is not
installed is left out with a word. Engines take turns; the ratio is the median over the rounds of the ratio of two runs
that stand next to each other. Loops of the peers over weight sets run on a few draws and are scaled up, which is
said.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Mapping
from statistics import median
from typing import Any

# Before numpy is loaded: the library cuts its own work into two threads.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import attrs
import by_hand
import numpy as np
from jobs import SEED, job_a, job_b, raw_a, raw_b, weights_b, whole_a
from timing import in_turns, ratio_of_pairs

SHARES = 12
FEW_DRAWS = 20
ALL = "ictindex"

Job = Callable[[], object]


def main() -> None:
    """Print a table per job."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="to 100,000 units, and the smallest job B")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--jobs", default="ABC", help="which of the jobs, such as AB")
    options = parser.parse_args()
    sizes = [100, 10_000] if options.quick else [100, 10_000, 1_000_000]
    if "A" in options.jobs:
        for units in sizes:
            for shares in (0, SHARES):
                title = f"A. {units:,} units x 40 indicators, {shares} of them shares, 18 columns of ranks"
                print_table(title, jobs_of_a(units, shares), options.rounds)
    if "B" in options.jobs:
        for draws, units, indicators in [(10_000, 63, 24), (100_000, 118, 60), (1_000, 10_000, 40)][
            : 1 if options.quick else 3
        ]:
            title = f"B. {draws:,} weight sets x {units:,} units x {indicators} indicators, distribution of ranks"
            loops = loops_of_b(units, indicators) if units < 1_000 and draws == 10_000 else {}
            print_table(title, jobs_of_b(draws, units, indicators), options.rounds, loops, draws / FEW_DRAWS)
    if "C" in options.jobs:
        units = 10_000 if options.quick else 100_000
        print_table(f"C. leave each of 40 indicators out, {units:,} units", jobs_of_c(units), options.rounds)


def offered(makers: Mapping[str, Callable[[], Job]]) -> dict[str, Job]:
    """The jobs whose libraries are installed; a word about each of the others."""
    jobs = {}
    for name, make in makers.items():
        try:
            jobs[name] = make()
        except ImportError as error:
            print(f"({name} is left out: {error})")
    return jobs


def print_table(
    title: str,
    makers: Mapping[str, Callable[[], Job]],
    rounds: int,
    loops: Mapping[str, Any] | None = None,
    scale: float = 1.0,
) -> None:
    """Run and print one job; `loops` run on a few draws, `scale` of which make the whole job."""
    print(f"\n{title}")
    jobs = offered(makers)
    if ALL not in jobs:
        return
    seconds = in_turns(jobs, rounds)
    print(f"{'':44} {'milliseconds':>13} {'times ictindex':>15}")
    for name, times in sorted(seconds.items(), key=lambda it: median(it[1])):
        print(f"{name:44} {median(times) * 1e3:13,.2f} {ratio_of_pairs(seconds, name, ALL):15,.2f}")
    own = median(seconds[ALL])
    for name, times in in_turns(offered(loops or {}), 1).items():
        whole = times[0] * scale
        print(f"{f'{name}, {FEW_DRAWS} draws scaled up':44} {whole * 1e3:13,.0f} {whole / own:15,.0f}", flush=True)


def jobs_of_a(units: int, shares: int) -> dict[str, Callable[[], Job]]:
    """Job A of every engine."""
    raw = raw_a(units, shares)

    def ours() -> Job:
        rubric, dataset = job_a(units, shares)

        # A copy of the data set has forgotten what was worked out for it; making one costs microseconds.
        def run() -> object:
            return whole_a(rubric, attrs.evolve(dataset))()

        return run

    return {
        ALL: ours,
        "numpy kernel, 1 thread": lambda: by_hand.kernel_a(raw, 1),
        "numpy kernel, 2 threads": lambda: by_hand.kernel_a(raw, 2),
        "numpy and scipy.stats.rankdata": lambda: by_hand.numpy_a(raw),
        "pandas": lambda: by_hand.pandas_a(raw),
        "polars": lambda: by_hand.polars_a(raw),
        "duckdb": lambda: by_hand.duckdb_a(raw),
    }


def jobs_of_b(draws: int, units: int, indicators: int) -> dict[str, Callable[[], Job]]:
    """Job B of every engine that can take all draws at once."""
    points, weights = raw_b(units, indicators), weights_b(draws, indicators)

    def ours() -> Job:
        from ictindex.analysis import rank_scenarios

        rubric, dataset = job_b(units, indicators)
        return lambda: rank_scenarios(dataset, rubric, weights=weights).counts()

    return {
        ALL: ours,
        "numpy kernel, 1 thread": lambda: by_hand.kernel_b(points, weights, 1),
        "numpy kernel, 2 threads": lambda: by_hand.kernel_b(points, weights, 2),
        "numpy and scipy.stats.rankdata": lambda: by_hand.scipy_b(points, weights),
    }


def loops_of_b(units: int, indicators: int) -> dict[str, Callable[[], Job]]:
    """A few draws of job B in libraries that take one weight set at a time."""
    # They refuse zeros.
    points = raw_b(units, indicators) / 10 + 0.1
    weights = (weights_b(FEW_DRAWS, indicators) + 1) / (10_000 + indicators)

    def criteria() -> Job:
        import skcriteria
        from skcriteria.agg.simple import WeightedSumModel

        def run() -> list[object]:
            model = WeightedSumModel()
            return [model.evaluate(skcriteria.mkdm(points, [max] * indicators, weights=row)).rank_ for row in weights]

        return run

    def pymcdm() -> Job:
        from pymcdm.helpers import rankdata
        from pymcdm.methods import WSM

        method, types = WSM(), np.ones(indicators)
        return lambda: [rankdata(method(points, row, types), reverse=True) for row in weights]

    def pyrepo() -> Job:
        from pyrepo_mcda.additions import rank_preferences
        from pyrepo_mcda.mcda_methods import SAW

        method, types = SAW(), np.ones(indicators)
        return lambda: [rank_preferences(method(points, row, types), reverse=True) for row in weights]

    return {"scikit-criteria": criteria, "pymcdm": pymcdm, "pyrepo-mcda": pyrepo}


def jobs_of_c(units: int) -> dict[str, Callable[[], Job]]:
    """The ranks that every unit takes where one indicator at a time is left out."""
    points = raw_b(units, 40)

    def ours() -> Job:
        from ictindex.analysis import rank_scenarios

        rubric, dataset = job_b(units, 40)
        return lambda: rank_scenarios(dataset, rubric, leave_out="leaves").ranks()

    def pandas() -> Job:
        import pandas as pd

        frame = pd.DataFrame(points / 10)
        return lambda: [
            frame.drop(columns=[out]).mean(axis=1).round(2).rank(method="min", ascending=False) for out in frame
        ]

    return {ALL: ours, "pandas": pandas}


if __name__ == "__main__":
    print(f"seed {SEED}, numpy {np.__version__}, {os.cpu_count()} processors")
    main()
