"""Published: a ranking of an earlier year as it was printed, without the data behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

from attrs import field, frozen

from ictindex.model.numbers import as_decimal
from ictindex.model.text import normalise

__all__ = ["Published", "PublishedRow"]


def _score(value: object) -> Decimal | None:
    return None if value is None else as_decimal(value)


@frozen(kw_only=True)
class PublishedRow:
    """One unit's printed place: block, rank (None if it was listed unranked) and, where printed, score."""

    id: str = field(converter=normalise)
    block: str = field(default="", converter=normalise)
    rank: int | None = None
    score: Decimal | None = field(default=None, converter=_score)


def _rows(value: Iterable[PublishedRow]) -> tuple[PublishedRow, ...]:
    return tuple(value)


@frozen(kw_only=True)
class Published:
    """A printed ranking: its rubric id (empty if unknown) and its rows.

    >>> table = Published(rubric="hanoi/agencies@2013", rows=[PublishedRow(id="so-y-te", block="so", rank=3)])
    >>> table.row("so-y-te").rank
    3
    """

    rubric: str = ""
    rows: tuple[PublishedRow, ...] = field(converter=_rows)

    @cached_property
    def by_id(self) -> Mapping[str, PublishedRow]:
        """Rows by unit id."""
        return MappingProxyType({row.id: row for row in self.rows})

    def row(self, unit_id: str) -> PublishedRow | None:
        """The row of a unit, or None."""
        return self.by_id.get(unit_id)
