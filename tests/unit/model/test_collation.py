"""Vietnamese alphabetical order, as dictionaries print it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ictindex.model.collation import alphabetical, collation_key

LETTERS = "a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y"


@pytest.mark.parametrize(
    "ordered",
    [
        LETTERS.split(),
        ["ma", "mà", "mả", "mã", "má", "mạ", "man", "màn", "mán", "mạn", "mang"],
        # A syllable is compared whole, its tone included, before the next one.
        ["Hà Giang", "Hà Nam", "Hà Nội", "Hà Tĩnh", "Hải Dương", "Hải Phòng", "Hậu Giang", "Hòa Bình"],
        ["Bà Rịa - Vũng Tàu", "Bạc Liêu", "Bắc Giang", "Bắc Kạn", "Bắc Ninh", "Bến Tre"],
        ["Bình Dương", "Bình Định", "Bình Phước", "Bình Thuận"],
        ["Sở Công Thương", "Sở Giao thông vận tải", "Sở Giáo dục và Đào tạo", "Sở Y tế"],
        ["Quận 1", "Quận 2", "Quận 10", "Quận Ba Đình"],
        ["", "An", "an", "Ân"],
    ],
)
def test_names_stand_as_in_a_dictionary(ordered) -> None:
    """Letters first, then tones, syllable by syllable; digits as numbers, before letters."""
    assert alphabetical(reversed(ordered)) == ordered


@given(st.lists(st.text(alphabet=st.sampled_from("aAăÂâbđĐdeEêioơuưy \u0300\u0301\u0323-1209ßÆ中"), max_size=6)))
def test_the_order_is_total_and_knows_no_unicode_form(names) -> None:
    """Only equal texts have equal keys, and a name typed with combining marks stands where the composed one does."""
    keys = [collation_key(name) for name in names]
    assert sorted(keys) == [collation_key(name) for name in alphabetical(names)]
    assert keys == [collation_key(unicodedata.normalize("NFD", name)) for name in names]
