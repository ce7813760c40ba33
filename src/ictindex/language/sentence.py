"""Sentences as data: a key and what it is filled with; the words are put in when somebody reads them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from attrs import field, frozen

from ictindex.language.language import Sayable, language_of

__all__ = ["Digits", "Listed", "Pair", "Sentence", "Subject", "Told", "sentence"]


def _tuple(values: Iterable[str | Sayable]) -> tuple[str | Sayable, ...]:
    return tuple(values)


class _English(ABC):
    """Whatever is said in two languages is English where nobody asks for one."""

    __slots__ = ()

    @abstractmethod
    def said(self, lang: str = "en") -> str:
        """The text in a language."""

    def __str__(self) -> str:
        return self.said()


@frozen(str=False)
class Sentence(_English):
    """The text of a key of a table with its values: names, counts, and what is a sentence itself.

    >>> met = Sentence("condition-met", (("text", "may = 5.."), ("value", Digits("7.5"))))
    >>> met.said("vi"), str(met)
    ('may = 5..: đạt (7,5)', 'may = 5..: met (7.5)')
    """

    key: str
    values: tuple[tuple[str, object], ...] = ()

    def said(self, lang: str = "en") -> str:
        """The sentence in a language, ``"vi"`` or ``"en"``.

        Raises
        ------
        ValueError
            For another language.
        """
        return language_of(lang).say(self.key, **dict(self.values))


def sentence(key: str, /, **values: object) -> Sentence:
    """A sentence from its key and values."""
    return Sentence(key, tuple(values.items()))


@frozen(str=False)
class Pair(_English):
    """What is one thing in Vietnamese and another in English: a name beside an id, a word beside its code."""

    vi: str | Sayable
    en: str | Sayable

    def said(self, lang: str = "en") -> str:
        """That of the language."""
        return language_of(lang).text(getattr(self, lang))


# How the parts of a list are joined, by the key of the text; what is no key is written as it stands.
_JOINTS: Mapping[str, str] = MappingProxyType({"then": "then"})


@frozen(str=False)
class Listed(_English):
    """Several things in one sentence: ``a, b and c``, or with another joint.

    >>> Listed(["Sở Y tế", "Sở Tư pháp", "Sở Nội vụ"]).said("vi"), str(Listed(["a", "b"], "; "))
    ('Sở Y tế, Sở Tư pháp và Sở Nội vụ', 'a; b')
    """

    parts: tuple[str | Sayable, ...] = field(converter=_tuple)
    joint: str = "and"

    def said(self, lang: str = "en") -> str:
        """All of them in a language."""
        words = language_of(lang)
        texts = [words.text(part) for part in self.parts]
        if self.joint == "and":
            return words.listed(texts)
        return (words.say(_JOINTS[self.joint]) if self.joint in _JOINTS else self.joint).join(texts)


@frozen(str=False)
class Digits(_English):
    """A number as it is printed, or a text with numbers: its decimal mark is that of the language.

    >>> Digits("96.17").said("vi"), str(Digits("96.17"))
    ('96,17', '96.17')
    """

    text: str

    def said(self, lang: str = "en") -> str:
        """The number in a language."""
        return language_of(lang).written(self.text)


class Told(ABC):
    """What is told by one `sentence`: in English where nobody asks for a language."""

    __slots__ = ()

    @property
    @abstractmethod
    def sentence(self) -> str | Sayable:
        """What is told, as data; a text has no language."""

    @property
    def message(self) -> str:
        """The sentence in English."""
        return self.said()

    def said(self, lang: str = "en") -> str:
        """The sentence in a language, ``"vi"`` or ``"en"``.

        Raises
        ------
        ValueError
            For another language.
        """
        return language_of(lang).text(self.sentence)

    def __str__(self) -> str:
        return self.message


@frozen(str=False)
class Subject(_English):
    """What a condition or a division looks at: a reserved word (``block``), or a name that has no language."""

    name: str

    def said(self, lang: str = "en") -> str:
        """The word in a language."""
        return language_of(lang).subject(self.name)
