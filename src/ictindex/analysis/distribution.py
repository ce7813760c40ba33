"""How often each unit takes each rank: counts, or the ranks in order where the scenarios are fewer than the ranks."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from attrs import field, frozen
from numpy.typing import NDArray

from ictindex.model.arrays import Rebuilt, read_only
from ictindex.model.numbers import as_parameter

__all__ = ["RankDistribution"]

Ints = NDArray[np.int64]


@frozen(kw_only=True, eq=False)
class RankDistribution(Rebuilt):
    """The ranks of every unit over the scenarios; exact counts.

    `held` is (units, ranks + 1), how often a unit takes each rank (rank 0: not ranked), where `counted`; else it is
    (units, scenarios), the ranks of each unit ascending. The smaller of the two is kept.

    `scenarios` is their number.

    >>> import numpy as np
    >>> ranks = RankDistribution.of(np.array([[1, 2], [1, 2], [2, 1]]))
    >>> ranks.counts().tolist(), ranks.quantile("0.5").tolist(), ranks.at_most(1).tolist()
    ([[0, 2, 1], [0, 1, 2]], [1, 2], [2, 1])
    """

    scenarios: int
    held: Ints = field(converter=read_only)
    counted: bool

    @classmethod
    def of(cls, ranks: NDArray[np.integer]) -> RankDistribution:
        """From ranks (scenarios, units)."""
        return cls(scenarios=len(ranks), held=np.sort(np.asarray(ranks), axis=0).T, counted=False)

    def counts(self) -> Ints:
        """(units, greatest rank + 1) how many scenarios give each rank; column 0 is "not ranked"."""
        if self.counted:
            return self.held
        ranks = int(self.held.max(initial=0)) + 1
        places = np.arange(len(self.held))[:, None] * ranks + self.held
        found = np.bincount(places.ravel(), minlength=len(self.held) * ranks)
        return read_only(found.reshape(len(self.held), ranks))

    def ranked(self) -> Ints:
        """(units,) in how many scenarios each unit is ranked."""
        unranked = self.held[:, 0] if self.counted else (self.held == 0).sum(axis=1)
        return np.asarray(self.scenarios - unranked)

    def quantile(self, share: object) -> Ints:
        """(units,) the least rank that at least this share of the unit's ranked scenarios do not exceed.

        An order statistic, so it is a rank that the unit has; 0 where it is never ranked.

        Parameters
        ----------
        share
            From 0 (the best rank of all) to 1 (the worst); a text or Decimal is taken as it is written.
        """
        wanted = Fraction(as_parameter(share))
        if not 0 <= wanted <= 1:
            msg = f"a share lies from 0 to 1, found {share!r}"
            raise ValueError(msg)
        ranked = self.ranked()
        # The place of the order statistic, from 1: the ceiling of share * ranked, and never below 1.
        place = np.maximum(-(-ranked * wanted.numerator // wanted.denominator), 1)
        if self.counted:
            reached = np.cumsum(self.held[:, 1:], axis=1) >= place[:, None]
            found = np.argmax(reached, axis=1) + 1 if reached.shape[1] else np.zeros_like(ranked)
        else:
            column = np.minimum(self.scenarios - ranked + place - 1, self.scenarios - 1)
            found = np.take_along_axis(self.held, column[:, None], axis=1)[:, 0].astype(np.int64)
        return np.where(ranked > 0, found, 0)

    def at_most(self, rank: int) -> Ints:
        """(units,) in how many scenarios each unit has this rank or a better one."""
        if self.counted:
            return np.asarray(self.held[:, 1 : rank + 1].sum(axis=1))
        return np.asarray(((self.held > 0) & (self.held <= rank)).sum(axis=1))
