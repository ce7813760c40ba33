"""A large workbook does not take long: measured beside the same table as CSV, because machines differ."""

from __future__ import annotations

import importlib.util
import time

import pytest

from ictindex import read
from ictindex.codec import data_digest

pytest.importorskip("python_calamine", reason="the extra excel is not installed")
pytest.importorskip("xlsxwriter", reason="the extra excel is not installed")

UNITS, COLUMNS = 10_000, 57
# Both alone take about the same time; a reader with a loop over cells in each step would take ten times as long.
MOST = 6


@pytest.mark.slow
def test_ten_thousand_units_read_about_as_fast_as_csv(request, tmp_path):
    """10,000 units × 60 columns: the workbook gives the data set of the CSV file, and takes no multiple of its time."""
    script = request.config.rootpath / "benchmarks" / "workbooks.py"
    if not script.exists():
        pytest.skip("the benchmarks do not lie beside the tests")
    spec = importlib.util.spec_from_file_location("workbooks_benchmark", script)
    benchmark = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(benchmark)
    rubric = benchmark.rubric_of(COLUMNS)
    sheet, csv = benchmark.write(tmp_path, UNITS, COLUMNS)
    times, digests = [], []
    for path in (sheet, csv):
        start = time.process_time()
        dataset = read(path, rubric)
        times.append(time.process_time() - start)
        digests.append(data_digest(dataset, rubric.partitions))
    assert digests[0] == digests[1]
    assert times[0] < MOST * times[1]
