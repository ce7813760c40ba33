"""Published: a ranking of an earlier year as it was printed, without the data behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from types import MappingProxyType

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from ictindex.model.arrays import read_only
from ictindex.model.numbers import as_decimal
from ictindex.model.text import normalise, shown
from ictindex.model.typed import named, typed

__all__ = ["Published", "PublishedRow"]

_MOST_DIGITS = 18


def _score(value: object) -> Decimal | None:
    if value is None:
        return None
    score = as_decimal(value)
    if len(score.as_tuple().digits) > _MOST_DIGITS or score.adjusted() >= _MOST_DIGITS:
        msg = f"a printed score has at most {_MOST_DIGITS} digits, found {score}"
        raise ValueError(msg)
    return score


def _rank(value: int | None) -> int | None:
    if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
        msg = f"expected a whole number from 1 on, or None; found {shown(value)}"
        raise TypeError(msg)
    if value is not None and value < 1:
        msg = f"a rank is 1 or more, found {value}"
        raise ValueError(msg)
    if value is not None and value >= 10**_MOST_DIGITS:
        msg = f"a rank has at most {_MOST_DIGITS} digits, found {shown(value)}"
        raise ValueError(msg)
    return value


@frozen(kw_only=True, field_transformer=named)
class PublishedRow:
    """One unit's printed place: block, rank (None if it was listed unranked) and, where printed, score."""

    id: str = field(converter=normalise)
    block: str = field(default="", converter=normalise)
    rank: int | None = field(default=None, converter=_rank)
    score: Decimal | None = field(default=None, converter=_score)


def _rows(value: Iterable[PublishedRow]) -> tuple[PublishedRow, ...]:
    return tuple(value)


@frozen(kw_only=True, field_transformer=typed)
class Published:
    """A printed ranking: its rubric id and the digest of its law (each empty if unknown), and its rows.

    Parameters
    ----------
    rubric, law
        What the table was made by.
    rows
        One `PublishedRow` for each unit: id, block, rank and perhaps score.

    >>> table = Published(rubric="hanoi/agencies@2013", rows=[PublishedRow(id="so-y-te", block="so", rank=3)])
    >>> table.row("so-y-te").rank
    3
    """

    rubric: str = ""
    law: str = ""
    rows: tuple[PublishedRow, ...] = field(converter=_rows)

    def __attrs_post_init__(self) -> None:
        ids = [row.id for row in self.rows]
        doubled = sorted({unit for unit in ids if ids.count(unit) > 1}) if len(set(ids)) < len(ids) else []
        if doubled:
            msg = f"these units stand twice in the printed ranking: {', '.join(doubled)}"
            raise ValueError(msg)

    @cached_property
    def by_id(self) -> Mapping[str, PublishedRow]:
        """Rows by unit id."""
        return MappingProxyType({row.id: row for row in self.rows})

    @cached_property
    def blocks(self) -> frozenset[str]:
        """The blocks that it names; "" where it names none for some unit."""
        return frozenset(row.block for row in self.rows)

    @cached_property
    def place(self) -> Mapping[str, int]:
        """By unit id where its row stands."""
        return MappingProxyType({row.id: place for place, row in enumerate(self.rows)})

    @cached_property
    def ranks(self) -> NDArray[np.int64]:
        """(rows + 1,) printed ranks, 0 where there is none; the last is of whoever has no row."""
        return read_only(np.array([*(row.rank or 0 for row in self.rows), 0], dtype=np.int64))

    @cached_property
    def block_codes(self) -> tuple[tuple[str, ...], NDArray[np.intp]]:
        """The blocks that it names, and (rows + 1,) which of them each row's is; the last is of whoever has no row."""
        known: dict[str, int] = {}
        codes = [known.setdefault(block, len(known)) for block in (*(row.block for row in self.rows), "")]
        return tuple(known), read_only(np.array(codes, dtype=np.intp))

    def row(self, unit_id: str) -> PublishedRow | None:
        """The row of a unit, or None."""
        return self.by_id.get(unit_id)
