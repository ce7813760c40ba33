"""The way from a template to the report that the README shows, gone as a person goes it, with the installed command."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ictindex import get_rubric, rank, read

openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
pytest.importorskip("python_calamine", reason="the extra excel is not installed")
pytest.importorskip("xlsxwriter", reason="the extra excel is not installed")
pytest.importorskip("jinja2", reason="the extra report is not installed")

ROOT = Path(__file__).resolve().parent.parent.parent
RUBRIC, DATA = "laocai/agencies@2014", "examples/laocai-2014.csv"
# In a form the hidden column A names the answer that is typed into column H of the same row.
NAMED, TYPED = 1, 8
# Who makes a slip, where, and what; a person can paste what the rules of a cell refuse.
SLIP_UNIT, SLIP_COLUMN, SLIP = "so-tu-phap", "may_tinh", "62 máy"


def path_commands() -> list[list[str]]:
    """The commands of the path in the order of the README; nothing else stands in its block."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"<!-- path:begin -->\n```sh\n(.*?)```\n<!-- path:end -->", text, re.DOTALL)[1]
    commands = [shlex.split(line, comments=True) for line in block.splitlines()]
    assert [it[:2] for it in commands] == [
        ["ictindex", it] for it in ("template", "collect", "check", "rank", "report")
    ]
    return commands


def out_of(command: list[str]) -> str:
    """The file or folder that a command writes."""
    return command[command.index("--out") + 1]


@pytest.fixture(name="run")
def make_run(tmp_path):
    """Run a command of the README in the folder of the test, beside the examples; its code and what it said."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples", ignore=shutil.ignore_patterns("plugin-*", "make"))
    program = shutil.which("ictindex", path=str(Path(sys.executable).parent))
    assert program, "the command is not installed beside this Python"

    def run(command: list[str]) -> tuple[int, str]:
        said = subprocess.run(
            [program, *command[1:]],
            cwd=tmp_path,
            env={**os.environ, "PYTHONUTF8": "1"},
            capture_output=True,
            check=False,
            encoding="utf-8",
        )
        return said.returncode, said.stdout + said.stderr

    return run


def answers_of_units() -> dict[str, dict[str, str]]:
    """What each unit would answer, as texts of the file of the example; "n/a" where it is not asked."""
    dataset = read(ROOT / DATA, get_rubric(RUBRIC))
    return {
        unit.id: {name: column.text(row) for name, column in dataset.columns} for row, unit in enumerate(dataset.units)
    }


def fill_in(path: Path, answers: dict[str, str]) -> int:
    """Type answers into the open cells of a form, and say how many; a locked cell is one that takes nothing."""
    book = openpyxl.load_workbook(path)
    typed = 0
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible" or sheet["A1"].value != "ictindex-form":
            continue
        assert sheet.protection.sheet
        for row in range(1, sheet.max_row + 1):
            name, cell = sheet.cell(row, NAMED).value, sheet.cell(row, TYPED)
            if name in answers and not cell.protection.locked:
                assert cell.value is None, f"{path.name}: {cell.coordinate} is not blank"
                cell.value = as_typed(answers[name])
                typed += 1
    book.save(path)
    return typed


def as_typed(text: str) -> str | int | float:
    """A number where a person types one."""
    return int(text) if text.isdecimal() else float(text) if re.fullmatch(r"\d+\.\d+", text) else text


def mend(path: Path, column: str, text: str) -> str:
    """Type an answer anew, and say the cell."""
    book = openpyxl.load_workbook(path)
    sheet = next(it for it in book.worksheets if it["A1"].value == "ictindex-form")
    row = next(it for it in range(1, sheet.max_row + 1) if sheet.cell(it, NAMED).value == column)
    sheet.cell(row, TYPED).value = as_typed(text)
    book.save(path)
    return f"'{sheet.title}'!{sheet.cell(row, TYPED).coordinate}"


def ranks_in_workbook(path: Path) -> dict[str, tuple[int, str]]:
    """Rank and score by the id of the unit, from the sheets of the blocks."""
    found = {}
    for sheet in openpyxl.load_workbook(path).worksheets:
        rows = sheet.iter_rows(values_only=True)
        if next((row for row in rows if row[:4] == ("Hạng", "Mã", "Đơn vị", "Điểm")), None):
            found |= {row[1]: (row[0], f"{row[3]:.2f}") for row in rows if isinstance(row[0], int)}
    return found


def ranks_in_report(path: Path) -> dict[str, tuple[int, str]]:
    """Rank and score by the id of the unit, from the rows of the standings."""
    row = r'<tr data-u="unit-([^"]+)"[^>]*><td class="n">(\d+)</td><th.*?</th><td class="n b">([\d,]+)</td>'
    found = re.findall(row, path.read_text(encoding="utf-8"), re.DOTALL)
    return {unit: (int(place), score.replace(",", ".")) for unit, place, score in found}


def test_the_path_of_a_person(run, tmp_path):
    """Template, fill, collect with a slip that is named by file and cell, mend, collect, check, rank, report."""
    template, collect, check, ranked, report = path_commands()
    answers = answers_of_units()

    code, said = run(template)
    forms = {it.stem: it for it in (tmp_path / out_of(template)).iterdir()}
    assert (code, "ictindex collect" in said) == (0, True)
    assert forms.keys() == answers.keys()

    asked = {unit: sum(text != "n/a" for text in held.values()) for unit, held in answers.items()}
    slipped = {**answers, SLIP_UNIT: {**answers[SLIP_UNIT], SLIP_COLUMN: SLIP}}
    assert {unit: fill_in(forms[unit], slipped[unit]) for unit in forms} == asked

    code, said = run(collect)
    cell = mend(forms[SLIP_UNIT], SLIP_COLUMN, answers[SLIP_UNIT][SLIP_COLUMN])
    named = Path(out_of(template), f"{SLIP_UNIT}.xlsx")
    assert (code, said.count("[not-a-number]")) == (1, 1)
    assert f'{named}: {cell}, column {SLIP_COLUMN}: "{SLIP}" is not a number' in said
    assert not (tmp_path / out_of(collect)).exists()

    code, said = run(collect)
    assert (code, f"{len(answers)} units from {len(forms)} workbooks" in said, "ictindex rank" in said) == (
        0,
        True,
        True,
    )
    for command in (check, ranked, report):
        assert run(command)[0] == 0, command

    rubric = get_rubric(RUBRIC)
    wanted = rank(read(ROOT / DATA, rubric), rubric)
    expected = {it.unit.id: (it.rank, str(it.score)) for it in wanted.standings}
    assert len(expected) == 31
    assert ranks_in_workbook(tmp_path / out_of(ranked)) == expected
    assert ranks_in_report(tmp_path / out_of(report)) == expected
