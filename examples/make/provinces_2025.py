"""Make examples/provinces-2024.csv and examples/provinces-2025.csv: invented main indices of 63, then 34 provinces.

Codes, names and mergers are those of `vietnam/provinces@2025`, read from its file; every number is drawn.
"""

from __future__ import annotations

import tomllib
from importlib import resources

from drawing import Draw, Row, write_table

__all__ = ["main", "rows"]

SEED = 202
LINEAGE = resources.files("ictindex.rubrics.vietnam") / "lineage" / "provinces@2025.toml"
INDICES = (
    "nhan_thuc_so",
    "the_che_so",
    "ha_tang_so",
    "nhan_luc_so",
    "an_toan_thong_tin_mang",
    "hoat_dong_chinh_quyen_so",
    "hoat_dong_kinh_te_so",
    "hoat_dong_xa_hoi_so",
)


def rows(units: dict[str, str], draw: Draw) -> list[Row]:
    """Main indices on a scale of 0 to 1, with four decimals."""
    drawn: list[Row] = []
    for code in sorted(units):
        quality = draw.real(0.35, 0.8)
        indices = {name: f"0.{int(10_000 * (quality + draw.real(-0.15, 0.15))):04d}" for name in INDICES}
        drawn.append({"id": code, "name": units[code], "block": "tinh", **indices})
    return drawn


def main() -> None:
    """Write both files."""
    lineage = tomllib.loads(LINEAGE.read_text(encoding="utf-8"))
    before = {unit["id"]: unit["name"] for unit in lineage["unit"]}
    after = dict(before)
    for event in lineage["event"]:
        for code in event["before"]:
            after.pop(code, None)
        # A code that is given again stands under its new name, whichever event of the day comes first.
    for event in lineage["event"]:
        after |= {unit["id"]: unit["name"] for unit in event["after"]}
    draw = Draw(SEED)
    header = ",".join(["id", "name", "block", *INDICES])
    for year, units in ((2024, before), (2025, after)):
        comments = (
            "illustrative, not official data; made by examples/make/provinces_2025.py",
            f"invented main indices of the {len(units)} provinces of {year} for vietnam/dti-provinces@2022",
        )
        write_table(f"provinces-{year}.csv", comments, header, rows(units, draw))


if __name__ == "__main__":
    main()
