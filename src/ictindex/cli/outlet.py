"""Where a result goes: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Collection, Iterable
from pathlib import Path

from ictindex.cli.failures import UsageError
from ictindex.cli.tables import plain_text, print_pieces
from ictindex.codec.whole_file import write_whole
from ictindex.wording.tables import Piece

__all__ = ["deliver", "format_of", "refuse_ending", "refuse_inputs", "show_pieces", "write_whole"]

# Endings by which a file is opened with a program of its own.
_TAKEN = frozenset(
    (".csv", ".docx", ".htm", ".html", ".json", ".ods", ".parquet", ".pdf", ".toml", ".xls", ".xlsb", ".xlsm", ".xlsx")
)


def refuse_inputs(out: str | None, inputs: Iterable[str | None]) -> None:
    """Refuse to write over a file that is read, by whatever path or link it is named.

    Raises
    ------
    UsageError
        If `out` is one of the inputs.
    """
    target = None if out is None else Path(out).resolve()  # the file that will be replaced, behind links and ..
    if target is None or not target.is_file():  # a device may be read and written
        return
    for path in inputs:
        if path is not None and Path(path).exists() and Path(path).samefile(target):
            msg = f"--out {out} would overwrite {path}, which is read; name another file"
            raise UsageError(msg)


def format_of(options: Namespace, formats: Collection[str], *, otherwise: str) -> str:
    """The format that was asked for, else the one that the ending of `--out` names.

    Raises
    ------
    UsageError
        If the ending names a format that is none of them.
    """
    given: str | None = options.format
    if given:
        return given
    ending = Path(options.out or "").suffix.casefold().removeprefix(".")
    if ending not in formats:
        endings = ", ".join(f".{it}" for it in formats if f".{it}" in _TAKEN)
        refuse_ending(options.out, f"the endings are {endings}, and .txt for {otherwise}; or say the --format")
    return ending if ending in formats else otherwise


def refuse_ending(out: str | None, instead: str) -> None:
    """Refuse a file whose ending names a format that is not written here; `instead` says which ones are.

    Raises
    ------
    UsageError
        For an ending by which other programs would open the file, and fail.
    """
    if Path(out or "").suffix.casefold() in _TAKEN:
        msg = f"--out {out} would not hold what its ending says: {instead}"
        raise UsageError(msg)


def deliver(text: str, out: str | None) -> None:
    """Write a text to a file, or to standard output where none is named."""
    if out is None:
        sys.stdout.write(text)
    else:
        write_whole(out, text)


def show_pieces(pieces: Iterable[Piece], out: str | None) -> None:
    """Write paragraphs and tables to a file, or to standard output where none is named."""
    if out is None:
        print_pieces(pieces, sys.stdout)
    else:
        write_whole(out, plain_text(pieces))
