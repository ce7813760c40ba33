"""Lists of names: Vietnamese alphabetical order, written out letter by letter."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from ictindex.testing.reference.order import Comparison

__all__ = ["name_first", "place_of"]

# Each letter with its tones: ngang, huyền, hỏi, ngã, sắc, nặng.
_VOWELS = (
    "aàảãáạ",
    "ăằẳẵắặ",
    "âầẩẫấậ",
    "eèẻẽéẹ",
    "êềểễếệ",
    "iìỉĩíị",
    "oòỏõóọ",
    "ôồổỗốộ",
    "ơờởỡớợ",
    "uùủũúụ",
    "ưừửữứự",
    "yỳỷỹýỵ",
)
_TONES = {vowel[0]: vowel for vowel in _VOWELS}
_ALPHABET = [_TONES.get(letter, letter) for letter in "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"]
_PLACES = {char: (letter, tone) for letter, tones in enumerate(_ALPHABET) for tone, char in enumerate(tones)}


def name_first(names: Mapping[str, str]) -> Comparison:
    """Compare units, given by id, by their names; equal names by the ids."""

    def comparison(left: str, right: str) -> int:
        ours, theirs = ((place_of(names[unit]), unit) for unit in (left, right))
        return (ours > theirs) - (ours < theirs)

    return comparison


def place_of(name: str) -> tuple[object, ...]:
    """What names compare by: word by word first the letters, then the tones; numbers by size, before all letters."""
    text = unicodedata.normalize("NFC", name)
    words: list[tuple[object, ...]] = []
    word = ""
    for char in [*text.lower(), " "]:
        if word and (not char.isalnum() or char.isdecimal() != word[0].isdecimal()):
            words.append(_place_of_word(word))
            word = ""
        if char.isalnum():
            word += char
    return (tuple(words), text)


def _place_of_word(word: str) -> tuple[object, ...]:
    if word[0].isdecimal():
        return (0, int(word), word)
    places = [_PLACES.get(char, (len(_ALPHABET) + ord(char), 0)) for char in word]
    return (1, [letter for letter, _ in places], max(tone for _, tone in places))
