from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from ictindex.model import Group, Indicator, Rubric, UnknownName
from ictindex.plugins.editions import choose_edition, is_valid_on


def edition(name, first=None, last=None, follows=""):
    """Return an edition of one family, assessing from the first to the last day."""
    valid = None if first is None else (date.fromisoformat(first), date.fromisoformat(last))
    nodes = [Indicator(id="may", max=25)]
    total = Group(decimals=1)
    return Rubric(id=f"demo/it@{name}", valid=valid, follows=follows, total=total, nodes=nodes)


Y2014 = edition("2014", "2014-01-01", "2014-12-31")
Y2015 = edition("2015", "2015-01-01", "2015-12-31")
AMENDED = edition("2015-2", "2015-01-01", "2015-12-31", follows="demo/it@2015")


@pytest.mark.parametrize(("on", "name"), [("2014-01-01", "2014"), ("2014-12-31", "2014"), ("2015-06-30", "2015")])
def test_the_edition_valid_on_a_day_is_chosen(on, name):
    """Both ends of a period belong to it."""
    assert name == choose_edition([Y2014, Y2015], date.fromisoformat(on)).edition


def test_a_moment_is_the_day_it_lies_in():
    """A datetime is taken by its date."""
    assert is_valid_on(Y2014, datetime(2014, 12, 31, 23, 59, tzinfo=UTC))


def test_without_a_day_the_latest_period_decides():
    """Not the name: an edition is called after whatever its law is called after."""
    late = edition("a", "2016-01-01", "2016-12-31")
    assert choose_edition([late, Y2014, Y2015], None).edition == "a"


def test_without_periods_the_greatest_number_decides():
    """Numbers are compared as numbers."""
    assert choose_edition([edition("9"), edition("10")], None).edition == "10"


@pytest.mark.parametrize("editions", [[edition("a"), edition("b")], [Y2014, edition("first")]])
def test_what_cannot_be_ordered_is_refused(editions):
    """Names are in no order, and no period stands before none."""
    with pytest.raises(UnknownName, match="more than one edition of demo/it is the latest") as caught:
        choose_edition(editions, None)
    for it in editions:
        assert it.id in str(caught.value)


@pytest.mark.parametrize("on", [None, date(2015, 5, 1)])
def test_an_edition_that_another_follows_is_superseded(on):
    """An amendment within the year takes the place of what it amends, in whatever order they stand."""
    assert choose_edition([Y2015, AMENDED], on).edition == "2015-2"
    assert choose_edition([AMENDED, Y2015], on).edition == "2015-2"


@pytest.mark.parametrize("on", [None, date(2015, 5, 1)])
def test_two_editions_at_one_time_are_refused(on):
    """None of them follows the other, so that nobody can say which is meant."""
    rival = edition("2015-b", "2015-01-01", "2015-12-31")
    with pytest.raises(UnknownName, match="more than one edition"):
        choose_edition([Y2015, rival], on)


def test_a_day_on_which_none_is_valid_is_refused():
    """The message lists the editions and their periods; an edition without a period is valid on no day."""
    with pytest.raises(UnknownName, match="no edition of demo/it is valid on 2013-07-01") as caught:
        choose_edition([Y2014, edition("always")], date(2013, 7, 1))
    assert "demo/it@2014 (2014-01-01 to 2014-12-31), demo/it@always (no period given)" in str(caught.value)
