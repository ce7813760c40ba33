"""`rubric check --laws --case` and `rubric lock --check`: the kit for those who write no Python."""

from __future__ import annotations

import sys

import pytest

from ictindex.testing import LAWS

CASE = """
case = 1
rubric = "demo/it@2026"
status = "illustrative"
source = { title = "worked by hand" }
unit = [ { id = "a", parts = { block = "so" }, answers = { may = 1, can_bo = 3, mang = "có" } } ]
expect.a = { score = 16.67, tier = "yeu" }
"""


def test_a_lawful_rubric_is_said_to_be_one(ictindex, rubric):
    """With the laws that were tried and on how much."""
    ran = ictindex("rubric", "check", "--laws", "--examples", 3, rubric)
    first, last = ran.out.splitlines()
    assert ran.code == 0
    assert first.startswith("remark: tried L1, L2, L3")
    assert first.endswith(", 3 data sets each")
    assert last == f"{rubric}: no problems"


def test_without_the_option_no_law_is_tried(ictindex, rubric):
    """The check of a file stays as quick as it was."""
    assert "tried" not in ictindex("rubric", "check", rubric).out


def test_a_broken_law_is_a_problem(ictindex, rubric, monkeypatch):
    """Law, sentence, and the units that show it; the exit code is that of problems."""
    monkeypatch.setattr(type(LAWS["L4"]), "breaches", lambda law, _: ["it is so"] if law.id == "L4" else [])
    ran = ictindex("rubric", "check", "--laws", "--examples", 1, rubric)
    assert ran.code == 1
    assert "L4 is broken by demo/it@2026" in ran.out
    assert "- it is so" in ran.out
    assert ran.out.endswith(f"{rubric}: 1 problem\n")


def test_worked_examples_are_compared(ictindex, rubric, write):
    """A right one is silent; a wrong one, an unreadable one and one of another rubric are told, all at once."""
    right = write("right.toml", CASE)
    wrong = write("wrong.toml", CASE.replace("16.67", "16.66"))
    broken = write("broken.toml", CASE.replace("case = 1", "case = 9"))
    other = write("other.toml", CASE.replace("demo/it@2026", "demo/it@2025"))
    assert ictindex("rubric", "check", rubric, "--case", right).code == 0
    ran = ictindex(
        "rubric", "check", rubric, *(it for file in (right, wrong, broken, other) for it in ("--case", file))
    )
    assert ran.code == 1
    assert "wrong.toml: expect.a.score: the engine gives 16.67; expected 16.66" in ran.out
    assert "[unknown-schema]" in ran.out
    assert "other.toml: it is about demo/it@2025, not about demo/it@2026" in ran.out
    assert ran.out.endswith(f"{rubric}: 3 problems\n")


STEPPED = """
schema = 1
id = "demo/steps@2026"
total = { decimals = 1 }
step = [ { kind = "verify", columns = ["may"], self = "*_self", verified = "*_ver" } ]
node = [ { id = "may", max = 10 } ]
"""
# Everybody is to have children, and somebody never has one.
BARREN = """
schema = 1
id = "demo/steps@2026"
total = { decimals = 1 }
step = [ { kind = "carry-up", column = "x", into = ["tong", "so"] } ]
node = [ { id = "may", max = 10, read = "tong / so" } ]
"""
STEPPED_CASE = """
case = 1
rubric = "demo/steps@2026"
status = "illustrative"
source = { title = "worked by hand" }
unit = [ { id = "a", answers = { may_self = 8, may_ver = 7 } }, { id = "b", answers = { may_self = 5, may_ver = 6 } } ]
expect.a = { score = 7, rank = 1 }
"""


def test_laws_that_could_not_be_tried_are_not_said_to_be(ictindex, write):
    """Where all that is drawn is refused, the laws are named with the first reason; L14 needs no data."""
    alone = ictindex("rubric", "check", "--laws", "--examples", 2, write("barren.toml", BARREN))
    assert alone.code == 0
    first, second, _ = alone.out.splitlines()
    assert first.startswith("remark: L1, L2, L3, L4")
    assert "zero-denominator" in first
    assert second.startswith("remark: tried L14, 2")


