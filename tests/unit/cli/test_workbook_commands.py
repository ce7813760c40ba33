"""Workbooks on the command line: template, collect, and --sheet of check and rank."""

from __future__ import annotations

import pytest

openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
pytest.importorskip("python_calamine", reason="the extra excel is not installed")
pytest.importorskip("xlsxwriter", reason="the extra excel is not installed")


@pytest.fixture(name="filled")
def make_filled(ictindex, rubric, data, tmp_path):
    """The template of the small rubric with the units and answers of its data."""
    folder = tmp_path / "filled"
    folder.mkdir()
    path = folder / "a.xlsx"
    assert ictindex("template", rubric, "--units", data, "--out", path).code == 0
    return path


def test_a_template_that_was_filled_in_ranks_as_the_csv(ictindex, rubric, data, filled, tmp_path):
    """Rank takes the workbook by its ending, and collect makes the CSV of it: all three rank alike."""
    csv = tmp_path / "collected.csv"
    collected = ictindex("collect", filled.parent, "--rubric", rubric, "--out", csv)
    assert (collected.code, "5 units from 1 workbook" in collected.out) == (0, True)
    ranked = [ictindex("rank", it, "--rubric", rubric, "--format", "csv").out for it in (data, filled, csv)]
    assert ranked[0] == ranked[1] == ranked[2]


def test_check_names_the_cell(ictindex, rubric, filled):
    """A slip is told with the sheet and the cell, and the exit code says that there is one."""
    book = openpyxl.load_workbook(filled)
    page = book["Xã"]
    page["D8"] = "nhiều"
    book.save(filled)
    ran = ictindex("check", filled, "--rubric", rubric)
    assert ran.code == 1
    assert f'{filled}: Xã!D8, column may: "nhiều" is not a number' in ran.out
    only = ictindex("check", filled, "--rubric", rubric, "--sheet", "Sở, ban, ngành")
    assert (only.code, "no problems" in only.out) == (0, True)


def test_collect_lists_problems_file_by_file_and_writes_nothing(ictindex, rubric, filled, tmp_path):
    """Every file has its line; one that could be read is not called faultless before it is wholly checked.

    A file left open by a spreadsheet is passed over.
    """
    book = openpyxl.load_workbook(filled)
    book["Xã"]["D8"] = None
    book.save(filled)
    (filled.parent / "b.xls").write_text("<html>", encoding="utf-8")
    (filled.parent / "~$a.xlsx").write_text("x", encoding="utf-8")
    out = tmp_path / "data.csv"
    ran = ictindex("collect", filled.parent, "--rubric", rubric, "--out", out, "--lang", "vi")
    assert (ran.code, out.exists()) == (1, False)
    assert f"{filled}: chưa thấy lỗi; sẽ kiểm tra tiếp khi các tệp khác đã sửa" in ran.out
    assert "không có lỗi nào" not in ran.out
    assert "b.xls: 1 lỗi" in ran.out
    assert "~$a.xlsx" in ran.err


def test_collect_refuses_what_only_the_whole_shows(ictindex, rubric, filled, tmp_path):
    """An answer that is missing is told as check tells it, and no data file is written."""
    book = openpyxl.load_workbook(filled)
    book["Xã"]["D8"] = None
    book.save(filled)
    ran = ictindex("collect", filled.parent, "--rubric", rubric, "--out", tmp_path / "data.csv")
    assert (ran.code, "[missing]" in ran.out) == (1, True)


def test_a_template_is_a_workbook_by_its_name(ictindex, rubric, data, tmp_path):
    """Another ending is refused, and so is writing over the file of units."""
    refused = ictindex("template", rubric, "--out", tmp_path / "a.csv")
    assert (refused.code, "--out" in refused.err, "a.xlsx" in refused.err) == (2, True, True)
    units = tmp_path / "units.xlsx"
    units.write_bytes(data.read_bytes())
    assert ictindex("template", rubric, "--units", units, "--out", units).code == 2


