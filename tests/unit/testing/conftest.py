"""A case file, and a province that is installed from nothing but files."""

from __future__ import annotations

import pytest

from ictindex.testing import fake_distribution

TOML = """
schema = 1
id = "lam-dong/it@2026"
total = { decimals = 2 }
rank = { overall = true }
partition.block = { so = "Sở", xa = "Xã" }
node = [ { id = "tin", max = 20, read = "may / can_bo" }, { id = "mang", yes = 10 } ]
tier = [ { id = "tot", from = "80%" }, { id = "yeu" } ]
award = [ { id = "giai", per = "block", prizes = ["Nhất 1"] } ]
"""
CASE = """
case = 1
rubric = "lam-dong/it@2026"
status = "illustrative"
source = { title = "worked by hand" }
[[unit]]
id = "a"
parts = { block = "so" }
answers = { may = 1, can_bo = 3, mang = "có" }
[[unit]]
id = "b"
parts = { block = "so" }
answers = { may = 3, can_bo = 3, mang = "có" }
[expect.a]
score = 16.67
percent = 55.57
rank = 2
rank_overall = 2
tier = "yeu"
prizes = []
nodes = { tin = 6.67 }
[expect.b]
score = 30
rank = 1
prizes = ["giai/Nhất"]
[tiers]
tot = 1
[prizes]
"giai/Nhất" = ["b"]
"""
SOURCE = """
from importlib.resources import files
from ictindex.plugins import hookimpl, toml_rubrics

@hookimpl
def ictindex_rubrics():
    return toml_rubrics("lam-dong", files(__name__))
"""


@pytest.fixture
def province(tmp_path):
    """The plugin lam-dong with one rubric, importable while the test runs."""
    made = fake_distribution(tmp_path / "site", "lam-dong", source=SOURCE, files={"it@2026.toml": TOML})
    with made.importable():
        yield made


@pytest.fixture
def case_file(tmp_path):
    """Write a worked example, with a replacement, and return its path."""

    def write(old="", new="", name="case.toml"):
        assert old in CASE
        path = tmp_path / name
        path.write_text(CASE.replace(old, new, 1) if old else CASE + new, encoding="utf-8")
        return path

    return write
