"""Rubric files: TOML and JSON, and the traps that people fall into."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from ictindex.codec import (
    load_rubric,
    rubric_from_dict,
    rubric_problems_of,
    rubric_to_dict,
    rubric_to_json,
    rubric_to_toml,
)
from ictindex.codec.syntax import parse_json, parse_toml
from ictindex.model import RubricError
from ictindex.model.problems import Problem

HEAD = 'schema = 1\nid = "demo/it@2026"\ntotal = { decimals = 1 }\n'
NODE = 'node = [ { id = "may", max = 5 } ]\n'

Write = Callable[[str | bytes, str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file and return its path."""

    def write_file(content: str | bytes, name: str = "a.toml") -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write_file  # type: ignore[return-value]


def only(problems: tuple[Problem, ...]) -> Problem:
    """The one problem."""
    (problem,) = problems
    return problem


def test_a_file_is_read_with_or_without_a_byte_order_mark(write: Write) -> None:
    """Editors on Windows write one."""
    plain = load_rubric(write(HEAD + NODE, "a.toml"))
    marked = load_rubric(str(write("\ufeff" + (HEAD + NODE).replace("\n", "\r\n"), "b.toml")))
    assert plain == marked


def test_json_is_read_too(write: Write) -> None:
    """Numbers keep their digits; days are texts."""
    rubric = load_rubric(write(HEAD + NODE + "valid = [2026-01-01, 2026-12-31]", "a.toml"))
    assert load_rubric(write(rubric_to_json(rubric), "a.json")) == rubric


def test_numbers_of_toml_are_exact(write: Write) -> None:
    """No digit goes through a float."""
    text = HEAD + 'node = [ { id = "may", curve = [[2, 0], [4.87506126339170001, 1]] } ]'
    knots = load_rubric(write(text, "a.toml")).node("may").shape.knots
    assert str(knots[1][0]) == "4.87506126339170001"


@pytest.mark.parametrize(
    ("text", "where", "hint"),
    [
        ("total = { decimals = 1,\n  max = 5 }", "line 1, column", "stays on one line"),
        ('node = [\n  { id = "a", # chú thích\n max = 1 },\n]', "line 2, column", "stays on one line"),
        ('node = [\n  { id = "a}", max = 1\n },\n]', "line 2, column", "stays on one line"),
        ("hạ = 1", "line 1, column 2", "stands in quotes"),
        ("[partition.khối]", "line 1, column 14", "stands in quotes"),
        ("title = “Đánh giá”", "line 1, column 9", "straight quotes"),
        ("title = Đánh giá", "line 1, column 9", "texts stand in quotes"),
        ("total = { max = 0,5 }", "line 1, column", "with a point"),
        ("x = 1\nmax = 0,5", "line 2, column 8", "with a point"),
        ("total = { max = 5, }", "line 1, column", "no comma"),
        ('id = "a"\nid = "b"', "line 2, column", "stands once"),
        ('node = []\n[[node]]\nid = "a"', "line 2, column", "stands once"),
    ],
)
def test_known_traps_of_toml_are_named(text: str, where: str, hint: str) -> None:
    """The place, and what to do."""
    with pytest.raises(RubricError) as caught:
        parse_toml(text, "a.toml")
    problem = only(caught.value.problems)
    assert problem.code == "syntax"
    assert str(problem.where).startswith(f"a.toml: {where}")
    assert hint in problem.hint


@pytest.mark.parametrize("text", ["a = ", "a = [1", 'a = "x', "a = 1 2", "a = " + "[" * 5000, "= 1"])
def test_any_broken_toml_is_a_problem_and_no_crash(text: str) -> None:
    """Also where no trap is known."""
    with pytest.raises(RubricError):
        parse_toml(text)


