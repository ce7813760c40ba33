"""Rubrics from TOML and JSON files, with the file in every problem."""

from __future__ import annotations

from ictindex.codec.file_text import FilePath, decoded, file_of
from ictindex.codec.rubric_tables import rubric_from_dict
from ictindex.codec.syntax import parse_json, parse_toml
from ictindex.model.problems import Cell, Problem, RubricError, RubricPath
from ictindex.model.rubric import Rubric

__all__ = ["load_rubric", "rubric_problems_of"]


def load_rubric(path: FilePath) -> Rubric:
    """Read a rubric from a TOML file, or from JSON where the name ends in ``.json``.

    Parameters
    ----------
    path
        A path, or a file of a package (`importlib.resources`).

    Raises
    ------
    RubricError
        With every problem, each with file and path, or line and column where the text is no TOML.
    OSError
        If the file cannot be read.
    """
    source = file_of(path)
    file = str(source)
    text, problem = decoded(source.read_bytes(), file)
    if problem is not None:
        raise RubricError((_of_line(problem),))
    parse = parse_json if source.name.casefold().endswith(".json") else parse_toml
    return rubric_from_dict(parse(text, file), file)


def rubric_problems_of(path: FilePath) -> tuple[Problem, ...]:
    """Every problem of a rubric file; none where it is lawful.

    Raises
    ------
    OSError
        If the file cannot be read.
    """
    try:
        load_rubric(path)
    except RubricError as error:
        return error.problems
    return ()


def _of_line(problem: Problem) -> Problem:
    """The same problem at a line of a rubric rather than at a row of a table."""
    where = problem.where
    line = where.row if isinstance(where, Cell) else None
    return Problem(
        code=problem.code,
        where=RubricPath(path=f"line {line}", file=where.file if isinstance(where, Cell) else ""),
        message=problem.message,
        expected=problem.expected,
        hint=problem.hint,
    )
