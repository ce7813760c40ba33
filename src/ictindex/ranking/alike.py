"""Units whose ids a reader takes for one: they differ by case, spaces, width, dashes or letters of other scripts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from types import MappingProxyType

from ictindex.language import Listed, sentence
from ictindex.ranking.remarks import Remark

__all__ = ["alike_units"]

# Small Cyrillic and Greek letters that have the shape of a Latin one, themselves or their capitals. One table for both
# cases: a remark too many names two ids that differ, a remark too few hides that one unit was listed as two.
_SHAPES = MappingProxyType(
    dict(zip(map(ord, "аеорсхуіѕјһԁԛԝвнкмтαορντικβεηχυμζ"), "aeopcxyisjhdqwbhkmtaopvtikbehxymz", strict=True))
)
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63]")
_UNSEEN = re.compile("[ \u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_SHOWN = 5


def alike_units(ids: Sequence[str]) -> Iterator[Remark]:
    """A remark for the first few groups of ids that look alike.

    >>> [str(remark) for remark in alike_units(["so-1", "SO-1", "so-2"])]
    ['Units that look alike are taken for different ones: "SO-1" and "so-1"']
    """
    # All at once: a million units are looked at in a second. An id holds no line feed.
    text = "\n".join(ids)
    look = _look(text)
    if look == text:
        # They look as they are, and no two of them are the same.
        return
    looks = look.split("\n")
    if not ids or len(set(looks)) == len(ids):
        return
    groups: dict[str, list[str]] = {}
    for look, unit in zip(looks, ids, strict=True):
        groups.setdefault(look, []).append(unit)
    found = sorted(sorted(units) for units in groups.values() if len(units) > 1)
    for units in found[:_SHOWN]:
        names = Listed(f'"{unit}"' + ("" if unit.isascii() else f" ({_letters(unit)})") for unit in units)
        told = sentence("alike-units", names=names)
        yield Remark(code="alike-units", sentence=told, units=units, subject="units")
    if len(found) > _SHOWN:
        more = [unit for units in found[_SHOWN:] for unit in units]
        told = sentence("alike-more", count=len(found) - _SHOWN)
        yield Remark(code="alike-units", sentence=told, units=more, subject="units")


def _look(text: str) -> str:
    if text.isascii():
        return text.lower().replace(" ", "")
    wide = unicodedata.normalize("NFKC", text).casefold().translate(_SHAPES)
    return _UNSEEN.sub("", _DASHES.sub("-", wide))


def _letters(unit: str) -> str:
    """The characters beyond ASCII by their numbers, which tell what the eye does not."""
    return " ".join(f"U+{ord(char):04X}" for char in dict.fromkeys(unit) if not char.isascii())
