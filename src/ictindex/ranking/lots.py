"""The last resorts that separate any two units: their ids, or a lot that everybody can draw again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from types import MappingProxyType

__all__ = ["SEPARATING", "by_id", "by_lot", "lot_of"]


def lot_of(seed: str, unit_id: str) -> str:
    """The lot of a unit: SHA-256 of seed, colon and unit id, in hexadecimal; the smallest is drawn first.

    >>> lot_of("2014", "so-y-te")[:12]
    'ddc8d024a363'
    """
    return sha256(f"{seed}:{unit_id}".encode()).hexdigest()


def by_id(rows: Iterable[int], ids: Sequence[str], seed: str = "") -> list[int]:
    """Rows in the order of their units' ids, by code points."""
    del seed
    return sorted(rows, key=ids.__getitem__)


def by_lot(rows: Iterable[int], ids: Sequence[str], seed: str = "") -> list[int]:
    """Rows in the order in which their units' lots are drawn."""
    return sorted(rows, key=lambda row: lot_of(seed, ids[row]))


# The values of rank.last that leave no two units equal.
SEPARATING: Mapping[str, Callable[[Iterable[int], Sequence[str], str], list[int]]] = MappingProxyType(
    {"id": by_id, "lot": by_lot}
)
