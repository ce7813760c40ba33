"""A shape that a plugin adds: two functions, what it promises of them, their output checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import NoReturn, TypeAlias

import numpy as np
from attrs import field, frozen, validators
from numpy.typing import NDArray

from ictindex.model.problems import PluginError, PluginSource, Problem

__all__ = ["MONOTONE", "Arguments", "Floats", "Interval", "ShapeSpec"]

Arguments: TypeAlias = Mapping[str, Decimal]
Floats: TypeAlias = NDArray[np.float64]
Interval: TypeAlias = "tuple[Fraction | None, Fraction | None]"

MONOTONE = ("rising", "falling", "")


@frozen(kw_only=True)
class ShapeSpec:
    """How a reading becomes points, by a plugin.

    Parameters
    ----------
    version
        Declared by the author and part of the law digest: a changed function is a changed version.
    fast
        Points as float64 (units,) of readings float64 (units,) and the arguments; used to decide quickly.
    exact
        The points of one reading, as a Fraction; it is the judge wherever `fast` is too near to call.
    monotone
        ``"rising"``, ``"falling"`` or ``""`` where the shape promises neither; a law of the kit tests it.
    bounds
        The least and the greatest points for these arguments, None for an open end.

    >>> half = ShapeSpec(version="1", fast=lambda x, _: x / 2, exact=lambda x, _: x / 2, monotone="rising")
    >>> half.points("demo/half", Fraction(3), {})
    Fraction(3, 2)
    """

    version: str = field(validator=validators.and_(validators.instance_of(str), validators.min_len(1)))
    fast: Callable[[Floats, Arguments], Floats] = field(validator=validators.is_callable())
    exact: Callable[[Fraction, Arguments], Fraction] = field(validator=validators.is_callable())
    monotone: str = field(default="", validator=validators.in_(MONOTONE))
    bounds: Callable[[Arguments], Interval | None] | None = field(
        default=None, validator=validators.optional(validators.is_callable())
    )

    def points(self, name: str, reading: Fraction, arguments: Arguments) -> Fraction:
        """The exact points of one reading; `name` is the shape's full name, for messages.

        Raises
        ------
        PluginError
            If the function raises, returns no Fraction or int, or leaves its own bounds.
        """
        given = f"the reading {reading}"
        try:
            result = self.exact(reading, MappingProxyType(dict(arguments)))
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever a stranger raises
            _failed(name, f"{given}: {type(error).__name__}", error)
        if not _is_exact(result):
            _refuse(name, f"{given}: `exact` returned a {type(result).__name__}", "a Fraction")
        low, high = self.interval(name, arguments)
        if (low is not None and result < low) or (high is not None and result > high):
            _refuse(name, f"{given}: {result} points", f"a value from {low} to {high}, its own bounds")
        return Fraction(result)

    def estimates(self, name: str, readings: Floats, arguments: Arguments) -> Floats:
        """The points (units,) of readings (units,) in double precision.

        Raises
        ------
        PluginError
            If the function raises, or does not return a finite float64 per finite reading.
        """
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


def _is_exact(value: object) -> bool:
    return isinstance(value, Fraction | int) and not isinstance(value, bool)


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
