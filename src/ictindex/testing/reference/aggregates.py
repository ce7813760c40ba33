"""Aggregates of a group's applicable children, each by the formula of its name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import localcontext
from fractions import Fraction
from math import lcm
from typing import TypeAlias

from ictindex.testing.reference.numbers import (
    Number,
    Root,
    add,
    compare,
    divide,
    greatest,
    least,
    root_of,
    times,
    to_the,
    working,
)

__all__ = ["MEANS", "aggregate", "is_negative_under"]

Weighted: TypeAlias = Sequence[tuple[Number, Fraction]]

# The aggregates that weights count in.
MEANS = frozenset({"mean", "geometric", "harmonic", "power"})


def aggregate(name: str, children: Weighted, power: int | None) -> Number:
    """Aggregate (value, weight) pairs; in a mean those of weight 0 have no say.

    Raises
    ------
    ValueError
        For a negative value under a geometric, harmonic or power mean.
    """
    if name not in MEANS:
        return _PLAIN[name]([value for value, _ in children])
    counted = [(value, weight) for value, weight in children if weight > 0]
    if is_negative_under(name, counted):
        msg = f"a {name} mean of a negative value"
        raise ValueError(msg)
    if name != "mean":
        # A difference that should be 0 and is 10 ** -60 is 0, not something to be inverted.
        counted = [(value if compare(value, Fraction(0)) else Fraction(0), weight) for value, weight in counted]
    if name == "power":
        assert power is not None
        return _power(counted, power)
    return _WEIGHTED[name](counted)


def is_negative_under(name: str, children: Weighted) -> bool:
    """Whether a value below 0 stands under a mean that has no answer to it."""
    return name in MEANS - {"mean"} and any(
        weight > 0 and compare(value, Fraction(0)) < 0 for value, weight in children
    )


def _mean(children: Weighted) -> Number:
    return divide(add(times(value, weight) for value, weight in children), _total_weight(children))


def _geometric(children: Weighted) -> Number:
    """The root of the product of powers, with the weights brought to whole numbers."""
    if any(compare(value, Fraction(0)) == 0 for value, _ in children):
        return Fraction(0)
    scale = lcm(*(weight.denominator for _, weight in children))
    exponents = [int(weight * scale) for _, weight in children]
    product: Number = Fraction(1)
    for (value, _), exponent in zip(children, exponents, strict=True):
        product = times(product, to_the(value, exponent))
    return _root(product, sum(exponents))


def _harmonic(children: Weighted) -> Number:
    if any(compare(value, Fraction(0)) == 0 for value, _ in children):
        return Fraction(0)
    return divide(_total_weight(children), add(divide(weight, value) for value, weight in children))


def _power(children: Weighted, power: int) -> Number:
    if power < 0 and any(compare(value, Fraction(0)) == 0 for value, _ in children):
        return Fraction(0)
    mean = _mean([(to_the(value, power), weight) for value, weight in children])
    return _root(mean, power) if power > 0 else _root(divide(Fraction(1), mean), -power)


def _root(number: Number, degree: int) -> Number:
    """The degree-th root of any number of 0 or more."""
    if isinstance(number, Fraction):
        return root_of(number, degree)
    if isinstance(number, Root):
        return root_of(number.radicand, number.degree * degree)
    if number == 0:
        return Fraction(0)
    # A product of many powers may be tiny and is not 0 for that: its root need not be.
    with localcontext(working()):
        return (number.ln() / degree).exp()


def _total_weight(children: Weighted) -> Fraction:
    return sum((weight for _, weight in children), Fraction(0))


_PLAIN: dict[str, Callable[[Sequence[Number]], Number]] = {"sum": add, "least": least, "best": greatest}
_WEIGHTED: dict[str, Callable[[Weighted], Number]] = {
    "mean": _mean,
    "geometric": _geometric,
    "harmonic": _harmonic,
}
