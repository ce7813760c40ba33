from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from ictindex.model import Group, Indicator, Lineage, LineageUnit, PluginError, Rubric, UnknownName
from ictindex.plugins import Registry, get_rubric, list_rubrics
from ictindex.plugins.registry import Plugin


def made(id, valid=None):
    """Return a small rubric of this id."""
    return Rubric(id=id, valid=valid, total=Group(decimals=1), nodes=[Indicator(id="may", max=25)])


YEAR = (date(2016, 1, 1), date(2016, 12, 31))
REGISTRY = Registry(
    plugins=(Plugin(name="hanoi", distribution="ictindex"), Plugin(name="hue", state="disabled")),
    loaders={rubric: partial(made, rubric, YEAR) for rubric in ("hanoi/awards@2016", "danang/agencies@2016")},
)


def test_ids_are_sorted():
    """The list hangs neither on the path nor on the order of plugins."""
    assert REGISTRY.rubric_ids == ("danang/agencies@2016", "hanoi/awards@2016")
    assert list(REGISTRY.rubric_ids) == REGISTRY.list_rubrics() == list_rubrics(registry=REGISTRY)


def test_a_list_handed_out_is_a_copy():
    """Who changes it changes nothing in the registry."""
    REGISTRY.list_rubrics().clear()
    assert len(REGISTRY.list_rubrics()) == 2


def test_a_full_id_and_its_family_give_the_rubric():
    """A family of one edition needs no date."""
    assert get_rubric("hanoi/awards@2016", registry=REGISTRY).id == "hanoi/awards@2016"
    assert get_rubric("hanoi/awards", registry=REGISTRY).id == "hanoi/awards@2016"
    assert get_rubric("hanoi/awards", on=date(2016, 3, 1), registry=REGISTRY).id == "hanoi/awards@2016"


@pytest.mark.parametrize("id", ["hanoi/awards@2016", "hanoi/awards"])
def test_a_day_outside_the_period_is_refused(id):
    """Also with a full id, and with a single edition: the date is a condition, not a wish."""
    with pytest.raises(UnknownName, match="2017-01-01"):
        REGISTRY.get_rubric(id, on=date(2017, 1, 1))


@pytest.mark.parametrize(
    ("id", "told"),
    [
        ("hanoi/award@2016", 'did you mean "hanoi/awards@2016"'),
        ("hanoi/award", 'did you mean "hanoi/awards"'),
        ("hue/agencies@2016", "the plugin hue is disabled"),
        ("rubric.toml", "a file is read by load_rubric"),
        ("", 'known: "danang/agencies", "hanoi/awards"'),
    ],
)
def test_an_unknown_id_is_refused_with_what_was_meant(id, told):
    """A near name, a reason or the list."""
    with pytest.raises(UnknownName, match=told):
        REGISTRY.get_rubric(id)


def test_wrong_kinds_are_refused_at_once():
    """A path object is no id and a text is no date."""
    with pytest.raises(TypeError, match="a rubric's id is a text, not a int"):
        REGISTRY.get_rubric(2016)
    with pytest.raises(TypeError, match="`on` is a date, not a str"):
        REGISTRY.get_rubric("hanoi/awards", on="2016-03-01")


def test_an_empty_registry_offers_nothing():
    """It is the safe mode: no plugin, no problem, no rubric."""
    registry = Registry()
    assert (registry.list_rubrics(), registry.plugins, registry.problems) == ([], (), ())
    with pytest.raises(UnknownName, match="none is known here"):
        registry.get_rubric("hanoi/awards@2016")


def test_rubrics_are_added_to_a_new_registry():
    """The registry they are added to stays as it is."""
    rubric = made("local/it@1")
    larger = REGISTRY.with_rubric(rubric, made("local/it@2"))
    assert larger.get_rubric("local/it@1") is rubric
    assert larger.get_rubric("local/it").id == "local/it@2"
    assert "local/it@1" not in REGISTRY.rubric_ids
    assert REGISTRY.plugins == larger.plugins


@pytest.mark.parametrize(
    "ids",
    [["hanoi/awards@2016"], ["local/it@1", "local/it@1"], ["hanoi/awards@2016", "danang/agencies@2016"]],
)
def test_no_rubric_takes_the_place_of_another(ids):
    """Every id that is taken is named, in the registry or among the new ones."""
    with pytest.raises(PluginError) as caught:
        REGISTRY.with_rubric(*(made(rubric) for rubric in ids))
    taken = [problem.code for problem in caught.value.problems]
    assert ["double-id"] * (2 if "danang/agencies@2016" in ids else 1) == taken


def test_what_failed_to_load_is_tried_again():
    """Only what was parsed is kept: a disk that was away may be back."""
    answers = iter([OSError("away"), made("local/it@1")])

    def load():
        answer = next(answers)
        if isinstance(answer, OSError):
            raise answer
        return answer

    registry = Registry(loaders={"local/it@1": load})
    with pytest.raises(PluginError, match="away"):
        registry.get_rubric("local/it@1")
    assert registry.get_rubric("local/it@1").id == "local/it@1"


def test_a_registry_goes_to_another_process() -> None:
    """As it is: what it offers is found again by name."""
    import pickle

    from ictindex.plugins import default_registry

    for registry in (Registry(), default_registry()):
        again = pickle.loads(pickle.dumps(registry))
        assert again.list_rubrics() == registry.list_rubrics()
        assert [again.get_rubric(it) for it in again.list_rubrics()] == [
            registry.get_rubric(it) for it in registry.list_rubrics()
        ]
        assert (again.plugins, dict(again.shapes)) == (registry.plugins, dict(registry.shapes))


def lineage_of(id):
    """Return a small lineage of this id."""
    return Lineage(id=id, valid=YEAR, units=[LineageUnit(id="a")])


def test_lineages_are_found_by_their_full_id():
    """Listed without being loaded; a near id is named."""
    registry = Registry(lineages={it: partial(lineage_of, it) for it in ("hue/xa@2025", "hue/tinh@2025")})
    assert registry.list_lineages() == ["hue/tinh@2025", "hue/xa@2025"]
    assert registry.get_lineage("hue/xa@2025").id == "hue/xa@2025"
    with pytest.raises(UnknownName, match='did you mean "hue/xa@2025"'):
        registry.get_lineage("hue/xa@2026")


@pytest.mark.parametrize(
    ("loader", "codes"),
    [
        (partial(lineage_of, "hue/other@2025"), ["bad-lineage"]),
        (partial(made, "hue/xa@2025"), ["bad-lineage"]),
        (partial(lineage_of, "hue"), ["lineage-failed", "bad-id"]),
        (partial(int, "x"), ["lineage-failed"]),
    ],
)
def test_a_lineage_that_cannot_be_loaded_says_why(loader, codes):
    """What its loader raised, every problem of the file, or what came instead."""
    with pytest.raises(PluginError) as caught:
        Registry(lineages={"hue/xa@2025": loader}).get_lineage("hue/xa@2025")
    assert [it.code for it in caught.value.problems] == codes