def test_a_workbook_for_each_is_written_into_a_folder(ictindex, rubric, data, tmp_path):
    """By unit or by block, with the answers or without; the next command is said, with quotes where it needs them."""
    folder = tmp_path / "mẫu phiếu"
    ran = ictindex("template", rubric, "--units", data, "--split", "--per", "unit", "--out", folder)
    assert (ran.code, sorted(it.name for it in folder.iterdir())) == (0, [f"{it}.xlsx" for it in "abcde"])
    assert f'ictindex collect "{folder}" --rubric {rubric} --out data.xlsx' in ran.out
    out = tmp_path / "data.csv"
    assert ictindex("collect", folder, "--rubric", rubric, "--out", out).code == 0
    ranked = [ictindex("rank", it, "--rubric", rubric, "--format", "csv").out for it in (data, out)]
    assert ranked[0] == ranked[1]
    blocks = tmp_path / "blocks"
    ran = ictindex("template", rubric, "--units", data, "--split", "--blank", "--out", blocks, "--quiet")
    assert (ran.code, ran.out, sorted(it.name for it in blocks.iterdir())) == (0, "", ["so.xlsx", "xa.xlsx"])
    assert "[missing]" in ictindex("check", blocks / "xa.xlsx", "--rubric", rubric).out


def test_a_template_that_may_be_filled_in_is_never_written_over(ictindex, rubric, data, tmp_path):
    """Not one file of the folder is touched."""
    folder = tmp_path / "mau"
    folder.mkdir()
    (folder / "xa.xlsx").write_bytes(b"filled in")
    ran = ictindex("template", rubric, "--units", data, "--split", "--out", folder)
    assert (ran.code, "may be filled in" in ran.err) == (2, True)
    assert [(it.name, it.read_bytes()) for it in folder.iterdir()] == [("xa.xlsx", b"filled in")]


def test_wrong_usage_of_templates_and_collect_says_what_to_type(ictindex, rubric, data, filled, tmp_path):
    """Before anything is read or written."""
    split = ("template", rubric, "--split", "--out")
    assert "--units FILE" in ictindex(*split, tmp_path / "mau").err
    assert f"--out {tmp_path / 'mau'}\n" in ictindex(*split, tmp_path / "mau.xlsx", "--units", data).err
    ran = ictindex("collect", filled.parent, "--rubric", rubric, "--out", tmp_path / "data.txt")
    assert (ran.code, f"--out {tmp_path / 'data.csv'}" in ran.err) == (2, True)
    inside = filled.parent / "data.xlsx"
    ran = ictindex("collect", filled.parent, "--rubric", rubric, "--out", inside)
    assert (ran.code, "collected the next time" in ran.err, inside.exists()) == (2, True, False)
    ran = ictindex("collect", filled, "--rubric", rubric, "--out", tmp_path / "data.csv")
    assert (ran.code, "is a file" in ran.err) == (2, True)


def test_the_year_before_may_be_a_sheet(ictindex, rubric, filled, tmp_path):
    """--previous takes a workbook, its sheet by --previous-sheet."""
    book = openpyxl.Workbook()
    for row in [["id", "block", "rank"], ["a", "so", 1], ["b", "so", 2]]:
        book.active.append(row)
    book.active.title = "2025"
    book.create_sheet("ghi chú")["A1"] = "x"
    previous = tmp_path / "previous.xlsx"
    book.save(previous)
    arguments = ("rank", filled, "--rubric", rubric, "--previous", previous)
    assert ictindex(*arguments).code == 0
    assert ictindex(*arguments, "--previous-sheet", "2024").code == 1


def test_without_the_extra_the_line_that_installs_it_is_said(ictindex, rubric, filled, monkeypatch):
    """A missing library ends in a sentence and the code for wrong usage."""
    monkeypatch.setitem(__import__("sys").modules, "python_calamine", None)
    ran = ictindex("check", filled, "--rubric", rubric)
    assert (ran.code, "ictindex[excel]" in ran.err) == (2, True)


def test_every_command_that_takes_data_takes_a_workbook(ictindex, rubric, filled):
    """As rank and check do, by sheets that are named too."""
    for command in (
        ("robustness", filled, "--rubric", rubric, "--draws", "3"),
        ("rubric", "show", rubric, "--plan", filled),
    ):
        ran = ictindex(*command)
        assert (ran.code, ran.err) == (0, ""), command
    only = ictindex("robustness", filled, "--rubric", rubric, "--draws", "3", "--sheet", "Xã", "--format", "csv")
    assert (only.code, "Sở A" in only.out, "Xã C" in only.out) == (0, False, True)
