"""Worked examples: what the reader refuses, and that every expectation can fail."""

from __future__ import annotations

import pytest

from ictindex.model import DataError
from ictindex.testing import check_case, read_case


def problems(path):
    """Path and code of everything that the reader refuses."""
    with pytest.raises(DataError) as caught:
        read_case(path)
    assert all(problem.where.file == str(path) for problem in caught.value.problems)
    return {problem.where.path: problem.code for problem in caught.value.problems}


def differences(path, province):
    """Path and code of every difference."""
    return {it.where.path: it.code for it in check_case(read_case(path), registry=province.registry())}


def test_a_right_case_has_no_differences(case_file, province):
    """Points, percents, ranks, tiers, prizes and counts are as expected."""
    assert differences(case_file(), province) == {}


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("score = 16.67", "score = 16.66", "expect.a.score"),
        ("percent = 55.57", "percent = 55.55", "expect.a.percent"),
        ("rank = 2", "rank = 1", "expect.a.rank"),
        ("rank_overall = 2", "rank_overall = 0", "expect.a.rank_overall"),
        ('tier = "yeu"', 'tier = "tot"', "expect.a.tier"),
        ("prizes = []", 'prizes = ["giai/Nhất"]', "expect.a.prizes"),
        ("tin = 6.67", "tin = 6", "expect.a.nodes.tin"),
        ("rank = 1", "change = 1", "expect.b.change"),
        ('prizes = ["giai/Nhất"]', "prizes = []", "expect.b.prizes"),
        ("tot = 1", "tot = 2", "tiers.tot"),
        ('"giai/Nhất" = ["b"]', '"giai/Nhất" = ["a", "b"]', "prizes.giai/Nhất"),
    ],
)
def test_every_expectation_can_fail(old, new, where, case_file, province):
    """A wrong number is told with its place, and nothing else is."""
    assert differences(case_file(old, new), province) == {where: "case-differs"}


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("[expect.a]", "[expect.c]", "expect.c"),
        ("tin = 6.67", "tn = 6.67", "expect.a.nodes.tn"),
        ('tier = "yeu"', 'tier = "kem"', "expect.a.tier"),
        ("prizes = []", 'prizes = ["giai/Nhì"]', "expect.a.prizes"),
        ("tot = 1", "tott = 1", "tiers.tott"),
        ('"giai/Nhất" = ["b"]', '"giai/Nhì" = []', "prizes.giai/Nhì"),
    ],
)
def test_names_that_the_rubric_does_not_have_are_told(old, new, where, case_file, province):
    """An expectation about nothing would never fail."""
    assert differences(case_file(old, new), province) == {where: "unknown-name"}


def test_a_difference_says_what_was_found_what_was_printed_and_where(case_file, province):
    """Who reads it needs no debugger."""
    path = case_file("score = 16.67", "score = 16.66")
    (problem,) = check_case(read_case(path), registry=province.registry())
    assert str(problem) == (
        f"{path}: expect.a.score: the engine gives 16.67; expected 16.66 "
        "(illustrative in: worked by hand) [case-differs]"
    )


def test_all_problems_of_a_file_are_told_at_once(case_file):
    """Ten slips are ten lines, not ten runs."""
    path = case_file()
    text = path.read_text(encoding="utf-8")
    for old, new in [
        ('status = "illustrative"', 'status = "official"'),
        ('title = "worked by hand"', 'tilte = "worked by hand"'),
        ("answers = { may = 1", "answers = { may = true"),
        ('id = "b"', 'id = "a"'),
        ("score = 16.67", 'score = "16,67"'),
        ("rank = 2\n", "rank = 2.5\n"),
        ('prizes = ["giai/Nhất"]', 'prizes = ["Nhất"]'),
        ("tot = 1", 'tot = "một"'),
    ]:
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    assert problems(path) == {
        "status": "unknown-word",
        "source.tilte": "unknown-key",
        "unit[0].answers.may": "wrong-kind",
        "expect.a.score": "wrong-kind",
        "expect.a.rank": "wrong-kind",
        "expect.b.prizes[0]": "wrong-kind",
        "tiers.tot": "wrong-kind",
    }


@pytest.mark.parametrize(
    ("old", "new", "where", "code"),
    [
        ("case = 1", "case = 2", "case", "unknown-schema"),
        ("case = 1", "", "case", "unknown-schema"),
        ('rubric = "lam-dong/it@2026"', "", "rubric", "missing-key"),
        ('source = { title = "worked by hand" }', "", "source", "missing-key"),
        ('source = { title = "worked by hand" }', 'source = { url = "x" }', "source.title", "missing-key"),
        ('status = "illustrative"', 'status = "illustrative"\ndata = "x.csv"', "data", "two-keys"),
        ('id = "b"', 'id = "a"', "unit[1].id", "double-id"),
        ("case = 1", "case = = 1", "line 2, column 8", "syntax"),
    ],
)
def test_what_a_case_must_have(old, new, where, code, case_file):
    """A form, a rubric, a status, a source, and its answers in one place."""
    assert problems(case_file(old, new))[where] == code


def test_a_case_without_expectation_is_refused(tmp_path):
    """It would always be right; and it has no answers either."""
    path = tmp_path / "case.toml"
    path.write_text('case = 1\nrubric = "a/b@1"\nstatus = "published"\nsource = { title = "x" }\n', encoding="utf-8")
    assert problems(path) == {"data": "missing-key", "expect": "missing-key"}


def test_answers_may_stand_in_a_file_beside_the_case(case_file, province, tmp_path):
    """With the table of the year before beside them too."""
    (tmp_path / "answers.csv").write_text("id,block,may,can_bo,mang\na,so,1,3,có\nb,so,3,3,có\n", encoding="utf-8")
    (tmp_path / "before.csv").write_text(
        "# rubric: lam-dong/it@2025\nid,block,rank\na,so,1\nb,so,2\n", encoding="utf-8"
    )
    path = case_file("rank = 2", "change = -1")
    text = path.read_text(encoding="utf-8")
    head, _, rest = text.partition("[[unit]]")
    expected = rest[rest.index("[expect.a]") :]
    path.write_text(f'{head}data = "answers.csv"\nprevious = "before.csv"\n{expected}', encoding="utf-8")
    assert differences(path, province) == {}
