"""CSV tables become data sets, or say everything that is wrong with them, each at its line and column."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictindex.codec import data_digest, read, rubric_from_dict, write_csv
from ictindex.codec.plain_numbers import numbers_or_none, plain_numbers
from ictindex.model import DataError, Dataset, Rubric, Unit
from ictindex.model.columns import MISSING, NOT_APPLICABLE, NumberColumn, TextColumn, numbers_of_text, text_column
from ictindex.model.problems import Cell, Problem
from ictindex.scoring import score

Write = Callable[[str | bytes], Path]

RUBRIC = rubric_from_dict(
    {
        "schema": 1,
        "id": "demo/it@2026",
        "total": {"decimals": 2},
        "node": [
            {"id": "may", "max": 10, "read": "may / can_bo", "missing": "not-applicable"},
            {"id": "mang", "yes": 5, "missing": "not-applicable"},
            {"id": "muc", "levels": [["mức 3", 5], ["4", 2]], "missing": "not-applicable"},
            {"id": "ty_le", "max": 5, "range": "clip", "missing": "not-applicable"},
            {"id": "ngay", "curve": [[0, 0], [800000, 5]], "missing": "not-applicable"},
        ],
        "column": {"ty_le": {"kind": "percent"}, "ngay": {"kind": "date", "format": "dd/mm/yyyy"}},
        "exclude": [{"tag": "mat", "why": "bí mật"}],
    }
)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file and return its path."""

    def write_file(content: str | bytes) -> Path:
        path = tmp_path / "a.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_file


def problems(path: Path, rubric: Rubric | None = None, **options: object) -> list[Problem]:
    """What keeps a file from being read."""
    with pytest.raises(DataError) as caught:
        read(path, rubric, **options)  # type: ignore[arg-type]
    return list(caught.value.problems)


def places(path: Path, rubric: Rubric | None = None, **options: object) -> list[tuple[str, int | None, str]]:
    """Code, line and column of every problem."""
    found = []
    for problem in problems(path, rubric, **options):
        assert isinstance(problem.where, Cell)
        assert problem.where.file == str(path)
        found.append((problem.code, problem.where.row, problem.where.column))
    return found


def test_units_carry_id_name_parts_and_tags(write: Write) -> None:
    """Partitions that the rubric names are columns of the units, derived ones are not."""
    path = write("id,name,block,khu-vuc,tags,may,prizes\nso-y-te,Sở  Y tế,Sở,bac, a | b|,3,x\nx1,,xa,,,4,y\n")
    data = read(path)
    assert data.units[1] == Unit(id="x1", parts={"block": "xa"})
    assert data.column_names == ("khu-vuc", "may", "prizes")
    rubric = rubric_from_dict(
        {
            "schema": 1,
            "id": "demo/it@2026",
            "total": {"decimals": 2},
            "partition": {"khu-vuc": {"bac": "Bắc", "nam": "Nam"}, "prizes": {"a": {"tag": "a"}}},
            "node": [{"id": "may", "max": 5}],
        }
    )
    data = read(path, rubric)
    parts = {"block": "Sở", "khu-vuc": "bac"}
    assert data.units[0] == Unit(id="so-y-te", name="Sở Y tế", parts=parts, tags={"a", "b"})
    assert data.column_names == ("may", "prizes")
    assert (data.file, data.rows) == (str(path), (2, 3))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_delimiter_line_ends_and_byte_order_mark_are_recognised(
    write: Write, delimiter: str, ending: str, mark: str
) -> None:
    """What spreadsheets write is read without a word."""
    lines = [["id", "name", "may"], ["a", '"x,y;z"' if delimiter == "\t" else "x", "3"], ["b", "Sở", "4"]]
    text = mark + ending.join(delimiter.join(line) for line in lines) + ending
    data = read(write(text))
    assert [unit.id for unit in data.units] == ["a", "b"]
    assert [data.column("may").fraction(row) for row in (0, 1)] == [3, 4]
    assert data.rows == (2, 3)


def test_a_delimiter_inside_quotes_does_not_count(write: Write) -> None:
    """The header decides, outside its quotes."""
    data = read(write('id;"Diện tích, km2";"a;b"\nx;1,5;2\n'))
    assert data.column_names == ("Diện tích, km2", "a;b")


