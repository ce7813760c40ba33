"""The colours of reports and charts: few, told apart by lightness, so that nobody needs to see hues."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

__all__ = ["DARK", "LIGHT", "PAIRS", "RAMP", "contrast", "tier_colours"]

# Nine equal steps of cividis, which was made to look alike with and without colour vision deficiency and to grow
# lighter evenly (J. R. Nuñez, C. R. Anderton, R. S. Renslow, 2018, doi:10.1371/journal.pone.0199239).
RAMP = (
    (0, 34, 78),
    (26, 56, 111),
    (67, 78, 108),
    (97, 101, 111),
    (125, 124, 120),
    (155, 148, 118),
    (188, 174, 108),
    (222, 201, 88),
    (254, 232, 56),
)

LIGHT: Mapping[str, str] = MappingProxyType(
    {
        "paper": "#ffffff",
        "band": "#f4f6f8",
        "ink": "#1a212b",
        "soft": "#515c6b",
        "rule": "#d5dbe3",
        "edge": "#717d8d",
        "accent": "#0b4a7a",
        "tint": "#cfdfee",
        "mark": "#8a3d00",
        "up": "#0b6b3a",
        "down": "#a3261b",
    }
)
DARK: Mapping[str, str] = MappingProxyType(
    {
        "paper": "#14181e",
        "band": "#1d232b",
        "ink": "#e8ecf1",
        "soft": "#aab4c1",
        "rule": "#39424e",
        "edge": "#8391a2",
        "accent": "#8cc4f2",
        "tint": "#284a68",
        "mark": "#f0b070",
        "up": "#7fd6a2",
        "down": "#f4a097",
    }
)
# Which colour stands on which, and the least contrast of the two (WCAG 2.2: 1.4.3 for text, 1.4.11 for signs).
PAIRS: tuple[tuple[str, str, float], ...] = (
    *((text, ground, 4.5) for text in ("ink", "soft", "accent", "mark", "up", "down") for ground in ("paper", "band")),
    ("ink", "tint", 4.5),
    ("paper", "accent", 4.5),
    ("edge", "paper", 3.0),
    ("edge", "band", 3.0),
    ("mark", "tint", 3.0),
)


def tier_colours(count: int) -> tuple[str, ...]:
    """As many colours from dark, for the best tier, to light.

    >>> tier_colours(3)
    ('#0c2d5e', '#7d7c78', '#efd947')
    """
    places = [0.5] if count == 1 else [0.06 + 0.88 * place / (count - 1) for place in range(count)]
    return tuple(_ramp_at(place) for place in places)


def _ramp_at(place: float) -> str:
    step, rest = divmod(place * (len(RAMP) - 1), 1)
    low, high = RAMP[int(step)], RAMP[min(int(step) + 1, len(RAMP) - 1)]
    return "#" + "".join(f"{round(one + (other - one) * rest):02x}" for one, other in zip(low, high, strict=True))


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours ``#rrggbb``, from 1 to 21 (WCAG 2.2, relative luminance of sRGB).

    >>> round(contrast("#ffffff", "#000000"), 2)
    21.0
    """
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels: Sequence[float] = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [it / 12.92 if it <= 0.04045 else ((it + 0.055) / 1.055) ** 2.4 for it in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
