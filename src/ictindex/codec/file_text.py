"""The text of a file that should be UTF-8, and what it seems to be where it is not."""

from __future__ import annotations

import re
from collections.abc import Callable
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from ictindex.model.problems import Cell, Problem

if TYPE_CHECKING:  # of no use before a file is read
    from importlib.resources.abc import Traversable

__all__ = ["WORKBOOK_ENDINGS", "FilePath", "decoded", "file_of", "is_workbook_name"]

WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")

FilePath: TypeAlias = "str | PathLike[str] | Traversable"

_SAVE = 'in Excel save it as "CSV UTF-8 (Comma delimited)"'
_HALF = re.compile("[\ud800-\udfff]")
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def file_of(path: FilePath) -> Path | Traversable:
    """What can be read: the path, or the file of a package as it is."""
    if isinstance(path, str | PathLike):
        if "\0" in str(path):
            msg = f"{str(path)!r} is no path: it holds the character NUL"
            raise ValueError(msg)
        return Path(path)
    if not hasattr(path, "read_bytes"):
        msg = f"expected a path or a file of a package, found {path!r} of type {type(path).__name__}"
        raise TypeError(msg)
    return path


def is_workbook_name(path: FilePath) -> bool:
    """Whether a file is a workbook by the ending of its name.

    >>> is_workbook_name("so-lieu.XLSX"), is_workbook_name("so-lieu.csv")
    (True, False)
    """
    return str(path).casefold().endswith(WORKBOOK_ENDINGS)


def decoded(data: bytes, file: str, encoding: str = "utf-8-sig") -> tuple[str, Problem | None]:
    r"""The text of the bytes, or the problem with the first byte that does not fit.

    >>> decoded("Sở".encode("utf-8-sig"), "a.csv")
    ('Sở', None)
    >>> print(decoded(b"id\nS\xf5", "a.csv")[1])  # doctest: +ELLIPSIS
    a.csv: row 2: byte 5 (0xf5) is not UTF-8; expected a text in UTF-8 ...
    """
    if not isinstance(encoding, str):
        msg = f'an encoding is a name such as "utf-8", found {encoding!r}'
        raise TypeError(msg)
    name = "UTF-8" if encoding.casefold().startswith(("utf-8", "utf8")) else encoding
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        # Codecs with a signature count from behind it.
        start = error.start + len(data) - len(error.object)
        byte = data[start]
        return "", _refusal(data, file, start, f"byte {start + 1} (0x{byte:02x}) is not {name}", name)
    except UnicodeError as error:  # of a codec that says no more
        where = Cell(file=file)
        return "", Problem(code="bad-encoding", where=where, message=f"the file cannot be read as {name}: {error}")
    except (LookupError, ValueError):
        message = f'there is no encoding "{encoding}"'
        return "", Problem(code="bad-option", where=Cell(file=file), message=message)
    text = text.removeprefix("\ufeff")  # the signature, where an encoding was named that leaves it in
    at = text.find("\0")
    if at >= 0:
        return "", _refusal(data, file, data.find(0), f"byte {data.find(0) + 1} is no character of a text", name)
    if not text.isascii() and (half := _HALF.search(text)):
        where = Cell(file=file, row=text.count("\n", 0, half.start()) + 1)
        message = f"the text holds half of a character (U+{ord(half[0]):04X})"
        return "", Problem(code="bad-encoding", where=where, message=message, expected=f"a text in {name}")
    return text, None


def _refusal(data: bytes, file: str, start: int, message: str, name: str) -> Problem:
    where = Cell(file=file, row=data.count(b"\n", 0, start) + 1)
    hint = next(hint for fits, hint in _GUESSES if fits(data))
    return Problem(code="bad-encoding", where=where, message=message, expected=f"a text in {name}", hint=hint)


def _is_workbook(data: bytes) -> bool:
    return data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))


def _is_utf16(data: bytes) -> bool:
    return data.startswith(_UTF16_MARKS) or b"\0" in data[:400]


def _is_anything(data: bytes) -> bool:
    del data
    return True


# The first that fits speaks.
_GUESSES: tuple[tuple[Callable[[bytes], bool], str], ...] = (
    (_is_workbook, "it is an Excel workbook; give it the ending .xlsx, or .xls where an old Excel wrote it"),
    (_is_utf16, f'it seems to be UTF-16 ("Unicode Text"); {_SAVE}'),
    (_is_anything, f"it seems to be Windows-1258, TCVN3 or VNI; {_SAVE}, or name its encoding"),
)
