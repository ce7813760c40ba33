"""Which values a reading can have, as far as the kinds of its columns say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from math import floor
from types import MappingProxyType

from attrs import frozen

from ictindex.model.numbers import plain
from ictindex.model.ranges import Bound
from ictindex.model.shapes import Reading, Steps

__all__ = ["Domain", "domain_of"]


@frozen(kw_only=True)
class Domain:
    """The least value of a reading, None where there is none; `whole` where it is always a whole number."""

    low: Decimal | None = None
    whole: bool = False
    hint: str = ""

    def idle_steps(self, steps: Steps) -> Iterator[tuple[int, str]]:
        """Places of the steps in which no value of the reading ends, with the reason.

        >>> days = domain_of(Reading.parse("nhan - han"), lambda name: "date")
        >>> [place for place, _ in days.idle_steps(Steps([(">0", 5), (1, 3)], otherwise=0))]
        [0]
        """
        places = {bound: place for place, (bound, _) in reversed(list(enumerate(steps.table)))}
        for (bound, _), (following, _) in pairwise(steps.ascending):
            if bound != following and self._none_between(bound, following):
                yield places[bound], f"whatever reaches it reaches {_said(following)} too"

    def _none_between(self, bound: Bound, following: Bound) -> bool:
        """Whether every value that meets a bound meets the next one."""
        if self.low is not None and (self.low, False) >= (following.value, following.strict):
            return True
        return self.whole and _first_whole(bound) == _first_whole(following)


def _said(bound: Bound) -> str:
    return f"more than {plain(bound.value)}" if bound.strict else plain(bound.value)


def _first_whole(bound: Bound) -> int:
    """The least whole number that meets a bound."""
    below = floor(bound.value)
    return below if below == bound.value and not bound.strict else below + 1


_ANY = Domain()
# A date counts as the number of its day, from 1 on. Percent columns have no ends: 120 % is a percentage too.
_DOMAINS: Mapping[tuple[str, str, str], Domain] = MappingProxyType(
    {
        ("date", "", ""): Domain(low=Decimal(1), whole=True, hint="a date counts as the number of its day"),
        ("date", "-", "date"): Domain(whole=True, hint="the reading is a whole number of days"),
    }
)


def domain_of(reading: Reading, kind: Callable[[str], str]) -> Domain:
    """Which values a reading can have; `kind` gives the kind of a column.

    Nothing is said of shares and numbers: a share of two counts may be above 1.

    >>> domain_of(Reading.parse("nhan - han"), lambda name: "date").whole
    True
    """
    second = kind(reading.second) if reading.second else ""
    return _DOMAINS.get((kind(reading.column), reading.operator, second), _ANY)
