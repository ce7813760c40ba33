"""The names of a room, loaded when they are first asked for, so that a command pays only for what it uses."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module

__all__ = ["on_demand"]


def on_demand(room: str, places: Mapping[str, str]) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """The functions ``__getattr__`` and ``__dir__`` of a room (PEP 562).

    Parameters
    ----------
    room
        The ``__name__`` of the package.
    places
        For each public name the module of the room that it is defined in.
    """

    def getattr_(name: str) -> object:
        if name not in places:
            msg = f"module {room!r} has no attribute {name!r}"
            raise AttributeError(msg)
        value: object = getattr(import_module(f"{room}.{places[name]}"), name)
        setattr(sys.modules[room], name, value)  # the next look-up does not come here
        return value

    def dir_() -> list[str]:
        return sorted({*vars(sys.modules[room]), *places})

    return getattr_, dir_
