"""One broken rubric among good ones: listing is safe, asking for it tells why, the others load."""

from __future__ import annotations

from textwrap import dedent

import pytest

from ictindex import PluginError, RubricError
from ictindex.plugins import Registry

GOOD = """
    schema = 1
    id = "{id}"
    status = "illustrative"
    total = {{ decimals = 1 }}
    node = [ {{ id = "may", max = 25 }} ]
    """

TOML_PLUGIN = """
    from importlib.resources import files
    from ictindex.plugins import hookimpl, toml_rubrics

    @hookimpl
    def ictindex_rubrics():
        return toml_rubrics("lam-dong", files(__name__))
    """

LOADERS = """
    from ictindex.model import Group, Indicator, Rubric
    from ictindex.plugins import hookimpl

    def made(id):
        return Rubric(id=id, total=Group(decimals=1), nodes=[Indicator(id="may", max=25)])

    def exits(): raise SystemExit(2)
    def fails(): raise OSError("no disk")
    def odd():
        class Odd(BaseException): ...
        raise Odd

    @hookimpl
    def ictindex_rubrics():
        yield "loaders/good@1", lambda: made("loaders/good@1")
        yield "loaders/exits@1", exits
        yield "loaders/fails@1", fails
        yield "loaders/odd@1", odd
        yield "loaders/none@1", lambda: None
        yield "loaders/draft@1", lambda: {"id": "loaders/draft@1"}
        yield "loaders/other@1", lambda: made("loaders/good@1")
        yield "loaders/argument@1", made
        yield "loaders/unlawful@1", lambda: Rubric(id="loaders/unlawful@1", status="perhaps")
    """


def toml(id):
    """Return a small lawful rubric file."""
    return GOOD.format(id=id)


def codes(caught):
    """Return the codes of the problems of the error that was caught."""
    return [problem.code for problem in caught.value.problems]


@pytest.fixture
def provinces(site):
    """Return the registry of a province with two good files, two broken ones and one of another id."""
    files = {
        "agencies@2016.toml": toml("lam-dong/agencies@2016"),
        "agencies@2017.toml": "schema = ",
        "communes@2016.toml": toml("lam-dong/comunes@2016"),
        "districts@2016.toml": toml("lam-dong/districts@2016"),
        "unlawful@2016.toml": toml("lam-dong/unlawful@2016").replace("max = 25", "max = 25, wieght = 1"),
        "notes.txt": "not a rubric",
        "._agencies@2016.toml": "left by an archive",
    }
    site.install("lam-dong", source=TOML_PLUGIN, files=files)
    return site.discover()


def test_listing_opens_no_file(provinces):
    """Files that cannot be parsed are listed as the others, and nothing is wrong yet."""
    names = ["agencies@2016", "agencies@2017", "communes@2016", "districts@2016", "unlawful@2016"]
    assert [f"lam-dong/{name}" for name in names] == provinces.list_rubrics()
    assert provinces.problems == ()


@pytest.mark.parametrize("name", ["agencies@2016", "districts@2016"])
def test_good_files_load_beside_broken_ones(provinces, name):
    """A broken file breaks one rubric."""
    assert f"lam-dong/{name}" == provinces.get_rubric(f"lam-dong/{name}").id


def test_a_file_that_is_no_toml_is_raised_from_its_cause(provinces):
    """The plugin, the id and the parser's own error are all there."""
    with pytest.raises(PluginError, match="lam-dong/agencies@2017") as caught:
        provinces.get_rubric("lam-dong/agencies@2017")
    assert codes(caught)[0] == "rubric-failed"
    assert caught.value.__cause__ is caught.value.problems[0].cause is not None


def test_an_unlawful_file_is_raised_with_its_own_problems(provinces):
    """What the codec found, with its paths and near names, stands behind the plugin's problem."""
    with pytest.raises(PluginError, match="weight") as caught:
        provinces.get_rubric("lam-dong/unlawful@2016")
    assert isinstance(caught.value.__cause__, RubricError)
    assert caught.value.problems[1:] == caught.value.__cause__.problems


def test_a_file_must_hold_the_id_of_its_name(provinces):
    """Otherwise a copied file would speak for another rubric."""
    with pytest.raises(PluginError, match="lam-dong/comunes@2016") as caught:
        provinces.get_rubric("lam-dong/communes@2016")
    assert codes(caught) == ["rubric-id-mismatch"]


