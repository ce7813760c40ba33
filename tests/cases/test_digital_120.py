"""A rubric of 120 indicators, one a line, with invented answers of 60 units (examples/rubrics/digital@2026.toml)."""

from __future__ import annotations

import importlib
from collections import Counter
from pathlib import Path

import pytest

from ictindex import check, get_rubric, load_rubric, rank, read
from ictindex.model import UnknownName
from ictindex.testing.case import Case
from ictindex.testing.laws import LAWS


@pytest.fixture(scope="module")
def case(examples: Path) -> Case:
    """The rubric with its data."""
    rubric = load_rubric(examples / "rubrics" / "digital@2026.toml")
    return Case(rubric, read(examples / "digital-2026.csv", rubric))


def test_a_node_a_line_of_at_most_160_characters(examples: Path, case: Case) -> None:
    """The list of nodes has as many lines as there are nodes, 120 of them indicators, and no line is long."""
    lines = (examples / "rubrics" / "digital@2026.toml").read_text(encoding="utf-8").splitlines()
    written = lines[lines.index("node = [") + 1 : lines.index("]", lines.index("node = ["))]
    assert len(written) == len(case.rubric.nodes) == 128
    assert [line.count("id = ") for line in written] == [1] * 128
    assert len(case.rubric.tree.leaves()) == 120
    assert max(map(len, lines)) <= 160


def test_it_has_groups_blocks_and_tiers(case: Case) -> None:
    """Eight groups of 100 points, seven for departments; no block and no tier is empty."""
    assert [case.rubric.bounds(unit)[1] for unit in (case.dataset.units[0], case.dataset.units[-1])] == [700, 800]
    ranking = rank(case.dataset, case.rubric)
    assert Counter(it.block for it in ranking.standings) == {"so": 24, "xa": 36}
    assert all(ranking.tier_counts().values())
    assert len(ranking.tier_counts()) == 4


def test_it_has_no_problem(case: Case) -> None:
    """Neither the rubric (else it had not loaded) nor the data, and every column is read."""
    assert check(case.dataset, case.rubric) == ()
    assert case.scores().remarks == ()


@pytest.mark.parametrize("law", ["L13", "L14", "L19"])
def test_laws(case: Case, law: str) -> None:
    """Equal to the reference; the same law when written and read again; all points and none for the two ends."""
    assert LAWS[law].applies(case.rubric)
    assert LAWS[law].breaches(case) == []


def test_the_script_makes_both_files_again(examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The seed gives the same bytes."""
    monkeypatch.syspath_prepend(str(examples / "make"))
    script = importlib.import_module("digital_2026")
    monkeypatch.setattr(importlib.import_module("drawing"), "EXAMPLES", tmp_path)
    script.main()
    for name in ("rubrics/digital@2026.toml", "digital-2026.csv"):
        assert (tmp_path / name).read_bytes() == (examples / name).read_bytes()


def test_it_is_an_example_and_no_built_in_rubric() -> None:
    """What is invented is not offered under a name."""
    with pytest.raises(UnknownName):
        get_rubric("example/digital@2026")
