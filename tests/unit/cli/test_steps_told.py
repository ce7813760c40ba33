"""What steps did before scoring, as a person reads it: who left, what was filled, what was moved, and by which rule."""

from __future__ import annotations

import json

import pytest

from ictindex.language import Language

RUBRIC = """
schema = 1
id = "demo/steps@2026"
total = { decimals = 1 }
partition.block = { so = "Sở", xa = "Xã" }
node = [
  { id = "may", max = 100 },
  { id = "hop", max = 20, missing = "zero" },
  { id = "web", max = 10, missing = "zero" },
]
step = [
  { kind = "screen", least = "60%", why = "thiếu số liệu" },
  { kind = "impute", columns = ["hop"], method = "median", decimals = 0 },
  { kind = "treat", columns = ["may"], method = "winsorise", by = "block" },
  { kind = "treat", columns = ["hop"], method = "clip", high = 10 },
]
"""
DATA = """id,block,may,hop,web
a,so,1,5,1
b,so,2,6,1
c,so,3,,1
d,so,4,11,1
e,so,90,9,1
f,so,,,1
g,xa,5,5,1
"""


@pytest.fixture
def files(write):
    """A data file and its rubric."""
    return write("d.csv", DATA), "--rubric", write("r.toml", RUBRIC)


def rows_below(text, title):
    """The rows of the table with this title, without its head and line."""
    return [line.split() for line in text.partition(f"{title}\n")[2].split("\n\n")[0].splitlines()[2:]]


def test_units_that_left_are_listed_with_what_they_lack(ictindex, files):
    """The reason stands among those that are not ranked, the columns to fill in a table of their own."""
    said = ictindex("rank", *files).out
    assert rows_below(said, "Not ranked: 1 unit") == [["f", "excluded:", "thiếu", "số", "liệu"]]
    assert rows_below(said, "Too little data to be ranked: 1") == [["f", "1", "3", "may,", "hop"]]
    said = ictindex("rank", *files, "--lang", "vi").out
    assert rows_below(said, "Thiếu số liệu, không xếp hạng: 1 đơn vị") == [["f", "1", "3", "may,", "hop"]]


def test_moved_cells_are_listed_with_what_stood_there(ictindex, files):
    """By which method, and among how many; the filled cell of c is in the table above."""
    said = ictindex("rank", *files).out
    assert [row[:4] for row in rows_below(said, "Outlying cells moved inward: 2")] == [
        ["e", "may", "90", "4"],
        ["d", "hop", "11", "10"],
    ]
    assert "to the outermost value that is kept, of 5 in so" in said
    assert rows_below(said, "Empty cells filled in: 1")[0][:3] == ["c", "hop", "6"]
    said = ictindex("rank", *files, "--lang", "vi").out
    assert "về giá trị kế tiếp được giữ, trong 5 giá trị trong so" in said


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        (
            "en",
            [
                "units with a value in less than 60% of the cells asked for (every column) are not ranked: thiếu",
                "may: at |skew| ≥ 2, kurtosis ≥ 3.5 in the same block the outermost becomes the next, at most 5 cells",
                "hop: brought to at most 10",
            ],
        ),
        (
            "vi",
            [
                "đơn vị có số liệu ở dưới 60% số ô được hỏi (mọi cột) không xếp hạng: thiếu số liệu",
                "may: |độ lệch| ≥ 2, độ nhọn ≥ 3,5 trong cùng khối thì ô ngoài cùng lấy giá trị kế, không quá 5 ô",
                "hop: giới hạn đến 10",
            ],
        ),
    ],
)
def test_the_rules_are_told(ictindex, files, lang, sentences):
    """In "how this ranking is made", with the decimal mark of the language, and in `rubric show` as in the law."""
    ranked = ictindex("rank", *files, "--lang", lang).out
    shown = ictindex("rubric", "show", files[2], "--lang", lang).out
    assert [ranked.count(Language(lang).written(it)) for it in sentences] == [1, 1, 1]
    assert [shown.count(it) for it in sentences] == [1, 1, 1]


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        ('low = "5%", high = "95%", decimals = 1', "at least 5%, at most 95% (percentiles of the values, 1 decimal)"),
        ('sd = 3, decimals = 2, by = "block"', "within 3 sd of the mean in the same block, 2 decimals"),
    ],
)
def test_bounds_that_are_worked_out_are_told(ictindex, write, step, sentence):
    """Of which values, and how they are rounded."""
    rubric = write("r.toml", RUBRIC.replace('method = "clip", high = 10', f'method = "clip", {step}'))
    assert sentence in ictindex("rubric", "show", rubric).out


def test_another_share_or_limit_makes_editions_incomparable_and_another_reason_does_not(ictindex, files, write):
    """Who is in the cohort changes the points of others here; the reason is a text."""
    changed = RUBRIC.replace("60%", "50%").replace('"winsorise"', '"winsorise", most = 1').replace("thiếu số", "ít số")
    said = ictindex("rubric", "diff", files[2], write("new.toml", changed)).out
    scores, texts = said.partition("Names, sources")[::2]
    assert "step screen: least share of answers: 60% becomes 50%" in scores
    assert "step treat.may: most cells: (default) becomes 1" in scores
    assert "step screen: reason: thiếu số liệu becomes ít số liệu" in texts


def test_the_tables_are_in_the_json(ictindex, files):
    """A key for each kind of step, and no other."""
    tree = json.loads(ictindex("rank", *files, "--format", "json").out)
    assert tree["treatments"] == [
        {"unit": "e", "column": "may", "method": "winsorise", "part": "so", "before": 90, "after": 4, "values": 5},
        {"unit": "d", "column": "hop", "method": "clip", "part": "", "before": 11, "after": 10, "values": 6},
    ]
    screening = {"unit": "f", "why": "thiếu số liệu", "present": 1, "asked": 3, "empty": ["may", "hop"]}
    assert tree["screenings"] == [screening]
    assert "verifications" not in tree
