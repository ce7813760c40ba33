"""The contract of a plugin: as questions, as a test function, as a plugin of pytest."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ictindex import rank
from ictindex.codec import text_digest
from ictindex.model import Custom, Dataset, Group, Indicator, RankRule, Rubric
from ictindex.plugins import Registry
from ictindex.scoring import ShapeSpec
from ictindex.testing import Breach, LawNotTried, assert_rankings_equal, check_laws, fake_distribution, plugin_tests
from ictindex.testing.province import NotTried, questions_of

RUBRIC = Rubric(
    id="demo/it@2026",
    total=Group(decimals=1),
    nodes=[Indicator(id="may", max=10), Indicator(id="mang", max=5, shape=Custom(name="demo/as-is"))],
)


def as_is(monotone="rising", exact=lambda reading, _: reading):
    """A registry with a shape that gives the reading."""
    spec = ShapeSpec(version="1", fast=lambda readings, _: readings, exact=exact, monotone=monotone)
    return Registry(shapes={"demo/as-is": spec})


def wrong(province, **options):
    """The names of the questions with a wrong answer."""
    asked = questions_of("lam-dong", registry=province.registry(), examples=2, **options)
    return [it.name for it in asked if it.answer()]


def test_a_good_plugin_has_nothing_to_fear(province, case_file):
    """It is whole, its rubric keeps the laws and its case comes out right."""
    asked = questions_of("lam-dong", cases=[case_file()], registry=province.registry(), examples=2)
    names = [it.name for it in asked]
    assert names[:3] == ["whole", "rubric lam-dong/it@2026", "L1 lam-dong/it@2026"]
    assert names[-1] == "case case.toml"
    assert [it.answer() for it in asked] == [()] * len(asked)


def test_a_wrong_case_and_a_pattern_without_files_are_told(province, case_file, tmp_path):
    """A case that nobody finds is not a case that is right."""
    case = case_file("score = 30", "score = 29")
    assert wrong(province, cases=[case, tmp_path / "none-*.toml"]) == ["case case.toml", f"case {tmp_path}/none-*.toml"]


def test_a_plugin_that_is_not_there_is_told(province):
    """With the names of those that are."""
    (question,) = questions_of("lamdong", registry=province.registry())
    assert question.answer() == ('no plugin "lamdong" is installed; found: lam-dong',)


def test_a_disabled_plugin_is_told(province):
    """Its tests would pass for want of rubrics."""
    (question,) = questions_of("lam-dong", registry=province.registry(disable=["lam-dong"]))
    assert question.answer() == ('the plugin "lam-dong" is disabled',)


def test_a_broken_plugin_and_a_broken_rubric_are_told(tmp_path):
    """The plugin's problems by their codes, the rubric's by its own question; no law is asked of it."""
    source = """
        from ictindex.plugins import hookimpl, toml_rubrics

        @hookimpl
        def ictindex_rubrics():
            return [*toml_rubrics("ca-mau", __path__[0]), ("other/a@1", dict)]
        """
    made = fake_distribution(tmp_path / "site", "ca-mau", source=source, files={"it@1.toml": "schema = 1\n"})
    with made.importable():
        asked = questions_of("ca-mau", registry=made.registry())
        assert [it.name for it in asked] == ["whole", "rubric ca-mau/it@1"]
        said = [" ".join(it.answer()) for it in asked]
    assert "[foreign-id]" in said[0]
    assert "[rubric-failed]" in said[1]


def test_a_shape_that_nobody_offers_is_told(tmp_path):
    """Before any law stumbles over it."""
    registry = Registry().with_rubric(RUBRIC)
    asked = {it.name: it for it in questions_of("demo", registry=registry, examples=1)}
    assert asked["rubric demo/it@2026"].answer() == ("demo/it@2026 uses demo/as-is, which no plugin offers",)


def test_a_changed_edition_breaks_its_lock(province, tmp_path):
    """The law and the texts are locked each on its own."""
    rubric = province.registry().get_rubric("lam-dong/it@2026")
    lock = tmp_path / "rubrics.lock"
    lock.write_text(f'"lam-dong/it@2026" = {{ law = "0", text = "{text_digest(rubric)}" }}\n', encoding="utf-8")
    asked = questions_of("lam-dong", lock=lock, registry=province.registry(), examples=0)
    assert asked[-1].name == "lock rubrics.lock"
    (said,) = asked[-1].answer()
    assert "its law is now" in said
    assert "[broken-lock]" in said


def test_a_law_without_data_is_skipped_not_passed(province):
    """Zero examples prove nothing."""
    asked = questions_of("lam-dong", registry=province.registry(), examples=0)
    with pytest.raises(NotTried, match="L1 could not be tried"):
        asked[2].answer()


def test_plugin_tests_is_a_parametrised_function(province, case_file):
    """No class, no fixture: the questions are its parameters, and a wrong answer fails it."""
    case_file("score = 30", "score = 29", name="wrong.toml")
    pattern = case_file().parent / "*.toml"
    function = plugin_tests("lam-dong", cases=pattern, registry=province.registry(), examples=1)
    (mark,) = function.pytestmark
    by_name = {it.id: it.values[0] for it in mark.args[1]}
    assert mark.name == "parametrize"
    function(by_name["case case.toml"])
    with pytest.raises(pytest.fail.Exception, match="the engine gives 30"):
        function(by_name["case wrong.toml"])


def test_the_plugin_of_pytest_is_opt_in_and_asks_the_same(province, case_file):
    """Named on the command line it needs no test file; without its option it adds nothing."""
    case_file("score = 30", "score = 29")
    folder = case_file().parent
    paths = [str(province.folder), *sys.path]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths)), "ICTINDEX_PLUGINS": "lam-dong"}

    def run(*options):
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", "--rootdir", folder, *options]
        done = subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", env=environment, cwd=folder, check=False
        )
        return done.returncode, done.stdout

    kit = ["-p", "ictindex.testing.pytest", "--ictindex-examples", "1"]
    code, said = run(*kit, "--ictindex-plugin", "lam-dong", "--ictindex-case", "case.toml", "-k", "whole or case or L4")
    assert (code, "3 passed" in said) == (0, True), said
    case_file("score = 30", "score = 29")
    code, said = run(*kit, "--ictindex-plugin", "lam-dong", "--ictindex-case", "case.toml", "-k", "case")
    assert (code, "expect.b.score" in said) == (1, True), said
    code, said = run(*kit)
    assert code == pytest.ExitCode.NO_TESTS_COLLECTED, said


def test_a_lawful_rubric_breaks_no_law():
    """With a shape of a plugin that keeps its word."""
    assert check_laws(RUBRIC, registry=as_is(), examples=4) == ()


def test_a_breach_is_shown_with_the_units_it_needs():
    """A shape that is declared falling and rises: two units show it."""
    found = check_laws(RUBRIC, registry=as_is(monotone="falling"), examples=12)
    breach = next(it for it in found if it.law.id == "L5")
    assert isinstance(breach, Breach)
    assert len(breach.case.dataset) == 2
    head, *said, one, other = str(breach).splitlines()
    assert head.startswith("L5 is broken by demo/it@2026")
    assert "expected falling points" in " ".join(said)
    assert all("mang = " in line for line in (one, other))


def test_a_shape_that_fails_breaks_every_law_that_asks_it():
    """A crash on lawful data is a breach, and says what it was."""
    found = check_laws(RUBRIC, registry=as_is(exact=lambda *_: 1 / 0), examples=1)
    assert all("ZeroDivisionError" in str(breach) for breach in found)
    assert {"L1", "L4", "L5", "L13"} <= {breach.law.id for breach in found}


def test_the_data_at_hand_are_tried_first():
    """And refused data are the author's mistake, not a reason to be silent."""
    data = Dataset.from_columns(units=["a", "b"], columns={"may": [11, 1], "mang": [1, 1]})
    said = {it.law.id: str(it) for it in check_laws(RUBRIC, registry=as_is(), data=[data], examples=0)}
    assert "the data are refused" in said["L1"]
    assert "11" in said["L1"]


