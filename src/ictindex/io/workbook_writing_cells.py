"""Plain sheets as the bytes of a workbook: typed cells, frozen heads, filters, widths, print setup; no time in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from itertools import zip_longest
from typing import Any, TypeAlias

from attrs import define, field, frozen

from ictindex.io.extras import library
from ictindex.model.numbers import plain
from ictindex.wording.tables import display_width

__all__ = ["CREATED", "Head", "Sheet", "Value", "fits_double", "sheet_names", "workbook_bytes"]

Value: TypeAlias = str | int | Decimal | None

# Same inputs, same bytes: a workbook names a day of creation, so it is always this one.
CREATED = datetime(2000, 1, 1)  # noqa: DTZ001 - the file format has no time zone
_A4 = 9
# What a sheet of the format holds.
_MOST_ROWS = 1_048_576
_MOST_COLUMNS = 16_384
_MOST_UNITS = 32_767
_MOST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
# A spreadsheet keeps no name of its own for this one.
_RESERVED = ("history",)
# A double tells all decimals of so many digits apart, and a spreadsheet shows no more of them.
_EXACT_DIGITS = 15
_NARROWEST, _WIDEST = 6, 60
_PER_HEAD = 18
# Of a line of text, and of the tallest row that the format knows, in points.
_LINE, _TALLEST = 15, 409
# So many letters can still be read beside each other on one page.
_READABLE = 230


@frozen(kw_only=True)
class Head:
    """The head of a column: what stands over it, one text for each line of the head; `signed` numbers show a plus."""

    lines: tuple[str, ...]
    right: bool = False
    signed: bool = False

    @classmethod
    def of(cls, *lines: str, right: bool = False, signed: bool = False) -> Head:
        """A head of these lines."""
        return cls(lines=lines, right=right, signed=signed)


@frozen(kw_only=True)
class Sheet:
    """A table with lines above it; the first `fixed` columns stay where the others scroll."""

    name: str
    above: Sequence[str]
    heads: Sequence[Head]
    rows: Sequence[Sequence[Value]]
    fixed: int = 0
    footer: str = ""


def fits_double(number: Decimal) -> bool:
    """Whether a spreadsheet holds a decimal exactly and shows all of its digits.

    >>> fits_double(Decimal("82.40")), fits_double(Decimal("12345678901234.56"))
    (True, False)
    """
    digits = number.as_tuple().digits
    return number.is_zero() or (len(digits) <= _EXACT_DIGITS and abs(number.adjusted()) <= _EXACT_DIGITS)


def sheet_names(wanted: Iterable[str]) -> list[str]:
    r"""Names that a workbook can hold: at most 31 characters, none of ``[]:*?/\``, no two alike.

    >>> sheet_names(["Sở/ngành", "sở-ngành", "History", ""])
    ['Sở-ngành', 'sở-ngành 2', 'History 2', '-']
    """
    taken = set(_RESERVED)
    found = []
    for text in wanted:
        name = base = _NOT_IN_NAMES.sub("-", text).strip(" '")[:_MOST_NAME].strip(" '") or "-"
        number = 1
        while name.casefold() in taken:
            number += 1
            end = f" {number}"
            name = base[: _MOST_NAME - len(end)].rstrip() + end
        taken.add(name.casefold())
        found.append(name)
    return found


def workbook_bytes(sheets: Sequence[Sheet], *, title: str, status: str) -> bytes:
    """The workbook; the same sheets give the same bytes.

    Raises
    ------
    MissingExtra
        If xlsxwriter is not installed.
    ValueError
        If a table has more rows or columns than a sheet of the format.
    """
    writer = library("xlsxwriter", "excel")
    stream = BytesIO()
    # No text is ever taken for a formula, a number or an address: what is written is what is there.
    never = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    book = writer.Workbook(stream, {"in_memory": True, "use_zip64": True, **never})
    book.set_properties({"title": title, "comments": status, "author": "", "created": CREATED})
    formats = _Formats(book)
    for sheet, name in zip(sheets, sheet_names(it.name for it in sheets), strict=True):
        _write_sheet(book.add_worksheet(name), sheet, formats)
    book.close()
    return stream.getvalue()


@define
class _Formats:
    """The formats of a workbook, each made once."""

    book: Any
    made: dict[tuple[tuple[str, Any], ...], Any] = field(factory=dict)

    def of(self, **properties: Any) -> Any:
        """The format with these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format(properties)
        return self.made[key]


def _write_sheet(page: Any, sheet: Sheet, formats: _Formats) -> None:
    rows = [piece for row in sheet.rows for piece in _pieces(row)]
    lines = max((len(head.lines) for head in sheet.heads), default=0)
    first = len(sheet.above) + bool(sheet.above)  # an empty row below what stands above
    if first + lines + len(rows) > _MOST_ROWS or len(sheet.heads) > _MOST_COLUMNS:
        msg = (
            f'"{sheet.name}" has {len(rows)} rows and {len(sheet.heads)} columns; a sheet holds {_MOST_ROWS} rows and '
            f"{_MOST_COLUMNS} columns: write CSV or Parquet"
        )
        raise ValueError(msg)
    for place, text in enumerate(sheet.above):
        page.write_string(place, 0, text, formats.of(bold=place < 2, font_size=14 if place == 0 else 11))
    head_format = formats.of(bold=True, text_wrap=True, valign="vcenter", align="center", border=1, bg_color="#E7EDF3")
    for column, head in enumerate(sheet.heads):
        for line in range(lines):
            page.write_string(first + line, column, head.lines[line] if line < len(head.lines) else "", head_format)
    start = first + lines
    for place, row in enumerate(rows):
        for column, (value, head) in enumerate(zip(row, sheet.heads, strict=True)):
            _write_cell(page, start + place, column, value, head, formats)
    _lay_out(page, sheet, rows, start, lines)


