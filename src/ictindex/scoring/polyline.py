"""Piecewise linear points: an affine map per segment, flat outside."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from itertools import pairwise

import numpy as np
from attrs import frozen

from ictindex.scoring import exact
from ictindex.scoring.arithmetic import affine
from ictindex.scoring.deciding import ends_reached
from ictindex.scoring.exact import Real
from ictindex.scoring.quantity import SLACK, TINY, Filtered, Quantity, U, double

__all__ = ["Polyline"]


@frozen(eq=False)
class Polyline:
    """The line through some knots ``(x, y)``, ascending in x."""

    knots: tuple[tuple[Fraction, Fraction], ...]

    @cached_property
    def maps(self) -> tuple[tuple[Fraction, Fraction], ...]:
        """Slope and offset of every segment, the flat ones before and behind all knots included."""
        maps = [(Fraction(0), self.knots[0][1])]
        for (left, low), (right, high) in pairwise(self.knots):
            slope = (high - low) / (right - left)
            maps.append((slope, low - slope * left))
        return (*maps, (Fraction(0), self.knots[-1][1]))

    def points(self, value: Quantity) -> Quantity:
        """The heights of the line at all values."""
        if isinstance(value, Filtered):
            return self._of_doubles(value)
        # A segment is half-open to the right.
        return affine(value, ends_reached(value, [(x, False) for x, _ in self.knots]), self.maps)

    def _of_doubles(self, value: Filtered) -> Filtered:
        """From the left knot: ``y = y_k + s (x - x_k)``.

        In doubles the curve is followed at x, which is e from the reading: with the steepest slope S that costs
        ``S e``, because the curve is continuous, whichever segments the two lie in; ``2 S e`` covers it. Of
        ``S (|x| + |x_k|)`` reading x_k, s, the difference and the product cost u each, and the last sum one more;
        where a knot is rounded past x, the line of the neighbouring segment is off by two slopes times u |x_k|, which
        is 2u of the same; y_k and the last sum cost 2u of ``|y_k|``: within 8u of all.
        """
        knots, maps = self.knots, self.maps
        doubles = [[double(it) for it in column] for column in zip(*knots, strict=True)]
        steep = [double(slope) for slope, _ in maps]
        far = max(room for _, room in (*doubles[0], *doubles[1], *steep))
        slopes = np.array([slope for slope, _ in steep])
        starts, heights = (np.array([column[0][0], *(near for near, _ in column)]) for column in doubles)
        segment = np.searchsorted(starts[1:], value.approx, side="right")
        x0, y0, slope = starts[segment], heights[segment], slopes[segment]
        run = value.approx - x0
        steepest = float(np.abs(slopes).max())
        approx = y0 + slope * run
        rounding = 8 * U * (steepest * (np.abs(value.approx) + np.abs(x0)) + np.abs(y0) + TINY)
        with np.errstate(invalid="ignore"):
            # A flat curve of an infinite bound: NaN, which decides nothing.
            error = SLACK * (2 * steepest * value.error + rounding) + far

        def exact_at(unit: int) -> Real:
            x = value.exact(unit)
            place = sum(exact.compare(x, knot) >= 0 for knot, _ in knots)
            return exact.times(x, *maps[place])

        return Filtered(np.asarray(approx), error, exact_at, irrational=value.irrational)
