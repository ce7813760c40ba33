"""The rules that turn scores into order, tiers and prizes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from attrs import field, fields, frozen

from ictindex.model.numbers import as_parameter
from ictindex.model.ranges import Bound, Range
from ictindex.model.text import near_hint
from ictindex.model.typed import expect, typed
from ictindex.model.where import Where

__all__ = [
    "DECIDING_VALUES",
    "LAST_RESORTS",
    "QUOTA_ROUNDINGS",
    "QUOTA_TIES",
    "RESERVED_KEYS",
    "TIE_METHODS",
    "TIE_RULES",
    "Downgrade",
    "Exclusion",
    "Key",
    "Prize",
    "PrizeCount",
    "RankRule",
    "Source",
    "Tier",
]

DECIDING_VALUES = ("rounded", "exact")
TIE_METHODS = ("competition", "modified", "dense", "ordinal")
LAST_RESORTS = ("share", "id", "lot", "jury", "refuse")
TIE_RULES = ("jury", "extend", "shrink", "break", "lot")
QUOTA_TIES = ("shrink", "extend")
QUOTA_ROUNDINGS = ("floor", "nearest", "largest-remainder")
RESERVED_KEYS = ("percent", "change", "change_points")


@frozen(kw_only=True, field_transformer=typed, cache_hash=True)
class Key:
    """One name to order by: a node, or percent, change, change_points; a leading ``-`` where lower is better.

    Parameters
    ----------
    name
        What is looked at.
    lower_is_better
        Whether small values come first.

    >>> Key.of("-cham")
    Key(name='cham', lower_is_better=True)
    """

    name: str
    lower_is_better: bool = False

    @classmethod
    def of(cls, value: str | Key) -> Key:
        """Read the TOML form."""
        if isinstance(value, Key):
            return value
        expect(value, str, "Key", "a name")
        return cls(name=value[1:], lower_is_better=True) if value.startswith("-") else cls(name=value)

    def __str__(self) -> str:
        return f"-{self.name}" if self.lower_is_better else self.name


def _keys(value: Iterable[str | Key]) -> tuple[Key, ...]:
    return tuple(Key.of(key) for key in ([value] if isinstance(value, str) else value))


def _condition(value: Where | Mapping[str, object]) -> Where:
    return value if isinstance(value, Where) else Where.of(value)


def _where(value: Where | Mapping[str, object] | None) -> Where | None:
    return value if value is None or isinstance(value, Where) else Where.of(value)


@frozen(kw_only=True, field_transformer=typed)
class RankRule:
    """How units are ordered: by these keys, then `break_by`, then the `last` resort.

    `ties` numbers units that share a place; `value` says whether the printed or the unrounded value is compared.
    """

    by: tuple[Key, ...] = field(default=(Key(name="total"),), converter=_keys)
    break_by: tuple[Key, ...] = field(default=(), converter=_keys)
    ties: str = "competition"
    last: str = "share"
    seed: str | None = None
    value: str = "rounded"
    overall: bool = False

    @property
    def key(self) -> tuple[Key, ...]:
        """The ranked key: `by`, then `break_by`; prizes without a `by` of their own go by it too."""
        return (*self.by, *self.break_by)

    @classmethod
    def of(cls, value: RankRule | Mapping[str, Any]) -> RankRule:
        """Read the TOML form."""
        if isinstance(value, RankRule):
            return value
        expect(value, Mapping, "RankRule", "a mapping")
        names = [it.name for it in fields(RankRule)]
        unknown = [key for key in value if key not in names]
        if unknown:
            msg = f'RankRule: there is no key "{unknown[0]}": {near_hint(str(unknown[0]), names)}'
            raise TypeError(msg)
        return cls(**value)


def _bound(value: object) -> Bound | None:
    return value if value is None or isinstance(value, Bound) else Bound.at_least(value)


def _percent(value: object) -> Decimal | None:
    return (
        as_parameter(value.strip().removesuffix("%").strip() if isinstance(value, str) else value)
        if value is not None
        else None
    )


@frozen(kw_only=True, field_transformer=typed)
class Tier:
    """One row of the tier table; the first row that holds decides, the lowest row is open.

    Either a bound (`bound`: at least, or strictly above) or a quota: `share` in percent of the ranked units of each
    part of `per` (all ranked units together where it is empty), or `count` units.

    Parameters
    ----------
    id
        The name by which conditions and results call it.
    vi, en
        What reports call it, in Vietnamese and English.
    where
        A condition that must hold besides.
    tie
        Equals at the edge of a quota: "shrink" or "extend".
    round
        A quota that is no whole number: "floor", "nearest" or "largest-remainder".
    source
        The key of the source that prints it.
    """

    id: str
    vi: str = ""
    en: str = ""
    bound: Bound | None = field(default=None, converter=_bound)
    share: Decimal | None = field(default=None, converter=_percent)
    count: int | None = None
    where: Where | None = field(default=None, converter=_where)
    per: str = ""
    tie: str = "shrink"
    round: str = "floor"
    source: str = ""

    @cached_property
    def range(self) -> Range | None:
        """The bound as a range of the total; None where the row has none."""
        return None if self.bound is None else Range(low=self.bound)

    @property
    def is_quota(self) -> bool:
        """Whether the row takes a number of units rather than a bound."""
        return self.share is not None or self.count is not None


@frozen(kw_only=True, field_transformer=typed)
class Downgrade:
    """Whoever meets the condition stands so many tiers lower, never below the lowest; several add up.

    It looks at values and membership, as a tier's own condition does, and is taken after the whole table: a place that
    it leaves in a quota stays empty.

    Parameters
    ----------
    id
        Its name.
    where
        The condition.
    tiers
        How many tiers lower.
    vi, en
        What reports call it, in Vietnamese and English.
    source
        The key of the source that prints it.
    """

    id: str
    where: Where = field(converter=_condition)
    tiers: int = 1
    vi: str = ""
    en: str = ""
    source: str = ""


@frozen(kw_only=True, field_transformer=typed)
class PrizeCount:
    """A prize's name and how many there are of it; None means all who qualify.

    >>> PrizeCount.of("Nhất 1"), PrizeCount.of("Cá nhân")
    (PrizeCount(name='Nhất', count=1), PrizeCount(name='Cá nhân', count=None))
    """

    name: str
    count: int | None = None

    @classmethod
    def of(cls, value: str | PrizeCount) -> PrizeCount:
        """Read the TOML form: the last word, if it is digits, is the number."""
        if isinstance(value, PrizeCount):
            return value
        expect(value, str, "PrizeCount", 'a text such as "Nhất 1"')
        words = value.split()
        if len(words) > 1 and words[-1].isascii() and words[-1].isdigit():
            return cls(name=" ".join(words[:-1]), count=int(words[-1]))
        return cls(name=" ".join(words))

    def __str__(self) -> str:
        return self.name if self.count is None else f"{self.name} {self.count}"


def _prizes(value: str | Iterable[str | PrizeCount]) -> tuple[PrizeCount, ...]:
    return tuple(PrizeCount.of(it) for it in ([value] if isinstance(value, str) else value))


def _roles(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


@frozen(kw_only=True, field_transformer=typed)
class Prize:
    """A prize rule: in each part of `per`, among those who qualify, in the order of `by`, a ladder of prizes.

    Without `by` the order is that of the ranked key.

    `tie` says what happens to equals at the edge of a prize; `to` names the roles that receive it beside or instead of
    the unit; `exclusive` keeps its winners out of later awards.

    Parameters
    ----------
    id
        The name by which conditions and results call it.
    vi, en
        What reports call it, in Vietnamese and English.
    among
        The condition that a candidate meets; everybody where it is None.
    break_by
        Further keys where those of `by` are equal.
    prizes
        The ladder, as ``["Nhất 1", "Nhì 2"]``; a prize without a number goes to all who qualify.
    seed
        The seed of a lot.
    select
        The prize selector of a plugin, as ``namespace/name``, in place of the order.
    source
        The key of the source that prints it.
    """

    id: str
    vi: str = ""
    en: str = ""
    per: str = ""
    among: Where | None = field(default=None, converter=_where)
    by: tuple[Key, ...] = field(default=(), converter=_keys)
    break_by: tuple[Key, ...] = field(default=(), converter=_keys)
    prizes: tuple[PrizeCount, ...] = field(default=(), converter=_prizes)
    to: tuple[str, ...] = field(default=(), converter=_roles)
    tie: str = "jury"
    seed: str | None = None
    exclusive: bool = False
    select: str = ""
    source: str = ""

    @property
    def is_recognition(self) -> bool:
        """Whether no prize is counted, so that all who qualify receive it."""
        return all(prize.count is None for prize in self.prizes)


def _required_where(value: Where | Mapping[str, object]) -> Where:
    return value if isinstance(value, Where) else Where.of(value)


@frozen(kw_only=True, field_transformer=typed)
class Exclusion:
    """Units that are listed but never ranked, and why."""

    where: Where = field(converter=_required_where)
    why: str = ""


def _texts(value: Iterable[str]) -> tuple[str, ...]:
    return tuple(value)


@frozen(kw_only=True, field_transformer=typed)
class Source:
    """Where a parameter is printed; `covers` holds the path patterns that it covers beside the records that name it."""

    key: str
    title: str = ""
    date: date | None = None
    url: str = ""
    note: str = ""
    covers: tuple[str, ...] = field(default=(), converter=_texts)
