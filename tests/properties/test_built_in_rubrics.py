"""The laws hold for the rubrics that come with the library, on random data that they accept."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ictindex.codec import load_rubric
from ictindex.testing.case import Case
from ictindex.testing.laws import LAWS
from ictindex.testing.strategies import datasets, tied_datasets

# A rubric is one; its laws need fewer tables than random rubrics do.
FEWER = max(5, settings().max_examples // 20)


FOLDER = Path(str(resources.files("ictindex.rubrics")))
# A namespace has a folder of rubrics; lineages of units lie in one of their own below.
FILES = sorted(FOLDER.glob("*/*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_all_laws_hold(path: Path) -> None:
    """Every law that speaks about the rubric, on plain and on tied data."""
    rubric = load_rubric(path)

    @settings(max_examples=FEWER)
    @given(dataset=st.one_of(datasets(rubric), tied_datasets(rubric)))
    def hold(dataset) -> None:
        case = Case(rubric, dataset)
        assert {law.id: law.breaches(case) for law in LAWS.values() if law.breaches(case)} == {}

    hold()
