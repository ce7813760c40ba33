"""Whatever stands in a file, the answer is a rubric, a data set, or the list of what is wrong."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from copy import deepcopy
from importlib.resources import files
from pathlib import Path
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from ictindex.codec import load_rubric, read, read_published, rubric_from_dict, rubric_to_dict, rubric_to_toml
from ictindex.codec.syntax import parse_toml
from ictindex.model import DataError, RubricError
from ictindex.model.problems import Problem
from ictindex.testing.strategies import rubrics

JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**40), 10**40),
    st.decimals(),
    st.floats(),
    st.text(max_size=6),
    st.sampled_from(["85..", ">75%", "-Nhất", "total", "none", "percent", "a / b", "1e999999", "x/y", "block", ""]),
    st.dates(),
    st.lists(st.integers(0, 3), max_size=3),
    st.lists(st.lists(st.integers(0, 3), max_size=3), max_size=2),
    st.dictionaries(
        st.sampled_from(["vi", "id", "block", "any", "at_least", "tag", "default"]), st.integers(), max_size=2
    ),
)
KEYS = [
    "max",
    "yes",
    "else",
    "levels",
    "curve",
    "only",
    "read",
    "aggregate",
    "in",
    "of",
    "to",
    "tier",
    "step",
    "vị trí",
]


def refusal(call: Callable[[], object]) -> tuple[Problem, ...] | None:
    """The problems that a call was refused with, None where it was not; any other error passes through."""
    try:
        call()
    except (RubricError, DataError) as error:
        return error.problems
    return None


def is_told(problems: tuple[Problem, ...] | None) -> bool:
    """Whether there was nothing to refuse, or every problem has its code and its sentence."""
    return problems is None or (bool(problems) and all(it.code and it.message and str(it) for it in problems))


def spots(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every value in a tree."""
    if isinstance(value, dict):
        below = [spot for key, item in value.items() for spot in spots(item, (*path, key))]
    elif isinstance(value, list):
        below = [spot for index, item in enumerate(value) for spot in spots(item, (*path, index))]
    else:
        below = []
    return [path, *below] if path else below


@given(rubrics().map(rubric_to_dict), st.data())
def test_a_rubric_with_junk_in_it_is_refused_by_problems_only(table: dict[str, Any], data: st.DataObject) -> None:
    """Values replaced, dropped and added anywhere: no crash, and every problem has a path and says something."""
    table = deepcopy(table)
    for _ in range(data.draw(st.integers(1, 3))):
        *above, last = data.draw(st.sampled_from(spots(table)))
        place: Any = table
        for step in above:
            place = place[step]
        what = data.draw(st.sampled_from(["replace", "replace", "drop", "add"]))
        if what == "drop":
            del place[last]
        elif what == "add" and isinstance(place, dict):
            place[data.draw(st.sampled_from(KEYS))] = data.draw(JUNK)
        else:
            place[last] = data.draw(JUNK)
    problems = refusal(lambda: rubric_from_dict(table))
    assert is_told(problems)
    if problems is None:
        rubric = rubric_from_dict(table)
        assert rubric_from_dict(parse_toml(rubric_to_toml(rubric))) == rubric


SAMPLE = next(file for file in files("ictindex.rubrics").joinpath("hanoi").iterdir() if "agencies" in file.name)


@given(st.data())
def test_a_broken_toml_file_is_refused_by_problems_only(data: st.DataObject) -> None:
    """A real file with a piece cut out or something typed into it."""
    text = SAMPLE.read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    typed = data.draw(
        st.sampled_from(["", "\n", "{", "]", '"', "=", ",", "đ", "“", "\0", "1,5", "[[node]]\n", "[column]\n"])
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.toml"
        path.write_text(text[:start] + typed + text[end:], encoding="utf-8")
        assert is_told(refusal(lambda: load_rubric(path)))


PIECES = st.sampled_from(
    [
        "id",
        "rank",
        "score",
        ",",
        ";",
        "\t",
        "\n",
        "\r\n",
        '"',
        "#",
        "a",
        "1",
        "0,5",
        "1.234",
        "-",
        "n/a",
        " ",
        "=",
        "e9",
        "\ufeff",
        "\0",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join))
@example("id\n")
@example('id,"\n')
@example("id,rank\n\n,\n")
def test_any_text_is_a_table_or_has_problems(text: str) -> None:
    """Quotes, delimiters and line ends in any order."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(text.encode())
        assert is_told(refusal(lambda: read(path)))
        assert is_told(refusal(lambda: read_published(path)))


@given(st.binary(max_size=60))
def test_any_bytes_are_a_table_or_have_problems(data: bytes) -> None:
    """A picture is no table, and says so."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.csv"
        path.write_bytes(data)
        assert is_told(refusal(lambda: read(path)))