def test_only_one_delimiter_can_give_the_id(write: Write) -> None:
    """A name with a comma in a semicolon file needs no quotes where `id` tells them apart."""
    assert read(write("id;a,b\nx;1\n")).column_names == ("a,b",)
    assert places(write("id,a;id\nx,1\n")) == [("unclear-delimiter", 1, "")]
    assert read(write("id,a;id\nx,1\n"), delimiter=",").column_names == ("a;id",)
    assert places(write("id|a\nx|1\n"), delimiter="|") == [("bad-option", None, "")]


def test_comments_stand_above_the_header_and_count_as_lines(write: Write) -> None:
    """Also as a spreadsheet quotes them, and with empty lines between."""
    data = read(write('# minh họa\n\n"# không phải số liệu";;\nid;may\na;1\n\n# b;2\n;;\n'))
    assert [unit.id for unit in data.units] == ["a", "# b"]
    assert data.rows == (5, 7)


def test_a_line_is_what_an_editor_counts(write: Write) -> None:
    """A quoted line break makes one row of two lines."""
    path = write('id,"ghi\nchú",may\na,"một\nhai\r\nba",1\nb,x,\nb,y,2,3\n"c\n",z,x\n')
    assert places(path) == [("row-length", 7, "")]
    assert read(write('id,x,may\na,"một\nhai",1\nb,x,2\n')).rows == (2, 4)


def test_all_problems_of_a_file_come_at_once(write: Write) -> None:
    """Its form, its ids and its cells."""
    text = (
        "id,may,can_bo,mang,muc,ty_le,ngay,may\n"
        "a,3,10,có,mức 3,29 %,31/12/2014,\n"
        "a,ba,-,cò,mức 5,29,2014-12-31,\n"
        ",1,2,x,4,150 %,,\n"
        "c,1,2\n"
        "d,1,2,không,Mức 3,n/a,30/02/2014,\n"
    )
    assert places(write(text), RUBRIC) == [
        ("double-column", 1, "may"),
        ("double-id", 3, "id"),
        ("not-a-number", 3, "may"),
        ("not-a-number", 3, "can_bo"),
        ("not-yes-or-no", 3, "mang"),
        ("unknown-level", 3, "muc"),
        ("not-a-percent", 3, "ty_le"),
        ("not-a-date", 3, "ngay"),
        ("empty-id", 4, "id"),
        ("row-length", 5, ""),
        ("not-a-date", 6, "ngay"),
    ]


def test_problems_say_value_expectation_and_hint(write: Write) -> None:
    """A dash, a level with a slip, a percent sign where no percent is declared."""
    text = "id,may,can_bo,mang,muc,ty_le,ngay\na,-,29 %,–,muc 3,1,\n"
    dash, percent, no_word, level = problems(write(text), RUBRIC)
    assert "Excel shows 0 as a dash" in dash.expected
    assert "percent" in percent.hint
    assert "Excel" in no_word.hint
    assert (level.message, level.expected, level.hint) == (
        '"muc 3" is no level of muc',
        "mức 3 | 4",
        'did you mean "mức 3"?',
    )


def test_columns_are_typed_as_the_rubric_reads_them(write: Write) -> None:
    """Numbers, shares, days; yes and levels stay texts, whatever they look like."""
    data = read(write("id,may,can_bo,mang,muc,ty_le,ngay,khac\na,3,10,1,4,29 %,31/12/2014,x\nb,,n/a,0,4,,,7\n"), RUBRIC)
    kinds = {name: type(column) for name, column in data.columns}
    assert [name for name, kind in kinds.items() if kind is TextColumn] == ["mang", "muc", "khac"]
    assert data.column("ty_le").fraction(0) == Fraction(29, 100)
    assert data.column("ngay").fraction(0) == 735598
    assert data.column("ngay").text(0) == "31/12/2014"
    assert data.column("can_bo").state.tolist() == [0, NOT_APPLICABLE]
    assert data.column("may").state.tolist() == [0, MISSING]


def test_without_a_rubric_a_column_of_numbers_is_numbers(write: Write) -> None:
    """A day or a single word makes it texts."""
    data = read(write("id,a,b,c,d\nx,1,31.12.2014,1,\ny,,1.1.2015,một,\n"))
    kinds = {name: type(column) for name, column in data.columns}
    assert kinds == {"a": NumberColumn, "b": TextColumn, "c": TextColumn, "d": NumberColumn}
    assert data.decimal == "."


