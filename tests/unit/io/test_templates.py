"""Templates: what they ask, what they allow, for whom they are, and that they read back."""

from __future__ import annotations

from datetime import date

import pytest
from attrs import evolve

from ictindex import (
    DataError,
    Dataset,
    Group,
    Indicator,
    Levels,
    Partition,
    Rubric,
    Unit,
    Verify,
    check,
    get_rubric,
    rank,
    read,
)
from ictindex.io import write_template
from ictindex.io.template_writing import template_bytes
from ictindex.model.rubric import ColumnRule

openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
pytest.importorskip("python_calamine", reason="the extra excel is not installed")
pytest.importorskip("xlsxwriter", reason="the extra excel is not installed")

UNITS = [
    Unit(id="so-y-te", name="Sở Y tế", parts={"block": "so"}),
    Unit(id="xa-an-binh", name="Xã An Bình", parts={"block": "xa"}, tags=["mien-nui"]),
]


@pytest.fixture(name="template")
def make_template(tmp_path):
    """Write a template and give its path."""

    def write(rubric, name="mau.xlsx", **options):
        path = tmp_path / name
        write_template(path, rubric, **options)
        return path

    return write


def names_of(page):
    """The hidden names of the columns, with the letter of each."""
    row = next(row for row in page.iter_rows() if row[0].value == "id")
    return {cell.value: cell.column_letter for cell in row}, row[0].row


def rules_of(page, address):
    """The data validations that lie on a cell."""
    return [it for it in page.data_validations.dataValidation if address in it.cells]


def test_a_sheet_for_each_block_with_headings_in_vietnamese(template, rubric):
    """Help first, then a sheet for each block that has units, named as the rubric names it; the record is hidden."""
    book = openpyxl.load_workbook(template(rubric, units=UNITS))
    assert book.sheetnames == ["Hướng dẫn", "Sở, ban, ngành", "Xã", "_ictindex", "_danh_sach"]
    assert [it.sheet_state for it in book.worksheets] == ["visible"] * 3 + ["veryHidden"] * 2
    texts = {cell.value for row in book["Xã"].iter_rows() for cell in row}
    assert {"Mã đơn vị", "Hạ tầng", "Máy tính", "Khác", "Dịch vụ công", "Tự chấm", "Thẩm định", "Minh chứng"} <= texts
    assert "Sở Y tế" not in texts


def test_only_the_cells_of_answers_are_open(template, rubric):
    """Sheets are protected; ids, names, parts and headings are locked, answers are not."""
    page = openpyxl.load_workbook(template(rubric, units=UNITS))["Sở, ban, ngành"]
    columns, row = names_of(page)
    assert page.protection.sheet
    opened = {name for name, letter in columns.items() if not page[f"{letter}{row + 1}"].protection.locked}
    assert opened == columns.keys() - {"id", "name", "block", "tags"}
    assert page[f"{columns['may']}{row}"].protection.locked
    assert page.row_dimensions[row].hidden


def test_cells_take_what_the_law_can_count(template, rubric):
    """Words come from a list on a hidden sheet, points lie within their limits, a share is at most 1."""
    book = openpyxl.load_workbook(template(rubric, units=UNITS))
    page = book["Sở, ban, ngành"]
    columns, row = names_of(page)
    rules = {name: rules_of(page, f"{letter}{row + 1}") for name, letter in columns.items()}
    (yes,), (level,), (points,), (share,) = (rules[name] for name in ("mang", "muc", "may", "ty-le"))
    assert [yes.type, level.type, points.type, share.type] == ["list", "list", "decimal", "decimal"]
    sheet, _, cells = level.formula1.lstrip("=").partition("!")
    assert [cell.value for (cell,) in book[sheet][cells.replace("$", "")]] == ["3", "2", "chưa"]
    assert [float(points.formula1), float(points.formula2)] == [0, 10]
    assert [float(share.formula1), float(share.formula2)] == [-1, 1]
    assert rules["hop_mc"] == []


