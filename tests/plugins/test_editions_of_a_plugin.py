"""The life of a rubric in one plugin: a year, the next, an amendment within it, and a lock on all three."""

from __future__ import annotations

from datetime import date

import pytest

from ictindex import get_rubric, rank
from ictindex.api import law_of
from ictindex.codec import text_digest
from ictindex.model import Dataset, UnknownName
from ictindex.plugins import Registry
from ictindex.plugins.locks import lock_problems, read_lock
from ictindex.testing import fake_distribution

SOURCE = """
    from importlib.resources import files
    from ictindex.plugins import hookimpl, toml_rubrics

    @hookimpl
    def ictindex_rubrics():
        return toml_rubrics("ca-mau", files(__name__))
    """
RUBRIC = """
    schema = 1
    id = "ca-mau/it@{edition}"
    valid = [{year}-01-01, {year}-12-31]
    follows = "{follows}"
    total = {{ decimals = 1 }}
    node = [ {{ id = "may", max = {points} }} ]
    """
FILES = {
    "it@2025.toml": RUBRIC.format(edition="2025", year=2025, follows="", points=10),
    "it@2026.toml": RUBRIC.format(edition="2026", year=2026, follows="ca-mau/it@2025", points=20),
    "it@2026-2.toml": RUBRIC.format(edition="2026-2", year=2026, follows="ca-mau/it@2026", points=30),
}


@pytest.fixture
def plugin(tmp_path):
    """Return a function that installs a plugin with these files, in a folder of its own each time."""
    made = []

    def install(files):
        folder = tmp_path / f"site{len(made)}"
        made.append(fake_distribution(folder, "ca-mau", source=SOURCE, files=files))
        return made[-1]

    return install


@pytest.fixture
def registry(plugin):
    """Return the registry of the three editions."""
    made = plugin(FILES)
    with made.importable():
        yield made.registry(strict=True)


@pytest.mark.parametrize(
    ("on", "edition"), [("2025-12-31", "2025"), ("2026-01-01", "2026-2"), ("2026-12-31", "2026-2")]
)
def test_the_date_chooses_and_an_amendment_supersedes(registry, on, edition):
    """Of two editions of one year the one that follows the other is meant."""
    assert get_rubric("ca-mau/it", on=date.fromisoformat(on), registry=registry).edition == edition


def test_what_is_superseded_is_still_there_under_its_full_id(registry):
    """A result of before can be worked out again."""
    assert get_rubric("ca-mau/it@2026", registry=registry).bounds() == (0, 20)
    assert get_rubric("ca-mau/it", registry=registry).bounds() == (0, 30)


def test_a_day_without_an_edition_is_refused(registry):
    """Nobody's law is taken for that of another year."""
    with pytest.raises(UnknownName, match="no edition of ca-mau/it is valid on 2024-06-30"):
        get_rubric("ca-mau/it", on=date(2024, 6, 30), registry=registry)


def test_ranks_of_amended_editions_can_be_compared_and_scores_cannot(registry):
    """An amendment is another law of the same family."""
    before, after = (get_rubric(f"ca-mau/it@{it}", registry=registry) for it in ("2026", "2026-2"))

    def ranked(rubric, answers, previous=None):
        data = Dataset.from_columns(units=["a", "b"], columns={"may": answers})
        return rank(data, rubric, previous=previous, registry=registry)

    ranking = ranked(after, [1, 2], ranked(before, [2, 1]))
    assert (ranking["b"].change, ranking["a"].change) == (1, -1)
    with pytest.raises(ValueError, match="2026"):
        ranking.score_change("a")


def test_the_lock_tells_a_changed_edition_from_a_new_one(registry, plugin, tmp_path):
    """A published law that has changed is named; an edition that was added is no concern of the lock."""
    lock = tmp_path / "rubrics.lock"
    rubrics = [get_rubric(f"ca-mau/it@{it}", registry=registry) for it in ("2025", "2026")]
    lines = [f'"{it.id}" = {{ law = "{law_of(it, registry=registry)}", text = "{text_digest(it)}" }}' for it in rubrics]
    lock.write_text("\n".join(lines) + "\n", encoding="utf-8")
    held = read_lock(lock)
    assert [problem for it in rubrics for problem in lock_problems(it, law_of(it, registry=registry), held)] == []

    changed = plugin({**FILES, "it@2025.toml": FILES["it@2025.toml"].replace("max = 10", "max = 11")})
    with changed.importable():
        later: Registry = changed.registry()
        (problem,) = [
            problem
            for it in held
            for problem in lock_problems(later.get_rubric(it), law_of(later.get_rubric(it), registry=later), held)
        ]
    assert (problem.code, problem.where.path) == ("broken-lock", "ca-mau/it@2025")
    assert "its law is now" in problem.message


def test_a_rubric_of_another_schema_breaks_only_itself(plugin):
    """The other editions are offered, and the strange one is named when it is asked for."""
    made = plugin({**FILES, "it@2027.toml": "schema = 2\nid = 'ca-mau/it@2027'\n"})
    with made.importable():
        registry = made.registry()
        assert registry.get_rubric("ca-mau/it@2025").edition == "2025"
        with pytest.raises(RuntimeError, match="unknown-schema"):
            registry.get_rubric("ca-mau/it@2027")
