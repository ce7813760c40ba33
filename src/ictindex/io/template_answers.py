"""What a template asks for: each column that a rubric reads from a data set, with its name, rule and limits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

from attrs import frozen

from ictindex.language import Language
from ictindex.model.nodes import ROOT, Indicator
from ictindex.model.numbers import plain
from ictindex.model.rubric import Rubric
from ictindex.model.shapes import Given, Levels, Yes
from ictindex.model.steps import CarryUp, Verify
from ictindex.wording.formulas import formula
from ictindex.wording.worth import worths

__all__ = ["EARLIEST_DAY", "Answer", "answers_of"]

# Day 60 of Excel's calendar never was; before it spreadsheets do not agree on the days.
EARLIEST_DAY = date(1900, 3, 1)
# Beyond it a number has more than the 15 digits that a spreadsheet keeps.
_MOST = 999_999_999_999_999
_LONGEST_RULE = 1500
_SHARED = "Số liệu dùng chung"
_OTHER = "Số liệu khác"
_ROLE_TITLES = ("Tự chấm", "Thẩm định", "Minh chứng")
_VIETNAMESE = Language("vi")


@frozen(kw_only=True, eq=False)
class Answer:
    """One column to fill in.

    `title` has the levels of its heading from the top down, `rule` how it counts and `largest` for how much, in
    Vietnamese. `choices` are the words it can be; `nodes` the leaves that read it.
    """

    column: str
    title: tuple[str, ...]
    rule: str = ""
    largest: str = ""
    kind: str = "number"
    date_format: str = ""
    choices: tuple[str, ...] = ()
    nodes: tuple[Indicator, ...] = ()
    role: str = ""

    @property
    def may_not_apply(self) -> bool:
        """Whether "n/a" can be an answer."""
        return any(node.missing == "not-applicable" or node.only is not None for node in self.nodes)

    def limits(self, parts: Iterable[str]) -> tuple[Decimal | None, Decimal | None]:
        """Least and greatest number that units of these parts can give; None where the law sets none."""
        if self.kind == "percent":
            return Decimal(-1), Decimal(1)
        bounds = [_bounds(node, frozenset(parts)) for node in self.nodes]
        if not bounds:
            return None, None
        lows, highs = zip(*bounds, strict=True)
        return (
            None if None in lows else _decimal(max(lows)),
            None if None in highs else _decimal(min(highs)),
        )

    def validation(self, parts: Iterable[str], cell: str, lists: Mapping[tuple[str, ...], str]) -> dict[str, Any]:
        """The rule for the cells, as xlsxwriter takes it; `cell` is the first of them, empty where anything goes.

        Words come from a range of cells, because a list inside a rule stops at 255 characters.
        """
        if self.choices:
            shown = " | ".join(self.choices)
            return _told({"validate": "list", "source": lists[self.offered]}, f"Chọn một trong: {shown}")
        if self.kind == "text":
            return {}
        low, high = self.limits(parts) if self.kind != "date" else (None, None)
        least, most = (Decimal(-_MOST) if low is None else low), (Decimal(_MOST) if high is None else high)
        says = self._says(low, high)
        if self.kind == "date":
            least = Decimal((EARLIEST_DAY - date(1899, 12, 30)).days)
        if self.may_not_apply:
            test = f"AND(ISNUMBER({cell}),{cell}>={plain(least)},{cell}<={plain(most)})"
            return _told({"validate": "custom", "value": f'=OR({test},LOWER({cell})="n/a")'}, f"{says}; hoặc n/a")
        if self.kind == "date":
            return _told({"validate": "date", "criteria": ">=", "value": EARLIEST_DAY}, says)
        ends = {"minimum": float(least), "maximum": float(most)}
        return _told({"validate": "decimal", "criteria": "between", **ends}, says)

    @property
    def offered(self) -> tuple[str, ...]:
        """The words of the list, with "n/a" where that can be an answer."""
        return (*self.choices, "n/a") if self.choices and self.may_not_apply else self.choices

    def _says(self, low: Decimal | None, high: Decimal | None) -> str:
        if self.kind == "date":
            return f"Nhập ngày, dạng {self.date_format}"
        if self.kind == "percent":
            return "Nhập tỷ lệ, ví dụ 29%"
        ends = [f"từ {plain(low)}" if low is not None else "", f"đến {plain(high)}" if high is not None else ""]
        return " ".join(["Nhập số", *filter(None, ends)])


def _told(rule: dict[str, Any], says: str) -> dict[str, Any]:
    """The rule with what is said when a cell is chosen and when it is filled in wrongly."""
    text = says if len(says) <= 255 else f"{says[:254]}…"
    return {**rule, "input_message": text, "error_title": "Không hợp lệ", "error_message": text}


def _bounds(node: Indicator, parts: frozenset[str]) -> tuple[Fraction | None, Fraction | None]:
    """The limits of a number that is the points itself; none where it is read in another way."""
    given = isinstance(node.shape, Given) and len(node.reading.columns) == 1 and not node.reading.operator
    if not given or node.range == "clip":
        return None, None
    return node.limits(parts)


def _decimal(number: Fraction) -> Decimal | None:
    """The limit as a decimal; None where it is none, or longer than a rule of a spreadsheet keeps."""
    found = Decimal(number.numerator) / Decimal(number.denominator)
    return found if Fraction(found) == number and abs(found) <= _MOST else None


def answers_of(rubric: Rubric) -> tuple[Answer, ...]:
    """The columns that a data set must hold: those of several nodes, then the others in the order of the rubric.

    Written columns and partitions are none of them.

    >>> from ictindex.model.nodes import Group
    >>> nodes = [Indicator(id="may", vi="Máy tính", read="may / can_bo", max=10), Indicator(id="mang", shape=Yes(5))]
    >>> found = answers_of(Rubric(id="demo/it@2026", total=Group(decimals=1), nodes=nodes))
    >>> [(it.column, it.title, it.choices) for it in found]
    [('may', ('Máy tính', 'may'), ()), ('can_bo', ('Máy tính', 'can_bo'), ()), ('mang', ('mang',), ('có', 'không'))]
    """
    return tuple(sorted(_each(rubric), key=lambda it: it.title[0] != _SHARED))


def _each(rubric: Rubric) -> Iterator[Answer]:
    sides = _verified(rubric)
    readers = _readers(rubric)
    worth = worths(rubric)
    seen: set[str] = set()
    for name, nodes in readers.items():
        seen.update(sides.get(name, (name,)))
        if name in rubric.written and name not in sides:
            continue
        rule = _rule(rubric, nodes)
        largest = worth[nodes[0].id].maximum_text if len(nodes) == 1 else ""
        title = _title(rubric, nodes, name)
        for column, role in zip(sides.get(name, (name,)), _ROLE_TITLES, strict=False):
            if not column:
                continue
            evidence = role == "Minh chứng"
            yield Answer(
                column=column,
                title=(*title, role) if name in sides else title,
                rule=_evidence(nodes) if evidence else rule,
                largest=largest,
                kind="text" if evidence else rubric.column_kind(name),
                date_format=rubric.column_format(name),
                choices=() if evidence else _choices(nodes),
                nodes=() if evidence else nodes,
                role=role if name in sides else "",
            )
    yield from _rest(rubric, seen)


def _rest(rubric: Rubric, seen: set[str]) -> Iterator[Answer]:
    """Columns that steps read and no node does."""
    for step in rubric.steps:
        for use in step.reads:
            if use.name in seen or use.name in rubric.written:
                continue
            seen.add(use.name)
            parent = isinstance(step, CarryUp) and use.name == step.parent
            kind = rubric.column_kind(use.name)
            title = (_OTHER, "Mã đơn vị cấp trên" if parent else use.name)
            yield Answer(column=use.name, title=title, kind=kind, date_format=rubric.column_format(use.name))


def _verified(rubric: Rubric) -> Mapping[str, tuple[str, str, str]]:
    steps = [step for step in rubric.steps if isinstance(step, Verify)]
    return MappingProxyType({name: step.sides(name) for step in steps for name in step.columns})


def _readers(rubric: Rubric) -> dict[str, tuple[Indicator, ...]]:
    found: dict[str, tuple[Indicator, ...]] = {}
    for node_id in rubric.tree.depth_first():
        node = rubric.tree.nodes[node_id]
        if isinstance(node, Indicator):
            for name in node.reading.columns:
                found[name] = (*found.get(name, ()), node)
    return found


def _title(rubric: Rubric, nodes: tuple[Indicator, ...], column: str) -> tuple[str, ...]:
    """The group, the node, and the column where its node reads two; a column of several nodes stands by itself."""
    if len(nodes) > 1:
        return (_SHARED, column)
    node = nodes[0]
    above = rubric.tree.nodes.get(node.parent)
    group = () if above is None or above.id == ROOT else (_name(above),)
    return (*group, _name(node), *((column,) if len(node.reading.columns) > 1 else ()))


def _name(node: Any) -> str:
    return _VIETNAMESE.name(node)


def _rule(rubric: Rubric, nodes: tuple[Indicator, ...]) -> str:
    if len(nodes) > 1:
        return f"Dùng cho {_VIETNAMESE.listed(map(_name, nodes))}"
    evidence = f". Minh chứng: {nodes[0].evidence}" if nodes[0].evidence else ""
    return _short(formula(rubric, nodes[0], _VIETNAMESE)) + evidence


def _short(rule: str) -> str:
    """A rule as far as a cell can show it; a list of hundreds of words stands in the list of the cell anyway."""
    return rule if len(rule) <= _LONGEST_RULE else f"{rule[:_LONGEST_RULE]} …"


def _evidence(nodes: tuple[Indicator, ...]) -> str:
    asked = [node.evidence for node in nodes if node.evidence]
    return "; ".join(asked) or "Số, ký hiệu hoặc liên kết của tài liệu"


def _choices(nodes: tuple[Indicator, ...]) -> tuple[str, ...]:
    """The words that all readers of a column know: levels, or yes and no."""
    shape = nodes[0].shape
    if isinstance(shape, Yes):
        return ("có", "không")
    return tuple(text for text, _ in shape.table) if isinstance(shape, Levels) else ()
