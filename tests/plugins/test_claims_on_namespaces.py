"""Who owns a namespace, which is decided by metadata and before anything is imported."""

from __future__ import annotations

import sys

import pytest

from ictindex import PluginError, UnknownName

TOUCHED = "raise AssertionError('imported')"


def codes(registry):
    """Return the code of each problem with the plugin that it names."""
    return [(problem.where.name, problem.code) for problem in registry.problems]


def test_two_claims_on_one_namespace_are_both_refused(site):
    """Neither comes first: both distributions are named and none of their modules is imported."""
    site.install("lam-dong-one", namespaces=["lam-dong"], source=TOUCHED)
    site.install("lam-dong-two", namespaces=["lam-dong"], source=TOUCHED)
    site.install_innocent()

    registry = site.discover()

    assert codes(registry) == [("lam-dong", "namespace-conflict")] * 2
    for problem in registry.problems:
        assert "lam-dong-one" in problem.message
        assert "lam-dong-two" in problem.message
    assert registry.list_rubrics() == ["innocent/agencies@2016"]
    with pytest.raises(PluginError, match="lam-dong-one"):
        registry.get_rubric("lam-dong/agencies@2016")


def test_a_built_in_namespace_is_claimed_as_any_other(site):
    """A second claim on hanoi closes hanoi: no distribution takes it over silently."""
    site.install("ictindex-fake", namespaces=["hanoi"], source=TOUCHED)
    site.install("ictindex-faker", entry_points="[ictindex]\nhanoi = ictindex.rubrics.hanoi\n")
    registry = site.discover()
    assert codes(registry) == [("hanoi", "namespace-conflict")] * 2
    assert registry.list_rubrics() == []


def test_one_distribution_that_claims_a_namespace_twice_is_refused(site):
    """Two lines of one file are two claims."""
    text = "[ictindex]\nlam-dong = lam_dong\nlam-dong = lam_dong.other\n"
    site.install("lam-dong", source=TOUCHED, entry_points=text)
    assert codes(site.discover()) == [("lam-dong", "namespace-conflict")] * 2


@pytest.mark.parametrize("how", ["disable", "environment"])
def test_a_conflict_is_solved_by_naming_the_distribution(site, monkeypatch, how):
    """The hint of the problem works: one of the two is disabled as namespace@distribution."""
    site.install_innocent()
    site.install("intruder", namespaces=["innocent"], source=TOUCHED)
    disable = ["innocent@intruder"] if how == "disable" else []
    if how == "environment":
        monkeypatch.setenv("ICTINDEX_DISABLE_PLUGINS", "innocent@intruder")
    registry = site.discover(disable=disable)
    assert registry.problems == ()
    assert [plugin.state for plugin in registry.plugins] == ["whole", "disabled"]
    assert registry.list_rubrics() == ["innocent/agencies@2016"]


def test_a_plugin_for_another_version_is_not_imported(site):
    """Requires-Dist is metadata: no code of the plugin runs under a version that it was not made for."""
    site.install("future", requires=["ictindex>=99"], source=TOUCHED)
    site.install_innocent()
    registry = site.discover()
    assert codes(registry) == [("future", "incompatible-version")]
    assert "ictindex>=99" in registry.problems[0].message
    assert "future" not in sys.modules
    assert registry.list_rubrics() == ["innocent/agencies@2016"]


@pytest.mark.parametrize(
    "line",
    [
        "ictindex",
        "ICTindex>=0.0.1",
        "ictindex[testing] (>=0)",
        "ictindex>=99; extra == 'x'",
        "ictindex-other>=99",
    ],
)
def test_requirements_that_fit_do_not_stand_in_the_way(site, line):
    """Other spellings, extras and markers that do not apply, and names that only begin like ictindex."""
    site.install("fitting", requires=[line], source="from innocent import *")
    site.install_innocent()
    assert [problem.code for problem in site.discover().problems if problem.code == "incompatible-version"] == []


def test_a_requirement_that_cannot_be_read_is_named(site):
    """A line that is no requirement is not taken for one that fits."""
    site.install("garbled", requires=["ictindex >>> 1"], source=TOUCHED)
    assert codes(site.discover()) == [("garbled", "bad-metadata")]


@pytest.mark.parametrize("namespace", ["Lam-Dong", "lam_dong", "lâm-đồng", "-lam", "local"])
def test_a_name_that_cannot_be_a_namespace_is_refused(site, namespace):
    """Ids begin with the namespace, so that it is written as they are; local is taken."""
    site.install("lam-dong", namespaces=[namespace], source=TOUCHED)
    registry = site.discover()
    assert [(namespace, "bad-namespace")] == codes(registry)
    assert [plugin.state for plugin in registry.plugins] == ["refused"]


