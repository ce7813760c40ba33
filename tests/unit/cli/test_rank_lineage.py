"""`ictindex rank --lineage`: the printed table of the year before on this year's units."""

from __future__ import annotations

import json

import pytest

RUBRIC = """\
schema = 1
id = "demo/it@2025"
status = "illustrative"
valid = [2025-01-01, 2025-12-31]
total = { decimals = 0 }
partition.block = { so = "Sở", xa = "Xã" }
node = [ { id = "may", max = 10 } ]
"""
LINEAGE = """\
schema = 1
id = "demo/units@2025"
valid = [2024-01-01, 2025-12-31]
unit = [ { id = "a" }, { id = "b" }, { id = "c" }, { id = "d" }, { id = "e" }, { id = "f", name = "Xã F" } ]
event = [
  { kind = "merge", on = 2025-07-01, before = ["a", "b"], after = [{ id = "m" }] },
  { kind = "recode", on = 2025-07-01, before = ["f"], after = [{ id = "k" }] },
]
"""
PREVIOUS = """\
# rubric: demo/it@2025
id,block,rank
a,so,1
b,so,2
c,so,3
d,xa,2
e,xa,3
f,xa,1
"""
DATA = "id,name,block,may\nm,Sở M,so,5\nc,Sở C,so,9\nd,Xã D,xa,9\ne,Xã E,xa,5\nk,Xã K,xa,1\nz,Xã Z,xa,0\n"


@pytest.fixture
def files(write):
    """The four files, by what they are."""
    texts = {"rubric.toml": RUBRIC, "units.toml": LINEAGE, "previous.csv": PREVIOUS, "data.csv": DATA}
    return {name.partition(".")[0]: str(write(name, text)) for name, text in texts.items()}


@pytest.fixture
def ran(ictindex, files):
    """The command on these files with some more arguments."""

    def run(*arguments: str, previous: bool = True):
        before = ["--previous", files["previous"]] if previous else []
        return ictindex("rank", files["data"], "--rubric", files["rubric"], *before, *arguments)

    return run


def test_changes_are_against_the_table_on_this_years_units(ran, files):
    """In the block where all stayed whole its ranks hold, under new codes too; elsewhere each unit has its reason."""
    found = json.loads(ran("--lineage", files["units"], "--since", "2024-12-31", "--format", "json").out)
    assert {
        it["id"]: it["change"] if it["change_reason"] is None else it["change_reason"] for it in found["units"]
    } == {
        "c": "not-re-ranked",
        "m": "no-indices",
        "d": 1,
        "e": 1,
        "k": -2,
        "z": "not-in-lineage",
    }
    assert found["lineage"]["id"] == "demo/units@2025"
    assert (found["lineage"]["since"], found["lineage"]["until"]) == ("2024-12-31", "2025-12-31")
    assert len(found["lineage"]["digest"]) == 64
    assert {it["code"] for it in found["remarks"]} >= {"carried", "not-re-ranked"}


def test_the_report_says_why_there_is_no_number(ran, files):
    """In both languages, beside the remark that says what was done."""
    arguments = ["--lineage", files["units"], "--since", "2024-12-31", "--until", "2025-07-01"]
    english = [line.split() for line in ran(*arguments).out.splitlines()]
    assert ["2", "Sở", "M", "5", "50.00", "merged"] in english
    assert ["1", "Sở", "C", "9", "90.00", "not", "re-ranked"] in english
    assert ["3", "Xã", "K", "1", "10.00", "-2"] in english
    vietnamese = ran(*arguments, "--lang", "vi").out
    assert "hợp nhất" in vietnamese
    assert "chưa xếp lại" in vietnamese
    assert "whose main indices are not known here" in ran(*arguments).out


def test_a_registered_lineage_is_named_by_its_id(ran):
    """The units of the trial are none of the provinces, and each says so."""
    found = ran("--lineage", "vietnam/provinces@2025", "--since", "2024-12-31", "--format", "json")
    assert {it["change_reason"] for it in json.loads(found.out)["units"]} == {"not-in-lineage"}


@pytest.mark.parametrize(
    ("arguments", "previous", "code", "said"),
    [
        (["--lineage", "UNITS", "--since", "2024-12-31"], False, 2, "give --previous too"),
        (["--lineage", "UNITS"], True, 2, "give --since, such as --since 2024-12-31"),
        (["--since", "2024-12-31"], True, 2, "--since is a day of a lineage; give --lineage too"),
        (["--until", "2024-12-31"], False, 2, "--until is a day of a lineage; give --lineage too"),
        (["--lineage", "UNITS", "--since", "31/12/2024"], True, 2, "--since: expected a day such as 2024-12-31"),
        (["--lineage", "UNITS", "--since", "2023-12-31"], True, 1, "says nothing of 2023-12-31"),
        (["--lineage", "UNITS", "--since", "2025-06-01", "--until", "2025-01-01"], True, 1, "the earlier day first"),
        (["--lineage", "vietnam/province@2025", "--since", "2024-12-31"], True, 2, "did you mean"),
        (["--lineage", "demo/x@1", "--since", "2024-12-31", "--no-plugins"], True, 2, "a lineage is a file"),
        (["--lineage", "none.toml", "--since", "2024-12-31"], True, 2, "none.toml"),
        (["--lineage", "RUBRIC", "--since", "2024-12-31"], True, 1, "problems in the lineage"),
        (["--lineage", "UNITS", "--since", "2024-12-31", "--out", "UNITS"], True, 2, "would overwrite"),
    ],
)
def test_what_is_missing_or_wrong_is_said(ran, files, arguments, previous, code, said):
    """With what to give; nothing is ranked."""
    named = {"UNITS": files["units"], "RUBRIC": files["rubric"]}
    found = ran(*(named.get(it, it) for it in arguments), previous=previous)
    assert (found.code, found.out) == (code, "")
    assert said in found.err


def test_a_rubric_without_a_period_needs_the_day(ictindex, files, write):
    """Nothing says of which day the units of the data are."""
    timeless = str(write("timeless.toml", RUBRIC.replace("valid = [2025-01-01, 2025-12-31]\n", "")))
    arguments = ["--previous", files["previous"], "--lineage", files["units"], "--since", "2024-12-31"]
    found = ictindex("rank", files["data"], "--rubric", timeless, *arguments)
    assert (found.code, found.out) == (2, "")
    assert "demo/it@2025 does not say the period that it assesses; give --until" in found.err
    assert ictindex("rank", files["data"], "--rubric", timeless, *arguments, "--until", "2025-07-01").code == 0