def test_one_file_has_one_decimal_mark(write: Write) -> None:
    """Declared, proved, or refused with the cells that are in doubt."""
    assert read(write('id;a\nx;0,633\ny;"1,234"\n')).column("a").fraction(1) == Fraction(1234, 1000)
    assert read(write("id;a\nx;1.234.567\ny;2\n")).column("a").fraction(0) == 1234567
    assert places(write("id;a;b\nx;1;2\ny;2;1,234\n")) == [("unproved-decimal-mark", 3, "b")]
    assert read(write("id;a\nx;1,234\n"), decimal=",").column("a").fraction(0) == Fraction(1234, 1000)
    assert read(write("# decimal: .\nid;a\nx;1,234\n")).column("a").fraction(0) == 1234
    (both,) = problems(write("id;a;b\nx;0.5;2\ny;1;0,5\n"))
    assert both.code == "two-decimal-marks"
    assert '0.5 in row 2, column "a" and 0,5 in row 3, column "b"' in both.message
    assert places(write("id;a\nx;1\n"), decimal="·") == [("bad-option", None, "")]


def test_only_columns_that_the_rubric_reads_as_numbers_prove_the_mark(write: Write) -> None:
    """A telephone number in a column that nobody reads proves nothing, and neither does a day."""
    head = "id;may;can_bo;mang;muc;ty_le;ngay;dien_thoai\n"
    data = read(write(head + "a;0,5;10;có;4;;31/12/2014;024.3825\nb;1;1;có;4;0,1;;0.5\n"), RUBRIC)
    assert data.decimal == ","
    (problem,) = problems(write(head + "a;1,234;10;có;4;;;0,5\n"), RUBRIC)
    assert (problem.code, problem.where.column) == ("unproved-decimal-mark", "may")


def test_cells_of_excluded_units_do_not_matter(write: Write) -> None:
    """The military is listed, and its answers are nobody's business."""
    head = "id,tags,may,can_bo,mang,muc,ty_le,ngay\n"
    data = read(write(head + "a,mat,bí mật,?,?,?,?,?\nb,,1,2,có,4,,\n"), RUBRIC)
    assert len(data) == 2
    assert places(write(head + "a,mat,bí mật,?,?,?,?,?\nb,,?,2,có,4,,\n"), RUBRIC) == [("not-a-number", 3, "may")]


def test_a_column_that_is_not_there_names_the_near_one(write: Write) -> None:
    """Only columns that nobody reads are offered."""
    found = problems(write("id,may,canbo,mang,muc,ty_le,ngay\na,1,2,có,4,,\n"), RUBRIC)
    assert [(it.code, it.where.column, it.hint) for it in found] == [
        ("missing-column", "can_bo", 'did you mean "canbo"?')
    ]


@pytest.mark.parametrize(
    ("header", "hint"), [("ID,may", 'rename the column "ID" to "id"'), ("ids,may", 'did you mean "ids"?')]
)
def test_a_table_without_ids_says_what_comes_near(write: Write, header: str, hint: str) -> None:
    """The column `id` is the one that every table has."""
    (problem,) = problems(write(f"{header}\na,1\n"))
    assert (problem.code, problem.hint) == ("missing-column", hint)


def test_names_of_columns_have_one_form(write: Write) -> None:
    """Composed letters and one Đ, so that a reading finds its column."""
    data = read(write("id,Ðiê\u0309m  so\u0302\u0301\na,1\n"))
    assert data.column_names == ("Điểm số",)


def test_nameless_columns_are_refused_only_where_they_hold_something(write: Write) -> None:
    """A spreadsheet leaves empty columns at the right."""
    assert read(write("id,may,,\na,1,,\nb,2,,,,\n")).column_names == ("may",)
    (problem,) = problems(write("id,may,\na,1,\nb,2,3\n"))
    assert (problem.code, problem.message) == ("empty-column-name", "column 3 has cells and no name")


