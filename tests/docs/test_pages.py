"""Every code block of README and docs runs; what cannot run stands here with its reason.

The blocks of one page run one after another, in one namespace and one empty folder in which `examples` is that of the
repository. How a block is run is said by its language:

python, pycon    as code, or as a doctest where it has prompts
console          each ``$ command``; what is printed below it must come out (``…`` stands for anything), and the exit
                 code must be 0 unless the next command is ``echo $?``
toml, json, csv  read, with what reads such files where there is something

A comment ``<!-- file: NAME -->`` above a block writes it to a file, ``<!-- python: … -->`` is code that readers do not
see.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import json
import re
import shlex
import subprocess
import sys
import textwrap
import tomllib
from pathlib import Path
from unittest import SkipTest

import pytest

pytest.importorskip("sybil", reason="needs the extra docs: python -m pip install 'ictindex[docs]'")

from sybil import Document, Region
from sybil.evaluators.doctest import DocTestEvaluator
from sybil.evaluators.python import PythonEvaluator
from sybil.parsers.abstract.doctest import DocTestStringParser
from sybil.parsers.markdown.lexers import DirectiveInHTMLCommentLexer, RawFencedCodeBlockLexer

from ictindex import load_lineage, load_rubric, read, read_published
from ictindex.cli import main

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("README*.md"), *(ROOT / "docs").rglob("*.md")])
FENCES = RawFencedCodeBlockLexer(re.compile(r"(?P<language>[^\n`]*)\n"))
UNSEEN = DirectiveInHTMLCommentLexer("python")
FILE = re.compile(r"<!-- file: (?P<name>\S+) -->\n\Z")
DOCTESTS = DocTestStringParser(DocTestEvaluator(doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE))

TRANSCRIPT = "tests/plugins/test_transcript.py runs it, in a folder of its own"
ENVIRONMENT = "makes an environment, or adds to it: make and .ci/run do"
YOURS = "its files are the reader's; tests/unit/cli calls the same commands"

# By page and the beginning of the first line, why a block does not run. Each must be there, once.
NOT_RUN = {
    ("README.md", "make demo"): "CI runs `make test`, and tests/unit/cli ranks the files of `make demo`",
    ("README.md", "python -m venv"): "for the command prompt of Windows",
    ("README.md", "python3 -m venv"): ENVIRONMENT,
    (
        "README.md",
        "ictindex template laocai",
    ): "tests/docs/test_path_of_a_person.py goes this way",
    ("README.md", "ictindex rubric check my"): YOURS,
    ("README.vi.md", "make demo"): "as in README.md",
    ("README.vi.md", "python -m venv"): "for the command prompt of Windows",
    ("docs/assurance/mutation.md", "$ python tools/mutation.py"): "takes hours, by hand",
    ("docs/authors.md", "$ python -m pip install 'ict"): TRANSCRIPT,
    ("docs/authors.md", "--- src/"): TRANSCRIPT,
    ("docs/authors.md", "$ ictindex rubric check --laws"): TRANSCRIPT,
    ("docs/authors.md", "--- tests/cases"): TRANSCRIPT,
    ("docs/authors.md", "$ python -m pytest"): TRANSCRIPT,
    ("docs/bat-dau.md", "python -m venv"): "for the command prompt of Windows",
    ("docs/bat-dau.md", "$ python3 -m venv"): ENVIRONMENT,
    ("docs/first-steps.md", "$ python -m venv"): ENVIRONMENT,
    ("docs/frames.md", "from ictindex.io import show"): "needs a notebook; tests/unit/io asks the formatter of one",
    ("docs/rubric-format.md", "#:schema"): "a comment for an editor",
    ("docs/scale.md", "from dask.distributed"): "needs a cluster; tests/unit/cluster has a local one",
    ("docs/scale.md", "import pyarrow as pa"): "needs Spark",
    ("docs/testing.md", "$ python -m pip"): ENVIRONMENT,
    ("docs/testing.md", "$ pytest -p"): ".ci/run calls it with the wheel of this plugin",
    ("docs/testing.md", "$ ictindex rubric check --laws my"): YOURS,
    ("docs/testing.md", "from ictindex.testing import plugin_tests"): "a test file; examples/plugin-lam-dong has it",
}

# Languages of what is no code: output and pictures in letters.
SHOWN = ("text",)


def evaluate_console(example):
    """Run the commands of a block in the folder of the page."""
    code = 0
    for command, expected in commands(example.parsed):
        if command == "echo $?":
            said, code = f"{code}\n", 0
        else:
            assert code == 0, f"exit code {code} before: {command}"
            code, said = ran(command)
        assert not expected or matches(expected, said), f"$ {command}\n{said}"
    assert code == 0, f"exit code {code} of the last command\n{said}"


def commands(block):
    """Yield each command of a console block with what should be printed."""
    for piece in re.split(r"^\$ ", block.replace("\\\n", ""), flags=re.MULTILINE)[1:]:
        command, _, expected = piece.partition("\n")
        yield re.sub(r"\s+# .*", "", command), expected.strip("\n")


def ran(command):
    """Return the exit code and all that is printed; ictindex runs in this process, which is quicker to start."""
    words = shlex.split(command)
    if words[0] == "ictindex":
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            return main(words[1:]), said.getvalue()
    words[0] = sys.executable if words[0] == "python" else words[0]
    done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return done.returncode, done.stdout


def matches(expected, said):
    """Whether that was printed, spaces at the ends of lines aside."""
    pattern = ".*".join(re.escape(piece) for piece in expected.split("…"))
    return re.fullmatch(pattern, re.sub(r" +$", "", said, flags=re.MULTILINE).strip("\n"), re.DOTALL)


def evaluate_toml(example):
    """Read the block as TOML, and as a rubric or a lineage where it is one."""
    table = tomllib.loads(example.parsed)
    if table.get("schema") == 1:
        path = Path("block.toml")
        path.write_text(example.parsed, encoding="utf-8")
        (load_lineage if "unit" in table else load_rubric)(path)


def evaluate_csv(example):
    """Read the block as a data set, or as a printed ranking where it names its rubric."""
    path = Path("block.csv")
    path.write_text(example.parsed, encoding="utf-8")
    (read_published if example.parsed.startswith("# rubric:") else read)(path)


EVALUATORS = {
    "console": evaluate_console,
    "csv": evaluate_csv,
    "json": lambda example: json.loads(example.parsed) and None,
    "python": PythonEvaluator(),
    "toml": evaluate_toml,
}


def fences(document):
    """Yield the regions of a page that run, are left out with a reason, or are built by Sphinx."""
    for lexed in FENCES(document):
        language, source = lexed.lexemes["language"].strip(), lexed.lexemes["source"]
        why = next((NOT_RUN[key] for key in NOT_RUN if covers(key, document, source)), None)
        if why:
            yield Region(lexed.start, lexed.end, (source, why), left_out)
        elif language == "pycon":
            for region in DOCTESTS(source, document.path):
                region.adjust(lexed, source)
                yield region
        elif named := FILE.search(document.text, 0, lexed.start):
            yield Region(lexed.start, lexed.end, (named["name"], source), write_file)
        elif language in EVALUATORS:
            yield Region(lexed.start, lexed.end, source, EVALUATORS[language])
        else:
            known = language in SHOWN or language.startswith("{")  # a directive is for Sphinx
            assert known, (
                f"{document.path}: nothing runs a block of {language!r}; see the languages at the head of this file"
            )


def covers(key, document, source):
    """Whether a key of NOT_RUN means this block."""
    page, first = key
    return name_of(document.path) == page and source.startswith(first)


def unseen(document):
    """Yield the code that stands in comments."""
    for lexed in UNSEEN(document):
        yield Region(lexed.start, lexed.end, lexed.lexemes["source"], EVALUATORS["python"])


def left_out(example):
    """Only compile it, where it is Python, and say why it does not run."""
    source, why = example.parsed
    if ">>>" not in source and "import " in source:
        compile(source, example.path, "exec")
    raise SkipTest(why)


def write_file(example):
    """Write a block where its page says."""
    name, source = example.parsed
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")


def name_of(path):
    """The name of a page, as it is written from the root."""
    return Path(path).relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_block_runs(page, tmp_path, monkeypatch):
    """From the first block of a page to the last; every failure is told with its line."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    document = Document.parse(str(page), fences, unseen)
    document.namespace["__name__"] = "__main__"
    failed = []
    for example in document.examples():
        try:
            example.evaluate()
        except SkipTest:
            pass
        except Exception as error:  # noqa: BLE001 - the blocks below may stand on their own, and are told too
            failed.append(f"{name_of(page)}:{example.line}\n{textwrap.indent(str(error) or repr(error), '    ')}")
    assert not failed, "\n".join(failed)


def test_what_does_not_run_is_there():
    """A reason without its block would cover the next one that begins so."""
    there = [(Document.parse(str(page)), page) for page in PAGES]
    blocks = [(document, lexed.lexemes["source"]) for document, _ in there for lexed in FENCES(document)]
    assert [key for key in NOT_RUN if sum(covers(key, *block) for block in blocks) != 1] == []


def test_no_block_hides_in_an_indent():
    """An indented block has no language, so nothing would say how it runs; a fence says it."""
    hidden = []
    for page in PAGES:
        text = re.sub(r"^( *)```.*?^\1```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
        hidden += [f"{name_of(page)}: {it}" for it in re.findall(r"\n\n    (?! *[-*\d])(\S.*)", text)]
    assert hidden == []
