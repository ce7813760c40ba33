from __future__ import annotations

import pickle
from datetime import date
from fractions import Fraction

import pytest

from ictindex.model import Event, Lineage, LineageError, LineageUnit, UnknownName

FIRST, EVE, DAY, LATER, LAST = (
    date(2020, 1, 1),
    date(2024, 12, 31),
    date(2025, 1, 1),
    date(2025, 7, 1),
    date(2025, 12, 31),
)


def units(*ids, **named):
    """Units by id, some with a name."""
    return [LineageUnit(id=it) for it in ids] + [LineageUnit(id=it, name=name) for it, name in named.items()]


def lineage(start, *events, id="demo/units@2025", valid=(FIRST, LAST)):
    """A lineage of these units and events."""
    return Lineage(id=id, valid=valid, units=start, events=events)


def event(kind, before, after, on=DAY, **about):
    """An event; texts are ids."""
    return Event(kind=kind, on=on, before=before.split(), after=units(*after.split()), **about)


def problems(*args, **about):
    """Paths and codes of all problems."""
    with pytest.raises(LineageError) as caught:
        lineage(*args, **about)
    return sorted((str(it.where), it.code) for it in caught.value.problems)


def ids(identities):
    """The codes of identities."""
    return [it.id for it in identities]


def test_a_code_means_who_it_means_on_a_day():
    """Bắc Ninh takes the code of Bắc Giang, so that the code is two identities and the name is two codes."""
    merge = Event(kind="merge", on=LATER, before=["24", "27"], after=[LineageUnit(id="24", name="Bắc Ninh")])
    table = lineage(units(**{"24": "Bắc Giang", "27": "Bắc Ninh"}), merge)
    before, after = table.identity("24", EVE), table.identity("24", LATER)
    assert (before.name, before.since, before.until) == ("Bắc Giang", None, LATER)
    assert (after.name, after.since, after.until) == ("Bắc Ninh", LATER, None)
    assert before != after
    assert ids(table.predecessors("24", LATER, EVE)) == ["24", "27"]
    assert ids(table.successors("27", EVE, LATER)) == ["24"]
    with pytest.raises(UnknownName, match='no unit "27" on 2025-07-01'):
        table.identity("27", LATER)


def test_a_rename_and_a_move_change_nobody():
    """The name and the block have days of their own; what an event does not say stays."""
    start = [LineageUnit(id="46", name="Thừa Thiên Huế", block="tinh")]
    rename = Event(kind="rename", on=DAY, before="46", after=[LineageUnit(id="46", name="Huế")])
    move = Event(kind="move", on=LATER, before="46", after=[LineageUnit(id="46", block="thanh-pho")])
    table = lineage(start, rename, move)
    seen = [table.identity("46", day) for day in (EVE, DAY, LATER)]
    assert [(it.name, it.block) for it in seen] == [
        ("Thừa Thiên Huế", "tinh"),
        ("Huế", "tinh"),
        ("Huế", "thanh-pho"),
    ]
    assert len(set(seen)) == 1
    assert seen[0].until is None


def test_a_recode_with_the_code_alone_keeps_name_and_block():
    """The identity is another one; what is known of the unit goes on, and what the event says replaces it."""
    start = [LineageUnit(id="10", name="Lào Cai", block="tinh", also=["L. Cai"])]
    named = Event(kind="recode", on=LATER, before="15", after=[LineageUnit(id="16", name="Lao Kay")])
    table = lineage(start, event("recode", "10", "15"), named)
    first, second, third = (table.identity(code, day) for code, day in (("10", EVE), ("15", DAY), ("16", LATER)))
    assert [(it.name, it.block, it.also) for it in (first, second, third)] == [
        ("Lào Cai", "tinh", ("L. Cai",)),
        ("Lào Cai", "tinh", ("L. Cai",)),
        ("Lao Kay", "tinh", ("L. Cai",)),
    ]
    assert first != second
    assert (second.since, second.until, third.since) == (DAY, LATER, LATER)
    assert str(second) == "Lào Cai (15)"


