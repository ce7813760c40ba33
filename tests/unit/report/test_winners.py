"""Why a unit has a prize, in words."""

from __future__ import annotations

import attrs

from ictindex.report.said import Said
from ictindex.report.winners import prize_rules


def test_a_winner_has_its_values_and_the_next_candidate(ranking):
    """In either language with its decimal mark; the last of a block has nobody behind."""
    rule = next(it for it in prize_rules(ranking) if it.prize.id == "giai")
    first = rule.winners[0]
    assert (first.unit, first.prize, first.to) == ("a", "Nhất", ("lãnh đạo",))
    assert first.part == Said("Sở, ban, ngành", "Sở, ban, ngành (Departments)")
    assert first.why.en == "the total 59.25, Use 29.25; the next candidate: Sở Ân (49.40; 24.40)"
    assert first.why.vi == "tổng điểm 59,25, Ứng dụng 29,25; đơn vị kế tiếp: Sở Ân (49,40; 24,40)"


def test_a_recognition_says_that_its_conditions_are_met(ranking):
    """It compares nobody."""
    rule = next(it for it in prize_rules(ranking) if it.prize.id == "day-du")
    assert [(it.unit, it.why.en) for it in rule.winners] == [("a", "meets every condition")]


def test_a_selector_may_compare_no_values(ranking):
    """Then the next candidate is named alone, and a winner without either has a dash."""
    given = ranking.awards[0]
    bare = attrs.evolve(given, values=(), against=attrs.evolve(given.against, values=()))
    alone = attrs.evolve(given, values=(), against=None)
    for award, why in ((bare, "the next candidate: Sở Ân"), (alone, "–")):
        rule = next(prize_rules(attrs.evolve(ranking, awards=(award,))))
        assert rule.winners[0].why.en == why
