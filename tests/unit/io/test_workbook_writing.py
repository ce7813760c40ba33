"""A ranking as a workbook, read back with two other libraries, and looked at as the parts of its file."""

from __future__ import annotations

import shutil
import subprocess
import sys
from decimal import Decimal
from io import BytesIO
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import attrs
import pytest

from ictindex import Dataset, Group, Impute, Indicator, Rubric, Screen, Treat, rank
from ictindex.io import workbook_writing_cells, write_workbook
from ictindex.model.problems import MissingExtra

pytest.importorskip("xlsxwriter", reason="the extra excel is not installed")
openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
calamine = pytest.importorskip("python_calamine", reason="the extra excel is not installed")

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# The order in which a worksheet holds its parts, as the schema of the format prints it (ECMA-376, CT_Worksheet).
OF_A_SHEET = [
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
]
OF_A_WORKBOOK = [
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
    "definedNames",
    "calcPr",
]


@pytest.fixture
def book(ranking, tmp_path):
    """The workbook of the ranking in Vietnamese, as openpyxl reads it."""
    write_workbook(ranking, tmp_path / "x.xlsx", reasons=True)
    return openpyxl.load_workbook(tmp_path / "x.xlsx")


def head_row(page, text):
    """The row of the headings, by the first of them."""
    return next(row for row in range(1, page.max_row + 1) if page.cell(row, 1).value == text)


def test_every_part_of_a_result_has_a_sheet(book):
    """Blocks by name, made fit for a sheet; then what is not ranked, points, tiers, prizes, reasons, and the law."""
    assert book.sheetnames == [
        "Sở, ban- ngành",
        "=Xã",
        "Không xếp hạng",
        "Điểm từng chỉ tiêu",
        "Xếp loại",
        "Khen thưởng",
        "Lý do từng đơn vị",
        "Cách xếp hạng",
        "Chỉ tiêu và cách tính",
        "Tham số",
    ]


def test_the_status_stands_in_the_first_lines_of_every_sheet(book, ranking):
    """Whoever prints one sheet alone sees whose rubric it is."""
    for page in book:
        lines = [page.cell(row, 1).value for row in (1, 2, 3)]
        assert lines[0] == "Thử nghiệm"
        assert lines[1].startswith("MINH HỌA")
        assert lines[2] == f"demo/it@2026 · luật {ranking.law[:12]} · số liệu {ranking.data[:12]}"


def test_no_text_is_a_formula(book):
    """Whatever a name begins with, every cell holds a text or a number."""
    kinds = {cell.data_type for page in book for row in page.iter_rows() for cell in row}
    assert kinds == {"s", "n"}
    page = book["Sở, ban- ngành"]
    start = head_row(page, "Hạng")
    assert sorted(page.cell(start + row, 3).value for row in (1, 2)) == ["+84", "=1+1"]


def test_numbers_show_exactly_the_printed_digits(book, ranking):
    """The value is the nearest double, the format has as many decimals as the law prints."""
    page = book["=Xã"]
    start = head_row(page, "Hạng")
    for row, standing in enumerate((it for it in ranking.standings if it.block == "xa" and it.rank), start=start + 1):
        cell = page.cell(row, 4)
        assert (Decimal(repr(cell.value)), cell.number_format) == (standing.score, "0.00")
        assert page.cell(row, 1).value == standing.rank


def test_calamine_reads_the_same(ranking, tmp_path):
    """A second library, which is also how workbooks are read here."""
    write_workbook(ranking, tmp_path / "x.xlsx", lang="en")
    sheets = calamine.CalamineWorkbook.from_path(str(tmp_path / "x.xlsx"))
    rows = sheets.get_sheet_by_name("Points per node").to_python()
    start = next(place for place, row in enumerate(rows) if row[0] == "Block")
    assert rows[start][4:] == ["Score", "Tin học & mạng", "-Mạng"]
    assert rows[start + 1][4:] == ["total", "tin", "mang"]
    found = {row[2]: row[4:] for row in rows[start + 3 :]}
    for standing in ranking.standings:
        points = [standing.score, *(standing.nodes[name].score for name in ("tin", "mang"))]
        shown = ["n/a" if it is None else it for it in points]
        assert [it if isinstance(it, str) else Decimal(repr(it)) for it in found[standing.unit.id]] == shown


