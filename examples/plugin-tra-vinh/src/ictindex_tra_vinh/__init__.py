"""A shape with diminishing returns, which no curve of straight lines is. The rubric beside this file names it."""

from fractions import Fraction
from importlib.resources import files

from ictindex.plugins import hookimpl, toml_rubrics
from ictindex.scoring.shape_spec import ShapeSpec


def saturating(reading, arguments):
    """Return points · x / (x + half): half of the points at `half`, and never quite all of them.

    The same words compute with fractions and with arrays of floats: all that is used is + · /.
    """
    kind = Fraction if isinstance(reading, Fraction) else float
    points, half = kind(arguments["points"]), kind(arguments["half"])
    return points * reading / (reading + half)


def ends(arguments):
    """Return the least and the greatest points for readings from 0 on."""
    return 0, Fraction(arguments["points"])


@hookimpl
def ictindex_rubrics():
    return toml_rubrics("tra-vinh", files(__name__))


@hookimpl
def ictindex_shapes():
    # A changed function is a changed version, and so a changed law. "rising" is a promise that law L5 tests.
    spec = ShapeSpec(version="1", fast=saturating, exact=saturating, monotone="rising", bounds=ends)
    yield "tra-vinh/saturating", spec
