"""Lineages, names and series in the hands of somebody who gives them anything: an answer, or a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from ictindex import Lineage, Published, get_lineage, history, list_lineages, match
from ictindex.model import Event, LineageUnit, PublishedRow

EVE, DAY = date(2025, 6, 30), date(2025, 7, 1)
PROVINCES = get_lineage("vietnam/provinces@2025")
# What Python says by itself, which tells nobody what was meant.
BARE = re.compile(r"has no (attribute|len)|not iterable|unhashable|not supported|unsupported|^'?None|__init__|unpack")
STRANGE = [
    None,
    5,
    True,
    2.5,
    "x",
    "",
    b"x",
    [1],
    {},
    [None],
    {1: "a"},
    {"a": None},
    {"24": 5},
    {"24": {"x": "abc"}},
    {24: {"x": 1}},
    (1, 2),
    "2025-13-01",
    "\ud800",
    datetime(2025, 7, 1, tzinfo=UTC),
    Decimal("NaN"),
    10**400,
]


def printed(**ranks: int) -> Published:
    """A printed table of units and ranks."""
    return Published(rubric="demo/it@1", rows=[PublishedRow(id=unit, rank=rank) for unit, rank in ranks.items()])


SERIES = history({2021: printed(a=1, b=2), 2022: printed(a=2, b=1)})
FOUND = match(["Ha Tay"], ["Hà Tây"])
CARRIED = PROVINCES.carry_forward({"24": {"x": 1}, "27": {"x": 2}}, EVE, DAY)
CALLS = {
    "at": PROVINCES.at,
    "identity of": lambda it: PROVINCES.identity(it, EVE),
    "identity on": lambda it: PROVINCES.identity("24", it),
    "successors of": lambda it: PROVINCES.successors(it, EVE, DAY),
    "successors until": lambda it: PROVINCES.successors("24", EVE, it),
    "predecessors since": lambda it: PROVINCES.predecessors("24", DAY, it),
    "between": lambda it: PROVINCES.between(EVE, it),
    "sizes": lambda it: PROVINCES.between(EVE, DAY, weights=it),
    "a size": lambda it: PROVINCES.between(EVE, DAY, weights={"24": it}),
    "a table": lambda it: PROVINCES.carry_forward(it, EVE, DAY),
    "a row": lambda it: PROVINCES.carry_back({"24": it}, DAY, EVE),
    "a value": lambda it: PROVINCES.carry_forward({"24": {"x": it}}, EVE, DAY),
    "decimals": CARRIED.rounded,
    "half": lambda it: CARRIED.rounded(2, it),
    "names": lambda it: match(it, ["a"]),
    "abbreviations": lambda it: match(["a"], ["b"], abbreviations=it),
    "decisions": FOUND.confirmed,
    "a decision": lambda it: FOUND.confirmed({"Ha Tay": it}),
    "editions": history,
    "an edition": lambda it: history([it]),
    "an edition of a year": lambda it: history({2013: it}),
    "a lineage": lambda it: history({2013: printed(a=1)}, lineage=it),
    "a unit": SERIES.best,
    "a year": lambda it: SERIES.rank("a", it),
    "first": lambda it: SERIES.streak("a", first=it),
    "tier": lambda it: SERIES.streak("a", tier=it),
    "an id": get_lineage,
    "a registry": lambda it: list_lineages(registry=it),
    "valid": lambda it: Lineage(id="a/b@1", valid=it, units=[]),
    "units": lambda it: Lineage(id="a/b@1", valid=(EVE, DAY), units=it),
    "events": lambda it: Lineage(id="a/b@1", valid=(EVE, DAY), units=[], events=it),
    "a code": lambda it: LineageUnit(id=it),
    "on": lambda it: Event(kind="merge", on=it),
    "before": lambda it: Event(kind="merge", on=DAY, before=it),
    "after": lambda it: Event(kind="merge", on=DAY, after=it),
    "weights": lambda it: Event(kind="merge", on=DAY, weights=it),
}


@pytest.mark.parametrize("name", CALLS)
def test_whatever_is_given_there_is_an_answer_or_a_sentence(name: str) -> None:
    """Nothing that Python says by itself: no bare AttributeError, KeyError, TypeError."""
    refused = 0
    for it in STRANGE:
        error = _raised(CALLS[name], it)
        if error is not None:
            text = str(error)
            assert not isinstance(error, KeyError | IndexError | UnicodeError), (it, text)
            told_by_field = re.match(r"\w+\.\w+: expected ", text)
            assert told_by_field or not BARE.search(text), (it, text)
            assert len(text) > 20, (it, text)
            refused += 1
    assert refused


def _raised(call: Callable[[object], object], value: object) -> Exception | None:
    try:
        call(value)
    except (TypeError, ValueError, LookupError) as error:
        return error
    return None


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: PROVINCES.identity(24, EVE), 'expected the code of a unit, a text such as "02"; found 24'),
        (
            lambda: PROVINCES.at("1/7/2025"),
            "expected a day such as date(2025, 7, 1) or \"2025-07-01\", found '1/7/2025'",
        ),
        (lambda: match([None, "a", 3], ["b"]), "left: expected texts, found None, 3"),
        (lambda: match(["a, b", "a, b"], ["b"]), 'left: these names stand twice: "a, b"; give them by key'),
        (lambda: match(["a"], ["b"], abbreviations={"...": "Hà Nội"}), "each needs a letter or a digit"),
        (lambda: history([None]), "editions[0]: expected a Ranking or a Published table (read_published), found None"),
        (lambda: history({True: printed(a=1)}), "expected a day such as"),
        (lambda: history({99999: printed(a=1)}), "expected a year from 1 to 9999, or a day; found 99999"),
        (lambda: SERIES.rank("a", 2013), 'the series has no edition "2013": did you mean "2021"?'),
        (lambda: CARRIED.rounded(2, "up and down"), "half: expected one of up, away, even"),
    ],
)
def test_the_sentence_says_what_was_meant(call, sentence) -> None:
    """What was expected and what was found."""
    with pytest.raises((TypeError, ValueError, LookupError), match=re.escape(sentence)):
        call()


def test_all_that_is_wrong_with_a_table_is_told_at_once() -> None:
    """Codes that are no texts, one code twice, values that are no numbers; the same of sizes."""
    table = {24: {"x": 1}, "02": {"x": "many", "y": True}, "08": {"x": 1}, " 08": {"x": 2}, "10": 3}
    with pytest.raises(ValueError, match="5 problems") as caught:
        PROVINCES.carry_forward(table, EVE, DAY)
    assert [it.code for it in caught.value.problems] == ["bad-unit", "bad-cell", "bad-cell", "double-id", "bad-unit"]
    with pytest.raises(ValueError, match=r"02.*08.*below 0.*stands twice"):
        PROVINCES.between(EVE, DAY, weights={"02": "many", "08": -1, "10": 1, "10 ": 2})


def test_a_day_may_be_written_as_its_iso_text() -> None:
    """And an edition may be named by its year as a number: they are the same day and the same edition."""
    assert PROVINCES.identity("24", "2025-07-01") == PROVINCES.identity("24", DAY)
    assert PROVINCES.between("2025-06-30", "2025-07-01").until == DAY
    assert PROVINCES.successors("10", "2025-06-30", "2025-07-01") == PROVINCES.successors("10", EVE, DAY)
    assert Event(kind="abolish", on="2025-07-01", before="a").on == DAY
    assert SERIES.rank("a", 2022) == SERIES.rank("a", "2022") == 2
    by_day = history({"2021-12-31": printed(a=1), DAY: printed(a=2)})
    assert by_day.rank("a", DAY) == 2
    assert by_day.labels == ("2021-12-31", "2025-07-01")
