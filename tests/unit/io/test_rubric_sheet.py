"""A rubric as a workbook: every law survives the way there and back, and every slip is told by its cell."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given

from ictindex import DataError, RubricError, get_rubric, list_rubrics
from ictindex.codec import law_digest, rubric_from_dict, rubric_to_dict, text_digest
from ictindex.codec.place import Refused
from ictindex.io import rubric_from_sheet, rubric_to_sheet, write_workbook
from ictindex.io.rubric_sheet_notation import how_of, how_text
from ictindex.io.rubric_sheet_numbers import number_of, number_text
from ictindex.testing.strategies import rubrics

pytest.importorskip("xlsxwriter", reason="the extra excel is not installed")
pytest.importorskip("python_calamine", reason="the extra excel is not installed")
openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")

HEADINGS = ("Mã", "Thuộc", "Tên", "Điểm tối đa", "Số liệu", "Cách chấm", "Khác")


def through(rubric, lang="vi"):
    """The rubric as it is after a workbook."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.xlsx")
        rubric_to_sheet(rubric, path, lang=lang)
        return rubric_from_sheet(path)


@pytest.fixture
def write(tmp_path):
    """Write one sheet of nodes under these headings, as an official would."""

    def put(*rows, headings=HEADINGS, name="Chỉ tiêu"):
        book = openpyxl.Workbook()
        book.active.title = name
        for row in (headings, *rows):
            book.active.append(row)
        path = tmp_path / "x.xlsx"
        book.save(path)
        return path

    return put


def problems_of(path, **options):
    """The problems of a workbook as (address, column, code)."""
    with pytest.raises(RubricError) as caught:
        rubric_from_sheet(path, **options)
    return [(it.where.address, it.where.column, it.code) for it in caught.value.problems]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("rubric_id", list_rubrics())
def test_every_built_in_rubric_comes_back_as_the_same_law(rubric_id, lang):
    """And with the same texts, sources and origins."""
    rubric = get_rubric(rubric_id)
    again = through(rubric, lang)
    assert law_digest(again) == law_digest(rubric)
    assert text_digest(again) == text_digest(rubric)
    assert again == rubric


@given(rubric=rubrics())
def test_any_rubric_comes_back_as_the_same_law(rubric):
    """What no cell can say stands in the last column, so nothing is lost."""
    assert through(rubric) == rubric


NOTATIONS = [
    ("có = 35", {"yes": 35}),
    ("Yes: 2,5", {"yes": Decimal("2.5")}),
    ("đủ: 20; một phần: 10; chưa: 0", {"levels": [["đủ", 20], ["một phần", 10], ["chưa", 0]]}),
    ("đủ = 20\nchưa = 0", {"levels": [["đủ", 20], ["chưa", 0]]}),
    ("mức: cao: 5; có: 3", {"levels": [["mức: cao", 5], ["có", 3]]}),
    (">=4: 15; >=3: 10; còn lại: 0", {"steps": [[4, 15], [3, 10]], "else": 0}),
    ("từ 4: 15; trên 1: 5; Còn lại: 0", {"steps": [[4, 15], [">1", 5]], "else": 0}),
    ("≥ 0,5: 1; otherwise: 0", {"steps": [[Decimal("0.5"), 1]], "else": 0}),
    ("0 → 0; 50 -> 40", {"curve": [[0, 0], [50, 40]]}),
    ("a / b", {"read": "a / b"}),
    ("log10 gni", {"read": "log10 gni"}),
    ("dong-thap/nac-thang", {"shape": "dong-thap/nac-thang"}),
    ("Trung bình cộng", {"aggregate": "mean"}),
    ("so với đơn vị tốt nhất", {"against": "best"}),
    ("nguyên giá trị", {}),
    ("tỷ lệ × điểm tối đa", {}),
]


