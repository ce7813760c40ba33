"""Weights from the data on random tables: the engine, the reference and mpmath take three ways to one number."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, event, given
from hypothesis import strategies as st
from mpmath import mp, mpf, workdps

from ictindex.model import Dataset, Exclusion, Group, Indicator, Rubric, View, Where
from ictindex.scoring import check, score
from ictindex.testing import agreement, reference
from ictindex.testing.case import Case
from ictindex.testing.laws import LAWS

CELLS = st.one_of(
    st.decimals(min_value=0, max_value=1, places=3), st.sampled_from([Decimal(0), Decimal("0.5"), Decimal(1)])
)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Two to four children, one of them a share or a geometric mean, some gaps, and a unit that is not ranked."""
    names = "abcd"[: draw(st.integers(2, 4))]
    count = draw(st.integers(3, 7))
    kind = draw(st.sampled_from(["plain", "share", "root"]))
    weighed = {
        "aggregate": "mean",
        "weights": draw(st.sampled_from(["pca", "pca-covariance"])),
        "weight_decimals": draw(st.integers(1, 12)),
    }
    more = {"share": {"read": "a / whole"}, "root": {"parent": "g"}}.get(kind, {})
    nodes = [Indicator(id="a", max=1, missing="not-applicable", **more)]
    nodes += [Indicator(id=name, max=1) for name in names[1:]]
    columns = {name: draw(st.lists(CELLS, min_size=count, max_size=count)) for name in names}
    if kind == "share":
        columns["whole"] = draw(st.lists(st.sampled_from([1, 3, 7, 999_983]), min_size=count, max_size=count))
    if kind == "root":
        nodes += [Group(id="g", aggregate="geometric"), Indicator(id="z", parent="g", max=1)]
        columns["z"] = draw(st.lists(CELLS, min_size=count, max_size=count))
    columns["a"] = [None if draw(st.integers(0, 9)) == 0 else cell for cell in columns["a"]]
    rubric = Rubric(
        id="demo/it@2026",
        total=Group(decimals=3, **weighed),
        nodes=nodes,
        views=[View(id="v", over=[name for name in names if name != "a"], **weighed)],
        exclude=[Exclusion(where=Where.of({"unit": "u0"}), why="quân sự")] if draw(st.booleans()) else [],
    )
    units = [f"u{place}" for place in range(count)]
    return Case(rubric, Dataset.from_columns(units=units, columns=columns, decimal="."))


@given(cases())
def test_engine_and_reference_agree(case: Case) -> None:
    """On every value, print, maximum and percent; and both refuse data that give no weights."""
    found = {it.code for it in check(case.dataset, case.rubric)}
    if found:
        event(f"refused: {sorted(found)}")
        assert found <= {"constant-child", "few-units", "tied-components"}
        try:
            reference.score(case.dataset, case.rubric)
        except ValueError:
            return
        raise AssertionError(found)
    event("scored")
    judged = reference.score(case.dataset, case.rubric)
    assert [it for compared in agreement.SCORING.values() for it in compared(case.scores(), judged)] == []


@given(cases())
def test_the_laws_that_speak_about_it_hold(case: Case) -> None:
    """Order of units and of nodes, bounds, printed bytes, names."""
    assume(not check(case.dataset, case.rubric))
    for law in ("L1", "L2", "L5", "L7", "L12", "L17", "L20"):
        assert LAWS[law].breaches(case) == []
    assert not any(LAWS[law].applies(case.rubric) for law in ("L6", "L19", "L21"))


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=3, max_size=8), st.booleans())
def test_weights_are_the_squared_eigenvector_of_mpmath(rows: list[tuple[Decimal, ...]], scaled: bool) -> None:
    """Up to half a unit of the last of 12 decimals; mpmath shares no code with either of the two."""
    total = Group(aggregate="mean", weights="pca" if scaled else "pca-covariance", weight_decimals=12, decimals=3)
    nodes = [Indicator(id=name, max=1) for name in "abc"]
    rubric = Rubric(id="demo/it@2026", total=total, nodes=nodes)
    columns = dict(zip("abc", map(list, zip(*rows, strict=True)), strict=True))
    data = Dataset.from_columns(units=[str(place) for place in range(len(rows))], columns=columns, decimal=".")
    assume(not check(data, rubric))
    weights = score(data, rubric).weights_from_data["total"]
    with workdps(60):
        expected = _squared_loadings(list(columns.values()), scaled=scaled)
        for name, share in zip("abc", expected, strict=True):
            assert abs(mpf(str(weights[name])) - share) <= mpf(10) ** -12 / 2 + mpf(10) ** -25


def _squared_loadings(columns: list[list[Decimal]], *, scaled: bool) -> list[mpf]:
    means = [sum(map(Fraction, column)) / len(column) for column in columns]
    moved = [[Fraction(cell) - mean for cell in column] for column, mean in zip(columns, means, strict=True)]
    products = [[sum(x * y for x, y in zip(left, right, strict=True)) for right in moved] for left in moved]
    matrix = mp.matrix(len(columns))
    for i, row in enumerate(products):
        for j, product in enumerate(row):
            size = row[i] * products[j][j] if scaled else Fraction(1)
            matrix[i, j] = (
                mpf(product.numerator) / product.denominator / mp.sqrt(mpf(size.numerator) / size.denominator)
            )
    values, vectors = mp.eigsy(matrix)
    first = max(range(len(columns)), key=lambda place: values[place])
    return [vectors[place, first] ** 2 for place in range(len(columns))]


@given(cases())
def test_a_file_gives_the_same_law(case: Case) -> None:
    """TOML and back (L14)."""
    assert LAWS["L14"].breaches(case) == []
