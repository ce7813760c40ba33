from __future__ import annotations

import pytest

from ictindex.model import PluginError, PluginSource
from ictindex.plugins import PluginWarning, Registry, default, default_registry, get_rubric, list_rubrics
from ictindex.plugins.problem_codes import plugin_problem


@pytest.fixture
def discovered(monkeypatch):
    """Return a function that says what discovery finds, in a process that has not looked yet."""
    monkeypatch.setattr(default, "_process", default._Process())

    def find(**parts):
        monkeypatch.setattr(Registry, "discover", lambda: Registry(**parts))

    return find


def test_the_default_registry_is_made_once(discovered):
    """The same value is handed out for the life of the process."""
    discovered(loaders={"demo/a@1": dict})
    assert default_registry() is default_registry()
    assert list_rubrics() == ["demo/a@1"]


def test_each_plugin_with_problems_is_warned_of_once(discovered):
    """One warning per plugin, with its first problem and the number of the others, at the caller's line."""
    one, two = PluginSource(name="one"), PluginSource(name="two")
    found = [("no-hooks", one), ("bad-id", two), ("double-id", two), ("foreign-id", two)]
    discovered(problems=tuple(plugin_problem(code, where, "it is bad") for code, where in found))
    with pytest.warns(PluginWarning) as caught:
        list_rubrics()
    messages = [str(warning.message) for warning in caught]
    assert len(messages) == 2
    assert "[no-hooks]; see" in messages[0]
    assert "[bad-id] (and 2 more); see" in messages[1]
    assert __file__ == caught[0].filename


def test_a_registry_that_is_passed_is_the_only_one_asked(discovered, monkeypatch):
    """No plugin is loaded for who brings a registry, not even an empty one."""

    def never():
        raise AssertionError

    monkeypatch.setattr(Registry, "discover", never)
    assert list_rubrics(registry=Registry()) == []
    with pytest.raises(LookupError):
        get_rubric("demo/a@1", registry=Registry())


def test_asking_while_it_is_made_is_refused(discovered, monkeypatch):
    """A plugin that asks at import would otherwise load itself for ever; afterwards all is as before."""
    monkeypatch.setattr(Registry, "discover", default_registry)
    with pytest.raises(PluginError, match="registry-in-use"):
        default_registry()
    discovered(loaders={"demo/a@1": dict})
    assert list_rubrics() == ["demo/a@1"]