def test_an_entry_point_that_leads_nowhere_is_named(site):
    """The module is there, and what the entry point names in it is not."""
    site.install("astray", entry_points="[ictindex]\nastray = astray:plugin\n")
    assert codes(site.discover()) == [("astray", "import-failed")]


def test_entry_points_of_other_groups_are_none_of_ours(site):
    """A console script that is called as a namespace claims nothing."""
    site.install("tool", entry_points="[console_scripts]\nhanoi = tool:main\n", source=TOUCHED)
    registry = site.discover()
    assert (registry.plugins, registry.problems) == ((), ())


def test_a_distribution_may_own_several_namespaces(site):
    """The built-in rubrics are such a distribution."""
    site.install("both", entry_points="[ictindex]\ninnocent = innocent\nhanoi = ictindex.rubrics.hanoi\n")
    site.install("innocent", namespaces=[], source="from ictindex.rubrics.laocai import *")
    registry = site.discover()
    assert [plugin.name for plugin in registry.plugins] == ["hanoi", "innocent"]
    assert "hanoi/awards@2012" in registry.list_rubrics()


def test_order_of_installation_decides_nothing(site):
    """What discovery finds is sorted by namespace and distribution."""
    site.install("z-first", namespaces=["a"], source="1 / 0")
    site.install("a-last", namespaces=["z"], source="1 / 0")
    registry = site.discover()
    assert [plugin.name for plugin in registry.plugins] == ["a", "z"]
    assert [problem.where.name for problem in registry.problems] == ["a", "z"]


def test_a_disabled_plugin_is_not_imported_and_is_said_to_be_disabled(site):
    """Asking for its rubrics tells the reason, not that the name is unknown."""
    site.install("lam-dong", source=TOUCHED)
    registry = site.discover(disable=["lam-dong"])
    assert registry.problems == ()
    assert "lam_dong" not in sys.modules
    with pytest.raises(UnknownName, match="the plugin lam-dong is disabled"):
        registry.get_rubric("lam-dong/agencies@2016")


@pytest.mark.parametrize(("allowed", "states"), [("none", {"disabled"}), ("innocent", {"disabled", "whole"})])
def test_environment_allows_some_plugins_or_none(site, monkeypatch, allowed, states):
    """ICTINDEX_PLUGINS is a closed list; what it does not name is not imported."""
    site.install_innocent()
    site.install("lam-dong", source=TOUCHED)
    monkeypatch.setenv("ICTINDEX_PLUGINS", allowed)
    registry = site.discover()
    assert registry.problems == ()
    assert states == {plugin.state for plugin in registry.plugins}


@pytest.mark.parametrize("variable", ["ICTINDEX_PLUGINS", "ICTINDEX_DISABLE_PLUGINS", "disable"])
def test_a_name_that_is_not_installed_is_not_passed_over(site, monkeypatch, variable):
    """A slip in a name that disables a plugin would leave it running."""
    site.install_innocent()
    if variable != "disable":
        monkeypatch.setenv(variable, "inocent")
    registry = site.discover(disable=["inocent"] if variable == "disable" else [])
    assert codes(registry) == [("inocent", "unknown-plugin")]
    assert 'did you mean "innocent"?' in str(registry.problems[0])


def test_strict_raises_all_problems_at_once(site):
    """An official run stops at any plugin that is not whole, and names all of them."""
    site.install("one", source="1 / 0")
    site.install("two", source="raise SystemExit")
    with pytest.raises(PluginError) as caught:
        site.discover(strict=True)
    assert [problem.code for problem in caught.value.problems] == ["import-failed", "exit-at-import"]
    assert isinstance(caught.value.__cause__, ZeroDivisionError)


def test_strict_passes_where_all_is_well(site):
    """Strict asks for nothing more than no problems."""
    site.install_innocent()
    assert site.discover(strict=True).list_rubrics() == ["innocent/agencies@2016"]


def test_a_required_plugin_must_be_whole(site, monkeypatch):
    """Missing, disabled and broken are each said; a required plugin that is well raises nothing."""
    site.install_innocent()
    site.install("broken", source="1 / 0")
    assert "innocent" in {plugin.name for plugin in site.discover(require=["innocent"]).plugins}
    with pytest.raises(PluginError) as caught:
        site.discover(require=["innocnt", "broken", "innocent"], disable=["innocent"])
    expected = ["unknown-plugin", "broken-plugin", "import-failed", "disabled-plugin"]
    assert expected == [problem.code for problem in caught.value.problems]


def test_strict_and_require_name_no_problem_twice(site):
    """The problems of a required plugin are among those of all plugins."""
    site.install("broken", source="1 / 0")
    with pytest.raises(PluginError) as caught:
        site.discover(strict=True, require=["broken"])
    assert [problem.code for problem in caught.value.problems] == ["import-failed", "broken-plugin"]