def test_laws_are_tried_on_rubrics_with_steps(ictindex, write):
    """On random data, and on the answers of a worked example."""
    rubric, case = write("steps.toml", STEPPED), write("case.toml", STEPPED_CASE)
    drawn = ictindex("rubric", "check", "--laws", "--examples", 2, rubric).out
    assert "could not be tried" not in drawn
    assert "L19, L20" in drawn
    tried = ictindex("rubric", "check", "--laws", "--examples", 0, "--case", case, rubric).out.splitlines()[-2]
    assert "L4, L5" in tried
    assert "L13, L14" in tried


def test_without_the_extra_it_is_named(ictindex, rubric, monkeypatch):
    """Wrong usage, and what to install."""
    monkeypatch.setitem(sys.modules, "hypothesis", None)
    ran = ictindex("rubric", "check", "--laws", rubric)
    assert ran.code == 2
    assert "python -m pip install 'ictindex[testing]'" in ran.err


@pytest.mark.parametrize("option", ["--examples", "--seed"])
def test_numbers_below_0_are_refused(ictindex, rubric, option):
    """As any other wrong argument."""
    assert ictindex("rubric", "check", "--laws", option, "-1", rubric).code == 2


def test_a_lock_is_kept_until_the_law_or_a_text_changes(ictindex, rubric, tmp_path):
    """The digest of the law and that of the texts are held each on its own; nothing is written."""
    lock = tmp_path / "rubrics.lock"
    assert ictindex("rubric", "lock", rubric, "--out", lock).code == 0
    before = lock.read_bytes()
    ran = ictindex("rubric", "lock", rubric, "--check", lock)
    assert (ran.code, ran.out) == (0, f"{lock}: 1 edition unchanged\n")

    text = rubric.read_text(encoding="utf-8")
    rubric.write_text(text.replace('"80%"', '"81%"'), encoding="utf-8")
    law = ictindex("rubric", "lock", rubric, "--check", lock)
    rubric.write_text(text.replace("Thử nghiệm", "Thử"), encoding="utf-8")
    texts = ictindex("rubric", "lock", rubric, "--check", lock)
    assert (law.code, texts.code) == (1, 1)
    assert "its law is now" in law.out
    assert "its text" not in law.out
    assert "its text is now" in texts.out
    assert "its law" not in texts.out
    assert lock.read_bytes() == before


def test_a_lock_of_registered_editions_looks_them_up(ictindex, tmp_path):
    """Without rubrics named, all that the lock holds are compared."""
    lock = tmp_path / "rubrics.lock"
    ictindex("rubric", "lock", "hanoi/awards@2012", "laocai/agencies@2014", "--out", lock)
    assert ictindex("rubric", "lock", "--check", lock).out == f"{lock}: 2 editions unchanged\n"
    ran = ictindex("rubric", "lock", "hanoi/agencies@2014", "--check", lock)
    assert ran.code == 1
    assert 'the lock has no edition "hanoi/agencies@2014"' in ran.out


@pytest.mark.parametrize("text", ["a = 1", '"a/b@1" = { law = "x" }', '"a/b@1" = { law = 1, text = "x" }', "= ="])
def test_a_file_that_is_no_lock_is_refused(ictindex, write, text):
    """With what a line of it looks like, or where it is no TOML."""
    ran = ictindex("rubric", "lock", "--check", write("rubrics.lock", text))
    assert ran.code == 1
    assert "[wrong-kind]" in ran.err or "[syntax]" in ran.err


def test_comparing_writes_nothing(ictindex, rubric, tmp_path):
    """--check and --out exclude each other."""
    ran = ictindex("rubric", "lock", rubric, "--check", "x", "--out", tmp_path / "y")
    assert ran.code == 2
    assert "--check writes nothing" in ran.err
