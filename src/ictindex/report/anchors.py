"""Names of places in the file that a link leads to: ``#unit-so-y-te``."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["anchors_of"]

# An id of HTML has no space; what else a URL would write otherwise is left out too, so that a link reads as it is.
_UNFIT = re.compile(r"[^\w.-]+")


def anchors_of(kind: str, ids: Iterable[str]) -> dict[str, str]:
    """A name for each id, of which no two are equal.

    >>> anchors_of("unit", ["so-y-te", "Sở Y tế", "a b", "a_b"])
    {'so-y-te': 'unit-so-y-te', 'Sở Y tế': 'unit-Sở_Y_tế', 'a b': 'unit-a_b', 'a_b': 'unit-a_b-2'}
    """
    found: dict[str, str] = {}
    used: set[str] = set()
    for it in ids:
        bare = f"{kind}-{_UNFIT.sub('_', it)}"
        name, count = bare, 1
        while name in used:
            count += 1
            name = f"{bare}-{count}"
        used.add(name)
        found[it] = name
    return found
