"""Arithmetic of quantities: sums, quotients, one affine map per class of units, the least and the greatest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache, partial
from math import gcd, lcm
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ictindex.scoring import exact
from ictindex.scoring.exact import Real
from ictindex.scoring.quantity import (
    FEW,
    LIMIT,
    ONE,
    SLACK,
    TINY,
    BoolArray,
    Filtered,
    Quantity,
    U,
    Whole,
    as_filtered,
    constant,
    double,
    double_ratio,
    from_integers,
    whole_over,
)

__all__ = ["affine", "choose", "divide", "extreme", "keep", "linear", "lookup", "negate"]

# Equal units have equal sums; to sixty digits each costs far more than to look it up.
_KEPT = 1024
# A divisor below this could lift what is lost under the least normal double above `TINY`.
_NARROW = 2.0**-400


def linear(terms: Sequence[tuple[Fraction, Quantity]]) -> Quantity:
    """The sum of ``weight * value``.

    As integers where they fit. Else what is whole is added up as integers first and the rest as doubles: with k terms,
    each product carries the error of its value and 3u more (weight, value, product), and k - 1 additions add u each,
    hence ``sum |w| e + (k + 7) u sum |w| |x|``. Of a term whose size is bounded for all units, the bound stands for x.
    """
    wholes = [(weight, value) for weight, value in terms if isinstance(value, Whole)]
    together = _add_whole(wholes) if wholes else None
    if together is not None:
        if len(wholes) == len(terms):
            return together
        rest = [(weight, value) for weight, value in terms if not isinstance(value, Whole)]
        mixed: Sequence[tuple[Fraction, Quantity]] = [(ONE, together), *rest]
    else:
        mixed = terms
    approx: Any = None
    size: Any = 0.0
    error: Any = TINY
    irrational, bounded = False, True
    for place, (weight, value) in enumerate(mixed):
        part = as_filtered(value)
        irrational |= part.irrational
        bounded &= part.size is not None
        scaled, lost, most = part.approx, part.error, part.size
        if weight is not ONE:
            factor, far = double(weight)
            scaled, lost = factor * scaled, _scaled_error(abs(factor), lost) + far
            most = None if most is None else abs(factor) * most
        approx = scaled if approx is None else _plus(approx, scaled, own=place > 1)
        size = size + (np.abs(scaled) if most is None else most)
        error = error + lost
    error = SLACK * (error + (len(terms) + 7) * U * size)
    flat = _flattened(mixed)
    add_up = lru_cache(_KEPT)(_add_up) if irrational else _add_up
    exact_at = partial(_sum_at, flat, add_up)
    most = SLACK * size if bounded else None
    return Filtered(np.asarray(approx), error, exact_at, irrational=irrational, terms=flat, size=most)


def _plus(total: Any, more: Any, *, own: bool) -> Any:
    """The sum, in the memory of the total where that is of no use to others: fresh memory costs more than adding."""
    if not own or total.ndim < more.ndim or not total.ndim:
        return total + more
    total += more
    return total


def _scaled_error(factor: Any, error: Any) -> Any:
    """The bound times a factor; 0 times an infinite bound is NaN, which decides nothing and so is right."""
    with np.errstate(invalid="ignore"):
        return factor * error


def _add_whole(terms: Sequence[tuple[Fraction, Whole]]) -> Whole | None:
    scales = [(1, value.denominator) if weight is ONE else _over(weight, value.denominator) for weight, value in terms]
    common = lcm(*[bottom for _, bottom in scales])
    total: Any = None
    bound = 0
    for place, ((top, bottom), (_, value)) in enumerate(zip(scales, terms, strict=True)):
        factor = top * (common // bottom)
        # At least 1: a factor must fit int64 even where every value is 0.
        bound += abs(factor) * (value.largest or 1)
        if bound >= LIMIT or common >= LIMIT:
            return None
        scaled = value.numerators if factor == 1 else value.numerators * factor
        total = scaled if total is None else _plus(total, scaled, own=place > 1)
    return Whole(np.asarray(total), common, bound)


def _flattened(terms: Sequence[tuple[Fraction, Quantity]]) -> tuple[tuple[Fraction, Quantity], ...]:
    """The terms with those of inner sums in their place."""
    flat: list[tuple[Fraction, Quantity]] = []
    for weight, value in terms:
        inner = value.terms if isinstance(value, Filtered) else ()
        if not inner:
            flat.append((weight, value))
        else:
            flat += inner if weight is ONE else [(weight * share, part) for share, part in inner]
    return tuple(flat)


def _sum_at(
    terms: Sequence[tuple[Fraction, Quantity]],
    add_up: Callable[[tuple[Real, ...], tuple[Fraction, ...]], Real],
    unit: int,
) -> Real:
    """The exact sum of one unit: what is rational is added per denominator before any fraction is made."""
    sums: dict[int, int] = {}
    others: list[Real] = []
    weights: list[Fraction] = []
    for weight, value in terms:
        if isinstance(value, Whole):
            top = int(value.numerators[unit] if value.numerators.ndim else value.numerators[()])
            bottom = value.denominator
        else:
            found = value.exact_at(unit)
            if not isinstance(found, Fraction):
                others.append(found)
                weights.append(weight)
                continue
            top, bottom = found.as_integer_ratio()
        key = bottom * weight.denominator
        sums[key] = sums.get(key, 0) + weight.numerator * top
    common = lcm(*sums)
    rational = Fraction(sum([number * (common // key) for key, number in sums.items()]), common)
    if not others:
        return rational
    if not rational and weights == [ONE] and not isinstance(others[0], exact.Root):
        return others[0]
    return add_up((rational, *others), (ONE, *weights))


def _add_up(values: tuple[Real, ...], weights: tuple[Fraction, ...]) -> Real:
    return exact.add_up(values, weights)


def _over(number: Fraction, divisor: int) -> tuple[int, int]:
    """``number / divisor`` in lowest terms, without the cost of a new Fraction."""
    shared = gcd(number.numerator, divisor)
    return number.numerator // shared, number.denominator * (divisor // shared)


def negate(value: Quantity) -> Quantity:
    """``-value``."""
    return linear([(Fraction(-1), value)])


def divide(top: Quantity, bottom: Quantity, scale: Fraction = ONE) -> Quantity:
    """``scale * top / bottom``; the caller has put another number where the bottom is 0.

    Integers over the least common multiple of the distinct divisors where that is small. Else doubles: a / b is off
    by at most ``(e_a + |a / b| e_b) / (|b| - e_b)``, as the true divisor is no smaller than ``|b| - e_b``, and by u for
    the quotient; 8u covers it. A divisor that may be next to nothing leaves every decision to the exact path.
    """
    if isinstance(top, Whole) and isinstance(bottom, Whole):
        return _divide_whole(top, bottom, scale) or _divide_doubles(top, bottom, scale)
    a, b = as_filtered(top if scale is ONE else affine(top, None, [(scale, Fraction(0))])), as_filtered(bottom)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        room = np.abs(b.approx) - b.error
        clear = room > _NARROW
        approx = np.where(clear, a.approx / b.approx, 0.0)
        loss = (a.error + np.abs(approx) * b.error) / room + 8 * U * np.abs(approx)
        error = np.where(clear, SLACK * loss + TINY, np.inf)
    return Filtered(
        np.asarray(approx),
        error,
        lambda unit: exact.product(a.exact(unit), exact.inverse(b.exact(unit))),
        irrational=a.irrational or b.irrational,
    )


def _divide_whole(top: Whole, bottom: Whole, scale: Fraction) -> Whole | None:
    common = bottom.multiple
    # At least 1: the multipliers must fit int64 even where every value is 0.
    if not common or common * (top.largest or 1) * bottom.denominator * (abs(scale.numerator) or 1) >= LIMIT:
        return None
    # s * (top / D_top) / (b / D_bottom) = top * (common / b) * s * D_bottom / (D_top * common)
    factor = Fraction(scale.numerator * bottom.denominator, scale.denominator * top.denominator * common)
    if factor.denominator >= LIMIT:
        return None
    multipliers = common // bottom.numerators
    return from_integers(np.asarray(top.numerators * multipliers * factor.numerator), factor.denominator)


def _divide_doubles(top: Whole, bottom: Whole, scale: Fraction) -> Filtered:
    """Both numerators, their quotient, the one factor for all units and the product are rounded: 5u, so 8u."""
    approx = np.asarray(top.numerators / bottom.numerators)
    over, under = scale.numerator * bottom.denominator, scale.denominator * top.denominator
    factor, far = 1.0, 0.0
    if over != under:
        factor, far = double_ratio(over, under)
        approx = approx * factor

    def exact_at(unit: int) -> Fraction:
        n, d = (int(it.numerators[unit] if it.numerators.ndim else it.numerators[()]) for it in (top, bottom))
        return Fraction(n * over, d * under)

    if approx.size > FEW or bottom.least <= 0:
        return Filtered(approx, (SLACK * 8 * U) * np.abs(approx) + far, exact_at)
    size = SLACK * abs(factor) * (top.largest / bottom.least)
    return Filtered(approx, (SLACK * 8 * U) * size + far, exact_at, size=size)


def affine(value: Quantity, classes: NDArray[Any] | None, maps: Sequence[tuple[Real, Real]]) -> Quantity:
    """``scale * value + offset``, with one (scale, offset) per class and the class of each unit in `classes`.

    One kernel for scaling, tables (scale 0), piecewise linear curves and everything measured against a cohort.
    Doubles: scale and product cost 2u of ``|s x|``, the offset u of ``|t|``, and the sum u of both, hence
    ``|s| e + 4u (|s x| + |t|)``; the digits of an irrational map, 60, are not seen beside that.
    """
    rational = [
        (scale, offset) for scale, offset in maps if isinstance(scale, Fraction) and isinstance(offset, Fraction)
    ]
    if isinstance(value, Whole) and len(rational) == len(maps):
        done = _affine_whole(value, classes, rational)
        if done is not None:
            return done
    part = as_filtered(value)
    doubles = [[double(exact.to_fraction(it[end])) for it in maps] for end in (0, 1)]
    scales, offsets = ([near for near, _ in ends] for ends in doubles)
    far = max(room for ends in doubles for _, room in ends)
    scale: Any = scales[0] if classes is None else np.array(scales)[classes]
    offset: Any = offsets[0] if classes is None else np.array(offsets)[classes]
    moved = scale * part.approx
    rounding = 4 * U * (np.abs(moved) + (np.abs(offset) + TINY))
    error = SLACK * (_scaled_error(np.abs(scale), part.error) + rounding) + far

    def exact_at(unit: int) -> Real:
        own = maps[0 if classes is None else int(classes[unit] if classes.ndim else classes[()])]
        return exact.times(part.exact(unit), *own)

    return Filtered(
        np.asarray(moved + offset), error, exact_at, irrational=part.irrational or len(rational) < len(maps)
    )


def _affine_whole(
    value: Whole, classes: NDArray[Any] | None, maps: Sequence[tuple[Fraction, Fraction]]
) -> Whole | None:
    scales = [_over(scale, value.denominator) for scale, _ in maps]
    common = lcm(*(bottom for _, bottom in scales), *(offset.denominator for _, offset in maps))
    factors = [top * (common // bottom) for top, bottom in scales]
    shifts = [offset.numerator * (common // offset.denominator) for _, offset in maps]
    bound = max(abs(factor) * max(value.largest, 1) + abs(shift) for factor, shift in zip(factors, shifts, strict=True))
    if bound >= LIMIT or common >= LIMIT:
        return None
    if classes is None:
        return Whole(value.numerators * factors[0] + shifts[0], common, bound)
    moved = np.array(shifts, dtype=np.int64)[classes]
    if any(factors):
        moved = moved + np.array(factors, dtype=np.int64)[classes] * value.numerators
    return Whole(np.asarray(moved), common, bound)


_NOTHING = constant(Fraction(0))


def lookup(classes: NDArray[Any] | None, values: Sequence[Fraction]) -> Quantity:
    """The value of each unit's class; without classes, the first for all units."""
    if classes is None:
        return constant(values[0])
    return affine(_NOTHING, classes, [(Fraction(0), value) for value in values])


