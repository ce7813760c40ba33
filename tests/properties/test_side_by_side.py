"""Nodes that are worked out side by side give the bytes of nodes worked out one after the other (law L17)."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictindex.model import DataError, Dataset, Group, Indicator, Rubric, TieRefused
from ictindex.ranking import rank_scores
from ictindex.scoring import score
from ictindex.testing.case import Case
from ictindex.testing.strategies import rubrics_with_data


def told(case: Case, workers: int) -> str:
    """Everything that a ranking prints, remarks in their order included."""
    try:
        scores = score(case.dataset, case.rubric, workers=workers)
        return rank_scores(scores, previous=case.previous).to_json()
    except TieRefused as refused:
        return str(refused)


@given(case=rubrics_with_data(refusing=True), workers=st.integers(2, 4))
def test_threads_change_no_byte(case: Case, workers: int) -> None:
    """Values, problems met on the way and remarks do not depend on who came first."""
    assert told(case, workers) == told(case, 1)


@cache
def law() -> Rubric:
    """Twelve indicators that demand an answer, in three groups."""
    groups = [Group(id=f"g{number}") for number in range(3)]
    leaves = [Indicator(id=f"c{number}", parent=f"g{number % 3}", max=9) for number in range(12)]
    return Rubric(id="demo/side@2026", total=Group(decimals=2), nodes=[*groups, *leaves])


@given(cells=st.lists(st.lists(st.sampled_from([1, 5, 9, 99, None]), min_size=12, max_size=12), min_size=2, max_size=6))
def test_problems_stand_in_the_order_of_the_nodes(cells: list[list[int | None]]) -> None:
    """However many threads found them."""
    columns = {f"c{number}": [row[number] for row in cells] for number in range(12)}
    data = Dataset.from_columns(units=[f"u{row}" for row in range(len(cells))], columns=columns)
    found = []
    for workers in (1, 4):
        try:
            found.append(score(data, law(), workers=workers).ticks().tolist())
        except DataError as error:
            found.append([str(it) for it in error.problems])
    assert found[0] == found[1]


def test_what_a_thread_raises_is_raised() -> None:
    """A value that has no room is refused by the same sentence."""
    data = Dataset.from_columns(units=["u"], columns={f"c{number}": ["9e17"] for number in range(12)})
    law_of_shares = Rubric(
        id="demo/large@2026",
        total=Group(decimals=9),
        nodes=[Indicator(id=f"c{number}", decimals=9) for number in range(12)],
    )
    sentences = []
    for workers in (1, 2):
        with pytest.raises(DataError) as caught:
            score(data, law_of_shares, workers=workers)
        sentences.append(str(caught.value))
    assert sentences[0] == sentences[1]
