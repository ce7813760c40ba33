"""The workbook of a template while it is written: its formats, its word lists, its hidden record, its first page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from attrs import define, field

from ictindex.codec import law_digest
from ictindex.io.cell_addresses import letters
from ictindex.io.template_answers import Answer
from ictindex.io.template_layout import FORMAT, LISTS, RECORD
from ictindex.language import Language
from ictindex.model.rubric import Rubric
from ictindex.wording.heading import status_line, title_of

__all__ = ["TemplateBook", "write_value"]

_NUMBER_FORMATS = {"percent": "0.00%", "text": "@"}
_OPEN, _COUNCIL, _SHUT = "#FFFDE7", "#E3F2FD", "#ECEFF1"
_ROLE_COLOURS = {"Thẩm định": _COUNCIL}
_HELP = (
    "Chỉ các ô màu vàng nhạt là để điền; ô màu xanh nhạt dành cho hội đồng thẩm định. Các ô khác được khóa.",
    "Ô để trống nghĩa là chưa có số liệu; gõ n/a nếu tiêu chí không áp dụng. Không gõ dấu gạch ngang thay cho số 0.",
    "Số: gõ như bình thường (12 hoặc 12,5). Tỷ lệ: gõ kèm dấu phần trăm (29%). Ngày: theo dạng ghi ở cột.",
    "Câu hỏi có/không và câu hỏi theo mức: chọn trong danh sách hiện ra khi bấm vào ô.",
    "Không đổi tên, xóa hay thêm trang tính, hàng, cột: phần mềm đọc lại biểu này theo vị trí đã đặt.",
    "Khi có số liệu lạ, phần mềm chỉ ra đúng ô, ví dụ Sheet1!D14, và cho biết cần sửa thế nào.",
)


@define
class TemplateBook:
    """A workbook of xlsxwriter with what all of its sheets share."""

    book: Any
    rubric: Rubric
    per: str
    formats: dict[tuple[tuple[str, Any], ...], Any] = field(factory=dict)
    lists: dict[tuple[str, ...], str] = field(factory=dict)

    @property
    def title(self) -> str:
        """What the rubric is called, else its id."""
        return title_of(self.rubric, Language("vi")).strip() or self.rubric.id

    def format(self, **properties: Any) -> Any:
        """The format with these properties, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format({"valign": "vcenter", **properties})
        return self.formats[key]

    def head(self, **properties: Any) -> Any:
        """The format of a heading."""
        shape = {"bold": True, "text_wrap": True, "align": "center", "border": 1, "bg_color": "#CFD8DC"}
        return self.format(**{**shape, **properties})

    def cell(self, kind: str, *, is_open: bool, role: str = "", date_format: str = "") -> Any:
        """The format of a cell to fill in, or of one that is locked because nothing is asked there."""
        colour = _ROLE_COLOURS.get(role, _OPEN) if is_open else _SHUT
        shown = date_format if kind == "date" else _NUMBER_FORMATS.get(kind, "General")
        look = {"border": 1, "border_color": "#B0BEC5", "bg_color": colour, "num_format": shown, "text_wrap": True}
        return self.format(locked=not is_open, **look)

    def label(self, *, is_open: bool) -> Any:
        """The format of a cell that describes a unit: a text on one line."""
        look = {"border": 1, "border_color": "#B0BEC5", "bg_color": _OPEN if is_open else _SHUT, "num_format": "@"}
        return self.format(locked=not is_open, **look)

    def list_for(self, words: tuple[str, ...]) -> str:
        """The range of the hidden sheet that holds the words of a list."""
        place = letters(len(self.lists))
        return self.lists.setdefault(words, f"={LISTS}!${place}$1:${place}${len(words)}")

    def validate(self, page: Any, span: tuple[int, int, int, int], answer: Answer, parts: Iterable[str]) -> None:
        """Lay the rule of an answer on a span of cells: first row and column, last row and column, from 0."""
        if answer.offered:
            self.list_for(answer.offered)
        rule = answer.validation(parts, f"{letters(span[1])}{span[0] + 1}", self.lists)
        if rule:
            page.data_validation(*span, rule)

    def labels(self, page: Any, span: tuple[int, int, int, int], words: Sequence[str]) -> None:
        """Lay a list of words on a span of cells that describe units."""
        source = self.list_for(tuple(words))
        page.data_validation(*span, {"validate": "list", "source": source, "error_title": "Không hợp lệ"})

    def page(self, name: str) -> Any:
        """A new sheet, protected but for what is open."""
        page = self.book.add_worksheet(name)
        page.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})
        page.hide_gridlines(2)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_footer(f"&L{self.rubric.id}&C&A&R&P / &N")
        return page

    def write_help(self) -> None:
        """The first page: what the workbook is for and how it is filled in."""
        page = self.page("Hướng dẫn")
        page.set_column(0, 0, 110)
        rows = [
            (self.title, self.format(bold=True, font_size=14, text_wrap=True)),
            (self.rubric.id, self.format(font_color="#546E7A")),
            (status_line(self.rubric, Language("vi")), self.format(font_color="#546E7A", text_wrap=True)),
            ("", self.format()),
            *((f"{number}. {text}", self.format(text_wrap=True)) for number, text in enumerate(_HELP, start=1)),
        ]
        for place, (text, look) in enumerate(rows):
            page.write_string(place, 0, text, look)

    def write_hidden(self) -> None:
        """The record of what the template was made for, and the words of its lists."""
        record = self.book.add_worksheet(RECORD)
        facts = {"format": str(FORMAT), "rubric": self.rubric.id, "law": law_digest(self.rubric), "per": self.per}
        for row, (key, value) in enumerate(facts.items()):
            record.write_string(row, 0, key)
            record.write_string(row, 1, value)
        record.protect()
        record.very_hidden()
        if self.lists:
            words = self.book.add_worksheet(LISTS)
            for place, texts in enumerate(self.lists):
                for row, text in enumerate(texts):
                    words.write_string(row, place, text)
            words.protect()
            words.very_hidden()


def write_value(page: Any, row: int, place: int, value: Any, look: Any) -> None:
    """Write a float, a day, a text, or nothing; a text is never taken for anything else."""
    if value is None:
        page.write_blank(row, place, None, look)
    elif isinstance(value, float):
        page.write_number(row, place, value, look)
    elif isinstance(value, date):
        page.write_datetime(row, place, value, look)
    else:
        page.write_string(row, place, value, look)
