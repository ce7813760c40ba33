"""Colours that everybody can read: contrast by WCAG, and tiers told apart without colour vision."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ictindex.report.palette import DARK, LIGHT, PAIRS, contrast, tier_colours

# Machado, Oliveira and Fernandes (2009), severity 1, for linear RGB.
BLINDNESS = {
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def lab(colour, matrix):
    """CIELAB of a colour as somebody with this kind of vision sees it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [it / 12.92 if it <= 0.04045 else ((it + 0.055) / 1.055) ** 2.4 for it in channels]
    seen = [min(max(sum(a * b for a, b in zip(row, linear, strict=True)), 0), 1) for row in matrix]
    to_xyz = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    xyz = [sum(a * b for a, b in zip(row, seen, strict=True)) for row in to_xyz]
    parts = [it / white for it, white in zip(xyz, (0.9505, 1, 1.089), strict=True)]
    x, y, z = (it ** (1 / 3) if it > 0.008856 else 7.787 * it + 16 / 116 for it in parts)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def test_contrast_is_that_of_wcag():
    """Black on white is 21; a mid grey on white is 4.48, just not enough for text."""
    assert pytest.approx(contrast("#000000", "#ffffff")) == 21
    assert pytest.approx(contrast("#777777", "#ffffff"), abs=0.005) == 4.48
    assert contrast("#0b4a7a", "#0b4a7a") == 1


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("sign", "ground", "least"), PAIRS)
def test_every_colour_stands_out_from_what_it_stands_on(palette, sign, ground, least):
    """4.5 for text, 3 for signs, in light and in dark."""
    assert contrast(palette[sign], palette[ground]) >= least


@pytest.mark.parametrize("vision", BLINDNESS)
@pytest.mark.parametrize("count", range(2, 7))
def test_tiers_next_to_each_other_look_different_to_everybody(count, vision):
    """By at least 10 in CIELAB, where 2.3 is just noticeable; the lightness alone grows from tier to tier."""
    seen = [lab(colour, BLINDNESS[vision]) for colour in tier_colours(count)]
    for one, other in pairwise(seen):
        assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 >= 10
        assert other[0] - one[0] >= 5


def test_one_tier_has_a_colour():
    """The middle of the ramp; nothing is divided by none."""
    assert len(tier_colours(1)) == 1