def test_two_units_may_exchange_their_codes_on_one_day():
    """`before` is the eve, so no circle can be written and none is seen."""
    table = lineage(units("a", "b"), event("recode", "a", "b"), event("recode", "b", "a"))
    assert ids(table.successors("a", EVE, DAY)) == ["b"]
    assert ids(table.predecessors("a", DAY, EVE)) == ["b"]
    assert table.carry_forward({"a": {"x": 1}, "b": {"x": 2}}, EVE, DAY).values == {"a": {"x": 2}, "b": {"x": 1}}


def test_successors_follow_all_events_between_two_days():
    """Founded units have no predecessors, abolished ones no successors."""
    table = lineage(
        units("a", "b", "c", "d"),
        event("merge", "a b", "e"),
        event("abolish", "d", ""),
        event("merge", "e c", "a", on=LATER),
        event("found", "", "n", on=LATER),
    )
    assert ids(table.predecessors("a", LATER, EVE)) == ["a", "b", "c"]
    assert ids(table.predecessors("a", LATER, DAY)) == ["c", "e"]
    assert ids(table.successors("b", EVE, LATER)) == ["a"]
    assert (table.successors("d", EVE, DAY), table.predecessors("n", LATER, EVE)) == ((), ())
    assert ids(table.successors("a", EVE, EVE)) == ["a"]


def test_a_merged_unit_has_the_unweighted_mean():
    """Exact, and not rounded; other units keep what they have."""
    table = lineage(units("a", "b", "c", "d"), event("merge", "a b c", "m"))
    carried = table.carry_forward({"a": {"x": "0.1"}, "b": {"x": 0.2}, "c": {"x": 0}, "d": {"x": 5}}, EVE, DAY)
    assert carried.values == {"m": {"x": Fraction(1, 10)}, "d": {"x": 5}}
    assert carried.sources == {"m": ("a", "b", "c"), "d": ("d",)}
    assert (carried.kept, carried.remarks) == (frozenset({"d"}), ())


def test_shares_of_an_event_and_sizes_of_a_table_weigh():
    """Sizes win over shares, and a unit that merges twice has the size of all that it is made of."""
    first = event("merge", "a b", "m", weights={"a": "0.25", "b": "0.75"})
    table = lineage(units("a", "b", "c"), first, event("merge", "m c", "n", on=LATER))
    rows = {"a": {"x": 0}, "b": {"x": 4}, "c": {"x": 9}}
    assert table.carry_forward(rows, EVE, DAY).values["m"] == {"x": 3}
    assert table.carry_forward(rows, EVE, LATER).values["n"] == {"x": 6}
    sizes = {"a": 1, "b": 1, "c": 2}
    assert table.carry_forward(rows, EVE, LATER, weights=sizes).values["n"] == {"x": Fraction(0 + 4 + 18, 4)}
    lost = table.carry_forward(rows, EVE, LATER, weights={"a": 1, "b": 1})
    assert [(it.id, it.code) for it in lost.remarks] == [("n", "no-size")]
    with pytest.raises(ValueError, match="below 0"):
        table.carry_forward(rows, EVE, DAY, weights={"a": -1})


def test_remarks_on_sizes_name_whom_they_are_about():
    """Who has a size is not reproached with having none; a size for nobody is told, forth and back."""
    table = lineage(units("a", "b", "c", "d"), event("merge", "a b", "m"), event("merge", "c d", "n"))
    rows = {unit: {"x": 1} for unit in "abcd"}
    lost = table.carry_forward(rows, EVE, DAY, weights={"a": 1, "c": 0, "d": 0, "q": 5, "m": 2})
    assert [(it.id, it.code, it.of, str(it)) for it in lost.remarks] == [
        ("m", "unknown-size", (), "a size is given for m, and demo/units@2025 has no unit m on 2024-12-31"),
        ("q", "unknown-size", (), "a size is given for q, and demo/units@2025 has no unit q on 2024-12-31"),
        ("m", "no-size", ("b",), "m has no size of b"),
        ("n", "no-size", ("c", "d"), "n has size 0 of c, d"),
    ]
    back = table.carry_back({"m": {"x": 1}}, DAY, EVE, weights={"a": 1, "m": 2})
    assert [it.id for it in back.remarks if it.code == "unknown-size"] == ["a"]