def test_a_sheet_is_laid_out_for_reading_and_for_paper(book):
    """Frozen heads, a filter over all rows, A4 on its side, the heads on every page."""
    page = book["=Xã"]
    start = head_row(page, "Hạng")
    assert page.freeze_panes == f"D{start + 1}"
    assert page.auto_filter.ref == f"A{start}:H{start + 3}"
    assert (page.page_setup.paperSize, page.page_setup.orientation) == (9, "landscape")
    assert page.print_title_rows == f"${start}:${start}"
    assert page.oddFooter.center.text == "=Xã"


def test_prizes_have_their_reasons(book):
    """Who won, where, and on which values against whom."""
    page = book["Khen thưởng"]
    start = head_row(page, "Hình thức khen thưởng")
    heads = [cell.value for cell in page[start]]
    assert heads == ["Hình thức khen thưởng", "Khối", "Giải", "Đơn vị", "Lý do"]
    assert [cell.value for cell in page[start + 1]] == [
        "Khen thưởng: @Giải [giai]",
        "Sở, ban: ngành",
        "Nhất",
        "+84",
        "tổng điểm 20,00; đơn vị kế tiếp: =1+1 (16,67)",
    ]


def test_all_nodes_policies_and_parameters_are_there(book, ranking):
    """How it was made, whole: each node with its formula, each policy, each parameter."""
    page = book["Chỉ tiêu và cách tính"]
    start = head_row(page, "Mã")
    assert [page.cell(row, 1).value for row in range(start + 1, page.max_row + 1)] == list(ranking.rubric.node_ids)
    assert page.cell(start + 2, 7).value == "may / can_bo × 20"
    assert book["Cách xếp hạng"].max_row > 10
    assert book["Tham số"].max_row > 10


def test_units_that_are_not_ranked_have_the_reason(book):
    """Excluded units stand in no block and are not forgotten."""
    page = book["Không xếp hạng"]
    start = head_row(page, "Mã")
    assert [cell.value for cell in page[start + 1]] == ["f", "F", "loại trừ: =an ninh"]


