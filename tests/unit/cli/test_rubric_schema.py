"""`ictindex rubric schema`."""

from __future__ import annotations

import json

from ictindex.codec import rubric_schema


def test_the_schema_is_printed_or_written(ictindex, tmp_path):
    """The same text both ways, which any editor can read."""
    out = tmp_path / "rubric.schema.json"
    assert ictindex("rubric", "schema", "--out", out).code == 0
    printed = ictindex("rubric", "schema").out
    assert out.read_text(encoding="utf-8") == printed
    assert json.loads(printed) == rubric_schema()
