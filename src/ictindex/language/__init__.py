"""The two languages: which text, which list, which decimal mark, and sentences that are said in either.

The lowest room: it knows words and nothing of what they are said about.
"""

from __future__ import annotations

from ictindex.language.language import LANGUAGES, Language, Named, Sayable, all_texts, language_of
from ictindex.language.sentence import Digits, Listed, Pair, Sentence, Subject, Told, sentence

__all__ = [
    "LANGUAGES",
    "Digits",
    "Language",
    "Listed",
    "Named",
    "Pair",
    "Sayable",
    "Sentence",
    "Subject",
    "Told",
    "all_texts",
    "language_of",
    "sentence",
]