@pytest.mark.parametrize(("text", "keys"), NOTATIONS)
def test_a_way_to_score_is_read_as_it_is_said(text, keys):
    """The notations of officials, in Vietnamese and English."""
    assert how_of(text) == keys


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("đủ 20; chưa: 0", '"đủ 20" is no level'),
        (">=4: 15; >=3: 10", "nothing says the points below all steps"),
        (">=4: 15; nhiều: 10; còn lại: 0", '"nhiều: 10" is no step'),
        ("4: 15; 3: 10", '"4" is a number and no name'),
        ("0 → 0; 50", '"50" is no point of a curve'),
        ("đủ: hai mươi", '"hai mươi" is no number'),
        ("trung bình", "says no way to score"),
    ],
)
def test_what_is_no_way_to_score_is_refused_with_what_is(text, message):
    """Nothing is guessed."""
    with pytest.raises(Refused, match=message) as caught:
        how_of(text)
    assert caught.value.expected


def test_numbers_are_read_in_one_way_only():
    """A comma or a point is the decimal mark, and what may be thousands is refused; what is written never may."""
    assert [number_of(text) for text in ("7,5", "0.633", "1.1250", "-3")] == [
        Decimal("7.5"),
        Decimal("0.633"),
        Decimal("1.125"),
        -3,
    ]
    for text in ("1.234", "12,345"):
        with pytest.raises(Refused, match="thousands or thousandths"):
            number_of(text)
    assert number_of(number_text(Decimal("1.234"))) == Decimal("1.234")


def test_the_text_of_a_node_says_what_it_does():
    """In both languages; a share says that it is sized by its maximum."""
    assert how_text({"read": "a / b", "max": 5}, "vi", is_group=False) == "tỷ lệ × điểm tối đa"
    assert how_text({"read": "a"}, "en", is_group=False) == "as given"
    assert how_text({"yes": Decimal("2.5")}, "en", is_group=False) == "yes = 2.5"
    assert how_text({"aggregate": "geometric"}, "en", is_group=True) == "geometric mean"


def test_one_table_under_a_name_of_its_own_is_enough(write):
    """With a number before each row, a note behind it, and no other sheet; the id is given beside."""
    headings = ("STT", *HEADINGS, "Ghi chú")
    rows = [
        (1, "total", None, "Tổng", 100, None, None, "decimals = 2", None),
        (2, "ha-tang", None, "Hạ tầng", 40, None, None, None, "mới"),
        (3, "may", "ha-tang", "Máy tính", 25, "may / can_bo", None, 'zero = "zero"', None),
        (4, "mang", "ha-tang", "Mạng", 15, None, "có: 15", None, None),
        (5, "ke-hoach", None, "Kế hoạch", 60, None, "đủ = 60\nmột phần = 22,5\nchưa = 0", None, None),
    ]
    rubric = rubric_from_sheet(write(*rows, headings=headings, name="Bảng tiêu chí 2026"), id="lai-chau/agencies@2026")
    levels = [["đủ", 60], ["một phần", Decimal("22.5")], ["chưa", 0]]
    assert rubric_to_dict(rubric)["node"] == [
        {"id": "ha-tang", "vi": "Hạ tầng", "max": 40},
        {"id": "may", "in": "ha-tang", "vi": "Máy tính", "max": 25, "read": "may / can_bo", "zero": "zero"},
        {"id": "mang", "in": "ha-tang", "vi": "Mạng", "max": 15, "yes": 15},
        {
            "id": "ke-hoach",
            "vi": "Kế hoạch",
            "max": 60,
            "levels": levels,
        },
    ]
    assert rubric_to_dict(rubric)["total"] == {"vi": "Tổng", "max": 100, "decimals": 2}