def test_what_cannot_be_carried_is_reported_by_name():
    """Divided, without a value, abolished, unknown: none of it is guessed; what is founded has no past."""
    table = lineage(
        units("a", "b", "c", "d", "e", z="Xã Z"),
        event("split", "z", "z1 z2"),
        event("merge", "a b", "m"),
        event("abolish", "e", ""),
        event("found", "", "n"),
        event("merge", "z1 c", "k", on=LATER),
    )
    rows = {unit: {"x": 1} for unit in ("a", "c", "d", "e", "z", "strange")}
    carried = table.carry_forward(rows, EVE, LATER)
    assert carried.values == {"d": {"x": 1}}
    assert sorted((it.id, it.code) for it in carried.remarks) == [
        ("e", "abolished"),
        ("k", "divided"),
        ("m", "no-value"),
        ("n", "founded"),
        ("strange", "not-in-lineage"),
        ("z2", "divided"),
    ]
    said = {it.id: str(it) for it in carried.remarks}
    assert said["z2"] == "z2 has a part only of Xã Z (z)"
    assert said["m"] == "m has no value of b"


def test_a_value_that_one_predecessor_lacks_is_no_value():
    """A mean over less than all of them would be another rule."""
    table = lineage(units("a", "b"), event("merge", "a b", "m"))
    carried = table.carry_forward({"a": {"x": 1, "y": 1}, "b": {"x": 1, "y": None}}, EVE, DAY)
    assert (carried.values, [it.code for it in carried.remarks]) == ({}, ["no-value"])
    both = table.carry_forward({"a": {"x": 1, "y": None}, "b": {"x": 2}}, EVE, DAY)
    assert both.values == {"m": {"x": Fraction(3, 2)}}


def test_backwards_a_split_joins_and_a_merger_divides():
    """The same rule with the days exchanged."""
    table = lineage(units("a", "b", "z"), event("merge", "a b", "m"), event("split", "z", "z1 z2"))
    carried = table.carry_back({"m": {"x": 1}, "z1": {"x": 2}, "z2": {"x": 4}}, DAY, EVE)
    assert carried.values == {"z": {"x": 3}}
    assert [(it.id, it.code, it.of) for it in carried.remarks] == [("a", "merged", ("m",)), ("b", "merged", ("m",))]
    weighed = table.carry_back({"z1": {"x": 2}, "z2": {"x": 4}}, DAY, EVE, weights={"z1": 3, "z2": 1})
    assert weighed.values == {"z": {"x": Fraction(5, 2)}}


def test_backwards_who_began_and_who_ended_are_told_apart():
    """What was founded is no unit of the eve, what was abolished has no value on the day."""
    table = lineage(units("a", "e"), event("abolish", "e", ""), event("found", "", "n"))
    carried = table.carry_back({"a": {"x": 1}, "n": {"x": 2}}, DAY, EVE)
    assert [str(it) for it in carried.remarks] == ["n did not exist before", "e has no successor"]
    assert [(it.id, it.code) for it in carried.remarks] == [("n", "founded"), ("e", "abolished")]


def test_a_unit_that_is_divided_among_others_says_so():
    """Each event names what it takes a part of; the value of none of the takers follows."""
    table = lineage(
        units("x", "y", "w"),
        event("merge", "x y", "a", divided="x"),
        event("merge", "x w", "b", divided="x"),
    )
    assert ids(table.successors("x", EVE, DAY)) == ["a", "b"]
    carried = table.carry_forward({unit: {"v": 1} for unit in "xyw"}, EVE, DAY)
    assert [(it.id, it.code) for it in carried.remarks] == [("a", "divided"), ("b", "divided")]


