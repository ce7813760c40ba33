"""Steps before the readings: verified scores and values carried up, worked by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from ictindex.model import (
    CarryUp,
    ColumnRule,
    Curve,
    Dataset,
    Exclusion,
    Group,
    Indicator,
    Levels,
    Part,
    Partition,
    Rubric,
    Unit,
    Verify,
    Yes,
)
from ictindex.ranking import rank
from ictindex.scoring import check, score


def law(*nodes, steps, **given):
    """A rubric of these nodes with the parts huyen and xa."""
    block = Partition(name="block", parts=[Part(id="huyen"), Part(id="xa")])
    return Rubric(id="demo/steps@2026", total=Group(decimals=2), partitions=[block], nodes=nodes, steps=steps, **given)


def data(rows, **columns):
    """Units as "id block parent", and columns."""
    split = [row.split() for row in rows]
    units = [Unit(id=row[0], parts={"block": row[1]}) for row in split]
    parents = [row[2] if len(row) > 2 else "" for row in split]
    return Dataset.from_columns(units=units, columns={"parent": parents, **columns}, decimal=".")


# reported, verified -> what counts under "verified", "self" and "lower"; then the same where "self" fills in.
CASES = [
    ("8", "6", ("6", "8", "6"), ("6", "8", "6")),
    ("6", "8", ("8", "6", "6"), ("8", "6", "6")),
    ("7", "7.0", ("7", "7", "7"), ("7", "7", "7")),
    ("8", "", ("", "8", ""), ("8", "8", "8")),
    ("", "6", ("6", "", ""), ("6", "", "")),
    ("", "", ("", "", ""), ("", "", "")),
    ("n/a", "6", ("6", "n/a", "n/a"), ("6", "n/a", "n/a")),
    ("8", "n/a", ("n/a", "8", "n/a"), ("n/a", "8", "n/a")),
    ("n/a", "", ("", "n/a", ""), ("n/a", "n/a", "n/a")),
]


@pytest.mark.parametrize("unverified", ["missing", "self"])
@pytest.mark.parametrize("counts", ["verified", "self", "lower"])
def test_which_of_two_cells_counts(counts, unverified) -> None:
    """Report against finding, each empty, not applicable or a number, under every policy."""
    rubric = law(
        Indicator(id="hop", max=10, missing="not-applicable"),
        Indicator(id="co-so", max=1, read="co"),
        steps=[Verify(columns=["hop"], reported="*_tu", verified="*_hd", counts=counts, unverified=unverified)],
    )
    units = [f"u{row} xa" for row in range(len(CASES))]
    columns = {"hop_tu": [it[0] for it in CASES], "hop_hd": [it[1] for it in CASES], "co": [1] * len(CASES)}
    scores = score(data(units, **columns), rubric)
    place = ["verified", "self", "lower"].index(counts)
    wanted = [it[2 if unverified == "missing" else 3][place] for it in CASES]
    numbers = [scores.exact("hop", f"u{row}") for row in range(len(CASES))]
    assert numbers == [Fraction(text) if text not in ("", "n/a") else None for text in wanted]
    listed = {row.unit: row for row in scores.verifications}
    assert [listed[f"u{row}"].counted for row in range(len(CASES)) if f"u{row}" in listed] == [
        text for text, case in zip(wanted, CASES, strict=True) if case[0] or case[1]
    ]


def test_differences_are_kept_exactly() -> None:
    """Verified minus reported, to the last digit; none where one of the two is no number."""
    step = Verify(columns=["hop"], reported="*_tu", verified="*_hd", evidence="van_ban", unverified="self")
    rubric = law(Indicator(id="hop", max=10), steps=[step])
    rows = data(["a xa", "b xa"], hop_tu=["7.25", "8"], hop_hd=["7.1", ""], van_ban=["12/BC-UBND", ""])
    first, second = score(rows, rubric).verifications
    assert (first.difference, first.evidence, first.counted) == (Decimal("-0.15"), "12/BC-UBND", "7.1")
    assert (second.difference, second.evidence, second.counted) == (None, "", "8")


def test_claims_without_evidence_do_not_count_where_the_rubric_says_so() -> None:
    """A claim needs a document; 0 and no claim nothing; an empty claim falls to the node's own policy."""
    levels = Levels(table=[["đủ", 5], ["không", 0]])
    step = Verify(columns=["hop", "ke"], reported="*_tu", verified="*_hd", evidence="*_vb", unproved="missing")
    rubric = law(
        Indicator(id="hop", max=10, missing="zero"), Indicator(id="ke", shape=levels, missing="zero"), steps=[step]
    )
    cells = {"hop_tu": [7, 7, 0], "hop_hd": [6, 6, 0], "hop_vb": ["cv", "không", ""]}
    words = {"ke_tu": ["đủ", "đủ", "không"], "ke_hd": ["đủ", "đủ", "không"], "ke_vb": ["", "cv", ""]}
    scores = score(data(["a xa", "b xa", "c xa"], **cells, **words), rubric)
    assert scores.values("hop").tolist() == [6.0, 0.0, 0.0]
    assert scores.values("ke").tolist() == [0.0, 5.0, 0.0]
    assert scores.state("hop").tolist() == [0, 1, 0]
    assert [it for it in scores.remarks if "without evidence" in it] == [
        '"hop" is claimed by 1 units without evidence: it does not count',
        '"ke" is claimed by 1 units without evidence: it does not count',
    ]