def _pieces(row: Sequence[Value]) -> Iterator[Sequence[Value]]:
    """The row; in several where a text is longer than a cell holds."""
    if any(isinstance(value, str) and len(value) * 2 > _MOST_UNITS for value in row):
        yield from zip_longest(*(_cut(value) for value in row))
    else:
        yield row


def _cut(value: Value) -> Sequence[Value]:
    if not isinstance(value, str):
        return [value]
    most = _MOST_UNITS // 2  # a letter takes at most two units
    return [value[at : at + most] for at in range(0, max(1, len(value)), most)]


def _write_cell(page: Any, row: int, column: int, value: Value, head: Head, formats: _Formats) -> None:
    grid = {"border": 1, "border_color": "#BFC7CF", "valign": "top"}
    if value is None:
        page.write_blank(row, column, None, formats.of(**grid))
    elif isinstance(value, str):
        align = {"align": "right"} if head.right else {"text_wrap": True, "align": "left", "indent": 1}
        page.write_string(row, column, value, formats.of(num_format="@", **grid, **align))
    elif fits_double(Decimal(value)):
        page.write_number(row, column, float(value), formats.of(num_format=_digits(value, head), **grid))
    else:
        page.write_string(row, column, _shown(value), formats.of(num_format="@", align="right", **grid))


def _digits(value: int | Decimal, head: Head) -> str:
    """The number format with exactly the printed digits."""
    exponent = Decimal(value).as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    shown = "0." + "0" * decimals if decimals else "0"
    return f"+{shown};-{shown};{shown}" if head.signed else shown


def _shown(value: int | Decimal) -> str:
    return plain(value) if isinstance(value, Decimal) else str(value)


def _lay_out(page: Any, sheet: Sheet, rows: Sequence[Sequence[Value]], start: int, lines: int) -> None:
    widths = [_width(head, [row[column] for row in rows]) for column, head in enumerate(sheet.heads)]
    for column, width in enumerate(widths):
        page.set_column(column, column, width)
    # Programs that do not fold rows by themselves need their heights.
    for line in range(lines):
        texts = [head.lines[line] if line < len(head.lines) else "" for head in sheet.heads]
        _set_height(page, start - lines + line, texts, widths)
    for place, row in enumerate(rows):
        _set_height(page, start + place, row, widths)
    page.freeze_panes(start, sheet.fixed)
    if sheet.heads:
        page.autofilter(start - 1, 0, max(start, start + len(rows) - 1), len(sheet.heads) - 1)
        page.repeat_rows(start - lines, start - 1)
    _lay_out_print(page, sheet, sum(widths))


def _set_height(page: Any, row: int, cells: Sequence[Value], widths: Sequence[int]) -> None:
    lines = max((_lines(cell, width) for cell, width in zip(cells, widths, strict=True)), default=1)
    if lines > 1:
        page.set_row(row, min(_TALLEST, lines * _LINE))


def _lines(value: Value, width: int) -> int:
    """How many lines a text takes in a column: words are not torn, so each line loses a little."""
    if not isinstance(value, str):
        return 1
    return sum(_folded(display_width(line), width - 1) for line in value.split("\n"))


def _folded(length: int, room: int) -> int:
    return 1 if length <= room else -(-length * 11 // (10 * room))


def _lay_out_print(page: Any, sheet: Sheet, width: int) -> None:
    """A4, lying; one page wide, or as many as it takes to be read, with the fixed columns on each."""
    page.set_paper(_A4)
    page.set_landscape()
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    page.fit_to_pages(-(-width // _READABLE) or 1, 0)
    if width > _READABLE and sheet.fixed:
        page.repeat_columns(0, sheet.fixed - 1)
    # An ampersand would be a command of the footer.
    page.set_footer(f"&L{_plainly(sheet.footer)}&C{_plainly(sheet.name)}&R&P / &N")


def _plainly(text: str) -> str:
    return text.replace("&", "&&")[:80]


def _width(head: Head, values: Sequence[Value]) -> int:
    """Wide enough for the cells; a head is folded sooner."""
    longest = max((_cells(value, head) for value in values), default=0)
    title = max((min(display_width(line), _PER_HEAD) for line in head.lines), default=0)
    return max(_NARROWEST, min(_WIDEST, max(longest, title) + 2))


def _cells(value: Value, head: Head) -> int:
    if value is None:
        return 0
    if isinstance(value, str):
        return max((display_width(line) for line in value.split("\n")), default=0)
    return len(_shown(value)) + head.signed
