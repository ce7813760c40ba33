from __future__ import annotations

import pytest

from ictindex.model.standing_rules import PrizeCount
from ictindex.ranking.ladder import EDGE_RULES, Candidates, Edge, Separators, climb

APART = Separators(broken=sorted, drawn=lambda rows: sorted(rows, reverse=True))


def ladder(levels, prizes, tie):
    """Winners per prize, and places left, of candidates 0, 1, 2, … with these levels."""
    candidates = Candidates(rows=tuple(range(len(levels))), levels=dict(enumerate(levels)))
    rungs = climb([PrizeCount.of(it) for it in prizes], candidates, EDGE_RULES[tie], APART)
    return [rung.winners for rung in rungs], [rung.left for rung in rungs]


def test_without_ties_every_prize_has_its_number():
    """Nhất 1, Nhì 1, Ba 2 of five candidates."""
    assert ladder([9, 8, 7, 6, 5], ["Nhất 1", "Nhì 1", "Ba 2"], "jury") == ([(0,), (1,), (2, 3)], [0, 0, 0])


def test_a_tie_inside_a_prize_needs_no_rule():
    """The two equals both fit into Nhì 2."""
    assert ladder([9, 8, 8, 6], ["Nhất 1", "Nhì 2"], "jury") == ([(0,), (1, 2)], [0, 0])


@pytest.mark.parametrize(
    ("tie", "winners", "left"),
    [
        ("extend", [(0, 1, 2), (3,), (4, 5)], [0, 0, 0]),
        ("shrink", [(), (), (0, 1, 2)], [1, 1, 0]),
        ("break", [(0,), (1,), (2, 3)], [0, 0, 0]),
        ("lot", [(2,), (1,), (0, 3)], [0, 0, 0]),
        ("jury", [(), (), ()], [1, 1, 3]),
    ],
)
def test_three_equals_at_the_top(tie, winners, left):
    """Nhất 1, Nhì 1, Ba 2 (3 where the three equals must fit) of 9 9 9 8 7 6."""
    third = "Ba 3" if tie in ("shrink", "jury") else "Ba 2"
    assert ladder([9, 9, 9, 8, 7, 6], ["Nhất 1", "Nhì 1", third], tie) == (winners, left)


def test_jury_gives_what_is_certain_and_leaves_the_rest_of_the_ladder_open():
    """Nhì 2 of 9 8 7 7: the second certain, one place and all of Ba open."""
    assert ladder([9, 8, 7, 7, 6], ["Nhất 1", "Nhì 2", "Ba 2", "Khuyến khích"], "jury") == (
        [(0,), (1,), (), ()],
        [0, 1, 2, 0],
    )


def test_shrink_looks_at_the_equals_again_for_the_next_prize():
    """The equals at the edge of Nhì share Ba, whose number is kept."""
    assert ladder([9, 8, 7, 7, 6], ["Nhất 1", "Nhì 2", "Ba 2"], "shrink") == ([(0,), (1,), (2, 3)], [0, 1, 0])


def test_extend_leaves_later_prizes_their_numbers():
    """Three units receive Nhì 2, and Ba 1 goes to the next one."""
    assert ladder([9, 8, 7, 7, 6], ["Nhất 1", "Nhì 2", "Ba 1"], "extend") == (
        [(0,), (1, 2, 3), (4,)],
        [0, 0, 0],
    )


def test_a_shortage_is_counted():
    """Two candidates for four places: one of Nhì and both of Ba are left."""
    assert ladder([9, 8], ["Nhất 1", "Nhì 2", "Ba 2"], "jury") == ([(0,), (1,), ()], [0, 1, 2])


def test_a_prize_without_a_number_takes_all_that_remain():
    """Recognition has no edge."""
    assert ladder([9, 9, 9], ["Khuyến khích"], "jury") == ([(0, 1, 2)], [0])
    assert ladder([9, 8, 8], ["Nhất 1", "Khuyến khích"], "jury") == ([(0,), (1, 2)], [0, 0])


def test_the_edge_names_the_equals_and_the_places_between_them():
    """One place for two units, and who stands next behind the prize."""
    candidates = Candidates(rows=(0, 1, 2, 3), levels={0: 9, 1: 8, 2: 8, 3: 7})
    (rung,) = climb([PrizeCount.of("Nhất 2")], candidates, EDGE_RULES["break"], APART)
    assert (rung.edge, rung.next, rung.winners) == (Edge(tied=(1, 2), places=1), 2, (0, 1))
