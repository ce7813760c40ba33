"""A workbook of 10,000 units and 60 columns: reading it beside reading the same table as CSV.

Run ``python benchmarks/workbooks.py``; it prints the least of a few runs of each, and of reading the bare cells.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import xlsxwriter
from python_calamine import CalamineWorkbook

from ictindex import Group, Indicator, Partition, Rubric, read

UNITS, COLUMNS = 10_000, 57  # and id, name and block
RUNS = 3


def rubric_of(columns: int) -> Rubric:
    """A rubric that reads so many numbers."""
    nodes = [Indicator(id=f"c{number}", max=1000) for number in range(columns)]
    block = Partition(name="block", parts={"so": "Sở, ban, ngành", "xa": "Xã, phường"})
    return Rubric(id="demo/large@2026", total=Group(decimals=2), partitions=[block], nodes=nodes)


def write(folder: Path, units: int, columns: int) -> tuple[Path, Path]:
    """The same random table as a workbook and as CSV: hundredths, some of them typed as text with a comma."""
    draw = random.Random(7)
    head = ["id", "name", "block", *(f"c{number}" for number in range(columns))]
    book = xlsxwriter.Workbook(folder / "large.xlsx", {"constant_memory": True, "strings_to_numbers": False})
    page = book.add_worksheet("Số liệu")
    page.write_row(0, 0, head)
    lines = [";".join(head)]
    for row in range(1, units + 1):
        numbers = [draw.randrange(100_000) / 100 for _ in range(columns)]
        own = [f"u{row}", f"Đơn vị {row}", draw.choice(["so", "xa"])]
        page.write_row(row, 0, [*own, *numbers[:-1], f"{numbers[-1]:.2f}".replace(".", ",")])
        lines.append(";".join([*own, *(f"{it:.2f}".replace(".", ",") for it in numbers)]))
    book.close()
    (folder / "large.csv").write_text("\n".join(lines), encoding="utf-8")
    return folder / "large.xlsx", folder / "large.csv"


def seconds(job: Callable[[], object], runs: int = RUNS) -> float:
    """The least of some runs, in time of the processor, which others on the machine do not lengthen."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        job()
        times.append(time.process_time() - start)
    return min(times)


def bare(sheet: Path) -> object:
    """The cells as the library gives them."""
    return CalamineWorkbook.from_path(sheet).get_sheet_by_index(0).to_python()


def main() -> None:
    """Time the cells alone, the data set from them, and the data set from CSV."""
    rubric = rubric_of(COLUMNS)
    with tempfile.TemporaryDirectory() as name:
        sheet, csv = write(Path(name), UNITS, COLUMNS)
        print(f"{UNITS} units, {COLUMNS + 3} columns; seconds of the processor, the least of {RUNS}")
        jobs: dict[str, Callable[[], object]] = {
            "the cells of the workbook, bare": lambda: bare(sheet),
            "read() of the workbook": lambda: read(sheet, rubric),
            "read() of the CSV file": lambda: read(csv, rubric),
        }
        for title, job in jobs.items():
            print(f"{title:40} {seconds(job):6.2f}")


if __name__ == "__main__":
    main()