def test_every_slip_is_told_at_once_by_its_cell(write):
    """Those of a cell alone, and those that the whole has besides."""
    path = write(
        ("total", None, None, 100, None, None, "decimals = 2"),
        ("may", None, "Máy", "mười", None, None, None),
        ("mang", None, "Mạng", 15, None, "có 15", None),
        ("hop", "nhom", "Họp", None, None, ">=4: 15; còn lại: 0", None),
        ("web", None, "Web", None, "a / b / c", None, None),
        ("ke", None, "Kế hoạch", 5, None, "có = 5", "zero = zero"),
        ("ky", None, "Ký", 5, None, "có = 5", "yes = 4"),
        ("so", None, "Số", 5, None, "có = 5", 'missin = "zero"'),
    )
    assert problems_of(path, id="demo/x@2026") == [
        ("'Chỉ tiêu'!D3", "Điểm tối đa", "bad-value"),
        ("'Chỉ tiêu'!F4", "Cách chấm", "bad-value"),
        ("'Chỉ tiêu'!B5", "Thuộc", "unknown-name"),
        ("'Chỉ tiêu'!E6", "Số liệu", "bad-value"),
        ("'Chỉ tiêu'!G7", "Khác", "syntax"),
        ("'Chỉ tiêu'!G8", "Khác", "two-keys"),
        ("'Chỉ tiêu'!G9", "Khác", "unknown-key"),
    ]


def test_headings_that_are_none_or_stand_twice_are_refused(write):
    """With the near name, because a column that nobody reads would be lost in silence."""
    path = write(("total", None, "Tổng", 5, 1), headings=("Mã", "Thuộcc", "Tên", "Điểm tối đa", "Maximum"))
    found = problems_of(path, id="demo/x@2026")
    assert [it for it in found if it[2] in ("unknown-heading", "double-column")] == [
        ("'Chỉ tiêu'!B1", "", "unknown-heading"),
        ("'Chỉ tiêu'!E1", "", "double-column"),
    ]


def test_a_workbook_without_nodes_says_what_it_wants(write):
    """And so does a sheet without headings, and a rubric without an id."""
    assert problems_of(write(headings=("a", "b"), name="Sheet1")) == [("", "", "missing-sheet")]
    assert problems_of(write(headings=("a", "b")), id="demo/x@2026") == [("'Chỉ tiêu'!A1", "", "missing-heading")]
    rows = [("total", None, None, None, None, None, "decimals = 0"), ("may", None, None, None, None, "có = 5", None)]
    assert problems_of(write(*rows)) == [("", "", "missing-key")]


def test_the_workbook_of_a_result_is_no_rubric(ranking, tmp_path):
    """Its sheets of units have ids and maxima too, and no way to score."""
    write_workbook(ranking, tmp_path / "x.xlsx")
    assert problems_of(tmp_path / "x.xlsx")[0] == ("", "", "missing-sheet")


def test_what_is_no_workbook_is_explained(tmp_path):
    """A file of CSV under the name of a workbook."""
    (tmp_path / "x.xlsx").write_text("id,max\n", encoding="utf-8")
    with pytest.raises(DataError, match="text such as CSV"):
        rubric_from_sheet(tmp_path / "x.xlsx")


def test_maxima_by_part_and_weights_of_views_stand_in_their_cells(tmp_path):
    """As an official writes them: 20; xa: 15."""
    rubric = rubric_from_dict(
        {
            "schema": 1,
            "id": "demo/x@2026",
            "total": {"decimals": 2},
            "partition": {"block": {"so": "Sở", "xa": "Xã"}},
            "node": [{"id": "a", "max": {"default": 20, "xa": Decimal("7.5")}, "read": "b / c"}, {"id": "d", "yes": 5}],
            "view": [{"id": "v", "over": {"a": 1, "d": Decimal("0.5")}}],
        }
    )
    rubric_to_sheet(rubric, tmp_path / "x.xlsx", law="abc")
    book = openpyxl.load_workbook(tmp_path / "x.xlsx")
    assert book["Chỉ tiêu"]["E7"].value == "20; xa: 7.5"
    assert book["Góc nhìn"]["D6"].value == "a: 1; d: 0.5"
    assert book["Ký duyệt"]["B6"].value == "abc"
    assert rubric_from_sheet(tmp_path / "x.xlsx") == rubric


def test_another_language_is_refused(tmp_path):
    """Before anything is written."""
    with pytest.raises(ValueError, match="'fr' is not known"):
        rubric_to_sheet(get_rubric("undp/hdi@2021"), tmp_path / "x.xlsx", lang="fr")
    assert list(tmp_path.iterdir()) == []
