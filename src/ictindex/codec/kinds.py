"""Kinds of plain values in a rubric's tables: how each is read into the model and written back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import attrs
from attrs import field, frozen

from ictindex.codec.place import Place, Refused, shown, wrong
from ictindex.model.nodes import ByPart
from ictindex.model.numbers import as_decimal, plain
from ictindex.model.ranges import Bound, Range
from ictindex.model.rubric import Title
from ictindex.model.shapes import Reading
from ictindex.model.standing_rules import Key, PrizeCount
from ictindex.model.text import normalise

__all__ = [
    "ABOVE",
    "ARGUMENTS",
    "BY_PART",
    "DATE",
    "FLAG",
    "FROM",
    "KEYS",
    "KNOTS",
    "LEVELS",
    "NUMBER",
    "OVER",
    "PAIR",
    "PERIOD",
    "PRIZES",
    "RANGE",
    "READING",
    "SEED",
    "SHARE",
    "STEPS",
    "TEXT",
    "TEXTS",
    "TITLE",
    "WHOLE",
    "WORD",
    "WORDS",
    "Kind",
    "items",
    "mapping",
    "sized",
    "written_number",
]

# No law needs longer numbers; without a limit 1e999999999 would fill the memory.
_MOST_DIGITS = 30
_MOST_BITS = 100
_MOST_SEED_BITS = 4096
_BARE = re.compile(r"\s*[+-]?\d+(\.\d+)?([eE][+-]?\d+)?\s*", re.ASCII)
_LONG_EXPONENT = re.compile(r"\d[eE][+-]?0*\d{3,}")


@frozen(kw_only=True)
class Kind:
    """How a value of a table becomes a value of the model, and back into plain data.

    `schema` is what JSON Schema says of the value, for editors; `read` says more.
    """

    read: Callable[[Any, Place], Any]
    write: Callable[[Any], Any] = lambda value: value
    schema: Mapping[str, Any] = field(factory=dict)


def mapping(value: object, expected: str = "a table", hint: str = "") -> Mapping[str, Any]:
    """The table itself; refused if it is none."""
    if not isinstance(value, Mapping):
        raise wrong(value, expected, hint)
    return value


def items(value: object, expected: str, hint: str = "") -> list[Any]:
    """The items of a list; refused if it is none."""
    if not isinstance(value, list | tuple):
        raise wrong(value, expected, hint)
    return list(value)


def sized(text: str) -> str:
    """A text that may hold numbers; refused if one of them has an exponent beyond all reason."""
    if _LONG_EXPONENT.search(text) or re.search(rf"\d{{{_MOST_DIGITS + 1}}}", text):
        raise Refused(f"found {shown(text)}", expected=f"a number of at most {_MOST_DIGITS} digits")
    return text


def written_number(number: Decimal) -> int | Decimal:
    """A whole number without a point, any other with exactly its digits.

    >>> written_number(Decimal("25")), written_number(Decimal("0.5"))
    (25, Decimal('0.5'))
    """
    return int(number) if number == number.to_integral_value() else number


def _number(value: object, place: Place) -> Decimal:
    del place
    if isinstance(value, str):
        is_number = re.fullmatch(r"\s*[+-]?[\d.,]+\s*", value)
        raise wrong(value, "a number", "write it without quotes, with a point" if is_number else "")
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        raise wrong(value, "a number")
    if isinstance(value, int) and value.bit_length() > _MOST_BITS:
        raise wrong(value, f"at most {_MOST_DIGITS} digits before and behind the point")
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        raise wrong(value, "a finite number")
    exponent = number.as_tuple().exponent
    if number and (number.adjusted() >= _MOST_DIGITS or (isinstance(exponent, int) and exponent < -_MOST_DIGITS)):
        raise Refused(f"found {shown(number)}", expected=f"at most {_MOST_DIGITS} digits before and behind the point")
    return as_decimal(number) if number else Decimal(0)


def _text(value: object, place: Place) -> str:
    del place
    if not isinstance(value, str):
        raise wrong(value, "a text in quotes")
    return value


def _word(value: object, place: Place) -> str:
    return normalise(_text(value, place))


def _whole(value: object, place: Place) -> int:
    del place
    if isinstance(value, bool) or not isinstance(value, int):
        raise wrong(value, "a whole number")
    if value.bit_length() > _MOST_BITS:
        raise wrong(value, f"a whole number of at most {_MOST_DIGITS} digits")
    return value


def _flag(value: object, place: Place) -> bool:
    del place
    if not isinstance(value, bool):
        raise wrong(value, "true or false")
    return value


def _date(value: object, place: Place) -> date:
    del place
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise wrong(value, "a date such as 2014-12-31") from None
    if isinstance(value, datetime) or not isinstance(value, date):
        raise wrong(value, "a date such as 2014-12-31")
    return value


def _period(value: object, place: Place) -> tuple[date, date]:
    ends = items(value, "two dates: [first day, last day]")
    if len(ends) != 2:
        raise Refused(f"found {len(ends)} values", expected="two dates: [first day, last day]")
    return _date(ends[0], place), _date(ends[1], place)


def _seed(value: object, place: Place) -> str:
    del place
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise wrong(value, "a text or a whole number")
    if isinstance(value, int) and value.bit_length() > _MOST_SEED_BITS:
        raise wrong(value, "a text, or a shorter number")
    return str(value)


def _each(value: object, place: Place, expected: str, read: Callable[[Any, Place], Any]) -> tuple[Any, ...]:
    """Every item read at its own place; where one is broken, the list as a whole is only a substitute."""
    before = len(place.report.problems)
    found = [place.item(index).attempt(read, it, None) for index, it in enumerate(items(value, expected))]
    if len(place.report.problems) > before:
        place.silence()
    return tuple(it for it in found if it is not None)


def _texts(read: Callable[[Any, Place], Any], expected: str) -> Callable[[Any, Place], tuple[Any, ...]]:
    def read_texts(value: object, place: Place) -> tuple[Any, ...]:
        if isinstance(value, str):
            return (read(value, place),)
        return _each(value, place, expected, read)

    return read_texts


def _key(value: object, place: Place) -> Key:
    return Key.of(_word(value, place))


def _prize(value: object, place: Place) -> PrizeCount:
    return PrizeCount.of(sized(_word(value, place)))


def _reading(value: object, place: Place) -> Reading:
    return Reading.parse(_text(value, place))


def _range(value: object, place: Place) -> Range:
    return Range.parse(sized(_text(value, place)))


def _by_part(value: object, place: Place) -> ByPart | None:
    if not isinstance(value, Mapping):
        return ByPart.of(_number(value, place))
    numbers = {normalise(str(part)): place.at(str(part)).attempt(_number, it, Decimal(1)) for part, it in value.items()}
    if not numbers:
        raise Refused("found an empty table", expected="a number, or numbers by part: { default = 20, xa = 15 }")
    return ByPart.of(numbers)


def _write_by_part(value: ByPart) -> object:
    numbers = {} if value.default is None else {"default": written_number(value.default)}
    numbers |= {part: written_number(number) for part, number in value.parts}
    return numbers if value.parts else numbers.get("default", {})


def _bound(value: object, place: Place) -> Bound:
    if isinstance(value, str) and _BARE.fullmatch(value):
        hint = "a number is written without quotes, a percent of the maximum with its sign"
        raise wrong(value, "a number", hint)
    return Bound.at_least(sized(value) if isinstance(value, str) else _number(value, place))


def _above(value: object, place: Place) -> Bound:
    return attrs.evolve(_bound(value, place), strict=True)


def _write_bound(bound: Bound) -> str | int | Decimal:
    return bound.number if bound.percent else written_number(bound.value)


def _share(value: object, place: Place) -> Decimal:
    text = sized(_text(value, place)) if isinstance(value, str) else ""
    if not re.fullmatch(r"\s*[+-]?(\d+(\.\d*)?|\.\d+)\s*%\s*", text):
        raise wrong(value, 'a percentage in quotes, such as "20%"')
    return as_decimal(text.strip().removesuffix("%").strip())


def _two(value: object, expected: str) -> tuple[Any, Any]:
    pair = items(value, expected)
    if len(pair) != 2:
        raise Refused(f"found a list of {len(pair)}", expected=expected)
    return pair[0], pair[1]


def _pair(value: object, place: Place) -> tuple[Decimal, Decimal]:
    low, high = _two(value, "two numbers: [low, high]")
    return _number(low, place), _number(high, place)


def _pairs(
    what: str, first: Callable[[Any, Place], Any], *, tables: bool = False
) -> Callable[[Any, Place], tuple[Any, ...]]:
    """A reader of ``[[…, points], …]``, and of ``{ … = points }`` where the first of each pair is a text."""

    def read_pair(value: object, place: Place) -> tuple[Any, Decimal]:
        left, points = _two(value, f"a pair: [{what}, points]")
        return first(left, place), _number(points, place)

    def read_pairs(value: object, place: Place) -> tuple[Any, ...]:
        pairs = list(value.items()) if tables and isinstance(value, Mapping) else value
        return _each(pairs, place, f"a list of pairs: [[{what}, points], …]", read_pair)

    return read_pairs


def _write_pairs(write: Callable[[Any], Any]) -> Callable[[Any], list[list[Any]]]:
    return lambda pairs: [[write(left), written_number(points)] for left, points in pairs]


def _write_step(bound: Bound) -> str | int | Decimal:
    return f">{plain(bound.value)}" if bound.strict else _write_bound(bound)


def _numbers_by_name(value: object, place: Place) -> tuple[tuple[str, Decimal], ...]:
    return tuple(_named_numbers(mapping(value, "a table of numbers"), place))


def _named_numbers(table: Mapping[str, Any], place: Place) -> Iterator[tuple[str, Decimal]]:
    for name, value in table.items():
        number = place.at(str(name)).attempt(_number, value, None)
        if number is not None:
            yield normalise(str(name)), number


def _over(value: object, place: Place) -> tuple[tuple[str, Decimal], ...]:
    if isinstance(value, Mapping):
        return _numbers_by_name(value, place)
    names = _each(value, place, "a list of node ids, or weights by node id: { ha-tang = 1, phuc-vu = 2 }", _word)
    return tuple((name, Decimal(1)) for name in names)


def _write_over(over: tuple[tuple[str, Decimal], ...]) -> object:
    if all(weight == 1 for _, weight in over):
        return [name for name, _ in over]
    return {name: written_number(weight) for name, weight in over}


def _title(value: object, place: Place) -> Title:
    if isinstance(value, str):
        return Title.of(value)
    table = mapping(value, 'a text, or { vi = "…", en = "…" }')
    texts: dict[str, str] = {}
    for key, text in table.items():
        if key in ("vi", "en"):
            texts[key] = place.at(key).attempt(_text, text, "")
        else:
            place.at(str(key)).refuse("unknown-key", f"`{key}` is no key of a title", hint="known: vi, en")
    return Title.of(texts)


_STRING = {"type": "string"}
_DECIMAL = {"type": "number"}
_DAY = {"type": "string", "format": "date"}
_NAMED_NUMBERS = {"type": "object", "additionalProperties": _DECIMAL}
# A bound is a number, or a text such as "80%" or ">1".
_BOUND = {"anyOf": [_DECIMAL, {"type": "string", "pattern": "[0-9]"}]}


def _two_of(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "prefixItems": [first, second], "minItems": 2, "maxItems": 2}


def _list_of(item: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item}


# One text may stand for a list of one.
_SOME_TEXTS = {"anyOf": [_STRING, _list_of(_STRING)]}

TEXT = Kind(read=_text, schema=_STRING)
WORD = Kind(read=_word, schema=_STRING)
NUMBER = Kind(read=_number, write=written_number, schema=_DECIMAL)
WHOLE = Kind(read=_whole, schema={"type": "integer"})
FLAG = Kind(read=_flag, schema={"type": "boolean"})
DATE = Kind(read=_date, schema=_DAY)
PERIOD = Kind(read=_period, write=list, schema=_two_of(_DAY, _DAY))
SEED = Kind(read=_seed, schema={"type": ["string", "integer"]})
TITLE = Kind(
    read=_title,
    write=lambda it: {key: text for key, text in (("vi", it.vi), ("en", it.en)) if text},
    schema={
        "anyOf": [
            _STRING,
            {"type": "object", "properties": {"vi": _STRING, "en": _STRING}, "additionalProperties": False},
        ]
    },
)
TEXTS = Kind(read=_texts(_text, "a list of texts"), write=list, schema=_SOME_TEXTS)
WORDS = Kind(read=_texts(_word, "a list of names"), write=list, schema=_SOME_TEXTS)
KEYS = Kind(
    read=_texts(_key, 'a list of keys, such as ["total"]'),
    write=lambda keys: [str(key) for key in keys],
    schema=_SOME_TEXTS,
)
PRIZES = Kind(
    read=_texts(_prize, 'a list such as ["Nhất 1", "Nhì 2"]'),
    write=lambda prizes: [str(prize) for prize in prizes],
    schema=_SOME_TEXTS,
)
READING = Kind(read=_reading, write=str, schema=_STRING)
RANGE = Kind(read=_range, write=str, schema=_STRING)
BY_PART = Kind(
    read=_by_part, write=_write_by_part, schema={"anyOf": [_DECIMAL, {**_NAMED_NUMBERS, "minProperties": 1}]}
)
FROM = Kind(read=_bound, write=_write_bound, schema=_BOUND)
ABOVE = Kind(read=_above, write=_write_bound, schema=_BOUND)
SHARE = Kind(
    read=_share, write=lambda share: f"{plain(share)}%", schema={"type": "string", "pattern": "^[ ]*[+-]?[0-9.]+[ ]*%"}
)
PAIR = Kind(read=_pair, write=lambda pair: [written_number(end) for end in pair], schema=_two_of(_DECIMAL, _DECIMAL))
LEVELS = Kind(
    read=_pairs("level", _word, tables=True),
    write=_write_pairs(str),
    schema={"anyOf": [_list_of(_two_of(_STRING, _DECIMAL)), _NAMED_NUMBERS]},
)
STEPS = Kind(read=_pairs("bound", _bound), write=_write_pairs(_write_step), schema=_list_of(_two_of(_BOUND, _DECIMAL)))
KNOTS = Kind(
    read=_pairs("x", _number), write=_write_pairs(written_number), schema=_list_of(_two_of(_DECIMAL, _DECIMAL))
)
ARGUMENTS = Kind(
    read=_numbers_by_name,
    write=lambda pairs: {name: written_number(number) for name, number in pairs},
    schema=_NAMED_NUMBERS,
)
OVER = Kind(read=_over, write=_write_over, schema={"anyOf": [_list_of(_STRING), _NAMED_NUMBERS]})
