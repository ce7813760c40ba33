"""What is kept with a data set changes nothing: ranked again, and after another law, it gives the same bytes (L17)."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictindex.model import TieRefused
from ictindex.model.dataset import Dataset
from ictindex.model.rubric import Rubric
from ictindex.ranking import rank
from ictindex.scoring import arithmetic, deciding, quantity, reading
from ictindex.testing.case import Case
from ictindex.testing.strategies import rubrics_with_data


def told(dataset: Dataset, rubric: Rubric, case: Case) -> str:
    """Everything that a ranking prints."""
    try:
        return rank(dataset, rubric, previous=case.previous).to_json(reasons=True)
    except TieRefused as refused:
        return str(refused)


@given(case=rubrics_with_data(refusing=True), between=st.booleans())
def test_ranked_again_it_is_the_same(case: Case, between: bool) -> None:
    """As a copy that has forgotten everything, and as the same data after a law with other maxima had asked."""
    once = told(case.dataset, case.rubric, case)
    if between:
        total = attrs.evolve(case.rubric.total, decimals=0)
        told(case.dataset, attrs.evolve(case.rubric, total=total), case)
    again = told(case.dataset, case.rubric, case)
    forgotten = told(attrs.evolve(case.dataset), case.rubric, case)
    assert once == again
    assert once == forgotten


@given(case=rubrics_with_data(refusing=True))
def test_few_units_are_decided_as_many_are(case: Case) -> None:
    """One bound of the error for all units or one for each, kept readings or none, rounding in pieces or not (L17)."""
    once = told(attrs.evolve(case.dataset), case.rubric, case)
    with pytest.MonkeyPatch.context() as patch:
        for room in (arithmetic, quantity, reading):
            patch.setattr(room, "FEW", 0)
        patch.setattr(deciding, "_PIECE", 3)
        many = told(attrs.evolve(case.dataset), case.rubric, case)
    assert once == many