def test_ties_that_the_rubric_refuses_are_no_breach():
    """Drawn data with equals are left out; where all are, the law has not been tried."""
    refusing = Rubric(
        id="demo/it@2026",
        total=Group(decimals=0),
        nodes=[Indicator(id="may", max=1)],
        rank=RankRule(last="refuse"),
    )
    found = check_laws(refusing, examples=3)
    assert all(isinstance(it, LawNotTried) for it in found)


def test_negative_examples_are_refused():
    """They would pass for a proof."""
    with pytest.raises(ValueError, match="0 or more, not -1"):
        check_laws(RUBRIC, registry=as_is(), examples=-1)


def test_rankings_are_compared_in_a_table():
    """Unit, what, found, expected; a unit that only one of them has is said so."""
    rubric = Rubric(id="demo/it@2026", total=Group(decimals=0), nodes=[Indicator(id="may", max=10)])

    def ranked(units, answers):
        return rank(Dataset.from_columns(units=units, columns={"may": answers}), rubric)

    assert_rankings_equal(ranked("ab", [9, 5]), ranked("ba", [5, 9]))
    with pytest.raises(AssertionError) as caught:
        assert_rankings_equal(ranked("ab", [9, 5]), ranked("ac", [9, 5]))
    lines = [line.split() for line in str(caught.value).splitlines()]
    assert lines[1:] == [
        ["unit", "what", "found", "expected"],
        ["b", "unit", "there", "missing"],
        ["c", "unit", "missing", "there"],
    ]


def test_long_tables_are_cut():
    """Twenty lines, and how many more."""
    rubric = Rubric(id="demo/it@2026", total=Group(decimals=0), nodes=[Indicator(id="may", max=90)])
    units = [f"u{number}" for number in range(30)]

    def ranked(answers):
        return rank(Dataset.from_columns(units=units, columns={"may": answers}), rubric)

    with pytest.raises(AssertionError, match=r"and \d+ more$") as caught:
        assert_rankings_equal(ranked(range(30)), ranked(range(30, 60)))
    assert len(str(caught.value).splitlines()) == 23


def test_fake_distributions_leave_no_trace(tmp_path):
    """Path and modules are as they were."""
    before = list(sys.path), set(sys.modules)
    made = fake_distribution(tmp_path / "site", "ca-mau", source="VALUE = 1")
    with made.importable():
        import ca_mau

        assert ca_mau.VALUE == 1
    assert (sys.path, "ca_mau" in sys.modules, "ca_mau" in before[1]) == (before[0], False, False)
    assert Path(ca_mau.__file__).is_relative_to(tmp_path)
