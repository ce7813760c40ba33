"""Whether the cells of a data set can be read as the rubric reads them: numbers, percents, dates, words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType

import numpy as np
from attrs import evolve, frozen
from numpy.typing import NDArray

from ictindex.model.columns import PRESENT, Column, NumberColumn, TextColumn, numbers_of_text
from ictindex.model.dataset import Dataset
from ictindex.model.membership import known_truth, members_of
from ictindex.model.nodes import Indicator
from ictindex.model.number_text import DASHES, NO_WORDS, YES_WORDS, looks_numeric
from ictindex.model.problems import Cell, Problem
from ictindex.model.rubric import RubricDraft
from ictindex.model.shapes import Levels, Yes
from ictindex.model.text import fold, near_hint, near_name

__all__ = ["cell_problems"]

_WORDS = {"number": "a number", "percent": "a percentage", "date": "a date"}
_CODES = {"number": "not-a-number", "percent": "not-a-percent", "date": "not-a-date"}
# Who mistypes so many different words needs no near name for the next one.
_MOST_HINTS = 200
_DASH_HINT = 'for missing leave the cell empty, else write the word or "n/a" (Excel shows 0 as a dash)'


def cell_problems(dataset: Dataset, rubric: RubricDraft) -> list[Problem]:
    """Columns that the rubric reads and that are not there, and cells that cannot be read as it reads them.

    Numbers, percents and dates that are none, words that are neither yes nor no, levels that the rubric does
    not name; cells of excluded units do not matter. What an empty cell or ``n/a`` means, and whether a value
    lies in its range, is for the scoring to say.

    >>> from ictindex.model.nodes import Group
    >>> from ictindex.model.rubric import Rubric
    >>> nodes = [Indicator(id="mang", shape=Yes(points=5)), Indicator(id="may")]
    >>> rubric = Rubric(id="demo/it@2026", total=Group(decimals=1), nodes=nodes)
    >>> data = Dataset.from_columns(units=["a"], columns={"mang": ["cò"]})
    >>> for problem in cell_problems(data, rubric):
    ...     print(problem.where, problem.code)
    row 1, column mang not-yes-or-no
    column may missing-column
    """
    seen = _Seen(dataset=dataset, rubric=rubric)
    problems: list[Problem] = []
    for wanted in rubric.once(_wanted):
        column = dataset.column(wanted.name)
        if column is None:
            problems.append(seen.missing(wanted))
        elif wanted.kind == "text":
            problems += seen.strange_words(wanted, column)
        else:
            problems += seen.strange_numbers(wanted, column)
    return problems


@frozen(kw_only=True)
class _Words:
    """The words that a column may hold, and what to say of any other."""

    code: str
    message: str
    expected: str
    spelled: frozenset[str]
    folded: frozenset[str]
    near: tuple[str, ...] = ()

    def refuses(self, text: str) -> bool:
        """Whether a text is none of the words; most are spelled as in the rubric, and folding takes time."""
        return text not in self.spelled and fold(text) not in self.folded

    def hint(self, text: str) -> str:
        """What to do about a text."""
        if text in DASHES:
            return _DASH_HINT
        return near_hint(text, self.near) if self.near else ""


@frozen(kw_only=True)
class _Wanted:
    """A column that the rubric reads: how, by whom, and which words it may hold for each of them."""

    name: str
    kind: str
    date_format: str
    readers: tuple[str, ...]
    words: tuple[_Words, ...]


@frozen(kw_only=True, slots=False, eq=False)
class _Seen:
    """A data set as a rubric looks at it."""

    dataset: Dataset
    rubric: RubricDraft

    @cached_property
    def excluded(self) -> frozenset[int]:
        """Rows of the units that are listed and not ranked."""
        if not self.rubric.exclude:
            return frozenset()
        members = [members_of(self.rubric.partitions, unit) for unit in self.dataset.units]
        wheres = [exclusion.where for exclusion in self.rubric.exclude]
        return frozenset(row for row, it in enumerate(members) if any(known_truth(where, it) for where in wheres))

    def rows(self, cells: NDArray[np.bool_]) -> Iterator[int]:
        """The rows where `cells` holds, (units,), those of excluded units left out."""
        return (row for row in np.flatnonzero(cells).tolist() if row not in self.excluded)

    def missing(self, wanted: _Wanted) -> Problem:
        """The problem of a column that is not there; its near names are those that nobody reads."""
        read = {it.name for it in self.rubric.once(_wanted)}
        spare = [name for name in self.dataset.column_names if name not in read]
        readers = ", ".join(f'"{node}"' for node in wanted.readers)
        return Problem(
            code="missing-column",
            where=Cell(file=self.dataset.file, column=wanted.name),
            message=f'there is no column "{wanted.name}", which {readers} reads',
            hint=self._near(wanted, spare) if spare else "",
        )

    def _near(self, wanted: _Wanted, spare: Sequence[str]) -> str:
        """The nearest column, by the name of the wanted one, else by a name of a node that reads it, as in headings."""
        nodes = [self.rubric.tree.nodes[it] for it in wanted.readers if it in self.rubric.tree.nodes]
        names = (wanted.name, *(name for node in nodes for name in (node.vi, node.en) if name))
        return near_hint(next((it for it in names if near_name(it, spare)), wanted.name), spare)

    def strange_words(self, wanted: _Wanted, column: Column) -> Iterator[Problem]:
        """Cells with a word that a node does not know."""
        texts = _as_text(column)
        for words in wanted.words:
            codes = [code for code, text in enumerate(texts.distinct) if words.refuses(text)]
            hints: dict[str, str] = {}  # near names are looked for once for each word
            for row in self.rows(_cells(texts, codes)):
                text = texts.text(row)
                if text not in hints:
                    hints[text] = words.hint(text) if len(hints) < _MOST_HINTS else ""
                yield Problem(
                    code=words.code,
                    where=self.dataset.cell(row, wanted.name),
                    message=words.message.format(text=text),
                    expected=words.expected,
                    hint=hints[text],
                )

    def strange_numbers(self, wanted: _Wanted, column: Column) -> Iterator[Problem]:
        """Cells that are no number, percentage or date."""
        if isinstance(column, NumberColumn):
            if wanted.kind == "number" and column.inexact is None:
                return
            if column.raw is None or (wanted.kind == "percent" and not _beyond_one(column).any()):
                yield from self.strange_values(wanted, column)
                return
            column = column.raw
        _, refused = numbers_of_text(column, self.dataset.decimal, wanted.kind, wanted.date_format)
        for row in self.rows(_cells(column, list(refused))):
            text = column.text(row)
            yield Problem(
                code=_CODES[wanted.kind],
                where=self.dataset.cell(row, wanted.name),
                message=f'"{text}" is not {_WORDS[wanted.kind]}',
                expected=refused[int(column.codes[row])],
                hint=_percent_hint(wanted.kind, text),
            )

    def strange_values(self, wanted: _Wanted, column: NumberColumn) -> Iterator[Problem]:
        """Values that were never texts, or were read in another way before: infinite, no share, no day."""
        present = column.state == PRESENT
        if wanted.kind == "date" and present.any():
            where = Cell(file=self.dataset.file, column=wanted.name)
            expected = f"dates such as {wanted.date_format}"
            yield Problem(code=_CODES["date"], where=where, message="the column holds numbers", expected=expected)
        wrong = np.zeros(len(column), np.bool_) if column.inexact is None else ~np.isfinite(column.inexact)
        if wanted.kind == "percent":
            wrong |= _beyond_one(column)
        for row in self.rows(present & wrong):
            message = f'"{column.text(row)}" is not {_WORDS[wanted.kind]}'
            expected = "a share such as 0.29" if wanted.kind == "percent" else "a finite number"
            where = self.dataset.cell(row, wanted.name)
            yield Problem(code=_CODES[wanted.kind], where=where, message=message, expected=expected)


def _wanted(rubric: RubricDraft) -> tuple[_Wanted, ...]:
    """The columns that a data set must hold: those that nodes read and no step writes, and those that steps read."""
    readers: dict[str, list[Indicator]] = {}
    for leaf in rubric.tree.leaves():
        for name in leaf.reading.columns:
            readers.setdefault(name, []).append(leaf)
    wanted = {name: (tuple(leaf.id for leaf in leaves), leaves) for name, leaves in readers.items()}
    for index, step in enumerate(rubric.steps):
        for use in step.reads:
            # What is verified is read as the column that it becomes.
            wanted.setdefault(use.name, ((f"step[{index}]",), readers.get(use.like, [])))
    return tuple(
        _Wanted(
            name=name,
            kind=rubric.column_kind(name),
            date_format=rubric.column_format(name),
            readers=who,
            words=tuple(_WORDS_OF[type(leaf.shape)](leaf) for leaf in leaves if type(leaf.shape) in _WORDS_OF),
        )
        for name, (who, leaves) in wanted.items()
        if name not in rubric.written
    )


def _cells(column: TextColumn, codes: list[int]) -> NDArray[np.bool_]:
    """Where a present cell holds one of the codes; shape (units,)."""
    if not codes:
        return np.zeros(len(column), np.bool_)
    found: NDArray[np.bool_] = np.isin(column.codes, codes) & (column.state == PRESENT)
    return found


def _beyond_one(column: NumberColumn) -> NDArray[np.bool_]:
    """Where a value lies above 1 or below -1, (units,)."""
    values, one = (column.coefficients, 10**column.exponent) if column.inexact is None else (column.inexact, 1)
    found: NDArray[np.bool_] = np.abs(values) > one
    return found


def _percent_hint(kind: str, text: str) -> str:
    """What to do about a percentage in a column of numbers, or a number above 1 in a column of percentages."""
    if kind == "number" and text.endswith("%"):
        return 'or declare the column: kind = "percent"'
    if kind == "percent" and looks_numeric(text) and not text.endswith("%"):
        return "a number without the sign is a share, at most 1: 29 and 0.29 cannot stand in one column"
    return ""


def _as_text(column: Column) -> TextColumn:
    """The cells as texts: those they were read from, else plain decimals (a level may be called 3)."""
    if isinstance(column, TextColumn):
        return column
    if column.raw is not None:
        return column.raw
    values = column.coefficients if column.inexact is None else column.inexact
    _, first, codes = np.unique(values, return_index=True, return_inverse=True)
    # A cell that is not present shares the text of its number; its state keeps it out of what is reported.
    shown = evolve(column, state=np.full(len(column), PRESENT, np.uint8))
    distinct = tuple(shown.text(int(row)) for row in first)
    return TextColumn(distinct=distinct, codes=codes.reshape(-1).astype(np.int32), state=column.state)


_YES_OR_NO = _Words(
    code="not-yes-or-no",
    message='"{text}" is neither yes nor no',
    expected="yes, có, 1, true or x; no, không, 0 or false",
    spelled=YES_WORDS | NO_WORDS,
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
        message=f'"{{text}}" is no level of {leaf.id}',
        expected=" | ".join(names),
        spelled=frozenset(names),
        folded=frozenset(map(fold, names)),
        near=names,
    )


_WORDS_OF: Mapping[type, Callable[[Indicator], _Words]] = MappingProxyType({Yes: _yes_or_no, Levels: _levels})