def test_every_contradiction_is_reported_at_once():
    """Unknown codes, double births and ends, days, weights, forms, sources: each with its path."""
    found = problems(
        units("a", "b", "c", "d", "d"),
        event("merge", "a nobody", "m"),
        event("recode", "a", "k"),
        event("merge", "b c", "d", weights={"b": "0.5", "c": "0.6"}),
        event("rename", "k", "l", on=LATER),
        event("recode", "k", "k", on=LATER),
        event("found", "", "k", on=DAY, source="nowhere"),
        event("join", "m", "n", on=date(2030, 1, 1)),
        event("move", "m", "m", on=LATER),
    )
    assert found == [
        ("event[0].before[0]", "double-end"),
        ("event[0].before[1]", "unknown-name"),
        ("event[1].before[0]", "double-end"),
        ("event[2].after[0].id", "double-birth"),
        ("event[2].weights", "lineage-weights"),
        ("event[3].after", "event-form"),
        ("event[3].before[0]", "double-end"),
        ("event[4].after", "event-form"),
        ("event[4].before[0]", "double-end"),
        ("event[5].after[0].id", "double-birth"),
        ("event[5].on", "event-order"),
        ("event[5].source", "unknown-name"),
        ("event[6].kind", "unknown-word"),
        ("event[6].on", "outside-lineage"),
        ("event[7].after", "event-form"),
        ("event[7].on", "event-order"),
        ("unit[4].id", "double-id"),
    ]


@pytest.mark.parametrize(
    ("kind", "before", "after", "about", "code"),
    [
        ("merge", "a", "m", {}, "event-form"),
        ("split", "a", "m", {}, "event-form"),
        ("found", "a", "m", {}, "event-form"),
        ("abolish", "a", "m", {}, "event-form"),
        ("merge", "a a", "m", {}, "double-id"),
        ("merge", "a b", "m", {"weights": {"a": "1"}}, "lineage-weights"),
        ("merge", "a b", "m", {"weights": {"a": "1.5", "b": "-0.5"}}, "negative-weight"),
        ("recode", "a", "m", {"weights": {"a": "1"}}, "event-form"),
        ("merge", "a b", "m", {"divided": "c"}, "unknown-name"),
        ("merge", "a b", "m", {"divided": "a"}, "double-end"),
    ],
)
def test_an_event_has_the_form_of_its_kind(kind, before, after, about, code):
    """Each slip alone is one problem."""
    assert [it for _, it in problems(units("a", "b", "c"), event(kind, before, after, **about))] == [code]


def test_head_and_period_are_checked():
    """An id has an edition, and a period a beginning before its end."""
    assert problems(units("a", ""), id="demo", valid=(LAST, FIRST)) == [
        ("id", "bad-id"),
        ("unit[1].id", "empty-id"),
        ("valid", "bad-valid"),
    ]


def test_a_day_outside_the_table_is_refused():
    """The table speaks of its period and of no other day; nor does it go backward in time."""
    table = lineage(units("a"))
    for day in (date(2019, 12, 31), date(2026, 1, 1)):
        with pytest.raises(LineageError, match="outside-lineage"):
            table.at(day)
    with pytest.raises(LineageError, match="bad-valid"):
        table.between(DAY, EVE)


def test_a_lineage_survives_pickle():
    """With all that is worked out from it."""
    table = lineage(units("a", "b"), event("merge", "a b", "m"))
    assert table.at(DAY)
    copy = pickle.loads(pickle.dumps(table))
    assert (copy, copy.at(DAY)) == (table, table.at(DAY))
    way = pickle.loads(pickle.dumps(table.between(EVE, DAY, weights={"a": 2})))
    assert (way.lineage, way.weights) == (table, (("a", Fraction(2)),))
