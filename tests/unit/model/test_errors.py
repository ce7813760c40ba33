"""Errors carry their data in fields, and survive pickling."""

from __future__ import annotations

import pickle

import pytest

from ictindex.model import (
    Dataset,
    Group,
    Indicator,
    NotComparable,
    Rubric,
    TieRefused,
    UnknownName,
)
from ictindex.ranking import rank

DATA = Dataset.from_columns(units=["so-a", "so-b", "so-c"], columns={"x": [1, 1, 2]})


def rubric(last: str = "share") -> Rubric:
    """One leaf, as it is."""
    return Rubric(id="demo/it@2026", total=Group(decimals=0), rank={"last": last}, nodes=[Indicator(id="x")])


def again(error: BaseException) -> BaseException:
    """The error as another process gets it."""
    return pickle.loads(pickle.dumps(error))


def test_an_unknown_name_says_what_was_asked_for_and_what_there_is() -> None:
    """With the nearest name, which is all that most callers want."""
    with pytest.raises(UnknownName) as caught:
        rank(DATA, rubric())["so_a"]
    for error in (caught.value, again(caught.value)):
        assert (error.name, error.known, error.near) == ("so_a", ("so-a", "so-b", "so-c"), "so-a")
        assert error.hint == 'did you mean "so-a"?'
        assert error.hint in str(error)
    with pytest.raises(UnknownName) as caught:
        rubric().node("qq")
    assert (caught.value.known, caught.value.near) == (("total", "x"), "")


def test_editions_that_cannot_be_compared_say_why() -> None:
    """And what would have to be written."""
    with pytest.raises(NotComparable) as caught:
        rank(DATA, rubric()).score_change("so-a")
    for error in (caught.value, again(caught.value)):
        assert error.why == "no edition before demo/it@2026 was given"
        assert "comparable" in error.hint
        assert str(error) == f"{error.why} ({error.hint})"


def test_a_refused_tie_names_its_groups() -> None:
    """As ids, so that a program can show them."""
    with pytest.raises(TieRefused) as caught:
        rank(DATA, rubric("refuse"))
    for error in (caught.value, again(caught.value)):
        assert error.groups == (("so-a", "so-b"),)
        assert "last" in error.hint
        assert "so-a and so-b" in str(error)
