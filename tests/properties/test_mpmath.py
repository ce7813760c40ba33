"""Logarithms, roots and powers printed by the engine are mpmath's numbers at 60 digits, rounded.

mpmath shares no code with `decimal`, which the engine and the reference both stand on. A number of mpmath that lies
within 40 digits of a half is on it by the declared rule, unless the engine knows the number as a root: roots are
decided by powers, so mpmath is asked for 400 digits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import event, given
from hypothesis import strategies as st
from mpmath import mp, mpf, workdps

from ictindex import Against, Curve, Dataset, Group, Indicator, Rubric, Scores, score
from ictindex.scoring.exact import Root

UNITS = 5
HALVES: dict[str, Callable[[int], int]] = {
    "up": lambda doubled: (doubled + 1) // 2,
    "away": lambda doubled: (doubled + 1) // 2 if doubled > 0 else (doubled - 1) // 2,
    "even": lambda doubled: (doubled + 1) // 4 * 2,
}
Columns = list[list[Decimal]]


def number(value: Decimal | Fraction) -> Any:
    """The decimal or fraction in mpmath, to the working digits."""
    exact = Fraction(value)
    return mpf(exact.numerator) / mpf(exact.denominator)


def rounded(value: Any, decimals: int, half: str, again: Callable[[], Any] | None) -> int:
    """Ticks of a number of mpmath; `again` gives it at 400 digits where only those may call it a half."""
    scaled = value * mpf(10) ** decimals
    near = int(mp.nint(2 * scaled))
    if near % 2 and abs(2 * scaled - near) <= mpf(10) ** -40 * max(abs(2 * scaled), 1):
        event("on a half")
        if again is None:
            return HALVES[half](near)
        with workdps(400):
            apart = 2 * again() * mpf(10) ** decimals - near
            assert apart != 0, "a root is on no half"
            return (near + 1) // 2 if apart > 0 else (near - 1) // 2
    return int(mp.floor(scaled + mpf(1) / 2))


def compare(scores: Scores, columns: Columns, formula: Callable[[Sequence[Any]], Sequence[Any]]) -> None:
    """Every unit's ticks of the total are those of the formula of its column numbers."""
    total = scores.rubric.total
    assert total.decimals is not None
    assert not scores.remarks or "inexact" not in scores.remarks[0]

    def values() -> Sequence[Any]:
        return formula([[number(cell) for cell in column] for column in columns])

    with workdps(60):
        wanted = values()
        exact = [scores._result("total").value.exact(unit) for unit in range(UNITS)]
        for unit, ticks in enumerate(scores.ticks("total").tolist()):
            again = (lambda row=unit: values()[row]) if isinstance(exact[unit], Root) else None
            assert ticks == rounded(wanted[unit], total.decimals, total.half, again)


@st.composite
def decimals_of(draw: st.DrawFn) -> Decimal:
    """Above 0, up to twelve significant digits, from 1e-11 to 1e6: a column of them has room in 18 digits."""
    digits = draw(st.one_of(st.integers(1, 10**12 - 1), st.integers(1, 100)))
    return Decimal(digits).scaleb(draw(st.integers(-11, -6)))


def scored(columns: Columns, group: dict[str, Any], nodes: Sequence[Indicator]) -> Scores:
    """The units under a rubric of these nodes."""
    rubric = Rubric(id="demo/mp@2026", total=Group(**group), nodes=nodes)
    names = [f"u{row}" for row in range(UNITS)]
    return score(Dataset.from_columns(units=names, columns=dict(zip("abcd", columns, strict=False))), rubric)


roundings = st.fixed_dictionaries({"decimals": st.integers(0, 6), "half": st.sampled_from(list(HALVES))})
weights = st.sampled_from(["1", "2", "3", "0.5", "0.25", "0.4", "1.7", "12"])


@st.composite
def half_ticks(draw: st.DrawFn, decimals: int) -> Decimal:
    """A number on a half of the last printed digit."""
    return Decimal(2 * draw(st.integers(0, 5000)) + 1).scaleb(-decimals) / 2


def columns_from(draw: st.DrawFn, units: Sequence[Sequence[Decimal]], width: int) -> Columns:
    """Some units as they are given, the others drawn."""
    rows = [[*unit] for unit in units]
    rows += [[draw(decimals_of()) for _ in range(width)] for _ in range(UNITS - len(rows))]
    return [list(column) for column in zip(*rows, strict=True)]


@pytest.mark.parametrize("base", ["log10", "ln"])
@given(data=st.data(), group=roundings)
def test_logarithms(base, data, group) -> None:
    """Also of the decimals of twelve digits whose logarithm is nearest to a half, and of powers of ten."""
    half = data.draw(half_ticks(group["decimals"])) / (1 if group["decimals"] > 2 else 1000)
    power = mp.power(10, number(half)) if base == "log10" else mp.exp(number(half))
    beside = Decimal(mp.nstr(power, 12)) if half < 4 else Decimal(3)
    whole = Decimal(10) ** data.draw(st.integers(-6, 6))
    columns = columns_from(data.draw, [[beside], [whole], [Decimal(1)]], 1)
    function = mp.log10 if base == "log10" else mp.log
    compare(
        scored(columns, group, [Indicator(id="x", read=f"{base} a")]),
        columns,
        lambda table: [function(cell) for cell in table[0]],
    )


