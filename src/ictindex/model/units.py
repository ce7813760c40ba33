"""Units and the divisions of the units into parts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from types import MappingProxyType

from attrs import field, frozen

from ictindex.model.text import fold, normalise, shown
from ictindex.model.typed import named, typed
from ictindex.model.where import Where

__all__ = ["BLOCK", "Part", "Partition", "Unit"]

BLOCK = "block"


def _parts_of_unit(value: Mapping[str, str] | Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    pairs = value.items() if isinstance(value, Mapping) else value
    return tuple(sorted((name, normalise(part)) for name, part in pairs))


def _tags(value: Iterable[str]) -> frozenset[str]:
    if isinstance(value, str):  # its letters would be tags
        msg = f"expected a list of tags, found the text {shown(value)}"
        raise TypeError(msg)
    return frozenset(map(fold, value))


@frozen(kw_only=True, field_transformer=named)
class Unit:
    """What is ranked. `parts` holds its part in each partition, as ids or names; tags are without case.

    Parameters
    ----------
    id
        Any text that no other unit has.
    name
        How reports call it.
    tags
        Words that conditions look at.

    >>> Unit(id="so-tttt", name="Sở Thông tin và Truyền thông", parts={"block": "so"}).part("block")
    'so'
    """

    id: str = field(converter=normalise)
    name: str = field(default="", converter=normalise)
    parts: tuple[tuple[str, str], ...] = field(default=(), converter=_parts_of_unit)
    tags: frozenset[str] = field(default=frozenset(), converter=_tags)

    def __attrs_post_init__(self) -> None:
        if not self.id:
            msg = "a unit id is any non-empty text"
            raise ValueError(msg)

    def part(self, partition: str) -> str | None:
        """Its part in a partition, or None."""
        for name, part in self.parts:
            if name == partition:
                return part
        return None


@frozen(kw_only=True, field_transformer=typed)
class Part:
    """One part of a partition: named (units carry it in a column) or, with `where`, derived from other data."""

    id: str
    vi: str = ""
    en: str = ""
    where: Where | None = None


def _parts(value: Mapping[str, str | Where | Mapping[str, object]] | Iterable[Part]) -> tuple[Part, ...]:
    if not isinstance(value, Mapping):
        return tuple(value)
    return tuple(
        Part(id=id_, vi=it)
        if isinstance(it, str)
        else Part(id=id_, where=it if isinstance(it, Where) else Where.of(it))
        for id_, it in value.items()
    )


@frozen(kw_only=True, field_transformer=typed)
class Partition:
    """A division of the units into disjoint parts; ``block`` is the one that ranks are inside of.

    `parts` may be a mapping as in TOML: from the part's id to its name, or to its condition.

    Parameters
    ----------
    name
        The name of the division, and of the column that holds the parts.

    >>> Partition(name="block", parts={"so": "Sở, ban, ngành", "xa": "Xã"}).part_ids()
    ('so', 'xa')
    """

    name: str
    parts: tuple[Part, ...] = field(converter=_parts)

    @property
    def is_derived(self) -> bool:
        """Whether its parts are conditions rather than a column."""
        return any(part.where is not None for part in self.parts)

    def part_ids(self) -> tuple[str, ...]:
        """The ids of its parts in order."""
        return self._ids

    @cached_property
    def _ids(self) -> tuple[str, ...]:
        return tuple(part.id for part in self.parts)

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The part that each word names, the word folded: ids first, then names."""
        found: dict[str, str] = {}
        for word in ("id", "vi", "en"):
            for part in self.parts:
                text = fold(getattr(part, word))
                if text:
                    found.setdefault(text, part.id)
        return MappingProxyType(found)
