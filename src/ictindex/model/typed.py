"""Fields of values held against their own annotations: what stands in the wrong place is refused where it comes in."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from inspect import Parameter, Signature
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from ictindex.model.problems import IctIndexError
from ictindex.model.text import shown

__all__ = ["expect", "named", "typed"]

_WORDS: Mapping[Any, str] = MappingProxyType(
    {
        str: "a text",
        bool: "True or False",
        int: "a whole number",
        Decimal: "a number",
        date: "a date",
        NoneType: "None",
        Mapping: "a mapping",
    }
)
# Words of Python's own that say nothing of what was meant; any other message is a sentence of the model.
_NOISE = r"object|unpack|__init__|argument|attribute|literal|unhashable|not supported"
_SAID = re.compile(rf"^(?!.*({_NOISE}))|: expected ", re.DOTALL)
_MOST_BITS = 63


def typed(cls: type, fields: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:
    """The ``field_transformer`` of a value: its converters name the field, and its annotations are its validators.

    >>> @attrs.frozen(kw_only=True, field_transformer=typed)
    ... class Row:
    ...     decimals: int | None = None
    >>> Row(decimals=1.5)
    Traceback (most recent call last):
    ...
    TypeError: Row.decimals: expected a whole number or None, found 1.5
    """
    return [it.evolve(converter=_named(cls, it), validator=_as_annotated) for it in fields]


def named(cls: type, fields: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:
    """The same without validators, for values of which there are a million and whose converters see to their kinds."""
    return [it.evolve(converter=_named(cls, it)) for it in fields]


def expect(value: object, kind: type | tuple[type, ...], where: str, wanted: str) -> None:
    """Refuse a value of another kind, with the place where it stands."""
    if not isinstance(value, kind):
        msg = f"{where}: expected {wanted}, found {shown(value)}"
        raise TypeError(msg)


class _Named:
    """A converter that says which field it was for; inside another value, which field of that."""

    # attrs asks every converter for its annotations; finding that there are none takes longer than all else it does.
    __signature__ = Signature([Parameter("value", Parameter.POSITIONAL_OR_KEYWORD)])

    def __init__(self, cls: type, field: attrs.Attribute[Any], convert: Callable[[Any], Any]) -> None:
        self._cls, self._field = cls, field.name
        self.convert = convert

    def __call__(self, value: Any) -> Any:
        try:
            return self.convert(value)
        except IctIndexError:
            raise
        except (TypeError, ValueError, AttributeError, ArithmeticError) as error:
            raise self._told(value, error) from error

    def _told(self, value: Any, error: Exception) -> Exception:
        where = f"{self._cls.__name__}.{self._field}"
        kind = ValueError if isinstance(error, ValueError | ArithmeticError) else TypeError
        if _SAID.search(str(error)):
            return kind(f"{where}: {error}")
        wanted = _words(_hints(self._cls).get(self._field, Any))
        return kind(f"{where}: expected {wanted}, found {shown(value)} ({error})")


def _named(cls: type, field: attrs.Attribute[Any]) -> Callable[[Any], Any] | None:
    """The converter with a name; that of an inherited field gets the name of the class that inherits it."""
    convert: Any = field.converter
    if convert is None:
        return None
    return _Named(cls, field, convert.convert if isinstance(convert, _Named) else convert)


def _as_annotated(instance: Any, field: attrs.Attribute[Any], value: Any) -> None:
    kind: Any = type(instance)
    hint = _hints(kind).get(field.name, Any)
    if not _fits(value, hint):
        msg = f"{type(instance).__name__}.{field.name}: expected {_words(hint)}, found {shown(value)}"
        raise TypeError(msg)


@cache
def _hints(cls: Hashable) -> Mapping[str, Any]:
    # Looked up when a value is first made: an annotation may name a class that stands further down.
    return get_type_hints(cls)


def _fits(value: Any, hint: Any) -> bool:
    if hint is Any:
        return True
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return any(_fits(value, it) for it in inner)
    if origin is tuple:
        if not isinstance(value, tuple):
            return False
        if inner[-1] is ...:
            return all(_fits(it, inner[0]) for it in value)
        return len(value) == len(inner) and all(map(_fits, value, inner))
    if origin is frozenset:
        return isinstance(value, frozenset) and all(_fits(it, inner[0]) for it in value)
    if hint is int:  # a truth is no number, though Python counts with it, and no column holds more than 63 bits
        return isinstance(value, int) and not isinstance(value, bool) and value.bit_length() <= _MOST_BITS
    return isinstance(value, origin or hint)


def _words(hint: Any) -> str:
    """What a hint asks for, as a person says it."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        return " or ".join(dict.fromkeys(map(_words, inner)))
    if origin in (tuple, frozenset):
        each = _words(inner[0]) if len(inner) == 1 or inner[-1] is ... else f"({', '.join(map(_words, inner))})"
        return f"a sequence, each {each}" if inner[-1] is ... or origin is frozenset else each
    return _WORDS.get(origin or hint, getattr(hint, "__name__", str(hint)))