def power_mean(row: Sequence[Any], shares: Sequence[Any], power: int) -> Any:
    """By its formula."""
    total = mp.fsum(share * cell**power for cell, share in zip(row, shares, strict=True))
    return (total / mp.fsum(shares)) ** (mpf(1) / power)


def geometric_mean(row: Sequence[Any], shares: Sequence[Any], power: int) -> Any:
    """By its formula."""
    del power
    return mp.exp(mp.fsum(share * mp.log(cell) for cell, share in zip(row, shares, strict=True)) / mp.fsum(shares))


# Aggregate, power, formula, and two numbers whose mean with equal weights is 1, to be sized to a half.
MEANS = [
    ("geometric", None, geometric_mean, ("0.4", "2.5")),
    ("harmonic", None, lambda row, shares, _: power_mean(row, shares, -1), ("0.75", "1.5")),
    ("power", 2, power_mean, ("0.2", "1.4")),
    ("power", 3, power_mean, ("1", "1")),
    ("power", 7, power_mean, ("1", "1")),
    ("power", -1, power_mean, ("0.75", "1.5")),
    ("power", -2, power_mean, ("1", "1")),
    ("power", -5, power_mean, ("1", "1")),
]


@pytest.mark.parametrize(("aggregate", "power", "formula", "pair"), MEANS)
@given(data=st.data(), group=roundings)
def test_means(aggregate, power, formula, pair, data, group) -> None:
    """Of two and of three numbers with weights; pairs whose mean is exactly a half stand among the units."""
    half = data.draw(half_ticks(group["decimals"]))
    width = data.draw(st.sampled_from([2, 2, 3]))
    alike = data.draw(st.booleans())
    shares = ["1"] * width if alike else [data.draw(weights) for _ in range(width)]
    on_half = [[Decimal(part) * half for part in pair]] if width == 2 and alike else [[half] * width]
    columns = columns_from(data.draw, on_half, width)
    nodes = [Indicator(id=name, weight=share) for name, share in zip("abc", shares, strict=False)]
    fields = {"aggregate": aggregate, **({"power": power} if power else {}), **group}

    def means(table: Sequence[Sequence[Any]]) -> list[Any]:
        factors = [number(Decimal(share)) for share in shares]
        return [formula(row, factors, power) for row in zip(*table, strict=True)]

    compare(scored(columns, fields, nodes), columns, means)


@given(data=st.data(), group=roundings, lower=st.booleans())
def test_standard_scores(data, group, lower) -> None:
    """With a mean and a deviation of the law's own; cohorts whose deviation is rational, so that halves occur."""
    if data.draw(st.booleans()):
        step, low = data.draw(st.integers(1, 50)), data.draw(st.integers(1, 50))
        cells = [Decimal(low + step * place) for place in (0, 0, 2, 4, 4)]
    else:
        cells = [data.draw(decimals_of()) for _ in range(UNITS)]
    if len(set(cells)) == 1:
        cells[0] += 1
    mean, sd = (Decimal(data.draw(st.integers(0, 1000))) / 20 for _ in range(2))
    sd += Decimal("0.05")
    shape = Against("zscore", mean=mean, sd=sd, better="lower" if lower else "higher")

    def formula(table: Sequence[Sequence[Any]]) -> list[Any]:
        readings = [-cell for cell in table[0]] if lower else list(table[0])
        middle = mp.fsum(readings) / UNITS
        deviation = mp.sqrt(mp.fsum((it - middle) ** 2 for it in readings) / (UNITS - 1))
        return [number(mean) + number(sd) * (it - middle) / deviation for it in readings]

    compare(scored([cells], group, [Indicator(id="a", shape=shape)]), [cells], formula)


@given(data=st.data(), group=roundings)
def test_curves_of_logarithms(data, group) -> None:
    """The income part of the human development index: a logarithm between two goalposts."""
    low, high = Decimal("2.5"), Decimal(data.draw(st.integers(5, 12)))
    columns = columns_from(data.draw, [], 1)
    nodes = [Indicator(id="x", read="ln a", shape=curve(low, high))]

    def formula(table: Sequence[Sequence[Any]]) -> list[Any]:
        shares = [(mp.log(cell) - number(low)) / (number(high) - number(low)) for cell in table[0]]
        return [100 * min(mpf(1), max(mpf(0), share)) for share in shares]

    compare(scored(columns, group, nodes), columns, formula)


def curve(low: Decimal, high: Decimal) -> Curve:
    """From nothing at the low goalpost to 100 at the high one."""
    return Curve([(low, 0), (high, 100)])