COMMUNES = ["h1 huyen", "h2 huyen", "x1 xa h1", "x2 xa h1", "x3 xa h2"]
CARRIED = {"into": ["tong", "so"], "among": {"block": ["xa"]}}


def district(**given):
    """A node that only districts have."""
    return Indicator(id="cac-xa", only={"block": ["huyen"]}, read="tong / so", **given)


def test_a_mean_of_children_is_exact() -> None:
    """(0.2 + 0.35) / 2 and 0.9 / 1, each of 10 points."""
    rubric = law(
        Indicator(id="hop", max=10),
        district(max=10, range="clip", zero="zero"),
        steps=[CarryUp(column="ho_so", **CARRIED)],
    )
    rows = data(COMMUNES, hop=[1, 2, 3, 4, 5], ho_so=["", "", "0.2", "0.35", "0.9"])
    scores = score(rows, rubric)
    assert [scores.exact("cac-xa", unit) for unit in ("h1", "h2")] == [Fraction(11, 4), Fraction(9)]
    assert scores.exact("cac-xa", "x1") is None


def test_weights_and_shares_are_of_the_children_that_count() -> None:
    """2 of 3 thousand people live in communes of 75 % and more; the bound itself is inside."""
    hop = Indicator(id="hop", max=20, decimals=0)
    step = CarryUp(node="hop", share="75%..", weight="dan", **CARRIED)
    rubric = law(hop, district(max=30), steps=[step])
    scores = score(data(COMMUNES, hop=[0, 0, 15, 14, 20], dan=["", "", 2000, 1000, 7]), rubric)
    assert [scores.exact("cac-xa", unit) for unit in ("h1", "h2")] == [20, 30]


def test_totals_are_carried_up_generation_by_generation() -> None:
    """A province has the mean of its districts' printed totals, which have those of their communes."""
    block = Partition(name="block", parts=[Part(id="tinh"), Part(id="huyen"), Part(id="xa")])
    below = Indicator(id="duoi", read="tong / so", only={"block": ["-xa"]}, shape=Curve(knots=[[0, 0], [100, 100]]))
    rubric = Rubric(
        id="demo/steps@2026",
        total=Group(decimals=1),
        partitions=[block],
        nodes=[Indicator(id="hop", max=10), below],
        steps=[CarryUp(into=["tong", "so"], node="total")],
    )
    rows = data(["x1 xa h", "t tinh", "h huyen t", "x2 xa h"], hop=["0.3", 1, 2, "0.4"])
    ranking = rank(rows, rubric)
    # The communes have 0.3 and 0.4, so the district has 2 + 0.35 = 2.35, printed 2.4, and the province 1 + 2.4.
    assert {it.unit.id: str(it.score) for it in ranking.standings} == {"t": "3.4", "h": "2.4", "x1": "0.3", "x2": "0.4"}
    assert ranking.scores.exact("total", "h") == Fraction("2.35")


