"""Words for keys, conditions and closed lists, in both languages."""

from __future__ import annotations

import re

import pytest

import ictindex as package
from ictindex.codec.records import TOP_KEYS
from ictindex.codec.rubric_records import (
    AWARD,
    COLUMN,
    DOWNGRADE,
    GROUP,
    LEAF,
    RANK,
    SHAPES,
    SOURCE,
    STEP_RECORDS,
    TIER,
    VIEW,
)
from ictindex.codec.rubric_tables import FILE
from ictindex.language import Language, all_texts
from ictindex.language.key_texts import LABELS, SUBJECTS, VALUES
from ictindex.wording.words import CHOSEN

RECORDS = (
    FILE,
    GROUP,
    LEAF,
    RANK,
    VIEW,
    TIER,
    DOWNGRADE,
    AWARD,
    COLUMN,
    SOURCE,
    *(it.record for it in SHAPES.values()),
)

TEXTS = all_texts()
RECORDS += tuple(record for _, record in STEP_RECORDS.values())
LISTS = {"total", "rank", "partition", "node", "view", "tier", "downgrade", "award", "column"}


def test_every_key_has_a_name_in_both_languages():
    """A key that a record gains is named, or this fails."""
    keys = {entry.key for record in RECORDS for entry in record.entries} | set(TOP_KEYS)
    assert sorted(keys - LISTS - set(LABELS)) == []
    assert all(all(names) for names in (*LABELS.values(), *SUBJECTS.values()))


def test_every_word_of_a_closed_list_has_a_vietnamese_one():
    """A policy that the model gains is said, or this fails."""
    entries = [entry for record in RECORDS for entry in record.entries if entry.choices]
    assert sorted({word for entry in entries for word in entry.choices} - set(VALUES)) == []
    assert sorted({entry.key for entry in entries} - CHOSEN) == []


# English words of texts and lists that no Vietnamese text has, and no unit of measure or formula.
ENGLISH = {
    word
    for texts in (*TEXTS.values(), *LABELS.values(), *SUBJECTS.values())
    for word in re.findall(r"[a-z]{3,}", re.sub(r"\{[^}]*\}", " ", texts[1]).casefold())
} | {word for value in VALUES for word in re.findall(r"[a-z]{3,}", value)}
VIETNAMESE = {
    word
    for text in (*(texts[0] for table in (TEXTS, LABELS, SUBJECTS) for texts in table.values()), *VALUES.values())
    for word in re.findall(r"[a-z]{3,}", re.sub(r"\{[^}]*\}", " ", text).casefold())
}


@pytest.mark.parametrize("rubric_id", package.list_rubrics())
def test_a_rubric_shown_in_vietnamese_has_no_english_but_names(rubric_id, ictindex):
    """Ids, columns, titles of sources and names without a Vietnamese form are the rubric's own words."""
    rubric = package.get_rubric(rubric_id)
    names = {*rubric.node_ids, *(it.id for it in (*rubric.tiers, *rubric.awards)), *rubric.column_kinds, rubric.id}
    for partition in rubric.partitions:
        names |= {partition.name, *(text for part in partition.parts for text in (part.id, part.vi))}
    names |= {text for it in rubric.sources for text in (it.key, it.title, it.url, it.note)}
    names |= {it.vi for it in (rubric.title, *rubric.nodes, *rubric.views, *rubric.tiers, *rubric.awards)}
    names |= {it.where.conditions[0].names[0] for it in rubric.exclude}
    shown = ictindex("rubric", "show", rubric_id, "--lang", "vi").out
    for name in sorted(filter(None, names - {"total", "block"}), key=len, reverse=True):
        shown = shown.replace(name, " ")
    words = set(re.findall(r"(?<![\w-])[a-z]{3,}(?![\w-])", shown.casefold()))
    assert words & (ENGLISH - VIETNAMESE) - {"total"} == set()


def test_the_check_for_english_finds_english(ictindex):
    """The same words stand in the English text, so the test above can fail."""
    shown = ictindex("rubric", "show", "hanoi/agencies@2014").out
    assert len(set(re.findall(r"[a-z]{3,}", shown.casefold())) & (ENGLISH - VIETNAMESE)) > 20


def test_a_name_without_a_word_stands_as_it_is():
    """A plugin's word is nobody else's to translate."""
    from ictindex.wording.words import key_label, value_words

    assert (key_label("sai", Language("vi")), value_words("aggregate", "sai", Language("vi"))) == ("sai", "sai")
