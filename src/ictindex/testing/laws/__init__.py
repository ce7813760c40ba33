"""The laws of DESIGN section 5 as a table: number, sentence, the rubrics they speak about, and a check each."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ictindex.testing.laws import agreed, files, invariance, order, parts, prizes, steps, values
from ictindex.testing.laws.law import Law

__all__ = ["LAWS", "Law"]

_FOUND = (law for room in (invariance, order, values, prizes, agreed, files, steps, parts) for law in room.LAWS)
LAWS: Mapping[str, Law] = MappingProxyType({law.id: law for law in sorted(_FOUND, key=lambda law: int(law.id[1:]))})
