"""Steps: what counts of two cells and what is carried up, on random districts and communes."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ictindex.model import Against, CarryUp, Dataset, Group, Indicator, Part, Partition, Rubric, Unit, Verify, Where
from ictindex.scoring import check, score
from ictindex.testing import agreement, reference
from ictindex.testing.case import Case

LEVELS = ("tinh", "huyen", "xa")
NUMBERS = st.decimals(min_value=0, max_value=100, places=2).map(str)
CELLS = st.one_of(NUMBERS, st.sampled_from(["0", "50", "49.995", "n/a", ""]))
SHARES = st.sampled_from([None, "50..", ">50", "12.5..80", "50%..", "<20%"])


LEVELS_OF_CHILDREN = st.sampled_from([None, Where.of({"block": ["xa"]}), Where.of({"block": ["huyen"]})])


@st.composite
def steps(draw: st.DrawFn) -> list[Verify | CarryUp]:
    """A verification and three carryings, one of a column and two of nodes that may feed each other."""
    proof = draw(st.sampled_from(["", "*_mc"]))
    weight = draw(st.sampled_from(["", "dan_so"]))
    among = draw(st.sampled_from([None, Where.of({"block": ["xa"]}), Where.of({"block": ["-tinh"]})]))
    share = draw(SHARES)
    return [
        Verify(
            columns=["x", "y"],
            reported="*_tu",
            verified="*_hd",
            evidence=proof,
            counts=draw(st.sampled_from(["verified", "self", "lower"])),
            unverified=draw(st.sampled_from(["missing", "self"])),
            unproved=draw(st.sampled_from(["remark", "missing"])) if proof else "remark",
        ),
        CarryUp(
            into=["tong_x", "so_x"],
            column="x",
            weight=weight,
            among=among,
            share=None if share is None or "%" in share else share,
            missing=draw(st.sampled_from(["zero", "not-applicable"])),
        ),
        CarryUp(into=["tong", "so"], node=draw(st.sampled_from(["total", "nhom"])), weight=weight, share=share),
        CarryUp(into=["tong_2", "so_2"], node="total", among=draw(LEVELS_OF_CHILDREN)),
    ]


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Up to three levels of units, each below one of the level above, or below none."""
    parts = [Part(id=name) for name in LEVELS]
    # A cohort that knows nothing of what is carried up may measure what is carried up.
    shape = draw(st.sampled_from([{}, {"shape": Against(method="minmax", constant="zero")}]))
    silent = {"missing": "not-applicable", "zero": draw(st.sampled_from(["zero", "full", "not-applicable"]))}
    nodes = [
        Group(id="nhom", decimals=draw(st.integers(0, 3)), aggregate=draw(st.sampled_from(["sum", "mean"]))),
        Indicator(id="x", parent="nhom", max=100, **silent),
        Indicator(id="y", parent="nhom", max=100, **shape, **silent),
        Indicator(id="tren", max=100, read="tong / so", range="clip", only={"block": ["-xa"]}, **silent),
        Indicator(id="tren-2", max=50, read="tong_2 / so_2", range="clip", only={"block": ["-xa"]}, **silent),
        Indicator(id="cot", max=10, read="tong_x / so_x", range="clip", only={"block": ["-xa"]}, **silent),
    ]
    rubric = Rubric(
        id="demo/steps@2026",
        total=Group(decimals=draw(st.integers(0, 2))),
        partitions=[Partition(name="block", parts=parts)],
        nodes=nodes,
        steps=draw(steps()),
    )
    counts = [1, draw(st.integers(1, 3)), draw(st.integers(1, 6))]
    ids = [[f"{level}-{number}" for number in range(count)] for level, count in zip(LEVELS, counts, strict=True)]
    rows = []
    for depth, level in enumerate(LEVELS):
        above = [*ids[depth - 1], ""] if depth else [""]
        rows += [(name, level, draw(st.sampled_from(above))) for name in ids[depth]]
    rows = draw(st.permutations(rows))
    size = len(rows)
    columns = {name: draw(st.lists(CELLS, min_size=size, max_size=size)) for name in ("x_tu", "x_hd", "y_tu", "y_hd")}
    columns |= {
        name: draw(st.lists(st.sampled_from(["cv 1", "", "không"]), min_size=size, max_size=size))
        for name in ("x_mc", "y_mc")
    }
    weights = st.lists(st.sampled_from(["0", "1", "2.5", "120000"]), min_size=size, max_size=size)
    units = [Unit(id=name, parts={"block": level}) for name, level, _ in rows]
    parents = [parent for _, _, parent in rows]
    data = Dataset.from_columns(
        units=units, columns={"parent": parents, "dan_so": draw(weights), **columns}, decimal="."
    )
    return Case(rubric=rubric, dataset=data)


@given(case=cases())
def test_steps_equal_the_reference(case: Case) -> None:
    """Every node of every unit, on whatever is verified and carried up, is that of the reference."""
    assert check(case.dataset, case.rubric) == ()
    fast, slow = score(case.dataset, case.rubric), reference.score(case.dataset, case.rubric)
    for what in agreement.SCORING.values():
        assert list(what(fast, slow)) == []


@given(case=cases(), data=st.data())
def test_the_order_of_rows_changes_nothing(case: Case, data: st.DataObject) -> None:
    """What is carried up is a sum, whatever row the children stand in."""
    order = data.draw(st.permutations(range(len(case.dataset))))
    moved = case.with_rows(list(order))
    one, other = score(case.dataset, case.rubric), score(moved.dataset, case.rubric)
    for node in case.rubric.node_ids:
        at_first = {unit.id: one.exact(node, unit.id) for unit in case.dataset.units}
        assert at_first == {unit.id: other.exact(node, unit.id) for unit in case.dataset.units}


@given(case=cases())
def test_what_counts_is_one_of_the_two_or_nothing(case: Case) -> None:
    """No cell is invented: it is the report, the finding, or empty; and the difference is their difference."""
    for row in score(case.dataset, case.rubric).verifications:
        assert row.counted in (row.reported, row.verified, "")
        if row.difference is not None:
            assert Decimal(row.verified) - Decimal(row.reported) == row.difference