def test_a_key_below_a_table_header_is_told_where_it_belongs(write: Write) -> None:
    """The tiers of this file ended in the table of columns."""
    text = HEAD + NODE + '[column]\nmay = { kind = "number" }\ntier = [ { id = "tot" } ]'
    problem = only(rubric_problems_of(write(text, "a.toml")))
    assert str(problem.where).endswith("a.toml: column.tier")
    assert "above the first [table] header" in problem.hint


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "not JSON"),
        ('{"schema": 1, "schema": 2}', 'the key "schema" stands twice'),
        ('{"schema": 1, "node": [{"id": "a", "max": Infinity}]}', "found Infinity"),
        ('{"schema": 1, "node": [{"id": "a", "max": 1e99999999999999999999}]}', "found NaN"),
        ("[]", "a rubric is a table"),
        ("[" * 100_000, "nest too deep"),
    ],
)
def test_broken_json_is_a_problem_and_no_crash(text: str, message: str, write: Write) -> None:
    """A double key, which readers of JSON pass over in silence, is one too."""
    found = rubric_problems_of(write(text, "a.json"))
    assert any(message in problem.message for problem in found)


def test_a_file_that_is_no_utf8_names_the_byte(write: Write) -> None:
    """A file saved in the code page of Windows."""
    problem = only(rubric_problems_of(write(b'id = "a"\ntitle = "S\xf4"', "a.toml")))
    assert problem.code == "bad-encoding"
    assert "line 2" in str(problem.where)
    assert "byte 20 (0xf4)" in problem.message


def test_a_lawful_file_has_no_problems_and_a_missing_one_is_an_os_error(write: Write, tmp_path: Path) -> None:
    """Asking for problems never hides that there is no file."""
    assert rubric_problems_of(write(HEAD + NODE, "a.toml")) == ()
    with pytest.raises(FileNotFoundError):
        rubric_problems_of(tmp_path / "none.toml")


BUILT_IN = [
    file
    for place in files("ictindex.rubrics").iterdir()
    if place.is_dir()
    for file in place.iterdir()
    if file.name.endswith(".toml")
]


@pytest.mark.parametrize("file", BUILT_IN, ids=lambda file: file.name)
def test_built_in_rubrics_read_back_from_what_is_written_of_them(file: Path) -> None:
    """L14 on real law: to TOML, to JSON and to a table, and back."""
    rubric = load_rubric(file)
    text = rubric_to_toml(rubric)
    assert rubric_from_dict(parse_toml(text)) == rubric
    assert rubric_from_dict(parse_json(rubric_to_json(rubric))) == rubric
    assert rubric_from_dict(rubric_to_dict(rubric)) == rubric
    assert text == rubric_to_toml(rubric_from_dict(parse_toml(text)))


def test_written_toml_is_a_line_for_each_node_and_has_no_headers() -> None:
    """As a person writes it; a header would swallow what follows it."""
    table = {
        "schema": 1,
        "id": "demo/it@2026",
        "total": {"decimals": 1},
        "source": {"kdt": {"title": 'Báo "Kinh tế\\đô thị"\tsố\n1\x7f'}},
        "partition": {"khối": {"so": "Sở"}},
        "node": [{"id": "a", "yes": 1}, {"id": "b", "yes": 2}],
    }
    lines = rubric_to_toml(rubric_from_dict(table)).splitlines()
    assert 'source.kdt = { title = "Báo \\"Kinh tế\\\\đô thị\\"\\tsố\\n1\\u007f" }' in lines
    assert 'partition."khối" = { so = "Sở" }' in lines
    assert '  { id = "a", yes = 1 },' in lines
    assert not [line for line in lines if line.startswith("[")]


def test_written_json_is_json() -> None:
    """Any reader of JSON reads it."""
    rubric = rubric_from_dict(parse_toml(HEAD + 'node = [ { id = "may", max = 2.50 } ]'))
    assert json.loads(rubric_to_json(rubric))["node"] == [{"id": "may", "max": 2.5}]


