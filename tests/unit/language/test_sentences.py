"""Sentences as data: rendered when they are read, in either language."""

from __future__ import annotations

import ast
import pickle
import re
from pathlib import Path
from string import Formatter

import pytest

import ictindex
from ictindex.language import Digits, Language, Listed, Pair, Sentence, Subject, all_texts, sentence
from ictindex.language.carrying_texts import CARRYING_TEXTS
from ictindex.language.ranking_texts import RANKING_TEXTS
from ictindex.language.scoring_texts import SCORING_TEXTS
from ictindex.ranking.history import REASONS

TEXTS = all_texts()

SENTENCES = {**RANKING_TEXTS, **CARRYING_TEXTS, **SCORING_TEXTS}
SOURCE = Path(ictindex.__file__).parent


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_every_text_can_be_said_in_both_languages(key):
    """With any values: names, one of something, and many."""
    fields = {name for _, name, _, _ in Formatter().parse(TEXTS[key][1]) if name is not None}
    for number in (1, 3):
        for language in ("vi", "en"):
            assert Sentence(key, tuple((name, number) for name in fields)).said(language)


@pytest.mark.parametrize("key", sorted(SENTENCES))
def test_a_sentence_is_not_left_in_english(key):
    """Where English has words, Vietnamese has others; what is only joined of values may be alike."""
    vi, en = (re.sub(r"\{[^}]*\}", " ", text) for text in SENTENCES[key])
    words = set(re.findall(r"[a-z]{3,}", en.casefold()))
    assert not words & set(re.findall(r"(?<!\w)[a-z]{4,}(?!\w)", vi.casefold()))
    assert not words or vi != en


def test_no_key_stands_in_two_tables():
    """The later one would hide the earlier."""
    tables = (RANKING_TEXTS, CARRYING_TEXTS, SCORING_TEXTS)
    assert len(SENTENCES) == sum(map(len, tables))
    assert len(TEXTS) > len(SENTENCES)
    assert all(TEXTS[key] == texts for table in tables for key, texts in table.items())


def keys_of(node):
    """The keys that an argument may be: whole ones, and as True the beginnings of those that a value ends."""
    if isinstance(node, ast.IfExp):
        yield from (*keys_of(node.body), *keys_of(node.orelse))
    elif isinstance(node, ast.JoinedStr):
        yield node.values[0].value, True
    elif isinstance(node, ast.Constant):
        yield node.value, False


def test_every_key_that_is_asked_for_has_a_text():
    """A slip in a key would be found by whoever reads the sentence only."""
    calls = [
        node
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "sentence"
    ]
    asked = {it for call in calls for it in keys_of(call.args[0])}
    assert len(asked) > 80
    assert {key for key, begins in asked if not begins} <= TEXTS.keys()
    assert all(any(known.startswith(key) for known in TEXTS) for key, begins in asked if begins)


def test_every_reason_for_no_change_has_words():
    """Whatever reasons rankings know."""
    assert {f"change-why-{reason}" for reason in REASONS} <= TEXTS.keys()


def test_values_speak_the_language_of_their_sentence():
    """Numbers have its decimal mark, lists its last word, nested sentences its words."""
    keys = Listed([sentence("key-total"), sentence("lower-key", key="Số ngày trễ")], "then")
    told = sentence(
        "tie-step", above=Listed(["A", "B"]), below="C", key=keys, mine=Digits("9.50"), theirs=Digits("9.25")
    )
    assert str(told) == "A and B before C by the total, then Số ngày trễ (lower is better) (9.50 against 9.25)"
    assert told.said("vi") == (
        "A và B xếp trên C khi xét tổng điểm, rồi Số ngày trễ (thấp hơn là tốt hơn) (9,50 so với 9,25)"
    )


def test_one_and_many():
    """A count chooses its word in English; Vietnamese has one."""
    told = [sentence("why-up", places=places, previous="demo/it@2025") for places in (1, 2)]
    assert [it.said("en") for it in told] == ["Up 1 place on demo/it@2025", "Up 2 places on demo/it@2025"]
    assert [it.said("vi") for it in told] == ["Tăng 1 bậc so với demo/it@2025", "Tăng 2 bậc so với demo/it@2025"]


def test_a_sentence_is_a_value():
    """Equal by key and values, hashable, and whole after a journey between processes."""
    told = sentence("no-part", partition=Subject("block"), units=Pair(vi=Listed(["Sở A"]), en=Listed(["a"])))
    again = pickle.loads(pickle.dumps(told))
    assert told == again
    assert {told: 1}[again] == 1
    assert again.said("vi") == "Không thuộc khối nào: Sở A"
    assert again.said("en") == "In no part of block: a"


@pytest.mark.parametrize("thing", [sentence("unknown"), Digits("1.5"), Listed(["a"]), Pair("a", "b"), Subject("block")])
def test_a_language_that_is_not_there_is_refused(thing):
    """By name, and with those that are."""
    with pytest.raises(ValueError, match=r"'fr' is not known; expected \"vi\" or \"en\""):
        thing.said("fr")


def test_an_empty_list_says_nothing():
    """Nobody needs a special case for it."""
    assert Language("vi").listed([]) == ""
