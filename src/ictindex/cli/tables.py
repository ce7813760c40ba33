"""Tables of text: drawn by rich where it is installed and a person looks, else aligned by display width."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any, TextIO

from ictindex.cli.visible import visible
from ictindex.wording.tables import Column, Piece, Table, display_width

__all__ = ["plain_text", "print_pieces"]

_GAP = "  "
# Wider than any table, in cells.
_ENOUGH = 1_000_000


def print_pieces(pieces: Iterable[Piece], stream: TextIO) -> None:
    """Write paragraphs and tables, with rich on a terminal where the extra ``cli`` is installed."""
    if stream.isatty() and find_spec("rich") is not None:
        _print_rich(map(_visible, pieces), stream)
    else:
        stream.write(plain_text(pieces))


def plain_text(pieces: Iterable[Piece]) -> str:
    """Paragraphs and tables as text, a blank line between them."""
    shown = map(_visible, pieces)
    return "\n".join(_plain_table(it) if isinstance(it, Table) else it.rstrip("\n") + "\n" for it in shown)


def _visible(piece: Piece) -> Piece:
    """The piece without control characters, whatever names stand in it."""
    if isinstance(piece, str):
        return visible(piece)
    return Table(
        title=visible(piece.title),
        columns=[Column(visible(it.title), right=it.right) for it in piece.columns],
        rows=[[visible(cell) for cell in row] for row in piece.rows],
    )


def _plain_table(table: Table) -> str:
    columns = list(zip(*([column.title for column in table.columns], *table.rows), strict=True))
    widths = [max(map(display_width, cells)) for cells in columns]
    rule = [Column("", right=column.right) for column in table.columns]
    lines = [_line(table.columns, [column.title for column in table.columns], widths)]
    lines.append(_line(rule, ["-" * width for width in widths], widths))
    lines += [_line(table.columns, row, widths) for row in table.rows]
    head = [table.title] if table.title else []
    return "\n".join([*head, *lines]) + "\n"


def _line(columns: Sequence[Column], cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = []
    for column, cell, width in zip(columns, cells, widths, strict=True):
        space = " " * (width - display_width(cell))
        padded.append(space + cell if column.right else cell + space)
    return _GAP.join(padded).rstrip()


def _print_rich(pieces: Iterable[Piece], stream: TextIO) -> None:
    # By name, because the library is an extra: it need not be there for the types to be checked.
    text: Any = import_module("rich.text").Text
    box: Any = import_module("rich.box").SIMPLE_HEAD
    console: Any = import_module("rich.console").Console(file=stream, highlight=False, soft_wrap=False)
    make: Any = import_module("rich.table").Table
    measure: Any = import_module("rich.measure").Measurement.get
    for piece in pieces:
        if not isinstance(piece, Table):
            console.print(text(piece.rstrip("\n") + "\n"))
            continue
        # Cells are Text, so that a name with brackets is no markup.
        drawn = make(box=box)
        for column in piece.columns:
            drawn.add_column(text(column.title), justify="right" if column.right else "left")
        for row in piece.rows:
            drawn.add_row(*(text(cell) for cell in row))
        if measure(console, console.options.update(max_width=_ENOUGH), drawn).maximum > console.width:
            # Rich would cut or fold the cells; a terminal folds whole lines and loses nothing.
            stream.write(_plain_table(piece) + "\n")
            continue
        if piece.title:
            console.print(text(piece.title, style="bold"))
        console.print(drawn)
