from __future__ import annotations

import json
from decimal import Decimal

import pytest

from ictindex.ranking.json_text import dumps


def test_a_decimal_is_a_number_with_exactly_its_digits():
    """82.40 stays 82.40; no exponent however small or large."""
    text = dumps({"a": [Decimal("82.40"), Decimal("0E-2"), Decimal("1E+3"), Decimal("-0.000001")]})
    assert '"a": [82.40, 0.00, 1000, -0.000001]' in text


def test_the_text_is_json(capsys):
    """Any parser reads it, with quotes, line ends and Vietnamese letters in it."""
    tree = {"tên": 'Sở "Y tế"\n', "rỗng": [], "bảng": {}, "sâu": [{"a": [1, {"b": None}]}], "đúng": True}
    assert json.loads(dumps(tree)) == tree
    assert "Sở" in dumps(tree)


@pytest.mark.parametrize("value", [0.1, float("nan"), Decimal, object()])
def test_what_has_no_printed_digits_is_refused(value):
    """A float, also in the depth of a tree."""
    with pytest.raises(TypeError, match="exact digits"):
        dumps({"a": [{"b": value}]})


@pytest.mark.parametrize("value", [Decimal("NaN"), Decimal("Infinity")])
def test_nan_cannot_be_written(value):
    """It is no JSON."""
    with pytest.raises(ValueError, match="no JSON number"):
        dumps([value])


def test_keys_are_texts():
    """json.dumps would write 1 as "1"."""
    with pytest.raises(TypeError, match="key"):
        dumps({1: 2})
