"""What `match` is given: names by key and abbreviations, every one of them looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ictindex.model.text import normalise, shown
from ictindex.model.typed import expect
from ictindex.naming.spelling import compact

__all__ = ["decisions", "keyed", "table_of"]


def keyed(names: Iterable[str] | Mapping[str, str], side: str) -> dict[str, str]:
    """Names by key; a list of names has its names as keys.

    Raises
    ------
    TypeError
        For what is no list and no mapping, and with every key and name that is no text.
    ValueError
        If a name stands twice in a list.
    """
    expect(names, Iterable, side, "a list of names, or names by key")
    if isinstance(names, Mapping):
        _expect_texts((*names.keys(), *names.values()), side)
        return {key: _whole(name, side) for key, name in names.items()}
    listed = [names] if isinstance(names, str) else list(names)
    _expect_texts(listed, side)
    doubled = sorted({it for it in listed if listed.count(it) > 1}) if len(set(listed)) < len(listed) else []
    if doubled:
        msg = f"{side}: these names stand twice: {_quoted(doubled)}; give them by key"
        raise ValueError(msg)
    return {name: _whole(name, side) for name in listed}


def table_of(abbreviations: Mapping[str, str]) -> dict[str, str]:
    """Full names by what `compact` makes of their abbreviations.

    Raises
    ------
    TypeError
        For what is no mapping, and with every part that is no text.
    ValueError
        If one abbreviation stands for two names, or has no letter and no digit.
    """
    expect(abbreviations, Mapping, "abbreviations", "full names by abbreviation")
    _expect_texts((*abbreviations.keys(), *abbreviations.values()), "abbreviations")
    found: dict[str, str] = {}
    for short, name in abbreviations.items():
        if not compact(short) or not compact(name):
            msg = f'abbreviations: "{short}" for "{name}": each needs a letter or a digit'
            raise ValueError(msg)
        known = found.setdefault(compact(short), name)
        if compact(known) != compact(name):
            msg = f'the abbreviation "{short}" stands for {known} and for {name}'
            raise ValueError(msg)
    return found


def decisions(decided: Mapping[str, str | None]) -> dict[str, str | None]:
    """What a person decided, from left key to right key or None.

    Raises
    ------
    TypeError
        For what is no mapping, and with every part that is no text.
    """
    expect(decided, Mapping, "decided", "right keys, or None, by left key")
    _expect_texts((*decided.keys(), *(it for it in decided.values() if it is not None)), "decided")
    return dict(decided)


def _expect_texts(values: Iterable[object], where: str) -> None:
    strange = [shown(it) for it in values if not isinstance(it, str)]
    if strange:
        msg = f"{where}: expected texts, found {', '.join(dict.fromkeys(strange))}"
        raise TypeError(msg)


def _whole(name: str, side: str) -> str:
    """The name, if a file can hold it."""
    try:
        normalise(name)
    except ValueError as error:
        msg = f"{side}: {error}"
        raise ValueError(msg) from error
    return name


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f'"{it}"' for it in names)
