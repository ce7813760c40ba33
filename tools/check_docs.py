"""Run the Python that README and docs show.

Every fence marked ``python`` or ``pycon`` in README.md, README.vi.md and docs/*.md is run from the root of
the repository, the fences of one page one after another in one namespace: with ``>>>`` as a doctest, else as
plain code. A fence marked ``python no-run`` is only compiled.

`pytest --doctest-glob` is not used for this, because it takes a closing fence for expected output.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import textwrap
import traceback
from collections.abc import Iterator
from pathlib import Path

__all__: list[str] = []

ROOT = Path(__file__).resolve().parent.parent
FENCE = re.compile(r"^(?P<indent> *)```(?P<marks>[^\n`]*)\n(?P<body>.*?)^(?P=indent)```", re.MULTILINE | re.DOTALL)
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def main() -> int:
    """Run all pages, print every failure and return the exit code."""
    os.chdir(ROOT)
    pages = [page for page in (ROOT / "README.md", ROOT / "README.vi.md") if page.exists()]
    pages += sorted((ROOT / "docs").glob("*.md"))
    ran = failed = 0
    for page in pages:
        names: dict[str, object] = {"__name__": "__main__"}
        for line, marks, body in fences(page.read_text(encoding="utf-8")):
            place = f"{page.relative_to(ROOT).as_posix()}:{line}"
            failure = run(body, names, place, compile_only="no-run" in marks)
            ran += 1
            if failure:
                failed += 1
                print(f"{place}\n{textwrap.indent(failure.rstrip(), '    ')}")
    print(f"docs: {ran} Python fences in {len(pages)} pages, {failed} failed")
    return 1 if failed else 0


def fences(text: str) -> Iterator[tuple[int, list[str], str]]:
    """Yield the first line's number, the marks and the body of each Python fence."""
    for match in FENCE.finditer(text):
        marks = match["marks"].split()
        if marks and marks[0] in {"python", "pycon"}:
            yield text.count("\n", 0, match.start("body")) + 1, marks, textwrap.dedent(match["body"])


def run(body: str, names: dict[str, object], place: str, *, compile_only: bool) -> str:
    """Return what went wrong with one fence, or an empty string."""
    if ">>>" not in body:
        return run_plain(body, names, place, compile_only=compile_only)
    test = doctest.DocTestParser().get_doctest(body, names, place, place, 0)
    if compile_only:
        return ""
    said = io.StringIO()
    runner = doctest.DocTestRunner(optionflags=OPTIONS, verbose=False)
    runner.run(test, out=said.write, clear_globs=False)
    names.update(test.globs)  # a doctest runs in a copy
    return said.getvalue()


def run_plain(body: str, names: dict[str, object], place: str, *, compile_only: bool) -> str:
    """Run code without prompts; what it prints is not compared with anything."""
    try:
        code = compile(body, place, "exec")
        if not compile_only:
            with contextlib.redirect_stdout(io.StringIO()):
                exec(code, names)  # noqa: S102  the pages are ours
    except Exception:  # noqa: BLE001  any failure of a page is reported with its place, and the next page is run
        return traceback.format_exc()
    return ""


if __name__ == "__main__":
    raise SystemExit(main())
