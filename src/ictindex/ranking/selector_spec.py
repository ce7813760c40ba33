"""A prize selector that a plugin adds: one function that orders candidates, its output checked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import NoReturn, TypeAlias

from attrs import field, frozen, validators

from ictindex.model.problems import PluginError, PluginSource, Problem

__all__ = ["Candidate", "Number", "SelectorSpec"]

Number: TypeAlias = Fraction | Decimal


def _values(value: Mapping[str, Number] | Iterable[tuple[str, Number]]) -> tuple[tuple[str, Number], ...]:
    return tuple(value.items() if isinstance(value, Mapping) else value)


@frozen(kw_only=True)
class Candidate:
    """One unit that qualifies for a prize, as a selector sees it.

    `values` holds the names in the prize's `by` with the values that decide, in that order: the law, not the
    selector, says what is looked at. A name with a leading ``-`` stands without it and its value as it is.

    >>> Candidate(unit="so-y-te", rank=3, values={"total": Fraction(81)}).value("total")
    Fraction(81, 1)
    """

    unit: str
    part: str = ""
    rank: int
    tier: str = ""
    values: tuple[tuple[str, Number], ...] = field(default=(), converter=_values)

    def value(self, name: str) -> Number:
        """The value of one name of `by`.

        Raises
        ------
        KeyError
            If the prize's `by` does not name it.
        """
        return dict(self.values)[name]


@frozen(kw_only=True)
class SelectorSpec:
    """Who comes first for a prize, by a plugin.

    The selector orders; how many prizes there are, in which part and among whom stays with the rubric.

    Parameters
    ----------
    version
        Declared by the author and part of the law digest: a changed function is a changed version.
    select
        From the candidates of one part, in the order of their unit ids (row order is never seen), to unit
        ids, best first. A candidate that is left out gets nothing; a selector leaves no tie.

    >>> spec = SelectorSpec(version="1", select=lambda candidates: [it.unit for it in candidates if it.rank < 3])
    >>> spec.order("demo/first-two", [Candidate(unit=unit, rank=rank) for unit, rank in zip("cab", (1, 2, 3))])
    ('a', 'c')
    """

    version: str = field(validator=validators.and_(validators.instance_of(str), validators.min_len(1)))
    select: Callable[[tuple[Candidate, ...]], Iterable[str]] = field(validator=validators.is_callable())

    def order(self, name: str, candidates: Iterable[Candidate]) -> tuple[str, ...]:
        """The chosen unit ids, best first; `name` is the selector's full name, for messages.

        Raises
        ------
        PluginError
            If the function raises, or does not return each of its ids once and no other.
        """
        given = tuple(sorted(candidates, key=lambda candidate: candidate.unit))
        result: object
        try:
            result = self.select(given)
        except (Exception, SystemExit) as error:
            message = f"the selector {name} failed: {type(error).__name__}: {error}"
            raise PluginError((_problem("selector-failed", name, message, cause=error),)) from error
        if not isinstance(result, tuple | list) or not all(isinstance(unit, str) for unit in result):
            _refuse(name, f"returned a {type(result).__name__}", "a tuple of unit ids, best first")
        strangers = sorted(set(result) - {candidate.unit for candidate in given})
        if strangers:
            _refuse(name, f"returned {', '.join(strangers[:5])}", "ids of its candidates only")
        if len(set(result)) != len(result):
            _refuse(name, "returned a unit twice", "each unit once")
        return tuple(result)


def _refuse(name: str, message: str, expected: str) -> NoReturn:
    said = f"the selector {name} {message}"
    raise PluginError((_problem("selector-output", name, said, expected=expected),))


def _problem(code: str, name: str, message: str, *, expected: str = "", cause: BaseException | None = None) -> Problem:
    where = PluginSource(name=name.partition("/")[0])
    hint = "the mistake is in the plugin; tell its author"
    return Problem(code=code, where=where, message=message, expected=expected, hint=hint, cause=cause)