def test_not_applicable_is_allowed_where_the_law_allows_it(template):
    """A node that may be left out takes n/a besides its words or numbers; what a block does not have is locked."""
    nodes = [
        Indicator(id="a", max=5, missing="not-applicable"),
        Indicator(id="b", max=5, only={"block": ["xa"]}),
        Indicator(id="c", max=5),
    ]
    block = Partition(name="block", parts={"so": "Sở", "xa": "Xã"})
    rubric = Rubric(id="demo/na@2026", total=Group(decimals=0), nodes=nodes, partitions=[block])
    book = openpyxl.load_workbook(template(rubric, units=UNITS))
    for sheet, is_open in (("Sở", False), ("Xã", True)):
        page = book[sheet]
        columns, row = names_of(page)
        (custom,) = rules_of(page, f"{columns['a']}{row + 1}")
        assert (custom.type, '"n/a"' in custom.formula1) == ("custom", True)
        assert page[f"{columns['b']}{row + 1}"].protection.locked is not is_open
        assert not page[f"{columns['c']}{row + 1}"].protection.locked


def fill(path, values):
    """Fill in answers by unit and column, as a person does in the cells of a sheet for each block."""
    book = openpyxl.load_workbook(path)
    for page in book.worksheets:
        if page.sheet_state != "visible" or page.title == "Hướng dẫn":
            continue
        columns, row = names_of(page)
        for line in range(row + 1, page.max_row + 1):
            for name, value in values.get(page[f"A{line}"].value, {}).items():
                page[f"{columns[name]}{line}"] = value
    book.save(path)


def test_a_filled_template_ranks(template, rubric, answers):
    """What a person fills in, saved by another program, is read, checked and ranked."""
    path = template(rubric, units=[evolve(UNITS[0], id="a"), evolve(UNITS[1], id="b")])
    own = {name: cells for name, cells in answers.items() if name not in {"id", "name", "block"}}
    fill(path, {unit: {name: cells[row] for name, cells in own.items()} for row, unit in enumerate("ab")})
    dataset = read(path, rubric)
    assert check(dataset, rubric) == ()
    direct = Dataset.from_columns(units=dataset.units, columns=own)
    scores = [[it.score for it in rank(data, rubric).standings] for data in (dataset, direct)]
    assert scores[0] == scores[1]
    assert dataset.units[1].tags == {"mien-nui"}


def test_a_template_of_another_edition_is_refused(template, rubric):
    """The rubric and its law are recorded: another rubric, or the same one with another law, cannot read it."""
    path = template(rubric, units=UNITS)
    others = [evolve(rubric, id="demo/io@2027"), evolve(rubric, total=Group(decimals=1))]
    for other in others:
        with pytest.raises(DataError) as caught:
            read(path, other)
        assert [it.code for it in caught.value.problems] == ["other-edition"]
    assert len(read(path, evolve(rubric, title="Tên khác"))) == 2


def test_a_form_for_each_unit(template, rubric):
    """Per unit each has a sheet of its own, whose answers stand below each other; addresses lead there."""
    path = template(rubric, units=UNITS, per="unit")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[:3] == ["Hướng dẫn", "Sở Y tế", "Xã An Bình"]
    page = book["Xã An Bình"]
    at = {page[f"{letter}{row}"].value: row for letter in "ABC" for row in range(1, page.max_row + 1)}
    page[f"H{at['may']}"], page[f"I{at['hop_tham_dinh']}"], page[f"J{at['hop_mc']}"] = "mười", 4, "BB 1"
    book.save(path)
    with pytest.raises(DataError) as caught:
        read(path, rubric)
    wrong = [it for it in caught.value.problems if it.code == "not-a-number"]
    assert [it.where.address for it in wrong] == [f"'Xã An Bình'!H{at['may']}"]
    page[f"H{at['may']}"] = 10
    book.save(path)
    dataset = read(path, rubric)
    assert [dataset.column(it).text(1) for it in ("may", "hop_tham_dinh", "hop_mc")] == ["10", "4", "BB 1"]


@pytest.mark.parametrize("per", ["block", "unit"])
def test_an_empty_template_has_no_units(template, rubric, per):
    """Without units the rows are open, and a template in which nothing is filled in holds no unit."""
    path = template(rubric, per=per)
    with pytest.raises(DataError) as caught:
        read(path, rubric)
    assert [it.code for it in caught.value.problems] == ["no-rows"]
    page = openpyxl.load_workbook(path).worksheets[1]
    cell = page["H4"] if per == "unit" else page[f"A{names_of(page)[1] + 1}"]
    assert not cell.protection.locked


