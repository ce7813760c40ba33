"""Lineages, series and names on random input: what goes there comes back, and no order decides anything."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import assume, given
from hypothesis import strategies as st

from ictindex.codec import lineage_digest, lineage_from_dict, lineage_to_dict, lineage_to_toml
from ictindex.codec.syntax import parse_toml
from ictindex.model import Event, Lineage, LineageUnit, Published, PublishedRow
from ictindex.naming import match
from ictindex.ranking import rank, series_of
from ictindex.testing import reference
from ictindex.testing.case import Case
from ictindex.testing.strategies import rubrics_with_data

FIRST, LAST = date(2020, 1, 1), date(2020, 12, 31)
CODES = [f"{number:02d}" for number in range(30)]


SHARES = {2: ("0.25", "0.75"), 3: ("0.2", "0", "0.8")}


@st.composite
def lineages(draw: st.DrawFn) -> Lineage:
    """Up to four days of events on few codes, so that codes are given again."""
    alive = draw(st.lists(st.sampled_from(CODES[:12]), min_size=1, unique=True))
    units = [LineageUnit(id=code) for code in alive]
    events: list[Event] = []
    for day in range(draw(st.integers(0, 4))):
        on = FIRST + timedelta(days=10 * (day + 1))
        left = draw(st.permutations(alive))
        free = [code for code in draw(st.permutations(CODES)) if code not in alive]
        after: list[str] = []
        while left:
            kind = draw(st.sampled_from(["stay", "merge", "split", "recode", "abolish", "divide", "rename"]))
            take = draw(st.integers(2, 3)) if kind == "merge" else 2 if kind == "divide" else 1
            old, left = left[:take], left[take:]
            # A new unit has a new code, or that of one that ends on this day.
            codes = [old[0], *free[:3]]
            if kind == "merge" and len(old) > 1:
                new = draw(st.sampled_from(codes))
                written = dict(zip(old, draw(st.sampled_from([SHARES[len(old)], ()])), strict=False))
                events.append(Event(kind="merge", on=on, before=old, after=[LineageUnit(id=new)], weights=written))
                made = [new]
            elif kind == "divide" and len(old) > 1:
                made = [old[0], free[0]]
                events += [
                    Event(kind="split", on=on, before=[old[0]], after=[LineageUnit(id=made[0])], divided=[old[0]]),
                    Event(kind="merge", on=on, before=old, after=[LineageUnit(id=made[1])], divided=[old[0]]),
                ]
            elif kind == "split":
                made = codes[:2]
                events.append(Event(kind="split", on=on, before=old, after=[LineageUnit(id=it) for it in made]))
            elif kind == "recode":
                made = [free[0]]
                events.append(Event(kind="recode", on=on, before=old, after=[LineageUnit(id=free[0])]))
            elif kind == "rename":
                made = list(old)
                events.append(Event(kind="rename", on=on, before=old, after=[LineageUnit(id=old[0], name="Mới")]))
            elif kind == "abolish":
                made = []
                events.append(Event(kind="abolish", on=on, before=old))
            else:
                made = list(old)
            free = [code for code in free if code not in made]
            after += made
        if draw(st.booleans()):
            events.append(Event(kind="found", on=on, after=[LineageUnit(id=free[0])]))
            after.append(free[0])
        alive = after
    return Lineage(id="demo/units@2020", valid=(FIRST, LAST), units=units, events=events)


@given(lineages())
def test_who_is_a_successor_has_it_as_a_predecessor(lineage: Lineage) -> None:
    """There and back, over one day of events and over all of them."""
    days = [FIRST, *(it.on for it in lineage.stages if it.on is not None)]
    for since, until in zip(days, [*days[1:], days[-1]], strict=True):
        for first, last in ((since, until), (FIRST, until)):
            there = {(code, it.id) for code in lineage.at(first) for it in lineage.successors(code, first, last)}
            back = {(it.id, code) for code in lineage.at(last) for it in lineage.predecessors(code, last, first)}
            assert there == back


@given(lineages())
def test_every_unit_has_a_value_or_a_reason(lineage: Lineage) -> None:
    """Nothing is silent, nothing has both; what is one unit on both days keeps its value there and back."""
    values = {code: {"x": Fraction(1, 1 + int(code))} for code in lineage.at(FIRST)}
    forth = lineage.carry_forward(values, FIRST, LAST)
    lost = {it.id for it in forth.remarks if it.code != "abolished"}
    assert forth.values.keys() | lost == lineage.at(LAST).keys()
    assert not forth.values.keys() & lost
    same = {code for code, it in lineage.at(LAST).items() if lineage.at(FIRST).get(code) == it}
    back = lineage.carry_back(forth.values, LAST, FIRST)
    assert all(forth.values[code] == values[code] == back.values[code] for code in same)


DAYS = [FIRST + timedelta(days=10 * day) for day in range(6)]
# A table with few gaps, so that not all is lost: units that lack a value, a row, a size, or have size 0.
FEW = st.dictionaries(st.sampled_from(CODES[:12]), st.sampled_from(["x", "row", "size"]), max_size=6)


@given(lineages(), st.permutations(DAYS), FEW, st.sampled_from(["alike", "sizes", "nothing"]))
def test_what_is_carried_equals_the_reference(lineage, order, gaps, weighed) -> None:
    """Forth and back, with shares, sizes and gaps: the same values, the same reasons, nothing more and nothing less."""
    start, end = order[:2]
    table = {code: {"x": Fraction(place, 7), "y": place * place} for place, code in enumerate(CODES)}
    sizes = {code: 0 if weighed == "nothing" else place % 3 for place, code in enumerate(CODES)}
    for code, gap in gaps.items():
        table[code] = {name: None if gap == name else it for name, it in table[code].items()}
        if gap == "row":
            del table[code]
        if gap == "size":
            del sizes[code]
    sizes = None if weighed == "alike" else sizes
    fast = lineage.carry_forward if start < end else lineage.carry_back
    found = fast(table, start, end, weights=sizes)
    exact = {code: {name: Fraction(it) for name, it in row.items() if it is not None} for code, row in table.items()}
    wanted = reference.carry(lineage, exact, start, end, weights=sizes and {it: Fraction(sizes[it]) for it in sizes})
    assert {unit: dict(row) for unit, row in found.values.items()} == wanted.values
    ended = {"not-in-lineage", "unknown-size", "founded" if end < start else "abolished"}
    assert {it.id: it.code for it in found.remarks if it.code not in ended} == wanted.why
    assert {(it.id, it.code) for it in found.remarks if it.code in ended} == wanted.gone
    assert len(found.remarks) == len({(it.id, it.code, it.message) for it in found.remarks})


@given(lineages())
def test_a_mean_lies_between_what_it_is_made_of(lineage: Lineage) -> None:
    """And equal values stay equal, whatever merges."""
    values = {code: {"x": int(code), "one": 1} for code in lineage.at(FIRST)}
    carried = lineage.carry_forward(values, FIRST, LAST)
    for code, row in carried.values.items():
        parts = [int(it) for it in carried.sources[code]]
        assert min(parts) <= row["x"] <= max(parts)
        assert row["one"] == 1


@given(lineages(), st.randoms(use_true_random=False))
def test_the_order_of_one_day_decides_nothing(lineage: Lineage, random) -> None:
    """Nor does a journey through TOML."""
    events = sorted(random.sample(lineage.events, len(lineage.events)), key=lambda it: it.on)
    units = random.sample(lineage.units, len(lineage.units))
    other = Lineage(id=lineage.id, valid=lineage.valid, units=units, events=events)
    assert lineage_digest(other) == lineage_digest(lineage)
    values = {code: {"x": int(code)} for code in lineage.at(FIRST)}
    assert other.carry_forward(values, FIRST, LAST).values == lineage.carry_forward(values, FIRST, LAST).values
    assert lineage_from_dict(parse_toml(lineage_to_toml(lineage))) == lineage
    assert lineage_from_dict(lineage_to_dict(lineage)) == lineage


NAMES = st.lists(
    st.tuples(
        st.sampled_from(["", "Tỉnh ", "TP. ", "Huyện ", "UBND tỉnh "]),
        st.sampled_from(["Hòa Bình", "Hoà Bình", "Hoa Binh", "Hoabinh", "Thái Bình", "Thai Bình", "Quý", "Quí", "Quy"]),
        st.sampled_from(["", "h", " "]),
    ).map("".join),
    unique=True,
    max_size=8,
)


@given(NAMES, NAMES, st.randoms(use_true_random=False))
def test_matching_is_symmetric_and_without_order_and_pairs_no_name_twice(left, right, random) -> None:
    """Sides exchanged, names shuffled: the same pairs; every name stands in exactly one list of its side."""
    found = match(left, right)
    turned = match(random.sample(right, len(right)), random.sample(left, len(left)))
    assert {(it.left, it.right) for it in found.pairs} == {(it.right, it.left) for it in turned.pairs}
    assert {(it.left, it.right, it.why) for it in found.doubtful} == {
        (it.right, it.left, it.why) for it in turned.doubtful
    }
    for names, side, alone in ((left, "left", found.left_only), (right, "right", found.right_only)):
        paired = [getattr(it, side) for it in found.pairs]
        doubtful = {getattr(it, side) for it in found.doubtful}
        assert sorted([*paired, *doubtful, *alone]) == sorted(names)


TABLES = st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 4), min_size=1)


@given(st.dictionaries(st.integers(2000, 2010), TABLES, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_a_series_does_not_depend_on_any_order(years, random) -> None:
    """Editions and rows shuffled give the same columns; like-for-like places gained add up where none are shared."""

    def table(ranks):
        return Published(rubric="demo/it@1", rows=[PublishedRow(id=unit, rank=rank) for unit, rank in ranks])

    plain = series_of({year: table(ranks.items()) for year, ranks in years.items()})
    shuffled = {
        year: table(random.sample(list(years[year].items()), len(years[year])))
        for year in random.sample(list(years), len(years))
    }
    other = series_of(shuffled)
    columns, turned = plain.to_columns(), other.to_columns()
    assert {name: it.tolist() for name, it in columns.items()} == {name: it.tolist() for name, it in turned.items()}
    last, before = plain.labels[-1], plain.labels[-2]
    both = years[int(last)].keys() & years[int(before)].keys()
    for unit in both:
        expected = [1 + sum(years[int(label)][it] < years[int(label)][unit] for it in both) for label in (before, last)]
        assert plain.change(unit, last).like_for_like == expected[0] - expected[1]


# Without steps: the children of a unit that is taken out of the data would have no parent.
@given(rubrics_with_data(steps=False), st.booleans())
def test_any_ranking_is_carried(case: Case, together) -> None:
    """Two units of one block merge under whatever rubric: the others are ranked again among themselves as before.

    Without hidden digits the order of the units that stayed is the order that they had.
    """
    before = rank(case.dataset, case.rubric, registry=case)
    ids = sorted(before.sheet.ids)
    assume(len(ids) > 2)
    ranked = [it for it in before.standings if it.rank is not None]
    pair = [it.unit.id for it in ranked if it.block == ranked[0].block][:2] if ranked and together else ids[:2]
    assume(len(pair) == 2)
    day = date(2020, 6, 1)
    events = [Event(kind="merge", on=day, before=pair, after=[LineageUnit(id=pair[0])])]
    lineage = Lineage(
        id="demo/units@2020", valid=(FIRST, LAST), units=[LineageUnit(id=it) for it in ids], events=events
    )
    rest = [row for row, unit in enumerate(before.sheet.ids) if unit != pair[1]]
    smaller = case.with_rows(rest)
    now = rank(smaller.dataset, smaller.rubric, previous=before, lineage=lineage.between(FIRST, LAST), registry=case)
    assert now.previous is not None
    known = now.previous.by_id
    kept = [it for it in ranked if it.unit.id not in pair]
    assert {it.unit.id for it in kept} <= known.keys()
    for it in now.standings:
        assert (it.change is None) is (it.change_reason is not None)
    said = {it.code for it in (*before.remarks, *now.remarks)}
    if case.rubric.rank.value == "rounded" and not {"hidden-digits", "recomputed-total", "carried-keys"} & said:
        for one in kept:
            for other in kept:
                if one.block == other.block and one.rank < other.rank and case.rubric.rank.last != "refuse":
                    assert known[one.unit.id].rank <= known[other.unit.id].rank