def keep(mask: BoolArray, value: Quantity) -> Quantity:
    """The value where the mask holds, else 0."""
    if isinstance(value, Whole):
        return Whole(np.where(mask, value.numerators, 0), value.denominator, value.largest)

    def exact_at(unit: int) -> Real:
        return value.exact(unit) if (mask[unit] if mask.ndim else mask[()]) else Fraction(0)

    approx = np.where(mask, value.approx, 0.0)
    error = np.where(mask, value.error, 0.0) if value.size is None else value.error
    return Filtered(approx, error, exact_at, irrational=value.irrational, size=value.size)


def choose(mask: BoolArray, one: Quantity, other: Quantity) -> Quantity:
    """`one` where the mask holds, else `other`."""
    pair = whole_over([one, other])
    if pair is not None:
        (first, second), common, largest = pair
        return Whole(np.where(mask, first, second), common, largest)
    a, b = as_filtered(one), as_filtered(other)

    def exact_at(unit: int) -> Real:
        return (a if (mask[unit] if mask.ndim else mask[()]) else b).exact(unit)

    approx, irrational = np.where(mask, a.approx, b.approx), a.irrational or b.irrational
    if a.size is None or b.size is None:
        return Filtered(approx, np.where(mask, a.error, b.error), exact_at, irrational=irrational)
    # A bound of NaN decides nothing, and must not be lost in a comparison.
    error = float(np.maximum(a.error, b.error))
    return Filtered(approx, error, exact_at, irrational=irrational, size=max(a.size, b.size))