def test_the_same_ranking_gives_the_same_bytes(ranking, tmp_path):
    """No time stands in the file (law L17)."""
    write_workbook(ranking, tmp_path / "a.xlsx")
    write_workbook(ranking, tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    with ZipFile(tmp_path / "a.xlsx") as file:
        assert {it.date_time for it in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2000-01-01T00:00:00Z" in file.read("docProps/core.xml")


def test_the_parts_of_the_file_stand_in_the_order_of_the_schema(ranking, tmp_path):
    """Excel calls a file damaged whose elements stand in another order; other readers do not tell."""
    write_workbook(ranking, tmp_path / "x.xlsx")
    with ZipFile(tmp_path / "x.xlsx") as file:
        sheets = [name for name in file.namelist() if name.startswith("xl/worksheets/sheet")]
        assert len(sheets) == 9
        for name in (*sheets, "xl/workbook.xml"):
            order = OF_A_WORKBOOK if name == "xl/workbook.xml" else OF_A_SHEET
            tags = [child.tag.removeprefix(MAIN) for child in ET.fromstring(file.read(name))]  # noqa: S314 - ours
            assert sorted(tags, key=order.index) == tags
            assert len(set(tags)) == len(tags)


def test_a_number_that_a_double_cannot_hold_is_a_text(ranking):
    """All digits or none: 16 of them would be shown with the last one wrong."""
    sheet = workbook_writing_cells.Sheet(
        name="x",
        above=[],
        heads=[workbook_writing_cells.Head.of("n", right=True)],
        rows=[[Decimal("1234567890123.45")], [Decimal("12345678901234.56")]],
    )
    page = read(workbook_writing_cells.workbook_bytes([sheet], title="", status=""))
    assert [page.cell(row, 1).value for row in (2, 3)] == [1234567890123.45, "12345678901234.56"]


def read(data):
    """The first sheet of a workbook."""
    return openpyxl.load_workbook(BytesIO(data)).worksheets[0]


def test_a_text_longer_than_a_cell_goes_on_in_the_next_row():
    """Nothing is cut off in silence."""
    long = "a" * 20_000 + "b" * 20_000
    heads = [workbook_writing_cells.Head.of(it) for it in ("x", "y")]
    sheet = workbook_writing_cells.Sheet(name="x", above=[], heads=heads, rows=[["id", long]])
    page = read(workbook_writing_cells.workbook_bytes([sheet], title="", status=""))
    assert "".join(page.cell(row, 2).value for row in range(2, page.max_row + 1)) == long
    assert [page.cell(row, 1).value for row in (2, 3, 4)] == ["id", None, None]


def test_control_characters_and_escapes_of_the_format_come_back():
    """A name that looks like an escape of the format is not taken for one."""
    texts = ["_x0041_", "a\x07b", "tab\there"]
    head = workbook_writing_cells.Head.of("x")
    sheet = workbook_writing_cells.Sheet(name="x", above=[], heads=[head], rows=[[text] for text in texts])
    data = workbook_writing_cells.workbook_bytes([sheet], title="", status="")
    rows = calamine.CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[1:]] == texts


def test_a_table_that_no_sheet_holds_is_refused(ranking, tmp_path, monkeypatch):
    """With what to do instead, and no file is left."""
    monkeypatch.setattr(workbook_writing_cells, "_MOST_ROWS", 8)
    with pytest.raises(ValueError, match="write CSV or Parquet"):
        write_workbook(ranking, tmp_path / "x.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_what_is_no_ranking_and_no_language_is_refused(ranking, tmp_path):
    """Before anything is written."""
    with pytest.raises(TypeError, match="expected a Ranking"):
        write_workbook(ranking.scores, tmp_path / "x.xlsx")
    with pytest.raises(ValueError, match="'fr' is not known"):
        write_workbook(ranking, tmp_path / "x.xlsx", lang="fr")


def test_without_the_extra_the_error_installs_it(ranking, tmp_path, monkeypatch):
    """A sentence, no traceback of an import."""
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingExtra, match=r"python -m pip install 'ictindex\[excel\]'"):
        write_workbook(ranking, tmp_path / "x.xlsx")


def test_notes_of_the_data_stand_above_every_sheet(ranking, tmp_path):
    """Invented data say so wherever they are shown."""
    dataset = attrs.evolve(ranking.scores.dataset, notes=("illustrative, not official data",))
    from ictindex import rank

    write_workbook(rank(dataset, ranking.rubric), tmp_path / "x.xlsx", lang="en")
    for page in openpyxl.load_workbook(tmp_path / "x.xlsx"):
        assert page.cell(4, 1).value == "Data: illustrative, not official data"


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it(ranking, tmp_path):
    """A program that many offices use takes the file and shows the digits as they are printed."""
    write_workbook(ranking, tmp_path / "x.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    # Comma, quote, UTF-8, from line 1, no types, as shown, the second sheet.
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,2"
    command = ["soffice", "--headless", profile, "--convert-to", form, "--outdir", str(tmp_path), "x.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    text = next(tmp_path.glob("*.csv")).read_text(encoding="utf-8")
    assert "1,e,Xã & <b>,5.71,20," in text
    assert "2,c,-x,2.50,20," in text


def test_what_steps_did_has_sheets_of_its_own(tmp_path):
    """Who left, what was filled and what was moved; numbers are numbers."""
    steps = [
        Screen(least="60%", why="thiếu số liệu"),
        Impute(columns=["y"], method="mean", decimals=1),
        Treat(columns=["x"], method="clip", high=5),
    ]
    nodes = [Indicator(id=name, max=10, missing="zero") for name in "xyz"]
    rubric = Rubric(id="demo/steps@2026", total=Group(decimals=1), nodes=nodes, steps=steps)
    columns = {"x": [1, 9, None], "y": [2, None, None], "z": [1, 1, 1]}
    ranking = rank(Dataset.from_columns(units=["a", "b", "c"], columns=columns), rubric)
    write_workbook(ranking, tmp_path / "x.xlsx")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    last = {page: [cell.value for cell in book[page][book[page].max_row]] for page in book.sheetnames}
    assert last["Thiếu số liệu"] == ["c", 1, 3, "x, y"]
    assert last["Ô được điền"] == ["b", "y", 2]
    assert last["Giá trị ngoại lệ"] == ["b", "x", 9, 5]
