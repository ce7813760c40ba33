"""The texts of both languages."""

from __future__ import annotations

from string import Formatter

import pytest

from ictindex.language import all_texts

TEXTS = all_texts()


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_both_languages_say_the_same_things(key):
    """Each text exists in both and fills in the same values."""
    fields = [{name for _, name, _, _ in Formatter().parse(text) if name is not None} for text in TEXTS[key]]
    assert all(TEXTS[key])
    assert fields[0] == fields[1]
