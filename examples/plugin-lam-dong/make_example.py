"""Write example.csv: raw answers of invented units, drawn with a fixed seed.

The rubric and its bounds were fixed before the first draw, and no draw is repeated or mended to please.
"""

from __future__ import annotations

import csv
from pathlib import Path
from random import Random

HEADING = "# illustrative, not official data: invented answers, drawn by make_example.py with seed 78"
COLUMNS = [
    "id",
    "name",
    "block",
    "tags",
    "can_bo",
    "may_tinh",
    "mang",
    "van_ban_di",
    "van_ban_dien_tu",
    "thu_cong_vu",
    "mot-cua",
    "dich-vu",
    "chuyen_trach",
    "ke-hoach",
    "cuoc_hop",
]
# block, number of units, words before the number, officers from and to
KINDS = [
    ("so", 21, "Sở minh họa", (30, 120)),
    ("nganh-doc", 5, "Cơ quan ngành dọc minh họa", (25, 200)),
    ("huyen", 12, "Huyện minh họa", (70, 160)),
]
# Left out of the ranking, so nothing is asked of them.
LEFT_OUT = [
    ("quan-su", "Cơ quan quân sự (minh họa)"),
    ("cong-an", "Cơ quan công an (minh họa)"),
]


def main() -> None:
    """Draw all units and write the file beside this script."""
    draw = Random(78)
    rows = [
        {
            "id": f"{block}-{number:02}",
            "name": f"{words} {number:02}",
            "block": block,
            **answers(draw, block, officers),
        }
        for block, count, words, officers in KINDS
        for number in range(1, count + 1)
    ]
    rows += [{"id": tag, "name": name, "block": "nganh-doc", "tags": tag} for tag, name in LEFT_OUT]
    path = Path(__file__).with_name("example.csv")
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(HEADING + "\n")
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def answers(draw: Random, block: str, officers: tuple[int, int]) -> dict[str, object]:
    """Draw the answers of one unit; an eager unit is likely to do better everywhere."""
    eager = draw.betavariate(4, 2)
    can_bo = draw.randint(*officers)
    van_ban_di = draw.randint(800, 9000)
    serves = block != "nganh-doc"
    return {
        "can_bo": can_bo,
        "may_tinh": round(can_bo * draw.uniform(0.5, 0.8 + 0.4 * eager)),
        "mang": yes(draw, 0.7 + 0.3 * eager),
        "van_ban_di": van_ban_di,
        "van_ban_dien_tu": round(van_ban_di * min(1.0, draw.uniform(0.7, 1.3) * eager)),
        "thu_cong_vu": round(can_bo * min(1.0, draw.uniform(0.4, 0.7) + 0.5 * eager)),
        "mot-cua": level(draw, eager) if serves else "n/a",
        "dich-vu": round(draw.uniform(5, 30) * eager) if serves else "n/a",
        "chuyen_trach": sum(draw.random() < eager for _ in range(3)),
        "ke-hoach": yes(draw, 0.6 + 0.4 * eager),
        "cuoc_hop": sum(draw.random() < eager for _ in range(6)),
    }


def yes(draw: Random, chance: float) -> str:
    """Draw có with this chance."""
    return "có" if draw.random() < chance else "không"


def level(draw: Random, eager: float) -> str:
    """Draw how far the one-stop shop is."""
    reached = draw.random() + eager
    return "đầy đủ" if reached > 1.0 else "một phần" if reached > 0.6 else "chưa"


if __name__ == "__main__":
    main()
