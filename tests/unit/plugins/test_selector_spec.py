from __future__ import annotations

from fractions import Fraction

import pytest

from ictindex.model import PluginError
from ictindex.ranking.selector_spec import Candidate, SelectorSpec

CANDIDATES = [Candidate(unit=unit, rank=rank, values={"total": Fraction(rank)}) for unit, rank in [("b", 2), ("a", 1)]]


def order(select, candidates=CANDIDATES):
    """Return the order that this function gives."""
    return SelectorSpec(version="1", select=select).order("demo/best", candidates)


def test_candidates_come_in_the_order_of_their_ids():
    """Row order is never seen, so that no prize can hang on it."""
    seen = []
    order(lambda given: seen.append(given) or ())
    order(lambda given: seen.append(given) or (), CANDIDATES[::-1])
    assert [candidate.unit for candidate in seen[0]] == ["a", "b"]
    assert seen[0] == seen[1]


def test_a_selector_orders_and_may_leave_out():
    """A tuple or a list of unit ids, best first."""
    assert order(lambda given: [candidate.unit for candidate in reversed(given)]) == ("b", "a")
    assert order(lambda _: ("b",)) == ("b",)
    assert order(lambda _: ()) == ()


@pytest.mark.parametrize("result", [None, "ab", {"a"}, ["a", 1], CANDIDATES, ["a", "z"], ["a", "a"]])
def test_output_of_another_kind_is_refused(result):
    """Nothing, a text, a set without order, other things than ids, a stranger, a unit twice."""
    with pytest.raises(PluginError, match=r"\[selector-output\]"):
        order(lambda _: result)


@pytest.mark.parametrize("error", [ValueError("no"), SystemExit(3)])
def test_a_selector_that_fails_stops_that_ranking(error):
    """The prize goes to nobody by accident: the failure is raised from its cause."""

    def fails(given):
        raise error

    with pytest.raises(PluginError, match=r"\[selector-failed\]") as caught:
        order(fails)
    assert error is caught.value.__cause__


def test_a_candidate_shows_the_values_of_the_prize():
    """What the law's `by` names, and nothing else."""
    assert Fraction(2) == CANDIDATES[0].value("total")
    with pytest.raises(KeyError):
        CANDIDATES[0].value("may")


@pytest.mark.parametrize("wrong", [{"version": ""}, {"select": "sorted"}])
def test_a_record_is_checked_when_it_is_made(wrong):
    """The author hears of it at once."""
    with pytest.raises((TypeError, ValueError), match=r"version|select"):
        SelectorSpec(**{"version": "1", "select": tuple, **wrong})
