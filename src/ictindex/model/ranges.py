"""Ranges: ``"85.."`` at least, ``">75"`` more than, ``"..10"`` at most, ``"<10"``, with ``%`` of the maximum."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from attrs import field, frozen

from ictindex.language import Digits, language_of
from ictindex.model.numbers import as_parameter, plain
from ictindex.model.typed import typed

__all__ = ["Bound", "Range"]

# No range is longer; a name may be, and is not searched for one.
_LONGEST = 80
_NUMBER = r"([+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)\s*(%?)"
_COMPARE = re.compile(rf"\s*(>=|<=|>|<)\s*{_NUMBER}\s*", re.ASCII)
_SPAN = re.compile(rf"\s*(>?)\s*(?:{_NUMBER})?\s*\.\.\s*(<?)\s*(?:{_NUMBER})?\s*", re.ASCII)
_BARE = re.compile(rf"\s*{_NUMBER}\s*", re.ASCII)


@frozen(kw_only=True, field_transformer=typed, slots=False)
class Bound:
    """One end of a range: a value, whether it is a percent of the maximum, and whether it is itself left out."""

    value: Decimal = field(converter=as_parameter)
    percent: bool = False
    strict: bool = False

    @cached_property
    def share(self) -> Fraction:
        """The points themselves, or of the maximum how much of it."""
        return Fraction(self.value) / 100 if self.percent else Fraction(self.value)

    def against(self, maximum: Fraction | None) -> Fraction | None:
        """The bound in points; None where a percent has no maximum to be taken of."""
        if not self.percent:
            return self.share
        return None if maximum is None else self.share * maximum

    @property
    def number(self) -> str:
        """The value as written, with its percent sign."""
        return plain(self.value) + ("%" if self.percent else "")

    @classmethod
    def at_least(cls, value: object) -> Bound:
        """A lower bound from a number, ``"80%"``, ``"80.."``, ``">=80"`` or ``">80"``.

        Raises
        ------
        ValueError
            If the text is not a single lower bound.
        """
        if isinstance(value, str):
            bare = _BARE.fullmatch(value) if len(value) <= _LONGEST else None
            if bare:
                return cls(value=bare[1], percent=bool(bare[2]))
            span = Range.parse(value)
            if span.low is None or span.high is not None:
                msg = f"{value!r} is not a lower bound"
                raise ValueError(msg)
            return span.low
        return cls(value=as_parameter(value))


@frozen(kw_only=True, field_transformer=typed, slots=False)
class Range:
    """An interval with stated sides.

    >>> Range.parse("50%..").holds(Fraction(10), Fraction(20))
    True
    >>> Range.parse(">75%").holds(Fraction("600.01"), Fraction(800))
    True
    >>> str(Range.parse(">=70")), str(Range.parse("70..<85"))
    ('70..', '70..<85')
    """

    low: Bound | None = None
    high: Bound | None = None

    @classmethod
    def parse(cls, text: str) -> Range:
        """Read a range; a bare number is refused because it does not say which side.

        Raises
        ------
        ValueError
            With a hint, if the text is no range.
        """
        compared = _COMPARE.fullmatch(text) if len(text) <= _LONGEST else None
        if compared:
            sign, number, percent = compared.groups()
            bound = Bound(value=number, percent=bool(percent), strict="=" not in sign)
            return cls(low=bound) if sign.startswith(">") else cls(high=bound)
        span = _SPAN.fullmatch(text) if len(text) <= _LONGEST else None
        if span and (span[2] or span[5]) and (span[2] or not span[1]) and (span[5] or not span[4]):
            low = Bound(value=span[2], percent=bool(span[3]), strict=bool(span[1])) if span[2] else None
            high = Bound(value=span[5], percent=bool(span[6]), strict=bool(span[4])) if span[5] else None
            return cls(low=low, high=high)
        msg = f'{text!r} is not a range; write "85.." (at least), ">75" (more than), "..10" (at most) or "<10"'
        raise ValueError(msg)

    @classmethod
    def looks_like(cls, text: str) -> bool:
        """Whether a text is meant as a range rather than as a name (a bare number may be the code of a unit)."""
        return len(text) <= _LONGEST and bool(
            _COMPARE.fullmatch(text) or (_SPAN.fullmatch(text) and text.strip() != "..")
        )

    @property
    def bounds(self) -> tuple[Bound, ...]:
        """The ends that are set, lower first."""
        return tuple(bound for bound in (self.low, self.high) if bound is not None)

    @cached_property
    def uses_percent(self) -> bool:
        """Whether an end is a percent of the maximum."""
        return any(bound.percent for bound in self.bounds)

    @property
    def is_empty(self) -> bool:
        """Whether no value can lie inside, as in ``"5..3"``; ends of two kinds depend on the maximum.

        >>> Range.parse("5..3").is_empty, Range.parse("5..5").is_empty, Range.parse("5..<5").is_empty
        (True, False, True)
        """
        low, high = self.low, self.high
        if low is None or high is None or low.percent != high.percent:
            return False
        return low.value > high.value or (low.value == high.value and (low.strict or high.strict))

    def holds(self, value: Fraction, maximum: Fraction | None = None) -> bool:
        """Whether an exact value lies inside; a percent end without a maximum never holds."""
        if self.low is not None:
            low = self.low.against(maximum)
            if low is None or value < low or (self.low.strict and value == low):
                return False
        if self.high is not None:
            high = self.high.against(maximum)
            if high is None or value > high or (self.high.strict and value == high):
                return False
        return True

    def said(self, lang: str = "en") -> str:
        """The range in words; in English as the rubric's file writes it.

        >>> Range.parse("50%..").said("vi"), Range.parse("70..<85.5").said("vi"), Range.parse(">75").said()
        ('từ 50% trở lên', 'từ 70 đến dưới 85,5', '>75')
        """
        words = language_of(lang)
        ends = {name: Digits(it.number) for name, it in (("low", self.low), ("high", self.high)) if it is not None}
        strict = [name for name, it in (("low", self.low), ("high", self.high)) if it is not None and it.strict]
        return words.say("-".join(["range", *ends, *(f"no-{name}" for name in strict)]), **ends)

    def __str__(self) -> str:
        return self.said()
