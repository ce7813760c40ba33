"""README and docs say what the program does; checked here because the program is where they meet."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import ictindex as package
from ictindex.codec.records import TOP_KEYS
from ictindex.codec.rubric_records import AWARD, COLUMN, NODE_KEYS, RANK, SOURCE, TIER, VIEW

ROOT = Path(__file__).parents[3]
SOURCE_OF = Path(package.__file__).parent

# Where a code stands in a call that makes a problem or a remark; besides, any `code=`.
PLACES = {
    "add": 0,
    "refuse": 0,
    "plugin_problem": 0,
    "_problem": 0,
    "report": 1,
}
CODE = re.compile(r"[a-z/]+(-[a-z/]+)*")


def page(name):
    """The text of a page, which is not in the package."""
    path = ROOT / name
    if not path.exists():
        pytest.skip(f"{name} does not lie beside the tests")
    return path.read_text(encoding="utf-8")


def documented():
    """The codes of the tables of errors.md."""
    return set(re.findall(r"^\| (?:<a id=\S+></a>)?`([a-z/-]+)` \|", page("docs/errors.md"), re.MULTILINE))


def test_every_code_has_one_anchor():
    """docs/errors.md#foreign-id leads to the line of foreign-id, and only there."""
    text = page("docs/errors.md")
    anchors = re.findall(r'^\| <a id="(\S+)"></a>`([a-z/-]+)` \|', text, re.MULTILINE)
    assert [one for one, code in anchors if one != code] == []
    assert sorted(documented()) == sorted(code for _, code in anchors)


def used():
    """Every code that the source writes as a constant where a problem or a remark is made."""
    found = set()
    for path in SOURCE_OF.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                found |= {it.value for it in _codes(node) if isinstance(it, ast.Constant)}
    return {code for code in found if isinstance(code, str) and CODE.fullmatch(code)}


def _codes(call):
    name = getattr(call.func, "attr", None) or getattr(call.func, "id", "")
    if name in PLACES and len(call.args) > PLACES[name]:
        yield call.args[PLACES[name]]
    yield from (keyword.value for keyword in call.keywords if keyword.arg == "code")


def test_every_code_is_documented():
    """Codes are stable, so each has its line."""
    # `add` and `report` are also called with other words; a code that is meant has an error page or a hyphen.
    assert sorted(code for code in used() - documented() if "-" in code) == []


def test_every_documented_code_exists():
    """A code that went is no longer promised."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in SOURCE_OF.rglob("*.py"))
    assert [code for code in sorted(documented()) if f'"{code}"' not in source] == []


def test_every_key_of_a_rubric_is_documented():
    """What the reader of a file knows, the page about the file names."""
    text = re.sub(r"```.*?```", "", page("docs/rubric-format.md"), flags=re.DOTALL)
    records = (NODE_KEYS, TOP_KEYS, AWARD.keys, COLUMN.keys, RANK.keys, SOURCE.keys, TIER.keys, VIEW.keys)
    keys = {key for record in records for key in record}
    written = set(re.findall(r"[a-z_]+", " ".join(re.findall(r"`([^`]+)`", text))))
    assert sorted(keys - written) == []


def test_every_registered_rubric_stands_in_the_readme_with_its_status():
    """The table is complete and true."""
    rows = dict(re.findall(r"^\| `([a-z-]+/[a-z-]+@\d+)` \| (\w+) \|", page("README.md"), re.MULTILINE))
    built_in = ("danang", "hanoi", "laocai", "undp", "vietnam")
    ids = [it for it in package.list_rubrics() if it.partition("/")[0] in built_in]
    assert rows == {rubric_id: package.get_rubric(rubric_id).status for rubric_id in ids}


def test_the_sample_of_the_readme_is_real_output(ictindex, examples):
    """Line by line; a line of … stands for what is left out."""
    sample = re.search(r"shortened at `…`\):\n\n```text\n(.*?)```", page("README.md"), re.DOTALL)[1]
    ran = ictindex("rank", examples / "laocai-2014.csv", "--rubric", "laocai/agencies@2014")
    position = 0
    for piece in re.split(r"^…\n", sample, flags=re.MULTILINE):
        position = ran.out.find(piece, position)
        assert position >= 0, piece
        position += len(piece)


def test_what_the_readme_says_python_prints_is_printed(examples, capsys, monkeypatch):
    """The ten lines and their output."""
    text = page("README.md")
    code = re.search(r"In Python:\n\n```python\n(.*?)```", text, re.DOTALL)[1]
    monkeypatch.chdir(examples.parent)
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - the page is ours
    assert capsys.readouterr().out == re.search(r"It prints\n\n```text\n(.*?)```", text, re.DOTALL)[1]


def test_every_rule_kind_has_its_place_and_its_points():
    """A1 to C7 have a section each, with an example but for what is not there yet; D1 to D14 stand in a table."""
    text = page("docs/rules.md")
    sections = dict(re.findall(r"^### ([ABC]\d+)\n(.*?)(?=^##|\Z)", text, re.MULTILINE | re.DOTALL))
    wanted = [f"{part}{number}" for part, count in (("A", 18), ("B", 12), ("C", 7)) for number in range(1, count + 1)]
    assert list(sections) == wanted
    assert re.findall(r"^\| \[([ABC]\d+)\]\(#[abc]\d+\) \|", text, re.MULTILINE) == wanted
    assert re.findall(r"^\| (D\d+) \|", text, re.MULTILINE) == [f"D{number}" for number in range(1, 15)]
    assert [name for name, section in sections.items() if ">>>" not in section] == []
