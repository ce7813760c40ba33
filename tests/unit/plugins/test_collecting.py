from __future__ import annotations

import pytest

from ictindex.model import PluginSource
from ictindex.plugins.collecting import HOOKS, MOST_ITEMS, collect_items
from ictindex.ranking.selector_spec import SelectorSpec
from ictindex.scoring.shape_spec import ShapeSpec

DEMO = PluginSource(name="demo")
RUBRICS = HOOKS["ictindex_rubrics"]


def collect(result, hook=RUBRICS):
    """Return the ids that are registered and the codes of the problems."""
    good, problems = collect_items(hook, result, DEMO)
    return list(good), [problem.code for problem in problems]


@pytest.mark.parametrize("kind", [list, tuple, iter])
def test_any_iterable_of_pairs_will_do(kind):
    """A list, a tuple, a generator; a pair may be a list as well."""
    assert collect(kind([("demo/a@1", dict), ["demo/b@1", dict]])) == (["demo/a@1", "demo/b@1"], [])


def test_an_empty_iterable_is_no_problem():
    """A plugin may have nothing to offer this year."""
    assert collect([]) == ([], [])


def test_the_number_of_items_is_limited_and_the_limit_itself_is_allowed():
    """Endless iterables end here; what a province could ever need does not."""
    items = [(f"demo/a@{number}", dict) for number in range(MOST_ITEMS + 1)]
    good, problems = collect(items[:-1])
    assert (len(good), problems) == (MOST_ITEMS, [])
    assert collect(items) == ([], ["too-many-items"])


def test_every_bad_item_is_named_and_the_good_ones_are_kept():
    """One run shows the author all mistakes."""
    items = [
        ("demo/a@1", dict),
        None,
        ("demo/b", dict),
        ("other/c@1", dict),
        ("demo/d@1", 4),
        ("demo/e@1", dict),
    ]
    assert collect(items) == (["demo/a@1", "demo/e@1"], ["bad-item", "bad-id", "foreign-id", "bad-item"])


def test_an_id_that_stands_three_times_is_one_problem():
    """None of the three is registered: nobody can say which is meant."""
    assert collect([("demo/a@1", dict)] * 3) == ([], ["double-id"])


def test_a_namespace_that_begins_alike_is_foreign():
    """The namespace demo does not own demo-2."""
    assert collect([("demo-2/a@1", dict)]) == ([], ["foreign-id"])


@pytest.mark.parametrize(
    ("hook", "record"),
    [
        ("ictindex_shapes", ShapeSpec(version="1", fast=abs, exact=abs)),
        ("ictindex_prizes", SelectorSpec(version="1", select=tuple)),
    ],
)
def test_shapes_and_selectors_are_records_under_a_name_without_edition(hook, record):
    """The version stands in the record; the other hook's record is refused."""
    items = [("demo/good", record), ("demo/good@1", record), ("demo/callable", abs)]
    assert collect(items, HOOKS[hook]) == (["demo/good"], ["bad-id", "bad-item"])
    other = next(name for name in HOOKS if name not in (hook, "ictindex_rubrics"))
    assert collect([("demo/good", record)], HOOKS[other]) == ([], ["bad-item"])
