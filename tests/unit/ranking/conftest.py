"""A way to write down a whole assessment in a few lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest

from ictindex.model import Dataset, Group, Indicator, Part, Partition, Rubric, Unit, Where
from ictindex.ranking import Ranking, rank

Ranked = Callable[..., Ranking]

_OF_RANK = {"previous", "lineage", "registry", "law", "data", "lineage_digest"}


def _part(id: str, **about: Any) -> Part:
    where = about.pop("where", None)
    return Part(id=id, where=None if where is None else Where.of(where), **about)


def _parts(partitions: Mapping[str, Mapping[str, Any]]) -> list[Partition]:
    return [
        Partition(name=name, parts=[_part(part, **about) for part, about in parts.items()])
        for name, parts in partitions.items()
    ]


def ranking_of(
    points: Mapping[str, list[Any]], *, tags: Mapping[str, list[str]] | None = None, **rules: Any
) -> Ranking:
    """Rank units by points as given.

    `points` maps a unit's id to its points per node: one number is the node "diem", several are "a", "b" and
    so on; a first text is the unit's block. All other words are those of `Rubric` and `rank`.
    """
    blocks = {unit: values[0] for unit, values in points.items() if isinstance(values[0], str)}
    rows = {unit: values[1:] if unit in blocks else values for unit, values in points.items()}
    width = max(len(values) for values in rows.values())
    names = ["diem"] if width == 1 else [chr(ord("a") + place) for place in range(width)]
    partitions = rules.pop("partitions", {"block": {part: {} for part in dict.fromkeys(blocks.values())}})
    nodes = rules.pop("nodes", [Indicator(id=name, max=100) for name in names])
    units = [
        Unit(
            id=unit,
            parts={"block": blocks[unit]} if unit in blocks else {},
            tags=frozenset((tags or {}).get(unit, ())),
        )
        for unit in points
    ]
    columns = {name: [values[place] for values in rows.values()] for place, name in enumerate(names)}
    extra = {name: rules.pop(name) for name in _OF_RANK & set(rules)}
    rules = {"id": "demo/it@2026", "total": Group(decimals=2), "nodes": nodes, **rules}
    rubric = Rubric(partitions=_parts(partitions) if blocks else (), **rules)
    return rank(Dataset.from_columns(units=units, columns=columns), rubric, **extra)


@pytest.fixture
def ranked() -> Ranked:
    """The function that ranks units by points as given."""
    return ranking_of
