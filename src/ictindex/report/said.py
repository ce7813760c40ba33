"""A text in both languages, and how one file holds both without writing each twice."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from attrs import Factory, define, frozen

from ictindex.language import Language, Named, Sayable
from ictindex.model.numbers import number_text
from ictindex.report.texts import TEXTS

__all__ = [
    "EN",
    "VI",
    "Number",
    "Said",
    "Texts",
    "both",
    "in_both",
    "localised",
    "named",
    "number_said",
    "of_law",
    "told",
    "word",
]

VI, EN = Language("vi"), Language("en")
Number = Decimal | Fraction | int


@frozen
class Said:
    """What is said in Vietnamese and in English."""

    vi: str
    en: str

    def within(self, code: str) -> str:
        """The text of one language."""
        return self.vi if code == "vi" else self.en

    def joined(self, *others: Said, by: str = "; ") -> Said:
        """The text and others, one after another."""
        texts = (self, *others)
        return Said(by.join(it.vi for it in texts), by.join(it.en for it in texts))


def in_both(say: Callable[[Language], str]) -> Said:
    """What a function of a language says, in either, with numbers as people of that language write them."""
    return Said(localised(say(VI)), say(EN))


def both(key: str, /, **values: object) -> Said:
    """A text that the text report has too."""
    return Said(VI.say(key, **values), EN.say(key, **values))


def told(it: Sayable) -> Said:
    """A sentence, or what stands in one, in either language."""
    return Said(it.said("vi"), it.said("en"))


def word(key: str, /, **values: object) -> Said:
    """A text of the HTML report; a value may be a `Said` itself.

    >>> word("award-is", name=Said("Nỗ lực", "Effort"))
    Said(vi='Khen thưởng: Nỗ lực', en='Award: Effort')
    """
    vi, en = TEXTS[key]
    spoken = [{name: it.within(code) if isinstance(it, Said) else it for name, it in values.items()} for code in _CODES]
    return Said(vi.format(**spoken[0]), en.format(**spoken[1]))


_CODES = ("vi", "en")


def named(it: Named, *, otherwise: str = "") -> Said:
    """What a record is called in either language."""
    return Said(*(language.name(it, otherwise=otherwise) for language in (VI, EN)))


def of_law(it: Named) -> Said:
    """What the law calls a block, a tier or a prize, and in English its English name behind it."""
    return Said(VI.both(it), EN.both(it))


def number_said(value: Number | None) -> Said:
    """A number as either language writes it."""
    return Said(Texts("vi").number(value), Texts("en").number(value))


def localised(text: str) -> str:
    """A text with decimal commas.

    >>> localised("ty_le × 0.5, từ 1.5..2.5; hanoi@2014, 24.01.2013, v1.2")
    'ty_le × 0,5, từ 1,5..2,5; hanoi@2014, 24.01.2013, v1.2'
    """
    return VI.written(text)


@define
class Texts:
    """The texts of one file in its first language; `pairs` holds those that the other language has otherwise.

    An element that carries the place of its text in `pairs` can be spoken anew when the reader switches, so that a
    text that stands in seven hundred places is written in two languages once.
    """

    code: str
    pairs: dict[Said, int] = Factory(dict)

    def text(self, said: Said) -> str:
        """In the first language."""
        return said.within(self.code)

    def place(self, said: Said) -> int | None:
        """Where the pair stands; None where both languages say the same."""
        return None if said.vi == said.en else self.pairs.setdefault(said, len(self.pairs))

    def number(self, value: Number | None) -> str:
        """A number with the digits that it has and the decimal mark of the language; a dash for none.

        >>> Texts("vi").number(Decimal("-82.40")), Texts("en").number(Decimal("82.40"))
        ('−82,40', '82.40')
        """
        if value is None:
            return "–"
        written = f"{value:f}" if isinstance(value, Decimal) else number_text(value)
        written = written.replace("-", "−")
        return written.replace(".", ",") if self.code == "vi" else written

    def written(self, text: str) -> str:
        """A number that is a text already, with the decimal mark of the language."""
        return localised(text) if self.code == "vi" else text

    def table(self) -> dict[str, list[str]]:
        """All pairs so far, by language."""
        return {"vi": [it.vi for it in self.pairs], "en": [it.en for it in self.pairs]}
