"""Texts in two languages."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from string import Formatter

import pytest

from ictindex.report.said import Said, Texts, localised, word
from ictindex.report.texts import TEXTS


@pytest.mark.parametrize("key", TEXTS)
def test_both_languages_ask_for_the_same_values(key):
    """And neither is empty."""
    vi, en = TEXTS[key]
    asked = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in (vi, en)]
    assert asked[0] == asked[1]
    assert vi
    assert en


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("0.5", "0,5"),
        ("từ 0.8 → 10.25", "từ 0,8 → 10,25"),
        ("1.5..2.5", "1,5..2,5"),
        ("80..", "80.."),
        ("24.01.2013", "24.01.2013"),
        ("v1.2, a.1, hanoi@2014", "v1.2, a.1, hanoi@2014"),
        ("65.5%", "65,5%"),
        ("tỷ_lệ1.5", "tỷ_lệ1.5"),
    ],
)
def test_only_numbers_get_a_decimal_comma(text, said):
    """Dates, versions, names and open ranges keep their points."""
    assert said == localised(text)


@pytest.mark.parametrize(
    ("value", "vi", "en"),
    [
        (Decimal("82.40"), "82,40", "82.40"),
        (Decimal("-1.5"), "−1,5", "−1.5"),
        (Fraction(185, 2), "92,5", "92.5"),
        (Decimal("1E+3"), "1000", "1000"),
        (7, "7", "7"),
        (None, "–", "–"),
    ],
)
def test_numbers_keep_their_digits(value, vi, en):
    """In either language, with a true minus sign."""
    assert (vi, en) == (Texts("vi").number(value), Texts("en").number(value))


def test_a_pair_stands_in_the_file_once():
    """Two places of one text have one number; a text that is the same in both languages needs none."""
    texts = Texts("vi")
    pair = Said("Sở", "Department")
    assert [texts.place(it) for it in (pair, Said("Xã", "Commune"), pair, Said("CNTT", "CNTT"))] == [0, 1, 0, None]
    assert texts.table() == {"vi": ["Sở", "Xã"], "en": ["Department", "Commune"]}


def test_a_value_of_a_text_may_be_in_two_languages_itself():
    """Each text takes the one of its language."""
    assert Said("Xếp loại Tốt", "Tier Good") == word("tier-is", name=Said("Tốt", "Good"))
