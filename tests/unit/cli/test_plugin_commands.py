"""`ictindex plugin list` and `plugin doctor`, with distributions made for the test."""

from __future__ import annotations

import pytest


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Put a plugin's module and metadata on the path, of this process and of its children."""

    def put(namespace: str, source: str) -> None:
        module = f"plugin_{namespace.replace('-', '_')}"
        (tmp_path / f"{module}.py").write_text(source, encoding="utf-8")
        info = tmp_path / f"{module}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n", encoding="utf-8")
        (info / "entry_points.txt").write_text(f"[ictindex]\n{namespace} = {module}\n", encoding="utf-8")

    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return put


GOOD = """
from ictindex.plugins import hookimpl

@hookimpl
def ictindex_rubrics():
    return []
"""


def test_the_list_has_a_row_for_each_plugin(ictindex):
    """The built-in ones are plugins as any other."""
    ran = ictindex("plugin", "list")
    rows = [line.split() for line in ran.out.splitlines()]
    assert ran.code == 0
    assert next(row for row in rows if row[:1] == ["hanoi"])[1:4] == ["ictindex", rows[2][2], "whole"]


def test_the_list_says_that_there_are_problems(ictindex, install):
    """And who lists them; a broken plugin is no reason to fail."""
    install("broken", "raise ImportError('no such library')")
    ran = ictindex("plugin", "list")
    assert ran.code == 0
    assert '1 problem; "ictindex plugin doctor" lists them' in ran.out


def test_the_doctor_lists_problems_with_what_to_do(ictindex, install, monkeypatch):
    """Exit code 3, and the cause in words."""
    monkeypatch.setattr("ictindex.cli.plugin_doctor.trials", lambda _: [])
    install("broken", "raise ImportError('no such library')")
    ran = ictindex("plugin", "doctor")
    assert ran.code == 3
    assert "plugin broken (plugin_broken)" in ran.out
    assert "no such library" in ran.out
    assert "[import-failed]" in ran.out
    assert ran.out.endswith("1 problem\n")


def test_the_doctor_loads_every_rubric(ictindex, install, monkeypatch):
    """Listing parses nothing, so only loading shows that a file is broken."""
    monkeypatch.setattr("ictindex.cli.plugin_doctor.trials", lambda _: [])
    install("lazy", GOOD.replace("[]", "[('lazy/x@1', lambda: 1 / 0)]"))
    ran = ictindex("plugin", "doctor")
    assert ran.code == 3
    assert "[rubric-failed]" in ran.out


@pytest.mark.slow
def test_the_doctor_survives_plugins_that_hang_or_end_the_process(ictindex, install):
    """Each is tried in a process of its own, left out of this one, and named."""
    install("good", GOOD)
    install("hanging", "import time; time.sleep(600)")
    install("ending", "import os; os._exit(0)")
    ran = ictindex("plugin", "doctor", "--seconds", "5")
    assert ran.code == 3
    assert "plugin hanging (plugin_hanging): loading it does not end" in ran.out
    assert "plugin ending (plugin_ending): loading it ends the process (exit code 0)" in ran.out
    rows = {line.split()[0]: line.split()[3] for line in ran.out.splitlines() if " 1.0 " in line}
    assert rows == {"ending": "disabled", "good": "whole", "hanging": "disabled"}


@pytest.mark.parametrize("seconds", ["-1", "0", "nan", "inf", "x"])
def test_the_doctor_waits_for_some_time(ictindex, seconds):
    """No time at all would call every plugin broken."""
    ran = ictindex("plugin", "doctor", "--seconds", seconds)
    assert ran.code == 2
    assert "above 0" in ran.err