def test_units_without_children_fall_to_the_policy_for_a_zero_denominator() -> None:
    """0 of 0 is refused, or worth what the rubric says."""
    rows = data(["h1 huyen", "h2 huyen", "x1 xa h1"], hop=[1, 1, 1], ho_so=["", "", 1])
    steps = [CarryUp(column="ho_so", **CARRIED)]
    refused = check(rows, law(Indicator(id="hop", max=10), district(max=10), steps=steps))
    assert [it.code for it in refused] == ["zero-denominator"]
    scores = score(rows, law(Indicator(id="hop", max=10), district(max=10, zero="full"), steps=steps))
    assert scores.exact("cac-xa", "h2") == 10


def test_excluded_children_and_children_without_a_value_leave_with_a_remark() -> None:
    """Neither is counted in the divisor."""
    steps = [CarryUp(column="ho_so", **CARRIED)]
    rubric = law(
        Indicator(id="hop", max=10),
        district(max=10),
        steps=steps,
        exclude=[Exclusion(where={"unit": ["x4"]}, why="giải thể")],
    )
    rows = data([*COMMUNES, "x4 xa h1"], hop=[1] * 6, ho_so=["", "", "0.5", "n/a", "1", "1"])
    scores = score(rows, rubric)
    assert scores.exact("cac-xa", "h1") == 5
    assert any(it.startswith("1 units without value of") for it in scores.remarks)


@pytest.mark.parametrize(
    ("rows", "columns", "codes"),
    [
        (["h1 huyen", "x1 xa h9"], {"ho_so": [1, 1]}, ["unknown-parent"]),
        (["h1 huyen x1", "x1 xa h1"], {"ho_so": [1, 1]}, ["parent-circle"]),
        (["h1 huyen h1"], {"ho_so": [1]}, ["parent-circle"]),
        (["h1 huyen", "x1 xa h1"], {"ho_so": [1, ""]}, ["missing"]),
        (["h1 huyen", "x1 xa h1"], {"ho_so": [1, 1], "tong": [1, 1]}, ["written-column"]),
        (["h1 huyen", "x1 xa h1"], {}, ["missing-column"]),
        (["h1 huyen", "x1 xa h1", "x2 xa h1"], {"ho_so": [1, 9 * 10**17, 9 * 10**17]}, ["too-large"]),
    ],
)
def test_what_cannot_be_carried_up_is_refused(rows, columns, codes) -> None:
    """Unknown parents, circles, empty cells, columns written over, sums without room: each by its code."""
    node = Indicator(id="cac-xa", read="tong / so", only={"block": ["huyen"]}, zero="zero")
    rubric = law(Indicator(id="hop", max=10), node, steps=[CarryUp(column="ho_so", **CARRIED)])
    dataset = data(rows, hop=[1] * len(rows), **columns)
    assert [it.code for it in check(dataset, rubric)] == codes


def test_a_circle_is_named_whole() -> None:
    """Every unit of it, from the least id round to itself."""
    node = Indicator(id="cac-xa", read="tong / so", only={"block": ["huyen"]}, zero="zero")
    rubric = law(node, steps=[CarryUp(column="ho_so", into=["tong", "so"])])
    (problem,) = check(data(["c huyen a", "b huyen c", "a huyen b"], ho_so=[1, 1, 1]), rubric)
    assert problem.message == "units are their own parents: a → b → c → a"


