from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from ictindex.model import PluginError
from ictindex.scoring.shape_spec import ShapeSpec

READINGS = np.array([1.0, 2.0, np.nan])


def spec(fast=lambda x, _: x, exact=lambda x, _: x, **rest):
    """Return a shape that gives the reading as points unless said otherwise."""
    return ShapeSpec(version="1", fast=fast, exact=exact, **rest)


def fails(*_):
    """Fail as a stranger's function may."""
    raise SystemExit(3)


def code(action):
    """Return the code of the problem that is raised."""
    with pytest.raises(PluginError) as caught:
        action()
    (problem,) = caught.value.problems
    assert problem.where.name == "demo"
    return problem.code


def test_points_are_exact_and_know_the_arguments():
    """The judge works in fractions, with the rubric's decimals."""
    shape = spec(exact=lambda x, given: x * Fraction(given["times"]))
    assert Fraction(1, 30) == shape.points("demo/times", Fraction(1, 3), {"times": Decimal("0.1")})
    assert isinstance(spec(exact=lambda *_: 3).points("demo/three", Fraction(1), {}), Fraction)


@pytest.mark.parametrize("result", [0.5, True, None, "1", Decimal(1)])
def test_points_that_are_no_fraction_are_refused(result):
    """A float would bring its rounding into what is meant to be exact."""
    assert code(lambda: spec(exact=lambda *_: result).points("demo/a", Fraction(1), {})) == "shape-output"


def test_points_outside_the_declared_bounds_are_refused():
    """Percent and tiers are built on the bounds; open ends hold everything."""
    shape = spec(bounds=lambda _: (Fraction(0), None))
    assert Fraction(9) == shape.points("demo/a", Fraction(9), {})
    assert code(lambda: shape.points("demo/a", Fraction(-1), {})) == "shape-output"


def test_bounds_may_be_unknown():
    """No function, or one that knows nothing of these arguments."""
    assert spec().interval("demo/a", {}) == (None, None)
    assert spec(bounds=lambda _: None).interval("demo/a", {}) == (None, None)
    assert (Fraction(1, 2), Fraction(3)) == spec(bounds=lambda _: (Decimal("0.5"), 3)).interval("demo/a", {})


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [(lambda _: (3, 1), "shape-output"), (lambda _: 3, "shape-failed"), (fails, "shape-failed")],
)
def test_bounds_that_make_no_sense_are_refused(bounds, expected):
    """Crossed ends, one end, and a function that exits."""
    assert expected == code(lambda: spec(bounds=bounds).interval("demo/a", {}))


def test_estimates_are_an_array_of_the_same_shape():
    """NaN stands where nothing was read and passes through."""
    np.testing.assert_array_equal([2.0, 4.0, np.nan], spec(fast=lambda x, _: 2 * x).estimates("demo/a", READINGS, {}))


@pytest.mark.parametrize(
    "fast",
    [
        lambda x, _: x.tolist(),
        lambda x, _: x[:2],
        lambda x, _: x.astype(np.float32),
        lambda x, _: np.where(x > 1, np.inf, x),
        lambda x, _: x * np.nan,
    ],
)
def test_estimates_of_another_kind_are_refused(fast):
    """A list, a shorter array, fewer digits, and what is not finite where the reading is."""
    assert code(lambda: spec(fast=fast).estimates("demo/a", READINGS, {})) == "shape-output"


def test_the_column_cannot_be_changed():
    """A function that works in place would change the data of the caller."""
    readings = READINGS.copy()

    def in_place(x, _):
        x += 1
        return x

    assert code(lambda: spec(fast=in_place).estimates("demo/a", readings, {})) == "shape-failed"
    np.testing.assert_array_equal(READINGS, readings)
    readings += 1  # the caller's own array is as writable as before


def test_functions_that_fail_are_named_with_their_cause():
    """SystemExit too: no plugin ends the program in the middle of a ranking."""
    assert code(lambda: spec(exact=fails).points("demo/a", Fraction(1), {})) == "shape-failed"
    assert code(lambda: spec(fast=fails).estimates("demo/a", READINGS, {})) == "shape-failed"


@pytest.mark.parametrize("wrong", [{"monotone": "up"}, {"version": ""}, {"version": 1}, {"fast": 3}, {"bounds": 3}])
def test_a_record_is_checked_when_it_is_made(wrong):
    """The author hears of it at once."""
    given = {"version": "1", "fast": abs, "exact": abs, **wrong}
    with pytest.raises((TypeError, ValueError), match=r"version|monotone|fast|bounds|callable"):
        ShapeSpec(**given)
