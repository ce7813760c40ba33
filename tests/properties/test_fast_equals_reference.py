"""Law L13: the fast engine equals the reference, in each thing on its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ictindex.model import TieRefused
from ictindex.model.ranges import Range
from ictindex.ranking import rank
from ictindex.scoring import score
from ictindex.testing import agreement, reference
from ictindex.testing.case import Case
from ictindex.testing.strategies import datasets, large_case, rubrics_with_data

# The laws of exactness are tried harder than others by `make thorough`.
EXAMPLES = settings().max_examples
HARD = settings(max_examples=10 * EXAMPLES if EXAMPLES >= 1_000 else EXAMPLES)


def differing(compared: Mapping[str, Callable[..., Iterable[str]]], fast: object, slow: object) -> dict[str, list[str]]:
    """What is not the same, thing by thing, each looked at on its own: equal ranks prove little about ticks."""
    found = {what: list(compare(fast, slow))[:5] for what, compare in compared.items()}
    return {what: differences for what, differences in found.items() if differences}


@HARD
@given(case=rubrics_with_data(history=False, rules=False))
def test_scores_equal_the_reference(case: Case) -> None:
    """Applicability, unrounded values, printed ticks, maxima, ties and percents, for every unit and node."""
    fast, slow = score(case.dataset, case.rubric), reference.score(case.dataset, case.rubric)
    assert differing(agreement.SCORING, fast, slow) == {}


@HARD
@given(case=rubrics_with_data(history=False, rules=False), data=st.data())
def test_comparisons_with_bounds_equal_the_reference(case: Case, data: st.DataObject) -> None:
    """At least and more than, in points and percent: at the very values of units, and beside them."""
    fast, slow = score(case.dataset, case.rubric), reference.score(case.dataset, case.rubric)
    values = [slow.cell(unit, "total").decided for unit in slow.units]
    points = sorted({reference.decimal_of(it).quantize(Decimal("1e-9")) for it in values if it is not None})
    number = data.draw(st.sampled_from([*points, Decimal(50)]))
    percent = data.draw(st.sampled_from(["0%", "50%", "75%", "100%", "33.3%"]))
    spans = [Range.parse(text) for text in (f"{number:f}..", f">{number:f}", f"..{percent}", f"<{percent}")]
    assert list(agreement.ranges(fast, slow, spans)) == []


@HARD
@given(case=rubrics_with_data(refusing=True))
def test_rankings_equal_the_reference(case: Case) -> None:
    """Ranks, order, tiers, changes, prizes, ties and places left; a refused tie is refused by both."""
    try:
        slow = reference.rank(case.dataset, case.rubric, case.previous)
    except TieRefused:
        with pytest.raises(TieRefused):
            rank(case.dataset, case.rubric, previous=case.previous)
        return
    fast = rank(case.dataset, case.rubric, previous=case.previous)
    assert differing(agreement.RANKING, fast, slow) == {}


@given(case=rubrics_with_data(history=False, rules=False, custom=True))
def test_plugin_shapes_equal_the_reference(case: Case) -> None:
    """A plugin's shape goes through its exact function wherever its points decide."""
    fast, slow = case.scores(), case.judged().scores
    assert differing(agreement.SCORING, fast, slow) == {}


@settings(max_examples=max(25, EXAMPLES // 2))
@given(case=rubrics_with_data(history=False), data=st.data())
def test_changes_against_a_ranking_equal_the_reference(case: Case, data: st.DataObject) -> None:
    """The year before as a ranking under the same law: places and points gained, and the prizes for them."""
    before = Case(case.rubric, data.draw(datasets(case.rubric)))
    fast = rank(case.dataset, case.rubric, previous=before.ranking())
    slow = reference.rank(case.dataset, case.rubric, before.judged())
    assert differing(agreement.RANKING, fast, slow) == {}


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6 if EXAMPLES < 1_000 else 60))
def test_large_tables_equal_the_reference(seed: int) -> None:
    """Above the sizes at which the engine changes its way of counting ranks."""
    case = large_case(seed, units=530)
    fast, slow = case.ranking(), case.judged()
    assert differing(agreement.SCORING, fast.scores, slow.scores) == {}
    assert differing(agreement.RANKING, fast, slow) == {}
