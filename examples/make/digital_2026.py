"""Make examples/rubrics/digital@2026.toml and examples/digital-2026.csv: 120 indicators, one a line, for 60 units.

Rubric, blocks and tiers are fixed by `indicators_2026` and `rubric_text` before any unit is drawn. The units
have numbers and no names, because nobody was assessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import drawing
from drawing import Draw, Row
from indicators_2026 import GROUPS, INDICATORS

__all__ = ["main", "rows", "rubric_text"]

SEED = 2026
COMMENTS = (
    "illustrative, not official data; made by examples/make/digital_2026.py",
    "raw answers for examples/rubrics/digital@2026.toml; departments have no digital society (n/a)",
)
COMMUNES_ONLY = "xa-hoi"
BLOCKS = {"so": ("Sở", 24), "xa": ("Xã", 36)}
LEVELS = ("đầy đủ", "một phần", "chưa")
MOST_CHARACTERS = 160
HEAD = """\
# 120 indicators, one a line: eight groups of 100 points, invented to show how a large rubric reads; nobody's rubric.
# Made by examples/make/digital_2026.py. Departments have no digital society: they have 700 points, communes 800.
schema = 1
id = "example/digital@2026"
status = "illustrative"
title = { vi = "Bộ chỉ số chuyển đổi số 120 tiêu chí (minh họa)", en = "Digital index, 120 indicators (illustration)" }
valid = [2026-01-01, 2026-12-31]
total = { max = { default = 700, xa = 800 }, decimals = 2 }
rank = { by = ["percent"], break_by = ["dich-vu"], last = "share" }
partition.block = { so = { vi = "Sở, ban, ngành", en = "Departments" }, xa = { vi = "Xã, phường", en = "Communes" } }
tier = [
  { id = "dan-dat", vi = "Dẫn dắt", above = "75%", where = { an-toan = "50%.." } },
  { id = "nang-cao", vi = "Nâng cao", above = "50%" },
  { id = "hinh-thanh", vi = "Hình thành", above = "25%" },
  { id = "khoi-dong", vi = "Khởi động" },
]
node = [
"""

# What stands in the line of each form, for a number of points.
SHAPES: dict[str, Callable[[int], str]] = {
    "yes": lambda points: f"yes = {points}",
    "levels": lambda points: f'levels = [["đầy đủ", {points}], ["một phần", {points / 2:g}], ["chưa", 0]]',
    "steps": lambda points: f"steps = [[4, {points}], [2, {points / 2:g}]], else = 0",
    "count": lambda points: f"curve = [[0, 0], [10, {points}]]",
    "late": lambda points: f"curve = [[0, {points}], [10, 0]]",
    "share": lambda points: f"max = {points}",
    "target": lambda points: f"curve = [[0, 0], [0.8, {points}]]",
    "best": lambda points: f'max = {points}, against = "best"',
}
# What a unit of some quality answers to each form; `whole` is what a share is divided by.
ANSWERS: dict[str, Callable[[Draw, float, int], int | str]] = {
    "yes": lambda draw, quality, _: draw.answer(quality),
    "levels": lambda draw, quality, _: draw.level(LEVELS, quality),
    "steps": lambda draw, quality, _: draw.level((5, 4, 3, 2, 1, 0), quality),
    "count": lambda draw, quality, _: draw.level((14, 11, 9, 7, 4, 2, 0), quality),
    "late": lambda draw, quality, _: draw.level((0, 0, 1, 3, 6, 12), quality),
    "share": lambda draw, quality, whole: draw.share(whole, quality),
    "target": lambda draw, quality, whole: draw.share(whole, quality - 0.1),
    "best": lambda draw, quality, whole: max(1, int(whole * quality * draw.real(0.4, 0.9))),
}
# How many there are of what shares are divided by.
WHOLES = {
    "can_bo": (35, 160),
    "may": (40, 180),
    "cuoc_hop": (4, 30),
    "van_ban": (400, 3000),
    "nhiem_vu": (8, 40),
    "quy_trinh": (10, 60),
    "kinh_phi": (200, 2400),
    "to_vien": (5, 60),
    "thu_tuc": (20, 150),
    "ho_so": (200, 6000),
    "y_kien": (5, 80),
    "dan_so": (6000, 30000),
    "ho_dan": (1500, 8000),
}


def points_of(place: int) -> int:
    """Every third of the fifteen has 10 points and the others 5, which gives 100."""
    return 10 if place % 3 == 2 else 5


def rubric_text() -> str:
    """The rubric as a file."""
    lines = [HEAD.removesuffix("\n")]
    for group, name in GROUPS.items():
        only = ', only = { block = ["xa"] }' if group == COMMUNES_ONLY else ""
        lines.append(f'  {{ id = "{group}", vi = "{name}", max = 100{only} }},')
        for place, (indicator, form, label) in enumerate(INDICATORS[group]):
            shape, _, whole = form.partition(" / ")
            read = f', read = "{indicator} / {whole}"' if whole else ""
            said = SHAPES[shape](points_of(place))
            lines.append(f'  {{ id = "{indicator}", in = "{group}", vi = "{label}"{read}, {said} }},')
    return "\n".join([*lines, "]", ""])


def rows(draw: Draw) -> Iterator[Row]:
    """Answers of all units, block by block."""
    for block, (name, count) in BLOCKS.items():
        for number in range(1, count + 1):
            unit: Row = {"id": f"{block}-{number:02}", "name": f"{name} số {number:02}", "block": block}
            yield unit | answers(draw, block)


def answers(draw: Draw, block: str) -> Row:
    """What one unit reports, with a quality for each group around its own."""
    level = draw.real(0.15, 0.95)
    row: Row = {whole: draw.between(*ends) for whole, ends in WHOLES.items()}
    absent = set() if block == "xa" else {"dan_so", "ho_dan", *(it for it, _, _ in INDICATORS[COMMUNES_ONLY])}
    for indicators in INDICATORS.values():
        quality = min(1.0, max(0.05, level + draw.real(-0.15, 0.15)))
        for indicator, form, _ in indicators:
            shape, _, whole = form.partition(" / ")
            row[indicator] = ANSWERS[shape](draw, quality, int(row[whole]) if whole else 0)
    return {name: "n/a" if name in absent else answer for name, answer in row.items()}


def main() -> None:
    """Write rubric and table."""
    text, table = rubric_text(), list(rows(Draw(SEED)))
    assert sum(map(len, INDICATORS.values())) == 120
    assert max(map(len, text.split("\n"))) <= MOST_CHARACTERS
    assert len(table) == 60
    folder: Path = drawing.EXAMPLES / "rubrics"
    folder.mkdir(exist_ok=True)
    (folder / "digital@2026.toml").write_text(text, encoding="utf-8", newline="\n")
    drawing.write_table("digital-2026.csv", COMMENTS, ",".join(table[0]), table)


if __name__ == "__main__":
    main()
