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


def changed(*pairs):
    """The text with these replacements, each of which must be possible."""
    text = TEXT
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def test_faults_of_form_hide_no_faults_of_meaning():
    """An unknown key, and a code, a source and shares that contradict the rest, are told together."""
    slips = (
        ('note = "chia đôi"', "nope = 1"),
        ('before = ["12"]', 'before = ["13"]'),
        ('source = "nq" }', 'source = "x" }'),
    )
    assert refused(changed(*slips, ("08 = 0.6", "08 = 0.7"), ('"demo/units@2025"', '"units"'))) == [
        ("event[0].weights", "lineage-weights"),
        ("event[1].nope", "unknown-key"),
        ("event[2].after", "event-form"),
        ("event[2].after[0].id", "double-birth"),
        ("event[2].before[0]", "unknown-name"),
        ("event[2].source", "unknown-name"),
        ("id", "bad-id"),
    ]


@pytest.mark.parametrize(
    ("slips", "expected"),
    [
        # Whatever needs the day of the unread event is not known; the eve of the day before it is.
        (
            [("on = 2025-08-01", 'on = "x"'), ('before = ["10"]', 'before = ["1O"]')],
            [("event[1].before[0]", "unknown-name"), ("event[2].on", "wrong-kind")],
        ),
        # Who is unread may be the unit that is missing, or the one that has the code.
        (
            [('{ id = "12", block', "{ block"), ('before = ["10"]', 'before = ["1O"]')],
            [("unit[3].id", "missing-key")],
        ),
        # A period that could not be read has no end that a day may lie behind.
        ([("2020-01-01, 2025-12-31", "2020-01-01")], [("valid", "wrong-kind")]),
        ([('before = ["02", "08"]', "before = 2")], [("event[0].before", "wrong-kind")]),
        ([('after = [{ id = "08" }]', "after = 8")], [("event[0].after", "wrong-kind")]),
        ([('kind = "merge"', "kind = 1")], [("event[0].kind", "wrong-kind")]),
        ([("08 = 0.6", '08 = "many"')], [("event[0].weights.08", "wrong-kind")]),
        ([('source.nq = { title = "Nghị quyết", date = 2025-06-12 }', "source = 5")], [("source", "wrong-kind")]),
        ([('{ id = "02", name = "Hà Giang" }', "3")], [("unit[0]", "wrong-kind")]),
        ([('{ kind = "move"', '7, { kind = "move"')], [("event[2]", "wrong-kind")]),
    ],
)
def test_a_fault_of_form_is_one_problem(slips, expected):
    """What would only follow from a stand-in is not told."""
    assert refused(changed(*slips)) == expected


def test_units_and_events_that_are_no_lists():
    """Nothing is known of who lives when, and the rest is looked at."""
    table = {"schema": 1, "id": "x", "valid": [date(2020, 1, 1), date(2019, 1, 1)], "unit": "a", "event": 3}
    with pytest.raises(LineageError) as caught:
        lineage_from_dict(table)
    assert sorted((str(it.where), it.code) for it in caught.value.problems) == [
        ("event", "wrong-kind"),
        ("id", "bad-id"),
        ("unit", "wrong-kind"),
        ("valid", "bad-valid"),
    ]


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
