from __future__ import annotations

import re

import pytest

from ictindex.model import PluginSource
from ictindex.model.check_standing import _RUBRIC_ID
from ictindex.plugins import problem_codes
from ictindex.plugins.collecting import HOOKS
from ictindex.plugins.problem_codes import PROBLEM_HINTS, plugin_problem


def test_the_printed_table_has_exactly_the_codes():
    """A code that is not explained, and an explanation without a code, are both mistakes."""
    table = problem_codes.__doc__.split("====\n")[2]
    assert list(PROBLEM_HINTS) == re.findall(r"^([a-z]+(?:-[a-z]+)+) ", table, flags=re.MULTILINE)


def test_a_problem_has_the_hint_of_its_code_unless_there_is_a_better_one():
    """Every message says what to do."""
    where = PluginSource(name="lam-dong")
    assert PROBLEM_HINTS["no-hooks"] == plugin_problem("no-hooks", where, "none").hint
    assert plugin_problem("no-hooks", where, "none", hint="look there").hint == "look there"


def test_an_unknown_code_cannot_be_used():
    """Codes are stable because each stands in the table."""
    with pytest.raises(KeyError):
        plugin_problem("new-code", PluginSource(name="lam-dong"), "none")


def test_ids_of_plugins_are_written_as_ids_of_rubrics():
    """What a rubric may be called is what a plugin may list."""
    assert _RUBRIC_ID.pattern == HOOKS["ictindex_rubrics"].id_pattern.pattern
