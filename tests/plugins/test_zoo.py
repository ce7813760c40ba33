"""Broken plugins: each is named with its exact code, and none of them harms an innocent one."""

from __future__ import annotations

from textwrap import dedent

import pytest

from ictindex import Dataset, PluginError, rank
from ictindex.plugins import PROBLEM_HINTS

INNOCENT = "innocent/agencies@2016"

HEAD = """
from ictindex.plugins import hookimpl, toml_rubrics

def load():
    raise RuntimeError("never asked for")
"""

# what is broken: (source of the plugin, the codes of its problems)
ZOO = {
    "import of a library that is not there": ("import ictindex_nowhere", ["import-failed"]),
    "error while the module is run": ("1 / 0", ["import-failed"]),
    "syntax error": ("def :", ["import-failed"]),
    "exit at import": ("import sys; sys.exit(3)", ["exit-at-import"]),
    "exit without a word": ("raise SystemExit", ["exit-at-import"]),
    "exception that is no Exception": ("class Odd(BaseException): ...\nraise Odd", ["import-failed"]),
    "exception that cannot be printed": (
        "class Mute(Exception):\n    def __str__(self): raise Mute\nraise Mute",
        ["import-failed"],
    ),
    "endless recursion at import": ("def f(): return f()\nf()", ["import-failed"]),
    "misspelt hook": ("@hookimpl\ndef ictindex_rubric(): return []", ["unknown-hook"]),
    "hook without its mark": ("def ictindex_rubrics(): return []", ["no-hooks"]),
    "empty module": ("", ["no-hooks"]),
    "hook with an argument": ("@hookimpl\ndef ictindex_rubrics(registry): return []", ["bad-hook"]),
    "hook as a wrapper": ("@hookimpl(wrapper=True)\ndef ictindex_rubrics(): return (yield)", ["bad-hook"]),
    "hook that is implemented twice": (
        """
        @hookimpl
        def ictindex_rubrics(): return []

        @hookimpl(specname="ictindex_rubrics")
        def more(): return []
        """,
        ["bad-hook"],
    ),
    "hook that returns nothing": ("@hookimpl\ndef ictindex_rubrics(): pass", ["bad-hook-result"]),
    "hook that returns a number": ("@hookimpl\ndef ictindex_rubrics(): return 7", ["bad-hook-result"]),
    "hook that returns a text": (
        "@hookimpl\ndef ictindex_rubrics(): return 'broken/a@1'",
        ["bad-hook-result"],
    ),
    "hook that returns a table": (
        "@hookimpl\ndef ictindex_rubrics(): return {'broken/a@1': load}",
        ["bad-hook-result"],
    ),
    "hook that raises": ("@hookimpl\ndef ictindex_rubrics(): raise OSError('no disk')", ["hook-failed"]),
    "hook that exits": ("@hookimpl\ndef ictindex_rubrics(): raise SystemExit(1)", ["hook-failed"]),
    "generator that fails half way": (
        """
        @hookimpl
        def ictindex_rubrics():
            yield "broken/a@1", load
            raise ValueError("half way")
        """,
        ["hook-failed"],
    ),
    "endless iterable": (
        """
        from itertools import count

        @hookimpl
        def ictindex_rubrics():
            return ((f"broken/a@{number}", load) for number in count())
        """,
        ["too-many-items"],
    ),
    "item that is no pair": ("@hookimpl\ndef ictindex_rubrics(): return ['broken/a@1']", ["bad-item"]),
    "item of three": ("@hookimpl\ndef ictindex_rubrics(): return [('broken/a@1', load, 1)]", ["bad-item"]),
    "loader that cannot be called": (
        "@hookimpl\ndef ictindex_rubrics(): return [('broken/a@1', 'a.toml')]",
        ["bad-item"],
    ),
    "item that cannot be printed": (
        """
        class Mute:
            def __repr__(self): raise ValueError

        @hookimpl
        def ictindex_rubrics(): return [Mute()]
        """,
        ["bad-item"],
    ),
    "id of another": (f"@hookimpl\ndef ictindex_rubrics(): return [('{INNOCENT}', load)]", ["foreign-id"]),
    "id that begins as another's": (
        "@hookimpl\ndef ictindex_rubrics(): return [('brok/a@1', load)]",
        ["foreign-id"],
    ),
    "id without an edition": ("@hookimpl\ndef ictindex_rubrics(): return [('broken/a', load)]", ["bad-id"]),
    "id with a capital": ("@hookimpl\ndef ictindex_rubrics(): return [('Broken/a@1', load)]", ["bad-id"]),
    "id that stands twice": (
        "@hookimpl\ndef ictindex_rubrics(): return [('broken/a@1', load), ('broken/a@1', load)]",
        ["double-id"],
    ),
    "wheel without its data": (
        """
        from importlib.resources import files

        @hookimpl
        def ictindex_rubrics(): return toml_rubrics("broken", files(__name__))
        """,
        ["hook-failed"],
    ),
    "selector that is no record": (
        "@hookimpl\ndef ictindex_prizes(): return [('broken/best', sorted)]",
        ["bad-item"],
    ),
    "shape that is no record": (
        "@hookimpl\ndef ictindex_shapes(): return [('broken/half', abs)]",
        ["bad-item"],
    ),
    "shape that is no lawful record": (
        """
        @hookimpl
        def ictindex_shapes():
            from ictindex.scoring import ShapeSpec
            return [("broken/half", ShapeSpec(version="1", fast=abs, exact=abs, monotone="up"))]
        """,
        ["hook-failed"],
    ),
    "three faults at once": (
        """
        @hookimpl
        def ictindex_rubrics(): return None

        @hookimpl
        def ictindex_shapes(): raise OSError

        @hookimpl
        def ictindex_prices(): return []
        """,
        ["unknown-hook", "bad-hook-result", "hook-failed"],
    ),
}