def test_a_family_is_not_chosen_from_while_an_edition_is_broken(provinces):
    """The broken edition may be the one that is meant: silently giving the older one would be wrong."""
    with pytest.raises(PluginError, match="lam-dong/agencies@2017"):
        provinces.get_rubric("lam-dong/agencies")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("exits@1", "rubric-failed"),
        ("fails@1", "rubric-failed"),
        ("odd@1", "rubric-failed"),
        ("argument@1", "rubric-failed"),
        ("unlawful@1", "rubric-failed"),
        ("none@1", "bad-rubric"),
        ("draft@1", "bad-rubric"),
        ("other@1", "rubric-id-mismatch"),
    ],
)
def test_broken_loaders_are_named(site, name, code):
    """A loader that raises, exits, or returns something else is named when its rubric is asked for."""
    site.install("loaders", source=LOADERS)
    registry = site.discover()
    assert registry.problems == ()
    with pytest.raises(PluginError, match=f"loaders/{name}") as caught:
        registry.get_rubric(f"loaders/{name}")
    assert code == codes(caught)[0]
    assert registry.get_rubric("loaders/good@1").id == "loaders/good@1"


def test_a_rubric_is_loaded_once(site):
    """The registry keeps what was parsed: the same value comes back."""
    site.install("loaders", source=LOADERS)
    registry = site.discover()
    assert registry.get_rubric("loaders/good@1") is registry.get_rubric("loaders/good@1")


@pytest.fixture
def folders(tmp_path, monkeypatch):
    """Return a function that writes folders and sets ICTINDEX_RUBRIC_PATH to them."""

    def write(*contents):
        places = []
        for number, files in enumerate(contents):
            place = tmp_path / f"folder-{number}"
            place.mkdir()
            for name, text in files.items():
                (place / name).write_text(dedent(text), encoding="utf-8")
            places.append(str(place))
        return places

    return write


def set_path(monkeypatch, *places):
    """Set the folders as the shell does."""
    import os

    monkeypatch.setenv("ICTINDEX_RUBRIC_PATH", os.pathsep.join(places))


def test_folders_of_the_environment_are_registered_as_local(folders, monkeypatch):
    """A TOML file and an environment variable are enough: no package, no code, no other plugin."""
    set_path(monkeypatch, *folders({"a@1.toml": toml("local/a@1")}, {"b@1.toml": toml("local/b@1")}))
    monkeypatch.setenv("ICTINDEX_PLUGINS", "none")
    registry = Registry.discover(entry_points=[])
    assert registry.list_rubrics() == ["local/a@1", "local/b@1"]
    assert registry.get_rubric("local/b").id == "local/b@1"
    assert [(it.name, it.distribution, it.state) for it in registry.plugins] == [
        ("local", "ICTINDEX_RUBRIC_PATH", "whole")
    ]


def test_a_folder_that_is_not_there_is_named(folders, monkeypatch, tmp_path):
    """The other folders are registered, and a family is then asked for by its full id."""
    set_path(monkeypatch, *folders({"a@1.toml": toml("local/a@1")}), str(tmp_path / "nowhere"))
    registry = Registry.discover(entry_points=[])
    assert [problem.code for problem in registry.problems] == ["bad-folder"]
    assert "nowhere" in str(registry.problems[0])
    assert registry.get_rubric("local/a@1").id == "local/a@1"
    with pytest.raises(PluginError, match="nowhere"):
        registry.get_rubric("local/a")


def test_one_file_name_in_two_folders_is_registered_of_neither(folders, monkeypatch):
    """The first folder does not win."""
    set_path(monkeypatch, *folders({"a@1.toml": toml("local/a@1")}, {"a@1.toml": toml("local/a@1")}))
    registry = Registry.discover(entry_points=[])
    assert registry.list_rubrics() == []
    assert [problem.code for problem in registry.problems] == ["double-id"]


def test_local_folders_can_be_disabled(folders, monkeypatch):
    """They are disabled by the name local, as plugins are by theirs."""
    set_path(monkeypatch, *folders({"a@1.toml": toml("local/a@1")}))
    registry = Registry.discover(entry_points=[], disable=["local"])
    assert (registry.list_rubrics(), registry.problems) == ([], ())
    assert [plugin.state for plugin in registry.plugins] == ["disabled"]