LAWFUL = 'schema = 1\nid = "demo/it@2026"\ntotal = { decimals = 1 }\nnode = [{ id = "a" }]\n'
LONG = "9" * 5000
HEX = "0x" + "f" * 9000


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("r.toml", LAWFUL.replace("schema = 1", f"schema = {LONG}")),
        ("r.toml", LAWFUL.replace("schema = 1", f"schema = {HEX}")),
        ("r.toml", LAWFUL.replace("decimals = 1", f"decimals = {LONG}")),
        ("r.toml", LAWFUL.replace("decimals = 1", f"decimals = {HEX}")),
        ("r.toml", LAWFUL.replace('id = "a"', f'id = "a", max = {HEX}')),
        ("r.toml", LAWFUL + f'tier = [{{ id = "x", count = {HEX} }}, {{ id = "y" }}]'),
        ("r.toml", LAWFUL + f'rank = {{ last = "lot", seed = {HEX} }}'),
        ("r.toml", LAWFUL + f'award = [{{ id = "x", prizes = ["A {LONG}"] }}]'),
        (
            "r.toml",
            LAWFUL + f'exclude = [{{ why = "x", at_least = [{HEX}, {{ unit = "a" }}] }}]',
        ),
        ("r.json", f'{{"schema": {LONG}}}'),
        ("r.json", f'{{"schema": 1, "id": "demo/it@2026", "total": {{"decimals": {LONG}}}, "node": [{{"id": "a"}}]}}'),
    ],
)
def test_a_number_too_long_to_be_written_is_refused_in_few_words(tmp_path: Path, name: str, text: str) -> None:
    """Python refuses to print it, so no message may try."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    problems = rubric_problems_of(path)
    assert problems
    assert all(len(str(it)) < 600 for it in problems)
    assert not any("conversion" in str(it) for it in problems)


@pytest.mark.parametrize("text", ['"vi": "\\ud800"', '"\\udc00": 1', '"vi": "\\\\ud83d\\ude00 \\ude00"'])
def test_half_of_a_character_is_refused_at_its_place(tmp_path: Path, text: str) -> None:
    """No digest could be taken of it; a whole pair is a character."""
    path = tmp_path / "r.json"
    body = '{"schema": 1, "id": "demo/it@2026",\n"total": {"decimals": 1}, "node": [{"id": "a", %s}]}'
    path.write_text(body % text, encoding="utf-8")
    (problem,) = rubric_problems_of(path)
    assert problem.code == "syntax"
    assert "line 2" in str(problem.where)
    path.write_text(body % '"vi": "\\ud83d\\ude00"', encoding="utf-8")
    assert load_rubric(path).nodes[0].vi == "😀"


@pytest.mark.parametrize(
    "form", ["dd/mm", "%Y", "yyyy-mm-dd-dd", "", "yy-mm-dd", "dd/mm/yyyy yyyy", "dd.mm.yyyy h", "ddd/mm/yyyy"]
)
def test_a_date_format_says_year_month_and_day_once(tmp_path: Path, form: str) -> None:
    """What is left open would be guessed, and what stands twice cannot be read."""
    path = tmp_path / "r.toml"
    path.write_text(LAWFUL + f'column = {{ a = {{ kind = "date", format = "{form}" }} }}', encoding="utf-8")
    assert [(it.code, it.where.path) for it in rubric_problems_of(path)] == [("bad-format", "column.a.format")]


@pytest.mark.parametrize("form", ["yyyy-mm-dd", "dd/mm/yyyy", "mm.dd.yyyy", "yyyymmdd"])
def test_usual_date_formats_are_taken(tmp_path: Path, form: str) -> None:
    """In any order, with signs between them or none."""
    path = tmp_path / "r.toml"
    path.write_text(LAWFUL + f'column = {{ a = {{ kind = "date", format = "{form}" }} }}', encoding="utf-8")
    assert rubric_problems_of(path) == ()


@pytest.mark.parametrize("path", [None, 5, b"a"])
def test_what_is_no_path_is_refused_by_name(path: object) -> None:
    """Before anything is asked of it."""
    with pytest.raises(TypeError, match="expected a path"):
        load_rubric(path)
    with pytest.raises(ValueError, match="NUL"):
        load_rubric("a\0.toml")
