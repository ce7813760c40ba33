"""A small rubric, its data, and the program run without a process of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import frozen

from ictindex.cli import main

RUBRIC = """
schema = 1
id = "demo/it@2026"
title = { vi = "Thử nghiệm", en = "Trial" }
total = { decimals = 2 }
partition.block = { so = { vi = "Sở, ban, ngành", en = "Departments" }, xa = "Xã" }
node = [
  { id = "tin", vi = "Tin học", max = 20, read = "may / can_bo", zero = "zero" },
  { id = "mang", vi = "Mạng", yes = 10, only = { block = ["so"] } },
]
tier = [ { id = "tot", vi = "Tốt", en = "Good", from = "80%" }, { id = "yeu", vi = "Yếu", en = "Weak" } ]
award = [ { id = "giai", vi = "Giải thưởng", per = "block", prizes = ["Nhất 1"] } ]
"""

DATA = """id,name,block,may,can_bo,mang
a,Sở A,so,1,3,có
b,Sở B,so,3,3,có
c,Xã C,xa,1,8,
d,Xã D,xa,1,8,
e,Xã E,xa,0,0,
"""


@frozen
class Ran:
    """What one run of the program left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def ictindex(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run the program with these arguments."""

    def run(*arguments: object) -> Ran:
        code = main([str(it) for it in arguments])
        said = capsys.readouterr()
        return Ran(code, said.out, said.err)

    return run


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a file into the folder of the test."""

    def put(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return put


@pytest.fixture
def rubric(write: Callable[[str, str], Path]) -> Path:
    """The file of the small rubric."""
    return write("demo.toml", RUBRIC)


@pytest.fixture
def data(write: Callable[[str, str], Path]) -> Path:
    """The file of its data."""
    return write("demo.csv", DATA)


@pytest.fixture
def examples() -> Path:
    """The example files, which are not in the package."""
    folder = Path(__file__).parents[3] / "examples"
    if not folder.is_dir():
        pytest.skip("the examples do not lie beside the tests")
    return folder
