"""Where: the one closed condition record, used for applicability, gates, exclusion, floors, vetoes and eligibility."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from attrs import field, frozen

from ictindex.language import Subject, language_of
from ictindex.model.ranges import Range
from ictindex.model.text import fold, normalise
from ictindex.model.typed import expect, typed

__all__ = ["AnyOf", "AtLeast", "Condition", "InRange", "Member", "Spelling", "Where"]


class Spelling:
    """How conditions name what they look at: here as the rubric's file does, but for the reserved words."""

    def subject(self, name: str, lang: str) -> str:
        """The subject of a condition."""
        return Subject(name).said(lang)

    def member(self, subject: str, name: str, lang: str) -> str:
        """A name that a unit has for a subject."""
        return language_of(lang).say("first-year") if (subject, name) == ("change", "new") else name


_AS_WRITTEN = Spelling()


@frozen(kw_only=True, field_transformer=typed, cache_hash=True)
class Member:
    """The subject (a partition, tag, unit, tier, prize or change) is one of `names` and none of `none_of`."""

    subject: str
    names: tuple[str, ...] = ()
    none_of: tuple[str, ...] = ()

    def holds(self, found: frozenset[str]) -> bool:
        """Whether the names that a unit carries satisfy the condition."""
        return (not self.names or not found.isdisjoint(self.names)) and found.isdisjoint(self.none_of)

    def said(self, lang: str = "en", spelling: Spelling = _AS_WRITTEN) -> str:
        """The condition in a language, its names as `spelling` has them."""
        words = language_of(lang)
        names, none_of = (
            [spelling.member(self.subject, it, lang) for it in group] for group in (self.names, self.none_of)
        )
        key = "-".join(["member", *["in"] * bool(names), *["not"] * bool(none_of)])
        subject = spelling.subject(self.subject, lang)
        return words.say(
            key, subject=subject, names=" | ".join(names), none_of=words.say("none-of-joint").join(none_of)
        )

    def __str__(self) -> str:
        return self.said()


@frozen(kw_only=True, field_transformer=typed)
class InRange:
    """The subject (a node, percent, change or change_points) has a value inside the range."""

    subject: str
    range: Range

    def said(self, lang: str = "en", spelling: Spelling = _AS_WRITTEN) -> str:
        """The condition in a language."""
        subject = spelling.subject(self.subject, lang)
        return language_of(lang).say("in-range", subject=subject, range=self.range)

    def __str__(self) -> str:
        return self.said()


@frozen(kw_only=True, field_transformer=typed)
class AnyOf:
    """At least one of several conditions holds."""

    options: tuple[Where, ...]

    def said(self, lang: str = "en", spelling: Spelling = _AS_WRITTEN) -> str:
        """The condition in a language."""
        options = "; ".join(option.said(lang, spelling) for option in self.options)
        return language_of(lang).say("any-of", options=options)

    def __str__(self) -> str:
        return self.said()


@frozen(kw_only=True, field_transformer=typed)
class AtLeast:
    """At least `count` of several conditions hold."""

    count: int
    options: tuple[Where, ...]

    def said(self, lang: str = "en", spelling: Spelling = _AS_WRITTEN) -> str:
        """The condition in a language."""
        options = "; ".join(option.said(lang, spelling) for option in self.options)
        return language_of(lang).say("at-least-of", number=str(self.count), options=options)

    def __str__(self) -> str:
        return self.said()


# A longer number would not fit its message.
_MOST_COUNT = 10**9

Condition: TypeAlias = Member | InRange | AnyOf | AtLeast


def _conditions(value: Iterable[Condition]) -> tuple[Condition, ...]:
    return tuple(value)