def extreme(values: Sequence[Quantity], masks: Sequence[BoolArray], *, greatest: bool) -> Quantity:
    """The greatest (or least) of the values whose mask holds for the unit; any finite value where none does."""
    pick: Callable[..., NDArray[Any]] = np.maximum if greatest else np.minimum
    over = whole_over(values)
    if over is not None:
        numerators, common, largest = over
        worst = np.int64(-largest if greatest else largest)
        best = np.where(masks[0], numerators[0], worst)
        for mask, numerator in zip(masks[1:], numerators[1:], strict=True):
            best = pick(best, np.where(mask, numerator, worst))
        return Whole(np.asarray(best), common, largest)
    parts = [as_filtered(value) for value in values]
    limit = -np.inf if greatest else np.inf
    approx: Any = np.asarray(limit)
    error: Any = 0.0
    for mask, part in zip(masks, parts, strict=True):
        approx = pick(approx, np.where(mask, part.approx, limit))
        error = np.maximum(error, np.where(mask, part.error, 0.0))

    def exact_at(unit: int) -> Real:
        live = [
            part.exact(unit) for part, mask in zip(parts, masks, strict=True) if (mask[unit] if mask.ndim else mask[()])
        ]
        found = live[0]
        for other in live[1:]:
            if exact.compare(other, found) == (1 if greatest else -1):
                found = other
        return found

    approx = np.where(np.isfinite(approx), approx, 0.0)
    return Filtered(approx, error, exact_at, irrational=any(part.irrational for part in parts))
