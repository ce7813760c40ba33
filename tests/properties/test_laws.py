"""The laws of the design, each on random rubrics with random data."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ictindex.testing.laws import LAWS, Law
from ictindex.testing.strategies import rubrics_with_data

# `make thorough` tries the laws of exactness and of prizes ten times as often.
EXAMPLES = settings().max_examples
HARD = 10 * EXAMPLES if EXAMPLES >= 1_000 else EXAMPLES


# L13 is tried thing by thing in test_fast_equals_reference.
ALL = [law for law in LAWS.values() if law.id != "L13"]


@pytest.mark.parametrize("law", ALL, ids=[law.id for law in ALL])
def test_law(law: Law) -> None:
    """Every law of the table holds for whatever rubric and data it speaks about."""

    @settings(max_examples=HARD if law.hard else EXAMPLES)
    @given(data=st.data())
    def holds(data: st.DataObject) -> None:
        case = data.draw(rubrics_with_data(**law.features))
        assert law.breaches(case) == [], law.sentence

    holds()
