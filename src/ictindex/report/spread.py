"""How the units of a block lie on the scale: a dot for each, dots of one place on top of each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor

from attrs import frozen

from ictindex.ranking import Standing
from ictindex.report.measures import Block
from ictindex.report.scene import Scene, TierSeen

__all__ = ["Dot", "Mark", "Spread", "spread_of"]

_PLACES = 90  # how many columns of dots: a dot is as wide as one of them on a phone
_STEP = 10  # the ends of the scale are multiples of it


@frozen(kw_only=True)
class Dot:
    """One unit: `at` is in percent of the width, `level` counts from 0 at the foot."""

    standing: Standing
    at: Fraction
    level: int
    tier: TierSeen | None


@frozen(kw_only=True)
class Mark:
    """A value on the scale, in percent of the width; the bound of a tier, or an end of the scale."""

    value: Decimal
    at: Fraction
    tier: TierSeen | None = None


@frozen(kw_only=True)
class Spread:
    """The dots of a block on a scale of percent of the maximum, or of points where there are no percents."""

    dots: tuple[Dot, ...]
    bounds: tuple[Mark, ...]
    ends: tuple[Mark, ...]
    is_percent: bool

    @property
    def levels(self) -> int:
        """How high the highest pile is."""
        return max(dot.level for dot in self.dots) + 1


def spread_of(block: Block, scene: Scene) -> Spread | None:
    """The spread of a block; None where fewer than two units have a score."""
    is_percent = all(it.percent is not None for it in scene.ranking.standings if it.rank is not None)
    found = [(it, it.percent if is_percent else it.score) for it in block.standings]
    held = [(it, Fraction(value)) for it, value in found if value is not None]
    if len(held) < 2:
        return None
    values = [value for _, value in held]
    low, high = floor(min(values) / _STEP) * _STEP, ceil(max(values) / _STEP) * _STEP
    high = max(high, low + _STEP)
    scale = _Scale(low=low, high=high)
    return Spread(
        dots=tuple(_dots(held, scale, scene)),
        bounds=tuple(_bounds(block, scene, scale, is_percent=is_percent)),
        ends=tuple(Mark(value=Decimal(end), at=scale.at(Fraction(end))) for end in (low, high)),
        is_percent=is_percent,
    )


@frozen(kw_only=True)
class _Scale:
    low: int
    high: int

    def at(self, value: Fraction) -> Fraction:
        """Where a value stands, in percent of the width."""
        return 100 * (value - self.low) / (self.high - self.low)


def _dots(held: Sequence[tuple[Standing, Fraction]], scale: _Scale, scene: Scene) -> Iterator[Dot]:
    piles: dict[int, int] = {}
    for standing, value in sorted(held, key=lambda it: it[1]):
        column = min(floor(scale.at(value) * _PLACES / 100), _PLACES - 1)
        level = piles.get(column, 0)
        piles[column] = level + 1
        at = Fraction(100 * (2 * column + 1), 2 * _PLACES)
        yield Dot(standing=standing, at=at, level=level, tier=scene.tiers.get(standing.tier or ""))


def _bounds(block: Block, scene: Scene, scale: _Scale, *, is_percent: bool) -> Iterator[Mark]:
    """Bounds that lie on the scale; a bound in points is a percent only where all of the block have one maximum."""
    tops = {scene.total_maximum(it.row) for it in block.standings}
    top = tops.pop() if len(tops) == 1 else None
    for tier in scene.tiers.values():
        bound = tier.tier.bound
        if bound is None:
            continue
        value = bound.against(top)
        if is_percent:
            value = (
                Fraction(bound.value) if bound.percent else (100 * value / top if value is not None and top else None)
            )
        if value is not None and scale.low < value < scale.high:
            yield Mark(value=_plain(value), at=scale.at(value), tier=tier)


def _plain(value: Fraction) -> Decimal:
    hundredths = (value * 100 + Fraction(1, 2)).__floor__()
    return (Decimal(hundredths) / 100).normalize()
