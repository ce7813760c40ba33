"""The laws of DESIGN section 5 as a table: number, sentence, the rubrics they speak about, and a check each.

L15 and L16 speak about steps before the readings and about partitioned data; they join the table with those rooms.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ictindex.testing.laws import agreed, files, invariance, order, prizes, values
from ictindex.testing.laws.law import Law

__all__ = ["LAWS", "Law"]

_FOUND = (law for room in (invariance, order, values, prizes, agreed, files) for law in room.LAWS)
LAWS: Mapping[str, Law] = MappingProxyType({law.id: law for law in sorted(_FOUND, key=lambda law: int(law.id[1:]))})
