"""How values are spread, exactly: skewness and kurtosis, winsorising by them, percentiles, standard deviations.

Skewness and kurtosis are those of a sample, with the corrections that make them unbiased for normal values (Joanes and
Gill 1998, there called G1 and G2; "type 2" in R's e1071, SKEW and KURT in spreadsheets, and what COINr compares). With
the central moments m2, m3, m4 (divisor n), g1 = m3 / m2^(3/2) and g2 = m4 / m2² - 3:

    G1 = g1 · √(n (n - 1)) / (n - 2)        G2 = (n - 1) / ((n - 2) (n - 3)) · ((n + 1) g2 + 6)

G1 is a root, its square is rational; G2 is rational. So both are compared without rounding anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from math import floor, isqrt, lcm

from attrs import frozen

from ictindex.language import Digits, Sentence, sentence

__all__ = ["Spread", "Winsorised", "distance_ticks", "percentile", "spread_of", "winsorised"]

_FEWEST = 4
_SHOWN = Decimal("0.01")
_LONG = Context(prec=60, rounding=ROUND_HALF_UP)


@frozen(kw_only=True)
class Spread:
    """Skewness and kurtosis: the sign and the square of the one, the other as it is."""

    sign: int
    skew_squared: Fraction
    kurtosis: Fraction

    def is_beyond(self, skew: Fraction, kurtosis: Fraction) -> bool:
        """Whether both lie at or beyond their limits; the sign of the skewness does not count."""
        return self.skew_squared >= skew**2 and self.kurtosis >= kurtosis

    @property
    def told(self) -> Sentence:
        """Both with two decimals, for readers."""
        root = self.sign * _decimal(self.skew_squared).sqrt(_LONG)
        skew, kurtosis = (it.quantize(_SHOWN, context=_LONG) for it in (root, _decimal(self.kurtosis)))
        return sentence("spread-of-values", skew=Digits(str(skew)), kurtosis=Digits(str(kurtosis)))


def _decimal(value: Fraction) -> Decimal:
    return _LONG.divide(Decimal(value.numerator), Decimal(value.denominator))


def spread_of(counts: Mapping[int, int]) -> Spread | None:
    """The spread of whole numbers, by how often each occurs; None of fewer than four, or where all are equal.

    >>> found = spread_of({0: 9, 10: 1})
    >>> found.sign, found.skew_squared, found.kurtosis
    (1, Fraction(10, 1), Fraction(10, 1))
    >>> spread_of({0: 3}) is None, spread_of({7: 5}) is None
    (True, True)
    """
    n = sum(counts.values())
    if n < _FEWEST or len(counts) == 1:
        return None
    whole = sum(value * count for value, count in counts.items())
    # Distances from the mean times n are whole numbers; their sums of powers are n^(k + 1) times the moments.
    apart = [(n * value - whole, count) for value, count in counts.items()]
    second, third, fourth = (sum(count * it**power for it, count in apart) for power in (2, 3, 4))
    squared = Fraction(n * third**2, second**3) * Fraction(n * (n - 1), (n - 2) ** 2)
    excess = Fraction(n * fourth, second**2) - 3
    kurtosis = ((n + 1) * excess + 6) * Fraction(n - 1, (n - 2) * (n - 3))
    return Spread(sign=(third > 0) - (third < 0), skew_squared=squared, kurtosis=kurtosis)


@frozen(kw_only=True)
class Winsorised:
    """Between which values all are left, how many rounds that took, the spread before and after, and whether it met."""

    low: Fraction
    high: Fraction
    rounds: int
    before: Spread | None
    after: Spread | None
    met: bool


def winsorised(values: Sequence[Fraction], *, skew: Fraction, kurtosis: Fraction, most: int) -> Winsorised:
    """Move the outermost value on the side of the skew to the next one until one of the limits is met.

    Equal values move together, so that no order of units decides; a round that would leave more than `most` values
    changed is not taken.

    >>> found = winsorised([Fraction(it) for it in (1, 2, 3, 4, 5, 6, 7, 90)], skew=2, kurtosis=3, most=5)
    >>> found.high, found.rounds, str(found.before.told), str(found.after.told)
    (Fraction(7, 1), 1, 'skewness 2.80, kurtosis 7.90', 'skewness -0.23, kurtosis -1.41')
    """
    scale = lcm(*(value.denominator for value in values))
    counts = dict(Counter(value.numerator * (scale // value.denominator) for value in values))
    before = now = spread_of(counts)
    changed = {1: 0, -1: 0}
    rounds = 0
    met = True
    while now is not None and now.is_beyond(skew, kurtosis):
        outer, inner = sorted(counts, reverse=now.sign > 0)[:2]
        if changed[-now.sign] + counts[outer] > most:
            met = False
            break
        changed[now.sign] = counts[outer]
        counts[inner] += counts.pop(outer)
        rounds += 1
        now = spread_of(counts)
    low, high = (Fraction(end, scale) for end in (min(counts), max(counts)))
    return Winsorised(low=low, high=high, rounds=rounds, before=before, after=now, met=met)


def percentile(ordered: Sequence[Fraction], percent: Fraction) -> Fraction:
    """The value at a share of the way from the least to the greatest, on a line between neighbours.

    The usual one of spreadsheets (PERCENTILE.INC), numpy and R: type 7 of Hyndman and Fan (1996).

    >>> percentile([Fraction(it) for it in (10, 20, 40)], Fraction(75))
    Fraction(30, 1)
    """
    place = percent * (len(ordered) - 1) / 100
    below = floor(place)
    if below == place:
        return ordered[below]
    return ordered[below] + (place - below) * (ordered[below + 1] - ordered[below])


def distance_ticks(values: Sequence[Fraction], times: Fraction, decimals: int) -> int:
    """The mean plus `times` standard deviations (divisor n - 1) in units of the last decimal, an exact half upward.

    A root is compared by its square, so the rounding is exact.

    >>> distance_ticks([Fraction(it) for it in (1, 2, 3)], Fraction(-1, 2), 1)
    15
    """
    n = len(values)
    mean: Fraction = sum(values, Fraction(0)) / n
    variance = sum(((value - mean) ** 2 for value in values), Fraction(0)) / (n - 1)
    start = mean * 10**decimals + Fraction(1, 2)
    square = times**2 * variance * 10 ** (2 * decimals)
    root = isqrt(floor(square))
    ticks: int = floor(start + root) if times > 0 else floor(start - root - 1)
    while _is_reached(ticks + 1 - start, square, above=times > 0):
        ticks += 1
    return ticks


def _is_reached(way: Fraction, square: Fraction, *, above: bool) -> bool:
    """Whether `way` is at most plus, or minus, the root of `square`."""
    if above:
        return way <= 0 or way**2 <= square
    return way <= 0 and way**2 >= square
