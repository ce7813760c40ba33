"""The JSON Schema of rubric files accepts what the reader accepts, and knows its keys and kinds."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator

import ictindex
from ictindex.codec import rubric_from_dict, rubric_schema, rubric_to_dict, rubric_to_json
from ictindex.codec.rubric_records import AWARD, COLUMN, GROUP, LEAF, RANK, SHAPES, SOURCE, TIER, TOTAL, VIEW
from ictindex.codec.rubric_tables import FILE
from ictindex.codec.syntax import parse_toml
from ictindex.model import RubricError
from ictindex.testing.strategies import rubrics

RECORDS = (FILE, GROUP, LEAF, TOTAL, RANK, VIEW, TIER, AWARD, COLUMN, SOURCE, *(it.record for it in SHAPES.values()))
VALIDATOR = Draft202012Validator(rubric_schema())
LAW = {
    "schema": 1,
    "id": "demo/it@2026",
    "total": {"decimals": 2},
    "partition": {"block": {"so": "Sở", "xa": {"vi": "Xã", "en": "Communes"}}, "vung": {"x": {"block": ["so"]}}},
    "node": [
        {"id": "a", "max": 10, "only": {"block": ["so"], "any": [{"tag": "x"}, {"b": ">0"}]}},
        {"id": "b", "steps": [[4, 5], [">1", 2]], "else": 0, "read": "may"},
        {"id": "c", "levels": [["đủ", 5], ["chưa", 0]]},
        {"id": "d", "against": "minmax", "to": [0, 5], "constant": "middle"},
        {"id": "e", "aggregate": "mean", "weight_sum": 3},
        {"id": "f", "in": "e", "yes": 5, "weight": 3},
    ],
    "view": [{"id": "v", "over": {"a": 1, "b": 2}}],
    "tier": [{"id": "tot", "from": "80%"}, {"id": "kha", "share": "20%"}, {"id": "yeu"}],
    "award": [{"id": "p", "prizes": ["Nhất 1"], "among": {"at_least": [1, {"tag": "x"}, {"block": "so"}]}}],
    "exclude": [{"unit": "x", "why": "an ninh"}],
    "column": {"may": {"kind": "percent"}},
}


def plain(rubric):
    """A rubric as an editor sees its file: days are texts, numbers are numbers."""
    return json.loads(rubric_to_json(rubric))


def test_the_schema_is_one():
    """Of the draft that it names."""
    Draft202012Validator.check_schema(rubric_schema())


@pytest.mark.parametrize("rubric_id", ictindex.list_rubrics())
def test_every_registered_rubric_is_accepted(rubric_id):
    """Whatever the built-in rubrics say."""
    assert [error.message for error in VALIDATOR.iter_errors(plain(ictindex.get_rubric(rubric_id)))] == []


FILES = sorted(Path(ictindex.__file__).parent.rglob("*.toml"))
# Lineages of units are files of another form.
RUBRICS = [path for path in FILES if path.parent.name != "lineage"]


@pytest.mark.parametrize("path", RUBRICS, ids=lambda path: path.stem)
def test_the_built_in_files_are_accepted_as_they_are_written(path):
    """With every spelling that a person chose."""
    table = json.loads(json.dumps(parse_toml(path.read_text(encoding="utf-8")), default=_number_or_day))
    assert [error.message for error in VALIDATOR.iter_errors(table)] == []


def _number_or_day(value):
    return value.isoformat() if hasattr(value, "isoformat") else float(value)


@given(rubric=rubrics())
def test_whatever_a_rubric_can_say_is_accepted(rubric):
    """Random rubrics over everything that the model knows."""
    assert [error.message for error in VALIDATOR.iter_errors(plain(rubric))] == []


def test_the_rubric_of_the_faults_is_lawful():
    """So that each fault below is the only one."""
    assert rubric_to_dict(rubric_from_dict(deepcopy(LAW)))["id"] == LAW["id"]
    assert list(VALIDATOR.iter_errors(LAW)) == []


FAULTS = [
    ("nodes", []),
    ("node[0].maxx", 5),
    ("node[0].max", "10"),
    ("node[0].max", {}),
    ("node[0].max", {"so": "5"}),
    ("node[0].decimals", 1.5),
    ("node[0].extra", 1),
    ("node[0].missing", "skip"),
    ("node[0].half", "down"),
    ("node[0].only", ["so"]),
    ("node[0].only.block", 3),
    ("node[0].only.any", {"tag": "x"}),
    ("node[0].id", None),
    ("node[1].else", None),
    ("node[1].yes", 5),
    ("node[1].to", [0, 1]),
    ("node[1].steps", [[4]]),
    ("node[1].steps", [[4, "5"]]),
    ("node[2].levels", [[3, 5]]),
    ("node[2].aggregate", "mean"),
    ("node[3].against", "top"),
    ("node[3].to", [0]),
    ("node[4].weight_sum", "100%"),
    ("total.id", "total"),
    ("total.aggregate", "product"),
    ("rank.ties", "shared"),
    ("rank.seed", 1.5),
    ("rank.overall", "yes"),
    ("view[0].over", None),
    ("view[0].max", 5),
    ("tier[0].above", "90%"),
    ("tier[1].share", 20),
    ("tier[1].tie", "jury"),
    ("award[0].tie", "none"),
    ("award[0].prizes", 1),
    ("award[0].prize", "Nhất"),
    ("exclude[0].why", 5),
    ("column.may.kind", "money"),
    ("column.may.unit", "đồng"),
    ("status", "offical"),
    ("comparable", ["points"]),
    ("valid", ["2026-01-01"]),
    ("id", None),
    ("schema", 2),
    ("partition.block.so", 5),
]


@pytest.mark.parametrize(("path", "value"), FAULTS, ids=[f"{path}={value}" for path, value in FAULTS])
def test_what_the_reader_refuses_the_schema_refuses_too(path, value):
    """Unknown keys, wrong kinds, words of no list; None takes the key away."""
    table = deepcopy(LAW)
    *above, key = [int(it) if it.isdigit() else it for it in path.replace("[", ".").replace("]", "").split(".")]
    spot = table
    for step in above:
        spot = spot.setdefault(step, {}) if isinstance(spot, dict) else spot[step]
    if value is None:
        del spot[key]
    else:
        spot[key] = value
    with pytest.raises(RubricError):
        rubric_from_dict(deepcopy(table))
    assert list(VALIDATOR.iter_errors(table)) != []


def test_every_key_says_what_it_holds():
    """A kind that comes without a schema would let an editor accept anything."""
    silent = {entry.key for record in RECORDS for entry in record.entries if not entry.schema}
    assert silent == set()


def test_every_closed_list_is_offered():
    """A word that the reader would refuse is marked while it is typed: no policy is any text."""
    free = {"id", "in", "of", "per", "name", "kind"}
    words = {entry.key for record in RECORDS for entry in record.entries if entry.choices}
    open_ = {
        entry.key
        for record in RECORDS
        for entry in record.entries
        if entry.kind.schema == {"type": "string"} and not entry.choices
    }
    texts = {"vi", "en", "source", "evidence", "follows", "title", "url", "note", "format", "read", "select", "shape"}
    assert open_ - texts - free == set()
    assert {"aggregate", "missing", "ties", "last", "tie", "half", "against", "status"} <= words