@pytest.mark.parametrize(("weight", "message"), [("-1", "x1: -1"), ("", "x1: empty")])
def test_a_child_is_weighed_with_0_or_more(weight, message) -> None:
    """A weight below 0, or none."""
    rubric = law(district(max=10, zero="zero"), steps=[CarryUp(column="ho_so", weight="dan", **CARRIED)])
    problems = check(data(["h1 huyen", "x1 xa h1"], ho_so=[1, 1], dan=["1", weight]), rubric)
    assert [(it.code, it.message) for it in problems] == [("bad-weight", message)]


def chained(first, second):
    """Two carryings of which the second looks at what the first writes."""
    nodes = [
        Indicator(id="a", max=10, decimals=1),
        Group(id="q", decimals=1),
        Indicator(id="q1", parent="q", max=10, read="t1 / n1", zero="zero"),
        Indicator(id="c", max=10, read="t2 / n2", zero="zero"),
    ]
    return law(*nodes, steps=[CarryUp(into=["t1", "n1"], **first), CarryUp(into=["t2", "n2"], **second)])


def test_steps_that_feed_each_other_are_taken_as_often_as_they_need() -> None:
    """Communes to districts in one step and districts to the province in another: each alone is one generation."""
    rubric = chained(
        {"node": "a", "share": "5..", "among": {"block": ["xa"]}},
        {"node": "q", "share": "50%..", "among": {"block": ["huyen"]}},
    )
    rows = data(["p huyen", "h huyen p", "x xa h"], a=[0, 0, 9])
    assert [score(rows, rubric).exact("c", unit) for unit in ("p", "h", "x")] == [10, 0, 0]


def two_ways():
    """A looks at the carried B and B at the carried A, each over parents of its own."""
    curve = Curve(knots=[[0, 0], [20, 10]])
    nodes = [
        Group(id="a", parent="none", decimals=2),
        Indicator(id="oa", parent="a", max=10),
        Indicator(id="ca", parent="a", read="t1 / n1", shape=curve, zero="zero"),
        Group(id="b", decimals=2),
        Indicator(id="ob", parent="b", max=10),
        Indicator(id="cb", parent="b", read="t2 / n2", shape=curve, zero="zero"),
    ]
    steps = [CarryUp(into=["t1", "n1"], node="b", parent="p1"), CarryUp(into=["t2", "n2"], node="a", parent="p2")]
    return law(*nodes, steps=steps)


def test_two_columns_of_parents_are_followed_together() -> None:
    """U gives to v, v to w, w to x, over one column and the other: 15, 17.5, 18.75."""
    units = [Unit(id=it, parts={"block": "xa"}) for it in "uvwx"]
    columns = {"p1": ["v", "", "x", ""], "p2": ["", "w", "", ""], "oa": [10] * 4, "ob": [10] * 4}
    scores = score(Dataset.from_columns(units=units, columns=columns), two_ways())
    found = [scores.exact("a", "v"), scores.exact("b", "w"), scores.exact("a", "x")]
    assert found == [15, Fraction("17.5"), Fraction("18.75")]


def test_a_circle_over_two_columns_of_parents_is_refused() -> None:
    """A of v waits for B of u, which waits for A of v."""
    units = [Unit(id=it, parts={"block": "xa"}) for it in "uv"]
    columns = {"p1": ["v", ""], "p2": ["", "u"], "oa": [10] * 2, "ob": [10] * 2}
    (problem,) = check(Dataset.from_columns(units=units, columns=columns), two_ways())
    assert problem.code == "parent-circle"
    assert "step[0] and step[1]" in problem.message


