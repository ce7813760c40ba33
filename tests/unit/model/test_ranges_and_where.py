"""Ranges state their sides; conditions say what they look at."""

from __future__ import annotations

from fractions import Fraction

import pytest

from ictindex.model import Unit, Where
from ictindex.model.membership import known_truth, members_of
from ictindex.model.ranges import Bound, Range
from ictindex.model.units import Partition


@pytest.mark.parametrize(
    ("text", "inside", "outside"),
    [
        ("85..", ["85", "90"], ["84.99"]),
        (">75", ["75.01"], ["75"]),
        ("..10", ["10", "-5"], ["10.01"]),
        ("<10", ["9.99"], ["10"]),
        ("70..85", ["70", "85"], ["69", "86"]),
        ("70..<85", ["70", "84.99"], ["85"]),
        (">70..85", ["85"], ["70"]),
        (">=70", ["70"], ["69.9"]),
        ("<=70", ["70"], ["70.1"]),
    ],
)
def test_a_range_holds_exactly_its_numbers(text: str, inside: list[str], outside: list[str]) -> None:
    """Both sides, at and beside the bound."""
    range_ = Range.parse(text)
    assert all(range_.holds(Fraction(number)) for number in inside)
    assert not any(range_.holds(Fraction(number)) for number in outside)
    assert Range.parse(str(range_)) == range_


def test_percent_bounds_are_of_the_maximum_and_never_rounded() -> None:
    """600.01 of 800 is more than 75 %; without a maximum a percent bound never holds."""
    assert Range.parse(">75%").holds(Fraction("600.01"), Fraction(800))
    assert not Range.parse(">75%").holds(Fraction(600), Fraction(800))
    assert not Range.parse("1%..").holds(Fraction(600), None)


@pytest.mark.parametrize("text", ["85", "", "..", "a..b", "5...6", ">", "70..85..90"])
def test_what_states_no_side_is_no_range(text: str) -> None:
    """A bare number is refused because it says neither at least nor at most."""
    with pytest.raises(ValueError, match="is not a range"):
        Range.parse(text)


def test_a_lower_bound_may_be_a_bare_number() -> None:
    """In steps and tiers a bare number means at least."""
    assert Bound.at_least("80%") == Bound(value=80, percent=True)
    assert Bound.at_least(">1") == Bound(value=1, strict=True)
    with pytest.raises(ValueError, match="not a lower bound"):
        Bound.at_least("..10")


BLOCK = Partition(name="block", parts={"so": "Sở, ban, ngành", "xa": "Xã"})
KIND = Partition(
    name="kind", parts={"do-thi": {"block": ["so"], "tag": ["a"]}, "khac": {"any": [{"block": "xa"}, {"tag": "-a"}]}}
)


@pytest.mark.parametrize(
    ("parts", "tags", "kind"),
    [
        ({"block": "Sở, ban, ngành"}, {"a"}, "do-thi"),
        ({"block": "so"}, set(), "khac"),
        ({"block": "XÃ"}, {"a"}, "khac"),
    ],
)
def test_derived_parts_follow_from_named_parts_and_tags(parts: dict[str, str], tags: set[str], kind: str) -> None:
    """Cells may hold ids or names in any case; a derived part is the one whose condition holds."""
    members = members_of([BLOCK, KIND], Unit(id="u", parts=parts, tags=tags))
    assert members["kind"] == {kind}


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ({"block": ["so", "xa"]}, True),
        ({"block": "-so"}, False),
        ({"tag": ["a", "-b"]}, True),
        ({"unit": "v"}, False),
        ({"node": "5.."}, None),
        ({"any": [{"node": "5.."}, {"block": "so"}]}, True),
        ({"at_least": [2, {"node": "5.."}, {"block": "xa"}, {"tag": "a"}]}, None),
        ({"at_least": [2, {"unit": "v"}, {"block": "xa"}, {"tag": "a"}]}, False),
    ],
)
def test_membership_answers_what_it_can(table: dict[str, object], expected: bool | None) -> None:
    """Conditions on values stay open, unless the rest decides."""
    members = members_of([BLOCK], Unit(id="u", parts={"block": "so"}, tags={"a"}))
    assert known_truth(Where.of(table), members) is expected


@pytest.mark.parametrize(
    "table", [{"x": 5}, {"x": []}, {"any": []}, {"at_least": [3, {"block": "so"}]}, {"any": [{"any": [{"a": "b"}]}]}]
)
def test_malformed_conditions_are_refused(table: dict[str, object]) -> None:
    """Numbers without a side, empty lists, impossible counts and deeper nesting."""
    with pytest.raises((ValueError, TypeError)):
        Where.of(table)
