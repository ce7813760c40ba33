"""Flat: what the nodes are worth in several scenarios at once, one scenario's units after another's.

A flat array is (scenarios * units,); the units of the first scenario come first.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ictindex.scoring.exact import Real
from ictindex.scoring.quantity import BoolArray, Filtered, Quantity, Whole, as_filtered, spread, whole_over

__all__ = ["FlatNode", "end_to_end", "joined", "repeated", "taken"]


class FlatNode(NamedTuple):
    """One node of all units of some scenarios, flat throughout.

    `value` is what decides, `printed` what is printed; both hold any finite number where `applies` does not hold.
    `maximum` is the unit's own, where `bounded` and `applies` hold. `undecided` counts the units that the error bound
    left to exact arithmetic.
    """

    value: Quantity
    printed: Quantity
    applies: BoolArray
    maximum: Quantity
    bounded: BoolArray
    undecided: int = 0


def repeated(value: Quantity, scenarios: int, units: int) -> Quantity:
    """The same values in every scenario."""
    if isinstance(value, Whole):
        return Whole(np.tile(spread(value.numerators, units), scenarios), value.denominator, value.largest)
    return joined([value] * scenarios, [units] * scenarios)


def joined(values: Sequence[Quantity], units: Sequence[int]) -> Quantity:
    """Values one after another, each of so many units."""
    over = whole_over(values)
    if over is not None:
        numerators, common, largest = over
        parts = [spread(it, count) for it, count in zip(numerators, units, strict=True)]
        return Whole(np.concatenate(parts), common, largest)
    filtered = [as_filtered(it) for it in values]
    starts = np.cumsum([0, *units])

    def exact_at(place: int) -> Real:
        part = int(np.searchsorted(starts, place, side="right")) - 1
        return filtered[part].exact(place - int(starts[part]))

    pairs = list(zip(filtered, units, strict=True))
    return Filtered(
        np.concatenate([spread(it.approx, count) for it, count in pairs]),
        np.concatenate([np.broadcast_to(np.asarray(it.error, dtype=np.float64), count) for it, count in pairs]),
        exact_at,
        irrational=any(it.irrational for it in filtered),
    )


def taken(value: Quantity, places: NDArray[np.intp]) -> Quantity:
    """The values at these places."""
    if isinstance(value, Whole):
        return Whole(value.numerators[places], value.denominator, value.largest)
    error = np.asarray(value.error)
    return Filtered(
        value.approx[places],
        error[places] if error.ndim else value.error,
        lambda place: value.exact(int(places[place])),
        irrational=value.irrational,
    )


def end_to_end(results: Sequence[FlatNode], units: int) -> FlatNode:
    """One node's results of several scenarios, each (units,), as one that is flat."""
    each = [units] * len(results)
    return FlatNode(
        value=joined([it.value for it in results], each),
        printed=joined([it.printed for it in results], each),
        applies=np.concatenate([spread(it.applies, units) for it in results]),
        maximum=joined([it.maximum for it in results], each),
        bounded=np.concatenate([spread(it.bounded, units) for it in results]),
        undecided=sum(it.undecided for it in results),
    )
