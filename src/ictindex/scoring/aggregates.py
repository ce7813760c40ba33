"""Aggregates of quantities over the children that apply: a table of functions, one line of mathematics each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

import numpy as np

from ictindex.model.arrays import everywhere
from ictindex.scoring.arithmetic import choose, divide, extreme, keep, linear
from ictindex.scoring.deciding import is_zero
from ictindex.scoring.irrational import geometric_mean, power_mean
from ictindex.scoring.quantity import ONE, BoolArray, Quantity, constant

__all__ = ["Term", "aggregate", "counts"]

_ONE = constant(ONE)


class Term(NamedTuple):
    """A child's values, its weight, and the units it applies to (units,); `full` where that is all of them."""

    value: Quantity
    weight: Fraction
    mask: BoolArray
    full: bool = False


def _masked(term: Term) -> Quantity:
    return term.value if term.full or everywhere(term.mask) else keep(term.mask, term.value)


def _sum(terms: Sequence[Term], power: int) -> Quantity:
    del power
    return linear([(ONE, _masked(term)) for term in terms])


def _mean(terms: Sequence[Term], power: int) -> Quantity:
    """``sum(w x) / sum(w)``; the weights of children that do not apply leave, which renormalises the others."""
    del power
    if all(term.full or everywhere(term.mask) for term in terms):
        total = sum((term.weight for term in terms), Fraction(0))
        return linear([(term.weight / total, term.value) for term in terms])
    top = linear([(term.weight, _masked(term)) for term in terms])
    weights = linear([(term.weight, keep(term.mask, _ONE)) for term in terms])
    # Weights that count are above 0, so their sum is where one of them applies.
    return divide(top, choose(_any_mask(terms), weights, _ONE))


def _harmonic(terms: Sequence[Term], power: int) -> Quantity:
    """``sum(w) / sum(w / x)``; 0 where a value is 0."""
    del power
    zero = np.zeros(len(terms[0].mask), dtype=np.bool_)
    inverted = []
    for term in terms:
        at_zero = is_zero(term.value, term.mask)
        zero = zero | at_zero
        safe = choose(term.mask & ~at_zero, term.value, _ONE)
        inverted.append(Term(divide(_ONE, safe), term.weight, term.mask))
    mean = _mean(inverted, 1)
    return keep(~zero, divide(_ONE, choose(_any_mask(terms), mean, _ONE)))


def _geometric(terms: Sequence[Term], power: int) -> Quantity:
    del power
    return geometric_mean(
        [term.value for term in terms], [term.mask for term in terms], [term.weight for term in terms]
    )


def _power(terms: Sequence[Term], power: int) -> Quantity:
    values, masks, weights = zip(*((term.value, term.mask, term.weight) for term in terms), strict=True)
    return power_mean(values, masks, weights, power)


def _least(terms: Sequence[Term], power: int) -> Quantity:
    del power
    return extreme([term.value for term in terms], [term.mask for term in terms], greatest=False)


def _best(terms: Sequence[Term], power: int) -> Quantity:
    del power
    return extreme([term.value for term in terms], [term.mask for term in terms], greatest=True)


def _any_mask(terms: Sequence[Term]) -> BoolArray:
    for term in terms:
        if term.full:
            return term.mask
    held = terms[0].mask
    for term in terms[1:]:
        if term.mask is not held:
            held = held | term.mask
    return held


_WEIGHTED = ("mean", "geometric", "harmonic", "power")
_AGGREGATES: Mapping[str, Callable[[Sequence[Term], int], Quantity]] = MappingProxyType(
    {
        "sum": _sum,
        "mean": _mean,
        "geometric": _geometric,
        "harmonic": _harmonic,
        "power": _power,
        "least": _least,
        "best": _best,
    }
)


def counts(name: str, terms: Sequence[Term]) -> Sequence[Term]:
    """The children that count: a weight of 0 neither counts nor keeps its parent applicable."""
    return [term for term in terms if term.weight] if name in _WEIGHTED else terms


def aggregate(name: str, terms: Sequence[Term], power: int) -> tuple[Quantity, BoolArray]:
    """The aggregate of the children that apply, and the units that have one at all; at least one term counts."""
    counted = counts(name, terms)
    return _AGGREGATES[name](counted, power), _any_mask(counted)