@pytest.mark.parametrize(
    ("data", "row", "hint"),
    [
        ("id,name\na,Sở".encode("cp1258", "replace") + b"\xf0", 2, "Windows-1258"),
        ("id,name\na,Sở\n".encode("utf-16"), 1, "UTF-16"),
        ("id,may\na,1\n".encode("utf-16-le"), 1, "UTF-16"),
        (b"PK\x03\x04\x00\xff", 1, "Excel workbook"),
        (b"\xef\xbb\xbfid,x\na,\xff\n", 2, "CSV UTF-8"),
    ],
)
def test_what_is_no_utf8_is_named_for_what_it_seems_to_be(write: Write, data: bytes, row: int, hint: str) -> None:
    """The byte, the line, and what to do in Excel."""
    (problem,) = problems(write(data))
    assert problem.code == "bad-encoding"
    assert problem.where.row == row
    assert hint in problem.hint


def test_the_byte_is_counted_from_the_beginning_of_the_file(write: Write) -> None:
    """The byte order mark counts as three."""
    (problem,) = problems(write(b"\xef\xbb\xbfid,x\na,\xff\n"))
    assert problem.message == "byte 11 (0xff) is not UTF-8"


def test_another_encoding_may_be_named(write: Write) -> None:
    """Old files are read as what they are said to be."""
    path = write("id,name\na,Đông\n".encode("cp1258"))
    assert read(path, encoding="cp1258").units[0].name == "Đông"
    assert places(path, encoding="latin-99") == [("bad-option", None, "")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "no-rows"),
        ("# chú thích\n", "no-rows"),
        ("id,may\n", "no-rows"),
        ('id,may\na,"1\nb,2\n', "bad-quotes"),
        ('id,may\na,"1"2\nb,2\n', "bad-quotes"),
    ],
)
def test_an_empty_table_and_open_quotes_are_refused(write: Write, text: str, code: str) -> None:
    """A quote that never closes would swallow the rest of the file."""
    assert [problem.code for problem in problems(write(text))] == [code]


def test_a_quote_that_does_not_close_names_its_row(write: Write) -> None:
    """Where it opened, not where the file ends."""
    assert places(write('id,may\na,1\nb,"2\nc,3\n')) == [("bad-quotes", 3, "")]


def test_a_decimal_comma_between_commas_is_explained(write: Write) -> None:
    """The commonest slip with commas on both sides."""
    (problem,) = problems(write("id,a,b\nx,0,5,1\n"))
    assert (problem.code, problem.message) == ("row-length", "4 cells under 3 column names")
    assert "double quotes" in problem.hint


@pytest.mark.parametrize("cell", ["1e999", "1e-999999999", "9" * 50])
def test_numbers_beyond_reason_are_refused(write: Write, cell: str) -> None:
    """They would be infinite, or fill the memory."""
    text = f"id,may,can_bo,mang,muc,ty_le,ngay\na,{cell},10,có,4,,\n"
    assert places(write(text), RUBRIC) == [("not-a-number", 2, "may")]


def test_tokens_for_not_applicable_may_be_declared(write: Write) -> None:
    """An empty cell is missing whatever they are."""
    data = read(write("id,a\nx,kad\ny,\nz,1\n"), not_applicable=("KAD",))
    assert data.column("a").state.tolist() == [NOT_APPLICABLE, MISSING, 0]


def test_what_a_file_says_of_itself_is_kept(write: Write) -> None:
    """Comments that declare nothing are repeated by every report."""
    data = read(write("# illustrative, not official data\n# decimal: .\nid,a\nx,1\n"))
    assert data.notes == ("illustrative, not official data",)
    data = read(write('"# minh họa, ""không"" chính thức",,\n# xem báo cáo,,\n# decimal: ,,,\nid,a,b\nx,"1,5",\n'))
    assert data.notes == ('minh họa, "không" chính thức', "xem báo cáo")
    assert data.decimal == ","


def test_a_refused_file_lists_what_scoring_would_refuse_too(write: Write) -> None:
    """So that a table is mended in one round; a readable one is left to the scoring."""
    rubric = rubric_from_dict(
        {
            "schema": 1,
            "id": "demo/it@2026",
            "total": {"decimals": 1},
            "partition": {"block": {"so": "Sở", "xa": "Xã"}},
            "node": [{"id": "may", "max": 5}, {"id": "mang", "yes": 5}],
        }
    )
    assert len(read(write("id,block,may,mang\na,huyện,7,có\n"), rubric)) == 1
    found = places(write("id,block,may,mang\na,huyện,7,có\nb,so,,cò\n"), rubric)
    assert {("unknown-part", 2, "block"), ("not-yes-or-no", 3, "mang")} < set(found)
    assert {row for _, row, column in found if column == "may"} == {2, 3}


