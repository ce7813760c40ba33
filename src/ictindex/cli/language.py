"""The two languages of reports: which text, which name, how a number and a list are written."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from attrs import frozen

from ictindex.cli.arguments import LANGUAGES
from ictindex.cli.texts import TEXTS
from ictindex.model.numbers import decimal_of_ticks, plain, round_ticks

__all__ = ["Language", "Named", "number_text"]

_MOST_DECIMALS = 6


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


class _Count(int):
    """A number that a text may ask for the word that goes with it: ``{count} {count:unit|units}``."""

    def __format__(self, spec: str) -> str:
        one, choice, many = spec.partition("|")
        if not choice:
            return super().__format__(spec)
        return one if self == 1 else many


@frozen
class Language:
    """The words of one language.

    >>> Language("en").say("and", first="a, b", last="c")
    'a, b and c'
    >>> Language("en").say("nodes-count", count=1), Language("en").say("nodes-count", count=2)
    ('1 node', '2 nodes')
    """

    code: str

    def say(self, key: str, **values: object) -> str:
        """The text of a key with its values."""
        counted = {name: _Count(value) if isinstance(value, int) else value for name, value in values.items()}
        return TEXTS[key][LANGUAGES.index(self.code)].format(**counted)

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
        """Words as a list in a sentence."""
        *most, last = words
        return self.say("and", first=", ".join(most), last=last) if most else last


def number_text(value: Fraction | Decimal | int) -> str:
    """A number as people write it: exact where six decimals are enough, else rounded to them.

    >>> number_text(Fraction(185, 2)), number_text(Fraction(1, 3)), number_text(100)
    ('92.5', '0.333333', '100')
    """
    if isinstance(value, Decimal):
        return plain(value)
    shown = plain(decimal_of_ticks(round_ticks(Fraction(value), _MOST_DECIMALS), _MOST_DECIMALS))
    return shown.rstrip("0").rstrip(".")
