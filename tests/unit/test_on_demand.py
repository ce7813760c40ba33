from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

ROOMS = ["ictindex.codec", "ictindex.io", "ictindex.model", "ictindex.ranking", "ictindex.scoring"]


@pytest.mark.parametrize("name", ROOMS)
def test_every_name_of_a_room_is_there(name):
    """The list of public names and the table of their modules are one, and each name is what its module defines."""
    room = import_module(name)
    assert sorted(room._PLACES) == sorted(room.__all__)
    for public in room.__all__:
        assert getattr(room, public) is getattr(import_module(f"{name}.{room._PLACES[public]}"), public)
        assert public in dir(room)


@pytest.mark.parametrize("name", ROOMS)
def test_a_name_that_a_room_does_not_have_is_refused_as_python_does(name):
    """So that hasattr and wrong imports behave as with any module."""
    with pytest.raises(AttributeError, match=f"module '{name}' has no attribute 'rankings'"):
        _ = import_module(name).rankings


@pytest.mark.parametrize("name", ROOMS)
def test_a_room_loads_nothing_before_it_is_asked(name):
    """Its door costs nothing; what a name needs is loaded with the name."""
    program = f"import sys, {name}; print(*(it for it in sys.modules if it.startswith('{name}.') or it == 'numpy'))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
