"""Recompute, with fractions and without the library, what was printed about the published tables.

Prints one line per table. The printed ranks and totals stand in tests/cases/data/.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

from drawing import EXAMPLES
from scoring import competition_ranks, half_up

__all__ = ["main"]

Table = dict[str, dict[str, str]]
PRINTED = EXAMPLES.parent / "tests" / "cases" / "data"

WEIGHTS_2006 = {"htkt": "0.30", "htnl": "0.26", "ud": "0.22", "sxkd": "0.15", "mt_tccs": "0.07"}
WEIGHTS_2016 = {"htkt": "1", "htnl": "1", "ud": "1"}
WEIGHTS_2020 = {"chinh_quyen_so": "0.4", "kinh_te_so": "0.3", "xa_hoi_so": "0.3"}
WEIGHTS_2022 = {
    "nhan_thuc_so": "100",
    "the_che_so": "100",
    "ha_tang_so": "100",
    "nhan_luc_so": "100",
    "an_toan_thong_tin_mang": "100",
    "hoat_dong_chinh_quyen_so": "200",
    "hoat_dong_kinh_te_so": "150",
    "hoat_dong_xa_hoi_so": "150",
}


def example(name: str) -> Table:
    """An example by unit id."""
    return _read(EXAMPLES / f"{name}.csv")


def printed(name: str) -> Table:
    """A printed table by unit id."""
    return _read(PRINTED / f"{name}.csv")


def _read(path: Path) -> Table:
    with path.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(line for line in file if not line.startswith("#"))}


def mean(row: Mapping[str, str], weights: Mapping[str, str]) -> Fraction:
    """The weighted mean of a row."""
    whole = sum(map(Fraction, weights.values()))
    return sum((Fraction(row[name]) * Fraction(weight) for name, weight in weights.items()), Fraction(0)) / whole


def half_a_digit(number: str) -> Fraction:
    """How far the true value can lie from a printed one."""
    return Fraction(1, 2 * 10 ** len(number.partition(".")[2]))


def reproduces(row: Mapping[str, str], weights: Mapping[str, str], total: str) -> bool:
    """Whether values that round to the printed inputs give a total that rounds to the printed one."""
    slack = mean({name: str(half_a_digit(row[name])) for name in weights}, weights)
    return abs(mean(row, weights) - Fraction(total)) <= slack + half_a_digit(total)


def ranks_of(table: Table, values: Mapping[str, Fraction]) -> bool:
    """Whether the competition ranks of the values are the printed ones."""
    return competition_ranks(values) == {unit: int(row["rank"]) for unit, row in table.items()}


def check_means(name: str, weights: Mapping[str, str], decimals: int | None) -> str:
    """Ranks as printed (of unrounded values where decimals is None), totals reproduced; other last digits."""
    rows, table = example(name), printed(name)
    values = {unit: mean(row, weights) for unit, row in rows.items()}
    ranked = values if decimals is None else {unit: half_up(value, decimals) for unit, value in values.items()}
    assert ranks_of(table, ranked)
    assert all(reproduces(rows[unit], weights, table[unit]["score"]) for unit in rows)
    shown = {unit: half_up(value, decimals or 2) for unit, value in values.items()}
    other = [f"{unit} {float(value)}" for unit, value in shown.items() if value != Fraction(table[unit]["score"])]
    differing = ", ".join(other) or "none"
    return f"{name}: {len(rows)} ranks as printed, all totals reproduced; another last digit: {differing}"


def check_spot_values() -> str:
    """The mean of three against the printed totals of single years."""
    rows, table = example("ict-index-2016"), printed("ict-index-2016-totals")
    assert all(reproduces(rows[unit], WEIGHTS_2016, table[unit]["printed_total"]) for unit in rows)
    assert half_up(mean(rows["da-nang-2019"], WEIGHTS_2016), 4) == Fraction("0.8654")
    equal = [
        unit for unit in rows if half_up(mean(rows[unit], WEIGHTS_2016), 4) == Fraction(table[unit]["printed_total"])
    ]
    return f"ict-index-2016: {len(rows)} totals reproduced, to the last digit: {', '.join(equal)}"


def check_egov() -> str:
    """Equal printed values share a rank and the next is skipped."""
    values = {unit: Fraction(row["chi_so"].replace(",", ".")) for unit, row in example("egov-2017").items()}
    assert ranks_of(printed("egov-2017"), values)
    order = sorted(competition_ranks(values).values())
    assert [order[16:19], order[31:34], order[39:42]] == [[17, 17, 19], [32, 32, 34], [40, 40, 42]]
    return f"egov-2017: {len(values)} ranks as printed"


def check_par() -> str:
    """Assessment and survey add up to the printed index."""
    table = printed("par-2012")
    rows = example("par-2012")
    values = {unit: Fraction(row["diem_tham_dinh"]) + Fraction(row["diem_dieu_tra"]) for unit, row in rows.items()}
    assert values == {unit: Fraction(row["score"]) for unit, row in table.items()}
    assert ranks_of(table, values)
    return f"par-2012: {len(values)} totals and ranks as printed"


def main() -> None:
    """Check every table."""
    print(check_means("ict-index-2006", WEIGHTS_2006, None))
    print(check_spot_values())
    print(check_means("dti-2020", WEIGHTS_2020, 4))
    print(check_means("dti-2022", WEIGHTS_2022, 4))
    assert mean(example("dti-2020")["thua-thien-hue"], WEIGHTS_2020) == Fraction("0.40965")
    print(check_egov())
    print(check_par())


if __name__ == "__main__":
    main()
