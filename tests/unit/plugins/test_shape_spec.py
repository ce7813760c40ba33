from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction

import numpy as np
import pytest

from ictindex.model import Custom, Dataset, Group, Indicator, PluginError, Rubric
from ictindex.scoring import score
from ictindex.scoring.deciding import order_codes
from ictindex.scoring.exact import Irrational, compare, square_root
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


@pytest.mark.parametrize(
    "result", [0.5, float("nan"), np.float64(1), True, None, "1", Decimal("NaN"), Decimal("Infinity")]
)
def test_points_that_are_no_exact_number_are_refused(result):
    """A float would bring its rounding into what is meant to be exact; NaN and infinity are no points."""
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


def test_crossed_bounds_are_told_which_end_comes_first():
    """The problem says what was expected."""
    with pytest.raises(PluginError) as error:
        spec(bounds=lambda _: (3, 1)).interval("demo/a", {})
    assert [it.expected for it in error.value.problems] == ["the lower end first"]


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


@pytest.mark.parametrize(
    "wrong", [{"monotone": "up"}, {"version": ""}, {"version": 1}, {"fast": 3}, {"bounds": 3}, {"exactness": "float"}]
)
def test_a_record_is_checked_when_it_is_made(wrong):
    """The author hears of it at once."""
    given = {"version": "1", "fast": abs, "exact": abs, **wrong}
    with pytest.raises((TypeError, ValueError), match=r"version|monotone|fast|bounds|callable|exactness"):
        ShapeSpec(**given)


def table(shape, *readings):
    """Return the points of these readings."""
    return shape.table("demo/a", [Fraction(it) for it in readings], {})


def test_a_decimal_is_as_exact_as_a_fraction():
    """What a person writes as 0.1 is one tenth."""
    assert table(spec(fast=None, exact=lambda *_: Decimal("0.1")), 1) == [Fraction(1, 10)]


def test_a_shape_that_promises_to_rise_rises():
    """Checked between neighbouring readings; equal points are allowed."""
    rising = spec(fast=None, exact=lambda x, _: min(x, 2), monotone="rising")
    assert table(rising, 1, 2, 3) == [1, 2, 2]
    assert code(lambda: table(spec(fast=None, exact=lambda x, _: -x, monotone="rising"), 1, 2)) == "shape-output"
    assert code(lambda: table(spec(monotone="falling"), 1, 2)) == "shape-output"


def test_the_same_reading_has_the_same_points():
    """A function that counts its calls, or asks the clock, is no law."""
    calls = iter(range(100))
    assert code(lambda: table(spec(fast=None, exact=lambda *_: next(calls)), 1)) == "shape-output"


def test_the_class_of_exactness_is_kept():
    """Whole numbers over one denominator, any fractions, or at least fifty digits."""
    thirds = sorted(Fraction(1, 3**place) for place in (1, 2))
    assert table(spec(exactness="integer"), *thirds) == thirds
    wide = sorted(Fraction(1, prime) for prime in (999_983, 999_979, 999_961, 999_959))
    assert table(spec(exactness="filtered"), *wide) == wide
    assert code(lambda: table(spec(exactness="integer"), *wide)) == "shape-output"
    short = spec(fast=None, exact=lambda *_: Decimal(2).sqrt(), exactness="irrational")
    assert code(lambda: table(short, 1)) == "shape-output"


def test_an_irrational_shape_is_compared_to_forty_digits():
    """The square root by 60 digits, times three and by three: off in the last digits, and equal all the same."""

    def root(x, _):
        with localcontext(prec=60):
            return (Decimal(x.numerator) / Decimal(x.denominator)).sqrt() * 3 / 3

    shape = spec(fast=None, exact=root, exactness="irrational")
    found = table(shape, 2)[0]
    assert isinstance(found, Irrational)
    assert compare(found, square_root(Fraction(2))) == 0


def test_a_fast_function_is_held_against_the_exact_one():
    """It may be off by the rounding of doubles and by no more; it may also be left out."""
    assert table(spec(fast=lambda x, _: x * (1 + 1e-15)), "0.1", 3) == [Fraction(1, 10), 3]
    assert code(lambda: table(spec(fast=lambda x, _: x * 1.001), 1)) == "shape-output"
    assert code(lambda: spec(fast=None).estimates("demo/a", READINGS, {})) == "shape-output"


BROKEN = {
    "float": (spec(fast=None, exact=lambda x, _: x if x < 2 else 2.0), "a float"),
    "raises": (spec(fast=None, exact=lambda x, _: 1 / (x - 2)), "ZeroDivisionError"),
    "bounds": (spec(bounds=lambda _: (0, 1)), "its own bounds"),
    "falls": (spec(monotone="falling"), "falling points"),
    "fast": (spec(fast=lambda x, _: x + (x == 2)), "`fast` gives 3.0, `exact` 2"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_fault_names_plugin_node_and_unit(fault):
    """What goes wrong in a ranking is told with the place where it went wrong."""
    shape, said = BROKEN[fault]
    leaf = Indicator(id="may", shape=Custom(name="demo/a"))
    rubric = Rubric(id="demo/x@2026", total=Group(decimals=1), nodes=[leaf])
    data = Dataset.from_columns(units=["u", "v"], columns={"may": [1, 2]})
    with pytest.raises(PluginError) as caught:
        score(data, rubric, shapes={"demo/a": shape})
    (problem,) = caught.value.problems
    told = f"{problem.message} {problem.expected}"
    assert said in told
    assert all(word in told for word in ("demo/a", '"v"', '"may"'))


def test_points_of_a_shape_decide_exactly():
    """1 of 3 and 333333 of 999999 are equal; 333334 of 999999 is more."""
    shape = spec(fast=None, exact=lambda x, _: x / 3, monotone="rising")
    leaf = Indicator(id="x", read="a / b", shape=Custom(name="demo/a"))
    rubric = Rubric(id="demo/x@2026", total=Group(decimals=4), nodes=[leaf])
    columns = {"a": [1, 333_333, 333_334], "b": [3, 999_999, 999_999]}
    scores = score(Dataset.from_columns(units=["u", "v", "w"], columns=columns), rubric, shapes={"demo/a": shape})
    codes = order_codes(scores.decided("x"), np.ones(3, dtype=np.bool_)).tolist()
    assert codes[0] == codes[1] < codes[2]