def test_where_the_mark_is_in_doubt_only_certain_mistakes_are_listed(write: Write) -> None:
    """1,234 is a number under either mark, and ba under none."""
    found = places(write("id;may;can_bo;mang;muc;ty_le;ngay\na;1,234;ba;có;4;;\n"), RUBRIC)
    assert found == [("unproved-decimal-mark", 2, "may"), ("not-a-number", 2, "can_bo")]


decimals = st.decimals(places=6, min_value=-(10**9) + 1, max_value=10**9 - 1, allow_nan=False)
cells = st.one_of(
    decimals.map(str), st.integers(-(10**9) + 1, 10**9 - 1).map(str), st.sampled_from(["", "n/a", "-0", "007", "0.50"])
)


@given(st.lists(cells, min_size=1, max_size=8), st.sampled_from([".", ","]))
def test_the_quick_reader_of_plain_numbers_reads_what_the_model_reads(texts: list[str], mark: str) -> None:
    """The same values and states."""
    column = text_column([text.replace(".", mark) for text in texts])
    quick, (slow, refused) = plain_numbers(column, mark), numbers_of_text(column, mark)
    assert quick is not None
    assert not refused
    assert [quick.fraction(row) for row in range(len(texts))] == [slow.fraction(row) for row in range(len(texts))]
    assert np.array_equal(quick.state, slow.state)


@pytest.mark.parametrize("text", ["1,5", "1e3", "+1", ".5", "5.", "1234567890", "0.1234567", "１", "a", "1 2", "29%"])
def test_anything_else_is_left_to_the_model_s_reader(text: str) -> None:
    """Which takes it or refuses it."""
    column = text_column([text, "1"])
    assert plain_numbers(column, ".") is None
    slow, refused = numbers_of_text(column, ".")
    found = numbers_or_none(column, ".", "number", "")
    assert (found is None) == bool(refused)
    assert found is None or np.array_equal(found.coefficients, slow.coefficients)


texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)


@given(
    st.lists(st.tuples(texts, st.one_of(st.none(), decimals)), min_size=1, max_size=6),
    st.sampled_from([",", ";", "\t"]),
)
def test_what_is_written_is_read(rows: list[tuple[str, Decimal | None]], delimiter: str) -> None:
    """Names with quotes and delimiters, and numbers to the last digit."""
    import tempfile

    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\n")
    writer.writerow(["id", "name", "x"])
    writer.writerows([f"u{row}", name, value] for row, (name, value) in enumerate(rows))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_text(stream.getvalue(), encoding="utf-8")
        found = read(path, decimal=".")
    units = [Unit(id=f"u{row}", name=name) for row, (name, _) in enumerate(rows)]
    expected = Dataset.from_columns(units=units, columns={"x": [value for _, value in rows]})
    assert data_digest(found) == data_digest(expected)


def test_a_written_table_reads_back(tmp_path: Path) -> None:
    """With its comments; cells that could be formulas carry an apostrophe."""
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        write_csv([["a", "=1+1", Decimal("-0.50")]], ["id", "name", "x"], stream, comments=["minh họa\nhai dòng"])
    assert path.read_text(encoding="utf-8").splitlines()[0] == "# minh họa hai dòng"
    data = read(path)
    assert data.units[0].name == "=1+1"
    assert data.column("x").fraction(0) == Fraction(-1, 2)


def test_a_table_of_a_hundred_units_is_read_at_once(write: Write) -> None:
    """111 rows of 40 columns; the limit leaves room for a slow and shared machine."""
    import time

    names = [f"c{column}" for column in range(40)]
    rows = [[f"u{row}", *(f"{row * column / 7:.3f}" for column in range(40))] for row in range(111)]
    path = write("\n".join(",".join(row) for row in [["id", *names], *rows]))
    times = []
    for _ in range(5):
        start = time.process_time()
        read(path)
        times.append(time.process_time() - start)
    assert min(times) < 0.05


