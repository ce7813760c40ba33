from __future__ import annotations

from datetime import date

import pytest

from ictindex.codec import lineage_digest, lineage_from_dict, lineage_to_dict, lineage_to_toml, load_lineage
from ictindex.codec.syntax import parse_toml
from ictindex.model import LineageError

TEXT = """\
schema = 1
id = "demo/units@2025"
title = { vi = "Đơn vị" }
valid = [2020-01-01, 2025-12-31]
source.nq = { title = "Nghị quyết", date = 2025-06-12 }
unit = [
  { id = "02", name = "Hà Giang" },
  { id = "08", name = "Tuyên Quang", also = ["TQ"] },
  { id = "10" },
  { id = "12", block = "tinh" },
]
event = [
  { kind = "merge", on = 2025-07-01, before = ["02", "08"], after = [{ id = "08" }], weights = { 02 = 0.4, 08 = 0.6 } },
  { kind = "split", on = 2025-07-01, before = ["10"], after = [{ id = "10" }, { id = "11" }], note = "chia đôi" },
  { kind = "move", on = 2025-08-01, before = ["12"], after = [{ id = "12", block = "xa" }], source = "nq" },
]
"""


def parsed(text=TEXT):
    """The lineage of a TOML text."""
    return lineage_from_dict(parse_toml(text))


def refused(text):
    """Paths and codes of the problems of a text."""
    with pytest.raises(LineageError) as caught:
        parsed(text)
    return sorted((str(it.where), it.code) for it in caught.value.problems)


def test_what_is_written_reads_back():
    """Through TOML and through plain tables, with one digest."""
    first = parsed()
    for again in (parsed(lineage_to_toml(first)), lineage_from_dict(lineage_to_dict(first))):
        assert again == first
        assert lineage_digest(again) == lineage_digest(first)


def test_a_file_names_itself_in_every_problem(tmp_path):
    """As with rubrics; text that is no TOML and bytes that are no text too."""
    path = tmp_path / "units@2025.toml"
    path.write_text(TEXT, encoding="utf-8")
    assert load_lineage(path) == parsed()
    for text in (TEXT.replace('"10" }', '"12" }', 1), TEXT + "x", TEXT.replace("schema = 1", "schema = 2")):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(LineageError) as caught:
            load_lineage(path)
        assert all(str(it.where).startswith(str(path)) for it in caught.value.problems)
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(LineageError, match="bad-encoding"):
        load_lineage(path)


def test_json_is_read_too(tmp_path):
    """The ending of the name says which."""
    path = tmp_path / "units.json"
    path.write_text(
        '{"schema": 1, "id": "demo/units@2025", "valid": ["2020-01-01", "2020-12-31"], "unit": [{"id": "a"}]}',
        encoding="utf-8",
    )
    assert [*load_lineage(path).at(date(2020, 6, 1))] == ["a"]


def test_all_problems_of_the_form_come_at_once():
    """Unknown keys, wrong kinds and missing keys, each with its path."""
    text = TEXT.replace('kind = "merge", on = 2025-07-01', 'kid = "merge", on = "soon"').replace(
        'id = "12", block = "tinh"', "id = 12"
    )
    assert refused(text.replace('before = ["10"]', "before = 10")) == [
        ("event[0].kid", "unknown-key"),
        ("event[0].on", "wrong-kind"),
        ("event[1].before", "wrong-kind"),
        ("unit[3].id", "wrong-kind"),
    ]
    assert refused("schema = 1") == [("id", "missing-key"), ("unit", "missing-key"), ("valid", "missing-key")]
    assert refused("") == [("schema", "unknown-schema")]
    assert refused("schema = true") == [("schema", "unknown-schema")]


def test_what_contradicts_itself_keeps_its_path():
    """The checks of the model speak in the words of the file."""
    assert refused(TEXT.replace('before = ["10"]', 'before = ["1O"]')) == [
        ("event[1].after[0].id", "double-birth"),
        ("event[1].before[0]", "unknown-name"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("Nghị quyết", "Nghị quyết số 202", True),
        ('also = ["TQ"]', 'also = ["T.Q."]', True),
        ("chia đôi", "", True),
        ('["02", "08"]', '["08", "02"]', True),
        ("0.6", "0.60", True),
        ('name = "Hà Giang"', 'name = "Hà Tây"', False),
        ("2025-07-01", "2025-07-02", False),
        ("02 = 0.4, 08 = 0.6", "02 = 0.5, 08 = 0.5", False),
        ('block = "xa"', 'block = "so"', False),
    ],
)
def test_the_digest_is_of_who_was_who(old, new, same):
    """Texts, spelling and order do not count; names, days and blocks do."""
    assert (lineage_digest(parsed(TEXT.replace(old, new))) == lineage_digest(parsed())) is same


def test_the_order_of_events_of_one_day_does_not_count():
    """Nor that of the units."""
    lines = TEXT.splitlines()
    lines[6], lines[7], lines[12], lines[13] = lines[7], lines[6], lines[13], lines[12]
    assert lineage_digest(parsed("\n".join(lines))) == lineage_digest(parsed())
