"""L14: a rubric that is written and read again is the same rubric and the same law."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ictindex.codec import law_digest, rubric_from_dict, rubric_to_json, rubric_to_toml, text_digest
from ictindex.codec.syntax import parse_json, parse_toml
from ictindex.model import Group, Indicator, Rubric, Source, Title
from ictindex.testing.strategies import rubrics

# Every text that can be stored in a file: no halves of surrogate pairs.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@given(rubrics())
def test_rubrics_survive_toml_and_json(rubric: Rubric) -> None:
    """Equal values, and so equal digests."""
    back = rubric_from_dict(parse_toml(rubric_to_toml(rubric)))
    assert back == rubric
    assert law_digest(back) == law_digest(rubric)
    assert text_digest(back) == text_digest(rubric)
    assert rubric_from_dict(parse_json(rubric_to_json(rubric))) == rubric


@given(texts, texts, st.text("abc-_đ .\"'\\#", min_size=1).filter(str.strip))
def test_any_text_survives(vi: str, note: str, key: str) -> None:
    """Quotes, backslashes, line breaks and control characters are escaped, keys quoted where they must be."""
    rubric = Rubric(
        id="demo/it@2026",
        title=Title(vi=vi),
        sources=[Source(key=" ".join(key.split()), note=note)],
        total=Group(decimals=0),
        nodes=[Indicator(id="a", vi=note, evidence=vi)],
    )
    assert rubric_from_dict(parse_toml(rubric_to_toml(rubric))) == rubric
    assert rubric_from_dict(parse_json(rubric_to_json(rubric))) == rubric