def test_a_note_may_begin_with_any_word(write: Write) -> None:
    """Only what tells the program something exact is kept from the reader."""
    text = (
        "# Data: checked by the council\n# Status: draft\n# law: of 2014\n# rubric: as of May\n"
        f"# Decimal: ,\n# rubric: hanoi/agencies@2014\n# law: {'0' * 64}\nid;a\nx;1,234\n"
    )
    data = read(write(text))
    assert data.notes == ("Data: checked by the council", "Status: draft", "law: of 2014", "rubric: as of May")
    assert data.column("a").fraction(0) == Fraction("1.234")


def test_unknown_parts_are_reported_though_the_mark_is_in_doubt(write: Write) -> None:
    """A part is wrong under either mark."""
    rubric = rubric_from_dict(
        {
            "schema": 1,
            "id": "demo/it@2026",
            "total": {"decimals": 1},
            "partition": {"block": {"so": "Sở"}},
            "node": [{"id": "a"}],
        }
    )
    with pytest.raises(DataError) as caught:
        read(write("id;block;a\nx;xa;1,234\ny;so;2\n"), rubric)
    assert [(it.code, it.where.row) for it in caught.value.problems] == [
        ("unproved-decimal-mark", 2),
        ("unknown-part", 2),
    ]


def test_many_cells_in_doubt_take_no_longer_each(write: Write) -> None:
    """20,000 cells that are no number, in a file whose mark nothing proves; it was quadratic."""
    import time

    rubric = rubric_from_dict(
        {"schema": 1, "id": "demo/it@2026", "total": {"decimals": 1}, "node": [{"id": "a"}, {"id": "b"}]}
    )
    path = write("id;a;b\n" + "".join(f"u{row};?{row};1,234\n" for row in range(20_000)))
    start = time.process_time()
    with pytest.raises(DataError) as caught:
        read(path, rubric)
    assert time.process_time() - start < 4
    assert len(caught.value.problems) == 20_001


def test_a_byte_order_mark_is_no_letter(tmp_path: Path) -> None:
    """Also where the encoding is named without it."""
    path = tmp_path / "a.csv"
    path.write_bytes("id,a\nx,1\n".encode("utf-8-sig"))
    assert [read(path, encoding=name).column_names for name in ("utf-8-sig", "utf-8", "utf8")] == [("a",)] * 3


@pytest.mark.parametrize(
    ("encoding", "content", "code"),
    [
        ("utf-8-sig", "id,a\nx,1\n".encode("utf-16"), "bad-encoding"),
        ("utf-8-sig", "id,a\nSở,1\n".encode().replace(b"\xe1", b"\xf5"), "bad-encoding"),
        ("utf-8-sig", b"id,a\nx\xed\xa0\x80,1\n", "bad-encoding"),
        ("utf-7", b"id,a\nx+2AA-,1\n", "bad-encoding"),
        ("undefined", b"id,a\nx,1\n", "bad-encoding"),
        ("a\0b", b"id,a\nx,1\n", "bad-option"),
        ("rot13", b"id,a\nx,1\n", "bad-option"),
    ],
)
def test_no_encoding_ends_in_a_traceback(tmp_path: Path, encoding: str, content: bytes, code: str) -> None:
    """Neither one that the file is not in, nor one that is none, nor half of a character."""
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(DataError) as caught:
        read(path, encoding=encoding)
    assert [it.code for it in caught.value.problems] == [code]
    with pytest.raises(TypeError, match="encoding"):
        read(path, encoding=None)


def test_a_column_of_parents_is_marked_as_ids_are(tmp_path: Path) -> None:
    """An id that a spreadsheet would run is found as the parent of its children, mark or none."""
    steps = [{"kind": "carry-up", "into": ["tong", "so"], "column": "x", "parent": "thuoc"}]
    nodes = [{"id": "muc", "read": "tong / so", "max": 10, "zero": "zero"}]
    head = {"schema": 1, "id": "demo/it@2026", "total": {"decimals": 1}}
    path = tmp_path / "d.csv"
    path.write_text("id,thuoc,x\n'-huyen,,1\nxa,'-huyen,0.5\nxa-2,-huyen,1\n", encoding="utf-8")
    rubric = rubric_from_dict({**head, "node": nodes, "step": steps})
    assert score(read(path, rubric), rubric).values("muc").tolist() == [7.5, 0.0, 0.0]