def test_words_of_one_meaning_are_no_difference() -> None:
    """Levels are compared without case, yes by what it means; an empty finding says nothing."""
    levels = Levels(table=[["đủ", 5], ["thiếu", 0]])
    step = Verify(columns=["lv", "co"], reported="*_s", verified="*_v", unverified="self")
    rubric = law(Indicator(id="lv", shape=levels), Indicator(id="co", shape=Yes(points=3)), steps=[step])
    cells = {
        "lv_s": ["đủ", "đủ", "đủ"],
        "lv_v": ["ĐỦ", "thiếu", ""],
        "co_s": ["x", "1", "có"],
        "co_v": ["CÓ", "có", "0"],
    }
    rows = score(data(["a xa", "b xa", "c xa"], **cells), rubric).verifications
    assert [(it.unit, it.column) for it in rows if it.differs] == [("b", "lv"), ("c", "co")]


def test_columns_of_more_than_18_digits_are_remarked_after_a_step_too() -> None:
    """What is verified is held as doubles, and says so."""
    rubric = law(Indicator(id="hop", max=10), steps=[Verify(columns=["hop"], reported="*_s", verified="*_v")])
    cells = {"hop_s": ["1.0000000000000000003", "2.5"], "hop_v": ["1.0000000000000000001", "2"]}
    scores = score(data(["u xa", "v xa"], **cells), rubric)
    assert [it for it in scores.remarks if "18 digits" in it] != []


def test_excluded_children_are_remarked() -> None:
    """One that the rubric leaves out, and that would have counted."""
    rubric = law(
        Indicator(id="hop", max=10),
        district(max=10, zero="zero"),
        steps=[CarryUp(column="ho_so", **CARRIED)],
        exclude=[Exclusion(where={"unit": ["x2"]}, why="giải thể")],
    )
    scores = score(data(COMMUNES, hop=[1] * 5, ho_so=["", "", "0.5", "1", "1"]), rubric)
    assert "1 excluded units are left out of tong / so of their parents" in scores.remarks


def test_many_unknown_parents_are_told_in_time_and_counted() -> None:
    """The first thousand one by one, the rest as a number."""
    rubric = law(district(max=10, zero="zero"), steps=[CarryUp(column="ho_so", **CARRIED)])
    rows = [f"x{row} xa nobody-{row}" for row in range(3000)]
    problems = check(data(rows, ho_so=[1] * 3000), rubric)
    assert len(problems) == 1001
    assert problems[-1].message == "2000 more units have the same problem"


def test_an_empty_cell_is_named_by_the_columns_of_the_file() -> None:
    """A reader finds no column that a step writes."""
    step = Verify(columns=["hop"], reported="*_tu", verified="*_hd", evidence="vb", unproved="missing")
    rubric = law(Indicator(id="hop", max=10), steps=[step])
    (problem,) = check(data(["u xa"], hop_tu=[5], hop_hd=[5], vb=[""]), rubric)
    assert str(problem.where) == "row 1, column hop_tu / hop_hd / vb"
    missing = check(data(["u xa"], hop_tu=[5], vb=[""]), rubric)
    assert [(it.code, str(it.where)) for it in missing] == [("missing-column", "column hop_hd")]


def test_verified_days_are_shown_as_days() -> None:
    """Their difference is a number of days."""
    step = Verify(columns=["nop"], reported="*_s", verified="*_v", counts="lower")
    leaf = Indicator(id="nop", read="nop - han", min=-1000, max=1000, missing="zero")
    rules = [ColumnRule(name=name, kind="date", format="dd/mm/yyyy") for name in ("nop", "han")]
    cells = {"nop_s": ["14/12/2025", "01/01/2026"], "nop_v": ["17/12/2025", ""], "han": ["15/12/2025"] * 2}
    rows = score(data(["a xa", "b xa"], **cells), law(leaf, steps=[step], columns=rules)).verifications
    assert [(it.reported, it.verified, it.counted, it.difference) for it in rows] == [
        ("2025-12-14", "2025-12-17", "2025-12-14", 3),
        ("2026-01-01", "", "", None),
    ]