def test_days_long_numbers_and_percents_read_back(template):
    """A day before 1900, more digits than a double has, a share above 1: each comes back as it was."""
    rules = [ColumnRule(name="ngay", kind="date", format="dd/mm/yyyy"), ColumnRule(name="ty_le", kind="percent")]
    nodes = [Indicator(id=it, max=10**18) for it in ("ngay", "ty_le", "dai")]
    rubric = Rubric(id="demo/odd@2026", total=Group(decimals=0), nodes=nodes, columns=rules)
    days = [date(1899, 5, 6), date(2026, 2, 28), None]
    columns = {
        "ngay": [it and f"{it:%d/%m/%Y}" for it in days],
        "ty_le": ["129 %", "0.5", "n/a"],
        "dai": ["123456789012345678", "1234567890123456.5", "n/a"],
    }
    data = Dataset.from_columns(units=["a", "b", "c"], columns=columns)
    back = read(template(rubric, units=data), rubric)
    assert [back.column("ngay").fraction(row) for row in (0, 1)] == [it.toordinal() for it in days[:2]]
    assert [back.column("ty_le").fraction(row) * 100 for row in (0, 1)] == [129, 50]
    assert [back.column("dai").text(row) for row in range(3)] == columns["dai"]
    assert back.column("ngay").state.tolist() == [0, 0, 1]


@pytest.mark.parametrize("text", ["=1+1", "@x", "'-x", "a_x0041_b", "007", "1e5", "http://a.b", " x  y ", "#a", "<&>"])
def test_texts_stay_texts(template, text):
    """Ids and evidence that look like formulas, codes, numbers or links come back letter by letter."""
    step = Verify(columns=["x"], reported="*_1", verified="*_2", evidence="*_3")
    rubric = Rubric(id="demo/t@2026", total=Group(decimals=0), nodes=[Indicator(id="x", max=5)], steps=[step])
    columns = {"x_1": [1], "x_2": [1], "x_3": [text]}
    back = read(template(rubric, units=Dataset.from_columns(units=[text], columns=columns)), rubric)
    shown = " ".join(text.split())
    assert (back.units[0].id, back.column("x_3").text(0)) == (shown, shown)


def test_the_same_template_is_the_same_file(rubric):
    """Same arguments, same bytes: no time stands in a template."""
    assert template_bytes(rubric, units=UNITS) == template_bytes(rubric, units=UNITS)


def test_wrong_arguments_are_refused(rubric):
    """Another `per`, or no row to fill in, is said at once."""
    with pytest.raises(ValueError, match="per"):
        template_bytes(rubric, per="sheet")
    with pytest.raises(ValueError, match="row"):
        template_bytes(rubric, rows=0)


@pytest.mark.parametrize("per", ["block", "unit"])
@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("hanoi/agencies@2014", "hanoi-2014.csv"),
        ("laocai/agencies@2014", "laocai-2014.csv"),
        ("vietnam/dti-provinces@2020", "dti-2020.csv"),
    ],
)
def test_built_in_rubrics_round_trip(template, request, name, file, per):
    """The examples, filled into the templates of their rubrics, rank as they do from CSV."""
    csv = request.config.rootpath / "examples" / file
    if not csv.exists():
        pytest.skip(f"{file} does not lie beside the tests")
    rubric = get_rubric(name)
    data = read(csv, rubric)
    back = read(template(rubric, units=data, per=per), rubric)
    rankings = [rank(it, rubric).to_columns() for it in (data, back)]
    assert all(list(rankings[0][key]) == list(rankings[1][key]) for key in ("id", "score", "rank"))


def test_a_rule_of_hundreds_of_words_is_cut_and_its_list_is_not(template):
    """A cell holds 32,767 characters, and a heading that holds more than it can show is read by nobody."""
    words = [f"mức {place} {'rất dài ' * 12}".strip() for place in range(300)]
    nodes = [Indicator(id="muc", vi="Mức độ", shape=Levels({word: place for place, word in enumerate(words)}))]
    rubric = Rubric(id="demo/long@2026", total=Group(decimals=0), nodes=nodes)
    book = openpyxl.load_workbook(template(rubric, rows=2))
    rule = next(str(it.value) for row in book["Số liệu"].iter_rows() for it in row if "mức 0" in str(it.value))
    assert (len(rule) < 2000, "… " in rule or "…\n" in rule, "Tối đa: 299" in rule) == (True, True, True)
    assert [it.value for it in book["_danh_sach"]["A"]] == words
    assert book["Số liệu"]["A1"].value == "demo/long@2026: Số liệu"
