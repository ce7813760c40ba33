"""A shape that a plugin adds: its functions, what it promises of them, their output checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import lcm
from types import MappingProxyType
from typing import NoReturn, TypeAlias

import numpy as np
from attrs import field, frozen, validators
from numpy.typing import NDArray

from ictindex.model.problems import PluginError, PluginSource, Problem
from ictindex.scoring.exact import DIGITS, Irrational, Real, compare, to_fraction
from ictindex.scoring.quantity import LIMIT, double

__all__ = ["EXACTNESS", "MONOTONE", "Arguments", "Floats", "Interval", "ShapeSpec"]

Arguments: TypeAlias = Mapping[str, Decimal]
Floats: TypeAlias = NDArray[np.float64]
Interval: TypeAlias = "tuple[Fraction | None, Fraction | None]"

MONOTONE = ("rising", "falling", "")
# What the points are: over one denominator that fits int64, any fractions, or known by 50 digits and more.
EXACTNESS = ("integer", "filtered", "irrational")
_LEAST_DIGITS = DIGITS - 10
# So far may `fast` be from `exact`, of the points and of 1: it estimates, and what is further off is another function.
_FAST_ROOM = 1e-9
_ASKED_TWICE = 16


@frozen(kw_only=True)
class ShapeSpec:
    """How a reading becomes points, by a plugin.

    Parameters
    ----------
    version
        Declared by the author and part of the law digest: a changed function is a changed version.
    exact
        The points of one reading, from a Fraction and the arguments: a Fraction, an int or a Decimal. It decides.
    fast
        Points as float64 (units,) of readings float64 (units,) and the arguments, where the shape offers that; it is
        held against `exact` at every reading of the data and decides nothing.
    exactness
        ``"integer"`` where all points of a table fit one small denominator, ``"filtered"`` for any fractions,
        ``"irrational"`` for Decimals of 50 digits and more, which count as equal where they agree to 40.
    monotone
        ``"rising"``, ``"falling"`` or ``""`` where the shape promises neither; checked at the readings of the data.
    bounds
        The least and the greatest points for these arguments, None for an open end.

    >>> half = ShapeSpec(version="1", exact=lambda x, _: x / 2, monotone="rising")
    >>> half.points("demo/half", Fraction(3), {})
    Fraction(3, 2)
    """

    version: str = field(validator=validators.and_(validators.instance_of(str), validators.min_len(1)))
    exact: Callable[[Fraction, Arguments], Fraction | Decimal | int] = field(validator=validators.is_callable())
    fast: Callable[[Floats, Arguments], Floats] | None = field(
        default=None, validator=validators.optional(validators.is_callable())
    )
    exactness: str = field(default="filtered", validator=validators.in_(EXACTNESS))
    monotone: str = field(default="", validator=validators.in_(MONOTONE))
    bounds: Callable[[Arguments], Interval | None] | None = field(
        default=None, validator=validators.optional(validators.is_callable())
    )

    def points(self, name: str, reading: Fraction, arguments: Arguments, *, at: str = "") -> Real:
        """The exact points of one reading; `name` is the shape's full name and `at` the place, for messages.

        Raises
        ------
        PluginError
            If the function raises, returns no exact number of its class, or leaves its own bounds.
        """
        given = f"the reading {_short(reading)}{at}"
        try:
            result = self.exact(reading, MappingProxyType(dict(arguments)))
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a stranger raises
            _failed(name, f"{given}: {type(error).__name__}", error)
        points = self._number(name, given, result)
        low, high = self.interval(name, arguments)
        if (low is not None and compare(points, low) < 0) or (high is not None and compare(points, high) > 0):
            _refuse(name, f"{given}: {_short(points)} points", f"a value from {low} to {high}, its own bounds")
        return points

    def _number(self, name: str, given: str, result: object) -> Real:
        if isinstance(result, Decimal) and not result.is_finite():
            _refuse(name, f"{given}: `exact` returned {result}", "a finite number")
        if isinstance(result, Decimal) and self.exactness == "irrational":
            found = len(result.as_tuple().digits)
            if found < _LEAST_DIGITS:
                expected = f"at least {_LEAST_DIGITS} digits, or a Fraction where the points are exact"
                _refuse(name, f"{given}: `exact` returned a Decimal of {found} digits", expected)
            return Irrational(Fraction(result))
        if not isinstance(result, Fraction | Decimal | int) or isinstance(result, bool):
            _refuse(name, f"{given}: `exact` returned a {type(result).__name__}", "a Fraction, an int or a Decimal")
        return Fraction(result)

    def table(
        self,
        name: str,
        readings: Sequence[Fraction | int],
        arguments: Arguments,
        *,
        at: Callable[[int], str] = lambda _: "",
    ) -> list[Real]:
        """The points of distinct readings in ascending order, with everything checked that the shape promises.

        For the tests of a plugin as for every ranking: numbers of the declared class inside the bounds, the same for
        the same reading, rising or falling as declared, and `fast` beside `exact`. `at` names the place of a reading.

        Raises
        ------
        PluginError
            At the first promise that is broken.
        """
        given = [Fraction(reading) for reading in readings]
        points = [self.points(name, reading, arguments, at=at(place)) for place, reading in enumerate(given)]
        self._check_repeats(name, given, points, arguments, at)
        sign = {"rising": 1, "falling": -1, "": 0}[self.monotone]
        for place, (one, other) in enumerate(pairwise(points)):
            if compare(one, other) * sign > 0:
                said = f"the readings {_short(given[place])} and {_short(given[place + 1])}{at(place + 1)}"
                _refuse(name, f"{said}: {_short(one)} and {_short(other)} points", f"{self.monotone} points")
        if self.exactness == "integer" and not _is_common(points):
            _refuse(
                name, f"{len(points)} points have no common denominator", 'one below 2**62, or exactness "filtered"'
            )
        if self.fast is not None:
            self._check_fast(name, given, points, arguments, at)
        return points

    def _check_repeats(
        self,
        name: str,
        readings: Sequence[Fraction],
        points: Sequence[Real],
        arguments: Arguments,
        at: Callable[[int], str],
    ) -> None:
        for place in range(0, len(points), max(1, len(points) // _ASKED_TWICE)):
            again = self.points(name, readings[place], arguments, at=at(place))
            if again != points[place]:
                said = (
                    f"the reading {_short(readings[place])}{at(place)}: {_short(points[place])}, then {_short(again)}"
                )
                _refuse(name, said, "the same points for the same reading")

    def _check_fast(
        self,
        name: str,
        readings: Sequence[Fraction],
        points: Sequence[Real],
        arguments: Arguments,
        at: Callable[[int], str],
    ) -> None:
        estimates = self.estimates(name, np.array([double(it)[0] for it in readings]), arguments).tolist()
        for place, (near, it) in enumerate(zip(estimates, map(to_fraction, points), strict=True)):
            if abs(Fraction(near) - it) > Fraction(_FAST_ROOM) * (1 + abs(it)):
                said = f"the reading {_short(readings[place])}{at(place)}: `fast` gives {near}, `exact` {_short(it)}"
                _refuse(name, said, "the same function")

    def estimates(self, name: str, readings: Floats, arguments: Arguments) -> Floats:
        """The points (units,) of readings (units,) in double precision.

        Raises
        ------
        PluginError
            If the function raises, or does not return a finite float64 per finite reading.
        """
        if self.fast is None:
            _refuse(name, "there is no `fast`", "a shape that offers one")
        given = readings.view()
        given.flags.writeable = False  # a plugin that works in place would change the caller's column
        try:
            result = self.fast(given, MappingProxyType(dict(arguments)))
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a stranger raises
            _failed(name, f"{readings.size} readings: {type(error).__name__}", error)
        if not _is_floats(result, readings.shape):
            _refuse(name, "`fast` returned something else", f"an array of float64 of shape {readings.shape}")
        if not np.isfinite(result[np.isfinite(readings)]).all():
            _refuse(name, "`fast` made nan or inf of a finite reading", "finite points")
        return result

    def interval(self, name: str, arguments: Arguments) -> Interval:
        """The least and the greatest points for these arguments, None for an open end.

        Raises
        ------
        PluginError
            If the function raises or returns no two ends in order.
        """
        if self.bounds is None:
            return None, None
        try:
            ends = self.bounds(MappingProxyType(dict(arguments)))
            low, high = (None, None) if ends is None else (_end(end) for end in ends)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a stranger raises
            _failed(name, f"its bounds: {type(error).__name__}", error)
        if low is not None and high is not None and low > high:
            _refuse(name, f"its bounds are {low} and {high}", "the lower end first")
        return low, high


def _is_common(points: Sequence[Real]) -> bool:
    """Whether all are fractions over one denominator that fits int64, numerators too."""
    if not all(isinstance(it, Fraction) for it in points):
        return False
    common = lcm(*(to_fraction(it).denominator for it in points))
    return common < LIMIT and all(abs(to_fraction(it)) * common < LIMIT for it in points)


def _short(number: Real) -> str:
    """A number in a message: a fraction of few digits as it is, else about what it is."""
    value = to_fraction(number)
    text = str(value)
    return text if len(text) <= 30 else f"about {value.numerator / value.denominator:.12g}"


def _is_floats(value: object, shape: tuple[int, ...]) -> bool:
    return isinstance(value, np.ndarray) and value.dtype == np.float64 and value.shape == shape


def _end(value: Fraction | Decimal | int | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def _failed(name: str, doing: str, error: BaseException) -> NoReturn:
    said = f"the shape {name} failed on {doing}"
    raise PluginError((_problem("shape-failed", name, said, cause=error),)) from error


def _refuse(name: str, message: str, expected: str) -> NoReturn:
    said = f"the shape {name}, {message}"
    raise PluginError((_problem("shape-output", name, said, expected=expected),))


def _problem(code: str, name: str, message: str, *, expected: str = "", cause: BaseException | None = None) -> Problem:
    where = PluginSource(name=name.partition("/")[0])
    hint = "the mistake is in the plugin; tell its author"
    return Problem(code=code, where=where, message=message, expected=expected, hint=hint, cause=cause)