def assert_innocent_ranks(registry):
    """The innocent rubric is there and ranks as if it were alone."""
    assert registry.problems_of("innocent") == ()
    rubric = registry.get_rubric(INNOCENT)
    data = Dataset.from_columns(units=["a", "b", "c"], columns={"may": [3, 20, 20]})
    ranking = rank(data, rubric)
    assert {unit: ranking[unit].rank for unit in "abc"} == {"a": 3, "b": 1, "c": 1}


@pytest.mark.parametrize("fault", ZOO)
def test_broken_plugin_is_named_and_harms_nobody(site, fault):
    """A broken plugin has exactly its problems, and the plugin beside it ranks as before."""
    source, codes = ZOO[fault]
    site.install("broken", source=HEAD + dedent(source))
    site.install_innocent()

    registry = site.discover()

    assert codes == [problem.code for problem in registry.problems_of("broken")]
    assert {it.name: it.state for it in registry.plugins} == {"broken": "broken", "innocent": "whole"}
    assert registry.list_rubrics() == [INNOCENT]
    assert_innocent_ranks(registry)


@pytest.mark.parametrize("fault", ZOO)
def test_asking_for_a_rubric_of_a_broken_plugin_tells_why(site, fault):
    """It is not said to be unknown: the problems of its plugin are raised, from the exception behind them."""
    source, codes = ZOO[fault]
    site.install("broken", source=HEAD + dedent(source))

    with pytest.raises(PluginError) as caught:
        site.discover().get_rubric("broken/a@1")

    assert ["not-listed", *codes] == [problem.code for problem in caught.value.problems]
    causes = [problem.cause for problem in caught.value.problems if problem.cause is not None]
    assert caught.value.__cause__ is (causes[0] if causes else None)


def test_every_problem_has_a_place_and_a_hint(site):
    """Who reads a message knows which plugin and distribution is meant and what to do."""
    site.install("broken", source="1 / 0")
    (problem,) = site.discover().problems
    assert str(problem) == (
        "plugin broken (broken): broken cannot be loaded: ZeroDivisionError: division by zero "
        "(the mistake is in the plugin; tell its author, or disable it) [import-failed]"
    )


def test_every_code_of_the_zoo_is_in_the_table():
    """The table of codes is the documentation of the zoo."""
    assert {code for _, codes in ZOO.values() for code in codes} <= set(PROBLEM_HINTS)


def test_keyboard_interrupt_is_not_swallowed(site):
    """Control-C during a slow import ends the program, as the user wants."""
    site.install("broken", source="raise KeyboardInterrupt")
    with pytest.raises(KeyboardInterrupt):
        site.discover()


def test_good_items_of_a_partly_bad_plugin_are_registered(site):
    """A bad item is left out by itself; its plugin is then partial, and names what is left out."""
    source = """
        from ictindex.plugins import hookimpl

        @hookimpl
        def ictindex_rubrics():
            return [("broken/a@1", dict), ("other/b@1", dict), ("broken/c", dict), ("broken/d@1", dict)]
        """
    site.install("broken", source=source)
    registry = site.discover()
    assert registry.list_rubrics() == ["broken/a@1", "broken/d@1"]
    assert [problem.code for problem in registry.problems] == ["foreign-id", "bad-id"]
    assert [plugin.state for plugin in registry.plugins] == ["partial"]


def test_other_hooks_survive_a_hook_that_fails(site):
    """Each hook is called by itself: pluggy's multicall would lose them all at the first exception."""
    source = """
        from ictindex.plugins import hookimpl
        from ictindex.scoring import ShapeSpec

        @hookimpl
        def ictindex_rubrics():
            raise OSError("no disk")

        @hookimpl
        def ictindex_shapes():
            yield "broken/same", ShapeSpec(version="1", fast=lambda x, a: x, exact=lambda x, a: x)
        """
    site.install("broken", source=source)
    registry = site.discover()
    assert list(registry.shapes) == ["broken/same"]
    assert [problem.code for problem in registry.problems] == ["hook-failed"]
