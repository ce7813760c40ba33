"""The judge of the fast engine: all scoring and ranking, slow, obvious and exact.

It knows `ictindex.model` and the standard library and nothing else, computes with fractions (decimals of 60
digits where a number has no end), and loops over units and nodes as the design reads.
"""

from __future__ import annotations

from ictindex.testing.reference.awards import AwardTie, Grant, Granting
from ictindex.testing.reference.carrying import ReferenceCarried, carry
from ictindex.testing.reference.history import Change
from ictindex.testing.reference.numbers import Number, Root, compare, decimal_of, rounded, ticks_of
from ictindex.testing.reference.ranking import ReferenceRanking, rank, rank_scores
from ictindex.testing.reference.scores import NodeScore, ReferenceScores, score
from ictindex.testing.reference.tiers import QuotaTie

__all__ = [
    "AwardTie",
    "Change",
    "Grant",
    "Granting",
    "NodeScore",
    "Number",
    "QuotaTie",
    "ReferenceCarried",
    "ReferenceRanking",
    "ReferenceScores",
    "Root",
    "carry",
    "compare",
    "decimal_of",
    "rank",
    "rank_scores",
    "rounded",
    "score",
    "ticks_of",
]
