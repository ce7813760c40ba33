"""Every parameter of a rubric by its path, with its value as text and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import singledispatch

from attrs import frozen

from ictindex.language import Language
from ictindex.model.coverage import origin_of, parameters
from ictindex.model.numbers import plain
from ictindex.model.rubric import RubricDraft
from ictindex.model.where import Where
from ictindex.wording.records import Records, records_of
from ictindex.wording.words import key_label, value_words

__all__ = ["Parameter", "parameters_of", "said_value", "value_text"]

# In the form of the model a row has one bound; in the form of a file it stands under one of two keys.
_WRITTEN = {"from": ("from", "above")}
# A path names the key that says the shape; these belong to it.
_BESIDE = {
    "steps": ("else",),
    "against": ("of", "to", "mean", "sd", "better", "constant"),
    "shape": ("args",),
}


_CONDITIONS = frozenset({"only", "where", "among"})


@frozen(kw_only=True)
class Parameter:
    """A path such as ``node.may-tinh.max``, its value as text, and its origin.

    `origin` is source, assumed, inferred, or none; `source` is the key of the source.
    """

    path: str
    value: str
    origin: str
    source: str = ""


def parameters_of(rubric: RubricDraft, language: Language) -> Iterator[Parameter]:
    """Every parameter that the rubric spells out, in its order, with its value in words."""
    records = records_of(rubric)
    for path, record_source in parameters(rubric):
        origin, source = origin_of(rubric, path, record_source)
        yield Parameter(path=path, value=_value_at(path, records, language), origin=origin, source=source)


def _value_at(path: str, records: Records, language: Language) -> str:
    """The value at a path as text, with what belongs to it."""
    record, _, key = path.rpartition(".")
    if record == "partition":
        # Its parts and their names stand in a table of their own; the parameter is how the units are divided.
        return ", ".join(it.removeprefix(f"{path}.") for it in records if it.startswith(f"{path}."))
    table = records.get(record, {})
    texts = [said_value(it, table[it], language) for it in _WRITTEN.get(key, (key,)) if it in table]
    beside = [it for it in _BESIDE.get(key, ()) if it in table]
    texts += [f"{key_label(it, language)} {said_value(it, table[it], language)}" for it in beside]
    return ", ".join(texts)


def said_value(key: str, value: object, language: Language) -> str:
    """A plain value under a key of a rubric's file, in words.

    >>> said_value("only", {"block": "so"}, Language("vi")), said_value("max", {"default": 20}, Language("vi"))
    ('khối = so', 'mặc định = 20')
    """
    if key == "exclude" and isinstance(value, list):
        return "; ".join(f"{_who(it, language)} ({it.get('why', '')})" for it in value)
    if isinstance(value, Mapping) and key in _CONDITIONS:
        return Where.of(value).said(language.code)
    if isinstance(value, Mapping) and "default" in value:
        value = {language.say("default-part") if part == "default" else part: it for part, it in value.items()}
    return value_words(key, value_text(value), language)


def _who(exclusion: Mapping[str, object], language: Language) -> str:
    return Where.of({key: it for key, it in exclusion.items() if key != "why"}).said(language.code)


@singledispatch
def value_text(value: object) -> str:
    """A plain value of a rubric's file as a person reads it.

    >>> value_text([["đủ", 20], ["chưa", 0]]), value_text({"default": 20, "xa": Decimal("7.5")})
    ('đủ: 20, chưa: 0', 'default = 20, xa = 7.5')
    """
    return str(value)


@value_text.register(bool)
def _(value: bool) -> str:  # noqa: FBT001 - dispatched on its type
    return "true" if value else "false"


@value_text.register(Decimal)
def _(value: Decimal) -> str:
    return plain(value)


@value_text.register(Mapping)
def _(value: Mapping[str, object]) -> str:
    return ", ".join(f"{key} = {_inner(item)}" for key, item in value.items())


@value_text.register(list)
@value_text.register(tuple)
def _(value: Sequence[object]) -> str:
    pairs = [item for item in value if isinstance(item, list) and len(item) == 2]
    if value and len(pairs) == len(value):
        return ", ".join(f"{value_text(left)}: {value_text(right)}" for left, right in pairs)
    return ", ".join(map(_inner, value))


def _inner(value: object) -> str:
    text = value_text(value)
    if isinstance(value, Mapping):
        return f"{{{text}}}"
    return f"[{text}]" if isinstance(value, list | tuple) else text
