"""A language: its texts, how it names a record, joins a list and marks decimals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Protocol

from attrs import Attribute, field, frozen

__all__ = ["LANGUAGES", "Language", "Named", "Sayable", "language_of"]

# The places of a language in the tables of texts.
LANGUAGES = ("vi", "en")
_MARKS: Mapping[str, str] = MappingProxyType({"vi": ",", "en": "."})
# A decimal number that stands alone: no date, no version, no part of a name.
_NUMBER = re.compile(r"(?<!\w)(?<!\d\.)(\d+)\.(\d+)(?!\w|\.\d)")


class Named(Protocol):
    """Whatever has a name in both languages."""

    @property
    def vi(self) -> str:
        """The Vietnamese name."""
        ...

    @property
    def en(self) -> str:
        """The English name."""
        ...


class Sayable(Protocol):
    """Whatever is said in one language otherwise than in another."""

    def said(self, lang: str = "en") -> str:
        """The text in a language."""
        ...


class _Count(int):
    """A number that a text may ask for the word that goes with it: ``{count} {count:unit|units}``."""

    def __format__(self, spec: str) -> str:
        one, choice, many = spec.partition("|")
        if not choice:
            return super().__format__(spec)
        return one if self == 1 else many


def _known(_: Language, __: Attribute[str], code: str) -> None:
    if code not in LANGUAGES:
        msg = f'the language {code!r} is not known; expected "vi" or "en"'
        raise ValueError(msg)


@frozen
class Language:
    """The words of one language.

    Raises
    ------
    ValueError
        For a code other than ``"vi"`` and ``"en"``.

    >>> Language("en").say("and", first="a, b", last="c")
    'a, b and c'
    >>> Language("en").say("nodes-count", count=1), Language("en").say("nodes-count", count=2)
    ('1 node', '2 nodes')
    """

    code: str = field(validator=_known)

    def say(self, key: str, /, **values: object) -> str:
        """The text of a key with its values; a value that has a language is said in this one."""
        return _texts()[key][LANGUAGES.index(self.code)].format(
            **{name: self._value(it) for name, it in values.items()}
        )

    def _value(self, value: object) -> object:
        if isinstance(value, str):
            return value
        if isinstance(value, int):
            return _Count(value)
        # Asked for by its method: to look whether it is a Sayable takes longer than all else here.
        said = getattr(value, "said", None)
        return value if said is None else said(self.code)

    def text(self, value: str | Sayable) -> str:
        """A value of a sentence by itself: a name as it is, all else in this language."""
        return value if isinstance(value, str) else value.said(self.code)

    def subject(self, name: str) -> str:
        """What a condition looks at: a reserved word in the language, any other name as it is."""
        found = _subjects().get(name)
        return name if found is None else found[LANGUAGES.index(self.code)]

    def name(self, named: Named, otherwise: str = "") -> str:
        """A record's name in this language, else in the other one, else its id or what is given."""
        names = (named.vi, named.en) if self.code == "vi" else (named.en, named.vi)
        return names[0] or names[1] or otherwise or str(getattr(named, "id", ""))

    def both(self, named: Named) -> str:
        """The name as the law writes it, and where the report is English its English name behind it.

        Tiers and blocks are words of the law, so an English report does not replace them.
        """
        law, english = named.vi or named.en or str(getattr(named, "id", "")), named.en
        return f"{law} ({english})" if self.code == "en" and english and english != law else law

    def listed(self, words: Iterable[str]) -> str:
        """Words as a list in a sentence; nothing of none."""
        *most, last = words or [""]
        return self.say("and", first=", ".join(most), last=last) if most else last

    def written(self, text: str) -> str:
        """A text with the decimal mark of the language in its numbers.

        >>> Language("vi").written("ty_le × 0.5, từ 1.5..2.5; hanoi@2014, 24.01.2013, v1.2")
        'ty_le × 0,5, từ 1,5..2,5; hanoi@2014, 24.01.2013, v1.2'
        """
        mark = _MARKS[self.code]
        return text if mark == "." or "." not in text else _NUMBER.sub(rf"\1{mark}\2", text)


# The tables are loaded with the first word: a ranking that nobody reads needs none.
@cache
def _texts() -> Mapping[str, tuple[str, str]]:
    from ictindex.language.texts import TEXTS

    return TEXTS


@cache
def _subjects() -> Mapping[str, tuple[str, str]]:
    from ictindex.language.key_texts import SUBJECTS

    return SUBJECTS


@cache
def language_of(code: str) -> Language:
    """The one Language of a code.

    Raises
    ------
    ValueError
        For a code other than ``"vi"`` and ``"en"``.
    """
    return Language(code)
