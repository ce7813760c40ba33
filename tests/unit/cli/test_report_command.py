"""``ictindex report``: a file from a file."""

from __future__ import annotations

import sys

import pytest

pytest.importorskip("jinja2", reason="needs the extra report: python -m pip install 'ictindex[report]'")


def test_the_report_is_written_to_a_file(ictindex, rubric, data, tmp_path):
    """It opens in Vietnamese unless English is asked for."""
    for lang, options in (("vi", ()), ("en", ("--lang", "en"))):
        ran = ictindex("report", data, "--rubric", rubric, "--out", tmp_path / "it.html", *options)
        assert (ran.code, ran.out, ran.err) == (0, "", "")
        assert f'<html lang="{lang}">' in (tmp_path / "it.html").read_text(encoding="utf-8")


def test_a_pipe_gets_the_report(ictindex, rubric, data):
    """As every other command writes to standard output."""
    assert ictindex("report", data, "--rubric", rubric).out.startswith("<!DOCTYPE html>")


def test_a_terminal_is_spared_the_file(ictindex, rubric, data, monkeypatch):
    """Who forgets --out is told so."""
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    ran = ictindex("report", data, "--rubric", rubric)
    assert (ran.code, ran.out) == (2, "")
    assert "name it with --out" in ran.err


def test_changes_are_against_the_previous_edition(ictindex, rubric, data, write, tmp_path):
    """A printed table."""
    before = write("before.csv", "# rubric: demo/it@2026\nid,block,rank\na,so,1\nb,so,2\n")
    ran = ictindex("report", data, "--rubric", rubric, "--previous", before, "--out", tmp_path / "it.html")
    assert ran.code == 0
    assert "2 → 1" in (tmp_path / "it.html").read_text(encoding="utf-8")


def test_problems_of_the_data_are_told_and_nothing_is_written(ictindex, rubric, write, tmp_path):
    """As by rank."""
    wrong = write("wrong.csv", "id,name,block,may,can_bo,mang\na,Sở A,so,x,3,có\n")
    ran = ictindex("report", wrong, "--rubric", rubric, "--out", tmp_path / "it.html")
    assert ran.code == 1
    assert "not-a-number" in ran.err
    assert not (tmp_path / "it.html").exists()


def test_a_file_holds_what_its_ending_says(ictindex, rubric, data, tmp_path):
    """A report is no workbook and a table no PDF, whatever they are called; what is written is said instead."""
    for command, name, instead in (
        ("report", "it.xlsx", "name it .html"),
        ("report", "it.pdf", "a browser"),
        ("rank", "it.html", ".json, .csv, .xlsx"),
        ("rank", "it.pdf", "--format"),
        ("robustness", "it.xlsx", ".json, .csv"),
    ):
        ran = ictindex(command, data, "--rubric", rubric, "--out", tmp_path / name)
        assert (ran.code, instead in ran.err, list(tmp_path.glob("it.*"))) == (2, True, []), (command, name)
    assert ictindex("rank", data, "--rubric", rubric, "--format", "text", "--out", tmp_path / "it.pdf").code == 0


def test_the_data_is_never_overwritten(ictindex, rubric, data):
    """However it is named."""
    ran = ictindex("report", data, "--rubric", rubric, "--out", data)
    assert ran.code == 2
    assert "would overwrite" in ran.err


def test_without_jinja2_the_command_says_what_to_install(ictindex, rubric, data, monkeypatch):
    """The extra by name."""
    monkeypatch.setitem(sys.modules, "jinja2", None)
    ran = ictindex("report", data, "--rubric", rubric)
    assert ran.code == 2
    assert "python -m pip install 'ictindex[report]'" in ran.err
