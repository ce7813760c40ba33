"""Workbooks made on the spot, with merged headings, hidden sheets and days; and a ranking to write as one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ictindex import Dataset, Group, Indicator, Levels, Partition, Ranking, Rubric, Unit, Verify, Yes, rank
from ictindex.codec import rubric_from_dict
from ictindex.model.rubric import ColumnRule


@pytest.fixture(name="book")
def make_book(tmp_path: Path) -> Callable[..., Path]:
    """Write a workbook of sheets, each a list of rows; returns its path."""
    xlsxwriter = pytest.importorskip("xlsxwriter", reason="the extra excel is not installed")
    pytest.importorskip("python_calamine", reason="the extra excel is not installed")

    def write(
        sheets: Mapping[str, Sequence[Sequence[Any]]],
        *,
        name: str = "answers.xlsx",
        merged: Sequence[str] = (),
        hidden: Sequence[str] = (),
        hidden_rows: Sequence[int] = (),
    ) -> Path:
        path = tmp_path / name
        never = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
        workbook = xlsxwriter.Workbook(path, never)
        day = workbook.add_format({"num_format": "dd/mm/yyyy"})
        for title, rows in sheets.items():
            page = workbook.add_worksheet(title)
            for number, row in enumerate(rows):
                for place, cell in enumerate(row):
                    if isinstance(cell, date):
                        page.write_datetime(number, place, cell, day)
                    elif cell is not None:
                        page.write(number, place, cell)
            if title in hidden:
                page.hide()
            for number in hidden_rows:
                page.set_row(number, None, None, {"hidden": True})
            for span in merged:
                page.merge_range(span, rows_cell(rows, span))
        workbook.close()
        return path

    return write


def rows_cell(rows: Sequence[Sequence[Any]], span: str) -> Any:
    """The first cell of a span such as ``C1:D1``."""
    start = span.partition(":")[0]
    return rows[int(start[1:]) - 1][ord(start[0]) - ord("A")]


@pytest.fixture(name="rubric")
def make_rubric() -> Rubric:
    """A rubric with two groups, two nodes of one name, and every kind of column."""
    nodes = [
        Group(id="ha-tang", vi="Hạ tầng", en="Infrastructure"),
        Group(id="ung-dung", vi="Ứng dụng"),
        Indicator(id="may", parent="ha-tang", vi="Máy tính", en="Computers", max=10),
        Indicator(id="khac-1", parent="ha-tang", vi="Khác", max=10),
        Indicator(id="khac-2", parent="ung-dung", vi="Khác", max=5),
        Indicator(id="mang", parent="ung-dung", vi="Đường truyền", shape=Yes(5)),
        Indicator(id="muc", parent="ung-dung", vi="Mức độ", shape=Levels({"3": 5, "2": 1, "chưa": 0})),
        Indicator(id="ty-le", parent="ung-dung", vi="Tỷ lệ", max=5),
        Indicator(id="dv", parent="ung-dung", vi="Dịch vụ công", read="dv_tt / dv", max=10),
        Indicator(id="hop", parent="ung-dung", vi="Cuộc họp", max=5),
    ]
    return Rubric(
        id="demo/io@2026",
        total=Group(decimals=2),
        partitions=[Partition(name="block", parts={"so": "Sở, ban, ngành", "xa": "Xã"})],
        nodes=nodes,
        columns=[ColumnRule(name="ty-le", kind="percent")],
        steps=[Verify(columns=["hop"], reported="*_tu_cham", verified="*_tham_dinh", evidence="*_mc")],
    )


@pytest.fixture(name="answers")
def make_answers() -> dict[str, list[Any]]:
    """Lawful answers of two units to the rubric, by column."""
    return {
        "id": ["a", "b"],
        "name": ["Sở A", "Xã B"],
        "block": ["Sở, ban, ngành", "xa"],
        "may": [9, 8.5],
        "khac-1": [1, 2],
        "khac-2": [3, 4],
        "mang": [True, "không"],
        "muc": [3, "chưa"],
        "ty-le": [0.29, "29 %"],
        "dv_tt": [30, 1],
        "dv": [60, 2],
        "hop_tu_cham": [5, 4],
        "hop_tham_dinh": [4, 4],
        "hop_mc": ["BB 1", "BB 2"],
    }


@pytest.fixture(name="rows")
def make_rows(answers: dict[str, list[Any]]) -> list[list[Any]]:
    """The answers as a sheet: the names of the columns and a row for each unit."""
    return [list(answers), *map(list, zip(*answers.values(), strict=True))]


# Names that a spreadsheet might run, decimals, awards, tiers, and a unit that is not ranked.
DEMO = {
    "schema": 1,
    "id": "demo/it@2026",
    "title": {"vi": "Thử nghiệm", "en": "Trial"},
    "total": {"decimals": 2},
    "partition": {"block": {"so": {"vi": "Sở, ban: ngành", "en": "Departments"}, "xa": "=Xã"}},
    "node": [
        {"id": "tin", "vi": "Tin học & mạng", "max": 20, "read": "may / can_bo", "zero": "zero"},
        {"id": "mang", "vi": "-Mạng", "yes": 10, "only": {"block": ["so"]}},
    ],
    "tier": [{"id": "tot", "vi": "+Tốt", "en": "Good", "from": "80%"}, {"id": "yeu", "vi": "Yếu", "en": "Weak"}],
    "award": [{"id": "giai", "vi": "@Giải", "per": "block", "prizes": ["Nhất 1"]}],
    "exclude": [{"unit": "f", "why": "=an ninh"}],
}


@pytest.fixture(name="demo")
def make_demo() -> Rubric:
    """A rubric whose names a spreadsheet might run."""
    return rubric_from_dict(DEMO)


@pytest.fixture(name="ranking")
def make_ranking(demo: Rubric) -> Ranking:
    """Six units; the names begin with what a spreadsheet takes for a formula."""
    names = ["=1+1", "+84", "-x", "@SUM(A1)", "Xã & <b>", "F"]
    parts = ["so", "so", "xa", "xa", "xa", "xa"]
    units = [
        Unit(id=it, name=name, parts={"block": part}) for it, name, part in zip("abcdef", names, parts, strict=True)
    ]
    columns = {
        "may": [1, 3, 1, 1, 2, 1],
        "can_bo": [3, 3, 8, 8, 7, 1],
        "mang": ["có", "không", None, None, None, None],
    }
    return rank(Dataset.from_columns(units=units, columns=columns), demo)