@frozen(field_transformer=typed)
class Where:
    """Conditions that must all hold.

    Parameters
    ----------
    conditions
        The single conditions; `Where.of` reads them from a table as in TOML.

    >>> print(Where.of({"block": ["so", "quan"], "ha-tang": "50%..", "prize": "-Nhất"}))
    block = quan | so; ha-tang = 50%..; prize = -Nhất
    """

    conditions: tuple[Condition, ...] = field(converter=_conditions)

    @classmethod
    def of(cls, table: Mapping[str, object]) -> Where:
        """Read the TOML form: a table of subjects and what they must be.

        Raises
        ------
        ValueError, TypeError
            With what was found and what was expected.
        """
        expect(table, Mapping, "Where", "a mapping of subjects and what they must be")
        return cls(tuple(_condition(subject, value) for subject, value in table.items()))

    def walk(self) -> Iterator[Member | InRange]:
        """Every plain condition, also those inside any and at_least."""
        for condition in self.conditions:
            if isinstance(condition, AnyOf | AtLeast):
                for option in condition.options:
                    yield from option.walk()
            else:
                yield condition

    def subjects(self) -> frozenset[str]:
        """All names that the conditions look at."""
        return frozenset(condition.subject for condition in self.walk())

    def said(self, lang: str = "en", spelling: Spelling = _AS_WRITTEN) -> str:
        """The conditions in a language; names stand as the rubric's file has them, or as `spelling` does.

        >>> where = Where.of({"block": ["so"], "any": [{"tag": "x"}, {"change": "1.."}]})
        >>> print(where.said())
        block = so; any of (tag = x; change = 1..)
        >>> print(where.said("vi"))
        khối = so; một trong (nhãn = x; số bậc tăng từ 1 trở lên)
        """
        return "; ".join(condition.said(lang, spelling) for condition in self.conditions)

    def __str__(self) -> str:
        return self.said()


def _condition(subject: str, value: object) -> Condition:
    if subject == "any":
        return AnyOf(options=_options(subject, value))
    if subject == "at_least":
        if not isinstance(value, list | tuple) or not value or not isinstance(value[0], int):
            msg = "at_least is a list: a whole number, then the conditions"
            raise TypeError(msg)
        count, *options = value
        wheres = _options(subject, options)
        if isinstance(count, bool) or not 1 <= count <= len(wheres):
            number = count if abs(count) <= _MOST_COUNT else "so many"
            msg = f"at_least {number} of {len(wheres)} conditions can never be right; write 1 to {len(wheres)}"
            raise ValueError(msg)
        return AtLeast(count=count, options=wheres)
    if isinstance(value, str) and Range.looks_like(value):
        return InRange(subject=subject, range=Range.parse(value))
    return _member(subject, value)


def _options(subject: str, value: object) -> tuple[Where, ...]:
    if not isinstance(value, list | tuple) or not value or not all(isinstance(item, Mapping) for item in value):
        msg = f"{subject} holds one or more tables of conditions"
        raise TypeError(msg)
    wheres = tuple(Where.of(item) for item in value)
    for where in wheres:
        if any(isinstance(condition, AnyOf | AtLeast) for condition in where.conditions):
            msg = f"{subject} inside any or at_least: conditions nest once"
            raise ValueError(msg)
    return wheres


def _member(subject: str, value: object) -> Member:
    words = [value] if isinstance(value, str) else value
    if not isinstance(words, list | tuple) or not words or not all(isinstance(word, str) and word for word in words):
        hint = ' (a number alone does not say which side: write "85.." or "..85")' if _is_number(value) else ""
        msg = f"{subject} must be a name, a list of names, or a range in quotes, found {value!r}{hint}"
        raise TypeError(msg)
    # Tags are what people type into a cell: they are compared without case, as the names of parts are.
    form = fold if subject == "tag" else normalise
    names = tuple(sorted({form(word) for word in words if not word.startswith("-")}))
    none_of = tuple(sorted({form(word[1:]) for word in words if word.startswith("-")}))
    return Member(subject=subject, names=names, none_of=none_of)


def _is_number(value: object) -> bool:
    try:
        float(str(value))
    except ValueError:
        return False
    return True
