"""`ictindex match`."""

from __future__ import annotations

import pytest

LEFT = "id,name\n79,TP.HCM\n17,Hoà Bình\nx,Ha Tay\n"
RIGHT = "id,name\nhcm,Hồ Chí Minh\nhb,Tỉnh Hòa Bình\nht,Hà Tây\nhn,Hà Nội\n"


def test_every_name_has_its_line(ictindex, write):
    """Pairs, doubts with their reason, and names that stand alone; a doubt is a problem."""
    short = write("short.csv", "short,name\nHCM,Hồ Chí Minh\n")
    ran = ictindex("match", write("a.csv", LEFT), write("b.csv", RIGHT), "--abbreviations", short)
    assert ran.out.splitlines() == [
        "left,left_name,right,right_name,state,why",
        "17,Hoà Bình,hb,Tỉnh Hòa Bình,pair,",
        "79,TP.HCM,hcm,Hồ Chí Minh,pair,",
        "x,Ha Tay,ht,Hà Tây,doubtful,marks",
        ",,hn,Hà Nội,right-only,",
    ]
    assert (ran.code, ran.err) == (1, "")


def test_without_doubts_all_is_well_and_a_file_is_written(ictindex, write, tmp_path):
    """A file without names is matched by its ids."""
    out = tmp_path / "pairs.csv"
    ran = ictindex("match", write("a.csv", "id\nHÀ NỘI\nHuế\n"), write("b.csv", "id\nHà Nội\n"), "--out", out)
    assert (ran.code, ran.out) == (0, "")
    assert out.read_text(encoding="utf-8").splitlines()[1:] == [
        "HÀ NỘI,HÀ NỘI,Hà Nội,Hà Nội,pair,",
        "Huế,Huế,,,left-only,",
    ]


def test_problems_of_a_file_are_told(ictindex, write):
    """Ids that are missing, empty or double, with their lines; inputs are not overwritten."""
    good = write("b.csv", RIGHT)
    ran = ictindex("match", write("a.csv", "id,name\na,A\na,B\n,C\n"), good)
    assert ran.code == 1
    assert "a.csv: row 3, column id" in ran.err
    assert "[empty-id]" in ran.err
    assert "[missing-column]" in ictindex("match", write("c.csv", "name\nA\n"), good).err
    assert ictindex("match", good, good, "--out", good).code == 2


def test_workbooks_are_read_as_by_other_commands(ictindex, write, tmp_path):
    """Vietnamese headings below a title, ids that are numbers, and answers that are nobody's business here."""
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    pytest.importorskip("python_calamine", reason="the extra excel is not installed")
    book = openpyxl.Workbook()
    for row in [["DANH SÁCH"], ["Mã đơn vị", "Tên đơn vị", "may"], [79, "TP.HCM", "#N/A"], [17, "Hoà Bình", "1,234"]]:
        book.active.append(row)
    path = tmp_path / "danh-sach.xlsx"
    book.save(path)
    short = write("short.csv", "short,name\nHCM,Hồ Chí Minh\n")
    ran = ictindex("match", path, write("b.csv", RIGHT), "--abbreviations", short)
    assert ran.out.splitlines()[1:3] == ["17,Hoà Bình,hb,Tỉnh Hòa Bình,pair,", "79,TP.HCM,hcm,Hồ Chí Minh,pair,"]
    book.active["A4"] = 79
    book.save(path)
    told = ictindex("match", path, path)
    assert (told.code, 'Sheet!A4, column id: the id "79" stands in Sheet!A3 already' in told.err) == (1, True)
    assert ictindex("match", short, short, "--abbreviations", path).code == 2
