"""Vietnamese alphabetical order: for lists of names, never for a rank."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, TypeAlias

from ictindex.model.text import normalise

__all__ = ["alphabetical", "collation_key"]

Key: TypeAlias = tuple[Any, ...]

_LETTERS = {letter: place for place, letter in enumerate("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")}
# Runs of digits and runs of letters; what stands between them only separates.
_WORD = re.compile(r"[0-9]+|[^\W_0-9]+")
# Ngang, huyền, hỏi, ngã, sắc, nặng: the combining marks of the last five in this order.
_TONES = {mark: place for place, mark in enumerate("\u0300\u0309\u0303\u0301\u0323", start=1)}


def alphabetical(names: Iterable[str]) -> list[str]:
    """Names in Vietnamese alphabetical order.

    >>> alphabetical(["Đồng Nai", "Dĩ An", "Ân Thi", "An Giang", "Ăn Hải", "Quận 10", "Quận 2"])
    ['An Giang', 'Ăn Hải', 'Ân Thi', 'Dĩ An', 'Đồng Nai', 'Quận 2', 'Quận 10']
    >>> alphabetical(["mạ", "má", "mã", "mả", "mà", "ma"])
    ['ma', 'mà', 'mả', 'mã', 'má', 'mạ']
    """
    return sorted(names, key=collation_key)


@lru_cache(maxsize=1 << 14)
def collation_key(name: str) -> Key:
    """What names are sorted by: syllable by syllable its letters, then its tone; numbers by their size, before letters.

    The text itself comes last, so that only equal texts have equal keys.
    """
    text = normalise(name)
    return (tuple(map(_syllable, _WORD.findall(text.casefold()))), text)


# Names of units share most of their words.
@lru_cache(maxsize=1 << 14)
def _syllable(word: str) -> Key:
    if word[0] in "0123456789":
        return (0, int(word[:4000]), word)
    letters, tone = [], 0
    for char in word:
        base, marks = _without_tone(char)
        tone = marks or tone
        letters.append((_LETTERS.get(base, len(_LETTERS)), base))
    return (1, tuple(letters), tone)


def _without_tone(char: str) -> tuple[str, int]:
    tone = 0
    kept = []
    for part in unicodedata.normalize("NFD", char):
        if part in _TONES:
            tone = _TONES[part]
        else:
            kept.append(part)
    return unicodedata.normalize("NFC", "".join(kept)), tone
