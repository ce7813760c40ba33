"""Whether the cells of a data set can be read as the rubric reads them: columns, numbers, percents, dates, words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

import attrs
import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from ictindex.model.columns import PRESENT, Column, NumberColumn, TextColumn, numbers_of_text
from ictindex.model.dataset import Dataset
from ictindex.model.nodes import Indicator
from ictindex.model.number_text import DASHES, NO_WORDS, YES_WORDS
from ictindex.model.problems import Cell, Problem
from ictindex.model.rubric import ColumnRule, RubricDraft
from ictindex.model.shapes import Levels, Yes
from ictindex.model.text import fold, near_hint

__all__ = ["cell_problems"]

_DASH_HINT = 'a bare dash says nothing: write 0, leave the cell empty for missing, or "n/a" (Excel shows 0 as a dash)'
_PERCENT_HINT = "write 0.29, or declare the column: column.{name} = {{ kind = \"percent\" }}"
_WORDS = {"number": "a number", "percent": "a percentage", "date": "a date"}
_CODES = {"number": "not-a-number", "percent": "not-a-percent", "date": "not-a-date"}


def cell_problems(dataset: Dataset, rubric: RubricDraft) -> list[Problem]:
    """Columns that the rubric reads and that are not there, and cells that cannot be read as it reads them.

    Numbers, percents and dates that are none, words that are neither yes nor no, levels that the rubric does not name. What
    an empty cell or ``n/a`` means, and whether a value lies in its range, is for the scoring to say.

    >>> from ictindex.model.rubric import Rubric
    >>> rubric = Rubric(id="demo/it@2026", nodes=[Indicator(id="mang", shape=Yes(points=5)), Indicator(id="may")])
    >>> data = Dataset.from_columns(units=["a"], columns={"mang": ["cò"]})
    >>> for problem in cell_problems(data, rubric):
    ...     print(problem.where, problem.code)
    row 1, column mang not-yes-or-no
    column may missing-column
    """
    rules = {rule.name: rule for rule in rubric.columns}
    problems: list[Problem] = []
    for name, leaves in _readers(rubric).items():
        column = dataset.column(name)
        if column is None:
            problems.append(_missing_column(name, leaves, dataset, rubric))
            continue
        rule = rules.get(name) or ColumnRule(name=name, kind="text" if _is_text(leaves) else "number")
        problems += _text_problems(dataset, name, column, leaves) if rule.kind == "text" else (
            _number_problems(dataset, name, column, rule)
        )
    return problems


def _readers(rubric: RubricDraft) -> dict[str, list[Indicator]]:
    """The indicators that read each column."""
    found: dict[str, list[Indicator]] = {}
    for leaf in rubric.tree.leaves():
        for name in leaf.reading.columns:
            found.setdefault(name, []).append(leaf)
    return found


def _is_text(leaves: Iterable[Indicator]) -> bool:
    return any(leaf.shape.reads_text for leaf in leaves)


def _missing_column(name: str, leaves: Sequence[Indicator], dataset: Dataset, rubric: RubricDraft) -> Problem:
    read = _readers(rubric)
    spare = [it for it in dataset.column_names if it not in read]
    readers = ", ".join(f'"{leaf.id}"' for leaf in leaves)
    where = Cell(file=dataset.file, column=name)
    message = f'there is no column "{name}", which {readers} reads'
    return Problem(code="missing-column", where=where, message=message, hint=near_hint(name, spare) if spare else "")


def _number_problems(dataset: Dataset, name: str, column: Column, rule: ColumnRule) -> Iterator[Problem]:
    if isinstance(column, NumberColumn):
        if rule.kind == "number" and column.inexact is None:
            return
        if column.raw is None or (rule.kind == "percent" and not _beyond_one(column).any()):
            yield from _array_problems(dataset, name, column, rule)
            return
        column = column.raw
    _, refused = numbers_of_text(column, dataset.decimal, rule.kind, rule.format)
    for row in _rows(column, refused):
        text, expected = column.text(row), refused[int(column.codes[row])]
        yield Problem(
            code=_CODES[rule.kind],
            where=dataset.cell(row, name),
            message=f'"{text}" is not {_WORDS[rule.kind]}',
            expected=expected,
            hint=_PERCENT_HINT.format(name=name) if rule.kind == "number" and text.endswith("%") else "",
        )


def _array_problems(dataset: Dataset, name: str, column: NumberColumn, rule: ColumnRule) -> Iterator[Problem]:
    """Numbers that were never texts: finite, shares where percents are meant, and no days."""
    problem = partial(Problem, code=_CODES[rule.kind])
    present = column.state == PRESENT
    if column.inexact is not None:
        for row in np.flatnonzero(present & ~np.isfinite(column.inexact)):
            message = f"{column.text(int(row))} is not a finite number"
            yield problem(where=dataset.cell(int(row), name), message=message)
    if rule.kind == "percent":
        for row in np.flatnonzero(present & _beyond_one(column)):
            message = f"{column.text(int(row))} is not a share of 1"
            yield problem(where=dataset.cell(int(row), name), message=message, expected="a share such as 0.29")
    if rule.kind == "date" and present.any():
        message = f'the column "{name}" holds numbers'
        yield problem(where=Cell(file=dataset.file, column=name), message=message, expected=f"dates such as {rule.format}")


def _beyond_one(column: NumberColumn) -> NDArray[np.bool_]:
    """Where a value is above 1 or below -1; shape (units,)."""
    if column.inexact is not None:
        return np.abs(column.inexact) > 1
    return np.abs(column.coefficients) > 10**column.exponent


def _text_problems(dataset: Dataset, name: str, column: Column, leaves: Sequence[Indicator]) -> Iterator[Problem]:
    texts = _as_text(column)
    for leaf in leaves:
        check = _WORD_CHECKS.get(type(leaf.shape))
        if check is None:
            continue
        words = check(leaf)
        strange = {code: text for code, text in enumerate(texts.distinct) if words.refuses(text)}
        for row in _rows(texts, strange):
            text = texts.text(row)
            yield Problem(
                code=words.code,
                where=dataset.cell(row, name),
                message=words.message.format(text=text),
                expected=words.expected,
                hint=_DASH_HINT if text in DASHES else words.hint(text),
            )


def _as_text(column: Column) -> TextColumn:
    """The cells as texts: those they were read from, or plain decimals (a level may be called 3)."""
    if isinstance(column, TextColumn):
        return column
    if column.raw is not None:
        return column.raw
    values = column.coefficients if column.inexact is None else column.inexact
    _, first, codes = np.unique(values, return_index=True, return_inverse=True)
    # Cells that are not present share their 0 with others; their state keeps them out of what is reported.
    shown = attrs.evolve(column, state=np.zeros(len(column), np.uint8))
    distinct = tuple(shown.text(int(row)) for row in first)
    return TextColumn(distinct=distinct, codes=codes.reshape(-1).astype(np.int32), state=column.state)


def _rows(column: TextColumn, codes: Mapping[int, str]) -> Iterator[int]:
    """The rows with a present cell of one of these codes."""
    if codes:
        found = np.isin(column.codes, list(codes)) & (column.state == PRESENT)
        yield from map(int, np.flatnonzero(found))


@frozen(kw_only=True)
class _Words:
    """The words that a column may hold, and what to say of any other."""

    code: str
    message: str
    expected: str
    known: frozenset[str]
    folded: frozenset[str]
    named: tuple[str, ...] = ()

    def refuses(self, text: str) -> bool:
        """Whether a text is none of the words; most are spelled as the rubric spells them, and folding takes time."""
        return text not in self.known and fold(text) not in self.folded

    def hint(self, text: str) -> str:
        return near_hint(text, self.named) if self.named else ""


_YES_OR_NO = _Words(
    code="not-yes-or-no",
    message='"{text}" is neither yes nor no',
    expected="yes, có, 1, true or x; no, không, 0 or false",
    known=YES_WORDS | NO_WORDS,
    folded=YES_WORDS | NO_WORDS,
)


def _yes_or_no(leaf: Indicator) -> _Words:
    del leaf
    return _YES_OR_NO


def _levels(leaf: Indicator) -> _Words:
    assert isinstance(leaf.shape, Levels)
    names = tuple(text for text, _ in leaf.shape.table)
    return _Words(
        code="unknown-level",
        message=f'"{{text}}" is no level of "{leaf.id}"',
        expected=" | ".join(names),
        known=frozenset(names),
        folded=frozenset(map(fold, names)),
        named=names,
    )


_WORD_CHECKS: Mapping[type, Callable[[Indicator], _Words]] = {Yes: _yes_or_no, Levels: _levels}
