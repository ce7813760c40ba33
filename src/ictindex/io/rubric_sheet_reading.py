"""The sheets of a workbook as a rubric, with every problem at its cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import attrs
from attrs import Factory, define, frozen

from ictindex.codec import rubric_from_dict
from ictindex.codec.place import Refused
from ictindex.io.rubric_sheet_columns import HEAD, LISTS, PARTS, REST, TOTAL, Column, Form, Keys, rest_of
from ictindex.io.rubric_sheet_notation import HOW_KEYS
from ictindex.io.rubric_sheet_numbers import number_text
from ictindex.io.rubric_sheet_writing import HEAD_TEXTS
from ictindex.io.workbook_file import Sheet, Workbook
from ictindex.model.problems import Cell, Problem, RubricError, RubricPath
from ictindex.model.rubric import Rubric
from ictindex.model.text import fold, near_hint

__all__ = ["read_rubric"]

# Columns that people add for themselves.
_ASIDE = ("stt", "tt", "no.", "ghi chú", "note", "notes")
_ITEM = re.compile(r"(node|view|tier|downgrade|award)\[(\d+)\](?:\.(\w+))?")
_MANY = ("exclude", "step")


def read_rubric(book: Workbook, *, id: str = "") -> Rubric:
    """The rubric that the sheets write; `id` where none of them says it.

    Raises
    ------
    RubricError
        With every problem, each with its cell.
    """
    reading = _Reading(book.file)
    for form in (HEAD, PARTS, *LISTS.values()):
        sheet = next((it for it in book.sheets if form.is_called(it.name)), None)
        if sheet is None and form is LISTS["node"]:
            sheet = _nodes_of_any_name(book)
        if sheet is not None:
            reading.take(form, sheet)
        elif form is LISTS["node"]:
            hint = f'name it "{form.vi}" or "{form.en}", with the headings {_titles(form)}'
            reading.refuse("missing-sheet", Cell(file=book.file), "no sheet holds nodes", hint=hint)
            raise RubricError(tuple(reading.problems))
    reading.table.setdefault("schema", 1)
    if id:
        reading.table.setdefault("id", id)
    if "id" not in reading.table:
        hint = f'a row id of the sheet "{HEAD.vi}" says it, or the option id (--id on the command line)'
        reading.refuse("missing-key", Cell(file=book.file), "nothing says the id of the rubric", hint=hint)
        reading.told.append("id")
    return reading.rubric()


def _nodes_of_any_name(book: Workbook) -> Sheet | None:
    """The first sheet with an id and a way to score in one row, for those who keep one table under a name of theirs."""
    form = LISTS["node"]
    scoring = [it for it in form.columns if it.keys[0] in ("read", HOW_KEYS[0])]
    others = [it for it in book.sheets if not any(form.is_called(it.name) for form in (HEAD, PARTS, *LISTS.values()))]
    for sheet in others:
        row = _head_row(sheet, form)
        if row is not None and any(_column_of(str(cell), form) in scoring for cell in sheet.rows[row]):
            return sheet
    return None


def _titles(form: Form) -> str:
    return ", ".join(column.vi for column in (*form.columns, REST))


def _column_of(title: str, form: Form) -> Column | None:
    return next((it for it in (*form.columns, REST) if title.strip() and it.is_called(title)), None)


def _head_row(sheet: Sheet, form: Form) -> int | None:
    """The first row with the first heading of the form and another one."""
    for number, row in enumerate(sheet.rows):
        found = [_column_of(str(cell), form) for cell in row]
        if form.columns[0] in found and sum(it is not None for it in found) > 1:
            return number
    return None


@frozen(kw_only=True)
class _Row:
    """A row of a sheet: its cells by column, where they stand, and the row of their headings."""

    sheet: Sheet
    head: int
    number: int
    places: Mapping[str, int]
    texts: Mapping[str, str]

    def cell(self, file: str, key: str) -> Cell:
        """The place of the cell that holds a key; that of the other keys, or the first, where no column is of it."""
        column = next((self.places[name] for name in (key, REST.keys[0]) if name in self.places), None)
        column = min(self.places.values()) if column is None else column
        title = str(self.sheet.rows[self.head][column]).strip()
        return Cell(file=file, row=self.number + 1, column=title, address=self.sheet.address(self.number, column))


@define
class _Reading:
    """What was read so far, what is wrong with it, and from which row each path of the file came."""

    file: str
    table: dict[str, Any] = Factory(dict)
    problems: list[Problem] = Factory(list)
    rows: dict[str, _Row] = Factory(dict)
    # Paths of which a problem is told already.
    told: list[str] = Factory(list)

    def refuse(self, code: str, where: Cell, message: str, *, expected: str = "", hint: str = "") -> None:
        """Report a problem at a cell."""
        self.problems.append(Problem(code=code, where=where, message=message, expected=expected, hint=hint))

    def take(self, form: Form, sheet: Sheet) -> None:
        """Everything that a sheet says."""
        for row in self._rows(form, sheet):
            _TAKERS.get(form.key, _Reading._take_record)(self, form, row)

    def rubric(self) -> Rubric:
        """The rubric, or all problems: those of the cells, and those that the whole has besides."""
        if any(it.code == "missing-heading" for it in self.problems):  # without a sheet the rest looks wrong too
            raise RubricError(tuple(sorted(self.problems, key=_order)))
        try:
            found = rubric_from_dict(self.table, self.file)
        except RubricError as error:
            self.problems += [self._placed(it) for it in error.problems if not self._is_told(it)]
            raise RubricError(tuple(sorted(self.problems, key=_order))) from None
        if self.problems:
            raise RubricError(tuple(sorted(self.problems, key=_order)))
        return found

    def _rows(self, form: Form, sheet: Sheet) -> Iterator[_Row]:
        """The rows below the headings that hold anything."""
        start = _head_row(sheet, form)
        if start is None:
            where = Cell(file=self.file, address=sheet.address(0, 0))
            self.refuse("missing-heading", where, "no row holds the headings", expected=_titles(form))
            return
        places = self._places(form, sheet, start)
        for number in range(start + 1, len(sheet.rows)):
            cells = sheet.rows[number]
            for (row, column), why in sheet.spoiled.items():
                if row == number and column in places.values():
                    self.refuse("bad-cell", Cell(file=self.file, address=sheet.address(row, column)), why)
            texts = {key: _text(cells[place]) for key, place in places.items() if place < len(cells)}
            if any(texts.values()):
                yield _Row(sheet=sheet, head=start, number=number, places=places, texts=texts)

    def _places(self, form: Form, sheet: Sheet, start: int) -> dict[str, int]:
        """Where each column stands, by its first key; headings that are none are problems."""
        places: dict[str, int] = {}
        for place, title in enumerate(map(str, sheet.rows[start])):
            column = _column_of(title, form)
            where = Cell(file=self.file, row=start + 1, address=sheet.address(start, place))
            if column is not None and column.keys[0] in places:
                self.refuse("double-column", where, f'the heading "{title}" stands twice')
            elif column is not None:
                places[column.keys[0]] = place
            elif title.strip() and fold(title) not in _ASIDE:
                known = [name for it in (*form.columns, REST) for name in (it.vi, it.en)]
                hint = f'{near_hint(title, known)}; notes of your own stand under "Ghi chú"'
                self.refuse("unknown-heading", where, f'"{title}" is no heading of this sheet', hint=hint)
        return places

    def _take_record(self, form: Form, row: _Row) -> None:
        """A row of a list of tables; the row of the total is a table of its own."""
        if form.key == "node" and row.texts.get("id") == TOTAL:
            record = self._record(form, row, TOTAL)
            record.pop("id", None)
            self.table[TOTAL] = record
            return
        items = self.table.setdefault(form.key, [])
        items.append(self._record(form, row, f"{form.key}[{len(items)}]"))

    def _record(self, form: Form, row: _Row, path: str) -> Keys:
        self.rows[path] = row
        record: Keys = {}
        for column in form.columns:
            text = row.texts.get(column.keys[0], "")
            if text:
                self._join(record, self._read(column, text, row, path), row, column.keys[0])
        self._join(record, self._rest(row, path), row, REST.keys[0])
        return record

    def _read(self, column: Column, text: str, row: _Row, path: str) -> Keys:
        key = column.keys[0]
        try:
            return column.read(text)
        except Refused as error:
            where = row.cell(self.file, key)
            self.refuse("bad-value", where, str(error), expected=error.expected, hint=error.hint)
            self.told.append(f"{path}.{key}")
            # The reader of the file refuses the text here too, and takes care that nothing else seems wrong.
            return {key: text}

    def _rest(self, row: _Row, path: str) -> Keys:
        text = row.texts.get(REST.keys[0], "")
        try:
            return rest_of(text) if text else {}
        except Refused as error:
            where = row.cell(self.file, REST.keys[0])
            self.refuse("syntax", where, str(error), expected=error.expected)
            self.told.append(path)
            return {}

    def _join(self, record: Keys, more: Keys, row: _Row, key: str) -> None:
        for name, value in more.items():
            if name in record:
                self.refuse("two-keys", row.cell(self.file, key), f"`{name}` stands in another cell of the row already")
            record.setdefault(name, value)

    def _take_part(self, form: Form, row: _Row) -> None:
        del form
        name, part = row.texts.get("partition", "") or "block", row.texts.get("part", "")
        path = f"partition.{name}.{part}"
        self.rows[path] = row
        said: Keys = {key: row.texts[key] for key in ("vi", "en") if row.texts.get(key)} | self._rest(row, path)
        parts = self.table.setdefault("partition", {}).setdefault(name, {})
        if not part:
            self.refuse("missing-key", row.cell(self.file, "part"), "a part has no id")
        elif part in parts:
            self.refuse("double-id", row.cell(self.file, "part"), f'the part "{part}" stands twice')
        parts.setdefault(part, said)

    def _take_head(self, form: Form, row: _Row) -> None:
        del form
        key, text = row.texts.get("key", ""), row.texts.get("value", "")
        try:
            value = text if key in HEAD_TEXTS else rest_of(f"value = {text}").get("value")
        except Refused as error:
            hint = 'a text stands in quotes: "…"'
            self.refuse("syntax", row.cell(self.file, "value"), str(error), expected="a value of TOML", hint=hint)
            self.told.append(key.partition(".")[0])
            return
        head, dot, name = key.partition(".")
        path = f"{key}[{len(self.table.get(key, []))}]" if key in _MANY else key
        self.rows[path] = row
        if key in _MANY:
            self.table.setdefault(key, []).append(value)
        elif dot:
            self.table.setdefault(head, {})[name] = value
        else:
            self.table[key] = value

    def _is_told(self, problem: Problem) -> bool:
        path = problem.where.path if isinstance(problem.where, RubricPath) else ""
        return any(path == it or path.startswith((f"{it}.", f"{it}[")) for it in self.told)

    def _placed(self, problem: Problem) -> Problem:
        """The problem at its cell; at its path where no row is of it."""
        path = problem.where.path if isinstance(problem.where, RubricPath) else ""
        item = _ITEM.match(path)
        head, key = (f"{item[1]}[{item[2]}]", item[3] or "") if item else _head_of(path, self.rows)
        row = self.rows.get(head)
        if row is None:
            return problem
        held = next((it.keys[0] for form in LISTS.values() for it in form.columns if key in it.keys), key)
        return attrs.evolve(problem, where=row.cell(self.file, held))


def _head_of(path: str, rows: Mapping[str, _Row]) -> tuple[str, str]:
    """The longest part of a path that a row is of, and the key below it."""
    parts = re.split(r"(?=[.\[])", path)
    for length in range(len(parts), 0, -1):
        head = "".join(parts[:length])
        if head in rows:
            below = parts[length].strip(".[]") if length < len(parts) else ""
            return head, below or "value"
    return "", ""


def _order(problem: Problem) -> tuple[str, int]:
    where = problem.where
    return (where.address.rpartition("!")[0], where.row or 0) if isinstance(where, Cell) else ("", 0)


def _text(value: Any) -> str:
    """A cell as a person sees it; a number as its shortest decimal."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return number_text(Decimal(repr(value)).normalize()) if value != int(value) else str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return str(value).strip()


_TAKERS = {"partition": _Reading._take_part, "rubric": _Reading._take_head}  # noqa: SLF001 - its own methods
