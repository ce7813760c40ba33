"""TOML and JSON text as tables; what is wrong with its form, where, and which known trap it fell into."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from attrs import frozen

from ictindex.model.problems import Problem, RubricError, RubricPath

__all__ = ["parse_json", "parse_toml"]

_MOST_DIGITS = 1000

_POSITION = re.compile(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$")


def parse_toml(text: str, file: str = "") -> dict[str, Any]:
    """The table of a TOML text, its numbers as `Decimal`.

    Raises
    ------
    RubricError
        With line, column and, for the known traps, what to do.
    """
    import tomllib

    # TOML counts \\r\\n as one character, and so must the position.
    text = text.replace("\r\n", "\n")
    try:
        return tomllib.loads(text, parse_float=_decimal)
    except ValueError as error:
        message = str(error)
        found = _POSITION.search(message)
        lines = text.split("\n")
        line, column = (int(found[1]), int(found[2])) if found and found[1] else (len(lines), len(lines[-1]) + 1)
        reason = _POSITION.sub("", message)
        if "integer string conversion" in reason:  # which has no position; Python says it in words of its own
            long = re.search(rf"\d{{{_MOST_DIGITS}}}", text.replace("_", ""))
            line = 1 if long is None else text.replace("_", "").count("\n", 0, long.start()) + 1
            hint = "at most 30 before and behind the point"
            raise _refusal("a number of too many digits", line, 1, file, hint) from None
        hint = _hint(_Spot.of(text, line, column, reason))
        raise _refusal(f"not TOML: {reason}", line, column, file, hint) from None
    except RecursionError:
        raise _refusal("lists or tables nest too deep", 1, 1, file, "") from None


def parse_json(text: str, file: str = "") -> dict[str, Any]:
    """The table of a JSON text, its numbers as `Decimal`; a key that stands twice is refused.

    Raises
    ------
    RubricError
        With line and column.
    """
    import json

    doubles: list[str] = []

    def table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            doubles.extend(sorted(key for key, count in Counter(key for key, _ in pairs).items() if count > 1))
        return found

    try:
        value = json.loads(
            text, parse_float=_decimal, parse_int=_whole, parse_constant=_decimal, object_pairs_hook=table
        )
    except ValueError as error:
        line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        raise _refusal(f"not JSON: {getattr(error, 'msg', error)}", line, column, file, "") from None
    except RecursionError:
        raise _refusal("lists or tables nest too deep", 1, 1, file, "") from None
    _refuse_halves(value, text, file)
    if doubles:
        where = RubricPath(path="", file=file)
        hint = "JSON readers keep only the last one"
        raise RubricError(
            tuple(
                Problem(
                    code="double-key",
                    where=where,
                    message=f'the key "{key}" stands twice in one table',
                    hint=hint,
                )
                for key in doubles
            )
        )
    return value  # type: ignore[no-any-return]  # what it is, the reader of the table finds out


def _refuse_halves(value: object, text: str, file: str) -> None:
    r"""Refuse an escape such as ``\ud800`` alone: no text can hold it, and no TOML."""
    import json

    try:
        json.dumps(value, ensure_ascii=False, default=str).encode("utf-8")
    except UnicodeEncodeError:
        place = next((found.start() for found in _HALF.finditer(text) if found[1]), 0)
        line, column = text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)
        raise _refusal("half of a character (a lone surrogate)", line, column, file, "") from None


# A pair of escapes is passed over whole; what is left alone is the group.
_HALF = re.compile(
    r"\\[^u]|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(\\u[dD][89a-fA-F][0-9a-fA-F]{2}|[\ud800-\udfff])"
)


def _whole(text: str) -> int | Decimal:
    # Longer ones Python does not read; the reader of the table refuses them at their path.
    return int(text) if len(text) <= _MOST_DIGITS else Decimal(text)


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        # An exponent beyond what Decimal can hold: no number, which its reader refuses at its path.
        return Decimal("NaN")


def _refusal(message: str, line: int, column: int, file: str, hint: str) -> RubricError:
    where = RubricPath(path=f"line {line}, column {column}", file=file)
    return RubricError((Problem(code="syntax", where=where, message=message, hint=hint),))


@frozen(kw_only=True)
class _Spot:
    """Where the parser stopped: its reason, the line before and after, and the brackets still open."""

    reason: str
    before: str
    after: str
    open_brackets: str

    @classmethod
    def of(cls, text: str, line: int, column: int, reason: str) -> _Spot:
        lines = text.split("\n")
        row = lines[line - 1] if line <= len(lines) else ""
        offset = sum(len(it) + 1 for it in lines[: line - 1]) + column - 1
        return cls(
            reason=reason,
            before=row[: column - 1],
            after=row[column - 1 :],
            open_brackets=_open_brackets(text[:offset]),
        )


# Strings and comments hide brackets; a text that is not closed hides the rest.
# Each text runs to its end, or to where it had to end, so that no character is looked at twice.
_HIDDEN = re.compile(
    r'"""(?:[^\\]|\\.)*?(?:"""|\\?\Z)|\'\'\'.*?(?:\'\'\'|\Z)|"(?:[^"\\\n]|\\.)*+"?|\'[^\'\n]*+\'?|#[^\n]*', re.DOTALL
)


def _open_brackets(text: str) -> str:
    stack: list[str] = []
    for char in re.sub(r"[^\[\]{}]", "", _HIDDEN.sub("", text)):
        if char in "[{":
            stack.append(char)
        elif stack:
            stack.pop()
    return "".join(stack)


def _decimal_comma(spot: _Spot) -> bool:
    ends = re.search(r"=\s*[+-]?\d+(,\d+\s*)?$", spot.before)
    return ends is not None and (bool(ends[1]) or re.match(r",\d", spot.after) is not None)


def _curly_quote(spot: _Spot) -> bool:
    return spot.after[:1] in "“”‘’„«»" and bool(spot.after)


def _broken_inline_table(spot: _Spot) -> bool:
    rest = spot.after.strip()
    return spot.open_brackets.endswith("{") and (not rest or rest.startswith("#"))


def _comma_before_brace(spot: _Spot) -> bool:
    return spot.after.lstrip().startswith("}") and spot.before.rstrip().endswith(",")


def _value_without_quotes(spot: _Spot) -> bool:
    return "Invalid value" in spot.reason


def _key_without_quotes(spot: _Spot) -> bool:
    return bool(spot.after) and not spot.after[0].isascii()


def _double_key(spot: _Spot) -> bool:
    return "overwrite" in spot.reason or "twice" in spot.reason or "mutate" in spot.reason or "Duplicate" in spot.reason


# The first that fits speaks.
_TRAPS: tuple[tuple[Callable[[_Spot], bool], str], ...] = (
    (_decimal_comma, "numbers are written with a point: 0.5"),
    (_curly_quote, 'texts and keys stand in straight quotes: "…"'),
    (
        _broken_inline_table,
        "an inline table { … } stays on one line; lists may break between items, or write [[node]] tables",
    ),
    (_comma_before_brace, "no comma stands before the closing }"),
    (_value_without_quotes, 'texts stand in quotes: vi = "Hạ tầng"; true and false do not'),
    (_key_without_quotes, 'a key with letters beyond a-z stands in quotes: "hạ-tầng" = 1'),
    (
        _double_key,
        "a key stands once, and a table has one form: key = { … } or [key], node = [ … ] or [[node]]",
    ),
)


def _hint(spot: _Spot) -> str:
    return next((hint for fits, hint in _TRAPS if fits(spot)), "")
