"""How a name is written, with all that does not change its meaning taken away step by step."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from attrs import frozen

from ictindex.model.text import fold

__all__ = ["PREFIXES", "Spelling", "compact", "spelling_of"]

# What may stand before the name of a unit, folded and without dots, and what it says of its kind. The committee of a
# province is the province here, so its prefix says nothing.
PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "tỉnh": "tỉnh",
        "thành phố": "thành phố",
        "thủ đô": "thành phố",
        "tp": "thành phố",
        "t p": "thành phố",
        "quận": "quận",
        "q": "quận",
        "huyện": "huyện",
        "h": "huyện",
        "thị xã": "thị xã",
        "tx": "thị xã",
        "t x": "thị xã",
        "thị trấn": "thị trấn",
        "phường": "phường",
        "p": "phường",
        "xã": "xã",
        "x": "xã",
        "đặc khu": "đặc khu",
        "sở": "sở",
        "ban": "ban",
        "bộ": "bộ",
        "ubnd": "",
        "ủy ban nhân dân": "",
        "uỷ ban nhân dân": "",
        "uy ban nhan dan": "",
    }
)
_LONGEST_FIRST = sorted(PREFIXES, key=lambda it: (-len(it), it))
# Hyphens, dashes and dots stand for a space in names: Bà Rịa–Vũng Tàu, TP.HCM.
_BETWEEN = re.compile(r"[\s.,;:'’`\"()/_\u00ad\u2010-\u2015\u2212-]+")
# What nobody sees: spaces without width, marks of direction, byte order marks.
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# "Q1" and "P.12": a short prefix needs no space before a number.
_NUMBERED = re.compile(r"^(tp|q|p|h|tx)(?=\d)")
_TONES: Mapping[str, str] = MappingProxyType(
    {"\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0301": "5", "\u0323": "6"}
)


@frozen(kw_only=True)
class Spelling:
    """One name in ever coarser forms; names that differ in the first two are told apart, the rest is doubtful.

    `words` has each syllable with its tone behind it, so that hòa and hoà are one; `kind` is the prefix, empty
    where there is none; `joined` is without spaces, `plain` without marks too, `bare` also without a prefix that is
    written without marks or with wrong ones, `sounds` with i for y.
    """

    kind: str
    words: str
    joined: str
    plain: str
    bare: str
    sounds: str


def compact(text: str) -> str:
    """A text by its letters alone, with tones behind their words: how abbreviations are looked up.

    >>> compact("T.T. Huế") == compact("TT-Huế")
    True
    """
    return "".join(_toned(word) for word in _words(text))


def spelling_of(name: str, abbreviations: Mapping[str, str] = MappingProxyType({})) -> Spelling:
    """The forms of a name; `abbreviations` are from `compact` forms to the names that they stand for.

    >>> spelling_of("Tỉnh Hoà Bình").words == spelling_of("hòa  bình").words
    True
    >>> spelling_of("TP.HCM", {compact("HCM"): "Hồ Chí Minh"}).words == spelling_of("Hồ Chí Minh").words
    True
    """
    whole = abbreviations.get(compact(name), name)
    kind, rest = _without_prefixes(whole)
    meant = abbreviations.get(compact(rest))
    if meant is not None:
        kind_meant, rest = _without_prefixes(meant)
        kind = kind or kind_meant
    toned = [_toned(word) for word in _words(rest)]
    plain = _plain("".join(_words(rest)))
    return Spelling(
        kind=kind,
        words=" ".join(toned),
        joined=_joined(toned),
        plain=plain,
        bare=plain if kind else _bare(" ".join(_words(rest))),
        sounds=plain.replace("y", "i"),
    )


def _words(text: str) -> list[str]:
    return [word for word in _BETWEEN.split(fold(_UNSEEN.sub("", text))) if word]


def _without_prefixes(name: str) -> tuple[str, str]:
    """The kind and the name behind all its prefixes; a prefix that is the whole name is a name."""
    rest = _NUMBERED.sub(r"\1 ", " ".join(_words(_turned(name))))
    kind = ""
    found = _prefix(rest)
    while found is not None:
        kind = kind or PREFIXES[found]
        rest = rest[len(found) + 1 :]
        # Behind one kind only another committee: "Huyện Xã ..." is no double kind.
        found = _prefix(rest) if not kind else None
    return kind, rest


def _turned(name: str) -> str:
    """The name with its prefix before it, where that stands alone behind the last comma: Đà Nẵng, TP."""
    head, _, tail = name.rpartition(",")
    return f"{tail} {head}" if " ".join(_words(tail)) in PREFIXES and _words(head) else name


def _prefix(text: str) -> str | None:
    return next((it for it in _LONGEST_FIRST if text.startswith(it + " ")), None)


def _toned(word: str) -> str:
    """A syllable with its tone behind it, wherever over the vowels it is written."""
    signs = unicodedata.normalize("NFD", word)
    tones = "".join(_TONES[sign] for sign in signs if sign in _TONES)
    letters = unicodedata.normalize("NFC", "".join(sign for sign in signs if sign not in _TONES))
    # A digit of the name is no tone.
    return f"{letters}^{tones}" if tones else letters


def _joined(toned: list[str]) -> str:
    """Letters without spaces, then the tones in order: Kontum and Kon Tum, BàRịa and Bà Rịa."""
    letters = "".join(word.partition("^")[0] for word in toned)
    return f"{letters}^{''.join(word.partition('^')[2] for word in toned)}"


def _bare(text: str) -> str:
    """The letters of a name behind a prefix of which the marks are missing or wrong: "Tinh Ha Giang"."""
    plain = _plain(_NUMBERED.sub(r"\1 ", text))
    found = next((it for it in _PLAIN_LONGEST_FIRST if plain.startswith(it + " ")), "")
    return plain.removeprefix(found).replace(" ", "")


def _plain(text: str) -> str:
    signs = unicodedata.normalize("NFD", text.replace("đ", "d"))
    return "".join(sign for sign in signs if not unicodedata.combining(sign))


_PLAIN_LONGEST_FIRST = sorted({_plain(it) for it in PREFIXES}, key=len, reverse=True)
