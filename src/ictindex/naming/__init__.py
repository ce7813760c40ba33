"""Which names of two files mean one unit: pairs that are certain, doubtful ones that a person decides, the rest."""

from __future__ import annotations

from ictindex.naming.matching import Doubt, Matches, Pair, match
from ictindex.naming.spelling import Spelling, spelling_of

__all__ = ["Doubt", "Matches", "Pair", "Spelling", "match", "spelling_of"]
