"""A small ranking that has everything a report can have: blocks, tiers, prizes, a change, gaps, and an evil name."""

from __future__ import annotations

import csv

import pytest

from ictindex import Published, load_rubric, rank, read
from ictindex.model import PublishedRow

EVIL = """<script>alert("x")</script> & 'Sở' $1$"""

RUBRIC = """
schema = 1
id = "demo/it@2026"
title = { vi = "Thử nghiệm", en = "Trial" }
follows = "demo/it@2025"
total = { decimals = 2 }
rank = { break_by = ["ung-dung"] }
partition.block = { so = { vi = "Sở, ban, ngành", en = "Departments" }, xa = { vi = "Xã", en = "Communes" } }
node = [
  { id = "ha-tang", vi = "Hạ tầng", en = "Infrastructure" },
  { id = "may", in = "ha-tang", vi = "Máy tính", en = "Computers", max = 20, read = "may / can_bo" },
  { id = "mang", in = "ha-tang", vi = "Mạng", en = "Network", yes = 10, only = { block = ["so"] } },
  { id = "ung-dung", vi = "Ứng dụng", en = "Use" },
  { id = "van-ban", in = "ung-dung", vi = "Văn bản", en = "Documents", max = 30 },
]
tier = [
  { id = "tot", vi = "Tốt", en = "Good", from = "80%", where = { van-ban = "80%.." } },
  { id = "kha", vi = "Khá", en = "Fair", from = "50%" },
  { id = "yeu", vi = "Yếu", en = "Weak" },
]
award = [
  { id = "giai", vi = "Giải thưởng", en = "Prize", per = "block", prizes = ["Nhất 1"], to = ["lãnh đạo"] },
  { id = "day-du", vi = "Đầy đủ", en = "Complete", among = { van-ban = "90%.." }, prizes = ["Ghi nhận"] },
]
exclude = [ { unit = "q", why = "quân đội" } ]
source = { kdt = { title = "Quyết định 1", date = 2026-01-02, url = "javascript:alert(1)" } }
"""

ROWS = (
    ("a", "Sở Đông", "so", "1", "1", "có", "29.25"),
    ("b", "Sở An", "so", "9", "10", "có", "21.4"),
    ("c", EVIL, "so", "1", "2", "không", "9.05"),
    ("d d", "Sở Ân", "so", "3", "4", "có", "24.4"),
    ("q", "Bộ Chỉ huy", "so", "1", "1", "có", "30"),
    ("x", "Xã Một", "xa", "1", "2", "n/a", "20"),
    ("y", "Xã Hai", "xa", "1", "4", "n/a", "20"),
)


@pytest.fixture(scope="session")
def files(tmp_path_factory):
    """The rubric, the data and the year before, as a user has them: three files in a folder."""
    folder = tmp_path_factory.mktemp("report")
    (folder / "demo.toml").write_text(RUBRIC, encoding="utf-8")
    with (folder / "demo.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("id", "name", "block", "may", "can_bo", "mang", "van-ban"), *ROWS])
    before = "# rubric: demo/it@2025\nid,block,rank\nb,so,1\na,so,2\nc,so,3\nx,so,4\ny,xa,1\n"
    (folder / "before.csv").write_text(before, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def ranking(files):
    """Against a year before in which b was first and x was in another block."""
    rubric = load_rubric(files / "demo.toml")
    rows = [("b", "so", 1), ("a", "so", 2), ("c", "so", 3), ("x", "so", 4), ("y", "xa", 1)]
    before = Published(rubric="demo/it@2025", rows=[PublishedRow(id=it, block=part, rank=at) for it, part, at in rows])
    return rank(read(files / "demo.csv", rubric), rubric, previous=before)
